import { later } from '../../common/operation/later';
import { additionalFields, field, filters, operation, resource, updateFields, type Field } from '../../common/operation/operation';
import { loadedOne } from '../../common/operation/loaded';
import { toInteger } from '../../common/operation/values';
import { toSshKeys } from '../console/texts';
import * as endpoints from '../endpoints/storageBox';
import { list } from '../jobs/list';
import { acting, thenShowing } from './fields/acting';
import { actionFilters, labelSelector, named, sortBy } from './fields/lists';
import { actionOptions, creationOptions, typeChangeOptions } from './fields/options';
import { boxAccess, boxName, labels, newBoxAccess, newLabels, password } from './fields/settings';
import { ownBoxId, snapshot, storageBoxId, storageBoxType } from './fields/things';
import { costsMoney, deletesAllData, interruptsService, warning } from '../../common/operation/warning';
import { alphabetically } from '../../common/operation/alphabet';

const changeBoxType = later(async () => (await import('../jobs/money')).changeBoxType);
const createBox = later(async () => (await import('../jobs/money')).createBox);
const deleteBox = later(async () => (await import('../jobs/money')).deleteBox);

const byName = (fields: Field[]) => [...fields].sort((a, b) => alphabetically(a.property.displayName, b.property.displayName));

const thenShowBox = thenShowing(endpoints.getStorageBox);

const number = (sends: string, name: string, displayName: string, range: [least: number, most?: number], initial: number, description: string): Field =>
	field(sends, {
		displayName,
		type: 'number',
		typeOptions: { minValue: range[0], ...(range[1] !== undefined && { maxValue: range[1] }) },
		default: initial,
		required: true,
		description,
		encode: (value) => toInteger(name, value, ...range),
	});

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** The API counts from 1, Monday. */
const dayOfWeek = field('day_of_week', {
	displayName: 'Day of Week',
	type: 'options',
	options: WEEKDAYS.map((name, index) => ({ name, value: index + 1 })),
	default: 1,
	description: 'Only on this day of the week',
	encode: (value) => toInteger('dayOfWeek', value, 1, 7),
});

const dayOfMonth = field('day_of_month', {
	displayName: 'Day of Month',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 31 },
	default: 1,
	description: 'Only on this day of the month',
	encode: (value) => toInteger('dayOfMonth', value, 1, 31),
});

const sshKeys = field('ssh_keys', {
	displayName: 'SSH Keys',
	type: 'string',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add SSH Key' },
	default: [],
	required: true,
	placeholder: 'e.g. ssh-ed25519 AAAA… backup',
	description: "Public keys in OpenSSH's form. They can be given on creation only, and are never shown again.",
	encode: (value) => toSshKeys('sshKeys', value),
});

const location = loadedOne('location', {
	displayName: 'Location',
	method: 'searchLocations',
	placeholder: 'e.g. fsn1',
	required: true,
	description: 'Where the Storage Box is to be',
});

