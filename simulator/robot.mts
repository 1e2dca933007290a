import { Clock } from './clock.mts';
import { RobotError } from './errors.mts';
import { Input, type Pair } from './input.mts';
import { RequestLimits } from './limits.mts';
import { LoginGuard, type Authorization } from './login.mts';
import type { Reply } from './reply.mts';
import { findRoute } from './route.mts';
import { routes, seedWorld, type World } from './sections.mts';
import { startTimers } from './timers.mts';

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

/** The webservice without its wire: an account, a clock, and what stands between a request and the account. */
export class Robot {
	readonly clock = new Clock();
	readonly limits: RequestLimits;
	readonly #logins = new LoginGuard(this.clock);
	readonly #limitsAtStart: boolean;
	#world: World;

	constructor(limits: boolean) {
		this.#limitsAtStart = limits;
		this.limits = new RequestLimits(this.clock, limits);
		this.#world = this.#freshWorld();
	}

	/** The account as of now: what has become due has happened. */
	get world(): World {
		this.clock.runDue();
		return this.#world;
	}

	/** Carries a request out: login, then path and method, then limit, then the endpoint itself. */
	handle(request: RobotRequest): Reply {
		try {
			this.#logins.admit(request.client, request.authorization);
			const { route, params } = findRoute(routes, request.method, request.rawPath);
			this.limits.count(`${route.method} ${route.path}`, route.limit);
			const input = new Input(request.method === 'GET' ? request.query : request.form);
			return route.handle({ params, input, world: this.world, clock: this.clock });
		} catch (error) {
			if (error instanceof RobotError) return error.reply();
			const message = `The simulator itself failed: ${error instanceof Error ? error.stack : String(error)}`;
			return new RobotError(500, 'INTERNAL_ERROR', message).reply();
		}
	}

	/** A fresh account, the real time, no counted requests, no blocked clients, limits as at the start. */
	reset(): void {
		this.clock.reset();
		this.#logins.clear();
		this.limits.clear();
		this.limits.enabled = this.#limitsAtStart;
		this.#world = this.#freshWorld();
	}

	#freshWorld(): World {
		const world = seedWorld(this.clock.now());
		startTimers(world, this.clock);
		return world;
	}
}
