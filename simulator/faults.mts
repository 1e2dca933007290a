/**
 * Faults: what can go wrong between a client and the API that it asks, as data. A fault is met before anything else, the login
 * included; what it does to the account stands beside each kind.
 */
interface Matching {
	/** GET, POST, PUT or DELETE; without it, any. */
	method?: string;
	/** The decoded path without its query, Console's with `/console/v1`: exactly this, or a beginning that ends in `*`. Without it, any. */
	path?: string;
	/** How many requests it hits: 1 unless told, Infinity or -1 for all. */
	times?: number;
	/** Lets this many matching requests pass first. */
	skip?: number;
}

/** A JSON error of the API that is asked. The request is not carried out. `extra` goes into the error object (`missing`, `interval`, `details`, …). */
export interface ErrorFault extends Matching {
	kind: 'error';
	status: number;
	code: string;
	message: string;
	extra?: Record<string, unknown>;
}

/** Any reply at all: a proxy's HTML, a redirect, half a JSON text, bytes that are not UTF-8. The request is not carried out. */
export interface ReplyFault extends Matching {
	kind: 'reply';
	status: number;
	/** '' unless told. */
	body?: string;
	/** How `body` is written down here. */
	encoding?: 'utf8' | 'base64';
	contentType?: string;
	headers?: Record<string, string>;
}

/**
 * - `cut-before`: the connection is cut before the request was read. It is not carried out.
 * - `cut-after`: the request is carried out, then the connection is cut without a reply.
 * - `cut-during`: the request is carried out, then the connection is cut in the middle of the reply's body.
 * - `hang`: the request is taken and never answered. It is not carried out.
 */
export interface ConnectionFault extends Matching {
	kind: 'cut-before' | 'cut-after' | 'cut-during' | 'hang';
}

/** The request is carried out, and its reply trickles in. */
export interface DripFault extends Matching {
	kind: 'drip';
	bytesPerSecond: number;
}

/** The request is carried out, and white space makes its JSON reply at least `bytes` long. */
export interface OversizedFault extends Matching {
	kind: 'oversized';
	bytes: number;
}

export type Fault = ErrorFault | ReplyFault | ConnectionFault | DripFault | OversizedFault;

/** What each kind needs beside the matching, by type. */
const REQUIRED: Record<Fault['kind'], Record<string, 'number' | 'string'>> = {
	error: { status: 'number', code: 'string', message: 'string' },
	reply: { status: 'number' },
	'cut-before': {},
	'cut-after': {},
	'cut-during': {},
	hang: {},
	drip: { bytesPerSecond: 'number' },
	oversized: { bytes: 'number' },
};

const OPTIONAL: Record<string, 'number' | 'string' | 'object'> = {
	method: 'string',
	path: 'string',
	times: 'number',
	skip: 'number',
	body: 'string',
	encoding: 'string',
	contentType: 'string',
	headers: 'object',
	extra: 'object',
};

/** Says what is wrong with a fault, or undefined when it is sound. */
export function faultProblem(fault: unknown): string | undefined {
	if (typeof fault !== 'object' || fault === null || Array.isArray(fault)) return 'a fault is a JSON object';
	const given = fault as Record<string, unknown>;
	const required = REQUIRED[given.kind as Fault['kind']];
	if (required === undefined) return `kind is one of ${Object.keys(REQUIRED).join(', ')}`;
	for (const [name, type] of Object.entries(required)) {
		if (typeof given[name] !== type) return `a fault of kind ${String(given.kind)} needs ${name} (${type})`;
	}
	for (const [name, value] of Object.entries(given)) {
		const type = { kind: 'string', ...OPTIONAL, ...required }[name];
		if (type === undefined) return `a fault of kind ${String(given.kind)} has no ${name}`;
		if (typeof value !== type) return `${name} is a ${type}`;
	}
	if (typeof given.bytesPerSecond === 'number' && !(given.bytesPerSecond > 0)) return 'bytesPerSecond is above 0';
	return undefined;
}

/** The faults that are waiting, in the order in which they were injected. The first that matches is met. */
export class Faults {
	#waiting: Fault[] = [];

	/** Throws when the fault is not sound, so that a test with a typing error does not pass by accident. */
	inject(fault: Fault): void {
		const problem = faultProblem(fault);
		if (problem !== undefined) throw new Error(`Not a fault: ${problem}`);
		const times = fault.times === undefined ? 1 : fault.times;
		this.#waiting.push({ ...fault, times: times < 0 ? Infinity : times, skip: fault.skip ?? 0 });
	}

	/** The fault that this request meets. Counts it. */
	take(method: string, path: string): Fault | undefined {
		for (const fault of this.#waiting) {
			if (!matches(fault, method, path)) continue;
			if (fault.skip! > 0) {
				fault.skip! -= 1;
				continue;
			}
			fault.times! -= 1;
			if (fault.times! <= 0) this.#waiting = this.#waiting.filter((other) => other !== fault);
			return fault;
		}
		return undefined;
	}

	/** What is waiting, with the remaining `times` (-1: without end) and `skip`. */
	list(): Fault[] {
		return this.#waiting.map((fault) => ({ ...fault, times: fault.times === Infinity ? -1 : fault.times }));
	}

	clear(): void {
		this.#waiting = [];
	}
}

function matches({ method, path }: Fault, requestMethod: string, requestPath: string): boolean {
	if (method !== undefined && method.toUpperCase() !== requestMethod) return false;
	if (path === undefined) return true;
	return path.endsWith('*') ? requestPath.startsWith(path.slice(0, -1)) : path === requestPath;
}
