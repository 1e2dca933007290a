import { secretsOf, type Account } from './account';
import type { Dialect } from './dialect';
import type { Effect, Endpoint } from './endpoint';
import { ApiError, cancelledError, InputError } from './errors';
import type { Json, JsonRecord } from './json';
import type { Purpose } from './ledger';
import { limitedForSeconds, limitReachedError, withRetryAfter } from './limitErrors';
import type { LoginRules } from './loginGuard';
import { Memory, processMemory, type AccountMemory, type ProcessMemory } from './memory';
import { networkError } from './networkError';
import { networkFault } from './networkFault';
import { fillPath } from './path';
import { checkAllowed, type Permission } from './permission';
import type { Inputs, LateInputs, OutgoingRequest, Reply, SettledInputs, Wire } from './request';
import { isWorthRetrying, MAXIMUM_ATTEMPTS, pauseBefore } from './retry';
import { retryAfterSeconds } from './retryAfter';
import { isLong, LongWaits, SHORT_SECONDS, type Refused } from './waits';

/** Much longer than any query or body of Hetzner's APIs; what is longer is a mistake in an expression. */
const MAXIMUM_INPUT_BYTES = 1024 * 1024;

export interface ClientOptions {
	/** What the requests are made for; an execution unless told. Only an execution sends a request several times. */
	purpose?: Purpose;
	/** A bound on how long to wait for a reply, in seconds, beside the endpoint's own. */
	secondsLeft?: () => number;
	memory?: ProcessMemory;
	/** In which messages tell times, e.g. `Europe/Berlin`; UTC unless told. */
	timezone?: string;
	/** What may be done; everything unless told. */
	permissions?: Permission[];
}

/** A client of one of Hetzner's APIs for one account and one execution. The only place that sends requests. */
export class ApiClient {
	readonly account: Account;
	readonly dialect: Dialect;
	/** What this process remembers of the account. */
	readonly accountMemory: AccountMemory;
	/** What is remembered for this execution only. */
	readonly executionMemory = new Memory();
	/** The endpoints that requests were sent to. */
	readonly used = new Set<Endpoint>();
	private readonly wire: Wire;
	private readonly memory: ProcessMemory;
	private readonly timezone: string | undefined;
	private readonly login: LoginRules;
	private readonly permissions: Permission[];
	/** What was read since the last change, by request: an execution asks the same thing once. */
	private readonly reads = new Map<string, Promise<Json>>();
	private readonly purpose: Purpose;
	private readonly secondsLeft: () => number;
	/** How many seconds the execution may wait for long limits in all. */
	private patience = 0;
	private readonly longWaits: LongWaits;
	private readonly paused = { seconds: 0 };
	private readonly beforePause?: (milliseconds: number) => Promise<void>;
	/** For how many seconds an item may send again what is refused for now. */
	private persistence = 0;

	constructor(
		dialect: Dialect,
		account: Account,
		wire: Wire,
		{ purpose = 'execution', secondsLeft = () => Infinity, memory = processMemory, timezone, permissions = [] }: ClientOptions = {},
	) {
		this.dialect = dialect;
		this.account = account;
		this.wire = wire;
		this.purpose = purpose;
		this.secondsLeft = secondsLeft;
		this.memory = memory;
		this.accountMemory = memory.account(account);
		this.timezone = timezone;
		this.permissions = permissions;
		this.longWaits = new LongWaits(memory.now);
		this.login = { ...dialect.login, heldBack: (held) => dialect.login.heldBack(held, timezone) };
	}

	/**
	 * The same client for an item that lets the execution wait so many seconds for long limits, and sends what is refused
	 * for now again for as long as `persistence` says, in seconds.
	 */
	withPatience(patience: number, persistence = 0): ApiClient {
		return Object.assign(Object.create(this) as ApiClient, { patience, persistence });
	}

	/** The same client for what has to be answered within so many seconds, a second at least. */
	within(seconds: number): ApiClient {
		const endsAt = this.memory.now() + seconds * 1000;
		return Object.assign(Object.create(this) as ApiClient, { secondsLeft: () => Math.min(this.secondsLeft(), (endsAt - this.memory.now()) / 1000) });
	}

