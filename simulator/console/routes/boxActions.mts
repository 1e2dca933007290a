/** What is done to a Storage Box by an action of its own. Passwords are checked and not kept: nothing ever shows them again. */
import type { Reply } from '../../reply.mts';
import type { StorageBox } from '../../state/storageBox.mts';
import { dropSurplus, NO_PLAN, schedulePlan } from '../../state/storageBoxContents.mts';
import { ConsoleError, invalidInput } from '../errors.mts';
import { password } from '../input/password.mts';
import { flag, integer, nullable, reference } from '../input/rules.mts';
import { fields, type Context, type Route } from '../route.mts';
import { orderableType, requireAvailable } from './boxes.mts';
import { boxOf, named, typeOf } from './find.mts';
import { locationOf, MIB, usedBytes } from './show.mts';
import { begun } from './showAction.mts';
import { start, type Work } from './start.mts';

const ACTIONS = '/storage_boxes/{id}/actions';

export const boxActionRoutes: Route[] = [
	{ method: 'POST', path: `${ACTIONS}/change_protection`, handle: changeProtection },
	{ method: 'POST', path: `${ACTIONS}/change_type`, handle: changeType },
	{ method: 'POST', path: `${ACTIONS}/reset_password`, handle: resetPassword },
	{ method: 'POST', path: `${ACTIONS}/update_access_settings`, handle: updateAccessSettings },
	{ method: 'POST', path: `${ACTIONS}/rollback_snapshot`, handle: rollBackSnapshot },
	{ method: 'POST', path: `${ACTIONS}/enable_snapshot_plan`, handle: enableSnapshotPlan },
	{ method: 'POST', path: `${ACTIONS}/disable_snapshot_plan`, handle: disableSnapshotPlan },
];

function begin(context: Context, box: StorageBox, command: Work['command'], carryOut: Work['carryOut']): Reply {
	return begun(context, start(context, box, { command, carryOut }));
}

function changeProtection(context: Context): Reply {
	const { box, record } = boxOf(context);
	const given = fields(context);
	const isProtected = given.required('delete', flag);
	given.done();
	return begin(context, box, 'change_protection', () => (record.isProtected = isProtected));
}

/** Up or down, but not below what is used. */
function changeType(context: Context): Reply {
	const { box } = boxOf(context);
	const given = fields(context);
	const name = given.required('storage_box_type', reference);
	given.done();
	const type = orderableType(context, name);
	requireAvailable(type, locationOf(context.world.console.locations, box));
	if (type.size < usedBytes(box)) throw invalidInput([{ name: 'storage_box_type', messages: ['is smaller than what is used'] }]);
	return begin(context, box, 'change_type', () => Object.assign(box, { product: type.name.toUpperCase(), disk_quota: type.size / MIB }));
}

function resetPassword(context: Context): Reply {
	const { box } = boxOf(context);
	const given = fields(context);
	given.required('password', password);
	given.done();
	return begin(context, box, 'reset_password', () => {});
}

/** What is left out is kept. */
function updateAccessSettings(context: Context): Reply {
	const { box } = boxOf(context);
	const given = fields(context);
	const sent = {
		external_reachability: given.optional('reachable_externally', flag),
		samba: given.optional('samba_enabled', flag),
		ssh: given.optional('ssh_enabled', flag),
		webdav: given.optional('webdav_enabled', flag),
		zfs: given.optional('zfs_enabled', flag),
	};
	given.done();
	return begin(context, box, 'update_access_settings', () => {
		for (const name of ['external_reachability', 'samba', 'ssh', 'webdav', 'zfs'] as const) box[name] = sent[name] ?? box[name];
	});
}

/** Deletes the newer snapshots and all data written since. `snapshot_id` is the older, deprecated name of the field. */
function rollBackSnapshot(context: Context): Reply {
	const { box } = boxOf(context);
	const given = fields(context);
	const field = given.has('snapshot_id') && !given.has('snapshot') ? 'snapshot_id' : 'snapshot';
	const wanted = given.required(field, reference);
	given.done();
	const ids = box.snapshots.map((snapshot) => ({ id: context.world.console.snapshot(snapshot).id, name: snapshot.name, snapshot }));
	const snapshot = named(ids, wanted)?.snapshot;
	if (snapshot === undefined) throw new ConsoleError(404, 'not_found', `Storage Box Snapshot '${wanted}' not found`);
	return begin(context, box, 'rollback_snapshot', () => {
		box.snapshots = box.snapshots.filter(({ timestamp }) => timestamp <= snapshot.timestamp);
		box.disk_usage_data = snapshot.filesystem_size;
	});
}

/** Replaces the plan; the oldest automatic snapshots that are more than it allows go at once. */
function enableSnapshotPlan(context: Context): Reply {
	const { box } = boxOf(context);
	const given = fields(context);
	const most = typeOf(context.world.console, box).automatic_snapshot_limit ?? Number.MAX_SAFE_INTEGER;
	const plan = {
		status: 'enabled' as const,
		max_snapshots: given.required('max_snapshots', integer(1, most)),
		minute: given.required('minute', integer(0, 59)),
		hour: given.required('hour', integer(0, 23)),
		day_of_week: given.optional('day_of_week', nullable(integer(1, 7))) ?? null,
		day_of_month: given.optional('day_of_month', nullable(integer(1, 31))) ?? null,
		month: null,
	};
	given.done();
	return begin(context, box, 'enable_snapshot_plan', (at) => {
		box.snapshotplan = plan;
		dropSurplus(box);
		schedulePlan(box, context.clock, at);
	});
}

/** Takes no body, and keeps the snapshots. */
function disableSnapshotPlan(context: Context): Reply {
	const { box } = boxOf(context);
	return begin(context, box, 'disable_snapshot_plan', () => (box.snapshotplan = { ...NO_PLAN }));
}
