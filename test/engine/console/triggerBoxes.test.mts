import { beforeEach, describe, expect, it } from '@jest/globals';
import type { StorageBox } from '../../../simulator/state/storageBox.mts';
import type { Event, Polling } from '../../support/poll.mts';
import { pass } from '../../support/clock.mts';
import { ARCHIVE, BACKUP, LIST, OLD, watchedConsole } from '../../support/consoleTrigger.mts';
import { HOUR } from '../../support/trigger.mts';

const { hetzner, boxes, published, sent, snapshot, fill, add, remove } = watchedConsole();

const inWords = (events: Event[]) => events.map(({ change, storageBoxId, from, to, usedPercent }) => [storageBoxId, change, from, to, usedPercent]);
const nextInWords = async (n8n: Polling, seconds?: number) => inWords(await n8n.next(seconds));

/** A published workflow that is to hear of full boxes, of which the first one is half full. */
async function watchingFill(parameters: object = {}) {
	for (const box of boxes()) fill(box, 50);
	const n8n = await published('storageBoxChanged', { storageBoxChanges: ['full'], ...parameters });
	return { n8n, box: boxes()[0]! };
}

describe('Storage Box Changed', () => {
	it('tells what has changed, and the box as it is', async () => {
		const [box] = boxes();
		fill(box!, 50);
		const n8n = await published('storageBoxChanged');
		box!.locked = true;
		const [told, ...more] = await n8n.next();
		expect(more).toEqual([]);
		expect(told).toEqual({
			event: 'storageBoxChanged',
			eventId: expect.stringMatching(/^storageBox:530101:status:\w+-1:locked$/),
			change: 'status',
			storageBoxId: 530101,
			from: 'active',
			to: 'locked',
			changes: [],
			usedPercent: 50,
			subaccountCount: null,
			storageBox: expect.objectContaining({ id: 530101, name: 'Backup Server 1', status: 'locked', storage_box_type: expect.objectContaining({ name: 'bx21' }) }),
		});
		expect(sent()).toEqual([LIST]);
		expect(await n8n.next()).toEqual([]);
	});

	it('starts nothing with its first poll, also where a box is full', async () => {
		fill(boxes()[0]!, 99);
		const n8n = await published('storageBoxChanged');
		expect(await n8n.next()).toEqual([]);
		expect(n8n.started).toEqual([]);
	});

	it('tells of a new box, and that it is there, and of its type', async () => {
		const n8n = await published('storageBoxChanged');
		const box = add(99, 'new');
		hetzner.simulator.state.console.meet(boxes());
		hetzner.simulator.state.console.box(box).initializing = true;
		expect(await nextInWords(n8n)).toEqual([[530104, 'new', null, null, expect.anything()]]);
		hetzner.simulator.state.console.box(box).initializing = false;
		expect(await nextInWords(n8n)).toEqual([[530104, 'status', 'initializing', 'active', expect.anything()]]);
		box.product = boxes()[0]!.product;
		expect((await n8n.next()).map(({ change, from, to }) => [change, from, to])).toEqual([['type', 'bx11', 'bx21']]);
	});

	it('tells only what was chosen', async () => {
		const n8n = await published('storageBoxChanged', { storageBoxChanges: ['type'] });
		boxes()[0]!.locked = true;
		add(99, 'new');
		expect(await n8n.next()).toEqual([]);
	});

	it.each([[[]], ['={{ $vars.missing }}'], [['renamed']]])('tells that a choice makes no sense: %j', async (storageBoxChanges) => {
		const n8n = await published('storageBoxChanged', { storageBoxChanges });
		expect(n8n.errors).toMatchObject([{ message: expect.stringMatching(/^Storage Box Changes /) }]);
		expect(n8n.started).toEqual([]);
	});

	it('asks once for the boxes for all events of Hetzner Console', async () => {
		const n8n = await published(['snapshotCompleted', 'storageBoxChanged'], { consoleStorageBoxIds: [String(ARCHIVE)] });
		boxes()[1]!.locked = true;
		snapshot(boxes()[1]!, 1);
		expect((await n8n.next()).map(({ event }) => event)).toEqual(['snapshotCompleted', 'storageBoxChanged']);
		expect(sent()).toEqual([LIST, `GET /storage_boxes/${ARCHIVE}/snapshots`]);
	});

	it('sees boxes on all pages', async () => {
		for (let id = 100; id < 160; id++) add(id, `box-${id}`);
		const n8n = await published('storageBoxChanged');
		boxes().at(-1)!.locked = true;
		expect(await n8n.next()).toHaveLength(1);
		expect(sent()).toEqual([LIST, 'GET /storage_boxes?page=2&per_page=50']);
	});

	it('is not lost, nor put out under another id, when n8n is killed as it starts the workflow', async () => {
		const n8n = await published('storageBoxChanged');
		boxes()[0]!.locked = true;
		n8n.killAtNextStart = true;
		pass(HOUR);
		await n8n.tick();
		await n8n.start();
		expect(n8n.events).toHaveLength(2);
		expect(n8n.events[1]!.eventId).toBe(n8n.events[0]!.eventId);
	});

	it('has another id when it is another change that is found after a kill', async () => {
		const n8n = await published('storageBoxChanged');
		boxes()[0]!.locked = true;
		n8n.killAtNextStart = true;
		pass(HOUR);
		await n8n.tick();
		hetzner.simulator.state.console.box(boxes()[0]!).initializing = true;
		await n8n.start();
		expect(n8n.events.map(({ eventId }) => eventId.split(':').at(-1))).toEqual(['locked', 'initializing']);
	});

	it.each(['new', 'status', 'type'])('shows a sample of %s with the newest box, and notes nothing', async (change) => {
		const n8n = await published('storageBoxChanged', { storageBoxChanges: [change] });
		const before = n8n.memory;
		expect(await n8n.test()).toMatchObject([
			{ event: 'storageBoxChanged', change, sample: true, storageBoxId: 530103, eventId: expect.stringMatching(/^sample:storageBox:530103:/) },
		]);
		expect(n8n.memory).toEqual(before);
	});
});

