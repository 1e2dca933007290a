import { additionalFields, field, filters, operation, resource, updateFields } from '../../common/operation/operation';
import { createSnapshot, deleteSnapshot, getSnapshot, listSnapshots, updateSnapshot } from '../endpoints/snapshot';
import { acting, thenGone } from './fields/acting';
import { labelSelector, named, sortBy } from './fields/lists';
import { actionOptions } from './fields/options';
import { labels, newLabels, snapshotDescription } from './fields/settings';
import { snapshotId, storageBoxId } from './fields/things';
import { warning } from '../../common/operation/warning';

const isAutomatic = field('is_automatic', {
	displayName: 'Automatic',
	type: 'boolean',
	default: true,
	description: 'Whether to get those that the snapshot plan has made, or only those that were made by hand',
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
		fields: [storageBoxId, filters(isAutomatic, labelSelector, named('snapshot'), sortBy({ id: 'ID', name: 'Name', created: 'Created' }))],
		endpoint: listSnapshots,
	}),
	operation('update', {
		name: 'Update',
		action: 'Update snapshot',
		description: 'Change description or labels of a snapshot',
		fields: [storageBoxId, snapshotId, updateFields(snapshotDescription, ...labels)],
		endpoint: updateSnapshot,
	}),
]);
