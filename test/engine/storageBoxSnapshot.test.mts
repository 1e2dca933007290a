import { describe, expect, it } from '@jest/globals';
import { by } from '../contract/case.mts';
import { itemsOf, pairedItems, shown, simulatedRobot } from '../support/simulatedRobot.mts';

/** Robot allows one change in 5 seconds, which is not what these tests are about. */
const robot = simulatedRobot({ limits: false });

const of = (operation: string, more = {}) => ({ resource: 'storageBoxSnapshot', operation, storageBoxId: by('id', '12345'), ...more });
const snapshots = () => robot.simulator.state.storageBoxes[0]!.snapshots;
const first = () => snapshots()[0]!.name;

describe('Get Many', () => {
	it('puts out every snapshot', async () => {
		const run = await robot.run(of('getAll'));

		expect(robot.sent()).toEqual(['GET /storagebox/12345/snapshot']);
		expect(run.json).toEqual([
			{
				name: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}$/),
				timestamp: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+00:00$/),
				size: 12_500,
				filesystem_size: 1_250_000,
				automatic: false,
				comment: 'before the migration',
			},
			expect.objectContaining({ automatic: true }),
			expect.objectContaining({ automatic: true }),
		]);
		expect(pairedItems(run)).toEqual([{ item: 0 }, { item: 0 }, { item: 0 }]);
	});

	it('puts out nothing for a box without snapshots', async () => {
		expect(await robot.run(of('getAll', { storageBoxId: by('id', '12346') }))).toMatchObject({ error: undefined, json: [] });
	});
});

describe('Create', () => {
	it('puts out the new snapshot', async () => {
		const run = await robot.run(of('create'));

		expect(robot.sent()).toEqual(['POST /storagebox/12345/snapshot']);
		expect(snapshots()).toHaveLength(4);
		expect(run.json).toEqual([{ name: snapshots()[3]!.name, timestamp: snapshots()[3]!.timestamp, size: 12_500 }]);
	});

	it('says that there are too many', async () => {
		robot.simulator.inject({ kind: 'error', status: 409, code: 'SNAPSHOT_LIMIT_EXCEEDED', message: 'Snapshot limit exceeded' });
		expect(shown(await robot.run(of('create')))).toEqual({
			message: 'Snapshot limit exceeded [SNAPSHOT_LIMIT_EXCEEDED]',
			description: 'Delete a snapshot first. Robot has not served Storage Boxes since July 2025: use the node Hetzner Storage Box, with a token of Hetzner Console.',
			httpCode: '409',
			item: 0,
		});
		expect(robot.sent()).toHaveLength(1);
	});
});

describe('Delete', () => {
	it('deletes the snapshot and no other', async () => {
		const [deleted, ...kept] = snapshots().map(({ name }) => name) as [string, ...string[]];
		const run = await robot.run(of('delete', { snapshotName: by('list', deleted) }));

		expect(robot.sent()).toEqual([`DELETE /storagebox/12345/snapshot/${deleted}`]);
		expect(run.json).toEqual([{ deleted: true }]);
		expect(snapshots().map(({ name }) => name)).toEqual(kept);
	});

	it('says that there is no such snapshot', async () => {
		expect(shown(await robot.run(of('delete', { snapshotName: by('name', '2015-12-21T12-40-38') })))).toEqual({
			message: 'Snapshot with name 2015-12-21T12-40-38 not found [SNAPSHOT_NOT_FOUND]',
			description:
				'Check the snapshot name against the list of snapshots. Robot has not served Storage Boxes since July 2025: use the node Hetzner Storage Box, with a token of Hetzner Console.',
			httpCode: '404',
			item: 0,
		});
	});
});

describe('a snapshot name', () => {
	it.each([
		['before update', 'before%20update'],
		['50% full', '50%25%20full'],
		['v1#final', 'v1%23final'],
		['really?', 'really%3F'],
		['../../12346', '..%2F..%2F12346'],
		['a/b', 'a%2Fb'],
		['größer', 'gr%C3%B6%C3%9Fer'],
		['12:30', '12:30'],
	])('%j stays one part of the address', async (name, escaped) => {
		snapshots()[1]!.name = name;

		const run = await robot.run(of('delete', { snapshotName: by('name', '={{ $json.n }}') }), { items: itemsOf(name) });
		expect(robot.sent()).toEqual([`DELETE /storagebox/12345/snapshot/${escaped}`]);
		expect(run.json).toEqual([{ deleted: true }]);
		expect(snapshots().map((snapshot) => snapshot.name)).not.toContain(name);
	});

	it.each([
		['', 'Snapshot is empty'],
		['   ', 'Snapshot is empty'],
		['.', 'Snapshot holds characters that an address cannot hold'],
		['..', 'Snapshot holds characters that an address cannot hold'],
		['a\nb', 'Snapshot holds characters that an address cannot hold'],
		['x'.repeat(256), 'Snapshot is longer than 255 characters'],
	])('%j sends nothing', async (name, message) => {
		const run = await robot.run(of('delete', { snapshotName: by('name', '={{ $json.n }}') }), { items: itemsOf(name) });
		expect(run.error?.message).toBe(message);
		expect(robot.sent()).toEqual([]);
		expect(snapshots()).toHaveLength(3);
	});
});

describe('Revert', () => {
	it('tells Robot that it is meant', async () => {
		robot.simulator.state.storageBoxes[0]!.disk_usage_data = 5;
		const run = await robot.run(of('revert', { snapshotName: by('list', first()) }));

		expect(robot.sent()).toEqual([`POST /storagebox/12345/snapshot/${first()} revert=true`]);
		expect(run.json).toEqual([{ success: true }]);
		expect(robot.simulator.state.storageBoxes[0]!.disk_usage_data).toBe(1_250_000);
	});

	it('is sent once, and the error says what to do, when the connection is cut', async () => {
		robot.simulator.inject({ kind: 'cut-after' });
		const run = await robot.run(of('revert', { snapshotName: by('list', first()) }));

		expect(run.error?.description).toContain('It is unknown whether Robot carried the request out: look before you repeat it.');
		expect(robot.sent()).toHaveLength(1);
	});
});

describe('Set Comment', () => {
	it('sets it', async () => {
		const run = await robot.run(of('setComment', { snapshotName: by('list', first()), comment: 'keep until May & June' }));

		expect(robot.sent()).toEqual([`POST /storagebox/12345/snapshot/${first()}/comment comment=keep until May & June`]);
		expect(run.json).toEqual([{ success: true }]);
		expect(snapshots()[0]!.comment).toBe('keep until May & June');
	});

	it('deletes it where it is empty', async () => {
		const run = await robot.run(of('setComment', { snapshotName: by('list', first()), comment: '' }));
		expect(run.json).toEqual([{ success: true }]);
		expect(snapshots()[0]!.comment).toBe('');
	});
});
