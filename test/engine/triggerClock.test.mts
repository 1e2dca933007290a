import { describe, expect, it } from '@jest/globals';
import { pass } from '../support/clock.mts';
import type { Event, Polling } from '../support/poll.mts';
import { DAY, HOUR, later, watchedRobot } from '../support/trigger.mts';

const { robot, account, published, snapshot } = watchedRobot();

/** This n8n's clock jumps, Robot's stays right. */
function jump(seconds: number): void {
	pass(seconds);
	robot.simulator.advance(-seconds);
}

const ids = (events: Event[]) => events.map(({ eventId }) => eventId);

describe('snapshots', () => {
	const FOREVER = '2099-01-01T00:00:00+00:00';
	const broken = (name: string) => account().storageBoxes[0]!.snapshots.push({ ...account().storageBoxes[0]!.snapshots[0]!, name, timestamp: FOREVER });

	it('with a time in the future do not end the events of their box', async () => {
		const n8n = await published('snapshotCompletedRobot');
		broken('future');
		expect(ids(await n8n.next())).toEqual(['snapshot:12345:future']);
		account().storageBoxes[0]!.snapshots.pop();
		const names = [later(0), later(30)];
		snapshot(12345, names[0]!);
		expect(ids(await n8n.next())).toEqual([`snapshot:12345:${names[0]}`]);
		snapshot(12345, names[1]!);
		broken('future');
		expect(ids(await n8n.next(3 * DAY))).toEqual([`snapshot:12345:${names[1]}`]);
		expect(await n8n.next()).toEqual([]);
	});

	it('with a time in the future do not end the events of their box that is seen for the first time', async () => {
		broken('future');
		const n8n = await published('snapshotCompletedRobot');
		expect(await n8n.next()).toEqual([]);
		const name = later(0);
		snapshot(12345, name);
		expect(ids(await n8n.next())).toEqual([`snapshot:12345:${name}`]);
	});

	/** What is told of the snapshots of some days after the clock was put right. */
	async function toldAfter(n8n: Polling): Promise<string[]> {
		const told: Event[] = [];
		for (let day = 0; day < 3; day++) {
			const name = later(0);
			snapshot(12345, name);
			const events = await n8n.next(HOUR);
			expect(ids(events)).toEqual([`snapshot:12345:${name}`]);
			told.push(...events, ...(await n8n.next(DAY)));
		}
		return ids(told);
	}

	it.each([1, 3, 40, 400])('are told after a clock that was %s days ahead at the starting point is put right, and no earlier ones are', async (days) => {
		for (const hours of [1, 20, 30]) snapshot(12345, later(-60 * hours));
		jump(days * DAY);
		const n8n = await published('snapshotCompletedRobot');
		for (let poll = 0; poll < 3; poll++) expect(await n8n.next(HOUR)).toEqual([]);
		jump(-days * DAY);
		expect(await n8n.next(HOUR)).toEqual([]);
		expect(await toldAfter(n8n)).toHaveLength(3);
	});

	it('are told in a box that had none when the clock was ahead', async () => {
		account().storageBoxes[0]!.snapshots.length = 0;
		jump(30 * DAY);
		const n8n = await published('snapshotCompletedRobot');
		jump(-30 * DAY);
		for (let poll = 0; poll < 3; poll++) expect(await n8n.next(HOUR)).toEqual([]);
		expect(await toldAfter(n8n)).toHaveLength(3);
	});

	it('that are older than a day at the start are none while the clock is behind', async () => {
		const n8n = await published('snapshotCompletedRobot');
		snapshot(12345, later(0));
		expect(await n8n.next()).toHaveLength(1);
		jump(-400 * DAY);
		for (let poll = 0; poll < 3; poll++) expect(await n8n.next(HOUR)).toEqual([]);
		jump(400 * DAY);
		expect(await n8n.next()).toEqual([]);
	});
});

describe('servers', () => {
	it.each([-2 * HOUR, -90 * 60, -30 * DAY])('that a list lacks for minutes are not gone, though the clock is set back by %s seconds', async (seconds) => {
		const n8n = await published('serverChanged');
		const { servers } = account();
		account().servers = servers.slice(0, 1);
		expect(await n8n.next(60)).toEqual([]);
		jump(seconds);
		for (let poll = 0; poll < 10; poll++) expect(await n8n.next(5 * 60)).toEqual([]);
		account().servers = servers;
		expect(await n8n.next(5 * 60)).toEqual([]);
	});

	it('are gone an hour after the clock was set back', async () => {
		const n8n = await published('serverChanged');
		account().servers.shift();
		expect(await n8n.next(60)).toEqual([]);
		jump(-2 * HOUR);
		for (let poll = 0; poll < 2; poll++) expect(await n8n.next()).toEqual([]);
		expect(await n8n.next(HOUR)).toMatchObject([{ change: 'gone' }]);
	});

	it('of an account that lists none for minutes are not new, though the clock is set back', async () => {
		const { servers } = account();
		account().servers = [];
		const n8n = await published('serverChanged');
		jump(-2 * HOUR);
		expect(await n8n.next(60)).toEqual([]);
		account().servers = servers;
		expect(await n8n.next(60)).toEqual([]);
	});
});
