import type { Call, Operation, Resource } from '../nodes/common/operation/operation.ts';
import { ENDPOINTS_FILE, type DocumentedEndpoint } from '../test/contract/documentation/documentation.mts';
import { JOBS } from '../test/contract/jobs/jobs.mts';

/** Which request of the node is which documented endpoint. */

/** `server: rename`, `boot: get (system=rescue)` */
export const operationOf = ({ resource, operation, when }: DocumentedEndpoint) => `${resource}: ${operation}${when === undefined ? '' : ` (${when})`}`;

function requestsOf({ value, choice, calls }: Operation): Array<[name: string, call: Call]> {
	return calls.map((call) => [choice ? `${value} (${choice.property.name}=${call.chosenBy})` : value, call]);
}

/** Where the operations of a resource are. */
const resourceFile = ({ resource }: DocumentedEndpoint) => `nodes/HetznerRobot/resources/${resource}.ts, and a new resource to index.ts beside it`;

const callsByName = (resources: Resource[]): Map<string, Call> =>
	new Map(resources.flatMap(({ value, operations }) => operations.flatMap(requestsOf).map(([name, call]): [string, Call] => [`${value}: ${name}`, call])));

/** How the node asks a documented endpoint. */
export function callOf(resources: Resource[], endpoint: DocumentedEndpoint): Call {
	const call = callsByName(resources).get(operationOf(endpoint));
	if (!call) throw new Error(`The node has no operation ${operationOf(endpoint)}, which ${ENDPOINTS_FILE} names: add it to ${resourceFile(endpoint)}`);
	return call;
}

/** Every operation needs its endpoint, from which inputs, limits and output come, or has its output written down as a job. */
export function requireEndpoints(resources: Resource[], endpoints: DocumentedEndpoint[]): void {
	const documented = new Set([...endpoints.map(operationOf), ...Object.keys(JOBS)]);
	const missing = [...callsByName(resources).keys()].filter((name) => !documented.has(name));
	if (missing.length > 0) throw new Error(`No endpoint is documented for ${missing.join(', ')}. Complete ${ENDPOINTS_FILE}`);
}
