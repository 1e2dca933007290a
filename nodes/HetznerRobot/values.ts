import { InputError } from './robot/errors';
import type { FormValue } from './robot/form';

/** How parameter values become what Robot wants. Values come from clicks, expressions and AI agents: `"true"`, `"5"` and `""` included. */

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

/** A list of texts, given as a list or as one text with commas. */
export function toList(name: string, value: unknown): string[] {
	const entries = Array.isArray(value) ? value : toText(name, value).split(',');
	return entries.map((entry) => toText(name, entry).trim()).filter((entry) => entry !== '');
}

/** `yyyy-MM-dd` or `now`, from a picked date (`2026-03-31T00:00:00`), a Luxon date or a text. */
export function toCancellationDate(name: string, value: unknown): string {
	const text = dateText(value);
	if (text === 'now') return text;
	const day = /^(\d{4}-\d{2}-\d{2})(?:[T ].*)?$/.exec(text)?.[1];
	if (day !== undefined && isDay(day)) return day;
	throw new InputError(name, 'is not a date', 'Give a date as yyyy-MM-dd, or "now" to cancel immediately.');
}

/** The text of a date: of a picked one (`2026-03-31T00:00:00`), of Luxon's and JavaScript's, or as it was typed. */
export function dateText(value: unknown): string {
	const date = value as { toISO?: () => string | null } | null;
	if (typeof date?.toISO === 'function') return date.toISO() ?? '';
	if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString();
	return typeof value === 'string' ? value.trim() : '';
}

/** False for days like 2026-02-30. */
function isDay(day: string): boolean {
	const date = new Date(`${day}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

const BY_TYPE: Record<string, (name: string, value: unknown) => FormValue> = {
	boolean: toBoolean,
	number: toNumber,
	multiOptions: toList,
};

/** Encodes a value by the type of its parameter. */
export const encodeByType = (type: string, name: string, value: unknown): FormValue => (BY_TYPE[type] ?? toText)(name, value);

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

/** A number of Robot's, as part of a path. */
export function toNumericId(name: string, value: string): string {
	if (/^\d{1,15}$/.test(value)) return value;
	throw new InputError(name, `is not a number: ${value.slice(0, 60)}`);
}

export const isIPv4 = (text: string) => /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/.test(text);

/** Whether a text has the form of an IPv6 address; Robot decides whether it is one. */
export const isIPv6 = (text: string) => /^[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}$/i.test(text);

/** An address without the prefix length that people paste with it: Robot's paths never carry `/64`. */
export function toAddress(name: string, value: string): string {
	const address = value.replace(/\/\d{1,3}$/, '');
	if (isIPv4(address) || isIPv6(address)) return address;
	throw new InputError(name, `is not an IP address: ${value.slice(0, 60)}`);
}
