import type { Reply } from '../reply.mts';

/** An error of Console's API. `details` is null for most codes. */
export class ConsoleError extends Error {
	readonly status: number;
	readonly code: string;
	readonly details: object | null;

	constructor(status: number, code: string, message: string, details: object | null = null) {
		super(message);
		this.status = status;
		this.code = code;
		this.details = details;
	}

	reply(): Reply {
		return { status: this.status, body: { error: { code: this.code, message: this.message, details: this.details } } };
	}
}

/** What is wrong with an input, and all of it. */
export interface FieldProblem {
	name: string;
	messages: string[];
}

export function invalidInput(fields: FieldProblem[], message?: string): ConsoleError {
	const names = fields.map(({ name }) => `'${name}'`).join(', ');
	return new ConsoleError(422, 'invalid_input', message ?? `invalid input in ${fields.length === 1 ? 'field' : 'fields'} ${names}`, { fields });
}

/** Also for what belongs to another project. */
export const notFound = (what: string, id: string): ConsoleError => new ConsoleError(404, 'not_found', `${what} with ID '${id}' not found`);

export const unknownRoute = (): ConsoleError => new ConsoleError(404, 'not_found', 'api route not found');

export const notUnique = (field: string, message: string): ConsoleError => new ConsoleError(409, 'uniqueness_error', message, { fields: [{ name: field }] });

export const tooMany = (limit: string): ConsoleError => new ConsoleError(403, 'resource_limit_exceeded', `${limit} exceeded`, { limits: [{ name: limit }] });

export const locked = (): ConsoleError => new ConsoleError(423, 'locked', 'Action is locked');

/** What the catalogue has, but not there or not any more. */
export const unavailable = (message: string): ConsoleError => new ConsoleError(412, 'resource_unavailable', message);
