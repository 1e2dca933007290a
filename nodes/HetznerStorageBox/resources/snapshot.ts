import { later } from '../../common/operation/later';
import { additionalFields, field, filters, operation, resource, updateFields } from '../../common/operation/operation';
import { createSnapshot, deleteSnapshot, getSnapshot, listSnapshots, updateSnapshot } from '../endpoints/snapshot';
import { acting, thenGone } from './fields/acting';
import { labelSelector, named, sortBy } from './fields/lists';
import { actionOptions, MAXIMUM_WAIT, waitOptions } from './fields/options';
import { keepNewest, pruneFilters, pruneRules } from './fields/retention';
import { labels, newLabels, rotatedLabels, snapshotDescription } from './fields/settings';
import { snapshotId, storageBox, storageBoxId } from './fields/things';
import { DELETES_SNAPSHOTS, warning } from '../../common/operation/warning';

const createAndRotate = later(async () => (await import('../jobs/rotation')).createAndRotate);
const rehearsePrune = later(async () => (await import('../jobs/rotation')).rehearsePrune);
const rehearseRotation = later(async () => (await import('../jobs/rotation')).rehearseRotation);
const prune = later(async () => (await import('../jobs/rotation')).prune);

const isAutomatic = field('is_automatic', {
	displayName: 'Automatic',
	type: 'boolean',
	default: true,
	description: 'Whether to get those of the snapshot plan, or those made by hand',
});

/** Reference: "Storage Box Snapshots". */
export const snapshotResource = resource('snapshot', 'Snapshot', [
	operation('create', {
		name: 'Create',
		action: 'Create snapshot',
		description: 'Create a snapshot of a Storage Box',
		fields: [storageBoxId, additionalFields(snapshotDescription, ...newLabels), actionOptions],
		endpoint: createSnapshot,
		...acting({ reread: getSnapshot, created: { key: 'snapshot', id: 'snapshotId' } }),
	}),
	operation('createAndRotate', {
		name: 'Create Snapshot and Keep N',
		action: 'Create snapshot and keep N (deletes old ones)',
		description: 'Create a snapshot, then delete all but the newest N',
		warnings: [warning(DELETES_SNAPSHOTS, 'of those made by hand, all but the newest N; their data are lost. With labels, only snapshots that have the same labels count')],
		fields: [storageBox, keepNewest, additionalFields(snapshotDescription, ...rotatedLabels), waitOptions],
		endpoint: createSnapshot,
		further: [deleteSnapshot],
		maximumWait: MAXIMUM_WAIT,
		job: createAndRotate,
		rehearsal: rehearseRotation,
	}),
	operation('delete', {
		name: 'Delete',
		action: 'Delete snapshot (its data are lost)',
		description: 'Delete a snapshot: the data that only it holds are lost',
		warnings: [warning('Deletes snapshot', 'the data that only it holds are lost')],
		fields: [storageBoxId, snapshotId, actionOptions],
		endpoint: deleteSnapshot,
		...thenGone,
	}),
	operation('get', {
		name: 'Get',
		action: 'Get snapshot',
		description: 'Get a snapshot with its size in bytes',
		fields: [storageBoxId, snapshotId],
		endpoint: getSnapshot,
	}),
	operation('getAll', {
		name: 'Get Many',
		action: 'Get many snapshots',
		description: 'Get many snapshots of a Storage Box',
		fields: [storageBoxId, filters(isAutomatic, labelSelector, named, sortBy({ id: 'ID', name: 'Name', created: 'Created' }))],
		endpoint: listSnapshots,
	}),
	operation('prune', {
		name: 'Prune',
		action: 'Prune snapshots (deletes old ones)',
		description: 'Delete the snapshots that no rule keeps',
		warnings: [warning(DELETES_SNAPSHOTS, 'of those made by hand, or with Automatic by the snapshot plan, all that no rule keeps; their data are lost')],
		fields: [storageBox, pruneRules, pruneFilters, waitOptions],
		endpoint: deleteSnapshot,
		maximumWait: MAXIMUM_WAIT,
		job: prune,
		rehearsal: rehearsePrune,
	}),
	operation('update', {
		name: 'Update',
		action: 'Update snapshot',
		description: 'Change description or labels of a snapshot',
		fields: [storageBoxId, snapshotId, updateFields(snapshotDescription, ...labels)],
		endpoint: updateSnapshot,
	}),
]);
