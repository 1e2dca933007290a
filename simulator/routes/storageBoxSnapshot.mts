/** Documentation: "Storage Box", snapshots. */
import { conflict, InputCheck, notFound } from '../errors.mts';
import { created, empty, ok, type Reply } from '../reply.mts';
import type { Context } from '../route.mts';
import type { Snapshot, StorageBox } from '../state/storageBox.mts';
import { takeSnapshot } from '../state/storageBoxContents.mts';
import { boxOf } from './storageBoxParts.mts';

/** Of those that nobody's plan made; a plan has its own maximum. */
export const SNAPSHOTS_PER_BOX = 10;

export function listSnapshots(context: Context): Reply {
	return ok(boxOf(context).snapshots.map((snapshot) => ({ snapshot })));
}

export function createSnapshot(context: Context): Reply {
	const box = boxOf(context);
	if (box.snapshots.filter(({ automatic }) => !automatic).length >= SNAPSHOTS_PER_BOX) {
		throw conflict('SNAPSHOT_LIMIT_EXCEEDED', 'Snapshot limit exceeded');
	}
	const { name, timestamp, size } = takeSnapshot(box, context.clock.now(), false);
	return created({ snapshot: { name, timestamp, size } });
}

export function deleteSnapshot(context: Context): Reply {
	const { box, snapshot } = snapshotOf(context);
	box.snapshots.splice(box.snapshots.indexOf(snapshot), 1);
	return empty();
}

/** The box holds as much data as at the time of the snapshot again. */
export function revertToSnapshot(context: Context): Reply {
	const { box, snapshot } = snapshotOf(context);
	const check = new InputCheck();
	check.require('revert', context.input.text('revert'), (value) => value === 'true');
	check.done();
	box.disk_usage_data = snapshot.filesystem_size;
	return empty();
}

/** Without `comment`, as in the documented example, there is none afterwards. */
export function commentSnapshot(context: Context): Reply {
	snapshotOf(context).snapshot.comment = context.input.text('comment') ?? '';
	return empty();
}

function snapshotOf(context: Context): { box: StorageBox; snapshot: Snapshot } {
	const box = boxOf(context);
	const name = context.params['snapshot-name']!;
	const snapshot = box.snapshots.find((candidate) => candidate.name === name);
	if (snapshot === undefined) throw notFound('SNAPSHOT_NOT_FOUND', `Snapshot with name ${name} not found`);
	return { box, snapshot };
}
