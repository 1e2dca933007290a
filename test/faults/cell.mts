import type { NodeApiError } from 'n8n-workflow';
import { inspect } from 'node:util';
import { startSimulator, type Simulator } from '../../simulator/index.mts';
import { paused } from '../support/clock.mts';
import { runNode, type NodeResult } from '../support/engine.mts';
import { ways } from '../support/ways.mts';
import { reads, type Row } from './rows.mts';
import { neededKeys, type Seen, type Trouble } from './table.mts';

/** One cell of the matrix: an operation that meets a trouble. */

export const USERNAME = '#ws+secret';
export const PASSWORD = 'S3cret/P@ss+word';
/** "#ws+secret:S3cret/P@ss+word", as the Authorization header carries it. */
const HEADER = 'I3dzK3NlY3JldDpTM2NyZXQvUEBzcyt3b3Jk';
const SECRETS = [PASSWORD, encodeURIComponent(PASSWORD), HEADER];

export const startSecretRobot = async () => await startSimulator({ username: USERNAME, password: PASSWORD });

/** What is noticed of a run, with what must never be: a secret, a request to another endpoint, a pause that does not grow. */
export interface Noticed extends Seen {
	again?: Seen;
	problems: string[];
}

export async function meet(simulator: Simulator, row: Row, trouble: Trouble): Promise<Noticed> {
	if (trouble.proven) await prove(simulator);
	const faults = trouble.faults?.(row.success) ?? [];
	for (const fault of faults) simulator.inject(row.reads === undefined ? fault : { ...fault, method: row.endpoint.method });
	// Of the price nothing comes that says anything of the login.
	if (row.reads !== undefined) simulator.inject({ kind: 'reply', method: 'GET', path: row.reads, status: 302, times: Infinity });
	const first = await once(simulator, row, trouble);
	const again = trouble.again && (await once(simulator, row, trouble));
	return { ...first.seen, ...(again && { again: again.seen }), problems: [...first.problems, ...(again?.problems ?? [])] };
}

/** Robot accepts the login, for something else. */
async function prove({ url, clearRequests }: Simulator): Promise<void> {
	const { error } = await runNode({ credential: { username: USERNAME, password: PASSWORD, baseUrl: url }, parameters: { resource: 'order', operation: 'getCurrency' } });
	if (error) throw error;
	clearRequests();
}

/** What the table expects of this row. */
export function expected(row: Row, trouble: Trouble): Noticed {
	const isStorageBox = row.endpoint.path.startsWith('/storagebox');
	const { read, other, needed = other, again = trouble.again } = (isStorageBox && trouble.storageBox) || trouble;
	const changed = row.name in neededKeys ? needed : other;
	return { ...(reads(row) ? read : changed), ...(again && { again }), problems: [] };
}

async function once(simulator: Simulator, row: Row, { way: name, options, read }: Trouble): Promise<{ seen: Seen; problems: string[] }> {
	simulator.clearRequests();
	const pausesBefore = paused().length;
	const way = name && (await ways[name]());
	const baseUrl = way?.baseUrl ?? simulator.url;
	const parameters = options ? { ...row.parameters, options: { ...(row.parameters.options as object), ...options } } : row.parameters;
	// Each row is a workflow of its own: the orders of one wait for each other.
	const run = await runNode({ credential: { username: USERNAME, password: PASSWORD, baseUrl }, parameters, workflowId: row.name });
	await way?.close();
	const requests = simulator.requests().filter(({ method, path }) => method !== 'GET' || path !== row.reads);
	const own = requests.filter(({ method, rawUrl }) => method === row.endpoint.method && rawUrl.split('?')[0] === row.path);
	const pausesOfPrice = way && row.reads !== undefined ? read.requests - 1 : 0;
	const pauses = backOffs(paused().slice(pausesBefore)).slice(pausesOfPrice);
	const problems = [
		...secretsIn(run).map((secret) => `shows ${secret}`),
		...(baseUrl.startsWith('https:') && SECRETS.some((secret) => way?.received.join('').includes(secret)) ? ['the login left TLS'] : []),
		...(requests.length === own.length ? [] : [`${requests.length - own.length} other requests`]),
		...(pauses.every((pause, index) => pause >= 3 ** index && pause <= 1.5 * 3 ** index) ? [] : [`pauses of ${pauses.join(' s, ')} s`]),
		...(run.error === undefined && run.json.some((item) => typeof item !== 'object' || item === null) ? ['items that are no objects'] : []),
	];
	return { seen: { requests: way ? pauses.length + 1 : own.length, ...wordsOf(run, new URL(baseUrl).host) }, problems };
}

/** Waits for a limit are whole seconds; pauses before another attempt are random. */
const backOffs = (pauses: number[]) => pauses.filter((seconds) => !Number.isInteger(seconds));

/** With what differs from run to run left open. */
function wordsOf({ error }: NodeResult, host: string): Omit<Seen, 'requests'> {
	if (error === undefined) return { message: null };
	const message = error.message
		// A refusal about a server names it; which one differs from row to row.
		.replace(/^Server \d+: /, '')
		.replace(host, '{host}')
		.replace(/within [\d.]+ seconds?/, 'within {timeout} seconds')
		.replace(/said at \d\d:\d\d that/, 'said at {time} that');
	return error.description ? { message, advice: error.description.replace(/accepted them \d+ seconds? ago/, 'accepted them {ago} ago') } : { message };
}

function secretsIn({ error, outputs }: NodeResult): string[] {
	const text = JSON.stringify(outputs) + everything(error);
	return SECRETS.filter((secret) => text.includes(secret));
}

/** All that an error holds, in every way in which n8n or a log could print it. */
const everything = (error: NodeApiError | undefined) =>
	error === undefined ? '' : [error.message, error.stack, JSON.stringify(error), inspect(error, { depth: 8, showHidden: true })].join('\n');
