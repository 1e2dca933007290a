import { by, type Case } from '../case.mts';

const box = { resource: 'storageBoxSubaccount', storageBoxId: by('id', '123456') };
const account = { ...box, username: by('name', 'u2342-sub1') };
const path = '/storagebox/123456/subaccount';

export const storageBoxSubaccount: Case[] = [
	{ endpoint: 'GET /storagebox/{storagebox-id}/subaccount', path, parameters: { ...box, operation: 'getAll' }, key: 'subaccount' },
	{
		endpoint: 'POST /storagebox/{storagebox-id}/subaccount',
		path,
		parameters: { ...box, operation: 'create', homedirectory: 'test' },
		key: 'subaccount',
	},
	{
		endpoint: 'PUT /storagebox/{storagebox-id}/subaccount/{sub-account-username}',
		path: `${path}/u2342-sub1`,
		parameters: { ...account, operation: 'update', updateFields: { homedirectory: 'test' } },
		key: null,
		items: { why: 'no output is documented', expected: [{ success: true }] },
	},
	{
		endpoint: 'DELETE /storagebox/{storagebox-id}/subaccount/{sub-account-username}',
		path: `${path}/u2342-sub1`,
		parameters: { ...account, operation: 'delete' },
		key: null,
		items: { why: 'no output is documented', expected: [{ deleted: true }] },
	},
	{
		endpoint: 'POST /storagebox/{storagebox-id}/subaccount/{sub-account-username}/password',
		path: `${path}/u2342-sub1/password`,
		parameters: { ...account, operation: 'resetPassword' },
		key: null,
	},
];
