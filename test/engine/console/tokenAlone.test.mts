import { expect, it } from '@jest/globals';
import { watchedConsole } from '../../support/consoleTrigger.mts';

const { hetzner, boxes, published, sent, snapshot } = watchedConsole();

it('starts on a completed snapshot, lists folders and deletes the oldest snapshot, with the token of Hetzner Console alone', async () => {
	const n8n = await published('snapshotCompleted');
	const [box] = boxes();
	const oldest = hetzner.simulator.state.console.snapshot(box!.snapshots[0]!).id;
	const before = box!.snapshots.length;
	snapshot(box!, 1, true);

	const [event, ...more] = await n8n.next();
	expect(more).toEqual([]);
	const storageBoxId = { __rl: true, mode: 'id', value: (event!.storageBox as { id: number }).id };
	const folders = await hetzner.items({ resource: 'storageBox', operation: 'getFolders', storageBoxId });
	expect(folders.map(({ name }) => name)).toEqual(['backups', 'db1', 'web1']);
	const [first] = await hetzner.items({ resource: 'snapshot', operation: 'getAll', storageBoxId, returnAll: false, limit: 1, filters: { sort: ['created:asc'] } });
	expect(first!.id).toBe(oldest);
	const snapshotId = { __rl: true, mode: 'id', value: first!.id as number };
	expect(await hetzner.items({ resource: 'snapshot', operation: 'delete', storageBoxId, snapshotId })).toMatchObject([{ deleted: true }]);

	expect(box!.snapshots).toHaveLength(before);
	expect(box!.snapshots.map((taken) => hetzner.simulator.state.console.snapshot(taken).id)).not.toContain(oldest);
	expect(hetzner.changes()).toEqual([`DELETE /storage_boxes/530101/snapshots/${oldest}`]);
	expect(sent().every((request) => request.split(' ')[1]!.startsWith('/storage_boxes'))).toBe(true);
});
