import { describe, jest } from '@jest/globals';
import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { grouped, pathOf } from './files.mts';

const groups = globSync('*.test.mts', { cwd: import.meta.dirname });

/**
 * Runs a share of the small test files as one: Jest loads n8n's engine anew for each file that it runs by itself, which
 * takes longer than most of them. Each file keeps its own hooks; those of `test/support` are for all of them.
 *
 * @param file the group's, one of those beside this one: as many as there are share the files out
 */
export function group(file: string): void {
	for (const support of globSync(join(import.meta.dirname, '../support/*.mts'))) jest.requireActual(support);
	const files = grouped().filter((_name, index) => groups[index % groups.length] === basename(file));
	describe.each(files)('%s', (name) => void jest.requireActual(pathOf(name)));
}
