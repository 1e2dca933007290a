import type { Reply } from './reply.mts';

/** An error of the webservice (documentation: "Error format"). `extra` are further keys of the error object. */
export class RobotError extends Error {
	readonly status: number;
	readonly code: string;
	readonly extra: Record<string, unknown>;

	constructor(status: number, code: string, message: string, extra: Record<string, unknown> = {}) {
		super(message);
		this.status = status;
		this.code = code;
		this.extra = extra;
	}

	reply(): Reply {
		const { status, code, message, extra } = this;
		return { status, body: { error: { status, code, message, ...extra } } };
	}
}

export const notFound = (code: string, message: string): RobotError => new RobotError(404, code, message);
export const conflict = (code: string, message: string): RobotError => new RobotError(409, code, message);

/** Documentation: "Error format invalid input". `missing` and `invalid` are arrays, or null when there is none. */
export function invalidInput(missing: string[], invalid: string[]): RobotError {
	const orNull = (names: string[]) => (names.length > 0 ? names : null);
	return new RobotError(400, 'INVALID_INPUT', 'invalid input', { missing: orNull(missing), invalid: orNull(invalid) });
}

/** Collects what is wrong with an input, so that one reply names all of it. */
export class InputCheck {
	readonly #missing: string[] = [];
	readonly #invalid: string[] = [];

	missing(name: string): void {
		this.#missing.push(name);
	}

	invalid(name: string): void {
		this.#invalid.push(name);
	}

	/** Notes `name` as missing when there is no value, as invalid when `valid` says no. */
	require<T>(name: string, value: T | undefined, valid: (value: T) => boolean = () => true): void {
		if (value === undefined || value === '') this.missing(name);
		else if (!valid(value)) this.invalid(name);
	}

	/** Throws INVALID_INPUT when anything was noted. */
	done(): void {
		if (this.#missing.length > 0 || this.#invalid.length > 0) throw invalidInput(this.#missing, this.#invalid);
	}
}
