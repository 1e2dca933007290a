import { ApiClient } from '../../nodes/common/http/client.ts';
import { limitKey, type Endpoint } from '../../nodes/common/http/endpoint.ts';
import { resources } from '../../nodes/HetznerRobot/resources/index.ts';
import { endpoints, limitInNumbers, withoutNames } from '../contract/documentation/documentation.mts';

/**
 * What all clients of this process have sent requests to. Operations, jobs, lists, names and the trigger each say the
 * limits of what they ask on their own, and a wrong one shows only when an account is near it.
 */

const clients = new Set<ApiClient>();
const { request } = ApiClient.prototype;
ApiClient.prototype.request = async function (...args) {
	clients.add(this);
	return await request.apply(this, args);
};

export const forgetUsedEndpoints = (): void => clients.clear();

export const usedEndpoints = (): Endpoint[] => [...clients].flatMap(({ used }) => [...used]);

const nameOf = ({ method, path }: { method: string; path: string }) => `${method} ${withoutNames(path)}`;

/** The endpoints of the operations, one for each documented one. */
export const operationEndpoints: Endpoint[] = resources.flatMap(({ operations }) => operations.flatMap(({ calls }) => calls)).map(({ endpoint }) => endpoint);

const byName = <T extends { method: string; path: string }>(entries: T[]) => new Map(entries.map((entry) => [nameOf(entry), entry]));
const documentedByName = byName(endpoints);
const ownByName = byName(operationEndpoints);

/** What would let more or fewer requests through to an endpoint than its documentation says; nothing where all is well. */
export function limitProblem(endpoint: Endpoint): string | undefined {
	const name = nameOf(endpoint);
	const documented = documentedByName.get(name);
	if (!documented) return `${name} is not documented`;
	const { max, seconds } = endpoint.limit;
	const allowed = limitInNumbers(documented.limit);
	if (max !== allowed.max || seconds !== allowed.seconds) return `${name} is asked ${max} times in ${seconds} seconds, and allowed: ${documented.limit}`;
	const own = ownByName.get(name)!;
	return limitKey(endpoint) === limitKey(own) ? undefined : `${name} is counted as ${limitKey(endpoint)}, and by its operation as ${limitKey(own)}`;
}

export const limitProblems = (): string[] => usedEndpoints().flatMap((endpoint) => limitProblem(endpoint) ?? []);
