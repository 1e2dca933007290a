import type { IDataObject } from 'n8n-workflow';
import { counted } from '../../common/http/counted';
import { ApiError, NOTHING } from '../../common/http/errors';
import type { JsonRecord } from '../../common/http/json';
import type { PathValue } from '../../common/http/path';
import type { Inputs } from '../../common/http/request';
import type { Run } from '../../common/operation/operation';
import { wordOf } from '../../common/operation/values';
import { deleteSnapshot, getSnapshot } from '../endpoints/snapshot';
import { actToTheEnd } from './action';
import type { Dated } from './retention';

/** Deletes snapshots one after another, and says of how many that is true where it stops. */

/** The deletions of an item by now, in earlier tries as well, by the ID. */
interface Deletions {
	deleted: Map<string, IDataObject>;
	/** Sent, and not seen to their end. */
	underWay: Map<PathValue, IDataObject>;
}

const deletionsOf = async (run: Run): Promise<Deletions> => await run.remembered('deletions', async () => await Promise.resolve({ deleted: new Map(), underWay: new Map() }));

/** What is told of a snapshot. */
export const told = ({ id = null, name = null, created = null }: JsonRecord): IDataObject => ({ id, name, created });

/**
 * Each deletion is waited for: the API carries out one at a time.
 *
 * @param made the snapshot that was created before, in words
 * @returns what was deleted by this item; what somebody else has deleted meanwhile is gone as well
 */
export async function deleteAll(run: Run, going: Dated[], made?: string): Promise<IDataObject[]> {
	const known = await deletionsOf(run);
	const orHalfDone =
		(left: Dated[]) =>
		async (error: unknown): Promise<never> => {
			throw await halfDone(run, error, { made, left: left.map(({ snapshot }) => snapshot) });
		};
	await noteGone(run, known, going).catch(orHalfDone(going));
	for (const [place, { id, snapshot }] of going.entries()) {
		known.underWay.set(id, told(snapshot));
		const isOurs = await deleteOne(run, id).catch(async (error: unknown): Promise<never> => {
			if (error instanceof ApiError && error.details.outcome !== 'unknown') known.underWay.delete(id);
			return await orHalfDone(going.slice(place))(error);
		});
		known.underWay.delete(id);
		if (isOurs) known.deleted.set(id, told(snapshot));
	}
	return [...known.deleted.values()];
}

/** What an earlier try has sent and not seen to its end is listed no more where it was carried out; what is gone counts. */
async function noteGone(run: Run, { deleted, underWay }: Deletions, going: Dated[]): Promise<void> {
	for (const [id, snapshot] of underWay) {
		if (going.some((other) => other.id === id)) continue;
		const isThere = await run.call(getSnapshot, await pathOf(run, id), {}, { fresh: true }).then(() => true, unlessGone);
		if (!isThere) deleted.set(id, snapshot);
		underWay.delete(id);
	}
}

const pathOf = async (run: Run, snapshotId: PathValue): Promise<Inputs['path']> => ({ ...(await run.settled()).path, snapshotId });

/** False for what is not there; every other error says nothing of that. */
function unlessGone(error: unknown): false {
	if (error instanceof ApiError && error.details.outcome === 'refused' && error.details.code === 'not_found') return false;
	throw error;
}

/** False where it was gone already. */
async function deleteOne(run: Run, id: PathValue): Promise<boolean> {
	const path = await pathOf(run, id);
	const own: Run = { ...run, path, settled: async () => await Promise.resolve({ path, values: {} }) };
	return await actToTheEnd(own, {}, async () => await run.call(deleteSnapshot, path, {}, { thing: id })).then(() => true, unlessGone);
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
	const deleted = [...(await deletionsOf(run)).deleted.values()];
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
