import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { action } from '../../contract/console/objects.mts';
import { shown } from '../../support/simulatedRobot.mts';
import { snapshotBox, taken } from '../../support/snapshotBox.mts';

/** Prune: which snapshots go, and what comes out. Whatever it does not know for certain stays. */

const box = snapshotBox();
const { console } = box;

const by = (value: string, mode = 'id') => ({ __rl: true, mode, value });
const prune = (rules: unknown, filters: INodeParameters = {}, options: INodeParameters = {}): INodeParameters =>
	({ resource: 'snapshot', operation: 'prune', storageBoxId: by('42'), rules, filters, options }) as INodeParameters;

const LIST = 'GET /storage_boxes/42/snapshots?is_automatic=false';
const DELETE = (id: number) => `DELETE /storage_boxes/42/snapshots/${id}`;
const LOOK = 'GET /storage_boxes/actions/598022669323684';
const told = (id: number, day: number) => ({ id, name: `day ${day}`, created: taken(id, day).created });

/** Days ago: 1 is the newest. */
const fiveDays = () => [taken(11, 5), taken(12, 4), taken(13, 3), taken(14, 2), taken(15, 1)];

describe('the rules', () => {
	it('keep the newest, and delete the oldest first, one after another', async () => {
		box.holds(...fiveDays());
		const run = await console.run(prune({ keepNewest: 3 }));

		expect(run.error).toBeUndefined();
		expect(console.sent()).toEqual([LIST, DELETE(11), LOOK, DELETE(12), LOOK]);
		expect(run.json).toEqual([{ storage_box: 42, changed: true, deleted: [told(11, 5), told(12, 4)], kept: 3, kept_undated: [] }]);
		expect(box.ids()).toEqual([13, 14, 15]);
	});

	it('delete nothing the second time', async () => {
		box.holds(...fiveDays());
		await console.run(prune({ keepNewest: 3 }));
		const before = console.sent().length;
		expect((await console.run(prune({ keepNewest: 3 }))).json).toEqual([{ storage_box: 42, changed: false, deleted: [], kept: 3, kept_undated: [] }]);
		expect(console.sent().slice(before)).toEqual([LIST]);
	});

	it.each<[string, unknown, number[]]>([
		['age', { olderThanDays: 2 }, [14, 15]],
		['either of two keeps: the newest are more', { keepNewest: 4, olderThanDays: 2 }, [12, 13, 14, 15]],
		['either of two keeps: the young are more', { keepNewest: 1, olderThanDays: 3 }, [13, 14, 15]],
		['more than there are', { keepNewest: 9 }, [11, 12, 13, 14, 15]],
		['one', { keepNewest: 1 }, [15]],
	])('keep by %s', async (_what, rules, left) => {
		box.holds(...fiveDays());
		expect((await console.run(prune(rules))).json).toMatchObject([{ kept: left.length }]);
		expect(box.ids()).toEqual(left);
	});

	it('count instants, whatever their zone and their place in the list, and of one instant the higher ID as newer', async () => {
		box.holds(taken(3, 1, { created: '2026-03-01T01:00:00+02:00' }), taken(9, 1, { created: '2026-02-28T23:30:00Z' }), taken(8, 1, { created: '2026-02-28T23:30:00.000Z' }));
		await console.run(prune({ keepNewest: 1 }));
		expect(box.ids()).toEqual([9]);
		expect(console.sent().filter((request) => request.startsWith('DELETE'))).toEqual([DELETE(3), DELETE(8)]);
	});

	it.each<[unknown, string]>([
		[{}, 'Rules is empty'],
		[{ keepNewest: 0 }, 'Keep Newest is not a whole number from 1'],
		[{ keepNewest: -1 }, 'Keep Newest is not a whole number from 1'],
		[{ keepNewest: 1.5 }, 'Keep Newest is not a whole number from 1'],
		[{ keepNewest: '' }, 'Keep Newest is empty'],
		[{ keepNewest: null }, 'Keep Newest resolved to nothing'],
		[{ keepNewest: '={{ $json.none }}' }, 'Keep Newest resolved to nothing'],
		[{ keepNewest: ' ' }, 'Keep Newest is not a number'],
		[{ keepNewest: true }, 'Keep Newest is not a number'],
		[{ keepNewest: [] }, 'Keep Newest is empty'],
		[{ olderThanDays: 0 }, 'Older Than (Days) is not a whole number from 1'],
		[{ olderThanDays: '={{ undefined }}' }, 'Older Than (Days) resolved to nothing'],
		[{ keepNewest: 3, olderThanDays: '' }, 'Older Than (Days) is empty'],
		[{ keepNewest: '={{ "" }}', olderThanDays: 30 }, 'Keep Newest is empty'],
	])('are never nothing: %j', async (rules, message) => {
		box.holds(...fiveDays());
		expect(shown(await console.run(prune(rules))).message).toBe(message);
		expect(console.sent()).toEqual([]);
	});

	it('may be texts', async () => {
		box.holds(...fiveDays());
		await console.run(prune({ keepNewest: '3', olderThanDays: '={{ "1" }}' }));
		expect(box.ids()).toEqual([13, 14, 15]);
	});
});

