import type { Account } from './account.mts';
import { RobotError } from './errors.mts';
import type { ErrorFault } from './faults.mts';
import { Input } from './input.mts';
import { RequestLimits } from './limits.mts';
import { LoginGuard, type Authorization } from './login.mts';
import { wire, type Reply, type WireReply } from './reply.mts';
import { findRoute } from './route.mts';
import { routes } from './sections.mts';
import type { Pair } from './url.mts';

/** A request as Robot sees it. */
export interface RobotRequest {
	method: string;
	/** Still percent-encoded, without the query. */
	rawPath: string;
	query: Pair[];
	form: Pair[];
	authorization: Authorization;
	/** The client's IP address. */
	client: string;
}

/** The webservice without its wire: what stands between a request and the account. */
export class Robot {
	readonly limits: RequestLimits;
	readonly #account: Account;
	readonly #logins: LoginGuard;
	readonly #limitsAtStart: boolean;

	constructor(account: Account, limits: boolean) {
		this.#account = account;
		this.#limitsAtStart = limits;
		this.limits = new RequestLimits(account.clock, limits);
		this.#logins = new LoginGuard(account.clock);
	}

	answer(request: RobotRequest): WireReply {
		return wire(this.#handle(request));
	}

	/** An error as a fault has it. */
	refuse({ status, code, message, extra }: ErrorFault): WireReply {
		return wire(new RobotError(status, code, message, extra).reply());
	}

	/** No counted requests, no blocked clients, limits as at the start. */
	reset(): void {
		this.#logins.clear();
		this.limits.clear();
		this.limits.enabled = this.#limitsAtStart;
	}

	/** Carries a request out: login, then path and method, then limit, then the endpoint itself. */
	#handle(request: RobotRequest): Reply {
		try {
			this.#logins.admit(request.client, request.authorization);
			const { route, params } = findRoute(routes, request.method, request.rawPath);
			this.limits.count(`${route.method} ${route.path}`, route.limit);
			const input = new Input(request.method === 'GET' ? request.query : request.form);
			return route.handle({ params, input, world: this.#account.world, clock: this.#account.clock });
		} catch (error) {
			if (error instanceof RobotError) return error.reply();
			const message = `The simulator itself failed: ${error instanceof Error ? error.stack : String(error)}`;
			return new RobotError(500, 'INTERNAL_ERROR', message).reply();
		}
	}
}
