/** What n8n takes to load the nodes, each in a process of its own. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { N8N, ROOT } from '../../demo/paths.mts';
import { inChild } from '../child.mts';
import type { Loaded } from '../loadNode.mts';
import { ratioInWords, kilobytes, megabytes, type Measuring, type Part } from '../results.mts';
import { inTurn, median, ratioOf } from '../rounds.mts';

const ours = (node: string) => join(ROOT, 'dist', 'nodes', node, `${node}.node.js`);
const n8ns = (node: string) => join(N8N, '..', 'n8n-nodes-base', 'dist', 'nodes', node, `${node}.node.js`);

/** The first is what the others are compared with. */
const NODES: Record<string, string> = {
	Slack: n8ns('Slack'),
	HetznerRobot: ours('HetznerRobot'),
	HetznerStorageBox: ours('HetznerStorageBox'),
	Notion: n8ns('Notion'),
	Discord: n8ns('Discord'),
	Salesforce: n8ns('Salesforce'),
};

/** Above it the description has grown out of proportion, in KB. */
const MOST_PER_OPERATION = 1.8;

/** Above it something is loaded that only a run needs. */
const MOST_BESIDE_SLACK = 0.15;

export async function measure({ short }: Measuring): Promise<Part> {
	const rounds = short ? 2 : 11;
	const names = Object.keys(NODES).filter((name) => existsSync(NODES[name] as string));
	const laps: Record<string, Loaded[]> = Object.fromEntries(names.map((name) => [name, []]));
	// The first round reads the files into the machine's memory.
	for (let round = -1; round < rounds; round++)
		for (const name of inTurn(names, round + 1)) {
			const lap = await inChild<Loaded>('loadNode.mts', [NODES[name] as string, name]);
			if (round >= 0) laps[name]?.push(lap);
		}
	const first = laps[names[0] as string] as Loaded[];
	return { columns: COLUMNS, rows: names.map((name) => rowOf(name, laps[name] as Loaded[], first)), rounds };
}

const COLUMNS = ['Node', 'Operations', 'Description', 'For each operation', 'Loading', 'Beside Slack', 'With the first run', 'Memory', 'A regression'];

function rowOf(name: string, laps: Loaded[], first: Loaded[]): string[] {
	const { operations, description } = laps[0] as Loaded;
	const times = (all: Loaded[]) => all.map(({ milliseconds }) => milliseconds);
	return [
		name,
		String(operations),
		kilobytes(description),
		`**${kilobytes(description / operations)}**`,
		`${Math.round(median(times(laps)))} ms`,
		ratioInWords(ratioOf(times(laps), times(first))),
		`${Math.round(median(laps.map(({ untilRun }) => untilRun)))} ms`,
		megabytes(median(laps.map(({ memory }) => memory))),
		name.startsWith('Hetzner') ? `above ${MOST_PER_OPERATION.toFixed(2)} KB an operation, or ${MOST_BESIDE_SLACK.toFixed(2)} beside Slack` : '',
	];
}
