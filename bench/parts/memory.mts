/** What large lists and many items take in memory, in a process of its own for each run. */
import { inChild } from '../child.mts';
import { SERVER } from '../nodes.mts';
import { megabytes, ratioInWords, type Measuring, type Part } from '../results.mts';
import { inTurn, median, ratioOf } from '../rounds.mts';
import type { Peak } from '../runOnce.mts';
import { startServer } from '../server.mts';

const LIST_LENGTH = 10_000;

const LIST = `[${Array.from({ length: LIST_LENGTH }, (_, index) => SERVER.replaceAll('{number}', String(1_000_000 + index))).join(',')}]`;

interface Read {
	what: string;
	name: string;
	reply: string;
	count: number;
	rounds: number;
}

const inWords = (count: number) => count.toLocaleString('en');

const list = (rounds: number): Read => ({ what: `${inWords(LIST_LENGTH)} servers of one list`, name: 'list', reply: LIST, count: LIST_LENGTH, rounds });

/** HTTP Request sends each of them, which takes its time. */
const items = (count: number, rounds: number): Read => ({ what: `${inWords(count)} items that read the same server`, name: 'items', reply: SERVER, count, rounds });

export async function measure({ short }: Measuring): Promise<Part> {
	const reads = short ? [list(1), items(1000, 1)] : [list(11), items(10_000, 3)];
	const rows: string[][] = [];
	for (const read of reads) rows.push(await rowOf(read));
	return { columns: COLUMNS, rows, rounds: reads[0]!.rounds };
}

const COLUMNS = ['What', 'Memory', "HTTP Request's", 'Ratio', 'Time', "HTTP Request's time", 'A regression'];

async function rowOf({ what, name, reply, count, rounds }: Read): Promise<string[]> {
	const server = await startServer({ reply });
	const laps: Record<'http' | 'own', Peak[]> = { http: [], own: [] };
	for (let round = 0; round < rounds; round++)
		for (const side of inTurn(['http', 'own'] as const, round)) laps[side].push(await inChild<Peak>('runOnce.mts', [`${side} ${name}`, server.url, String(count)]));
	await server.close();
	const wrong = [...laps.http, ...laps.own].find((lap) => lap.items !== count);
	if (wrong) throw new Error(`${wrong.items} items came out`);
	const memory = (side: 'http' | 'own') => laps[side].map((lap) => lap.memory);
	const time = (side: 'http' | 'own') => `${Math.round(median(laps[side].map(({ milliseconds }) => milliseconds)))} ms`;
	return [what, megabytes(median(memory('own'))), megabytes(median(memory('http'))), ratioInWords(ratioOf(memory('own'), memory('http'))), time('own'), time('http'), 'above 1.00'];
}
