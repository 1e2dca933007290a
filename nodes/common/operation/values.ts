import { InputError } from '../http/errors';
import { parseBody } from '../http/json';
import type { RequestValue } from '../http/request';

/** How parameter values become what an API wants. Values come from clicks, expressions and AI agents: `"true"`, `"5"` and `""` included. */

/** Nothing was entered: not sent, and an error where the field is required. */
export const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** What is left of an object in a text: `web-{{ $json }}`. */
const OBJECT = '[object Object]';

export function toText(name: string, value: unknown): string {
	if (typeof value === 'string' && value.includes(OBJECT))
		throw new InputError(name, 'holds an object', `An expression in it gives an object, "${OBJECT}", instead of a text. Nothing was sent.`);
	if (typeof value === 'string') return value;
	if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return String(value);
	throw new InputError(name, 'is not a text');
}

/** One of several words, as far as it is one: '' for an object, which may have no text at all. */
export const wordOf = (value: unknown): string => (typeof value === 'object' || typeof value === 'function' || typeof value === 'symbol' ? '' : String(value));

export function toBoolean(name: string, value: unknown): boolean {
	if (typeof value === 'boolean') return value;
	if (value === 'true' || value === 'false') return value === 'true';
	throw new InputError(name, 'is neither true nor false');
}

/** Whether a switch that steers the node is on; nothing entered means off. */
export const isOn = (name: string, value: unknown): boolean => !isEmpty(value) && toBoolean(name, value);

export function toNumber(name: string, value: unknown): number {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	if (typeof number === 'number' && Number.isFinite(number)) return number;
	throw new InputError(name, 'is not a number');
}

/** A whole number within bounds. */
export function toInteger(name: string, value: unknown, least: number, most = Number.MAX_SAFE_INTEGER): number {
	const number = toNumber(name, value);
	if (Number.isSafeInteger(number) && number >= least && number <= most) return number;
	throw new InputError(name, most === Number.MAX_SAFE_INTEGER ? `is not a whole number from ${least}` : `is not a whole number from ${least} to ${most}`, 'Nothing was sent.');
}

/** A number that cannot be negative: a price, a time. */
export function toAmount(name: string, value: unknown): number {
	const number = toNumber(name, value);
	if (number >= 0) return number;
	throw new InputError(name, `is negative: ${number}`, 'Nothing was sent. Give 0 or more.');
}

/** A number above 0: of what is limited, none would be no limit. */
export function toPositive(name: string, value: unknown): number {
	const number = toNumber(name, value);
	if (number > 0) return number;
	throw new InputError(name, `is not more than 0: ${number}`, 'Nothing was sent. Give a number above 0, or remove the option.');
}

/**
 * A text without the blanks and line ends around it, which come along when something is pasted and are never meant.
 *
 * @throws InputError for nothing else than blanks
 */
export function toTrimmed(name: string, value: unknown): string {
	const text = toText(name, value).trim();
	if (text !== '') return text;
	throw new InputError(name, 'is empty');
}

/**
 * What a list holds: an array, its JSON, or a text with commas, semicolons or line ends between the entries.
 *
 * @throws InputError for a text that begins like JSON and is none
 */
export function toEntries(name: string, value: unknown): unknown[] {
	const given = typeof value === 'string' && value.trim().startsWith('[') ? parsedList(name, value) : value;
	// In a text a blank stands between two commas; in a list it is an expression that found nothing.
	return typeof given === 'string' ? given.split(/[,;\r\n\u2028\u2029]/).filter((entry) => entry.trim() !== '') : [given].flat(1);
}

function parsedList(name: string, text: string): unknown {
	const list = parseBody(text);
	if (Array.isArray(list)) return list;
	throw new InputError(name, 'begins like a list in JSON, but is none', 'Nothing was sent. Give it as ["a", "b"], or as a text with commas.');
}

/** A list of texts, each of them once. */
export const toList = (name: string, value: unknown): string[] => [...new Set(toEntries(name, value).map((entry) => toTrimmed(name, entry)))];

/**
 * A list of texts that holds at least one: what was entered must not turn into nothing.
 *
 * @throws InputError
 */
export function toFilledList(name: string, value: unknown): string[] {
	const list = toList(name, value);
	if (list.length > 0) return list;
	throw new InputError(name, 'is empty');
}

/**
 * Those of the known choices that a list gives, at least one.
 *
 * @param kind what one of them is, e.g. "status"
 * @throws InputError
 */
export function toChoices(name: string, kind: string, value: unknown, known: string[]): string[] {
	const chosen = toFilledList(name, value);
	const unknown = chosen.find((choice) => !known.includes(choice));
	if (unknown === undefined) return chosen;
	throw noSuch(name, kind, unknown, known);
}

/** The error of a choice that there is not. */
export const noSuch = (name: string, kind: string, given: string, known: string[]): InputError =>
	new InputError(name, `: there is no ${kind} "${given.slice(0, 60)}"`, `Nothing was sent. There are ${known.join(', ')}.`);

const BY_TYPE: Record<string, (name: string, value: unknown) => RequestValue> = {
	boolean: toBoolean,
	number: toNumber,
	multiOptions: toFilledList,
};

/** Encodes a value by the type of its parameter. */
export const encodeByType = (type: string, name: string, value: unknown): RequestValue => (BY_TYPE[type] ?? toTrimmed)(name, value);

/** What is chosen in a resource locator; a bare value, as AI agents and expressions give it, is itself what is chosen. */
export const chosenIn = (given: unknown): unknown => (typeof given === 'object' && given !== null && !Array.isArray(given) ? (given as { value?: unknown }).value : given);

/** What a resource locator holds. */
export interface Locator {
	mode: string;
	/** Without blanks around it. */
	value: string;
	/** The value as it was given: names may have blanks around them, and a number is no name. */
	given: unknown;
}

/** Reads a resource locator; a bare value, as AI agents and old workflows give it, has the mode `''`. */
export function toLocator(name: string, value: unknown): Locator {
	const given = chosenIn(value);
	return { mode: modeIn(value), value: isEmpty(given) ? '' : toText(name, given).trim(), given };
}

/** How something was chosen in a resource locator, `''` for a bare value. */
export const modeIn = (given: unknown): string => (typeof given === 'object' && given !== null && !Array.isArray(given) ? wordOf((given as { mode?: unknown }).mode ?? '') : '');
