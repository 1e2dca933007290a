/** The HTTP methods that Robot's documentation uses. */
export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/**
 * How often Robot allows a request: `max` times in `seconds` (documentation: "Request limit" of every
 * endpoint). Endpoints that name the same `bucket` share the count; without a name the endpoint has its own.
 */
export interface Limit {
	max: number;
	seconds: number;
	bucket?: string;
}

/**
 * What a request does: `read` changes nothing, `change` can be undone, `destroy` ends a service or deletes data,
 * `buy` costs money. Whether a request may be repeated or run beside others follows from it.
 */
export type Effect = 'read' | 'change' | 'destroy' | 'buy';

/** One endpoint of the webservice. `path` holds parameter names in braces: `/server/{serverNumber}`. */
export interface Endpoint {
	method: Method;
	path: string;
	effect: Effect;
	limit: Limit;
	/** How long to wait for the reply, in seconds. */
	timeoutSeconds: number;
}

const HOUR = 3600;
const DAY = 24 * HOUR;
const DEFAULT_TIMEOUT_SECONDS = 60;

export const perHour = (max: number, bucket?: string): Limit => ({ max, seconds: HOUR, bucket });
export const perDay = (max: number): Limit => ({ max, seconds: DAY });
export const oncePer = (seconds: number, bucket?: string): Limit => ({ max: 1, seconds, bucket });

type Details = Partial<Pick<Endpoint, 'effect' | 'timeoutSeconds'>>;

const endpoint =
	(method: Method, effect: Effect) =>
	(path: string, limit: Limit, details: Details = {}): Endpoint => ({
		method,
		path,
		effect,
		limit,
		timeoutSeconds: DEFAULT_TIMEOUT_SECONDS,
		...details,
	});

export const get = endpoint('GET', 'read');
export const post = endpoint('POST', 'change');
export const put = endpoint('PUT', 'change');
export const del = endpoint('DELETE', 'change');

/** "200 requests per hour", "1 request per 5 seconds": a limit in words. */
export function limitInWords({ max, seconds }: Limit): string {
	const requests = max === 1 ? '1 request' : `${max} requests`;
	if (seconds === HOUR) return `${requests} per hour`;
	if (seconds === DAY) return `${requests} per day`;
	return `${requests} per ${seconds} seconds`;
}

/** The parameter names in an endpoint's path: `['serverNumber']`. */
export function pathParameters(path: string): string[] {
	return [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string);
}

/** "8 seconds", "10 minutes", "24 hours": how long to wait, rounded up. */
export function inMinutes(seconds: number): string {
	if (seconds < 60) return seconds === 1 ? '1 second' : `${Math.ceil(seconds)} seconds`;
	const minutes = Math.ceil(seconds / 60);
	if (minutes >= 120) return `${Math.ceil(minutes / 60)} hours`;
	return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}
