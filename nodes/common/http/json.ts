/** What replies hold: JSON, or `null` where a reply has no body. */
export type Json = null | string | number | boolean | Json[] | JsonRecord;
export type JsonRecord = { [key: string]: Json };

export const isRecord = (value: unknown): value is JsonRecord => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The parsed body of a reply, `null` for an empty one, `undefined` for one that is not JSON. Integers beyond 2^53,
 * which JavaScript would round to another one, are kept as texts.
 */
export function parseBody(text: string): Json | undefined {
	if (text.trim() === '') return null;
	try {
		return JSON.parse(withExactIntegers(text)) as Json;
	} catch {
		return undefined;
	}
}

/** An integer of as many digits as 2^53 has, where a value ends after it; maybe in the middle of a text. */
const LONG_INTEGER = /(?<![\w.+-])-?[1-9]\d{15,}(?=\s*(?:[,}\]]|$))/g;

/** Puts quotes around them. A reviver would take ten times as long as the parsing itself. */
function withExactIntegers(text: string): string {
	let quote = nextQuote(text, 0);
	let endOfText = 0;
	return text.replace(LONG_INTEGER, (integer: string, index: number) => {
		if (Number.isSafeInteger(Number(integer))) return integer;
		for (; quote < index; quote = nextQuote(text, endOfText)) endOfText = endOfTextAt(text, quote);
		return endOfText > index ? integer : `"${integer}"`;
	});
}

/** Infinity where there is none. */
function nextQuote(text: string, from: number): number {
	const quote = text.indexOf('"', from);
	return quote < 0 ? Infinity : quote;
}

/** Where a text ends that begins with the quote at this place: after the next quote that is not escaped. */
function endOfTextAt(text: string, start: number): number {
	let quote = nextQuote(text, start + 1);
	while (quote < Infinity && isEscaped(text, quote)) quote = nextQuote(text, quote + 1);
	return quote + 1;
}

function isEscaped(text: string, at: number): boolean {
	let backslashes = 0;
	while (text[at - 1 - backslashes] === '\\') backslashes++;
	return backslashes % 2 === 1;
}
