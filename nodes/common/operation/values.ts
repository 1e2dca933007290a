import { InputError } from '../http/errors';
import type { RequestValue } from '../http/request';

/** How parameter values become what an API wants. Values come from clicks, expressions and AI agents: `"true"`, `"5"` and `""` included. */

/** Nothing was entered: not sent, and an error where the field is required. */
export const isEmpty = (value: unknown): boolean =>
	value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

export function toText(name: string, value: unknown): string {
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

/** A number that cannot be negative: a price, a time. */
export function toAmount(name: string, value: unknown): number {
	const number = toNumber(name, value);
	if (number >= 0) return number;
	throw new InputError(name, `is negative: ${number}`, 'Nothing was sent. Give 0 or more.');
}

/** A list of texts, given as a list or as one text with commas. */
export function toList(name: string, value: unknown): string[] {
	const entries = Array.isArray(value) ? value : toText(name, value).split(',');
	return entries.map((entry) => toText(name, entry).trim()).filter((entry) => entry !== '');
}

const BY_TYPE: Record<string, (name: string, value: unknown) => RequestValue> = {
	boolean: toBoolean,
	number: toNumber,
	multiOptions: toList,
};

/** Encodes a value by the type of its parameter. */
export const encodeByType = (type: string, name: string, value: unknown): RequestValue => (BY_TYPE[type] ?? toText)(name, value);

/** What a resource locator holds. */
export interface Locator {
	mode: string;
	value: string;
}

/** Reads a resource locator; a bare value, as AI agents and old workflows give it, has the mode `''`. */
export function toLocator(name: string, value: unknown): Locator {
	const locator = typeof value === 'object' && value !== null ? (value as { mode?: unknown; value?: unknown }) : { mode: '', value };
	return { mode: wordOf(locator.mode ?? ''), value: isEmpty(locator.value) ? '' : toText(name, locator.value).trim() };
}
