import { decodeSafely } from './url.mts';

/** An endpoint with its path as the documentation writes it: `/server/{server-number}/cancellation`. */
export interface Matchable {
	method: string;
	path: string;
}

export interface Match<Route> {
	route: Route;
	/** Decoded path parameters, under the names of the documentation. */
	params: Record<string, string>;
}

/**
 * Finds the route of a request; where several fit, one of those with the fewest parameters. `rawPath` is still
 * percent-encoded: it is decoded segment by segment, so that an encoded slash stays inside its segment. Says
 * which of the two is unknown where there is none.
 */
export function matchRoute<Route extends Matchable>(routes: Route[], method: string, rawPath: string): Match<Route> | 'unknown path' | 'unknown method' {
	const segments = rawPath.split('/').map(decodeSafely);
	const matches = routes
		.map((route) => ({ route, params: paramsOf(route.path, segments) }))
		.filter((match): match is Match<Route> => match.params !== undefined)
		.sort((a, b) => Object.keys(a.params).length - Object.keys(b.params).length);
	if (matches.length === 0) return 'unknown path';
	const fewest = Object.keys(matches[0]!.params).length;
	const candidates = matches.filter(({ params }) => Object.keys(params).length === fewest);
	return candidates.find(({ route }) => route.method === method) ?? 'unknown method';
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
