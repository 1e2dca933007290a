/** Runs one node once: by how much the process has grown at most meanwhile. */
import { Worker } from 'node:worker_threads';
import { tell } from './child.mts';
import { runNode, useCredentialAt } from './n8n.mts';
import { getServer, getServers, httpRequest, servers } from './nodes.mts';

/** What the run of a node has taken. */
export interface Peak {
	/** In bytes. */
	memory: number;
	milliseconds: number;
	items: number;
}

const [side, url, count] = process.argv.slice(2) as [string, string, string];
await useCredentialAt(url);

/** Reads, of many items, that are the same for all. */
const same = { ...getServer, parameters: { ...getServer.parameters, serverNumber: { __rl: true, mode: 'number', value: 1_000_000 } } };
const batches = { batching: { batch: { batchSize: 50, batchInterval: 0 } } };

const runs: Record<string, (items: number) => Promise<unknown[]>> = {
	'own list': async () => await runNode(getServers, servers(1)),
	'http list': async () => await runNode(httpRequest(`${url}/server`), servers(1)),
	'own items': async (items) => await runNode(same, servers(items)),
	'http items': async (items) => {
		const node = httpRequest(`${url}/server/1000000`);
		return await runNode({ ...node, parameters: { ...node.parameters, options: batches } }, servers(items));
	},
};

/** Looks every other millisecond how large the process is, while this thread works. */
const WATCH = `
	const { workerData, parentPort } = require('node:worker_threads');
	const peak = new Float64Array(workerData);
	setInterval(() => { peak[0] = Math.max(peak[0], process.memoryUsage.rss()); }, 2);
	parentPort.postMessage('watching');
`;

const run = runs[side]!;
await run(10);
const peak = new Float64Array(new SharedArrayBuffer(8));
const watcher = new Worker(WATCH, { eval: true, workerData: peak.buffer });
await new Promise((resolve) => watcher.once('message', resolve));
const before = process.memoryUsage.rss();
peak[0] = before;
const begun = performance.now();
const items = await run(Number(count));
const told: Peak = { memory: (peak[0] ?? 0) - before, milliseconds: performance.now() - begun, items: items.length };
tell(told);
