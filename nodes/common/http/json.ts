/** What replies hold: JSON, or `null` where a reply has no body. */
export type Json = null | string | number | boolean | Json[] | JsonRecord;
export type JsonRecord = { [key: string]: Json };

export const isRecord = (value: unknown): value is JsonRecord => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The parsed body of a reply, `null` for an empty one, `undefined` for one that is not JSON. */
export function parseBody(text: string): Json | undefined {
	if (text.trim() === '') return null;
	try {
		return JSON.parse(text) as Json;
	} catch {
		return undefined;
	}
}
