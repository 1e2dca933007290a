import type { Known } from '../../common/http/dialect';
import type { Endpoint, ReplyShape } from '../../common/http/endpoint';
import { isRecord, parseBody, type Json, type JsonRecord } from '../../common/http/json';
import type { LoginVerdict } from '../../common/http/loginGuard';
import type { Reply, RequestValues } from '../../common/http/request';
import { documentedError, isRobots, undocumentedError, type ErrorBody } from './errors';
import { maskedError } from './secrets';

/**
 * Reads a reply. Any of 200, 201, 202 and 204 is a success, with or without a body where something was to be changed.
 *
 * @throws ApiError for every other status, for an `error` object under any status, for a body that is not JSON, and
 * for a read without objects: it would look like an empty list
 */
export function readReply(endpoint: Endpoint, { status, text }: Reply, sent: RequestValues = {}, login: string[] = [], known: Known = {}): Json {
	const body = parseBody(text);
	const error = errorIn(body);
	if (error && !isBare403(status, error)) throw documentedError(endpoint, statusOf(error, status), maskedError(error, sent, login), known);
	if (status < 200 || status >= 300 || !isReadable(endpoint, body) || saysFailed(body)) throw undocumentedError(endpoint, status, known);
	return body;
}

const errorIn = (body: Json | undefined): ErrorBody | undefined => (isRecord(body) && isRecord(body.error) ? (body.error as ErrorBody) : undefined);

/** One without Robot's own words: the login, a right, a limit, or a proxy in between. */
const isBare403 = (status: number, error?: ErrorBody): boolean => status === 403 && !(error && isRobots(status, error));

/** Far longer than any refusal: the lists of an account need not be read twice. */
const LONGEST_REFUSAL = 10_000;

/**
 * What a reply says of the login. One that was refused under HTTP 200 is as refused as under 401. Only what Robot may
 * have said accepts it: no redirect, no page, nothing of a proxy's own.
 */
export function loginVerdict({ status, text }: Reply): LoginVerdict {
	if (status === 401) return 'refused';
	const error = text.length > LONGEST_REFUSAL || !text.includes('"error"') ? undefined : errorIn(parseBody(text));
	if (error && statusOf(error, status) === 401) return 'refused';
	if (isBare403(status, error)) return 'doubtful';
	if (status === 403) return 'unclear';
	if (error && isRobots(status, error) && status < 500) return 'accepted';
	const isSuccess = status >= 200 && status < 300;
	return isSuccess && (text.trim() === '' || /^\s*[[{]/.test(text)) ? 'accepted' : 'unclear';
}

/** HTTP 200 can carry an error: then the status inside counts. */
const statusOf = ({ status: inside }: ErrorBody, status: number) => (status >= 400 ? status : (isScalar(inside) && Number(inside)) || 500);

const isScalar = (value: unknown) => typeof value === 'string' || typeof value === 'number';

/** Not documented, but no success either: nobody knows what a change has done. */
const saysFailed = (body: Json): boolean => [body].flat().some((entry) => isRecord(entry) && (isSaid(entry.error) || /^(false|0)$/i.test(String(entry.success))));

const isSaid = (value: unknown): boolean => value !== undefined && value !== null && value !== false && value !== '';

function isReadable({ effect, reply }: Endpoint, body: Json | undefined): body is Json {
	if (body === null) return effect !== 'read';
	return [body].flat().every((entry) => isRecord(entry) && isEntry(reply, entry));
}

/** What is no entry of a list would look like an empty list, or like a thing without a name. */
const isEntry = ({ key, emptyCode }: ReplyShape, entry: JsonRecord): boolean => emptyCode === undefined || (key === null ? Object.keys(entry).length > 0 : isRecord(entry[key]));

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
const PLAIN_NAMES = new Map([
	['@deprecated arch', 'arch'],
	['cancellation-date', 'cancellation_date'],
	['reservation', 'reserved'],
]);

/** Robot nests five deep at most; what is nested without end could neither be put out nor stored. */
const MAXIMUM_DEPTH = 100;

/** Gives every key, at any depth, one spelling. */
function withPlainNames<T extends Json>(value: T, depth = 0): T {
	if (depth > MAXIMUM_DEPTH) throw new RangeError('nested too deeply');
	if (Array.isArray(value)) return value.map((entry) => withPlainNames(entry, depth + 1)) as T;
	if (!isRecord(value)) return value;
	const named: JsonRecord = {};
	for (const key of Object.keys(value)) setOwn(named, PLAIN_NAMES.get(key) ?? key, withPlainNames(value[key] as Json, depth + 1));
	return named as T;
}

/** A plain loop: of a list of 10,000 servers `Object.fromEntries` took twice as long as parsing it. */
function setOwn(record: JsonRecord, key: string, value: Json): void {
	if (key === '__proto__') Object.defineProperty(record, key, { value, enumerable: true, configurable: true, writable: true });
	else record[key] = value;
}
