/**
 * Measures, prints and writes docs/benchmarks.md: `npm run bench`, or only some parts with `npm run bench -- overhead latency`.
 * With `--print` only prints, after few rounds: for a glance, in a minute or two. Never fails because something is slow.
 */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { installN8n } from '../demo/install.mts';
import { N8N } from '../demo/paths.mts';
import { benchmarksPage, BENCHMARKS_PAGE, SECTIONS } from './page.mts';
import { readResults, writeResults, type Machine, type Measuring, type Part } from './results.mts';

const asked = process.argv.slice(2);
const short = asked.includes('--print');
const names = Object.keys(SECTIONS).filter((name) => asked.every((word) => word.startsWith('--')) || asked.includes(name));

await installN8n();
for (const name of names) {
	const { measure } = (await import(`./parts/${name}.mts`)) as { measure: (how: Measuring) => Promise<Part> };
	const { columns, rows, rounds } = await measure({ short });
	console.log(`\n${[columns, ...rows].map((cells) => cells.filter(Boolean).join('  |  ')).join('\n')}`);
	if (short) continue;
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
