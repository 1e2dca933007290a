import { pathValue } from '../../common/http/path';
import { field, operation } from '../../common/operation/operation';
import { createSnapshot, deleteSnapshot, listSnapshots, revertToSnapshot, setSnapshotComment } from '../endpoints/storageBox';
import { pathLocator } from '../../common/operation/locator';
import { oldResource, storageBoxId } from './fields/storageBox';
import { deletesAllData, warning } from '../../common/operation/warning';

const snapshotName = pathLocator(
	'snapshotName',
	{
		displayName: 'Snapshot',
		description: 'The snapshot of the Storage Box',
		list: { method: 'searchSnapshots', placeholder: 'Select a snapshot...' },
		by: [{ displayName: 'Name', name: 'name', placeholder: 'e.g. 2015-12-21T12-40-38' }],
	},
	pathValue,
);

/** Documentation: "Storage Box", snapshots. */
export const storageBoxSnapshotResource = oldResource('storageBoxSnapshot', 'Storage Box Snapshot', [
	operation('create', {
		name: 'Create',
		action: 'Create snapshot of Storage Box',
		description: 'Create a snapshot of a Storage Box. Robot allows 1 request per 5 seconds.',
		fields: [storageBoxId],
		endpoint: createSnapshot,
	}),
	operation('delete', {
		name: 'Delete',
		action: 'Delete snapshot of Storage Box',
		description: 'Delete a snapshot: the data that only it holds are lost',
		warnings: [warning('Deletes snapshot', 'the data that only it holds are lost')],
		fields: [storageBoxId, snapshotName],
		endpoint: deleteSnapshot,
		alreadyDone: [{ code: 'SNAPSHOT_NOT_FOUND' }],
	}),
	operation('getAll', {
		name: 'Get Many',
		action: 'Get many snapshots of Storage Box',
		description: 'Get many snapshots of a Storage Box',
		fields: [storageBoxId],
		endpoint: listSnapshots,
	}),
	operation('revert', {
		name: 'Revert',
		action: 'Revert Storage Box to snapshot (overwrites all data)',
		description: 'Overwrite all data of a Storage Box with those of a snapshot: what came after the snapshot is lost',
		warnings: [deletesAllData('all that was written since the snapshot is lost, and nothing brings it back')],
		fields: [storageBoxId, snapshotName],
		endpoint: revertToSnapshot,
		constants: { revert: true },
	}),
	operation('setComment', {
		name: 'Set Comment',
		action: 'Set comment of snapshot',
		description: 'Set the comment of a snapshot',
		fields: [storageBoxId, snapshotName, field('comment', { displayName: 'Comment', type: 'string', default: '', description: 'The text of the comment' })],
		endpoint: setSnapshotComment,
	}),
]);
