import type { Known } from '../../common/http/dialect';
import { inMinutes, limitInWords, type Endpoint } from '../../common/http/endpoint';
import { ApiError, refusalInWords, withOutcome } from '../../common/http/errors';
import { adviceForCode, isDocumented, withStorageBox } from './advice';
import { loginError } from './logins';
import { causeOfStatus, outcomeOfStatus, wordsForStatus } from './statuses';

export const SERVICE = 'Robot';

/** The `error` object of Robot's replies (documentation: "Error format"); every field may be missing on the wire. */
export interface ErrorBody {
	status?: unknown;
	code?: unknown;
	message?: unknown;
	missing?: unknown;
	invalid?: unknown;
	/** Request limit: seconds of the window, and requests allowed in it, documented as `max_request`. */
	interval?: unknown;
	max_request?: unknown;
	max_requests?: unknown;
}

/** Robot writes its codes in capitals; an `error` without one may be a gateway's. */
const CODE = /^[A-Z][A-Z0-9_]*$/;

/** Whether an `error` object is Robot's own. The documented one of the request limit has no code. */
export const isRobots = (status: number, { code, ...body }: ErrorBody): boolean => (typeof code === 'string' ? CODE.test(code) : isOfLimit(status, { code, ...body }));

/** Under another status somebody else may have said it, after the request was carried out. */
function isOfLimit(status: number, { code, interval, max_request: max }: ErrorBody): boolean {
	if (status !== 403 && status !== 429) return false;
	return code === 'RATE_LIMIT_EXCEEDED' || (wordsOf(code) === undefined && positive(interval) !== undefined && positive(max) !== undefined);
}

/** Builds the error for a reply that carries Robot's `error` object. */
export function documentedError(endpoint: Endpoint, status: number, body: ErrorBody, known: Known = {}): ApiError {
	if (status === 401) return loginError(endpoint, known);
	if (isOfLimit(status, body)) return rateLimitError(endpoint, body);
	const code = wordsOf(body.code) ?? codeOfStatus(status);
	const missing = names(body.missing);
	const invalid = names(body.invalid);
	const words = wordsOf(body.message) ?? `Robot answered ${code}`;
	const outcome = status >= 500 ? 'unknown' : isRobots(status, body) ? 'refused' : outcomeOfStatus(endpoint, status);
	const advice = withStorageBox(endpoint, adviceForCode(endpoint, status, code)) ?? '';
	return new ApiError(refusalInWords(words, code, missing, invalid), {
		status,
		code,
		words,
		missing,
		invalid,
		advice: (isDocumented(code) ? advice : withOutcome(SERVICE, endpoint.effect, outcome, advice).trim()) || undefined,
		outcome,
		cause: causeOfStatus(status),
	});
}

/** Builds the error for a reply without Robot's `error` object: maintenance, a proxy in front, a broken body. */
export function undocumentedError(endpoint: Endpoint, status: number, known: Known = {}): ApiError {
	if (status === 401) return loginError(endpoint, known);
	const [message, words] = wordsForStatus(endpoint, status, known);
	const code = codeOfStatus(status);
	const outcome = outcomeOfStatus(endpoint, status);
	const advice = (outcome === 'not-sent' ? words : withStorageBox(endpoint, words)) ?? words;
	const limit = status === 403 && known.limitedForSeconds !== undefined ? ({ cause: 'rate-limited', retryAfterSeconds: known.limitedForSeconds } as const) : {};
	return new ApiError(message, {
		status,
		code,
		advice: withOutcome(SERVICE, endpoint.effect, outcome, advice),
		outcome,
		cause: causeOfStatus(status),
		...limit,
	});
}

/** Robot's longest limits are those of a day: a mistaken reply must not hold requests back for longer. */
const LONGEST_INTERVAL_SECONDS = 24 * 3600;

function rateLimitError(endpoint: Endpoint, body: ErrorBody): ApiError {
	const seconds = Math.min(positive(body.interval) ?? endpoint.limit.seconds, LONGEST_INTERVAL_SECONDS);
	const max = positive(body.max_request) ?? positive(body.max_requests) ?? endpoint.limit.max;
	return new ApiError(`Robot's request limit is used up: ${limitInWords({ max, seconds })}`, {
		status: 403,
		code: 'RATE_LIMIT_EXCEEDED',
		advice: `Nothing was carried out. The limit counts every program that uses this account; try again within ${inMinutes(seconds)}.`,
		outcome: 'refused',
		cause: 'rate-limited',
		retryAfterSeconds: seconds,
		limit: { max, seconds },
	});
}

/** Far more than Robot says, and as much as a person reads: a proxy may say anything. */
const LONGEST_WORDS = 300;
const LONGEST_NAME = 60;
const MOST_NAMES = 10;

const wordsOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value.slice(0, LONGEST_WORDS) : undefined);

/** Robot sends the names as an array, as one string, as null or not at all. */
function names(value: unknown): string[] {
	const entries = Array.isArray(value) ? value.slice(0, MOST_NAMES) : [value];
	return entries.flatMap((entry) => wordsOf(entry)?.slice(0, LONGEST_NAME) ?? []);
}

const codeOfStatus = (status: number) => (status === 503 ? 'MAINTENANCE' : `HTTP_${status}`);

function positive(value: unknown): number | undefined {
	const number = typeof value === 'string' ? Number(value) : value;
	return typeof number === 'number' && number > 0 && Number.isFinite(number) ? number : undefined;
}