	/**
	 * Sends one request and reads its reply. A read is sent again after a passing fault, and not sent where this client
	 * has already read the same, unless `fresh`; anything else is sent again only when it certainly was not carried out.
	 * Late inputs of a change are asked for once a limit allows it, before every sending: they are not old when they go out.
	 *
	 * @returns the parsed body, `null` where there is none
	 * @throws ApiError when the API refuses it or there is no readable reply; without sending when this login was
	 * refused less than 10 minutes ago, when it is not allowed, when a documented limit is used up, and when the execution was cancelled
	 * @throws InputError for a value that cannot be part of an address, and for inputs of more than 1 MB
	 */
	async request(endpoint: Endpoint, inputs: Inputs | LateInputs, { fresh = false } = {}): Promise<Json> {
		this.check(endpoint.effect, `${endpoint.method} ${endpoint.path}`);
		const late = typeof inputs === 'function' ? inputs : async () => await Promise.resolve(inputs);
		if (endpoint.effect !== 'read') return await this.deliver(endpoint, late).finally(() => this.reads.clear());
		const settled = await late();
		const { method, url, body } = this.outgoing(endpoint, settled);
		const key = JSON.stringify([method, url, body]);
		const reply = (fresh ? undefined : this.reads.get(key)) ?? this.deliver(endpoint, async () => await Promise.resolve(settled));
		this.reads.set(key, reply);
		return await reply;
	}

	/**
	 * Whether this may be done. Of what takes several requests all is checked before the first, since none undoes another.
	 *
	 * @param what "Reset server"
	 * @throws ApiError where it may not
	 */
	check(effect: Effect, what: string): void {
		checkAllowed(this.permissions, effect, what);
	}

	/** Like `request`, and takes the objects out of the reply: none for an empty list or a reply without a body. */
	async objects(endpoint: Endpoint, inputs: Inputs | LateInputs, options?: { fresh?: boolean }): Promise<JsonRecord[]> {
		const { emptyCode } = endpoint.reply;
		return await this.request(endpoint, inputs, options).then(
			(body) => this.documented(endpoint, () => this.dialect.objects(endpoint, body)),
			(error: unknown) => {
				if (error instanceof ApiError && error.details.status === 404 && error.details.code === emptyCode) return [];
				throw error;
			},
		);
	}

	/**
	 * Takes what is needed out of a reply. Where that is impossible, the reply is not as documented.
	 *
	 * @throws ApiError
	 */
	documented<T>(endpoint: Endpoint, from: () => T): T {
		const taken = valueOf(from);
		if (taken === undefined) throw this.dialect.undocumented(endpoint);
		return taken.value;
	}

	/** The same client, which tells of every pause before it begins. */
	pausing(beforePause: (milliseconds: number) => Promise<void>): ApiClient {
		return Object.assign(Object.create(this) as ApiClient, { beforePause });
	}

	/** How many seconds this execution has paused in all: what it knew before may have changed meanwhile. */
	get secondsPaused(): number {
		return this.paused.seconds;
	}

	/** Waits as a part of an operation, e.g. for a change that is carried out over minutes. */
	async pause(milliseconds: number): Promise<void> {
		await this.beforePause?.(milliseconds);
		await this.wire.pause(milliseconds);
		this.paused.seconds += milliseconds / 1000;
		if (this.wire.isCancelled()) throw cancelledError();
	}

	/**
	 * Waits, without sending, until a documented limit allows a request.
	 *
	 * @param refused how long the API itself has refused this request
	 * @throws ApiError where that takes longer than the execution may wait, and when it was cancelled
	 */
	async untilAllowed(endpoint: Endpoint, refused: Refused = { seconds: 0, unasked: 0 }): Promise<void> {
		const { ledger } = this.accountMemory;
		for (;;) {
			if (this.wire.isCancelled()) throw cancelledError();
			const usage = ledger.usage(endpoint);
			const { wait } = usage;
			if (wait === 0) return;
			if (!this.mayWait(wait, refused)) throw limitReachedError(this.dialect, { ...endpoint, limit: usage }, usage, this.purpose, this.timezone);
			if (isLong(wait, refused)) this.longWaits.note(wait);
			await this.pause(wait * 1000);
		}
	}

	/** A request as it would go out, with its inputs checked. */
	outgoing(endpoint: Endpoint, { path, values }: Inputs): OutgoingRequest {
		const { method } = endpoint;
		const url = `${this.account.baseUrl}${fillPath(endpoint.path, path)}`;
		const timeoutSeconds = Math.min(this.memory.timeoutOf(endpoint), Math.max(1, Math.ceil(this.secondsLeft())));
		const bare = { method, url, timeoutSeconds, headers: { Accept: 'application/json' } };
		const { text, contentType } = method === 'GET' ? { text: this.dialect.query(values), contentType: '' } : this.dialect.body(values, endpoint);
		if (text === '') return bare;
		if (text.length > MAXIMUM_INPUT_BYTES) throw new InputError('The input', 'is longer than 1 MB', `Nothing was sent: no input of ${this.dialect.service} is that long.`);
		return method === 'GET' ? { ...bare, url: `${url}?${text}` } : { ...bare, body: text, headers: { ...bare.headers, 'Content-Type': contentType } };
	}

