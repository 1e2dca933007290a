import { describe, expect, it } from '@jest/globals';
import { NodeHelpers, type INode } from 'n8n-workflow';
import { HetznerRobotTrigger } from '../../../nodes/HetznerRobot/HetznerRobotTrigger.node.ts';
import { processMemory } from '../../../nodes/common/http/memory.ts';
import { stopClock } from '../../support/clock.mts';
import { ARCHIVE, BACKUP, LIST, OLD, watchedConsole } from '../../support/consoleTrigger.mts';
import { loadStorageBoxes, Polling } from '../../support/poll.mts';
import { HOUR } from '../../support/trigger.mts';

const { hetzner, boxes, published, sent, snapshot, add } = watchedConsole();

const snapshotsOf = (id: number) => `GET /storage_boxes/${id}/snapshots`;

describe('Snapshot Completed', () => {
	it('tells the box and the snapshot, once, with the token alone', async () => {
		const n8n = await published('snapshotCompleted');
		const { name } = snapshot(boxes()[1]!, 1);
		const told = await n8n.next();
		const { id } = hetzner.simulator.state.console.snapshot(boxes()[1]!.snapshots.at(-1)!);
		expect(told).toEqual([
			{
				event: 'snapshotCompleted',
				eventId: `snapshot:console:530102:${id}`,
				storageBox: { id: 530102, name: 'Archive' },
				snapshot: {
					id,
					name,
					description: '',
					is_automatic: false,
					stats: { size: 1048576, size_filesystem: 2097152 },
					labels: {},
					created: expect.stringContaining(name.slice(0, 10)),
					storage_box: 530102,
				},
				storageBoxesWatched: 3,
				secondsBetweenLooks: 6,
			},
		]);
		expect(sent()).toEqual([LIST, snapshotsOf(BACKUP), snapshotsOf(ARCHIVE), snapshotsOf(OLD)]);
		expect(await n8n.next()).toEqual([]);
	});

	it('starts nothing with its first poll', async () => {
		snapshot(boxes()[0]!, -1);
		const n8n = await published('snapshotCompleted');
		expect(await n8n.next()).toEqual([]);
		expect(n8n.started).toEqual([]);
	});

	it('looks at the chosen boxes only', async () => {
		const n8n = await published('snapshotCompleted', { consoleStorageBoxIds: `0${ARCHIVE}; ${ARCHIVE} ` });
		snapshot(boxes()[0]!, 1);
		snapshot(boxes()[1]!, 2);
		expect((await n8n.next()).map(({ storageBox }) => storageBox)).toEqual([{ id: ARCHIVE, name: 'Archive' }]);
		expect(sent()).toEqual([LIST, snapshotsOf(ARCHIVE)]);
	});

	it.each(['={{ $vars.missing }}', '={{ [] }}'])('does not watch all boxes where those to watch resolve to nothing: %s', async (consoleStorageBoxIds) => {
		const n8n = await published('snapshotCompleted', { consoleStorageBoxIds });
		expect(n8n.errors).toMatchObject([{ message: 'Storage Box Names or IDs resolved to nothing' }]);
		expect(sent()).toEqual([]);
	});

	it('tells of a box that no id can be made of', async () => {
		const n8n = await published('snapshotCompleted', { consoleStorageBoxIds: ['Archive'] });
		expect(n8n.errors).toMatchObject([{ message: 'Storage Box Names or IDs is not an ID: Archive' }]);
	});

	it.each([
		['automatic', [true]],
		['manual', [false]],
	])('tells %s ones only', async (kind, expected) => {
		const n8n = await published('snapshotCompleted', { snapshotKinds: [kind] });
		snapshot(boxes()[0]!, 1, true);
		snapshot(boxes()[0]!, 2, false);
		expect((await n8n.next()).map(({ snapshot: taken }) => (taken as { is_automatic: boolean }).is_automatic)).toEqual(expected);
	});

	it('tells what a new box of the project holds, and nothing of one that is deleted between the list and the look', async () => {
		const n8n = await published('snapshotCompleted');
		snapshot(add(99, 'new'), -60);
		hetzner.inject({ kind: 'error', status: 404, code: 'not_found', message: 'gone', path: `/console/v1/storage_boxes/${BACKUP}/snapshots` });
		expect((await n8n.next()).map(({ storageBox }) => storageBox)).toEqual([{ id: 530104, name: 'new' }]);
		expect(await n8n.next()).toEqual([]);
	});

	it('looks at the other boxes and snapshots where some are listed without their id', async () => {
		const n8n = await published('snapshotCompleted');
		const meta = { pagination: { page: 1, per_page: 50, previous_page: null, next_page: null, last_page: 1, total_entries: 3 } };
		const created = new Date(Date.now() + 60_000).toISOString();
		const reply = (path: string, body: object) => hetzner.inject({ kind: 'reply', status: 200, method: 'GET', path: `/console/v1${path}`, body: JSON.stringify(body) });
		reply('/storage_boxes', { storage_boxes: [{ name: 'ghost' }, { id: null, name: 'ghost' }, { id: ARCHIVE, name: 'Archive' }], meta });
		reply(`/storage_boxes/${ARCHIVE}/snapshots`, { snapshots: [{ created }, { id: 7, created, is_automatic: true }] });
		expect((await n8n.next()).map(({ eventId }) => eventId)).toEqual([`snapshot:console:${ARCHIVE}:7`]);
	});

	it('shows a sample, and notes nothing', async () => {
		const n8n = await published('snapshotCompleted');
		const before = n8n.memory;
		expect(await n8n.test()).toMatchObject([{ event: 'snapshotCompleted', sample: true, eventId: expect.stringMatching(/^sample:snapshot:console:530101:\d+$/) }]);
		expect(n8n.memory).toEqual(before);
	});

	it('lists the boxes in the editor', async () => {
		const description = 'With all 3 watched, each can be looked at every 6 seconds.';
		expect(await loadStorageBoxes(hetzner.credential, 'getConsoleStorageBoxes')).toEqual([
			{ name: 'Archive (530102, u12346)', value: '530102', description },
			{ name: 'Backup Server 1 (530101, u12345)', value: '530101', description },
			{ name: 'old-backup (530103, u12347)', value: '530103', description },
		]);
	});

	it('never tells under the same id as a box of Robot', async () => {
		const parameters = { events: ['snapshotCompleted', 'snapshotCompletedRobot'] };
		const { username, password, url, console: hetznerConsole } = hetzner.simulator;
		const ofConsole = { apiToken: hetznerConsole.token, baseUrl: hetznerConsole.url };
		const n8n = new Polling({ credential: { username, password, baseUrl: url }, ofConsole, parameters });
		await n8n.start();
		const { name } = snapshot(boxes()[0]!, 1);
		const told = await n8n.next();
		const { id } = hetzner.simulator.state.console.snapshot(boxes()[0]!.snapshots.at(-1)!);
		expect(told.map(({ event, eventId }) => [event, eventId])).toEqual([
			['snapshotCompleted', `snapshot:console:530101:${id}`],
			['snapshotCompletedRobot', `snapshot:12345:${name}`],
		]);
	});
});

