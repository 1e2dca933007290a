import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';
import { accountKey, type Account } from '../../common/http/account';

/** What a node keeps between polls. No passwords and no whole objects: ids and what is compared. */
export interface State {
	/** Another version, or another account, starts anew. */
	version: number;
	account: string;
	/** Counts the polls that were completed: two that overlap are told apart by it. */
	polls: number;
	/** What is known, by event. An event that is not watched any more is forgotten. */
	known: Record<string, unknown>;
}

const VERSION = 1;

/** The one key under which n8n keeps it. */
const KEY = 'robot';

/** A copy of the state, or a new one. */
export function readState(data: IDataObject, account: Account): State {
	const state = data[KEY] === undefined ? undefined : (JSON.parse(JSON.stringify(data[KEY])) as State);
	if (state?.version === VERSION && state.account === hashOf(account)) return state;
	return { version: VERSION, account: hashOf(account), polls: pollsOf(data), known: {} };
}

/**
 * Writes the state after a poll, all of it in one step.
 *
 * @returns false when another poll has written since `read` was read: then this one, whose replies may be older, counts for nothing
 */
export function writeState(data: IDataObject, read: State, known: State['known']): boolean {
	if (pollsOf(data) !== read.polls) return false;
	data[KEY] = { ...read, polls: read.polls + 1, known } as unknown as IDataObject;
	return true;
}

const pollsOf = (data: IDataObject): number => Number((data[KEY] as State | undefined)?.polls ?? 0);

/** Whoever else may read the workflow's data need not learn the user name. */
const hashOf = (account: Account) => createHash('sha256').update(accountKey(account)).digest('hex').slice(0, 16);
