/**
 * Measures, prints and, unless `--print` is given, writes docs/benchmarks.md: `npm run bench`, or only some parts with
 * `npm run bench -- overhead latency`. Never fails because something is slow.
 */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { installN8n } from '../demo/install.mts';
import { N8N } from '../demo/paths.mts';
import { benchmarksPage, BENCHMARKS_PAGE, SECTIONS } from './page.mts';
import { readResults, writeResults, type Machine, type Table } from './results.mts';

/** What a part gives: how many rounds it has run, and what is on the page. */
type Part = () => Promise<Pick<Table, 'columns' | 'rows'> & { rounds: number }>;

const asked = process.argv.slice(2);
const names = Object.keys(SECTIONS).filter((name) => asked.every((word) => word.startsWith('--')) || asked.includes(name));

await installN8n();
for (const name of names) {
	const { measure } = (await import(`./parts/${name}.mts`)) as { measure: Part };
	const { columns, rows, rounds } = await measure();
	console.log(`\n${[columns, ...rows].map((cells) => cells.filter(Boolean).join('  |  ')).join('\n')}`);
	if (asked.includes('--print')) continue;
	const results = { ...readResults(), [name]: { columns, rows, machine: machine(rounds) } };
	writeResults(results);
	writeFileSync(BENCHMARKS_PAGE, benchmarksPage(results));
}
// n8n keeps timers that never end.
process.exit(0);

function machine(rounds: number): Machine {
	const { version } = createRequire(join(N8N, 'package.json'))('n8n-core/package.json') as { version: string };
	return { cores: availableParallelism(), node: process.versions.node, n8nCore: version, day: new Date().toISOString().slice(0, 10), rounds };
}
