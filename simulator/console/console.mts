import { randomBytes } from 'node:crypto';
import type { Account } from '../account.mts';
import type { ErrorFault } from '../faults.mts';
import { matchRoute } from '../matching.mts';
import type { Reply, WireReply } from '../reply.mts';
import type { Pair } from '../url.mts';
import { ConsoleError, unknownRoute } from './errors.mts';
import { Query } from './input/query.mts';
import { RateLimit } from './rateLimit.mts';
import type { Route } from './route.mts';
import { actionRoutes } from './routes/actions.mts';
import { boxActionRoutes } from './routes/boxActions.mts';
import { boxRoutes } from './routes/boxes.mts';
import { snapshotRoutes } from './routes/snapshots.mts';
import { subAccountRoutes } from './routes/subAccounts.mts';
import { typeRoutes } from './routes/types.mts';
import { requireToken, requireWriting, type TokenAuthorization } from './token.mts';

/** Everything below this path is Console's host. A path of it, not a port: one address to tell, and one server to stop. */
export const CONSOLE_HOST_PATH = '/console';
/** What a credential's base URL ends in. */
export const CONSOLE_PATH = `${CONSOLE_HOST_PATH}/v1`;

export const routes: Route[] = [...boxRoutes, ...boxActionRoutes, ...snapshotRoutes, ...subAccountRoutes, ...actionRoutes, ...typeRoutes];

/** A request as Console sees it. */
export interface ConsoleRequest {
	method: string;
	/** Still percent-encoded, without the query, and with the path before the version. */
	rawPath: string;
	query: Pair[];
	body: string;
	contentType: string | null;
	authorization: TokenAuthorization;
	/** Where the server listens: `http://127.0.0.1:8093`. */
	origin: string;
}

/** Hetzner Console's API for Storage Boxes without its wire. */
export class Console {
	readonly limit: RateLimit;
	readonly #account: Account;
	readonly #limitAtStart: boolean;

	constructor(account: Account, limits: boolean) {
		this.#account = account;
		this.#limitAtStart = limits;
		this.limit = new RateLimit(account.clock, limits, () => account.world.console.settings.requestsPerHour);
	}

	/** Carries a request out: rate limit, token, path and method, and whether the token may write; then the endpoint itself. */
	answer(request: ConsoleRequest): WireReply {
		return this.#wire(this.#handle(request));
	}

	/** An error as a fault has it. Its `extra` stands in the error object: `{ details: … }`. */
	refuse({ status, code, message, extra }: ErrorFault): WireReply {
		return this.#wire({ status, body: { error: { code, message, details: null, ...extra } } });
	}

	reset(): void {
		this.limit.clear();
		this.limit.enabled = this.#limitAtStart;
	}

	#handle(request: ConsoleRequest): Reply {
		const { method, rawPath, authorization, origin } = request;
		try {
			this.limit.count();
			requireToken(authorization);
			if (!rawPath.startsWith(`${CONSOLE_PATH}/`)) throw unknownRoute();
			const match = matchRoute(routes, method, rawPath.slice(CONSOLE_PATH.length));
			if (match === 'unknown path') throw unknownRoute();
			if (match === 'unknown method') throw new ConsoleError(405, 'method_not_allowed', 'method not allowed');
			requireWriting(authorization, method);
			const { world, clock } = this.#account;
			world.console.meet(world.storageBoxes);
			return match.route.handle({ ...request, params: match.params, query: new Query(request.query), url: origin + rawPath, world, clock });
		} catch (error) {
			if (error instanceof ConsoleError) return error.reply();
			const message = `The simulator itself failed: ${error instanceof Error ? error.stack : String(error)}`;
			return new ConsoleError(500, 'server_error', message).reply();
		}
	}

	/** Every reply has a correlation id and the state of the rate limit. */
	#wire({ status, body, headers }: Reply): WireReply {
		return {
			status,
			headers: { 'content-type': 'application/json', 'x-correlation-id': randomBytes(8).toString('hex'), ...this.limit.headers(), ...headers },
			payload: Buffer.from(JSON.stringify(body)),
		};
	}
}