describe('what does not match', () => {
	const mixed = () => [
		taken(1, 9, { is_automatic: true }),
		taken(2, 8, { description: 'nightly web' }),
		taken(3, 7, { description: 'before the upgrade' }),
		taken(4, 6, { description: 'nightly mail' }),
		taken(5, 5, { is_automatic: true }),
		taken(6, 4, { description: 'Nightly web' }),
		taken(7, 3, { description: null, name: null }),
		taken(8, 2, { is_automatic: null, description: 'nightly' }),
		taken(9, 1, { storage_box: 43, description: 'nightly of another box' }),
	];

	it.each<[string, INodeParameters, number[]]>([
		['made by hand, unless told', {}, [2, 3, 4, 6]],
		['made by the plan', { isAutomatic: true }, [1]],
		['made by hand', { isAutomatic: false }, [2, 3, 4, 6]],
		['a beginning', { descriptionPattern: 'nightly*' }, [2]],
		['an end', { descriptionPattern: '*web' }, [2]],
		['a middle', { descriptionPattern: '* the *' }, []],
		['all of it', { descriptionPattern: 'nightly' }, []],
		['a name', { namePattern: 'day 8' }, []],
		['names', { namePattern: 'day*' }, [2, 3, 4]],
		['anything that is a text', { descriptionPattern: '*' }, [2, 3, 4]],
	])('is neither counted nor deleted: %s', async (_what, filters, gone) => {
		box.holds(...mixed());
		expect((await console.run(prune({ keepNewest: 1 }, filters))).error).toBeUndefined();
		expect(
			mixed()
				.map(({ id }) => id)
				.filter((id) => !box.ids().includes(id)),
		).toEqual(gone);
	});

	it('is not asked for, and is left alone also where the API lists it all the same', async () => {
		box.holds(...mixed().map((each) => ({ ...each, labels: { 'made-by': 'n8n' } })));
		await console.run(prune({ keepNewest: 1 }, { isAutomatic: true, labelSelector: 'made-by=n8n' }));
		expect(console.sent()[0]).toBe('GET /storage_boxes/42/snapshots?is_automatic=true&label_selector=made-by%3Dn8n');
		expect(box.ids()).not.toContain(1);
		expect(box.ids()).toHaveLength(8);
	});

	it.each([[{ descriptionPattern: '' }], [{ namePattern: '={{ null }}' }], [{ isAutomatic: '={{ $json.none }}' }], [{ labelSelector: '' }], [{ descriptionPattern: ' ' }]])(
		'%j is no filter',
		async (filters) => {
			box.holds(...mixed());
			expect(shown(await console.run(prune({ keepNewest: 1 }, filters as INodeParameters))).message).toMatch(/is empty|resolved to nothing/);
			expect(console.sent()).toEqual([]);
		},
	);
});

