import { describe, expect, it } from '@jest/globals';
import { loadStorageBoxes } from '../support/poll.mts';
import { HOUR, later, watchedRobot } from '../support/trigger.mts';
import { inZone } from '../support/zone.mts';

const { robot, account, published, snapshot } = watchedRobot();

describe('Snapshot Completed (Robot, Until July 2025)', () => {
	it('tells the box and the snapshot', async () => {
		const n8n = await published('snapshotCompletedRobot');
		const name = later(1);
		snapshot(12346, name);
		expect(await n8n.next()).toEqual([
			{
				event: 'snapshotCompletedRobot',
				eventId: `snapshot:12346:${name}`,
				storageBox: { id: 12346, name: 'Archive' },
				snapshot: { name, timestamp: expect.stringContaining(name.slice(0, 10)), size: 1, filesystem_size: 2, automatic: false, comment: '' },
				storageBoxesWatched: 3,
				secondsBetweenLooks: 108,
			},
		]);
		expect(await n8n.next()).toEqual([]);
	});

	it('looks at the chosen boxes only', async () => {
		const n8n = await published('snapshotCompletedRobot', { storageBoxIds: ['12346'] });
		snapshot(12345, later(1));
		snapshot(12346, later(2));
		expect((await n8n.next()).map(({ storageBox }) => storageBox)).toEqual([{ id: 12346, name: 'Archive' }]);
		expect(robot.sent()).toEqual(['GET /storagebox', 'GET /storagebox/12346/snapshot']);
	});

	it('looks at boxes that are chosen with zeros in front or blanks around, as one text too', async () => {
		const n8n = await published('snapshotCompletedRobot', { storageBoxIds: '012346; 12346 ' });
		snapshot(12346, later(1));
		expect(await n8n.next()).toHaveLength(1);
		expect(robot.sent()).toEqual(['GET /storagebox', 'GET /storagebox/12346/snapshot']);
	});

	it('tells of a box that no number can be made of, and would never be looked at', async () => {
		const n8n = await published('snapshotCompletedRobot', { storageBoxIds: ['12346', 'Archive'] });
		expect(n8n.errors).toMatchObject([{ message: 'Storage Box Names or IDs is not a number: Archive' }]);
		expect(robot.sent()).toEqual([]);
	});

	it('looks at the other boxes where one is listed without its number', async () => {
		const n8n = await published('snapshotCompletedRobot');
		snapshot(12346, later(1));
		const [, archive] = account().storageBoxes;
		const listed = [{ name: 'ghost' }, { id: null, name: 'ghost' }, { id: 12346, name: archive!.name }].map((storagebox) => ({ storagebox }));
		robot.simulator.inject({ kind: 'reply', status: 200, method: 'GET', path: '/storagebox', body: JSON.stringify(listed) });

		expect(await n8n.next()).toHaveLength(1);
		expect(robot.sent()).toEqual(['GET /storagebox', 'GET /storagebox/12346/snapshot']);
	});

	it.each([
		['automatic', [true]],
		['manual', [false]],
	])('tells %s ones only', async (kind, expected) => {
		const n8n = await published('snapshotCompletedRobot', { snapshotKinds: [kind] });
		snapshot(12345, later(1), true);
		snapshot(12345, later(2), false);
		expect((await n8n.next()).map(({ snapshot: taken }) => (taken as { automatic: boolean }).automatic)).toEqual(expected);
	});

	it('is not confused by snapshots that the plan deletes, and by one that shows up later than a newer one', async () => {
		const n8n = await published('snapshotCompletedRobot');
		const [first, second, third] = [later(1), later(2), later(3)];
		snapshot(12345, second, true);
		account().storageBoxes[0]!.snapshots.splice(0, 2);
		expect(await n8n.next()).toHaveLength(1);
		snapshot(12345, first);
		snapshot(12345, third);
		expect((await n8n.next()).map(({ eventId }) => eventId)).toEqual([`snapshot:12345:${first}`, `snapshot:12345:${third}`]);
	});

	it('tells all snapshots of a box that has come into the account', async () => {
		const n8n = await published('snapshotCompletedRobot');
		account().storageBoxes.push({ ...structuredClone(account().storageBoxes[1]!), id: 99, name: 'new' });
		snapshot(99, later(-60));
		expect((await n8n.next()).map(({ storageBox }) => storageBox)).toEqual([{ id: 99, name: 'new' }]);
	});

	it('goes on when a box is deleted between the list and the look', async () => {
		const n8n = await published('snapshotCompletedRobot');
		robot.simulator.inject({ kind: 'error', status: 404, code: 'STORAGEBOX_NOT_FOUND', message: 'gone', path: '/storagebox/12345/snapshot' });
		snapshot(12346, later(1));
		expect(await n8n.next()).toHaveLength(1);
		expect(await n8n.next()).toEqual([]);
	});

	it('lists the boxes in the editor', async () => {
		const description = 'With all 3 watched, each can be looked at every 2 minutes.';
		expect(await loadStorageBoxes(robot.credential)).toEqual([
			{ name: 'Archive (12346)', value: '12346', description },
			{ name: 'Backup Server 1 (12345)', value: '12345', description },
			{ name: 'old-backup (12347)', value: '12347', description },
		]);
	});
});

describe('the time of a snapshot', () => {
	/**
	 * What is told of a snapshot from a quarter of an hour before the start and one from a quarter after it, in a box that
	 * could not be looked at then: only their times tell what is new. They are written with so many hours' difference to UTC.
	 */
	async function toldWith(zone: string, hours: number): Promise<string[]> {
		const n8n = await published('snapshotCompletedRobot', { options: { budgetShare: 1 } });
		for (const [name, minutes] of [
			['before', -15],
			['after', 15],
		] as const) {
			const timestamp = `${new Date(Date.now() + (hours * 60 + minutes) * 60_000).toISOString().slice(0, 19)}${zone}`;
			account().storageBoxes[2]!.snapshots.push({ name, timestamp, size: 1, filesystem_size: 2, automatic: false, comment: '' });
		}
		return (await n8n.next(2 * HOUR)).map(({ eventId }) => eventId);
	}

	it.each(['Pacific/Honolulu', 'Europe/Berlin', 'Pacific/Kiritimati'])('without a zone is UTC, also on a machine in %s', async (zone) => {
		await inZone(zone, async () => {
			expect(new Date(2026, 0, 1).getTimezoneOffset()).not.toBe(0);
			expect(await toldWith('', 0)).toEqual(['snapshot:12347:after']);
		});
	});

	it.each([
		['+02:00', 2],
		['+0200', 2],
		['-10:00', -10],
		['Z', 0],
	])('with the zone %s is that of its zone', async (zone, hours) => {
		expect(await toldWith(zone, hours)).toEqual(['snapshot:12347:after']);
	});

	it.each(['={{ $vars.missing }}', '={{ [] }}', '={{ null }}'])('does not watch all boxes where those to watch resolve to nothing: %s', async (storageBoxIds) => {
		const n8n = await published('snapshotCompletedRobot', { storageBoxIds });
		expect(n8n.errors).toMatchObject([{ message: 'Storage Box Names or IDs resolved to nothing' }]);
		expect(await n8n.next()).toEqual([]);
		expect(robot.sent()).toEqual([]);
	});
});
