import * as http from '../../nodes/common/http/endpoint.ts';

/** Endpoints that tests make up. What their replies hold does not matter there. */
const madeUp =
	(make: typeof http.get) =>
	(path: string, limit: http.Limit, details: Partial<Pick<http.Endpoint, 'effect' | 'timeoutSeconds'>> = {}): http.Endpoint =>
		make(path, limit, http.one(null), details);

export const get = madeUp(http.get);
export const post = madeUp(http.post);
export const put = madeUp(http.put);
export const del = madeUp(http.del);
