import type { RequestValue, RequestValues } from '../../common/http/request';

/**
 * Encodes a form as Robot reads it: booleans as `true` and `false` in lower case, lists as `name[]`, lists of
 * objects as `rules[input][0][name]` with an index counted from 0.
 */
export function encodeForm(form: RequestValues): string {
	const pairs = Object.entries(form).flatMap(([name, value]) => pairsOf(name, value));
	return new URLSearchParams(pairs).toString();
}

function pairsOf(name: string, value: RequestValue | undefined): Array<[string, string]> {
	if (value === undefined || value === null) return [];
	if (Array.isArray(value)) {
		return value.flatMap((entry, index) => pairsOf(`${name}[${typeof entry === 'object' ? index : ''}]`, entry));
	}
	if (typeof value === 'object') {
		return Object.entries(value).flatMap(([key, entry]) => pairsOf(`${name}[${key}]`, entry));
	}
	return [[name, String(value)]];
}
