import { additionalFields, field, filters, operation, updateFields } from '../../common/operation/operation';
import { getSnapshotPlan, getStorageBox, listStorageBoxes, resetStorageBoxPassword, updateSnapshotPlan, updateStorageBox } from '../endpoints/storageBox';
import { locator } from '../../common/operation/locator';
import { serverModes, toServer } from './fields/server';
import { access, ofWhatIsInUse, oldResource, password, storageBoxId } from './fields/storageBox';
import { interruptsService, warning } from '../../common/operation/warning';

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** Robot counts both from 1. */
const counted = (names: string[]) => names.map((name, index) => ({ name, value: index + 1 }));

const time = (sends: string, displayName: string, maxValue: number, what: string) =>
	field(sends, {
		displayName,
		type: 'number',
		typeOptions: { minValue: 0, maxValue },
		default: 0,
		required: true,
		description: `${what} of the snapshot, in UTC; Robot wants it for a disabled plan as well`,
	});

/** Documentation: "Storage Box". */
export const storageBoxResource = oldResource('storageBox', 'Storage Box', [
	operation('get', {
		name: 'Get',
		action: 'Get Storage Box',
		description: 'Get settings and usage of a Storage Box',
		fields: [storageBoxId],
		endpoint: getStorageBox,
	}),
	operation('getAll', {
		name: 'Get Many',
		action: 'Get many Storage Boxes',
		description: 'Get many Storage Boxes of the account, or the one linked to a server',
		fields: [
			filters(
				field('linked_server', {
					...locator({
						displayName: 'Linked Server',
						description: 'Only the Storage Box linked to this server',
						list: { method: 'searchServers', placeholder: 'Select a server...' },
						by: serverModes,
					}),
					required: undefined,
					encode: (given) => toServer('linkedServer', given),
				}),
			),
		],
		endpoint: listStorageBoxes,
	}),
	operation('getSnapshotPlan', {
		name: 'Get Snapshot Plan',
		action: 'Get snapshot plan of Storage Box',
		description: 'Get when snapshots are made automatically',
		fields: [storageBoxId],
		endpoint: getSnapshotPlan,
	}),
	operation('resetPassword', {
		name: 'Reset Password',
		action: 'Reset password of Storage Box (old one stops working)',
		description: 'Set a given or a generated password: the old one does not work any more. Robot allows 1 request per 5 seconds.',
		warnings: [interruptsService('whoever uses the old password can no longer log in')],
		fields: [storageBoxId, password],
		endpoint: resetStorageBoxPassword,
	}),
	operation('update', {
		name: 'Update',
		action: 'Update Storage Box',
		description: 'Change the chosen settings of a Storage Box',
		warnings: [interruptsService('whoever uses what you switch off is cut off at once')],
		fields: [
			storageBoxId,
			updateFields(
				...ofWhatIsInUse(access.externalReachability),
				field('storagebox_name', { displayName: 'Name', type: 'string', default: '', description: 'The new name of the Storage Box' }),
				...ofWhatIsInUse(
					access.samba,
					access.ssh,
					access.webdav,
					field('zfs', { displayName: 'ZFS Directory', type: 'boolean', default: true, description: 'Whether the directory with the snapshots is visible' }),
				),
			),
		],
		endpoint: updateStorageBox,
	}),
	operation('updateSnapshotPlan', {
		name: 'Update Snapshot Plan',
		action: 'Update snapshot plan of Storage Box (deletes surplus snapshots)',
		description:
			'Set when snapshots are made automatically, daily unless you add a weekday, a day of the month or a month. Automatic snapshots above the number that is kept are lost.',
		warnings: [warning('Deletes snapshots', 'automatic ones above the number that is kept are lost', { status: ['enabled'] })],
		fields: [
			storageBoxId,
			field('status', {
				displayName: 'Status',
				type: 'options',
				options: [
					{ name: 'Disabled', value: 'disabled' },
					{ name: 'Enabled', value: 'enabled' },
				],
				default: 'enabled',
				required: true,
				description: 'Whether snapshots are made automatically',
				brings: { effect: 'destroy', unless: ['disabled'] },
			}),
			time('hour', 'Hour (UTC)', 23, 'Hour'),
			time('minute', 'Minute', 59, 'Minute of the hour'),
			additionalFields(
				field('day_of_month', {
					displayName: 'Day of Month',
					type: 'number',
					typeOptions: { minValue: 1, maxValue: 31 },
					default: 1,
					description: 'Only on this day of the month',
				}),
				field('day_of_week', { displayName: 'Day of Week', type: 'options', options: counted(WEEKDAYS), default: 1, description: 'Only on this day of the week' }),
				field('max_snapshots', {
					displayName: 'Maximum Snapshots',
					type: 'number',
					typeOptions: { minValue: 1 },
					default: 10,
					description: 'How many automatic snapshots are kept; the oldest one is deleted for a new one',
				}),
				field('month', { displayName: 'Month', type: 'options', options: counted(MONTHS), default: 1, description: 'Only in this month' }),
			),
		],
		endpoint: updateSnapshotPlan,
	}),
]);
