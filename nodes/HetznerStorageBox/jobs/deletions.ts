import type { IDataObject } from 'n8n-workflow';
import { counted } from '../../common/http/counted';
import { ApiError, NOTHING } from '../../common/http/errors';
import type { JsonRecord } from '../../common/http/json';
import type { Run } from '../../common/operation/operation';
import { wordOf } from '../../common/operation/values';
import { deleteSnapshot } from '../endpoints/snapshot';
import { actToTheEnd } from './action';
import type { Dated } from './retention';

/** Deletes snapshots one after another, and says of how many that is true where it stops. */

/** What an item has deleted by now, in earlier tries as well, by the ID. */
const deletionsOf = async (run: Run): Promise<Map<string, IDataObject>> => await run.remembered('deletions', async () => await Promise.resolve(new Map()));

/** What is told of a snapshot. */
export const told = ({ id = null, name = null, created = null }: JsonRecord): IDataObject => ({ id, name, created });

/**
 * Each deletion is waited for: the API carries out one at a time.
 *
 * @param made the snapshot that was created before, in words
 * @returns what was deleted by this item; what somebody else has deleted meanwhile is gone as well
 */
export async function deleteAll(run: Run, going: Dated[], made?: string): Promise<IDataObject[]> {
	const deleted = await deletionsOf(run);
	for (const [place, snapshot] of going.entries()) {
		const isOurs = await deleteOne(run, snapshot).catch(async (error: unknown): Promise<never> => {
			throw await halfDone(run, error, { made, left: going.slice(place).map((each) => each.snapshot) });
		});
		if (isOurs) deleted.set(snapshot.id, told(snapshot.snapshot));
	}
	return [...deleted.values()];
}

/** False where it was gone already. */
async function deleteOne(run: Run, { id }: Dated): Promise<boolean> {
	const path = { ...(await run.settled()).path, snapshotId: id };
	const own: Run = { ...run, path, settled: async () => await Promise.resolve({ path, values: {} }) };
	return await actToTheEnd(own, {}, async () => await run.call(deleteSnapshot, path, {}, { thing: id })).then(
		() => true,
		(error: unknown) => {
			if (error instanceof ApiError && error.details.outcome === 'refused' && error.details.code === 'not_found') return false;
			throw error;
		},
	);
}

/** Where an item stopped. */
interface Stop {
	/** What was created, in words. */
	made?: string;
	/** What is still to be deleted, first that at which it stopped; nothing where it did not come to that. */
	left: JsonRecord[];
}

/** No error after a change may hide what was done. Before the first change it says all by itself. */
export async function halfDone(run: Run, error: unknown, { made, left }: Stop): Promise<unknown> {
	const deleted = [...(await deletionsOf(run)).values()];
	if (!(error instanceof ApiError) || (made === undefined && deleted.length === 0)) return error;
	const { details } = error;
	const isUnknown = details.outcome === 'unknown';
	const done = [made && `${made} was created`, deleted.length > 0 && deletedOf(deleted, left)].filter(Boolean).join(' and ');
	const sentences = [
		deleted.length > 0 && `Deleted: ${deleted.map(inWords).join(', ')}.`,
		left.length > 0 && `Not deleted: ${left.map((snapshot, place) => `${inWords(snapshot)}${isUnknown && place === 0 ? ', which is unknown' : ''}`).join(', ')}.`,
		'The next run deletes what is left.',
		trueOfLast(details.advice ?? ''),
		details.isForNow && 'With a longer Maximum Wait the node waits longer for that.',
	];
	return new ApiError(`${done}, but ${notDone(deleted, left, isUnknown)}: ${details.reason ?? error.message}`, {
		...details,
		words: undefined,
		reason: undefined,
		isAfterChange: true,
		outcome: 'unknown',
		advice: sentences.filter(Boolean).join(' '),
	});
}

/** That nothing was changed is true of the last request only. */
const trueOfLast = (advice: string): string =>
	advice
		.replaceAll(NOTHING, '')
		.replace(/Nothing was [a-z]+: (\w)/, (_words, letter: string) => letter.toUpperCase())
		.trim();

/** "1 of 3 snapshots was deleted" */
function deletedOf(deleted: IDataObject[], left: JsonRecord[]): string {
	const which = left.length > 0 ? `${deleted.length} of ${deleted.length + left.length} snapshots` : counted(deleted.length, 'snapshot');
	return `${which} ${deleted.length === 1 ? 'was' : 'were'} deleted`;
}

function notDone(deleted: IDataObject[], [stopped]: JsonRecord[], isUnknown: boolean): string {
	if (stopped === undefined) return deleted.length > 0 ? 'no more' : 'nothing was deleted';
	return isUnknown ? `it is unknown whether ${inWords(stopped)} was` : `${inWords(stopped)} was not`;
}

/** "2025-11-10T19-16-57 (7)" */
const inWords = ({ id, name }: IDataObject | JsonRecord): string => (typeof name === 'string' && name !== '' ? `${name.slice(0, 60)} (${wordOf(id ?? '')})` : wordOf(id ?? ''));
