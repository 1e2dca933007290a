/**
 * Documentation: "Storage Box". Where no status is documented, what creates something answers 201. Snapshots and
 * sub-accounts have no error for "none": their empty lists are `[]`.
 */
import { InputCheck } from '../errors.mts';
import { perHour, type RequestLimit } from '../limits.mts';
import { ok, type Reply } from '../reply.mts';
import type { Context, Route } from '../route.mts';
import { listOrNotFound } from './lookup.mts';
import { boxOf, boxReply, listEntry, passwordFrom } from './storageBoxParts.mts';
import { setSnapshotPlan, showSnapshotPlan } from './storageBoxPlan.mts';
import { commentSnapshot, createSnapshot, deleteSnapshot, listSnapshots, revertToSnapshot } from './storageBoxSnapshot.mts';
import { createSubAccount, deleteSubAccount, listSubAccounts, resetSubAccountPassword, updateSubAccount } from './storageBoxSubAccount.mts';

const READ = perHour(200);
const WRITE: RequestLimit = { max: 1, seconds: 5 };

const BOX = '/storagebox/{storagebox-id}';
const SNAPSHOT = `${BOX}/snapshot/{snapshot-name}`;
const SUBACCOUNT = `${BOX}/subaccount/{sub-account-username}`;

export const storageBoxRoutes: Route[] = [
	{ method: 'GET', path: '/storagebox', limit: READ, handle: listBoxes },
	{ method: 'GET', path: BOX, limit: READ, handle: (context) => ok(boxReply(boxOf(context))) },
	{ method: 'POST', path: BOX, limit: WRITE, handle: updateBox },
	{ method: 'POST', path: `${BOX}/password`, limit: WRITE, handle: resetPassword },
	{ method: 'GET', path: `${BOX}/snapshot`, limit: READ, handle: listSnapshots },
	{ method: 'POST', path: `${BOX}/snapshot`, limit: WRITE, handle: createSnapshot },
	{ method: 'DELETE', path: SNAPSHOT, limit: WRITE, handle: deleteSnapshot },
	{ method: 'POST', path: SNAPSHOT, limit: WRITE, handle: revertToSnapshot },
	{ method: 'POST', path: `${SNAPSHOT}/comment`, limit: WRITE, handle: commentSnapshot },
	{ method: 'GET', path: `${BOX}/snapshotplan`, limit: READ, handle: showSnapshotPlan },
	{ method: 'POST', path: `${BOX}/snapshotplan`, limit: WRITE, handle: setSnapshotPlan },
	{ method: 'GET', path: `${BOX}/subaccount`, limit: READ, handle: listSubAccounts },
	{ method: 'POST', path: `${BOX}/subaccount`, limit: WRITE, handle: createSubAccount },
	{ method: 'PUT', path: SUBACCOUNT, limit: WRITE, handle: updateSubAccount },
	{ method: 'DELETE', path: SUBACCOUNT, limit: WRITE, handle: deleteSubAccount },
	{ method: 'POST', path: `${SUBACCOUNT}/password`, limit: WRITE, handle: resetSubAccountPassword },
];

/** With `linked_server`, the reply is one object, not a list. */
function listBoxes({ input, world }: Context): Reply {
	const linked = input.text('linked_server');
	const boxes = linked ? world.storageBoxes.filter(({ linked_server }) => String(linked_server) === linked) : world.storageBoxes;
	const list = listOrNotFound(boxes, 'No Storage Boxes found', 'STORAGEBOX_NOT_FOUND');
	return ok(linked ? listEntry(list[0]!) : list.map(listEntry));
}

/** Changes what is sent, and nothing else. */
function updateBox(context: Context): Reply {
	const box = boxOf(context);
	const { input } = context;
	const name = input.text('storagebox_name');
	const check = new InputCheck();
	if (name !== undefined && (name === '' || name.length > 255)) check.invalid('storagebox_name');
	check.done();
	if (name !== undefined) box.name = name;
	for (const flag of ['samba', 'webdav', 'ssh', 'external_reachability', 'zfs'] as const) box[flag] = input.flag(flag) ?? box[flag];
	return ok(boxReply(box));
}

function resetPassword(context: Context): Reply {
	boxOf(context);
	return ok({ password: passwordFrom(context) });
}
