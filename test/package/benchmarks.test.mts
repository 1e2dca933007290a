import { expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { benchmarksPage, BENCHMARKS_PAGE, SECTIONS } from '../../bench/page.mts';
import { readResults } from '../../bench/results.mts';

/** `npm run bench` measures anew; here nothing is measured. */

const results = readResults();

it('the page of the benchmarks is what was measured last', () => {
	expect(readFileSync(BENCHMARKS_PAGE, 'utf8')).toBe(benchmarksPage(results));
});

it('has figures for every part, in whole rows', () => {
	expect(Object.keys(results).sort()).toEqual(Object.keys(SECTIONS).sort());
	const odd = Object.entries(results).filter(([, { columns, rows }]) => rows.length === 0 || rows.some((row) => row.length !== columns.length));
	expect(odd).toEqual([]);
});

it('says on what each part was measured', () => {
	for (const { machine } of Object.values(results)) {
		expect(machine).toEqual({
			cores: expect.any(Number),
			node: expect.stringMatching(/^\d+\.\d+\.\d+$/),
			n8nCore: expect.stringMatching(/^\d+\.\d+\.\d+$/),
			day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
			rounds: expect.any(Number),
		});
	}
});

it('measures every part that the page has', () => {
	expect(Object.keys(SECTIONS).filter((name) => !existsSync(`bench/parts/${name}.mts`))).toEqual([]);
});