	private async deliver(endpoint: Endpoint, inputs: LateInputs): Promise<Json> {
		let attempt = 1;
		const refused: Refused = { seconds: 0, unasked: 0 };
		/** How long it has paused between attempts, in milliseconds. */
		let paused = 0;
		for (;;) {
			const outcome = await this.sendOnce(endpoint, inputs, refused);
			if (!(outcome instanceof ApiError)) return outcome;
			const limitedFor = limitedForSeconds(outcome);
			// Who looks at a list or tests a credential may ask again at once.
			const closedFor = limitedFor ?? (outcome.details.cause === 'rate-limited' ? outcome.details.retryAfterSeconds : undefined);
			if (closedFor !== undefined && this.purpose !== 'editor') this.accountMemory.ledger.close(endpoint, closedFor, outcome.details.limit);
			if (this.purpose !== 'execution') throw outcome;
			if (limitedFor !== undefined) {
				// It was certainly not carried out, and is waited for before the next attempt, as every limit is.
				refused.seconds += limitedFor;
				if (!this.mayWait(limitedFor, refused)) throw outcome;
				if (!isLong(limitedFor, refused)) refused.unasked += limitedFor;
			} else {
				const { retryAfterSeconds: asked = 0, isForNow } = outcome.details;
				const pause = Math.max(pauseBefore(attempt + 1), asked * 1000);
				const mayGoOn = attempt < MAXIMUM_ATTEMPTS || (isForNow === true && paused + pause <= this.persistence * 1000);
				if (!mayGoOn || asked > SHORT_SECONDS || pause / 1000 > this.secondsLeft() || !isWorthRetrying(endpoint, outcome)) throw outcome;
				attempt += 1;
				paused += pause;
				await this.pause(pause);
			}
		}
	}

	/** One request on the wire: the parsed body, or what went wrong. */
	private async sendOnce(endpoint: Endpoint, inputs: LateInputs, refused: Refused): Promise<Json | ApiError> {
		const { guard } = this.memory;
		guard.check(this.account, this.login, endpoint);
		const { request, values, confirm, over } = await this.whenAllowed(endpoint, inputs, refused);
		this.used.add(endpoint);
		const lastLimit = this.accountMemory.ledger.lastLimit(endpoint);
		const login = lastLimit === undefined ? this.login : withoutDoubt(this.login);
		let asked: number | undefined;
		const send = async () => {
			// Whoever waits for a login to be tried may be cancelled.
			if (this.wire.isCancelled()) throw cancelledError();
			await confirm?.();
			const reply = await this.wire.send(request).catch((error: unknown) => this.unanswered(endpoint, request, error));
			asked = retryAfterSeconds(reply, Date.now());
			return reply;
		};
		return await guard
			.run(this.account, login, endpoint, send)
			.then((reply: Reply) => {
				this.accountMemory.ledger.told(endpoint, this.dialect.limit?.(reply));
				const known = { account: this.account, login: guard.known(this.account), limitedForSeconds: lastLimit, timezone: this.timezone };
				return this.dialect.read(endpoint, reply, values, secretsOf(this.account), known);
			})
			.catch((error: unknown) => {
				if (error instanceof ApiError) return withRetryAfter(error, asked);
				throw error;
			})
			.finally(async () => {
				this.accountMemory.ledger.over(endpoint);
				await over?.();
			});
	}

	private unanswered(endpoint: Endpoint, { url, timeoutSeconds }: OutgoingRequest, error: unknown): never {
		if (this.wire.isCancelled() && endpoint.effect === 'read') throw cancelledError();
		throw networkError(this.dialect.service, endpoint, new URL(url).host, networkFault(error), timeoutSeconds);
	}

	/** The request, made and counted when a documented limit allows it. */
	private async whenAllowed(endpoint: Endpoint, inputs: LateInputs, refused: Refused): Promise<{ request: OutgoingRequest } & SettledInputs> {
		for (;;) {
			await this.untilAllowed(endpoint, refused);
			const settled = await inputs().catch(notSent);
			const request = this.outgoing(endpoint, settled);
			// While the inputs were looked up, others may have used the limit up.
			if (this.accountMemory.ledger.reserve(endpoint, this.purpose) === 0) return { ...settled, request };
			await settled.over?.();
		}
	}

	private mayWait(seconds: number, refused: Refused): boolean {
		return seconds <= this.secondsLeft() && this.longWaits.isWithin(this.patience, seconds, refused);
	}
}

/** What is refused without a reason is refused because of the limit that was just told, not because of the login. */
const withoutDoubt = (login: LoginRules): LoginRules => ({
	...login,
	verdict: (reply) => {
		const said = login.verdict(reply);
		return said === 'doubtful' ? 'unclear' : said;
	},
});

/** What fails while the inputs are asked for keeps the request itself from being sent. */
function notSent(error: unknown): never {
	throw error instanceof ApiError ? new ApiError(error.message, { ...error.details, outcome: 'not-sent' }) : error;
}

function valueOf<T>(work: () => T): { value: T } | undefined {
	try {
		return { value: work() };
	} catch {
		return undefined;
	}
}
