/** A value that a form or a query can hold. */
export type FormValue = string | number | boolean | FormValue[] | { [name: string]: FormValue | undefined };

/** The named values of a form or a query; `undefined` is not sent. */
export type Form = Record<string, FormValue | undefined>;

/**
 * Encodes a form as Robot reads it: booleans as `true` and `false` in lower case, lists as `name[]`, lists of
 * objects as `rules[input][0][name]` with an index counted from 0.
 */
export function encodeForm(form: Form): string {
	const pairs = Object.entries(form).flatMap(([name, value]) => pairsOf(name, value));
	return new URLSearchParams(pairs).toString();
}

function pairsOf(name: string, value: FormValue | undefined): Array<[string, string]> {
	if (value === undefined) return [];
	if (Array.isArray(value)) {
		return value.flatMap((entry, index) => pairsOf(`${name}[${typeof entry === 'object' ? index : ''}]`, entry));
	}
	if (typeof value === 'object') {
		return Object.entries(value).flatMap(([key, entry]) => pairsOf(`${name}[${key}]`, entry));
	}
	return [[name, String(value)]];
}
