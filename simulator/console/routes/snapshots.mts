/** Snapshots of a Storage Box. Their list is not paged. */
import { ok, type Reply } from '../../reply.mts';
import type { StorageBox } from '../../state/storageBox.mts';
import { snapshotOf as newSnapshot } from '../../state/storageBoxContents.mts';
import { tooMany } from '../errors.mts';
import { labelSelector } from '../input/labelSelector.mts';
import { labels, snapshotDescription } from '../input/rules.mts';
import { sorted } from '../input/sort.mts';
import { fields, type Context, type Route } from '../route.mts';
import { boxOf, snapshotOf, typeOf } from './find.mts';
import { filtered } from './lists.mts';
import { showSnapshot } from './show.mts';
import { begun } from './showAction.mts';
import { start } from './start.mts';

const SNAPSHOTS = '/storage_boxes/{id}/snapshots';

export const snapshotRoutes: Route[] = [
	{ method: 'GET', path: SNAPSHOTS, handle: listSnapshots },
	{ method: 'POST', path: SNAPSHOTS, handle: createSnapshot },
	{ method: 'GET', path: `${SNAPSHOTS}/{snapshot}`, handle: (context) => snapshotReply(context) },
	{ method: 'PUT', path: `${SNAPSHOTS}/{snapshot}`, handle: updateSnapshot },
	{ method: 'DELETE', path: `${SNAPSHOTS}/{snapshot}`, handle: deleteSnapshot },
];

function snapshotReply(context: Context): Reply {
	const { box, snapshot } = snapshotOf(context);
	return ok({ snapshot: showSnapshot(context.world, box, snapshot) });
}

function listSnapshots(context: Context): Reply {
	const { query, world } = context;
	const { box } = boxOf(context);
	const isSelected = labelSelector(query.one('label_selector'));
	const automatic = query.choice('is_automatic', ['true', 'false']);
	const snapshots = box.snapshots
		.map((snapshot) => showSnapshot(world, box, snapshot))
		.filter((snapshot) => isSelected(snapshot.labels) && (automatic === undefined || String(snapshot.is_automatic) === automatic));
	return ok({ snapshots: sorted(filtered(context, snapshots, 'name'), query, ['id', 'name', 'created']) });
}

/** Named after the second in which it was asked for. It is there once the action has succeeded. */
function createSnapshot(context: Context): Reply {
	const { world, clock } = context;
	const { box, record } = boxOf(context);
	const given = fields(context);
	const description = given.optional('description', snapshotDescription) ?? '';
	const snapshotLabels = given.optional('labels', labels) ?? {};
	given.done();
	requireRoom(context, box);
	const snapshot = { ...newSnapshot(box, clock.now(), false), comment: description };
	const { id } = Object.assign(world.console.snapshot(snapshot), { labels: snapshotLabels });
	const carryOut = () => {
		box.snapshots.push(snapshot);
		box.snapshots.sort((a, b) => Date.parse(a.timestamp) - Date.parse(b.timestamp));
	};
	const action = start(context, box, { command: 'create_snapshot', about: { id, type: 'storage_box_snapshot' }, carryOut });
	return begun(context, action, { snapshot: { id, storage_box: record.id } });
}

/** Those of the plan have a limit of their own. */
function requireRoom({ world }: Context, box: StorageBox): void {
	const limit = typeOf(world.console, box).snapshot_limit;
	const byHand = box.snapshots.filter(({ automatic }) => !automatic).length;
	if (limit !== null && byHand >= limit) throw tooMany('snapshot_limit');
}

function updateSnapshot(context: Context): Reply {
	const { snapshot } = snapshotOf(context);
	const record = context.world.console.snapshot(snapshot);
	const given = fields(context);
	const description = given.optional('description', snapshotDescription);
	const snapshotLabels = given.optional('labels', labels);
	given.done();
	snapshot.comment = description ?? snapshot.comment;
	record.labels = snapshotLabels ?? record.labels;
	return snapshotReply(context);
}

function deleteSnapshot(context: Context): Reply {
	const { box, snapshot } = snapshotOf(context);
	const { id } = context.world.console.snapshot(snapshot);
	const carryOut = () => (box.snapshots = box.snapshots.filter((other) => other !== snapshot));
	return begun(context, start(context, box, { command: 'delete_snapshot', about: { id, type: 'storage_box_snapshot' }, carryOut }));
}