describe('what cannot be dated', () => {
	it.each<[string, object]>([
		['no date', { created: undefined }],
		['null', { created: null }],
		['a number', { created: 1_500_000_000 }],
		['words', { created: 'yesterday' }],
		['no zone', { created: '2020-01-01T00:00:00' }],
		['a day that is in no calendar', { created: '2020-02-30T00:00:00Z' }],
		['a month that is in no calendar', { created: '2020-13-01T00:00:00Z' }],
		['a day that is to come', { created: '2999-01-01T00:00:00Z' }],
		['no ID', { id: undefined }],
		['an ID that is none', { id: 'x' }],
		['an ID of 0', { id: 0 }],
	])('is kept, not counted, and told: %s', async (_what, more) => {
		const odd = taken(7, 9, more);
		box.holds(odd, taken(14, 2), taken(15, 1));
		const { json } = await console.run(prune({ keepNewest: 1, olderThanDays: 1 }));

		expect(json).toEqual([
			{
				storage_box: 42,
				changed: true,
				deleted: [told(14, 2)],
				kept: 2,
				kept_undated: [{ id: odd.id ?? null, name: 'day 9', created: odd.created ?? null }],
			},
		]);
		expect(box.snapshots).toEqual([odd, taken(15, 1)]);
	});
});

describe('a list that is not whole deletes nothing', () => {
	it.each<[string, object]>([
		['another page follows', { meta: { pagination: { page: 1, next_page: 2, total_entries: 5 } } }],
		['it is another page', { meta: { pagination: { page: 2, next_page: null, total_entries: null } } }],
		['there are more than it has', { meta: { pagination: { page: 1, next_page: null, total_entries: 6 } } }],
		['there are fewer than it has', { meta: { pagination: { next_page: null, total_entries: 4 } } }],
		['the total is none', { meta: { pagination: { next_page: null, total_entries: 'many' } } }],
		['one is there twice', { snapshots: [...fiveDays(), taken(11, 1)] }],
		['one is there twice, spelt in another way', { snapshots: [...fiveDays(), taken(11, 1, { id: '011' })] }],
	])('%s', async (_what, more) => {
		box.holds(...fiveDays());
		console.answer({ body: { snapshots: fiveDays(), ...more } });
		expect(shown(await console.run(prune({ keepNewest: 1 })))).toMatchObject({
			message: "Hetzner Console's list of the snapshots is incomplete, or says something twice",
			description: 'Nothing was deleted. Try again later; if it stays so, please report it.',
		});
		expect(console.sent()).toEqual([LIST]);
	});

	it.each<[string, unknown]>([
		['no list', { snapshots: null }],
		['no objects', { snapshots: [...fiveDays(), 'x'] }],
		['half of it', '{"snapshots": [{"id": 1'],
	])('%s', async (_what, body) => {
		console.answer({ body });
		expect(shown(await console.run(prune({ keepNewest: 1 }))).message).toBe("Hetzner Console's reply could not be read");
		expect(new Set(console.sent())).toEqual(new Set([LIST]));
	});

	it('is no list with pages that is whole', async () => {
		box.holds(...fiveDays());
		box.says({ meta: { pagination: { page: 1, per_page: 50, previous_page: null, next_page: null, last_page: 1, total_entries: 5 } } });
		await console.run(prune({ keepNewest: 4 }));
		expect(box.ids()).toEqual([12, 13, 14, 15]);
	});
});

