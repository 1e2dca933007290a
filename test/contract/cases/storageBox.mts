import { by, SHOWN_ONCE, type Case, type Given } from '../case.mts';
import { eachBox, SEEDED_BOX } from '../seededBox.mts';

const box = { resource: 'storageBox', storageBoxId: by('id', '123456') };

export const cases: Case[] = [
	{
		endpoint: 'GET /storagebox',
		variant: 'all',
		path: '/storagebox',
		parameters: { resource: 'storageBox', operation: 'getAll' },
		key: 'storagebox',
		emptyCode: 'STORAGEBOX_NOT_FOUND',
	},
	{
		endpoint: 'GET /storagebox',
		variant: 'linked_server filter',
		path: '/storagebox',
		parameters: { resource: 'storageBox', operation: 'getAll', filters: { linkedServer: by('number', '123456') } },
		key: 'storagebox',
	},
	{ endpoint: 'GET /storagebox/{storagebox-id}', path: '/storagebox/123456', parameters: { ...box, operation: 'get' }, key: 'storagebox' },
	{
		endpoint: 'POST /storagebox/{storagebox-id}',
		path: '/storagebox/123456',
		parameters: { ...box, operation: 'update', updateFields: { storageboxName: 'backup1' } },
		key: 'storagebox',
	},
	{
		endpoint: 'POST /storagebox/{storagebox-id}/password',
		path: '/storagebox/123456/password',
		parameters: { ...box, operation: 'resetPassword' },
		key: null,
		told: SHOWN_ONCE,
	},
	{
		endpoint: 'GET /storagebox/{storagebox-id}/snapshotplan',
		path: '/storagebox/123456/snapshotplan',
		parameters: { ...box, operation: 'getSnapshotPlan' },
		key: 'snapshotplan',
	},
	{
		endpoint: 'POST /storagebox/{storagebox-id}/snapshotplan',
		path: '/storagebox/123456/snapshotplan',
		parameters: { ...box, operation: 'updateSnapshotPlan', status: 'enabled', hour: 7, minute: 19 },
		key: 'snapshotplan',
	},
];

export const given: Record<string, Given> = {
	'GET /storagebox': {},
	'GET /storagebox/{storagebox-id}': eachBox,
	'POST /storagebox/{storagebox-id}': { ...SEEDED_BOX, updateFields: { storageboxName: 'backup', samba: true } },
	'POST /storagebox/{storagebox-id}/password': SEEDED_BOX,
	'GET /storagebox/{storagebox-id}/snapshotplan': eachBox,
	'POST /storagebox/{storagebox-id}/snapshotplan': { ...SEEDED_BOX, hour: 4, minute: 15 },
};
