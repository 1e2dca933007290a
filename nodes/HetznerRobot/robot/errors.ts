import { inMinutes, limitInWords, type Endpoint } from '../../common/http/endpoint';
import { ApiError, refusalInWords, withOutcome, type Cause } from '../../common/http/errors';
import { adviceForCode, isDocumented, isOfStorageBox, LOGIN_ADVICE, withStorageBox, wordsForStatus } from './advice';

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

/** Builds the error for a reply that carries Robot's `error` object. */
export function documentedError(endpoint: Endpoint, status: number, body: ErrorBody): ApiError {
	if (status === 401) return loginError(endpoint);
	const code = wordsOf(body.code) ?? codeOfStatus(status);
	// Under another status somebody else may have said it, after the request was carried out.
	if (code === 'RATE_LIMIT_EXCEEDED' && (status === 403 || status === 429)) return rateLimitError(endpoint, body);
	const missing = names(body.missing);
	const invalid = names(body.invalid);
	const words = wordsOf(body.message) ?? `Robot answered ${code}`;
	const outcome = status >= 500 ? 'unknown' : 'refused';
	const advice = withStorageBox(endpoint, code, adviceForCode(endpoint, status, code));
	return new ApiError(refusalInWords(words, code, missing, invalid), {
		status,
		code,
		words,
		missing,
		invalid,
		advice: advice === undefined || isDocumented(code) ? advice : withOutcome(SERVICE, endpoint.effect, outcome, advice),
		outcome,
		cause: causeOfStatus(status),
	});
}

/**
 * What is refused before it is carried out. A proxy may redirect, or give up waiting (408, 499), after Robot has received
 * the request.
 */
const REFUSED = /^4(?!08|99)/;

/** Builds the error for a reply without Robot's `error` object: maintenance, a proxy in front, a broken body. */
export function undocumentedError(endpoint: Endpoint, status: number): ApiError {
	if (status === 401) return loginError(endpoint);
	const [message, words] = wordsForStatus(endpoint, status);
	const code = codeOfStatus(status);
	const advice = withStorageBox(endpoint, code, words) ?? words;
	const outcome = REFUSED.test(String(status)) ? 'refused' : 'unknown';
	return new ApiError(message, {
		status,
		code,
		advice: withOutcome(SERVICE, endpoint.effect, outcome, advice),
		outcome,
		cause: causeOfStatus(status),
	});
}

function loginError(endpoint: Endpoint): ApiError {
	const code = 'UNAUTHORIZED';
	return new ApiError(`Robot refused the user name or the password${loginPart(endpoint)}`, {
		status: 401,
		code,
		advice: withStorageBox(endpoint, code, LOGIN_ADVICE),
		outcome: 'refused',
		cause: 'credential-invalid',
	});
}

const STORAGE_BOXES = ' for Storage Boxes';

/**
 * Robot has announced to give the Storage Boxes up, and may refuse a good login there: then everything else goes on. A
 * wrong login is refused elsewhere as well, and from then on everywhere.
 */
export const loginPart = (endpoint: Endpoint): string => (isOfStorageBox(endpoint) ? STORAGE_BOXES : '');

/** The error that stands for a login which is not tried again because Robot has just refused it, in a part of its own or everywhere. */
export function loginHeldBackError(seconds: number, part: string): ApiError {
	const reason = `Robot has just refused this user name and password${part}`;
	return new ApiError(`Nothing was sent: ${reason}`, {
		code: 'LOGIN_HELD_BACK',
		reason,
		advice: `${LOGIN_ADVICE} Correct the credential, which is then tried at once, or wait ${inMinutes(seconds)}.`,
		outcome: 'not-sent',
		cause: 'credential-invalid',
		retryAfterSeconds: seconds,
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

/** A reply that cannot be read was cut off or came from a proxy: it passes, as internal and gateway errors and maintenance do. */
const causeOfStatus = (status: number): Cause | undefined => {
	if (status === 429) return 'rate-limited';
	return status < 300 || [500, 502, 503, 504].includes(status) ? 'temporarily-unavailable' : undefined;
};

function positive(value: unknown): number | undefined {
	const number = typeof value === 'string' ? Number(value) : value;
	return typeof number === 'number' && number > 0 && Number.isFinite(number) ? number : undefined;
}
