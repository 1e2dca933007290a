import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { shown } from '../../support/simulatedRobot.mts';
import { simulatedConsole } from '../../support/simulatedConsole.mts';
import { snapshotBox, taken } from '../../support/snapshotBox.mts';

/** Create Snapshot and Keep N: creates first, and deletes only once the new one is there. */

const box = snapshotBox();
const { console } = box;

const by = (value: string, mode = 'id') => ({ __rl: true, mode, value });
const rotate = (keepNewest: unknown, more: INodeParameters = {}): INodeParameters =>
	({ resource: 'snapshot', operation: 'createAndRotate', storageBoxId: by('42'), keepNewest, ...more }) as INodeParameters;

const CREATE = 'POST /storage_boxes/42/snapshots {}';
const LIST = 'GET /storage_boxes/42/snapshots?is_automatic=false';
const DELETE = (id: number) => `DELETE /storage_boxes/42/snapshots/${id}`;
const LOOK = 'GET /storage_boxes/actions/598022669323684';
const told = (id: number, day: number) => ({ id, name: `day ${day}`, created: taken(id, day).created });
const threeDays = () => [taken(12, 4), taken(13, 3), taken(14, 2)];
const NIGHTLY = { additionalFields: { description: 'nightly', labels: { label: [{ key: 'made-by', value: 'nightly' }] } } };

describe('it', () => {
	it('creates, looks whether it is there, and deletes the oldest', async () => {
		box.holds(...threeDays());
		const run = await console.run(rotate(2));

		expect(run.error).toBeUndefined();
		expect(console.sent()).toEqual([CREATE, LOOK, LIST, DELETE(12), LOOK, DELETE(13), LOOK]);
		const { id, name, created } = box.snapshots.at(-1)!;
		expect(run.json).toEqual([{ storage_box: 42, changed: true, created: { id, name, created }, deleted: [told(12, 4), told(13, 3)], kept: 2, kept_undated: [] }]);
		expect(box.ids()).toEqual([14, id]);
	});

	it('keeps N however often it runs', async () => {
		box.holds(...threeDays());
		for (let run = 0; run < 4; run++) {
			await console.run(rotate('3'));
			expect(box.snapshots).toHaveLength(3);
		}
	});

	it('keeps the new one alone with 1', async () => {
		box.holds(...threeDays());
		const [item] = (await console.run(rotate(1))).json as [IDataObject];
		expect(box.ids()).toEqual([(item.created as IDataObject).id]);
	});

	it('counts and deletes only what has the labels that it gives and was made by hand', async () => {
		const ours = { labels: { 'made-by': 'nightly', extra: 'x' }, description: 'nightly' };
		const others = [
			taken(1, 30),
			taken(2, 29, { labels: { 'made-by': 'hand' }, description: 'nightly' }),
			taken(3, 28, { ...ours, is_automatic: true }),
			taken(5, 26, { ...ours, labels: null }),
		];
		box.holds(...others, taken(11, 5, ours), taken(12, 4, ours));
		const run = await console.run(rotate(1, NIGHTLY));

		expect(console.sent()[0]).toBe('POST /storage_boxes/42/snapshots {"description":"nightly","labels":{"made-by":"nightly"}}');
		expect(run.json).toMatchObject([{ deleted: [{ id: 11 }, { id: 12 }], kept: 1 }]);
		expect(box.snapshots.slice(0, -1)).toEqual(others);
	});

	it('keeps and tells what cannot be dated, beside the N', async () => {
		const odd = taken(9, 9, { created: 'long ago' });
		box.holds(odd, ...threeDays());
		expect((await console.run(rotate(2))).json).toMatchObject([{ kept: 3, kept_undated: [{ id: 9, created: 'long ago' }] }]);
		expect(box.snapshots[0]).toEqual(odd);
	});

	it('keeps the new one also where the clocks differ by hours', async () => {
		const later = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
		box.holds(taken(12, 1, { created: later(5) }), taken(13, 1, { created: later(4) }));
		expect((await console.run(rotate(2))).json).toMatchObject([{ created: { id: 100 }, deleted: [], kept: 3, kept_undated: [] }]);
	});

	it('keeps the new one also where another claims to be of tomorrow', async () => {
		box.holds(taken(12, -1), taken(13, 3));
		const [item] = (await console.run(rotate(1))).json as [IDataObject];
		expect(box.ids()).toEqual([12, (item.created as IDataObject).id]);
		await console.run(rotate(1));
		expect(box.snapshots).toHaveLength(2);
	});
});

