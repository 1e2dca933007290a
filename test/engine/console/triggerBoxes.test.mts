import { describe, expect, it } from '@jest/globals';
import type { Event, Polling } from '../../support/poll.mts';
import { pass } from '../../support/clock.mts';
import { ARCHIVE, BACKUP, LIST, watchedConsole } from '../../support/consoleTrigger.mts';
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
			usedPercent: 50,
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