/** Reference: "Storage Boxes", "Storage Box Actions". */
export const storageBoxResource = resource('storageBox', 'Storage Box', [
	operation('changeProtection', {
		name: 'Change Protection',
		action: 'Change delete protection of Storage Box',
		description: 'Protect a Storage Box against deletion, or lift the protection',
		warnings: [warning('Lifts protection', 'the Storage Box can be deleted then, with all its data', { delete: [false] })],
		fields: [
			ownBoxId,
			field('delete', {
				displayName: 'Protect Against Deletion',
				type: 'boolean',
				default: true,
				needed: true,
				description: 'Whether the Storage Box is protected against deletion',
				// The first half of a deletion.
				brings: { effect: 'destroy', unless: [true] },
			}),
			actionOptions,
		],
		endpoint: endpoints.changeProtection,
		...thenShowBox,
	}),
	operation('changeType', {
		name: 'Change Type',
		action: 'Change type of Storage Box (changes its price)',
		description: 'Make a Storage Box larger or smaller, which changes its price',
		warnings: [costsMoney('another type has another price, which counts at once')],
		fields: [ownBoxId, storageBoxType, typeChangeOptions],
		endpoint: endpoints.changeType,
		...acting({ reread: endpoints.getStorageBox }, changeBoxType),
	}),
	operation('create', {
		name: 'Create',
		action: 'Create Storage Box (costs money)',
		description: 'Create a Storage Box, which costs money from then on. Nothing is ordered where there is one of this name.',
		warnings: [costsMoney('this is an order, and the Storage Box is charged until it is deleted. Check type and location first')],
		fields: [boxName, storageBoxType, location, ...password, additionalFields(...byName([...newLabels, ...newBoxAccess, sshKeys])), creationOptions],
		endpoint: endpoints.createStorageBox,
		...acting({ reread: endpoints.getStorageBox, created: { key: 'storage_box', id: 'storageBoxId' } }, createBox),
	}),
	operation('delete', {
		name: 'Delete',
		action: 'Delete Storage Box (deletes all data)',
		description: 'Delete a Storage Box with all its data, snapshots and sub-accounts, for good. A protected one is refused.',
		warnings: [deletesAllData('the snapshots and sub-accounts of the Storage Box go as well, and nothing brings them back')],
		fields: [ownBoxId, actionOptions],
		endpoint: endpoints.deleteStorageBox,
		...acting({}, deleteBox),
	}),
	operation('disableSnapshotPlan', {
		name: 'Disable Snapshot Plan',
		action: 'Disable snapshot plan of Storage Box',
		description: 'Stop making snapshots automatically; those that are there stay',
		fields: [ownBoxId, actionOptions],
		endpoint: endpoints.disableSnapshotPlan,
		...thenShowBox,
	}),
	operation('enableSnapshotPlan', {
		name: 'Enable Snapshot Plan',
		action: 'Enable snapshot plan of Storage Box (deletes surplus snapshots)',
		description: 'Have snapshots made automatically, daily unless you add a day. It replaces the plan that is there.',
		warnings: [warning('Deletes snapshots', 'automatic ones that are there already, above the maximum, are lost')],
		fields: [
			ownBoxId,
			number('max_snapshots', 'maxSnapshots', 'Maximum Snapshots', [1], 10, 'How many automatic snapshots are kept; the oldest one is deleted for a new one'),
			number('hour', 'hour', 'Hour (UTC)', [0, 23], 0, 'Hour of the snapshot in UTC'),
			number('minute', 'minute', 'Minute', [0, 59], 0, 'Minute of the hour at which the snapshot is made'),
			additionalFields(dayOfMonth, dayOfWeek),
			actionOptions,
		],
		endpoint: endpoints.enableSnapshotPlan,
		constants: { day_of_week: null, day_of_month: null },
		...thenShowBox,
	}),
	operation('get', {
		name: 'Get',
		action: 'Get Storage Box',
		description: 'Get settings and usage of a Storage Box, in bytes',
		fields: [ownBoxId],
		endpoint: endpoints.getStorageBox,
	}),
	operation('getActions', {
		name: 'Get Actions',
		action: 'Get many actions of one Storage Box',
		description: 'Get what was done with a Storage Box, and what runs on it',
		fields: [storageBoxId, filters(...actionFilters)],
		endpoint: endpoints.listBoxActions,
		job: list(endpoints.listBoxActions),
	}),
	operation('getFolders', {
		name: 'Get Folders',
		action: 'Get folders of Storage Box',
		description: 'Get the names of the folders at a path of a Storage Box',
		fields: [
			storageBoxId,
			field('path', {
				displayName: 'Path',
				type: 'string',
				default: '',
				placeholder: 'e.g. backups/web1',
				description: 'The path from the root of the Storage Box; empty for the root',
			}),
		],
		endpoint: endpoints.listFolders,
	}),
	operation('getAll', {
		name: 'Get Many',
		action: 'Get many Storage Boxes',
		description: "Get many Storage Boxes of the credential's project",
		fields: [filters(labelSelector, named, sortBy({ id: 'ID', name: 'Name', created: 'Created', 'stats.size': 'Size', 'stats.size_filesystem': 'File System Size' }))],
		endpoint: endpoints.listStorageBoxes,
		job: list(endpoints.listStorageBoxes),
	}),
	operation('resetPassword', {
		name: 'Reset Password',
		action: 'Reset password of Storage Box (old one stops working)',
		description: 'Set a given or a generated password: the old one does not work any more',
		warnings: [interruptsService('whoever uses the old password can no longer log in')],
		fields: [ownBoxId, ...password, actionOptions],
		endpoint: endpoints.resetPassword,
		...thenShowBox,
	}),
	operation('rollbackSnapshot', {
		name: 'Roll Back to Snapshot',
		action: 'Roll Storage Box back to snapshot (overwrites all data)',
		description: 'Overwrite all data of a Storage Box with those of a snapshot: what was written since is lost, and so are all newer snapshots',
		warnings: [deletesAllData('all that was written since the snapshot is lost, all newer snapshots too, and nothing brings it back')],
		fields: [ownBoxId, snapshot, actionOptions],
		endpoint: endpoints.rollbackSnapshot,
		...thenShowBox,
	}),
	operation('update', {
		name: 'Update',
		action: 'Update Storage Box',
		description: 'Change name or labels of a Storage Box',
		fields: [ownBoxId, updateFields(...labels, boxName)],
		endpoint: endpoints.updateStorageBox,
	}),
	operation('updateAccessSettings', {
		name: 'Update Access Settings',
		action: 'Update access settings of Storage Box',
		description: 'Change how a Storage Box can be reached; what is left out stays as it is',
		warnings: [interruptsService('whoever uses what you switch off is cut off at once')],
		fields: [ownBoxId, updateFields(...boxAccess), actionOptions],
		endpoint: endpoints.updateAccessSettings,
		...thenShowBox,
	}),
]);
