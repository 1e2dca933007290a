import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';
import { accountKey, type Account } from '../../common/http/account';
import { InputError } from '../../common/http/errors';
import { isRecord } from '../../common/http/json';
import type { Told } from './reports';
import { isCount, isNumber, isText, orNothing, recordOf, shaped } from './shape';

/** What a node keeps between polls. No passwords and no whole objects: ids and what is compared. */
export interface State {
	/** Another version starts anew. */
	version: number;
	/** Counts the polls that were completed: two that overlap are told apart by it. */
	polls: number;
	/** By event. An event that is not watched any more is forgotten. */
	watches: Record<string, WatchState>;
	/** The troubles that were told. */
	told: Told;
}

/** What is kept of one watched thing. */
export interface WatchState {
	/** Another account starts anew. */
	account: string;
	/** Counts up with the polls that had time for it: who waits longer is asked first. */
	turn: number;
	/** What is known; missing before there is a starting point. */
	known?: unknown;
	/** When the starting point was to be taken for the first time, in milliseconds. */
	since?: number;
	/** Until when it is not asked for, in milliseconds, because it was refused for so long. */
	heldBackUntil?: number;
}

const VERSION = 2;

/** The one key under which n8n keeps it. */
const KEY = 'robot';

const isWatchState = shaped<WatchState>({
	account: isText,
	turn: isNumber,
	known: (_value): _value is unknown => true,
	since: orNothing(isNumber),
	heldBackUntil: orNothing(isNumber),
});
const isTold = shaped<Told>({ node: isText, at: recordOf(isNumber) });

/**
 * A copy of the state, as far as it is sound. What has the wrong shape is a new beginning.
 *
 * @throws InputError where nothing could be written in the place of what is damaged
 */
export function readState(data: IDataObject): State {
	if (!isRecord(data)) throw new InputError("The workflow's static data of this node", 'are damaged', 'Rename the node: n8n then keeps new ones.');
	const kept = data[KEY] === undefined ? undefined : (JSON.parse(JSON.stringify(data[KEY])) as unknown);
	const { version, watches, told } = isRecord(kept) ? kept : {};
	const sound = version === VERSION && isRecord(watches) ? Object.entries(watches).filter((entry): entry is [string, WatchState & null] => isWatchState(entry[1])) : [];
	return { version: VERSION, polls: pollsOf(data), watches: Object.fromEntries(sound), told: isTold(told) ? told : { node: '', at: {} } };
}

/**
 * Writes the state after a poll, all of it in one step.
 *
 * @returns false when another poll has written since `read` was read: then this one, whose replies may be older, counts for nothing
 */
export function writeState(data: IDataObject, read: State, watches: State['watches'], told: Told): boolean {
	if (pollsOf(data) !== read.polls) return false;
	data[KEY] = JSON.parse(JSON.stringify({ version: VERSION, polls: read.polls + 1, watches, told })) as IDataObject;
	return true;
}

function pollsOf(data: IDataObject): number {
	const { polls } = isRecord(data[KEY]) ? data[KEY] : {};
	return isCount(polls) ? polls : 0;
}

/** Whoever else may read the workflow's data need not learn the user name. */
export const hashOf = (account: Account): string => createHash('sha256').update(accountKey(account)).digest('hex').slice(0, 16);
