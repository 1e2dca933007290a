import type { Endpoint, Method } from './endpoint';
import { cancelledError, InputError, limitReachedError, networkError, RobotError } from './errors';
import { encodeForm, type Form } from './form';
import { RequestLedger, type Usage } from './ledger';
import { LoginGuard, type Account } from './loginGuard';
import { fillPath } from './path';
import { readReply, take, unwrap, type Json, type JsonRecord, type Reply } from './reply';
import { isWorthRetrying, MAXIMUM_ATTEMPTS, pauseBefore } from './retry';

/** A request ready to be sent: everything but the credentials. */
export interface OutgoingRequest {
	method: Method;
	url: string;
	/** The encoded form, absent where there is none. */
	body?: string;
	timeoutSeconds: number;
}

/** What the client needs of n8n. */
export interface Wire {
	/**
	 * Sends a request with the account's credentials, exactly once, without following redirects, and gives back the
	 * reply of any status. Rejects only when there is no reply; the reason's `code` (or its `cause`'s) names the error.
	 */
	send: (request: OutgoingRequest) => Promise<Reply>;
	/** Waits, and ends at once when the execution is cancelled. */
	pause: (milliseconds: number) => Promise<void>;
	isCancelled: () => boolean;
}

/** The values of one request: `path` by parameter name, `values` by Robot's names (a query for GET, else a form). */
export interface Inputs {
	path: Record<string, string>;
	values: Form;
}

/** How a reply holds its objects. */
export interface Wrapping {
	/** The key around each object, `null` where Robot sends it bare. */
	key: string | null;
	/** For lists: the code of the 404 that means an empty one. */
	none?: string;
}

/** What all clients of this process share: the node, the trigger, the lists and the credential test learn together. */
const shared = { guard: new LoginGuard(), ledger: new RequestLedger() };

/** Much longer than any form or query of Robot; what is longer is a mistake in an expression. */
const MAXIMUM_INPUT_BYTES = 1024 * 1024;

/** Limits up to this length are kept by waiting, without being asked to. */
const SHORT_LIMIT_SECONDS = 60;

/** How much of a documented limit this process has used of an account. */
export const usage = (account: Account, endpoint: Endpoint): Usage => shared.ledger.usage(account, endpoint);

export interface ClientOptions {
	/** How often a request is sent at most; several times unless told. */
	attempts?: number;
	/** How many seconds the execution may wait for long limits; not at all unless told. */
	patience?: number;
	guard?: LoginGuard;
	ledger?: RequestLedger;
}

/** A client of Robot's webservice for one account and one execution. The only place that sends requests. */
export class RobotClient {
	readonly account: Account;
	/** The endpoints that requests were sent to. */
	readonly used = new Set<Endpoint>();
	private readonly wire: Wire;
	private readonly guard: LoginGuard;
	private readonly ledger: RequestLedger;
	/** What was read since the last change, by request: an execution asks the same thing once. */
	private readonly reads = new Map<string, Promise<Json>>();
	private readonly attempts: number;
	/** Seconds that this execution may still wait for long limits. */
	private patience: number;

	constructor(account: Account, wire: Wire, { attempts = MAXIMUM_ATTEMPTS, patience = 0, guard = shared.guard, ledger = shared.ledger }: ClientOptions = {}) {
		this.account = account;
		this.wire = wire;
		this.attempts = attempts;
		this.patience = patience;
		this.guard = guard;
		this.ledger = ledger;
	}

	/**
	 * Sends one request and reads its reply. A read is sent again after a passing fault, and not sent where this client
	 * has already read the same, unless `fresh`; anything else is sent again only when it certainly was not carried out.
	 *
	 * @returns the parsed body, `null` where there is none
	 * @throws RobotError when Robot refuses it or there is no readable reply; without sending when this login was
	 * refused less than 10 minutes ago, when a documented limit is used up, and when the execution was cancelled
	 * @throws InputError for a value that cannot be part of an address, and for inputs of more than 1 MB
	 */
	async request(endpoint: Endpoint, { path, values }: Inputs, { fresh = false } = {}): Promise<Json> {
		const request = this.outgoing(endpoint, path, values);
		if (endpoint.effect !== 'read') return await this.deliver(endpoint, request).finally(() => this.reads.clear());
		const key = JSON.stringify([request.method, request.url, request.body]);
		const reply = (fresh ? undefined : this.reads.get(key)) ?? this.deliver(endpoint, request);
		this.reads.set(key, reply);
		return await reply;
	}

