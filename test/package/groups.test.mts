import { expect, it } from '@jest/globals';
import { ALONE, grouped, testFiles } from '../groups/files.mts';

it('runs every test file once with npm test, but for the end-to-end tests', () => {
	const run = [...ALONE, ...grouped()];

	expect(run.toSorted()).toEqual(
		testFiles()
			.filter((name) => !name.startsWith('e2e/') && !name.startsWith('groups/'))
			.toSorted(),
	);
	expect(new Set(run).size).toBe(run.length);
});
