import type { INodeParameters } from 'n8n-workflow';
import type { StubReply } from '../../support/stubConsole.mts';
import { action, box, newBox, pages, snapshot, subaccount, type } from './objects.mts';

/** How each endpoint of the contract is asked with the node. Everything in here is written by hand. */
export interface Exchange {
	/** `POST /storage_boxes` */
	endpoint: string;
	parameters: INodeParameters;
	/** The requests that arrive, and the replies to them, in order. */
	requests: Array<[request: string, reply: StubReply]>;
	items: unknown[];
}

const by = (value: string, mode = 'id') => ({ __rl: true, mode, value });
const theBox = { storageBoxId: by('42') };
const theSnapshot = { ...theBox, snapshotId: by('7') };
const theSubaccount = { ...theBox, subaccountId: by('9') };
const first50 = { returnAll: false, limit: 50 };
const ID = '598022669323684';

const ok = (body: object): StubReply => ({ body });
const created = (body: object): StubReply => ({ status: 201, body });

/** An action that runs, is looked at, and has ended; then what was changed is read again. */
const acted = (request: string, command: string, reread?: [string, StubReply]): Exchange['requests'] => [
	[request, created({ action: action(command, 'running') })],
	[`GET /storage_boxes/actions/${ID}`, ok({ action: action(command) })],
	...(reread ? [reread] : []),
];

const readBox: [string, StubReply] = ['GET /storage_boxes/42', ok({ storage_box: box })];
const readSnapshot: [string, StubReply] = ['GET /storage_boxes/42/snapshots/7', ok({ snapshot })];
const readSubaccount: [string, StubReply] = ['GET /storage_boxes/42/subaccounts/9', ok({ subaccount })];

/** The types, for what one of them costs in Falkenstein with VAT. */
const readTypes: [string, StubReply] = ['GET /storage_box_types?page=1&per_page=50', ok({ storage_box_types: [type, { ...type, id: 1334, name: 'bx21' }], meta: pages(1, 1, 2) })];
const price = { monthly: 3.808, setup: 0 };

const PASSWORD = 'Correct-Horse-7';

