import { isRecord } from '../../common/http/json';

/** Whether a value is what it should be. What n8n keeps for a node may be damaged, or of another version. */
export type Check<T> = (value: unknown) => value is T;

export const isText: Check<string> = (value) => typeof value === 'string';
export const isTruth: Check<boolean> = (value) => typeof value === 'boolean';
export const isNumber: Check<number> = (value): value is number => Number.isFinite(value);

/** More than anything here is ever counted to, and so little that counting on stays exact. */
const MOST = 1e12;
export const isCount: Check<number> = (value): value is number => Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) < MOST;

/** Text that says something. */
export const isSaid: Check<string> = (value): value is string => isText(value) && value.trim() !== '';

/** What an object can be told from others by. No name that every object of JavaScript has: what is known is kept by id. */
export const isId = (value: unknown): value is string | number => (isSaid(value) ? !(value in {}) : isNumber(value));

export const orNothing =
	<T>(check: Check<T>): Check<T | undefined> =>
	(value): value is T | undefined =>
		value === undefined || check(value);

export const listOf =
	<T>(check: Check<T>): Check<T[]> =>
	(value): value is T[] =>
		Array.isArray(value) && value.every(check);

export const recordOf =
	<T>(check: Check<T>): Check<Record<string, T>> =>
	(value): value is Record<string, T> =>
		isRecord(value) && Object.values(value).every(check);

/** A list with one value for each check. */
export const tuple =
	<T extends unknown[]>(...checks: { [Place in keyof T]: Check<T[Place]> }): Check<T> =>
	(value): value is T =>
		Array.isArray(value) && value.length <= checks.length && checks.every((check, place) => check(value[place]));

/** An object that holds what is named; what else it holds does not matter. */
export const shaped =
	<T extends object>(checks: { [Name in keyof Required<T>]: Check<T[Name]> }): Check<T> =>
	(value): value is T =>
		isRecord(value) && (Object.keys(checks) as Array<keyof T & string>).every((name) => checks[name](value[name]));