describe('what n8n keeps of a trigger that watched the boxes of Robot', () => {
	it('is a new beginning for those of Hetzner Console, without a word', async () => {
		const n8n = new Polling({ credential: hetzner.credential, parameters: { events: ['snapshotCompleted'] } });
		const watch = {
			account: '0123456789abcdef',
			turn: 9,
			known: { boxes: { '12345': { after: 1, seen: { '2025-07-01T00-00-00': 2 }, turn: 8 } }, chosen: [], since: 1, turn: 8 },
		};
		n8n.saved = { 'node:Hetzner Robot Trigger': { robot: { version: 2, polls: 4, watches: { snapshotCompleted: watch }, told: { node: '', at: {} } } } };
		await n8n.start();
		expect([n8n.started, n8n.errors]).toEqual([[], []]);
		snapshot(boxes()[0]!, 1);
		expect(await n8n.next()).toHaveLength(1);
		expect(await n8n.next()).toEqual([]);
	});
});

describe('the credentials', () => {
	const { credentials, properties } = new HetznerRobotTrigger().description;
	const askedFor = (...events: string[]) =>
		credentials!.filter((credential) => NodeHelpers.displayParameter({ events }, credential, { typeVersion: 1 } as INode, null)).map(({ name, required }) => [name, required]);

	it.each([
		[['snapshotCompleted'], ['hetznerConsoleApi']],
		[['storageBoxChanged'], ['hetznerConsoleApi']],
		[['snapshotCompletedRobot'], ['robotApi']],
		[['serverChanged'], ['robotApi']],
		[['failoverIpSwitched', 'marketOfferFound', 'orderTransactionUpdated'], ['robotApi']],
		[
			['serverChanged', 'snapshotCompleted'],
			['hetznerConsoleApi', 'robotApi'],
		],
	])('for %j are %j', (events, names) => {
		expect(askedFor(...events)).toEqual(names.map((name) => [name, true]));
	});

	// n8n's editor hides such a parameter, and sets it by the credential that it finds.
	it('are shown by nothing that the editor could take for a choice between logins', () => {
		const shownBy = credentials!.flatMap(({ displayOptions }) => Object.keys(displayOptions?.show ?? {}));
		expect(properties.filter(({ name }) => shownBy.includes(name))).toEqual([]);
		expect(shownBy).toEqual(['/events', '/events']);
	});

	it('are asked for where the events come from an expression, too', async () => {
		const n8n = await published([], { events: '={{ ["snapshotCompleted"] }}' });
		snapshot(boxes()[0]!, 1);
		expect(await n8n.next()).toHaveLength(1);
	});
});

