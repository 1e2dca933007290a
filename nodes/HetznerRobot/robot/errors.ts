import { adviceForCode, isDocumented, LOGIN_ADVICE, wordsForNetwork, wordsForStatus } from './advice';
import { inMinutes, limitInWords, type Endpoint } from './endpoint';

/** What is known about a failed request: Robot refused it, nothing was sent, or nobody can tell. */
export type Outcome = 'refused' | 'not-sent' | 'unknown';

/** Network errors that come before a request is sent: no connection, no such host, no valid certificate. */
const NOT_SENT = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_)/;

/** The kinds of failure that n8n distinguishes when it decides whether and when to poll again. */
export type Cause = 'credential-invalid' | 'rate-limited' | 'temporarily-unavailable' | 'configuration-invalid';

export interface RobotErrorDetails {
	/** HTTP status, absent when there was no reply. */
	status?: number;
	/** Robot's error code, e.g. `SERVER_NOT_FOUND`, or one of ours for what Robot has no code for. */
	code: string;
	/** How the user can mend it. */
	advice?: string;
	/** Robot's names of missing and invalid inputs (`INVALID_INPUT`). */
	missing?: string[];
	invalid?: string[];
	outcome: Outcome;
	cause?: Cause;
	/** How long to wait before the next attempt, in seconds. */
	retryAfterSeconds?: number;
}

/** A request that did not succeed. The message and the details never hold credentials. */
export class RobotError extends Error {
	readonly details: RobotErrorDetails;

	constructor(message: string, details: RobotErrorDetails) {
		super(message);
		this.name = 'RobotError';
		this.details = details;
	}
}

/** A value that cannot be sent. `parameter` is the parameter's name, `problem` goes on with "is empty". */
export class InputError extends Error {
	readonly parameter: string;
	readonly problem: string;
	readonly advice?: string;

	constructor(parameter: string, problem: string, advice?: string) {
		super(`${parameter} ${problem}`);
		this.name = 'InputError';
		this.parameter = parameter;
		this.problem = problem;
		this.advice = advice;
	}
}

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
export function documentedError(endpoint: Endpoint, status: number, body: ErrorBody): RobotError {
	if (status === 401) return loginError();
	const code = wordsOf(body.code) ?? codeOfStatus(status);
	if (code === 'RATE_LIMIT_EXCEEDED') return rateLimitError(endpoint, body);
	const missing = names(body.missing);
	const invalid = names(body.invalid);
	const message = wordsOf(body.message) ?? `Robot answered ${code}`;
	const outcome = status >= 500 ? 'unknown' : 'refused';
	const advice = adviceForCode(endpoint, status, code);
	return new RobotError(`${withInputs(message, missing, invalid)} [${code}]`, {
		status,
		code,
		missing,
		invalid,
		advice: advice === undefined || isDocumented(code) ? advice : withOutcome(endpoint, outcome, advice),
		outcome,
		cause: causeOfStatus(status),
	});
}

/** Builds the error for a reply without Robot's `error` object: maintenance, a proxy in front, a broken body. */
export function undocumentedError(endpoint: Endpoint, status: number): RobotError {
	if (status === 401) return loginError();
	const [message, advice] = wordsForStatus(endpoint, status);
	const outcome = status < 300 || status >= 500 ? 'unknown' : 'refused';
	return new RobotError(message, {
		status,
		code: codeOfStatus(status),
		advice: withOutcome(endpoint, outcome, advice),
		outcome,
		cause: causeOfStatus(status),
	});
}

/** Builds the error for a request without a reply. `code` is the network error's code, e.g. `ECONNREFUSED`. */
export function networkError(endpoint: Endpoint, host: string, code: string): RobotError {
	const outcome = NOT_SENT.test(code) ? 'not-sent' : 'unknown';
	const [message, advice] = wordsForNetwork(endpoint, host, code);
	return new RobotError(message, { code, advice: withOutcome(endpoint, outcome, advice), outcome, cause: 'temporarily-unavailable' });
}

export function loginError(): RobotError {
	return new RobotError('Robot refused the user name or the password', {
		status: 401,
		code: 'UNAUTHORIZED',
		advice: LOGIN_ADVICE,
		outcome: 'refused',
		cause: 'credential-invalid',
	});
}

/** The error that stands for a login which is not tried again because Robot has just refused it. */
export function loginHeldBackError(seconds: number): RobotError {
	return new RobotError('Nothing was sent: Robot has just refused this user name and password', {
		code: 'LOGIN_HELD_BACK',
		advice: `${LOGIN_ADVICE} Correct the credential, which is then tried at once, or wait ${inMinutes(seconds)}.`,
		outcome: 'not-sent',
		cause: 'credential-invalid',
		retryAfterSeconds: seconds,
	});
}

/** The error that stands for a request which is not sent because it would overrun a documented limit. */
export function limitReachedError({ limit }: Endpoint, used: number, waitSeconds: number): RobotError {
	return new RobotError(`Nothing was sent: Robot allows ${limitInWords(limit)} for this, and ${used} were used by this n8n`, {
		code: 'LIMIT_REACHED',
		advice: `It can go on in ${inMinutes(waitSeconds)}. The option Wait for Request Limit lets the node wait that long.`,
		outcome: 'not-sent',
		cause: 'rate-limited',
		retryAfterSeconds: waitSeconds,
	});
}

/** The error that stands for a request which is not sent because the execution was cancelled. */
export const cancelledError = (): RobotError =>
	new RobotError('Nothing more was sent: the execution was cancelled', { code: 'CANCELLED', outcome: 'not-sent' });

/** Robot's longest limits are those of a day: a mistaken reply must not hold requests back for longer. */
const LONGEST_INTERVAL_SECONDS = 24 * 3600;

function rateLimitError(endpoint: Endpoint, body: ErrorBody): RobotError {
	const seconds = Math.min(positive(body.interval) ?? endpoint.limit.seconds, LONGEST_INTERVAL_SECONDS);
	const max = positive(body.max_request) ?? positive(body.max_requests) ?? endpoint.limit.max;
	return new RobotError(`Robot's request limit is used up: ${limitInWords({ max, seconds })}`, {
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

function withInputs(message: string, missing: string[], invalid: string[]): string {
	const inputs = [missing.length > 0 && `missing: ${missing.join(', ')}`, invalid.length > 0 && `invalid: ${invalid.join(', ')}`];
	const words = inputs.filter(Boolean).join('; ');
	return words === '' ? message : `${message} (${words})`;
}

function withOutcome({ effect }: Endpoint, outcome: Outcome, advice: string): string {
	if (outcome === 'not-sent') return `${advice} Nothing was sent.`;
	if (outcome === 'refused' || effect === 'read') return advice;
	return `${advice} It is unknown whether Robot carried the request out: look before you repeat it.`;
}

const codeOfStatus = (status: number) => (status === 503 ? 'MAINTENANCE' : `HTTP_${status}`);

/** A reply that cannot be read was cut off or came from a proxy: it passes, as gateway errors and maintenance do. */
const causeOfStatus = (status: number): Cause | undefined => {
	if (status === 429) return 'rate-limited';
	return status < 300 || [502, 503, 504].includes(status) ? 'temporarily-unavailable' : undefined;
};

function positive(value: unknown): number | undefined {
	const number = typeof value === 'string' ? Number(value) : value;
	return typeof number === 'number' && number > 0 && Number.isFinite(number) ? number : undefined;
}