describe('a deletion', () => {
	it('of what somebody else has deleted meanwhile is done, and not told as ours', async () => {
		box.holds(...fiveDays());
		box.vanishes(12);
		const run = await console.run(prune({ keepNewest: 2 }));
		expect(run.json).toEqual([{ storage_box: 42, changed: true, deleted: [told(11, 5), told(13, 3)], kept: 2, kept_undated: [] }]);
	});

	it('that is refused at once says what it always says', async () => {
		box.holds(...fiveDays());
		box.refuses(11, 423, 'locked');
		expect(shown(await console.run(prune({ keepNewest: 3 }, {}, { maximumWait: 1 })))).toMatchObject({
			message: "the API's words [locked]",
			description: expect.stringContaining('With a longer Maximum Wait the node waits longer for that.'),
		});
		expect(box.ids()).toEqual([11, 12, 13, 14, 15]);
	});

	it('waits while another action is in the way', async () => {
		box.holds(...fiveDays());
		box.refuses(11, 423, 'locked', 2);
		expect((await console.run(prune({ keepNewest: 4 }))).error).toBeUndefined();
		expect(console.sent()).toEqual([LIST, DELETE(11), DELETE(11), DELETE(11), LOOK]);
	});

	it('that is refused after others says what was deleted and what not', async () => {
		box.holds(...fiveDays());
		box.refuses(12, 423, 'locked');
		expect(shown(await console.run(prune({ keepNewest: 2 }, {}, { maximumWait: 1 })))).toMatchObject({
			message: "1 of 3 snapshots was deleted, but day 4 (12) was not: the API's words [locked]",
			description:
				'Deleted: day 5 (11). Not deleted: day 4 (12), day 3 (13). The next run deletes what is left. Another action is running on this Storage Box. Try again when it has ended. With a longer Maximum Wait the node waits longer for that.',
		});
		expect(box.ids()).toEqual([12, 13, 14, 15]);
	});

	it('of which nobody knows what became is told as unknown, and stops', async () => {
		box.holds(...fiveDays());
		box.refuses(13, 500, 'server_error');
		const error = shown(await console.run(prune({ keepNewest: 1 })));
		expect(error.message).toBe("2 of 4 snapshots were deleted, but it is unknown whether day 3 (13) was: the API's words [server_error]");
		expect(error.description).toContain('Deleted: day 5 (11), day 4 (12). Not deleted: day 3 (13), which is unknown, day 2 (14).');
		expect(console.sent().filter((request) => request.startsWith('DELETE'))).toEqual([DELETE(11), DELETE(12), DELETE(13)]);
	});

	it('that fails after it was accepted stops', async () => {
		box.holds(...fiveDays());
		box.fails(12);
		expect(shown(await console.run(prune({ keepNewest: 3 }))).message).toBe(
			'1 of 2 snapshots was deleted, but it is unknown whether day 4 (12) was: delete_snapshot of snapshot 12 of Storage Box 42 failed (action 598022669323684): delete_snapshot failed [action_failed]',
		);
		expect(box.ids()).toEqual([12, 13, 14, 15]);
	});

	it('that is not over in time stops before the next', async () => {
		box.holds(...fiveDays());
		box.runsOn(11);
		expect(shown(await console.run(prune({ keepNewest: 3 }, {}, { maximumWait: 2 }))).message).toContain(
			'of snapshot 11 of Storage Box 42, but has not carried it out within 2 seconds',
		);
		expect(console.sent().filter((request) => request.startsWith('DELETE'))).toEqual([DELETE(11)]);
	});

	it('is waited for also where an option of another operation is left in the node', async () => {
		box.holds(...fiveDays());
		await console.run(prune({ keepNewest: 3 }, {}, { waitForCompletion: false }));
		expect(console.sent()).toEqual([LIST, DELETE(11), LOOK, DELETE(12), LOOK]);
	});
});

