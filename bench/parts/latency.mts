/** 200 questions for a server each, of which every one takes Robot 50 ms: what a user waits. */
import { Pool } from 'undici';
import { runNode, useCredentialAt } from '../n8n.mts';
import { forget, getServer, SERVER, servers } from '../nodes.mts';
import { COMPARISON, comparison, type Measuring, type Part } from '../results.mts';
import { compare } from '../rounds.mts';
import { startServer } from '../server.mts';

const ITEMS = 200;
const LATENCY = 50;
const CONNECTIONS = 10;

export async function measure({ short }: Measuring): Promise<Part> {
	const rounds = short ? 3 : 11;
	const server = await startServer({ latency: LATENCY, reply: SERVER });
	await useCredentialAt(server.url);
	const items = servers(ITEMS);
	const { floor, own } = await compare(
		{
			floor: async () => await barely(server.url),
			own: async () => {
				forget();
				return await runNode(getServer, items);
			},
		},
		rounds,
		short ? 1 : undefined,
	);
	await server.close();
	const what = `${ITEMS} × Server > Get at ${LATENCY} ms`;
	return {
		columns: COMPARISON,
		rows: [comparison({ what, beside: `undici, ${CONNECTIONS} connections`, ...own, other: floor.milliseconds, most: 1.15, isWaiting: true })],
		rounds,
	};
}

/** The least that ten connections can take. */
async function barely(url: string): Promise<void> {
	const pool = new Pool(url, { connections: CONNECTIONS, pipelining: 1 });
	await Promise.all(Array.from({ length: ITEMS }, async (_, index) => await (await pool.request({ method: 'GET', path: `/server/${index}` })).body.json()));
	await pool.close();
}
