/** How `npm test` runs its files: those that take long by themselves, the others in groups. */
import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';

const TEST = join(import.meta.dirname, '..');

/** They take so long that each is worth a worker; the longest first. */
export const ALONE = ['faults/matrix', 'fuzz/jobs', 'faults/console', 'money/orders', 'contract/requests', 'package/contents'];

/** `npm run e2e` has its own files, and a group is in no group. */
const APART = ['e2e/', 'groups/'];

/** The files that are run in groups, as `engine/reset`, the largest first: dealt out in turn, no group has much more to do than another. */
export function grouped(): string[] {
	const sizeOf = (name: string) => statSync(pathOf(name)).size;
	const names = testFiles().filter((name) => !ALONE.includes(name) && !APART.some((folder) => name.startsWith(folder)));
	return names.sort((one, other) => sizeOf(other) - sizeOf(one) || (one < other ? -1 : 1));
}

/** Every test file: `engine/reset`. */
export const testFiles = (): string[] => globSync('**/*.test.mts', { cwd: TEST }).map((file) => file.replaceAll('\\', '/').replace('.test.mts', ''));

export const pathOf = (name: string): string => join(TEST, `${name}.test.mts`);
