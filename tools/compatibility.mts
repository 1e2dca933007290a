import { globSync, readFileSync } from 'node:fs';

/** The table of the README with the versions of n8n that the tests run in. */

interface Versions {
	'n8n-core': string;
	'n8n-workflow': string;
}

const read = <T,>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T;

/** By the names of their folders, the oldest first: `n8n-1.85`. */
const older = () =>
	globSync('engines/*/package.json')
		.map((path) => ({ n8n: /n8n-([\d.]+)/.exec(path)![1]!, engine: read<{ dependencies: Versions }>(path).dependencies }))
		.sort((a, b) => a.n8n.localeCompare(b.n8n, 'en', { numeric: true }));

const row = (n8n: string, engine: Versions, tests: string) => `| ${n8n} | ${engine['n8n-core']}, ${engine['n8n-workflow']} | ${tests} |`;

export function compatibilityTable(): string {
	const { devDependencies } = read<{ devDependencies: Versions }>('package.json');
	const { dependencies } = read<{ dependencies: { n8n: string } }>('demo/package.json');
	return [
		'| n8n | n8n-core, n8n-workflow | what every change is tested with there |',
		'| --- | --- | --- |',
		...older().map(({ n8n, engine }) => row(n8n, engine, 'reads and changes, errors, network faults, proxies, agents, in its engine: `npm run versions`')),
		row(dependencies.n8n, devDependencies, 'everything, in its engine, and the packed package in the whole n8n with a browser: `npm test`, `npm run e2e`'),
	].join('\n');
}
