import { expect, it } from '@jest/globals';
import { globSync, readFileSync } from 'node:fs';
import { resources } from '../../nodes/HetznerRobot/resources/index.ts';
import { totalsOf, withTotals } from '../../tools/totals.mts';
import { endpoints, examples } from '../contract/documentation/documentation.mts';

/** `npm run generate` writes the numbers. */

it.each(['README.md', 'CONTRIBUTING.md', ...globSync('docs/*.md')])('%s counts rightly', (page) => {
	const text = readFileSync(page, 'utf8');
	const wrong = totalsOf({ resources }, endpoints, examples).flatMap(([words, total]) =>
		[...text.matchAll(words)].filter(([, number]) => number !== total.toLocaleString('en-US')).map(([stated]) => `"${stated}", but there are ${total}`),
	);
	expect(wrong).toEqual([]);
});

it('a number that is no longer true is replaced wherever the page states it, and no other number', () => {
	const page = 'All 7 documented endpoints in 3 operations, 7 endpoints of 1,000 operations; 7 servers.';
	const totals = { endpoints: 12, operations: 2500 };
	expect(
		withTotals(page, [
			[/\b([\d,]+) (?:documented )?endpoints\b/g, totals.endpoints],
			[/\b([\d,]+) operations\b/g, totals.operations],
		]),
	).toBe('All 12 documented endpoints in 2,500 operations, 12 endpoints of 2,500 operations; 7 servers.');
});

it('the README says how many endpoints there are, and how many servers to try them on', () => {
	const text = readFileSync('README.md', 'utf8');
	expect(/\b\d+ endpoints\b/.test(text)).toBe(true);
	expect(/\bsimulated Robot with \d+ servers\b/.test(text)).toBe(true);
});

it('the README has every resource in its table of what the node can do', () => {
	const table = readFileSync('README.md', 'utf8').split('| resource | operations |')[1]!.split('\n\n')[0]!;
	const told = [...table.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, names]) => [names!, ...names!.split(', ')]);
	// Those that Robot serves no more stand in one line.
	const nameOf = ({ name }: { name: string }) => name.replace(/^Storage Box .*\(Robot,/, 'Storage Box (Robot,');
	const missing = resources.filter((resource) => !told.some((word) => nameOf(resource) === word || nameOf(resource).endsWith(` ${word}`)));
	expect(missing.map(({ name }) => `README.md lacks ${name} in the table under "What it can do"`)).toEqual([]);
});
