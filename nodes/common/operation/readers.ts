import { isRecord, type Json, type JsonRecord } from '../http/json';

/**
 * How the fields of a simplified output are read from an object of a reply. Whatever the object holds, a field has its
 * type or is null: what is missing, or is something else, is not made up.
 */

type JsonType = 'string' | 'number' | 'boolean';

/** How one field is read. */
export interface Reader {
	/** Its types beside null; those of the entries where it is a list. */
	types: JsonType[];
	isList?: true;
	/** What it is, where the API has no field of its name. */
	says?: string;
	read: (object: JsonRecord, name: string) => Json;
}

/** What to read it from: the API's field of the same name unless told. */
export type Find = (object: JsonRecord, name: string) => unknown;

const ofItsName: Find = (object, name) => object[name];

const reader =
	(types: JsonType[], convert: (value: unknown) => Json | undefined, isList?: true) =>
	(find: Find = ofItsName, says?: string): Reader => ({ types, isList, says, read: (object, name) => convert(find(object, name)) ?? null });

/** A number in digits, as prices and masks are told: "44.0300". */
const NUMBER = /^-?\d+(\.\d+)?$/;

/** Digits of an integer that JavaScript would make another one. */
const isRounded = (value: unknown, number: number): boolean => typeof value === 'string' && !value.includes('.') && !Number.isSafeInteger(number);

export function numberIn(value: unknown): number | undefined {
	const number = typeof value === 'string' && NUMBER.test(value) ? Number(value) : value;
	return typeof number === 'number' && Number.isFinite(number) && !isRounded(value, number) ? number : undefined;
}

export function textIn(value: unknown): string | undefined {
	return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
}

export const toFlag = (value: unknown): boolean | undefined => (typeof value === 'boolean' ? value : value === 'true' ? true : value === 'false' ? false : undefined);

/** An entry that cannot be read is one all the same. */
const UNREADABLE = 'unreadable';

const entriesOf = (value: unknown): unknown[] | undefined => (value === null ? [] : Array.isArray(value) ? value : undefined);

export const text = reader(['string'], textIn);

export const number = reader(['number'], numberIn);

export const flag = reader(['boolean'], toFlag);

/** What the API knows a thing by, a number or a text, as it is. */
export const id = reader(['number', 'string'], (value) => (typeof value === 'number' || typeof value === 'string' ? value : undefined));

/** A list of texts; the API's null is one without entries. */
export const texts = reader(['string'], (value) => entriesOf(value)?.map((entry) => textIn(entry) ?? UNREADABLE), true);

/** A list of numbers by which things are known; one that JavaScript would round stays a text. */
export const numbers = reader(['number', 'string'], (value) => entriesOf(value)?.map((entry) => numberIn(entry) ?? textIn(entry) ?? UNREADABLE), true);

/** What stands at the end of a path of keys. */
export const within =
	(...keys: string[]): Find =>
	(object) =>
		keys.reduce<unknown>((inner, key) => (isRecord(inner) ? inner[key] : undefined), object);

/** Each entry of a list as a text; `undefined` for one that cannot be read. Texts stay as they are. */
export const each =
	(key: string, inWords: (entry: JsonRecord) => string | undefined): Find =>
	({ [key]: list }) =>
		entriesOf(list)?.map((entry) => (isRecord(entry) ? inWords(entry) : entry));

/** Those of these switches that are on, by the words for them; `undefined` where none of them is there. */
export const switchedOn =
	(words: Record<string, string>, where: Find = (object) => object): Find =>
	(object) => {
		const switches = where(object, '');
		if (!isRecord(switches) || !Object.keys(words).some((name) => Object.hasOwn(switches, name))) return undefined;
		return Object.entries(words).flatMap(([name, word]) => (toFlag(switches[name]) === true ? [word] : []));
	};

/** Texts in one line: `undefined` where it is no list. */
export const joined =
	(key: string): Find =>
	({ [key]: list }) =>
		Array.isArray(list) ? list.map((entry) => textIn(entry) ?? UNREADABLE).join(', ') : undefined;