export const exchanges: Exchange[] = [
	{
		endpoint: 'GET /storage_boxes',
		parameters: { resource: 'storageBox', operation: 'getAll', ...first50, filters: { labelSelector: 'environment=prod', name: 'backups', sort: ['name:asc', 'id:desc'] } },
		requests: [
			['GET /storage_boxes?label_selector=environment%3Dprod&name=backups&sort=name%3Aasc&sort=id%3Adesc&page=1&per_page=50', ok({ storage_boxes: [box], meta: pages(1, 1, 1) })],
		],
		items: [box],
	},
	{
		endpoint: 'POST /storage_boxes',
		parameters: {
			resource: 'storageBox',
			operation: 'create',
			name: 'archive',
			storageBoxType: by('bx11', 'name'),
			location: 'fsn1',
			generatePassword: false,
			password: PASSWORD,
			additionalFields: {
				labels: { label: [{ key: 'environment', value: 'prod' }] },
				reachableExternally: true,
				sambaEnabled: false,
				sshEnabled: true,
				sshKeys: ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5 backup'],
				webdavEnabled: false,
				zfsEnabled: true,
			},
		},
		requests: [
			readTypes,
			['GET /storage_boxes?name=archive&page=1&per_page=50', ok({ storage_boxes: [], meta: pages(1, 1, 0) })],
			[
				'POST /storage_boxes {"name":"archive","storage_box_type":"bx11","location":"fsn1","password":"Correct-Horse-7","labels":{"environment":"prod"},"access_settings":{"reachable_externally":true,"samba_enabled":false,"ssh_enabled":true,"webdav_enabled":false,"zfs_enabled":true},"ssh_keys":["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5 backup"]}',
				created({ storage_box: newBox, action: action('create', 'running') }),
			],
			[`GET /storage_boxes/actions/${ID}`, ok({ action: action('create') })],
			['GET /storage_boxes/43', ok({ storage_box: { ...box, id: 43, name: 'archive' } })],
		],
		items: [{ ...box, id: 43, name: 'archive', price }],
	},
	{
		endpoint: 'GET /storage_boxes/{storageBoxId}',
		parameters: { resource: 'storageBox', operation: 'get', ...theBox },
		requests: [readBox],
		items: [box],
	},
	{
		endpoint: 'PUT /storage_boxes/{storageBoxId}',
		parameters: { resource: 'storageBox', operation: 'update', ...theBox, updateFields: { labelsJson: '{"environment": "test", "example.com/team": ""}', name: 'new name' } },
		requests: [['PUT /storage_boxes/42 {"labels":{"environment":"test","example.com/team":""},"name":"new name"}', ok({ storage_box: { ...box, name: 'new name' } })]],
		items: [{ ...box, name: 'new name' }],
	},
	{
		endpoint: 'DELETE /storage_boxes/{storageBoxId}',
		parameters: { resource: 'storageBox', operation: 'delete', ...theBox },
		requests: acted('DELETE /storage_boxes/42', 'delete'),
		items: [{ id: 42, deleted: true }],
	},
	{
		endpoint: 'GET /storage_boxes/{storageBoxId}/folders',
		parameters: { resource: 'storageBox', operation: 'getFolders', ...theBox, path: 'backups/web 1' },
		requests: [['GET /storage_boxes/42/folders?path=backups%2Fweb+1', ok({ folders: ['daily', 'weekly'] })]],
		items: [
			{ storage_box: 42, name: 'daily' },
			{ storage_box: 42, name: 'weekly' },
		],
	},
	{
		endpoint: 'GET /storage_boxes/{storageBoxId}/actions',
		parameters: { resource: 'storageBox', operation: 'getActions', ...theBox, ...first50, filters: { sort: ['started:desc'], status: ['running', 'error'] } },
		requests: [
			[
				'GET /storage_boxes/42/actions?sort=started%3Adesc&status=running&status=error&page=1&per_page=50',
				ok({ actions: [action('change_type', 'running')], meta: pages(1, 1, 1) }),
			],
		],
		items: [{ storage_box: 42, ...action('change_type', 'running') }],
	},
	{
		endpoint: 'POST /storage_boxes/{storageBoxId}/actions/change_protection',
		parameters: { resource: 'storageBox', operation: 'changeProtection', ...theBox, delete: false },
		requests: acted('POST /storage_boxes/42/actions/change_protection {"delete":false}', 'change_protection', readBox),
		items: [box],
	},
	{
		endpoint: 'POST /storage_boxes/{storageBoxId}/actions/change_type',
		parameters: { resource: 'storageBox', operation: 'changeType', ...theBox, storageBoxType: by('1334') },
		requests: [readBox, readTypes, ...acted('POST /storage_boxes/42/actions/change_type {"storage_box_type":"1334"}', 'change_type', readBox)],
		items: [{ ...box, price }],
	},
	{
		endpoint: 'POST /storage_boxes/{storageBoxId}/actions/reset_password',
		parameters: { resource: 'storageBox', operation: 'resetPassword', ...theBox, generatePassword: false, password: PASSWORD },
		requests: acted('POST /storage_boxes/42/actions/reset_password {"password":"Correct-Horse-7"}', 'reset_password', readBox),
		items: [box],
	},
	{
		endpoint: 'POST /storage_boxes/{storageBoxId}/actions/update_access_settings',
		parameters: {
			resource: 'storageBox',
			operation: 'updateAccessSettings',
			...theBox,
			updateFields: { reachableExternally: true, sambaEnabled: true, sshEnabled: false, webdavEnabled: true, zfsEnabled: false },
		},
		requests: acted(
			'POST /storage_boxes/42/actions/update_access_settings {"reachable_externally":true,"samba_enabled":true,"ssh_enabled":false,"webdav_enabled":true,"zfs_enabled":false}',
			'update_access_settings',
			readBox,
		),
		items: [box],
	},
	{
		endpoint: 'POST /storage_boxes/{storageBoxId}/actions/rollback_snapshot',
		parameters: { resource: 'storageBox', operation: 'rollbackSnapshot', ...theBox, snapshot: by('2025-11-10T19-16-57', 'name') },
		requests: acted('POST /storage_boxes/42/actions/rollback_snapshot {"snapshot":"2025-11-10T19-16-57"}', 'rollback_snapshot', readBox),
		items: [box],
	},
	{
		endpoint: 'POST /storage_boxes/{storageBoxId}/actions/enable_snapshot_plan',
		parameters: { resource: 'storageBox', operation: 'enableSnapshotPlan', ...theBox, maxSnapshots: 5, minute: 30, hour: 3, additionalFields: { dayOfWeek: 7 } },
		requests: acted(
			'POST /storage_boxes/42/actions/enable_snapshot_plan {"day_of_week":7,"day_of_month":null,"max_snapshots":5,"hour":3,"minute":30}',
			'enable_snapshot_plan',
			readBox,
		),
		items: [box],
	},
	{
		endpoint: 'POST /storage_boxes/{storageBoxId}/actions/disable_snapshot_plan',
		parameters: { resource: 'storageBox', operation: 'disableSnapshotPlan', ...theBox },
		requests: acted('POST /storage_boxes/42/actions/disable_snapshot_plan', 'disable_snapshot_plan', readBox),
		items: [box],
	},
	{
		endpoint: 'GET /storage_boxes/{storageBoxId}/snapshots',
		parameters: {
			resource: 'snapshot',
			operation: 'getAll',
			...theBox,
			...first50,
			filters: { isAutomatic: false, labelSelector: '!keep', name: '2025-11-10T19-16-57', sort: ['created:asc'] },
		},
		requests: [['GET /storage_boxes/42/snapshots?is_automatic=false&label_selector=%21keep&name=2025-11-10T19-16-57&sort=created%3Aasc', ok({ snapshots: [snapshot] })]],
		items: [snapshot],
	},
	{
		endpoint: 'POST /storage_boxes/{storageBoxId}/snapshots',
		parameters: { resource: 'snapshot', operation: 'create', ...theBox, additionalFields: { description: 'before the upgrade', labels: { label: [{ key: 'keep', value: '' }] } } },
		requests: [
			[
				'POST /storage_boxes/42/snapshots {"description":"before the upgrade","labels":{"keep":""}}',
				created({ snapshot: { id: 7, storage_box: 42 }, action: action('create_snapshot', 'running') }),
			],
			[`GET /storage_boxes/actions/${ID}`, ok({ action: action('create_snapshot') })],
			readSnapshot,
		],
		items: [snapshot],
	},
	{
		endpoint: 'GET /storage_boxes/{storageBoxId}/snapshots/{snapshotId}',
		parameters: { resource: 'snapshot', operation: 'get', ...theSnapshot },
		requests: [readSnapshot],
		items: [snapshot],
	},
	{
		endpoint: 'PUT /storage_boxes/{storageBoxId}/snapshots/{snapshotId}',
		parameters: { resource: 'snapshot', operation: 'update', ...theSnapshot, updateFields: { description: '', labelsJson: '{}' } },
		requests: [['PUT /storage_boxes/42/snapshots/7 {"description":"","labels":{}}', ok({ snapshot: { ...snapshot, description: '' } })]],
		items: [{ ...snapshot, description: '' }],
	},
	{
		endpoint: 'DELETE /storage_boxes/{storageBoxId}/snapshots/{snapshotId}',
		parameters: { resource: 'snapshot', operation: 'delete', ...theSnapshot },
		requests: acted('DELETE /storage_boxes/42/snapshots/7', 'delete_snapshot'),
		items: [{ storage_box: 42, id: 7, deleted: true }],
	},
	{
		endpoint: 'GET /storage_boxes/{storageBoxId}/subaccounts',
		parameters: {
			resource: 'subaccount',
			operation: 'getAll',
			...theBox,
			...first50,
			filters: { labelSelector: 'team in (a,b)', name: 'web1', sort: ['id:asc'], username: 'u12345-sub1' },
		},
		requests: [['GET /storage_boxes/42/subaccounts?label_selector=team+in+%28a%2Cb%29&name=web1&sort=id%3Aasc&username=u12345-sub1', ok({ subaccounts: [subaccount] })]],
		items: [subaccount],
	},
	{
		endpoint: 'POST /storage_boxes/{storageBoxId}/subaccounts',
		parameters: {
			resource: 'subaccount',
			operation: 'create',
			...theBox,
			homeDirectory: '/backups/web1',
			generatePassword: false,
			password: PASSWORD,
			additionalFields: {
				description: 'of the web server',
				labels: { label: [{ key: 'team', value: 'a' }] },
				name: 'web1',
				readonly: false,
				reachableExternally: true,
				sambaEnabled: false,
				sshEnabled: true,
				webdavEnabled: true,
			},
		},
		requests: [
			[
				'POST /storage_boxes/42/subaccounts {"home_directory":"backups/web1","password":"Correct-Horse-7","description":"of the web server","labels":{"team":"a"},"name":"web1","access_settings":{"reachable_externally":true,"readonly":false,"samba_enabled":false,"ssh_enabled":true,"webdav_enabled":true}}',
				created({ subaccount: { id: 9, storage_box: 42 }, action: action('create_subaccount', 'running') }),
			],
			[`GET /storage_boxes/actions/${ID}`, ok({ action: action('create_subaccount') })],
			readSubaccount,
		],
		items: [subaccount],
	},
	{
		endpoint: 'GET /storage_boxes/{storageBoxId}/subaccounts/{subaccountId}',
		parameters: { resource: 'subaccount', operation: 'get', ...theSubaccount },
		requests: [readSubaccount],
		items: [subaccount],
	},
	{
		endpoint: 'PUT /storage_boxes/{storageBoxId}/subaccounts/{subaccountId}',
		parameters: { resource: 'subaccount', operation: 'update', ...theSubaccount, updateFields: { description: 'mine', labelsJson: { team: 'b' }, name: 'web2' } },
		requests: [['PUT /storage_boxes/42/subaccounts/9 {"description":"mine","labels":{"team":"b"},"name":"web2"}', ok({ subaccount: { ...subaccount, name: 'web2' } })]],
		items: [{ ...subaccount, name: 'web2' }],
	},
	{
		endpoint: 'DELETE /storage_boxes/{storageBoxId}/subaccounts/{subaccountId}',
		parameters: { resource: 'subaccount', operation: 'delete', ...theSubaccount },
		requests: acted('DELETE /storage_boxes/42/subaccounts/9', 'delete_subaccount'),
		items: [{ storage_box: 42, id: 9, deleted: true }],
	},
	{
		endpoint: 'POST /storage_boxes/{storageBoxId}/subaccounts/{subaccountId}/actions/change_home_directory',
		parameters: { resource: 'subaccount', operation: 'changeHomeDirectory', ...theSubaccount, homeDirectory: 'backups/web2' },
		requests: acted('POST /storage_boxes/42/subaccounts/9/actions/change_home_directory {"home_directory":"backups/web2"}', 'change_home_directory', readSubaccount),
		items: [subaccount],
	},
	{
		endpoint: 'POST /storage_boxes/{storageBoxId}/subaccounts/{subaccountId}/actions/reset_subaccount_password',
		parameters: { resource: 'subaccount', operation: 'resetPassword', ...theSubaccount, generatePassword: false, password: PASSWORD },
		requests: acted('POST /storage_boxes/42/subaccounts/9/actions/reset_subaccount_password {"password":"Correct-Horse-7"}', 'reset_subaccount_password', readSubaccount),
		items: [subaccount],
	},
	{
		endpoint: 'POST /storage_boxes/{storageBoxId}/subaccounts/{subaccountId}/actions/update_access_settings',
		parameters: {
			resource: 'subaccount',
			operation: 'updateAccessSettings',
			...theSubaccount,
			updateFields: { readonly: true, reachableExternally: false, sambaEnabled: true, sshEnabled: false, webdavEnabled: true },
		},
		requests: acted(
			'POST /storage_boxes/42/subaccounts/9/actions/update_access_settings {"reachable_externally":false,"readonly":true,"samba_enabled":true,"ssh_enabled":false,"webdav_enabled":true}',
			'update_access_settings',
			readSubaccount,
		),
		items: [subaccount],
	},
	{
		endpoint: 'GET /storage_box_types',
		parameters: { resource: 'storageBoxType', operation: 'getAll', ...first50, filters: { name: 'bx11' } },
		requests: [['GET /storage_box_types?name=bx11&page=1&per_page=50', ok({ storage_box_types: [type], meta: pages(1, 1, 1) })]],
		items: [type],
	},
	{
		endpoint: 'GET /storage_box_types/{storageBoxTypeId}',
		parameters: { resource: 'storageBoxType', operation: 'get', storageBoxTypeId: by('1333') },
		requests: [['GET /storage_box_types/1333', ok({ storage_box_type: type })]],
		items: [type],
	},
	{
		endpoint: 'GET /storage_boxes/actions',
		parameters: { resource: 'action', operation: 'getAll', ...first50, filters: { id: ['1', ID], sort: ['id:desc'], status: ['success'] } },
		requests: [[`GET /storage_boxes/actions?id=1&id=${ID}&sort=id%3Adesc&status=success&page=1&per_page=50`, ok({ actions: [action('delete_snapshot')], meta: pages(1, 1, 1) })]],
		items: [action('delete_snapshot')],
	},
	{
		endpoint: 'GET /storage_boxes/actions/{actionId}',
		parameters: { resource: 'action', operation: 'get', actionId: by(ID) },
		requests: [[`GET /storage_boxes/actions/${ID}`, ok({ action: action('create', 'error') })]],
		items: [action('create', 'error')],
	},
];