describe('a list of boxes', () => {
	it('that is short for a while starts nothing; what it lacks for an hour is gone, and told once', async () => {
		const n8n = await published('storageBoxChanged', { storageBoxChanges: ['gone', 'new', 'status', 'type'] });
		const box = boxes()[0]!;
		remove(box);
		expect(await n8n.next(600)).toEqual([]);
		boxes().unshift(box);
		expect(await n8n.next(600)).toEqual([]);
		remove(box);
		for (let poll = 0; poll < 6; poll++) expect(await n8n.next(600)).toEqual([]);
		expect(await nextInWords(n8n, 700)).toEqual([[BACKUP, 'gone', null, null, null]]);
		expect(await n8n.next(HOUR)).toEqual([]);
		boxes().unshift(box);
		expect((await n8n.next()).map(({ change }) => change)).toEqual(['new']);
	});

	it('that is empty for a while at the start is no starting point', async () => {
		const kept = boxes().splice(0);
		const n8n = await published('storageBoxChanged');
		boxes().push(...kept);
		expect(await n8n.next()).toEqual([[]].flat());
		boxes()[0]!.locked = true;
		expect((await n8n.next()).map(({ change }) => change)).toEqual(['status']);
	});

	it('that is empty later tells neither that all are gone nor, afterwards, that all are new', async () => {
		const n8n = await published('storageBoxChanged');
		const kept = boxes().splice(0);
		expect(await n8n.next(600)).toEqual([]);
		boxes().push(...kept);
		expect(await n8n.next(600)).toEqual([]);
	});

	it('with parts of boxes leaves them as they were', async () => {
		const { n8n } = await watchingFill({ storageBoxChanges: ['full', 'gone', 'new', 'status', 'type'] });
		const listed = [
			{ id: BACKUP, name: 'x' },
			{ id: ARCHIVE, status: 'locked', storage_box_type: null, stats: null },
			{ status: 'active' },
			{ id: 530103, status: 'active', storage_box_type: { name: 'bx11' }, stats: null },
		];
		const meta = { pagination: { page: 1, per_page: 50, previous_page: null, next_page: null, last_page: 1, total_entries: 4 } };
		hetzner.inject({ kind: 'reply', status: 200, method: 'GET', path: '/console/v1/storage_boxes', body: JSON.stringify({ storage_boxes: listed, meta }) });
		expect((await n8n.next()).filter(({ change }) => change !== 'type')).toEqual([]);
	});

	it.each([[{ storage_boxes: [] }], [{ storage_boxes: null }], [{ storage_boxes: [], meta: { pagination: {} } }], [{}]])(
		'that is no whole reply is a trouble and no empty list: %j',
		async (body) => {
			const n8n = await published('storageBoxChanged');
			hetzner.inject({ kind: 'reply', status: 200, method: 'GET', path: '/console/v1/storage_boxes', body: JSON.stringify(body) });
			const { events, errors } = await n8n.look(2 * HOUR);
			expect([events, errors.length]).toEqual([[], 1]);
			expect((await n8n.look(2 * HOUR)).events).toEqual([]);
		},
	);
});

