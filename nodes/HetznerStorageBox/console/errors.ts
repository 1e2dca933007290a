import { inMinutes, type Endpoint } from '../../common/http/endpoint';
import { ApiError, refusalInWords, withOutcome, type Cause, type Outcome } from '../../common/http/errors';
import { isRecord, type Json, type JsonRecord } from '../../common/http/json';
import type { HeldBack } from '../../common/http/loginGuard';
import type { Reply } from '../../common/http/request';
import { adviceForCode, READ_ONLY_ADVICE, TOKEN_ADVICE, wordsForStatus } from './advice';

export const SERVICE = 'Hetzner Console';

/** The `error` object of the API's replies. */
export interface ErrorBody {
	code: string;
	message: string;
	/** By code: `fields` with `name` and maybe `messages`, `limits` with `name`, `announcement`. */
	details: JsonRecord;
}

type Answer = Pick<Reply, 'status' | 'headers'>;

/** As much as a person reads: a proxy may say anything. */
const LONGEST_WORDS = 300;
const MOST_ENTRIES = 10;

/** The API's error in a body, `undefined` where there is none: then somebody else may have spoken. */
export function errorIn(body: Json | undefined): ErrorBody | undefined {
	if (!isRecord(body) || !isRecord(body.error)) return undefined;
	const { code, message, details } = body.error;
	if (typeof code !== 'string' || !/^\w{1,60}$/.test(code)) return undefined;
	return { code, message: textOf(message) || `${SERVICE} answered ${code}`, details: isRecord(details) ? details : {} };
}

/** What the API has not carried out, and takes again. */
const FOR_NOW = ['conflict', 'locked', 'rate_limit_exceeded', 'robot_unavailable'];

/** After which nobody knows what became of a change. */
const UNKNOWN = ['server_error', 'bad_gateway', 'unavailable', 'timeout', 'unknown_error'];

const isStatusOfRefusal = (status: number) => status >= 400 && status < 500;

/** Builds the error for a reply that carries the API's `error` object. */
export function documentedError(endpoint: Endpoint, { status, headers }: Answer, { code, message, details }: ErrorBody): ApiError {
	if (status === 401) return code === 'token_readonly' ? readOnlyError(headers) : tokenError(headers);
	const isForNow = FOR_NOW.includes(code) && (isStatusOfRefusal(status) || code === 'robot_unavailable');
	const outcome: Outcome = isForNow || (isStatusOfRefusal(status) && !UNKNOWN.includes(code)) ? 'refused' : 'unknown';
	const invalid = namesIn(details.fields);
	// Under another status somebody else may have said it, after the request was carried out.
	const known = outcome === 'unknown' && !UNKNOWN.includes(code) ? '' : adviceForCode(endpoint, code, message, details);
	const advice = [...messagesIn(details.fields), known].filter(Boolean).join(' ');
	return new ApiError(refusalInWords(message, code, [], invalid), {
		status,
		code,
		words: message,
		invalid,
		advice: withId(withOutcome(SERVICE, endpoint.effect, outcome, advice).trim(), headers),
		outcome,
		cause: causeOf(code, outcome),
		...(isForNow && { isForNow }),
	});
}

function causeOf(code: string, outcome: Outcome): Cause | undefined {
	if (code === 'rate_limit_exceeded') return 'rate-limited';
	return outcome === 'unknown' || FOR_NOW.includes(code) || code === 'maintenance' ? 'temporarily-unavailable' : undefined;
}

/**
 * What is refused before it is carried out, whoever says it: no login to a proxy (407), no length (411), too long (413, 414,
 * 431). Everything else somebody may have said after the API had received the request.
 */
const REFUSED = [407, 411, 413, 414, 431];

/** Builds the error for a reply without the API's `error` object: a proxy in front, a broken body. */
export function undocumentedError({ effect }: Endpoint, { status, headers }: Answer): ApiError {
	if (status === 401) return tokenError(headers);
	const [message, words] = wordsForStatus(status);
	const outcome = REFUSED.includes(status) ? 'refused' : 'unknown';
	const passes = status < 300 || [500, 502, 503, 504].includes(status);
	const cause = status === 429 ? 'rate-limited' : passes ? 'temporarily-unavailable' : undefined;
	return new ApiError(message, { status, code: `HTTP_${status}`, advice: withId(withOutcome(SERVICE, effect, outcome, words), headers), outcome, cause });
}

const tokenError = (headers: Reply['headers']) =>
	new ApiError(`${SERVICE} refused the API token`, {
		status: 401,
		code: 'unauthorized',
		advice: withId(TOKEN_ADVICE, headers),
		outcome: 'refused',
		cause: 'credential-invalid',
	});

const readOnlyError = (headers: Reply['headers']) =>
	new ApiError('The API token may only read', {
		status: 401,
		code: 'token_readonly',
		advice: withId(`Nothing was changed. ${READ_ONLY_ADVICE}`, headers),
		outcome: 'refused',
		cause: 'configuration-invalid',
	});

/** The error that stands for a request whose token is not tried again because it has just been refused, for changes or at all. */
export function tokenHeldBackError({ seconds, part }: HeldBack): ApiError {
	const reason = part === '' ? `${SERVICE} has just refused this API token` : `${SERVICE} has just said that this API token may only read`;
	return new ApiError(`Nothing was sent: ${reason}`, {
		code: 'LOGIN_HELD_BACK',
		reason,
		advice: `${part === '' ? TOKEN_ADVICE : READ_ONLY_ADVICE} Another token is tried at once, this one again in ${inMinutes(seconds)}.`,
		outcome: 'not-sent',
		cause: 'credential-invalid',
		retryAfterSeconds: seconds,
	});
}

/** Hetzner's support finds a request by it. */
function withId(advice: string, headers: Reply['headers']): string {
	const id = headers['x-correlation-id'];
	return typeof id === 'string' && /^[\w-]{1,80}$/.test(id) ? `${advice} Correlation ID: ${id}.`.trim() : advice;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.slice(0, LONGEST_WORDS) : '');

const entriesOf = (value: unknown): JsonRecord[] => (Array.isArray(value) ? value.filter(isRecord).slice(0, MOST_ENTRIES) : []);

/** The names of fields or limits. */
export const namesIn = (value: unknown): string[] => entriesOf(value).flatMap(({ name }) => textOf(name) || []);

/** "home_directory: must not begin with a slash." */
function messagesIn(fields: unknown): string[] {
	return entriesOf(fields).flatMap(({ name, messages }) => {
		const said = [messages].flat().map(textOf).filter(Boolean).slice(0, MOST_ENTRIES);
		return said.length === 0 ? [] : [`${textOf(name)}: ${said.join(', ').replace(/\.$/, '')}.`];
	});
}
