import type { JsonRecord } from './json';
import { counted } from './counted';

/** The HTTP methods that Hetzner's APIs use. */
export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/**
 * How often an API allows a request: `max` times in `seconds`. Endpoints that name the same `bucket` share the count;
 * without a name the endpoint has its own.
 */
export interface Limit {
	max: number;
	seconds: number;
	bucket?: string;
}

/**
 * What a request does: `read` changes nothing, `change` can be undone and disturbs nobody, `interrupt` can stop, cut off,
 * lock out or open up what is in use, `destroy` ends a service or deletes something for good, `buy` costs money. Whether a
 * request may be repeated, run beside others or be made at all follows from it.
 */
export type Effect = 'read' | 'change' | 'interrupt' | 'destroy' | 'buy';

const STRONGEST_FIRST: Effect[] = ['buy', 'destroy', 'interrupt', 'change', 'read'];

/** The effect of requests of which any may be made. */
export const strongest = (effects: Effect[]): Effect => STRONGEST_FIRST.find((effect) => effects.includes(effect)) ?? 'read';

/** Whether one effect goes further than another. */
export const isStronger = (effect: Effect, other: Effect): boolean => STRONGEST_FIRST.indexOf(effect) < STRONGEST_FIRST.indexOf(other);

/** What the documentation says of the reply to a request that succeeds. */
export interface ReplyShape {
	/** The key around each object, `null` where the object comes bare or there is none. */
	key: string | null;
	/** For lists: the code of the 404 that means an empty one, `null` where none is documented: then every 404 is an error. */
	emptyCode?: string | null;
	/**
	 * Keys that must hold something: without them a change that succeeded is lost, as a password that is shown once or
	 * the id of what was created. Of keys that stand in a list one is enough.
	 */
	needed?: NeededKey[];
	/** A list that comes in pages, of which one request gives the first. */
	isPaged?: true;
	/** What stands for the object where a change is answered without a body. */
	done?: JsonRecord;
	/** Makes the objects that are put out out of one of the reply, where it is not that object itself. */
	objects?: (object: JsonRecord) => JsonRecord[];
}

type NeededKey = string | string[];

/** One endpoint of an API. `path` holds parameter names in braces: `/server/{serverNumber}`. */
export interface Endpoint {
	method: Method;
	path: string;
	effect: Effect;
	limit: Limit;
	reply: ReplyShape;
	/** How long to wait for the reply, in seconds. */
	timeoutSeconds: number;
	/** The documented code of the refusal that passes when an earlier change is finished. */
	busyCode?: string;
	/** The documentation wants no body, where others of its method have one. */
	hasNoBody?: true;
	/** The fields of what the node puts out of a change that hold a secret to be kept: nothing shows it again, or nothing once it is used. */
	oneTimeSecrets?: string[];
}

/** Under which name an account's requests to an endpoint are counted. */
export const limitKey = ({ method, path, limit }: Endpoint): string => limit.bucket ?? `${method} ${path}`;

const HOUR = 3600;
const DAY = 24 * HOUR;
const DEFAULT_TIMEOUT_SECONDS = 60;

export const perHour = (max: number, bucket?: string): Limit => ({ max, seconds: HOUR, bucket });
export const perDay = (max: number): Limit => ({ max, seconds: DAY });
export const oncePer = (seconds: number, bucket?: string): Limit => ({ max: 1, seconds, bucket });

/** A limit for all requests of an account together that is documented without a number: the replies tell it. */
export const asTold: Limit = { max: Infinity, seconds: HOUR, bucket: 'all' };

/** A reply with an object, or with several, and the keys that a change is worth nothing without. */
export const one = (key: string | null, ...needed: NeededKey[]): ReplyShape => ({ key, needed });

/** A list; `emptyCode` is the documented code of the 404 that means an empty one, `null` where the documentation has none. */
export const many = (key: string | null, emptyCode: string | null): ReplyShape => ({ key, emptyCode });

/** A reply without a body, with the item that says it is done. */
export const noBody = (done: JsonRecord = { success: true }): ReplyShape => ({ key: null, done });

type Details = Partial<Pick<Endpoint, 'effect' | 'timeoutSeconds' | 'busyCode' | 'hasNoBody'>>;

const endpoint =
	(method: Method, effect: Effect) =>
	(path: string, limit: Limit, reply: ReplyShape, details: Details = {}): Endpoint => ({
		method,
		path,
		effect,
		limit,
		reply,
		timeoutSeconds: DEFAULT_TIMEOUT_SECONDS,
		...details,
	});

export const get = endpoint('GET', 'read');
export const post = endpoint('POST', 'change');
export const put = endpoint('PUT', 'change');
export const del = endpoint('DELETE', 'change');

/** A change out of which a password comes that is shown once; the API or the node has made it, or repeats it. */
export const showsPasswordOnce = (change: Endpoint): Endpoint => ({ ...change, oneTimeSecrets: ['password'] });

/** "200 requests per hour", "1 request per 5 seconds": a limit in words. */
export function limitInWords({ max, seconds }: Limit): string {
	if (max === Infinity) return 'told by the replies';
	const requests = counted(max, 'request');
	if (seconds === HOUR) return `${requests} per hour`;
	if (seconds === DAY) return `${requests} per day`;
	if (seconds === 1) return `${requests} per second`;
	return `${requests} per ${counted(seconds, 'second')}`;
}

/** The parameter names in an endpoint's path: `['serverNumber']`. */
export function pathParameters(path: string): string[] {
	return [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string);
}

/** "8 seconds", "9 minutes", "2 hours": how long ago, rounded down, so that what is not over yet does not seem to be. */
export const elapsed = (seconds: number): string => inWords(Math.max(1, seconds), Math.floor);

/** "8 seconds", "10 minutes", "24 hours": how long to wait, rounded up. */
export const inMinutes = (seconds: number): string => inWords(seconds, Math.ceil);

function inWords(seconds: number, rounded: (time: number) => number): string {
	if (seconds < 60) return counted(rounded(seconds), 'second');
	const minutes = rounded(seconds / 60);
	return minutes >= 120 ? `${rounded(minutes / 60)} hours` : counted(minutes, 'minute');
}