	/** Like `request`, and takes the objects out of the reply: none for an empty list or a reply without a body. */
	async objects(endpoint: Endpoint, inputs: Inputs, { key, none }: Wrapping, options?: { fresh?: boolean }): Promise<JsonRecord[]> {
		return await this.request(endpoint, inputs, options).then(
			(body) => take(endpoint, () => unwrap(body, key)),
			(error: unknown) => {
				if (none !== undefined && error instanceof RobotError && error.details.status === 404 && error.details.code === none) return [];
				throw error;
			},
		);
	}

	/** Waits as a part of an operation, e.g. for a change that Robot carries out over minutes. */
	async pause(milliseconds: number): Promise<void> {
		await this.wire.pause(milliseconds);
		if (this.wire.isCancelled()) throw cancelledError();
	}

	private outgoing({ method, path, timeoutSeconds }: Endpoint, pathValues: Record<string, string>, values: Form): OutgoingRequest {
		const url = `${this.account.baseUrl}${fillPath(path, pathValues)}`;
		const encoded = encodeForm(values);
		if (encoded === '') return { method, url, timeoutSeconds };
		if (encoded.length > MAXIMUM_INPUT_BYTES) throw new InputError('The input', 'is longer than 1 MB', 'Nothing was sent: no input of Robot is that long.');
		return method === 'GET' ? { method, url: `${url}?${encoded}`, timeoutSeconds } : { method, url, body: encoded, timeoutSeconds };
	}

	private async deliver(endpoint: Endpoint, request: OutgoingRequest): Promise<Json> {
		for (let attempt = 1; ; attempt++) {
			const outcome = await this.attempt(endpoint, request);
			if (!(outcome instanceof RobotError)) return outcome;
			if (attempt >= this.attempts || !this.mayRepeat(endpoint, outcome)) throw outcome;
			if (outcome.details.code !== 'RATE_LIMIT_EXCEEDED') await this.pause(pauseBefore(attempt + 1));
		}
	}

	/** One request on the wire: the parsed body, or what went wrong. */
	private async attempt(endpoint: Endpoint, request: OutgoingRequest): Promise<Json | RobotError> {
		this.guard.check(this.account);
		await this.keepLimit(endpoint);
		this.used.add(endpoint);
		const send = async () => await this.wire.send(request).catch((error: unknown) => this.unanswered(endpoint, request, error));
		return await this.guard
			.run(this.account, send)
			.then((reply) => readReply(endpoint, reply))
			.catch((error: unknown) => {
				if (error instanceof RobotError) return error;
				throw error;
			});
	}

	private unanswered(endpoint: Endpoint, { url }: OutgoingRequest, error: unknown): never {
		throw this.wire.isCancelled() && endpoint.effect === 'read' ? cancelledError() : networkError(endpoint, new URL(url).host, codeOf(error));
	}

	private mayRepeat(endpoint: Endpoint, error: RobotError): boolean {
		const { code, retryAfterSeconds = 0 } = error.details;
		if (code !== 'RATE_LIMIT_EXCEEDED') return isWorthRetrying(endpoint, error);
		this.ledger.close(this.account, endpoint, retryAfterSeconds);
		return this.mayWait(retryAfterSeconds);
	}

	/** Waits until a documented limit allows the request, or stops where that takes too long. */
	private async keepLimit(endpoint: Endpoint): Promise<void> {
		for (;;) {
			if (this.wire.isCancelled()) throw cancelledError();
			const seconds = this.ledger.take(this.account, endpoint);
			if (seconds === 0) return;
			if (!this.mayWait(seconds)) throw limitReachedError(endpoint, this.ledger.usage(this.account, endpoint).used, seconds);
			if (seconds > SHORT_LIMIT_SECONDS) this.patience -= seconds;
			await this.pause(seconds * 1000);
		}
	}

	private mayWait(seconds: number): boolean {
		return seconds <= SHORT_LIMIT_SECONDS || seconds <= this.patience;
	}
}

/** The code of a network error, which may be wrapped: `ECONNRESET`, or `UNKNOWN`. */
function codeOf(error: unknown): string {
	for (let current = error, depth = 0; depth < 5 && typeof current === 'object' && current !== null; depth++) {
		const { code, cause } = current as { code?: unknown; cause?: unknown };
		if (typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code)) return code;
		current = cause;
	}
	return 'UNKNOWN';
}
