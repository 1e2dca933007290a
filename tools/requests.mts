import { table } from './page/markdown.mts';

/** Makes docs/requests.md out of runs of the jobs on simulated fleets. `npm run requests` writes it, `npm test` compares it. */

export const REQUESTS_PAGE = 'docs/requests.md';

export const FLEET_SIZES = [1, 10, 100] as const;

/** What a job has spent. */
export interface Spent {
	name: string;
	/** How many requests, for each size of the fleet. */
	requests: number[];
	/** How long the largest fleet takes in pauses, in seconds. */
	paused: number;
	/** What is asked without the job: once, and for each object. */
	byHand: { once: number; each: number; how: string };
}

/** The page. */
export const requestsPage = (jobs: Spent[]): string => `${HEAD}\n\n${table(COLUMNS, jobs.map(rowOf))}\n`;

const COLUMNS = ['Job', ...FLEET_SIZES.map((size) => `${size} ${size === 1 ? 'server' : 'servers'}`), 'Pauses', 'Object by object', 'What that asks'];

const rowOf = ({ name, requests, paused, byHand: { once, each, how } }: Spent): string[] => [
	name,
	...requests.map((count) => `**${count}**`),
	paused < 60 ? '' : `${Math.round(paused / 60)} min`,
	FLEET_SIZES.map((size) => once + each * size).join(', '),
	how,
];

const HEAD = `# Requests

What the jobs that people have for a whole fleet spend of the request limits, on simulated accounts of 1, 10 and 100 servers (or Storage Boxes), beside one request for each object as it is built of single operations or of n8n's HTTP Request nodes. Counted from runs in n8n's engine: \`npm run requests\` writes this page, and \`npm test\` fails when it is no longer true.

What a job asks beside its changes, it asks to be sure: whether a server is there, what it offers, whether what was sent is in force. What is so already is asked, and not sent: run again, a job spends its reads only. Pauses are those of the run with 100 servers: Robot allows 50 resets an hour, and the node waits for that with **Options > Wait for Request Limit**, as here; firewalls and boots are looked at until they are done. What was listed before a wait of more than a minute is asked for anew: the 100 resets take the list of reset types twice. Lists come in pages, and queries have a length: 100 Storage Boxes are two pages, and the traffic of 100 servers two queries.`;
