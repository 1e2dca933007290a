import { InputError } from './errors';

const MAXIMUM_LENGTH = 255;

/**
 * Puts the values into a path like `/server/{serverNumber}/cancellation`.
 * Every value stays one segment: what a segment must not hold is escaped, only `:` (IPv6 addresses,
 * fingerprints) stays as it is, as Robot expects.
 *
 * @throws InputError for a value that is empty, too long, `.`, `..` or holds control characters
 */
export function fillPath(path: string, values: Record<string, string>): string {
	return path.replace(/\{(\w+)\}/g, (_braces, name: string) => segment(name, values[name] ?? ''));
}

function segment(name: string, value: string): string {
	if (value === '') throw new InputError(name, 'is empty');
	if (value.length > MAXIMUM_LENGTH) throw new InputError(name, `is longer than ${MAXIMUM_LENGTH} characters`);
	if (value === '.' || value === '..' || /[\p{Cc}\p{Cs}]/u.test(value)) {
		throw new InputError(name, 'holds characters that an address cannot hold');
	}
	return encodeURIComponent(value).replace(/%3A/g, ':');
}
