import { ConsoleError, invalidInput, type FieldProblem } from '../errors.mts';
import type { Rule } from './rules.mts';

/**
 * The fields of a JSON body. Each is read by its rule, and `done` says in one reply everything that is wrong; what was
 * read is worth something only after it. Fields that nobody reads are ignored.
 */
export class Fields {
	readonly #values: Record<string, unknown>;
	readonly #prefix: string;
	readonly #problems: FieldProblem[];

	constructor(values: Record<string, unknown>, prefix = '', problems: FieldProblem[] = []) {
		this.#values = values;
		this.#prefix = prefix;
		this.#problems = problems;
	}

	required<T>(name: string, rule: Rule<T>): T {
		if (!this.has(name)) this.#problem(name, ['is required']);
		return this.optional(name, rule)!;
	}

	/** undefined where the field is not sent. */
	optional<T>(name: string, rule: Rule<T>): T | undefined {
		if (!this.has(name)) return undefined;
		const messages = rule(this.#values[name]);
		if (messages.length > 0) this.#problem(name, messages);
		return this.#values[name] as T;
	}

	/** The fields of an object, of none where it is not sent. */
	nested(name: string): Fields {
		const value = this.has(name) ? this.#values[name] : {};
		if (isObject(value)) return new Fields(value, `${this.#prefix}${name}.`, this.#problems);
		this.#problem(name, ['must be an object']);
		return new Fields({});
	}

	has(name: string): boolean {
		return Object.hasOwn(this.#values, name);
	}

	done(): void {
		if (this.#problems.length > 0) throw invalidInput(this.#problems);
	}

	#problem(name: string, messages: string[]): void {
		this.#problems.push({ name: this.#prefix + name, messages });
	}
}

/** A body has to be there, and to be sent as JSON: not as a form, and not without a content type. */
export function fieldsOf(body: string, contentType: string | null): Fields {
	const value = isJson(contentType) ? parsed(body) : undefined;
	if (value === undefined) throw new ConsoleError(400, 'json_error', 'body is not valid JSON');
	if (!isObject(value)) throw invalidInput([], 'body is not a JSON object');
	return new Fields(value);
}

/** undefined for what is no JSON. */
export function parsed(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

export function isJson(contentType: string | null): boolean {
	return contentType?.split(';')[0]!.trim().toLowerCase() === 'application/json';
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
