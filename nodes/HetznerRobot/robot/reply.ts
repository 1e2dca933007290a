import type { Endpoint } from './endpoint';
import { documentedError, undocumentedError, type ErrorBody } from './errors';

/** A reply as it came over the wire: the status and the body as text (empty when there was none). */
export interface Reply {
	status: number;
	text: string;
}

/** What Robot's replies hold: JSON, or `null` where the reply has no body. */
export type Json = null | string | number | boolean | Json[] | JsonRecord;
export type JsonRecord = { [key: string]: Json };

/**
 * Reads a reply. Any of 200, 201, 202 and 204 is a success, with or without a body where something was to be changed.
 *
 * @throws RobotError for every other status, for an `error` object under any status, for a body that is not JSON, and
 * for a read without objects: it would look like an empty list
 */
export function readReply(endpoint: Endpoint, { status, text }: Reply): Json {
	const body = parse(text);
	const error = isRecord(body) && isRecord(body.error) ? (body.error as ErrorBody) : undefined;
	if (error) throw documentedError(endpoint, statusOf(error, status), error);
	if (status < 200 || status >= 300 || !isReadable(endpoint, body)) throw undocumentedError(endpoint, status);
	return body;
}

/** A login that was refused under HTTP 200 is as refused as under 401. */
export const isLoginRefused = ({ status, text }: Reply): boolean => {
	if (status === 401 || !/^\s*\{\s*"error"/.test(text)) return status === 401;
	const body = parse(text);
	return isRecord(body) && isRecord(body.error) && statusOf(body.error, status) === 401;
};

/** HTTP 200 can carry an error: then the status inside counts. */
const statusOf = ({ status: inside }: ErrorBody, status: number) => (status >= 400 ? status : (isScalar(inside) && Number(inside)) || 500);

const isScalar = (value: unknown) => typeof value === 'string' || typeof value === 'number';

function isReadable({ effect }: Endpoint, body: Json | undefined): body is Json {
	if (body === null) return effect !== 'read';
	return Array.isArray(body) ? body.every(isRecord) : isRecord(body);
}

/** The parsed body, `null` for an empty one, `undefined` for one that is not JSON. */
function parse(text: string): Json | undefined {
	if (text.trim() === '') return null;
	try {
		return JSON.parse(text) as Json;
	} catch {
		return undefined;
	}
}

/**
 * Takes what is needed out of a reply. Where that is impossible, the reply is not as documented.
 *
 * @throws RobotError
 */
export function take<T>(endpoint: Endpoint, from: () => T): T {
	const taken = attempt(from);
	if (taken === undefined) throw undocumentedError(endpoint, 200);
	return taken.value;
}

function attempt<T>(work: () => T): { value: T } | undefined {
	try {
		return { value: work() };
	} catch {
		return undefined;
	}
}

export const isRecord = (value: unknown): value is JsonRecord => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Takes the objects out of their wrapping: `{"server":{…}}` and `[{"server":{…}}]` by the known key only, because
 * `{"password":"…"}` is no wrapping. `key` is `null` where Robot sends the object bare.
 */
export function unwrap(body: Json, key: string | null): JsonRecord[] {
	const entries = Array.isArray(body) ? body : [body];
	return entries.filter(isRecord).map((entry) => {
		const inner = key === null ? entry : entry[key];
		return withPlainNames(isRecord(inner) ? inner : entry);
	});
}

/** Names that Robot's replies spell in two ways, and the documented spelling. */
const PLAIN_NAMES: Record<string, string> = {
	'@deprecated arch': 'arch',
	'cancellation-date': 'cancellation_date',
	reservation: 'reserved',
};

/** Robot nests five deep at most; what is nested without end could neither be put out nor stored. */
const MAXIMUM_DEPTH = 100;

/** Gives every key, at any depth, one spelling. */
function withPlainNames<T extends Json>(value: T, depth = 0): T {
	if (depth > MAXIMUM_DEPTH) throw new RangeError('nested too deeply');
	if (Array.isArray(value)) return value.map((entry) => withPlainNames(entry, depth + 1)) as T;
	if (!isRecord(value)) return value;
	return Object.fromEntries(Object.entries(value).map(([key, entry]) => [plainName(key), withPlainNames(entry, depth + 1)])) as T;
}

const plainName = (key: string) => (Object.hasOwn(PLAIN_NAMES, key) ? (PLAIN_NAMES[key] as string) : key);