describe('a box that fills up', () => {
	it('is told once when it reaches the level, and again only after it has fallen below by the gap', async () => {
		const { n8n, box } = await watchingFill();
		const told: unknown[] = [];
		for (const percent of [79.9, 80, 85, 79, 81, 76, 90, 75, 79, 80.5, 99]) {
			fill(box, percent);
			told.push(...(await nextInWords(n8n)));
		}
		expect(told).toEqual([
			[BACKUP, 'full', null, null, 80],
			[BACKUP, 'full', null, null, 80.5],
		]);
		expect(new Set(n8n.events.map(({ eventId }) => eventId)).size).toBe(2);
	});

	it('counts its snapshots', async () => {
		const { n8n, box } = await watchingFill();
		snapshot(box, 1).size = box.disk_quota * 0.4;
		expect(await nextInWords(n8n)).toEqual([[BACKUP, 'full', null, null, 90]]);
	});

	it('is told by the chosen level and gap', async () => {
		const { n8n, box } = await watchingFill({ fillLevel: 90, fillGap: '20' });
		const told: number[] = [];
		for (const percent of [85, 91, 75, 92, 70, 90]) {
			fill(box, percent);
			told.push((await n8n.next()).length);
		}
		expect(told).toEqual([0, 1, 0, 0, 0, 1]);
	});

	it('is told after a restart, though it has fallen and risen without anything else that was put out', async () => {
		const { n8n, box } = await watchingFill();
		fill(box, 85);
		expect(await n8n.next()).toHaveLength(1);
		fill(box, 40);
		expect(await n8n.next()).toEqual([]);
		n8n.kill();
		fill(box, 90);
		pass(HOUR);
		await n8n.start();
		expect(n8n.events.map(({ usedPercent }) => usedPercent)).toEqual([85, 90]);
	});

	it('is no news when the level is changed to where it is already', async () => {
		const { n8n, box } = await watchingFill();
		fill(box, 70);
		await n8n.next();
		const parameters = { events: ['storageBoxChanged'], storageBoxChanges: ['full'], fillLevel: 60 };
		await n8n.start({ parameters });
		expect(await n8n.next()).toEqual([]);
		fill(boxes()[1]!, 61);
		expect(await nextInWords(n8n)).toEqual([[ARCHIVE, 'full', null, null, 61]]);
	});

	it('is full as before where a reply does not say how full', async () => {
		const { n8n, box } = await watchingFill();
		fill(box, 85);
		expect(await n8n.next()).toHaveLength(1);
		box.disk_usage_data = NaN;
		expect(await n8n.next()).toEqual([]);
		fill(box, 85);
		expect(await n8n.next()).toEqual([]);
	});

	it('is told of a new box that is full from the start', async () => {
		const { n8n } = await watchingFill();
		fill(add(99, 'new'), 95);
		expect(await nextInWords(n8n)).toEqual([[530104, 'full', null, null, 95]]);
	});

	it.each([
		[{ fillLevel: 0 }, 'Fill Level (%) is not between 1 and 100 percent'],
		[{ fillLevel: 101 }, 'Fill Level (%) is not between 1 and 100 percent'],
		[{ fillLevel: '={{ $vars.missing }}' }, 'Fill Level (%) is not a number'],
		[{ fillGap: 0 }, 'Gap Below Fill Level (%) is not between 1 percent and the fill level'],
		[{ fillLevel: 10, fillGap: 11 }, 'Gap Below Fill Level (%) is not between 1 percent and the fill level'],
		[{ fillGap: '={{ null }}' }, 'Gap Below Fill Level (%) is not a number'],
	])('is not looked for with %j', async (parameters, message) => {
		const { n8n } = await watchingFill(parameters);
		expect(n8n.errors).toMatchObject([{ message }]);
		expect(await n8n.next()).toEqual([]);
	});
});

