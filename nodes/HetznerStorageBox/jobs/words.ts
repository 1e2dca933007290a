import type { Run } from '../../common/operation/operation';

/** The parts of a path, as people call them. */
const THINGS: Array<[name: string, thing: string]> = [
	['snapshotId', 'snapshot'],
	['subaccountId', 'sub-account'],
	['storageBoxId', 'Storage Box'],
];

/** " of snapshot 7 of Storage Box 42": what a path leads to; nothing where it names no thing. */
export const inWords = (path: Run['path']): string =>
	THINGS.map(([name, thing]) => [thing, path[name]])
		.filter(([, part]) => typeof part === 'string')
		.map(([thing, part]) => ` of ${thing as string} ${part as string}`)
		.join('');