describe('nothing is sent', () => {
	it.each<[unknown, string]>([
		[0, 'Keep Newest is not a whole number from 1'],
		['0', 'Keep Newest is not a whole number from 1'],
		[-3, 'Keep Newest is not a whole number from 1'],
		[1.5, 'Keep Newest is not a whole number from 1'],
		['', 'Keep Newest is empty'],
		[null, 'Keep Newest is empty'],
		['={{ $json.none }}', 'Keep Newest is empty'],
		['all', 'Keep Newest is not a number'],
		[[], 'Keep Newest is empty'],
	])('for Keep Newest %j', async (keepNewest, message) => {
		box.holds(...threeDays());
		expect(shown(await console.run(rotate(keepNewest))).message).toBe(message);
		expect(console.sent()).toEqual([]);
	});

	it.each(['{}', '={{ {} }}'])('for labels that are none, which all snapshots made by hand have: %s', async (labelsJson) => {
		box.holds(...threeDays());
		expect(shown(await console.run(rotate(1, { additionalFields: { labelsJson } })))).toMatchObject({ message: 'Labels (JSON) holds no label' });
		expect(console.sent()).toEqual([]);
	});

	it('where it is not allowed, and by a tool that may not', async () => {
		const credential = { ...console.credential, allowedActions: 'noDestruction' } as never;
		expect(shown(await console.run(rotate(2), { credential })).message).toContain('Not allowed: "Create snapshot and keep N (deletes old ones)" may destroy something for good');
		expect(shown(await console.run(rotate(2), { type: 'n8n-nodes-hetzner-robot.hetznerStorageBoxTool' })).message).toContain('Allow in Agents is off in this tool.');
		expect(console.sent()).toEqual([]);
	});
});

describe('nothing is deleted', () => {
	const refused = { status: 403, body: { error: { code: 'resource_limit_exceeded', message: 'snapshot limit reached', details: null } } };

	it('where the snapshot is refused', async () => {
		box.holds(...threeDays());
		console.answer(refused);
		expect(shown(await console.run(rotate(1))).message).toBe('snapshot limit reached [resource_limit_exceeded]');
		expect(console.sent()).toEqual([CREATE]);
	});

	it.each<[string, object, RegExp]>([
		['fails', { status: 'error', error: { code: 'action_failed', message: 'no' } }, /^create_snapshot of snapshot 100 of Storage Box 42 failed/],
		['is not over in time', { status: 'running' }, /has not carried it out within 1 second/],
	])('where the snapshot %s', async (_what, more, message) => {
		box.holds(...threeDays());
		const { answer } = box;
		console.answer((request) => {
			const reply = answer(request);
			const { action } = reply.body as { action?: object };
			return action ? { ...reply, body: { ...(reply.body as object), action: { ...action, ...more } } } : reply;
		});
		expect(shown(await console.run(rotate(1, { options: { maximumWait: 1, waitForCompletion: false } }))).message).toMatch(message);
		expect(console.sent().filter((request) => request.startsWith('DELETE'))).toEqual([]);
	});

	it.each<[string, object, string]>([
		['lacks it', { snapshots: threeDays() }, 'the list does not have it, or not as it was created'],
		['says that it was made automatically', { snapshots: [...threeDays(), taken(100, 1, { is_automatic: true })] }, 'the list does not have it, or not as it was created'],
		['is not whole', { meta: { pagination: { next_page: 2 } } }, "Hetzner Console's list of the snapshots is incomplete, or says something twice"],
	])('where the list %s', async (_what, more, reason) => {
		box.holds(...threeDays());
		box.says(more);
		const error = shown(await console.run(rotate(1)));
		expect(error.message).toBe(`Snapshot 100 was created, but nothing was deleted: ${reason}`);
		expect(error.description).toMatch(/^The next run deletes what is left\. /);
		expect(error.description).not.toContain('Nothing was');
		expect(console.sent()).toEqual([CREATE, LOOK, LIST]);
	});
});

it('says what was created and deleted where it stops', async () => {
	box.holds(...threeDays());
	box.refuses(13, 403, 'forbidden');
	expect(shown(await console.run(rotate(1)))).toMatchObject({
		message: "Snapshot 100 was created and 1 of 3 snapshots was deleted, but day 3 (13) was not: the API's words [forbidden]",
		description: 'Deleted: day 4 (12). Not deleted: day 3 (13), day 2 (14). The next run deletes what is left. This token may not do that.',
	});
	box.refuses(13, 403, 'forbidden', 0);
	await console.run(rotate(1));
	expect(box.ids()).toEqual([101]);
});