describe('settings', () => {
	const watching = async (parameters: object = {}) => await published('storageBoxChanged', { storageBoxChanges: ['settings'], ...parameters });
	const recordOf = (box: StorageBox) => hetzner.simulator.state.console.box(box);
	const NO_PLAN = { status: 'disabled', minute: null, hour: null, day_of_week: null, day_of_month: null, month: null, max_snapshots: 7 } as StorageBox['snapshotplan'];
	const PLAN = { status: 'enabled', minute: 5, hour: 3, day_of_week: null, day_of_month: null, max_snapshots: 7 } as StorageBox['snapshotplan'];
	const SHOWN = { max_snapshots: 7, minute: 5, hour: 3, day_of_week: null, day_of_month: null };
	const changesOf = async (n8n: Polling) => (await n8n.next()).map(({ storageBoxId, changes }) => [storageBoxId, changes]);

	beforeEach(() => {
		for (const box of boxes()) Object.assign(box, { samba: false, ssh: true, webdav: false, zfs: false, external_reachability: false, snapshotplan: { ...PLAN } });
		for (const box of boxes()) recordOf(box).isProtected = true;
	});

	it('that drifted are told in one item, with the box, once', async () => {
		const n8n = await watching();
		const [box] = boxes();
		Object.assign(box!, { external_reachability: true, samba: true, ssh: false, webdav: true, zfs: true });
		recordOf(box!).isProtected = false;
		const [told, ...more] = await n8n.next();
		expect(more).toEqual([]);
		expect(told).toMatchObject({ change: 'settings', storageBoxId: BACKUP, from: null, to: null, storageBox: { id: BACKUP, access_settings: { ssh_enabled: false } } });
		expect(told!.eventId).toMatch(/^storageBox:530101:settings:\w+-1:[0-9a-f]{8}$/);
		expect(told!.changes).toEqual([
			{ field: 'access_settings.reachable_externally', from: false, to: true },
			{ field: 'access_settings.samba_enabled', from: false, to: true },
			{ field: 'access_settings.ssh_enabled', from: true, to: false },
			{ field: 'access_settings.webdav_enabled', from: false, to: true },
			{ field: 'access_settings.zfs_enabled', from: false, to: true },
			{ field: 'protection.delete', from: true, to: false },
		]);
		expect(sent()).toEqual([LIST]);
		expect(await n8n.next()).toEqual([]);
	});

	it('say of the snapshot plan that it was changed, switched off and on', async () => {
		const n8n = await watching();
		const [box] = boxes();
		box!.snapshotplan = { ...PLAN, hour: 4 };
		expect(await changesOf(n8n)).toEqual([[BACKUP, [{ field: 'snapshot_plan', from: SHOWN, to: { ...SHOWN, hour: 4 } }]]]);
		box!.snapshotplan = NO_PLAN;
		expect(await changesOf(n8n)).toEqual([[BACKUP, [{ field: 'snapshot_plan', from: { ...SHOWN, hour: 4 }, to: null }]]]);
		box!.snapshotplan = { ...PLAN };
		expect(await changesOf(n8n)).toEqual([[BACKUP, [{ field: 'snapshot_plan', from: null, to: SHOWN }]]]);
	});

	it('are watched unless something else is chosen, and are no news at the first look', async () => {
		const n8n = await published('storageBoxChanged');
		expect(await n8n.next()).toEqual([]);
		boxes()[1]!.zfs = true;
		expect((await n8n.next()).map(({ change }) => change)).toEqual(['settings']);
	});

	it('that are put back are told again, with another id', async () => {
		const n8n = await watching();
		for (const zfs of [true, false, true]) {
			boxes()[0]!.zfs = zfs;
			await n8n.next();
		}
		expect(n8n.events.map(({ changes }) => (changes as Array<{ to: unknown }>)[0]!.to)).toEqual([true, false, true]);
		expect(new Set(n8n.events.map(({ eventId }) => eventId)).size).toBe(3);
	});

	const reply = (more: object) => {
		const whole = { id: BACKUP, status: 'active', storage_box_type: { name: 'bx21', size: 100 }, stats: { size: 1 } };
		const access_settings = { reachable_externally: false, samba_enabled: false, ssh_enabled: true, webdav_enabled: false, zfs_enabled: false };
		const others = [ARCHIVE, OLD].map((id) => ({ id, status: 'active' }));
		const storage_boxes = [{ ...whole, access_settings, protection: { delete: true }, snapshot_plan: SHOWN, ...more }, ...others];
		const meta = { pagination: { page: 1, per_page: 50, previous_page: null, next_page: null, last_page: 1, total_entries: 3 } };
		hetzner.inject({ kind: 'reply', status: 200, method: 'GET', path: '/console/v1/storage_boxes', body: JSON.stringify({ storage_boxes, meta }) });
	};

	it.each([
		{ access_settings: undefined },
		{ access_settings: null },
		{ access_settings: {} },
		{ access_settings: { ssh_enabled: 'false', samba_enabled: 1, zfs_enabled: null } },
		{ protection: undefined },
		{ protection: { delete: null } },
		{ snapshot_plan: undefined },
		{ snapshot_plan: {} },
		{ snapshot_plan: 'daily' },
		{ snapshot_plan: { ...SHOWN, hour: null } },
		{ snapshot_plan: { max_snapshots: 7, minute: 5, hour: 3 } },
		{ snapshot_plan: { hour: 3, minute: 5, max_snapshots: 7, day_of_month: null, day_of_week: null, more: 1 } },
		{ snapshot_plan: null, status: 'initializing' },
	])('that a reply lacks, or has in another form, are as they were: %j', async (more) => {
		const n8n = await watching();
		reply(more);
		expect(await n8n.next()).toEqual([]);
		expect(await n8n.next()).toEqual([]);
		boxes()[0]!.ssh = false;
		expect(await n8n.next()).toHaveLength(1);
	});

	it('that are seen for the first time later are no news, and are known after a restart', async () => {
		reply({ access_settings: null, protection: null, snapshot_plan: undefined });
		const n8n = await watching();
		expect(await n8n.next()).toEqual([]);
		n8n.kill();
		boxes()[0]!.ssh = false;
		pass(HOUR);
		await n8n.start();
		expect(n8n.events.map(({ changes }) => changes)).toEqual([[{ field: 'access_settings.ssh_enabled', from: true, to: false }]]);
	});

	it('are not lost when n8n is killed as it starts the workflow, and keep their id', async () => {
		const n8n = await watching();
		boxes()[0]!.webdav = true;
		n8n.killAtNextStart = true;
		pass(HOUR);
		await n8n.tick();
		await n8n.start();
		expect(n8n.events).toHaveLength(2);
		expect(n8n.events[1]).toEqual(n8n.events[0]);
	});
});

