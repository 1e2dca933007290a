import { InputError } from './errors';

const MAXIMUM_LENGTH = 255;

/** A text that was checked to be one segment of a path. Only `pathValue` makes it. */
export type PathValue = string & { readonly checked: unique symbol };

/**
 * Makes a text a part of a path.
 *
 * @throws InputError for a value that is empty, too long, `.`, `..` or holds control characters
 */
export function pathValue(name: string, value: string): PathValue {
	if (value === '') throw new InputError(name, 'is empty');
	if (value.length > MAXIMUM_LENGTH) throw new InputError(name, `is longer than ${MAXIMUM_LENGTH} characters`);
	if (value === '.' || value === '..' || /[\p{Cc}\p{Cs}]/u.test(value)) {
		throw new InputError(name, 'holds characters that an address cannot hold');
	}
	return value as PathValue;
}

/**
 * Puts the values into a path like `/server/{serverNumber}/cancellation`.
 * Every value stays one segment: what a segment must not hold is escaped, only `:` (IPv6 addresses,
 * fingerprints) stays as it is, as Robot expects.
 *
 * @throws InputError for a value that is missing
 */
export function fillPath(path: string, values: Record<string, PathValue>): string {
	return path.replace(/\{(\w+)\}/g, (_braces, name: string) => encodeURIComponent(pathValue(name, values[name] ?? '')).replace(/%3A/g, ':'));
}
