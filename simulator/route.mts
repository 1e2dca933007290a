import type { Clock } from './clock.mts';
import { notFound, RobotError } from './errors.mts';
import { decodeSafely, type Input } from './input.mts';
import type { RequestLimit } from './limits.mts';
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

export interface Match {
	route: Route;
	params: Record<string, string>;
}

/**
 * Finds the route of a request. `rawPath` is still percent-encoded: it is decoded segment by segment, so that an
 * encoded slash stays inside its segment. Throws 404 for an unknown path and 405 for an unknown method.
 */
export function findRoute(routes: Route[], method: string, rawPath: string): Match {
	const segments = rawPath.split('/').map(decodeSafely);
	const matches = routes
		.map((route) => ({ route, params: paramsOf(route.path, segments) }))
		.filter((match): match is Match => match.params !== undefined)
		.sort((a, b) => Object.keys(a.params).length - Object.keys(b.params).length);
	if (matches.length === 0) throw notFound('NOT_FOUND', 'Not Found');
	const fewest = Object.keys(matches[0]!.params).length;
	const candidates = matches.filter(({ params }) => Object.keys(params).length === fewest);
	const found = candidates.find(({ route }) => route.method === method);
	if (found === undefined) throw new RobotError(405, 'METHOD_NOT_ALLOWED', 'Method Not Allowed');
	return found;
}

function paramsOf(template: string, segments: string[]): Record<string, string> | undefined {
	const parts = template.split('/');
	if (parts.length !== segments.length) return undefined;
	const params: Record<string, string> = {};
	for (const [index, part] of parts.entries()) {
		const segment = segments[index]!;
		if (part.startsWith('{') && segment !== '') params[part.slice(1, -1)] = segment;
		else if (part !== segment) return undefined;
	}
	return params;
}
