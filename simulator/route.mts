import type { Clock } from './clock.mts';
import { notFound, RobotError } from './errors.mts';
import type { Input } from './input.mts';
import type { RequestLimit } from './limits.mts';
import { matchRoute, type Match } from './matching.mts';
import type { Reply } from './reply.mts';
import type { World } from './sections.mts';

/** What a route gets to work with. */
export interface Context {
	/** Decoded path parameters, under the names of the documentation: `params['server-number']`. */
	params: Record<string, string>;
	/** The query string of a GET, the form body of everything else. */
	input: Input;
	/** The account as it is now; routes change it in place. */
	world: World;
	/** `clock.now()`, and `clock.after(seconds, action)` for what takes its time. */
	clock: Clock;
}

/** One endpoint. `handle` returns a reply or throws a `RobotError`. */
export interface Route {
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	/** As the documentation writes it: `/server/{server-number}/cancellation`. */
	path: string;
	limit: RequestLimit;
	handle: (context: Context) => Reply;
}

/** Finds the route of a request. Throws 404 for an unknown path and 405 for an unknown method. */
export function findRoute(routes: Route[], method: string, rawPath: string): Match<Route> {
	const match = matchRoute(routes, method, rawPath);
	if (match === 'unknown path') throw notFound('NOT_FOUND', 'Not Found');
	if (match === 'unknown method') throw new RobotError(405, 'METHOD_NOT_ALLOWED', 'Method Not Allowed');
	return match;
}
