import type { INodeProperties } from 'n8n-workflow';
import { holds } from './conditions';
import type { Parameter, Warning } from './operation';

/**
 * @param showIf where it depends on parameters: it stands below them then, else at the top
 */
export const warning = (what: string, how: string, showIf?: Warning['showIf']): Warning => ({ what, how, showIf, property: notice(what, how) });

/** "Deletes all data" is `deletesAllDataNotice`: what is shown at a time needs names that differ. */
const notice = (what: string, how: string): INodeProperties => ({
	displayName: `${what}: ${how}.`,
	name: `${what[0]?.toLowerCase()}${what.slice(1).replace(/\W+(\w)/g, (_match, letter: string) => letter.toUpperCase())}Notice`,
	type: 'notice',
	default: '',
});

export const costsMoney = (how: string, showIf?: Warning['showIf']) => warning('Costs money', how, showIf);

export const deletesAllData = (how: string) => warning('Deletes all data', how);

/** What a dry run takes back where it finds that nothing is interrupted. */
export const INTERRUPTS = 'Interrupts service';

/** What a dry run takes back where there is nothing to delete. */
export const DELETES_SNAPSHOTS = 'Deletes snapshots';

export const interruptsService = (how: string, showIf?: Warning['showIf']) => warning(INTERRUPTS, how, showIf);

/** The sentences without those that begin so, which are not true of what was found. */
export const withoutUntrue = (sentences: Iterable<string>, untrue: string | undefined): string[] =>
	[...sentences].filter((sentence) => untrue === undefined || !sentence.startsWith(`${untrue}: `));

/** The warnings that hold for what one item asks, as sentences. */
export const inWords = (warnings: Warning[], parameter: Parameter): string[] =>
	warnings.filter(({ showIf = {} }) => holds(showIf, parameter)).map(({ what, how }) => `${what}: ${how}.`);
