import type { Endpoint } from '../../common/http/endpoint';
import { isRecord, parseBody, type Json, type JsonRecord } from '../../common/http/json';
import type { ToldLimit } from '../../common/http/ledger';
import type { LoginVerdict } from '../../common/http/loginGuard';
import type { Reply, RequestValues } from '../../common/http/request';
import { documentedError, errorIn, undocumentedError } from './errors';
import { withoutSecretHeaders, withoutSecrets } from './secrets';

/**
 * Reads a reply.
 *
 * @throws ApiError for every status but 200 to 299, for an `error` object under any status, and for a body that is not
 * an object in JSON
 */
export function readReply(endpoint: Endpoint, reply: Reply, sent: RequestValues = {}, login: string[] = []): Json {
	const body = parseBody(reply.text);
	const error = errorIn(body);
	const answer = { status: reply.status, headers: withoutSecretHeaders(reply.headers, sent, login) };
	if (error) throw documentedError(endpoint, answer, withoutSecrets(error, sent, login));
	if (reply.status < 200 || reply.status >= 300 || !isRecord(body) || isTooDeep(body)) throw undocumentedError(endpoint, answer);
	return body;
}

/** The API nests five deep; what is nested without end could neither be put out nor stored. */
const MAXIMUM_DEPTH = 100;

const isTooDeep = (value: Json, depth = 0): boolean =>
	depth > MAXIMUM_DEPTH || (typeof value === 'object' && value !== null && Object.values(value).some((inner) => isTooDeep(inner, depth + 1)));

/**
 * The objects in a body: those of a list, or the one under its key; the whole body where the endpoint has no key, because
 * an action stands in it.
 *
 * @throws TypeError for a body that does not hold them
 */
export function objectsIn({ reply: { key, emptyCode } }: Endpoint, body: Json): JsonRecord[] {
	const all = recordIn(body);
	if (key === null) return [all];
	if (emptyCode === undefined) return [recordIn(all[key])];
	const list = all[key];
	if (!Array.isArray(list)) throw new TypeError(`no list under ${key}`);
	return list.map((entry) => (key === FOLDERS ? { name: textIn(entry) } : recordIn(entry)));
}

/** The only list of names instead of objects. */
const FOLDERS = 'folders';

function recordIn(value: Json | undefined): JsonRecord {
	if (isRecord(value)) return value;
	throw new TypeError('no object');
}

function textIn(value: Json): string {
	if (typeof value === 'string') return value;
	throw new TypeError('no text');
}

/** The part of the API that a token may be refused for on its own: a token may be one that only reads. */
export const tokenPart = ({ effect }: Endpoint): string => (effect === 'read' ? '' : 'changes');

/** What a reply says of the token. One that only reads is refused for changes, and good for the rest. */
export function tokenVerdict({ status, text }: Reply): LoginVerdict {
	if (status === 401) return errorIn(parseBody(text))?.code === 'token_readonly' ? 'refused' : 'invalid';
	return status < 500 && status !== 403 && status !== 429 ? 'accepted' : 'unclear';
}

/** Requests count against one limit of the project, of which each reply tells the size and what is left of it. */
export function limitOf({ headers }: Reply): ToldLimit | undefined {
	const max = countIn(headers['ratelimit-limit']);
	const left = countIn(headers['ratelimit-remaining']);
	return max !== undefined && max > 0 && left !== undefined ? { max, left } : undefined;
}

const countIn = (value: unknown): number | undefined => (typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : undefined);