describe('the share of the limit', () => {
	it('is one of the limit that the replies tell, and the boxes take turns within it', async () => {
		hetzner.set({ requestsPerHour: 36 });
		stopClock();
		const n8n = await published('snapshotCompleted', { options: { budgetShare: 50 } });
		snapshot(boxes()[2]!, 1);
		const seen: string[] = [];
		for (let minute = 0; minute < 60; minute++) seen.push(...(await n8n.next(60)).map(({ eventId }) => eventId));
		expect(seen).toHaveLength(1);
		expect(n8n.events[0]!.secondsBetweenLooks).toBe(600);
		// 18 in an hour, with the four of the starting point.
		const looks = sent().filter((request) => request.includes('snapshots'));
		expect(sent().length).toBeLessThanOrEqual(18);
		for (const id of [BACKUP, ARCHIVE, OLD]) expect(looks.filter((request) => request === snapshotsOf(id)).length).toBeGreaterThanOrEqual(2);
	});

	it('does not concern the test event', async () => {
		hetzner.set({ requestsPerHour: 36 });
		stopClock();
		const n8n = await published(['snapshotCompleted', 'storageBoxChanged'], { options: { budgetShare: 10 } });
		for (let minute = 0; minute < 20; minute++) await n8n.next(60);
		hetzner.simulator.clearRequests();
		expect(await n8n.next(1)).toEqual([]);
		expect(sent()).toEqual([]);
		expect(await n8n.test()).toHaveLength(2);
	});

	it('goes on after a 429, and loses nothing', async () => {
		const n8n = await published('snapshotCompleted');
		snapshot(boxes()[0]!, 1);
		hetzner.inject({ kind: 'error', status: 429, code: 'rate_limit_exceeded', message: 'limit reached' });
		expect(await n8n.look(60)).toMatchObject({ events: [] });
		expect(sent()).toHaveLength(1);
		expect((await n8n.look(600)).events).toHaveLength(1);
	});

	it('holds for the next boxes, too, where there are more than one page of them, in a process that has heard of no limit yet', async () => {
		for (let id = 100; id < 160; id++) add(id, `box-${id}`);
		const n8n = await published('snapshotCompleted');
		processMemory.forget();
		snapshot(boxes().at(-1)!, 1);
		expect(await n8n.next(HOUR)).toEqual([]);
		expect(sent()).toEqual([LIST, 'GET /storage_boxes?page=2&per_page=50']);
		expect(await n8n.next(HOUR)).toHaveLength(1);
	});
});