describe('labels', () => {
	const labelled = () => [
		taken(11, 5, { labels: { env: 'prod', tier: 'web' } }),
		taken(12, 4, { labels: { env: 'test' } }),
		taken(13, 3, { labels: { env: 'prod', 'example.com/keep': '' } }),
		taken(14, 2, { labels: {} }),
		taken(15, 1, { labels: undefined }),
		taken(16, 1, { labels: 'env=prod' }),
	];

	// The stub gives back all, whatever it is asked.
	it.each([
		['env=prod', [11, 13]],
		['env == prod', [11, 13]],
		['env!=prod', [12, 14]],
		['env', [11, 12, 13]],
		['!env', [14]],
		['env in (prod, test)', [11, 12, 13]],
		['env notin (prod)', [12, 14]],
		['env=prod,!example.com/keep', [11]],
		['env in (prod,test),tier=web', [11]],
		['example.com/keep=', [13]],
		['constructor', []],
		['!constructor', [11, 12, 13, 14]],
	])('%s: of what comes back only what has them is deleted', async (labelSelector, gone) => {
		box.holds(...labelled());
		await console.run(prune({ olderThanDays: 1 }, { labelSelector }));
		expect(
			labelled()
				.map(({ id }) => id)
				.filter((id) => !box.ids().includes(id)),
		).toEqual(gone.filter((id) => id < 14 || id === 14));
	});

	it.each(['env=prod tier=web', 'env in prod', 'env=(prod', ',', 'env=prod,', '!'])('that cannot be read (%s) delete nothing', async (labelSelector) => {
		box.holds(...labelled());
		expect(shown(await console.run(prune({ keepNewest: 1 }, { labelSelector }))).message).toMatch(/^Label Selector: ".*" is no part of a label selector$/);
		expect(console.sent()).toEqual([]);
	});
});

describe('Retry On Fail', () => {
	it('looks anew, deletes what is left, and tells of all that was deleted', async () => {
		box.holds(...fiveDays());
		box.refuses(12, 403, 'forbidden', 1);
		const run = await console.run(prune({ keepNewest: 2 }), { tries: 2 });
		expect(run.json).toEqual([{ storage_box: 42, changed: true, deleted: [told(11, 5), told(12, 4), told(13, 3)], kept: 2, kept_undated: [] }]);
		expect(console.sent().filter((request) => request.startsWith('DELETE'))).toEqual([DELETE(11), DELETE(12), DELETE(12), DELETE(13)]);
	});

	it.each([
		['accepted, and not followed', 0],
		['not answered', 1],
	])('tells of what an earlier try has deleted whose deletion was %s', async (_what, isLost) => {
		box.holds(...fiveDays());
		const { answer } = box;
		let left = isLost ? 1 : 3;
		console.answer((request) => {
			if (left === 0 || (isLost ? request.method !== 'DELETE' : !request.path.includes('/actions/'))) return answer(request);
			left -= 1;
			const reply = answer(request);
			return isLost ? { cut: true } : { ...reply, status: 403, body: { error: { code: 'forbidden', message: 'no' } } };
		});
		const run = await console.run(prune({ keepNewest: 4 }), { tries: 2 });
		expect(run.json).toEqual([{ storage_box: 42, changed: true, deleted: [told(11, 5)], kept: 4, kept_undated: [] }]);
	});

	it('does not tell of what was refused, and is gone by somebody else', async () => {
		box.holds(...fiveDays());
		const { answer } = box;
		console.answer((request) => {
			if (request.method !== 'DELETE' || box.ids().length < 5) return answer(request);
			box.holds(...fiveDays().slice(1));
			return { status: 403, body: { error: { code: 'forbidden', message: 'no' } } };
		});
		expect((await console.run(prune({ keepNewest: 4 }), { tries: 2 })).json).toMatchObject([{ changed: false, deleted: [], kept: 4 }]);
	});

	it('says what earlier tries have deleted where the list fails', async () => {
		box.holds(...fiveDays());
		box.refuses(12, 403, 'forbidden');
		let lists = 0;
		const { answer } = box;
		console.answer((request) => (request.path.includes('?') && ++lists > 1 ? { status: 403, body: { error: { code: 'forbidden', message: 'no' } } } : answer(request)));
		const error = shown(await console.run(prune({ keepNewest: 3 }), { tries: 2 }));
		expect(error.message).toBe('1 snapshot was deleted, but no more: no [forbidden]');
		expect(error.description).toContain('Deleted: day 5 (11). The next run deletes what is left.');
	});

	it('does not send again what is unknown', async () => {
		box.holds(...fiveDays());
		box.refuses(11, 500, 'server_error');
		const error = shown(await console.run(prune({ keepNewest: 4 }), { tries: 2 }));
		expect(error.message).toContain('Not sent again');
		expect(console.sent().filter((request) => request.startsWith('DELETE'))).toEqual([DELETE(11)]);
	});
});

