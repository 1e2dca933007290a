/** docs/scale.md, from what the tests have seen. */
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { N8N } from '../../demo/paths.mts';
import type { Seen } from './orders.mts';

const n8n = (JSON.parse(readFileSync(join(N8N, 'package.json'), 'utf8')) as { version: string }).version;

export async function writePage(seen: Seen[], services: string[]): Promise<void> {
	const machine = `${cpus().length} cores (${cpus()[0]!.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GB, Linux`;
	// What else the machine has to do makes the executions per second fewer.
	const load = `a load of ${loadavg()[2]!.toFixed(0)} over the last 15 minutes`;
	const rows = seen.map(({ what, result, isRight }) => `| ${what} | ${result} | ${isRight ? 'yes' : '**no**'} |`);
	await writeFile(
		'docs/scale.md',
		`${TEXT}\nMeasured with n8n ${n8n} (main and workers), Node.js ${process.version}, ${services.join(', ')}, on ${machine}, with ${load}.\n\n| What | What was seen | As it must be |\n| --- | --- | --- |\n${rows.join('\n')}\n`,
	);
}

const TEXT = `# Many workers

n8n's [queue mode](https://docs.n8n.io/hosting/scaling/queue-mode/) runs executions in several processes. This page says what the nodes do there, and what was seen. \`npm run e2e:queue -- --write\` starts n8n's main process and its workers with PostgreSQL, Redis and a simulated Robot, lets them order, kills some of them, and writes this page.

## Set it up

[compose.queue.yaml](../compose.queue.yaml) is an n8n like that for Docker: a main process and two workers that share one folder with this package, PostgreSQL and Redis. Its first lines say how to start it. Two things in it are there for orders and resets: the encryption key is given to all processes, and who stops a worker waits up to 90 seconds for what it is doing, where Docker would kill it after 10.

## The lock around an order

A real order, and the creation of a Storage Box, hold a lock from the look at earlier orders to the reply. It is a row of n8n's own database, in the table of its deduplication store, so every process sees it. Nothing has to be set up, and there is nothing to switch on.

- **Whom it covers**: one node of one saved workflow, in all processes that share a database, in every way to run it: published and test webhooks, schedules, manual runs, sub-workflows, tools of agents.
- **Whom it does not cover**: two nodes, two workflows, a copied node, two instances of n8n, n8n's agents, a workflow that was never saved, other programs of the account. These look before they order, and wait for each other within one process only. Let one node order, in a workflow that others call.
- **Another one orders**: the execution waits for up to 15 seconds, then it is an error that says for how long the other has been ordering. Nothing was ordered; try it again in a minute.
- **n8n was killed while it ordered**: its lock counts as left behind after five to six minutes. Until then an order is an error. Look at Robot's transactions before you try it again: an order that Robot lists is found, one that it has not carried out can be placed.
- **The database is gone**: before the order was sent, nothing is ordered, and the error says so. After that the result is put out as always, and the lock frees itself.
- **An order waits for a limit for longer than a minute**: it gives the lock back, and looks at everything anew after it.
- The clocks of the machines may differ by a minute.

## What else several processes mean

- **A worker that is killed**: n8n runs nothing again. The execution becomes an error after one to two minutes, and whoever called its webhook gets HTTP 500 without a word of what was sent. Look before you call again: an order that Robot lists is found, a reset is carried out once more.
- **A wrong password** is sent once by each process. Three processes are Robot's three refused logins: change a password where nothing runs.
- **Request limits** are counted by each process for itself, and Robot counts them all. What one process does not know of is refused by Robot, and from then on it knows: a few refusals for each limit that is used up, and nothing is carried out twice. So nothing has to be shared out: a fixed share for each process would save those few refusals (in 200 executions as many as the table says), and leave unused what a busy worker could have had from an idle one. Only for the trigger's polls there is such a share (*Share of Request Limits*).
- **The trigger** runs in the main process only. With several main processes, which n8n sells, it runs in the one that leads.
- **n8n may lose the answer of a webhook** whose execution ends within milliseconds: such a call gets no reply at all. Nothing of it is the node's, but give callers a timeout.

## What was seen
`;
