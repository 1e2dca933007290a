import { InputError } from '../../common/http/errors';
import { toTrimmed } from '../../common/operation/values';

/** As long as the longest text that it may be compared with. */
const LONGEST_PATTERN = 1000;

/**
 * Whether a text is as a pattern says: a star stands for anything, also for nothing; everything else for itself. The whole
 * text counts, upper and lower case are different. No regular expression: with many stars one takes forever.
 */
export function toPattern(name: string, value: unknown): (text: string) => boolean {
	const pattern = toTrimmed(name, value);
	if (pattern.length > LONGEST_PATTERN) throw new InputError(name, `is longer than ${LONGEST_PATTERN} characters`, 'Nothing was sent.');
	const [first = '', ...others] = pattern.split('*');
	const last = others.pop();
	return (text) => (last === undefined ? text === first : isInOrder(text, first, others, last));
}

function isInOrder(text: string, first: string, parts: string[], last: string): boolean {
	if (!text.startsWith(first) || !text.endsWith(last)) return false;
	let at = first.length;
	for (const part of parts) {
		const found = text.indexOf(part, at);
		if (found < 0) return false;
		at = found + part.length;
	}
	return at <= text.length - last.length;
}