it('takes an item for each box, which may be given by its name', async () => {
	box.holds(...fiveDays());
	const run = await console.run(
		{ ...prune({ keepNewest: 4 }), storageBoxId: by('={{ $json.box }}', 'name') },
		{ items: [{ json: { box: 'backups' } }, { json: { box: 'archive' } }] },
	);
	expect(run.json).toEqual([
		{ storage_box: 42, storage_box_name: 'backups', changed: true, deleted: [told(11, 5)], kept: 4, kept_undated: [] },
		{ storage_box: 43, storage_box_name: 'archive', changed: false, deleted: [], kept: 0, kept_undated: [] },
	]);
	expect(console.sent().filter((request) => request.includes('snapshots'))).toEqual([LIST, DELETE(11), LIST.replace('42', '43')]);
	expect(run.outputs[0]!.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
});

describe('Dry Run', () => {
	it('says what would be deleted, and sends nothing', async () => {
		box.holds(...fiveDays());
		const { json } = await console.run(prune({ keepNewest: 4 }, {}, { dryRun: true }));
		expect(json).toEqual([
			{
				storage_box: 42,
				dryRun: true,
				changed: true,
				changes: [{ field: 'snapshot', from: told(11, 5), to: null }],
				requests: [{ method: 'DELETE', path: '/storage_boxes/42/snapshots/11' }],
				warnings: ['Deletes snapshots: of those made by hand, or with Automatic by the snapshot plan, all that no rule keeps; their data are lost.'],
				kept: 4,
				kept_undated: [],
			},
		]);
		expect(console.sent()).toEqual([LIST]);
	});

	it('says that nothing would be, and warns of nothing then', async () => {
		box.holds(...fiveDays());
		expect((await console.run(prune({ keepNewest: 5 }, {}, { dryRun: true }))).json).toEqual([
			{ storage_box: 42, dryRun: true, changed: false, changes: [], requests: [], warnings: [], kept: 5, kept_undated: [] },
		]);
	});
});

it('needs Allow in Agents as a tool, and a credential that may destroy', async () => {
	box.holds(...fiveDays());
	const tool = { type: 'n8n-nodes-hetzner-robot.hetznerStorageBoxTool' };
	expect(shown(await console.run(prune({ keepNewest: 4 }), tool)).message).toContain('may destroy something for good, and Allow in Agents is off in this tool.');
	const credential = { ...console.credential, allowedActions: 'noDestruction' } as never;
	expect(shown(await console.run(prune({ keepNewest: 4 }), { credential })).message).toContain('Not allowed: "Prune snapshots (deletes old ones)" may destroy something for good');
	expect(console.sent()).toEqual([]);
	expect((await console.run({ ...prune({ keepNewest: 4 }), allowInAgents: true }, tool)).error).toBeUndefined();
});

it('asks for an action that has ended at once no more', async () => {
	box.holds(...fiveDays());
	const { answer } = box;
	console.answer((request) => (request.method === 'DELETE' ? { status: 201, body: { action: action('delete_snapshot') } } : answer(request)));
	await console.run(prune({ keepNewest: 3 }));
	expect(console.sent()).toEqual([LIST, DELETE(11), DELETE(12)]);
});
