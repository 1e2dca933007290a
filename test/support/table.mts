import { expect } from '@jest/globals';

/** Tables written by hand that have to name everything of a kind: what is wrong with one is told with its file. */

/** The one that a table has for a name. */
export function found<T>(entry: T | undefined, name: string, file: string): T {
	if (entry === undefined) throw new Error(`${file} has nothing for ${name}: add it there`);
	return entry;
}

/** Fails with the names that a table lacks, has too much or has twice, and no others. */
export function expectComplete(file: string, names: string[], wanted: string[]): void {
	const problems = [
		...wanted.filter((name) => !names.includes(name)).map((name) => `${file} lacks ${name}`),
		...names.filter((name) => !wanted.includes(name)).map((name) => `${file} has ${name}, which does not exist`),
		...names.filter((name, index) => names.indexOf(name) !== index).map((name) => `${file} has ${name} twice`),
	];
	expect(problems).toEqual([]);
}