describe('what n8n keeps of Storage Boxes', () => {
	const PLAN = { status: 'enabled', minute: 5, hour: 3, day_of_week: null, day_of_month: null, max_snapshots: 7 } as StorageBox['snapshotplan'];
	const watches = ({ saved }: Polling) => (saved['node:Hetzner Robot Trigger'] as { robot: { watches: { storageBoxChanged: { known: Kept } } } }).robot.watches.storageBoxChanged;
	interface Kept {
		of: Record<string, [number, Record<string, unknown>?]>;
	}

	it('is one short text for all settings of a box: with 200 of them no more than 20 KB', async () => {
		const [box] = boxes();
		boxes().splice(0, boxes().length, ...Array.from({ length: 200 }, (_none, index) => ({ ...structuredClone(box!), id: 10_001 + index, snapshotplan: { ...PLAN } })));
		const n8n = await published('storageBoxChanged', { storageBoxChanges: ['full', 'settings', 'status', 'subaccounts', 'type'] });
		const { of } = watches(n8n).known;
		expect(Object.keys(of)).toHaveLength(200);
		expect(Object.values(of)[0]).toEqual([0, { status: 'active', type: 'bx21', full: false, settings: expect.stringMatching(/^[01]{6} 7\/5\/3\/\/$/), crowded: false }]);
		expect(Buffer.byteLength(JSON.stringify(of)) / 200).toBeLessThan(105);
	});

	it.each<[unknown, object?]>([
		[undefined],
		[undefined, { 'access_settings.ssh_enabled': true, snapshot_plan: null }],
		[7],
		[null],
		[true],
		[''],
		['001000'],
		['00100 -'],
		['0010000 -'],
		['00x000 -'],
		['001000 daily'],
		['001000 7/5/3'],
		['001000 7/5/3///'],
		['001000 7/five/3//'],
		['001000 7//3//'],
		['001000 7/5/3/monday/'],
		['001000 7/5/3// more'],
	])('is held against its form, else the start is a new one, without a word (%#)', async (settings, more = {}) => {
		const n8n = await published('storageBoxChanged', { storageBoxChanges: ['settings'] });
		const [, fields] = Object.values(watches(n8n).known.of)[0]!;
		const { settings: sound, ...others } = fields!;
		expect(sound).toEqual(expect.any(String));
		Object.values(watches(n8n).known.of)[0]![1] = { ...others, ...(settings !== undefined && { settings }), ...more };
		n8n.kill();
		boxes()[1]!.zfs = !boxes()[1]!.zfs;
		await n8n.start();
		expect([n8n.events, n8n.errors]).toEqual([[], []]);
		boxes()[1]!.zfs = !boxes()[1]!.zfs;
		expect(await n8n.next()).toMatchObject([{ change: 'settings', storageBoxId: ARCHIVE, changes: [{ field: 'access_settings.zfs_enabled' }] }]);
	});
});

