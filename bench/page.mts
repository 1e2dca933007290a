import { table } from '../tools/page/markdown.mts';
import type { Machine, Results } from './results.mts';

/** Makes docs/benchmarks.md out of what was measured. `npm run bench` writes both. */

export const BENCHMARKS_PAGE = 'docs/benchmarks.md';

/** The parts in the order of the page: what each is, and what its figures mean. */
export const SECTIONS: Record<string, string> = {
	overhead: `## Overhead

An execution with 200 input items asks for a server each; the answers come at once, so what is left is the work of the node. Beside it the same with n8n's HTTP Request node, which uses this package's credential as its predefined type. Both run in n8n's engine with n8n's own expressions, as a production execution; the credential is decrypted by n8n's own store, of which only the database is replaced by one that answers at once. (In a real n8n every decryption is a read of the database as well: HTTP Request decrypts twice for each item, this node once for each execution. So a secret that is changed during an execution is seen by the next one.)`,
	latency: `## Reads that take 50 ms

What a user waits when Robot takes 50 ms for each answer. The node reads up to twenty items side by side, which accepted replies have to earn: first one, then two, four, eight, sixteen. The floor is undici, Node's HTTP client, with ten connections that it keeps, and nothing else. n8n's HTTP Request node sends all 200 at once: it waits less, and a password that was changed is refused 200 times.`,
	memory: `## Memory

By how much the process of n8n grows at most while the node runs once, with all that comes out. Each run has a process of its own, which has run the same with few items before: a heap that has grown once stays large. The items that read the same server are one request of this node, and 10,000 of HTTP Request, here in batches of 50.`,
	loading: `## Loading

What n8n does with each node when it starts, in a process that has loaded n8n's own modules: how long the processor works for it, and by how much the process grows. The nodes of this package bring their description ready from the build, and load what a run needs with the first run in a process: the column after that has both, up to where a node asks n8n for the first thing. The description is what n8n sends to the editor; of nodes with several versions the newest one counts.`,
	requests: `## Requests of a day

A trigger that polls each minute for three kinds of orders and for snapshots of 200 Storage Boxes, for a day of a clock that is moved: each hour an order of each kind is made, each quarter of an hour another box has a new snapshot. A share is that of the limit of an hour, in the busiest hour. HTTP Request nodes that ask each minute for the same would need the requests beside it; above 100 % they are refused, for all programs of the account. The trigger spends half of a limit unless told, and looks at the boxes in turn. Noticed after: on average, and at most, of so many. A larger share than 50 % is a regression.`,
	polls: `## Polls of large accounts

The work of one poll of the trigger, and the size of what n8n keeps for it, each beside an account half as large: twice as much is twice the work, at most. A poll for snapshots looks at as many boxes as the share of the request limit allows, so it does not grow with their number.`,
};

/** The page. */
export const benchmarksPage = (results: Results): string => `${[HEAD, ...Object.entries(SECTIONS).flatMap(([name, text]) => section(text, results[name])), REST].join('\n\n')}\n`;

function section(text: string, measured: Results[string] | undefined): string[] {
	return measured === undefined ? [] : [text, table(measured.columns, measured.rows), onWhich(measured.machine)];
}

const onWhich = ({ day, cores, node, n8nCore, rounds }: Machine): string =>
	`Measured on ${day}: ${cores} cores, Node.js ${node}, n8n-core ${n8nCore}, ${rounds} ${rounds === 1 ? 'round' : 'rounds'}.`;

const HEAD = `# Benchmarks

How much this package takes: time, memory, requests. \`npm run bench\` measures everything and writes this page; \`npm run bench -- overhead\` measures one part. It needs the n8n of the demo and installs it where it is not there.

**How it is measured.** All sides of a comparison run in one process and take turns, in another order each round. A ratio is that of two times of the same round; the page has the median of the ratios and, in brackets, the bounds between which half of the rounds are. The ratio of work counts only the time in which the processor worked for the nodes: on a machine that is busy with other things it is the better figure. Nothing forces a garbage collection. The server that answers has a thread of its own, which is not counted. Times differ from machine to machine, ratios less: compare these. A ratio above the last column is a regression. No test measures time, and CI only prints.`;

const REST = `## What was tried and is not worth it

- **Keeping connections**: n8n's request helper makes new agents for each request, and no option of it takes one. So every request opens a connection, with HTTP Request as well.
- **Replies that n8n reads itself** instead of a stream: faster, but without the bound of 32 MB and without a deadline for replies that trickle.`;
