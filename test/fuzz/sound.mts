import { endpoints } from '../contract/documentation/documentation.mts';
import { runNode, type NodeResult, type NodeRun } from '../support/engine.mts';
import type { Recorded } from './recorder.mts';

/** What must hold however strange the parameters or the replies are. Each gives back what is wrong. */

/** How an error of JavaScript sounds that nobody thought of; what was entered may be repeated. */
const ACCIDENTS =
	/cannot read|is not a function|is not iterable|is not defined|(?<!: |")\[object |cannot convert|invalid time value|circular|call stack|unexpected token|invalid array length|invalid string length|undefined/i;

/** Errors of the node; those of an expression are n8n's own. */
const KINDS = ['NodeApiError', 'NodeOperationError', 'ExpressionError'];

const LONGEST_MESSAGE = 2500;

/** Runs the node. What n8n itself refuses to start, before the node is asked, is not the node's to say. */
export async function attempt(run: NodeRun): Promise<NodeResult> {
	return await runNode(run).catch((error: Error) => {
		if (/nodes.(HetznerRobot|common)/.test(error.stack ?? '')) throw error;
		return { outputs: [[]], json: [], hints: [], context: {} };
	});
}

export function problemsOf({ error, json, outputs }: NodeResult): string[] {
	if (error === undefined)
		return outputs.length > 0 && json.every((item) => typeof item === 'object' && item !== null && !Array.isArray(item)) ? [] : ['items that are no objects'];
	const text = `${error.message} ${error.description ?? ''}`;
	return [
		...(KINDS.includes(error.name) ? [] : [`an error of the kind ${error.name}`]),
		...(error.message.length > 3 && text.length <= LONGEST_MESSAGE ? [] : [`an error message of ${text.length} characters`]),
		...(ACCIDENTS.test(text) ? [`an accident: ${text.slice(0, 200)}`] : []),
	];
}

/** What operations look up beside their own request: what has names, the addresses of a server, offered resets, kept rules, prices and earlier orders. */
const LOOKUPS = [
	'GET /server',
	'GET /server/{}',
	'GET /key',
	'GET /reset/{}',
	'GET /firewall/{}',
	'GET /firewall/template',
	'GET /firewall/template/{}',
	'GET /vswitch',
	'GET /vswitch/{}',
];

const MEGABYTE = 1024 * 1024;

/** The requests that lie outside of what the documentation has for an operation. */
export function strayRequests(resource: string, operation: string, requests: Recorded[]): string[] {
	const own = endpoints.filter((endpoint) => endpoint.resource === resource && endpoint.operation === operation);
	const orders = resource === 'order' ? endpoints.filter(({ method, path }) => method === 'GET' && path.startsWith('/order/')) : [];
	const allowed = [...own, ...orders]
		.map(({ method, path }) => `${method} ${path}`)
		.concat(LOOKUPS)
		.map(patternOf);
	return requests
		.filter(({ method, rawUrl, bytes }) => bytes > MEGABYTE || !allowed.some((pattern) => pattern.test(`${method} ${rawUrl.split('?')[0]}`)) || hasDots(rawUrl))
		.map(({ method, rawUrl, bytes }) => `${method} ${rawUrl.slice(0, 200)} with ${bytes} bytes`);
}

/** Each `{…}` is one segment that is not empty and holds nothing that would have to be escaped. */
const patternOf = (endpoint: string) => new RegExp(`^${endpoint.replace(/\{[^}]*\}/g, "(?:[\\w.~!*'():-]|%[0-9A-F]{2})+")}$`);

/** A segment that a server would read as "this folder" or "the one above". */
const hasDots = (rawUrl: string) =>
	rawUrl
		.split('?')[0]!
		.split('/')
		.some((segment) => /^(\.|%2e){1,2}$/i.test(segment));

/** Whether something was left on what all objects inherit from. */
export function pollution(): string[] {
	const inherited: string[] = [];
	for (const key in {}) inherited.push(key);
	return [...inherited, ...Object.getOwnPropertyNames(Object.prototype).filter((key) => !PROTOTYPE.has(key))];
}

const PROTOTYPE = new Set(Object.getOwnPropertyNames(Object.prototype));

/** How many cases: `FUZZ_CASES`, some hundred unless told. */
export const casesOf = (share: number): number => Math.ceil(Number(process.env.FUZZ_CASES ?? 1000) * share);

/** The same cases each time, so that a failure is that of a change; `npm run fuzz` tries new ones, and says their seed. */
export const seed = (): { seed?: number } => (process.env.FUZZ_SEED === 'random' ? {} : { seed: Number(process.env.FUZZ_SEED ?? 1) });