describe('sub-accounts near the limit', () => {
	const SUBACCOUNTS = `GET /storage_boxes/${BACKUP}/subaccounts`;
	const give = (box: StorageBox, count: number) => void (box.subaccounts = Array.from({ length: count }, (_none, index) => subaccount(index)));
	const subaccount = (index: number) => ({ ...structuredClone(template), username: `u12345-sub${index + 1}` });
	let template: StorageBox['subaccounts'][number];
	beforeEach(() => {
		template = boxes().flatMap(({ subaccounts }) => subaccounts)[0]!;
		boxes().splice(1);
		give(boxes()[0]!, 10);
	});
	const watching = async () => await published('storageBoxChanged', { storageBoxChanges: ['subaccounts'] });

	it('are told at 90 of 100 once, and again only after they have been below 86', async () => {
		const n8n = await watching();
		const told: unknown[] = [];
		for (const count of [89, 90, 95, 88, 91, 86, 90, 85, 90]) {
			give(boxes()[0]!, count);
			told.push(...(await n8n.next()).map(({ change, storageBoxId, subaccountCount }) => [change, storageBoxId, subaccountCount]));
		}
		expect(told).toEqual([
			['subaccounts', BACKUP, 90],
			['subaccounts', BACKUP, 90],
		]);
		expect(sent().slice(0, 2)).toEqual([LIST, SUBACCOUNTS]);
		expect(new Set(n8n.events.map(({ eventId }) => eventId)).size).toBe(2);
	});

	it('are asked for at the start of all boxes, and then of each in its turn where the share does not allow all', async () => {
		const [box] = boxes();
		for (const type of hetzner.simulator.state.console.types) type.subaccounts_limit = 10;
		give(box!, 8);
		for (let id = 101; id <= 140; id++) boxes().push({ ...structuredClone(box!), id, name: `box-${id}` });
		const n8n = await watching();
		for (const each of boxes()) give(each, 9);
		const told: number[] = [];
		for (let poll = 0; poll < 20; poll++) told.push((await n8n.next(60)).length);
		// 3,600 requests an hour, of which half are polling's: 30 a minute, one of them for the list.
		expect(Math.max(...told)).toBeLessThan(30);
		expect(told.reduce((sum, count) => sum + count, 0)).toBe(41);
		expect(new Set(n8n.events.map(({ storageBoxId }) => storageBoxId)).size).toBe(41);
	});

	it('are not asked for unless they are chosen', async () => {
		const n8n = await published('storageBoxChanged');
		give(boxes()[0]!, 95);
		expect(await n8n.next()).toEqual([]);
		expect(sent()).toEqual([LIST]);
	});

	it('are no news where they were near it at the first look', async () => {
		give(boxes()[0]!, 95);
		const n8n = await watching();
		expect(await n8n.next()).toEqual([]);
	});

	it.each<[string, object]>([
		['is empty', { subaccounts: [] }],
		['says the same twice, and some without an ID', { subaccounts: [...Array.from({ length: 60 }, () => ({ id: 1 })), ...Array.from({ length: 60 }, () => ({ name: 'x' }))] }],
	])('are as they were where the list %s', async (_what, body) => {
		const n8n = await watching();
		const lie = () => hetzner.inject({ kind: 'reply', status: 200, method: 'GET', path: `/console/v1/storage_boxes/${BACKUP}/subaccounts`, body: JSON.stringify(body) });
		lie();
		expect(await n8n.next()).toEqual([]);
		give(boxes()[0]!, 95);
		expect(await n8n.next()).toHaveLength(1);
		if ((body as { subaccounts: unknown[] }).subaccounts.length > 0) return;
		lie();
		expect([await n8n.next(), await n8n.next()]).toEqual([[], []]);
	});

	it('that cannot be asked for are a trouble, and keep nothing else from being told', async () => {
		const n8n = await published('storageBoxChanged', { storageBoxChanges: ['subaccounts', 'status'] });
		hetzner.inject({ kind: 'error', status: 403, code: 'forbidden', message: 'forbidden', path: `/console/v1/storage_boxes/${BACKUP}/subaccounts` });
		boxes()[0]!.locked = true;
		const { events, errors } = await n8n.look(2 * HOUR);
		expect([events.map(({ change }) => change), errors.length]).toEqual([['status'], 1]);
	});
});