it('is not created again by Retry On Fail, which goes on', async () => {
	box.holds(...threeDays());
	box.refuses(12, 403, 'forbidden', 1);
	const run = await console.run(rotate(2), { tries: 2 });
	expect(console.sent().filter((request) => !request.startsWith('GET'))).toEqual([CREATE, DELETE(12), DELETE(12), DELETE(13)]);
	expect(run.json).toMatchObject([{ created: { id: 100 }, deleted: [{ id: 12 }, { id: 13 }], kept: 2 }]);
});

describe('Dry Run', () => {
	it('says what would be created and deleted, and sends nothing', async () => {
		box.holds(...threeDays().map((each) => ({ ...each, labels: { 'made-by': 'nightly' } })));
		expect((await console.run(rotate(2, { ...NIGHTLY, options: { dryRun: true } }))).json).toEqual([
			{
				storage_box: 42,
				dryRun: true,
				changed: true,
				changes: [
					{ field: 'snapshot', from: null, to: { description: 'nightly', labels: { 'made-by': 'nightly' } } },
					{ field: 'snapshot', from: told(12, 4), to: null },
					{ field: 'snapshot', from: told(13, 3), to: null },
				],
				requests: [
					{ method: 'POST', path: '/storage_boxes/42/snapshots', values: { description: 'nightly', labels: { 'made-by': 'nightly' } } },
					{ method: 'DELETE', path: '/storage_boxes/42/snapshots/12' },
					{ method: 'DELETE', path: '/storage_boxes/42/snapshots/13' },
				],
				warnings: ['Deletes snapshots: of those made by hand, all but the newest N; their data are lost. With labels, only snapshots that have the same labels count.'],
				kept: 2,
				kept_undated: [],
			},
		]);
		expect(console.sent()).toEqual([LIST]);
	});

	it('says that it would create, and warns of nothing, where nothing is to be deleted', async () => {
		expect((await console.run(rotate(2, { options: { dryRun: true } }))).json).toMatchObject([
			{ changed: true, requests: [{ method: 'POST', path: '/storage_boxes/42/snapshots' }], warnings: [], kept: 1 },
		]);
	});

	it('says whether the credential may not', async () => {
		box.holds(...threeDays());
		const credential = { ...console.credential, allowedActions: 'noDestruction' } as never;
		const { json } = await console.run(rotate(2, { options: { dryRun: true } }), { credential });
		expect(json).toMatchObject([{ warnings: [expect.stringMatching(/^Deletes snapshots: /), expect.stringContaining('Not allowed')] }]);
	});
});

describe('with the simulated Console', () => {
	const hetzner = simulatedConsole();
	const archive = { storageBoxId: by('Archive', 'name') };
	const nightly = rotate(2, { ...archive, ...NIGHTLY });
	const listed = async () => await hetzner.items({ resource: 'snapshot', operation: 'getAll', ...archive, returnAll: true, filters: { sort: ['created:asc'] } });

	it('rotates while every action takes its time, and leaves what others have made', async () => {
		await hetzner.items({ resource: 'snapshot', operation: 'create', ...archive });
		const made: unknown[] = [];
		for (let night = 0; night < 4; night++) {
			const [item] = await hetzner.items(nightly);
			made.push((item!.created as IDataObject).id);
		}
		expect((await listed()).slice(1).map(({ id }) => id)).toEqual(made.slice(-2));
		expect(await listed()).toHaveLength(3);
		expect((await hetzner.items({ ...nightly, operation: 'prune', rules: { keepNewest: 2 }, filters: { labelSelector: 'made-by=nightly' } }))[0]).toMatchObject({
			changed: false,
			kept: 2,
		});
	});

	it('keeps the newest of all where two run at once', async () => {
		for (let night = 0; night < 2; night++) await hetzner.items(nightly);
		const before = (await listed()).map(({ id }) => id);
		await Promise.all([hetzner.run(nightly), hetzner.run(nightly)]);
		const after = (await listed()).map(({ id }) => id);
		expect(after).toHaveLength(2);
		expect(after.filter((id) => before.includes(id))).toEqual([]);
	});
});
