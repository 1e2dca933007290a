/** Documentation: "Storage Box", sub-accounts. The two errors that are not in it are those of the live service. */
import { conflict, InputCheck, notFound } from '../errors.mts';
import type { Input } from '../input.mts';
import { created, empty, ok, type Reply } from '../reply.mts';
import type { Context } from '../route.mts';
import type { StorageBox, SubAccount } from '../state/storageBox.mts';
import { newSubAccount } from '../state/storageBoxContents.mts';
import { boxOf, passwordFrom } from './storageBoxParts.mts';

const SUBACCOUNTS_PER_BOX = 100;
const FLAGS = ['samba', 'ssh', 'external_reachability', 'webdav', 'readonly'] as const;

export function listSubAccounts(context: Context): Reply {
	return ok(boxOf(context).subaccounts.map((subaccount) => ({ subaccount })));
}

/** The only reply that ever shows the password. */
export function createSubAccount(context: Context): Reply {
	const box = boxOf(context);
	const check = new InputCheck();
	check.require('homedirectory', context.input.text('homedirectory'), isDirectory);
	check.done();
	const password = passwordFrom(context);
	if (box.subaccounts.length >= SUBACCOUNTS_PER_BOX) {
		throw conflict('STORAGEBOX_SUBACCOUNT_LIMIT_EXCEEDED', 'Subaccount limit exceeded');
	}
	const account = newSubAccount(box, context.clock.now());
	change(account, context.input);
	box.subaccounts.push(account);
	const { username, accountid, server, homedirectory } = account;
	return created({ subaccount: { username, password, accountid, server, homedirectory } });
}

export function updateSubAccount(context: Context): Reply {
	const { account } = subAccountOf(context);
	const { input } = context;
	const check = new InputCheck();
	if (input.has('homedirectory')) check.require('homedirectory', input.text('homedirectory'), isDirectory);
	check.done();
	change(account, input);
	return empty();
}

/** Changes what is sent, and nothing else. */
function change(account: SubAccount, input: Input): void {
	account.homedirectory = input.text('homedirectory') ?? account.homedirectory;
	account.comment = input.text('comment') ?? account.comment;
	for (const flag of FLAGS) account[flag] = input.flag(flag) ?? account[flag];
}

export function deleteSubAccount(context: Context): Reply {
	const { box, account } = subAccountOf(context);
	box.subaccounts.splice(box.subaccounts.indexOf(account), 1);
	return empty();
}

export function resetSubAccountPassword(context: Context): Reply {
	subAccountOf(context);
	return ok({ password: passwordFrom(context) });
}

function subAccountOf(context: Context): { box: StorageBox; account: SubAccount } {
	const box = boxOf(context);
	const account = box.subaccounts.find(({ username }) => username === context.params['sub-account-username']);
	if (account === undefined) throw notFound('STORAGEBOX_SUBACCOUNT_NOT_FOUND', 'Subaccount not found');
	return { box, account };
}

/** A path below the box's own directory. */
function isDirectory(path: string): boolean {
	return /^[\w.\-/]+$/.test(path) && !path.split('/').includes('..');
}
