import { by, SHOWN_ONCE, type Case, type Given } from '../case.mts';
import { eachBox, SEEDED_BOX } from '../seededBox.mts';

const box = { resource: 'storageBoxSubaccount', storageBoxId: by('id', '123456') };
const account = { ...box, username: by('name', 'u2342-sub1') };
const path = '/storagebox/123456/subaccount';

export const cases: Case[] = [
	{ endpoint: 'GET /storagebox/{storagebox-id}/subaccount', path, parameters: { ...box, operation: 'getAll' }, key: 'subaccount' },
	{
		endpoint: 'POST /storagebox/{storagebox-id}/subaccount',
		path,
		parameters: { ...box, operation: 'create', homedirectory: 'test' },
		key: 'subaccount',
		told: SHOWN_ONCE,
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
		told: SHOWN_ONCE,
	},
];

const seeded = { ...SEEDED_BOX, username: by('name', 'u12345-sub1') };

export const given: Record<string, Given> = {
	'GET /storagebox/{storagebox-id}/subaccount': eachBox,
	'POST /storagebox/{storagebox-id}/subaccount': { ...SEEDED_BOX, homedirectory: 'backups/web3' },
	'PUT /storagebox/{storagebox-id}/subaccount/{sub-account-username}': { ...seeded, updateFields: { readonly: true } },
	'DELETE /storagebox/{storagebox-id}/subaccount/{sub-account-username}': seeded,
	'POST /storagebox/{storagebox-id}/subaccount/{sub-account-username}/password': seeded,
};
