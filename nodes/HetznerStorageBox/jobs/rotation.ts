import type { IDataObject } from 'n8n-workflow';
import { ApiError } from '../../common/http/errors';
import type { JsonRecord } from '../../common/http/json';
import { fillPath } from '../../common/http/path';
import { anew } from '../../common/operation/difference';
import type { Change, Rehearsal, Run } from '../../common/operation/operation';
import { wordOf } from '../../common/operation/values';
import { DELETES_SNAPSHOTS } from '../../common/operation/warning';
import { createSnapshot, deleteSnapshot } from '../endpoints/snapshot';
import { actToTheEnd } from './action';
import { deleteAll, halfDone, told } from './deletions';
import { verdictOn, type Dated, type Verdict } from './retention';
import { chosenToPrune, chosenToRotate, type Choice } from './snapshotChoice';
import { allSnapshots } from './snapshotList';

/** Operations that keep the snapshots which some rules keep, and delete the others. */

/** Deletes the snapshots that no rule keeps. */
export async function prune(run: Run): Promise<IDataObject[]> {
	const choice = await chosenToPrune(run);
	const snapshots = await meantIn(run, choice).catch(async (error: unknown): Promise<never> => {
		throw await halfDone(run, error, { left: [] });
	});
	const verdict = verdictOn(snapshots, choice.rules, Date.now());
	const deleted = await deleteAll(run, verdict.going);
	return [{ changed: deleted.length > 0, deleted, ...left(verdict) }];
}

/** Creates a snapshot, and deletes old ones only once it is there. */
export async function createAndRotate(run: Run): Promise<IDataObject[]> {
	const choice = await chosenToRotate(run);
	await actToTheEnd(run, { created: { key: 'snapshot', id: 'snapshotId' } });
	const id = run.path.snapshotId as string;
	const made = `Snapshot ${id}`;
	const snapshots = await meantIn(run, choice)
		.then((found) => withNew(found, id))
		.catch(async (error: unknown): Promise<never> => {
			throw await halfDone(run, error, { made, left: [] });
		});
	const verdict = verdictOn(snapshots, choice.rules, Date.now(), id);
	const deleted = await deleteAll(run, verdict.going, made);
	return [{ changed: true, created: told(snapshots.find((snapshot) => isIt(snapshot, id)) as JsonRecord), deleted, ...left(verdict) }];
}

const meantIn = async (run: Run, { query, isMeant }: Choice): Promise<JsonRecord[]> => (await allSnapshots(run, query)).filter(isMeant);

const isIt = (snapshot: JsonRecord, id: string): boolean => wordOf(snapshot.id ?? '') === id;

/** @throws ApiError where the new snapshot is not among those that count: then it is unknown what the list is worth */
function withNew(snapshots: JsonRecord[], id: string): JsonRecord[] {
	if (snapshots.some((snapshot) => isIt(snapshot, id))) return snapshots;
	throw new ApiError('the list does not have it, or not as it was created', {
		code: 'NOT_LISTED',
		advice: 'Another run that rotates the same snapshots may have deleted it. Look whether it is there.',
		outcome: 'refused',
	});
}

const left = ({ kept, undated }: Verdict): IDataObject => ({ kept, kept_undated: undated.map(told) });

/** What Prune would delete now. */
export async function rehearsePrune(run: Run): Promise<Rehearsal[]> {
	const choice = await chosenToPrune(run);
	const verdict = verdictOn(await meantIn(run, choice), choice.rules, Date.now());
	return await rehearsed(run, verdict, { changes: [], requests: [] });
}

/** What would be deleted once there is a snapshot that is made now. */
export async function rehearseRotation(run: Run): Promise<Rehearsal[]> {
	const choice = await chosenToRotate(run);
	const id = Number.MAX_SAFE_INTEGER;
	const coming = { id, created: new Date(Date.now()).toISOString() };
	const verdict = verdictOn([...(await meantIn(run, choice)), coming], choice.rules, Date.now(), String(id));
	const { path, values } = await run.settled();
	const creation = { method: createSnapshot.method, path: fillPath(createSnapshot.path, path), ...(Object.keys(values).length > 0 && { values }) } as IDataObject;
	return await rehearsed(run, verdict, { changes: [anew('snapshot', values)], requests: [creation] });
}

async function rehearsed(run: Run, verdict: Verdict, first: { changes: Change[]; requests: IDataObject[] }): Promise<Rehearsal[]> {
	const { path } = await run.settled();
	const deletion = ({ id }: Dated): IDataObject => ({ method: deleteSnapshot.method, path: fillPath(deleteSnapshot.path, { ...path, snapshotId: id }) });
	const changes = [...first.changes, ...verdict.going.map(({ snapshot }): Change => ({ field: 'snapshot', from: told(snapshot), to: null }))];
	return [
		{
			thing: left(verdict),
			changes,
			requests: [...first.requests, ...verdict.going.map(deletion)],
			warnings: [],
			...(verdict.going.length === 0 && { untrue: DELETES_SNAPSHOTS }),
		},
	];
}
