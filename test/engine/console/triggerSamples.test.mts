import { beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import type { StorageBox } from '../../../simulator/state/storageBox.mts';
import { BACKUP, watchedConsole } from '../../support/consoleTrigger.mts';
import { jsonShape, leaves } from '../../support/jsonShape.mts';
import { loadStorageBoxes, Polling } from '../../support/poll.mts';
import { HOUR } from '../../support/trigger.mts';

const { hetzner, boxes, published, snapshot, fill, add, remove } = watchedConsole();

const ofConsole = (box: StorageBox) => hetzner.simulator.state.console.box(box);
beforeEach(() => {
	// Labels have the names that people give them.
	for (const box of boxes()) ofConsole(box).labels = {};
});

const emptied = (): void => void (boxes().length = 0);

/** The items of the test event of a node that was never published. */
const tested = async (events: string | string[], parameters: INodeParameters = {}) =>
	await new Polling({ credential: hetzner.credential, parameters: { events: [events].flat(), ...parameters } }).test();

type Row = [event: string, parameters: INodeParameters, happen: () => void];

const changed = (change: string, happen: () => void): Row => ['storageBoxChanged', { storageBoxChanges: [change] }, happen];
const taken = (kind: string): Row => ['snapshotCompleted', { snapshotKinds: [kind] }, () => void snapshot(boxes()[0]!, 1, kind === 'automatic')];

/** Every event, with everything that makes its items have other fields. */
const EVENTS: Row[] = [
	taken('automatic'),
	taken('manual'),
	changed('new', () => {
		ofConsole(add(99, 'new')).labels = {};
	}),
	changed('gone', () => remove(boxes()[0]!)),
	changed('status', () => void (boxes()[0]!.locked = true)),
	changed('type', () => void (boxes()[0]!.product = boxes()[1]!.product)),
	changed('full', () => fill(boxes()[0]!, 85)),
	changed('settings', () => void (boxes()[0]!.ssh = !boxes()[0]!.ssh)),
	changed('subaccounts', () => {
		const [first] = boxes().flatMap(({ subaccounts }) => subaccounts);
		boxes()[0]!.subaccounts = Array.from({ length: 95 }, (_none, index) => ({ ...structuredClone(first!), username: `u12345-sub${index}` }));
	}),
];

const DAILY = { status: 'enabled', hour: 3, minute: 30, max_snapshots: 3 } as const;

const BOTH = ['snapshotCompleted', 'storageBoxChanged'];

describe('the test event in a project that has nothing', () => {
	it.each(EVENTS)('has the fields and the kinds of values of a real %s with %j', async (event, parameters, happen) => {
		if (event === 'storageBoxChanged') for (const box of boxes()) box.snapshotplan = { ...box.snapshotplan, ...DAILY };
		const n8n = await published(event, parameters);
		happen();
		const [real] = [...(await n8n.next()), ...(await n8n.next(2 * HOUR))];
		emptied();
		const [sample, ...more] = await tested(event, parameters);

		expect(more).toEqual([]);
		expect(jsonShape(sample)).toEqual({ ...(jsonShape(real) as object), sample: 'boolean' });
		for (const name of ['event', 'change']) expect([name, sample![name]]).toEqual([name, real![name]]);
	});

	it('is one for each chosen event, says that it is a sample, and is never put out by a poll nor noted', async () => {
		emptied();
		const n8n = await published(BOTH);
		const before = n8n.memory;
		const samples = await n8n.test();

		expect(samples.map(({ event, sample }) => [event, sample])).toEqual(BOTH.map((event) => [event, true]));
		for (const { eventId } of samples) expect(eventId).toMatch(/^sample:/);
		expect(n8n.memory).toEqual(before);
		expect([await n8n.next(), await n8n.next(HOUR), n8n.started.flat()]).toEqual([[], [], []]);
		expect(JSON.stringify([n8n.memory, n8n.saved])).not.toMatch(/sample|example/i);
	});

	it.each(EVENTS)('holds nothing that could be somebody’s: %s with %j', async (event, parameters) => {
		emptied();
		const [sample] = await tested(event, parameters);
		const ids = leaves(sample).filter(([path]) => /^(storageBoxId|(storageBox|snapshot)\.(id|storage_box))$/.test(path));
		expect(ids.filter(([, value]) => value !== 0)).toEqual([]);
		expect(JSON.stringify(sample)).not.toContain('your-storagebox');
	});

	it.each([
		['automatic', true],
		['manual', false],
	])('is a snapshot of the chosen kind: %s', async (kind, is_automatic) => {
		emptied();
		expect(await tested('snapshotCompleted', { snapshotKinds: [kind] })).toMatchObject([{ snapshot: { is_automatic } }]);
	});

	it('names what no operation takes: nothing is sent for it', async () => {
		emptied();
		const [sample] = await tested('storageBoxChanged', { storageBoxChanges: ['full'] });
		hetzner.simulator.clearRequests();
		const { error } = await hetzner.run({ resource: 'storageBox', operation: 'delete', storageBoxId: { __rl: true, mode: 'id', value: String(sample!.storageBoxId) } });

		expect(error?.message).toContain('Storage Box');
		expect(hetzner.simulator.requests()).toEqual([]);
	});

	it.each([80, 95])('is as full as was chosen: %i percent', async (fillLevel) => {
		emptied();
		expect(await tested('storageBoxChanged', { storageBoxChanges: ['full'], fillLevel })).toMatchObject([{ storageBoxId: 0, usedPercent: fillLevel }]);
	});
});

describe('the test event where there are boxes', () => {
	it('is the newest snapshot of all boxes', async () => {
		snapshot(boxes()[1]!, -1);
		snapshot(boxes()[2]!, -2);
		expect(await tested('snapshotCompleted')).toMatchObject([{ storageBox: { id: 530102 } }]);
	});

	it('shows the one that is nearly full, and says of none that it is when it is not', async () => {
		for (const box of boxes()) fill(box, 50);
		expect(await tested('storageBoxChanged', { storageBoxChanges: ['full'] })).toMatchObject([{ storageBoxId: 0, storageBox: { name: 'example-storage-box' } }]);
		fill(boxes()[1]!, 90);
		expect(await tested('storageBoxChanged', { storageBoxChanges: ['full'] })).toMatchObject([{ storageBoxId: 530102, usedPercent: 90 }]);
	});

	it('says of none that it is gone', async () => {
		expect(await tested('storageBoxChanged', { storageBoxChanges: ['gone'] })).toMatchObject([{ change: 'gone', storageBoxId: 0, storageBox: null }]);
	});

	it('does not let one that is being made have become so from what it was', async () => {
		for (const box of boxes()) ofConsole(box).initializing = true;
		expect(await tested('storageBoxChanged', { storageBoxChanges: ['status'] })).toMatchObject([{ storageBoxId: 0, from: 'initializing', to: 'active' }]);
		ofConsole(boxes()[0]!).initializing = false;
		expect(await tested('storageBoxChanged', { storageBoxChanges: ['status'] })).toMatchObject([{ storageBoxId: BACKUP, from: 'initializing', to: 'active' }]);
	});
});

describe('the test event when something cannot be asked for', () => {
	it.each([
		[401, 'unauthorized'],
		[403, 'forbidden'],
		[503, 'maintenance'],
	])('is an error and no sample: %i %s', async (status, code) => {
		emptied();
		hetzner.inject({ kind: 'error', status, code, message: 'No access', times: Infinity });
		await expect(tested(BOTH)).rejects.toThrow();
	});

	it('is an error where one box cannot be looked at', async () => {
		hetzner.inject({ kind: 'error', status: 403, code: 'forbidden', message: 'No access', path: '/console/v1/storage_boxes/530102/snapshots' });
		await expect(tested('snapshotCompleted')).rejects.toThrow('No access');
	});
});

describe('how many Storage Boxes take turns', () => {
	it('is in every item, for those of this project', async () => {
		const n8n = await published('snapshotCompleted');
		snapshot(boxes()[0]!, 1);
		const turns = { storageBoxesWatched: 3, secondsBetweenLooks: 6 };
		expect([...(await n8n.next()), ...(await n8n.test())]).toMatchObject([turns, turns]);
		emptied();
		expect(await n8n.test()).toMatchObject([{ storageBoxesWatched: 0, secondsBetweenLooks: 0 }]);
	});

	it('is said by the list of the boxes', async () => {
		for (let id = 100; id < 160; id++) add(id, `box-${id}`);
		const list = await loadStorageBoxes(hetzner.credential, 'getConsoleStorageBoxes');
		expect([...new Set(list.map(({ description }) => description))]).toEqual(['With all 63 watched, each can be looked at every 3 minutes.']);
	});
});
