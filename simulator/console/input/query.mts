import type { Pair } from '../../url.mts';
import { invalidInput } from '../errors.mts';

/** The query of a request. A parameter that takes several values is repeated. */
export class Query {
	readonly #pairs: Pair[];

	constructor(pairs: Pair[]) {
		this.#pairs = pairs;
	}

	all(name: string): string[] {
		return this.#pairs.filter(([known]) => known === name).map(([, value]) => value);
	}

	one(name: string): string | undefined {
		return this.all(name).at(-1);
	}

	/** One of the texts, or undefined where the parameter is not sent. */
	choice(name: string, values: readonly string[]): string | undefined {
		const value = this.one(name);
		if (value !== undefined && !values.includes(value)) throw invalidQuery(name, `must be one of ${values.join(', ')}`);
		return value;
	}

	/** A whole number from 1, or the default. */
	count(name: string, otherwise: number): number {
		const value = this.one(name);
		if (value === undefined) return otherwise;
		if (!/^[1-9]\d{0,8}$/.test(value)) throw invalidQuery(name, 'must be an integer of 1 or more');
		return Number(value);
	}
}

export function invalidQuery(name: string, message: string) {
	return invalidInput([{ name, messages: [message] }]);
}
