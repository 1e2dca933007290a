import { expect, it } from '@jest/globals';
import { globSync, readFileSync } from 'node:fs';
import { resources } from '../../nodes/HetznerRobot/resources/index.ts';
import { seedWorld } from '../../simulator/sections.mts';
import { endpoints, examples } from '../contract/documentation/documentation.mts';

const operations = resources.flatMap((resource) => resource.operations);

/** What the pages count, with the words around the number. */
const totals: Array<[words: RegExp, total: number]> = [
	[/\b([\d,]+) (?:documented )?endpoints\b/g, endpoints.length],
	[/\b([\d,]+) (?:documented )?examples\b/g, examples.length],
	[/\b([\d,]+) resources\b/g, resources.length],
	[/\b([\d,]+) operations\b/g, operations.length],
	[/\b([\d,]+) reading (?:requests|endpoints)\b/g, operations.flatMap(({ calls }) => calls).filter(({ endpoint }) => endpoint.effect === 'read').length],
	[/\bsimulated Robot with ([\d,]+) servers\b/g, seedWorld(new Date('2026-01-15T12:00:00Z')).servers.length],
];

it.each(['README.md', ...globSync('docs/*.md')])('%s counts rightly', (page) => {
	const text = readFileSync(page, 'utf8');
	const wrong = totals.flatMap(([words, total]) =>
		[...text.matchAll(words)].filter(([, number]) => number !== total.toLocaleString('en-US')).map(([stated]) => `"${stated}", but there are ${total}`),
	);
	expect(wrong).toEqual([]);
});

it('the README says how many endpoints there are, and how many servers to try them on', () => {
	const text = readFileSync('README.md', 'utf8');
	expect(/\b\d+ endpoints\b/.test(text)).toBe(true);
	expect(/\bsimulated Robot with \d+ servers\b/.test(text)).toBe(true);
});
