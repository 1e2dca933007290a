/** Sub-accounts of a Storage Box. Their list is not paged. Passwords are checked and not kept. */
import { ok, type Reply } from '../../reply.mts';
import type { SubAccount } from '../../state/storageBox.mts';
import { newSubAccount } from '../../state/storageBoxContents.mts';
import { tooMany } from '../errors.mts';
import type { Fields } from '../input/fields.mts';
import { labelSelector } from '../input/labelSelector.mts';
import { password } from '../input/password.mts';
import { description, flag, homeDirectory, labels, subAccountName } from '../input/rules.mts';
import { sorted } from '../input/sort.mts';
import { fields, type Context, type Route } from '../route.mts';
import { boxOf, subAccountOf, typeOf } from './find.mts';
import { filtered } from './lists.mts';
import { showSubAccount } from './show.mts';
import { begun } from './showAction.mts';
import { start, type Work } from './start.mts';

const SUBACCOUNTS = '/storage_boxes/{id}/subaccounts';
const SUBACCOUNT = `${SUBACCOUNTS}/{subaccount}`;

export const subAccountRoutes: Route[] = [
	{ method: 'GET', path: SUBACCOUNTS, handle: listSubAccounts },
	{ method: 'POST', path: SUBACCOUNTS, handle: createSubAccount },
	{ method: 'GET', path: SUBACCOUNT, handle: (context) => subAccountReply(context) },
	{ method: 'PUT', path: SUBACCOUNT, handle: updateSubAccount },
	{ method: 'DELETE', path: SUBACCOUNT, handle: deleteSubAccount },
	{ method: 'POST', path: `${SUBACCOUNT}/actions/change_home_directory`, handle: changeHomeDirectory },
	{ method: 'POST', path: `${SUBACCOUNT}/actions/reset_subaccount_password`, handle: resetPassword },
	{ method: 'POST', path: `${SUBACCOUNT}/actions/update_access_settings`, handle: updateAccessSettings },
];

function subAccountReply(context: Context): Reply {
	const { box, account } = subAccountOf(context);
	return ok({ subaccount: showSubAccount(context.world, box, account) });
}

function listSubAccounts(context: Context): Reply {
	const { query, world } = context;
	const { box } = boxOf(context);
	const isSelected = labelSelector(query.one('label_selector'));
	const accounts = box.subaccounts.map((account) => showSubAccount(world, box, account)).filter((account) => isSelected(account.labels));
	return ok({ subaccounts: sorted(filtered(context, filtered(context, accounts, 'name'), 'username'), query, ['id', 'created']) });
}

const FLAGS = ['external_reachability', 'samba', 'ssh', 'webdav', 'readonly'] as const;
type Access = Partial<Pick<SubAccount, (typeof FLAGS)[number]>>;

function accessOf(given: Fields): Access {
	return {
		external_reachability: given.optional('reachable_externally', flag),
		samba: given.optional('samba_enabled', flag),
		ssh: given.optional('ssh_enabled', flag),
		webdav: given.optional('webdav_enabled', flag),
		readonly: given.optional('readonly', flag),
	};
}

/** What is left out is kept. */
function setAccess(account: SubAccount, access: Access): void {
	for (const name of FLAGS) account[name] = access[name] ?? account[name];
}

/** It is there once the action has succeeded, and its home directory with it. */
function createSubAccount(context: Context): Reply {
	const { world, clock } = context;
	const { box, record } = boxOf(context);
	const given = fields(context);
	const homedirectory = given.required('home_directory', homeDirectory);
	given.required('password', password);
	const name = given.optional('name', subAccountName) ?? null;
	const comment = given.optional('description', description) ?? '';
	const accountLabels = given.optional('labels', labels) ?? {};
	const access = accessOf(given.nested('access_settings'));
	given.done();
	if (box.subaccounts.length >= typeOf(world.console, box).subaccounts_limit) throw tooMany('subaccounts_limit');
	const account = { ...newSubAccount(box, clock.now()), homedirectory, comment };
	setAccess(account, access);
	const { id } = Object.assign(world.console.subAccount(account), { labels: accountLabels, name });
	const carryOut = () => box.subaccounts.push(account);
	const action = start(context, box, { command: 'create_subaccount', about: { id, type: 'storage_box_subaccount' }, carryOut });
	return begun(context, action, { subaccount: { id, storage_box: record.id } });
}

function updateSubAccount(context: Context): Reply {
	const { account } = subAccountOf(context);
	const record = context.world.console.subAccount(account);
	const given = fields(context);
	const name = given.optional('name', subAccountName);
	const comment = given.optional('description', description);
	const accountLabels = given.optional('labels', labels);
	given.done();
	record.name = name ?? record.name;
	record.labels = accountLabels ?? record.labels;
	account.comment = comment ?? account.comment;
	return subAccountReply(context);
}

function begin(context: Context, command: Work['command'], carryOut: () => void): Reply {
	const { box, account } = subAccountOf(context);
	const { id } = context.world.console.subAccount(account);
	return begun(context, start(context, box, { command, about: { id, type: 'storage_box_subaccount' }, carryOut }));
}

/** The directory stays. */
function deleteSubAccount(context: Context): Reply {
	const { box, record, account } = subAccountOf(context);
	return begin(context, 'delete_subaccount', () => {
		box.subaccounts = box.subaccounts.filter((other) => other !== account);
		record.folders.push(account.homedirectory);
	});
}

function changeHomeDirectory(context: Context): Reply {
	const { record, account } = subAccountOf(context);
	const given = fields(context);
	const directory = given.required('home_directory', homeDirectory);
	given.done();
	return begin(context, 'change_home_directory', () => {
		record.folders.push(account.homedirectory);
		account.homedirectory = directory;
	});
}

function resetPassword(context: Context): Reply {
	subAccountOf(context);
	const given = fields(context);
	given.required('password', password);
	given.done();
	return begin(context, 'reset_subaccount_password', () => {});
}

function updateAccessSettings(context: Context): Reply {
	const { account } = subAccountOf(context);
	const given = fields(context);
	const access = accessOf(given);
	given.done();
	return begin(context, 'update_access_settings', () => setAccess(account, access));
}
