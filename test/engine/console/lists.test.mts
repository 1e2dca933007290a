import { describe, expect, it } from '@jest/globals';
import type { INodeListSearchResult, INodeParameters } from 'n8n-workflow';
import { action, box, newBox, pages, snapshot, subaccount, type } from '../../contract/console/objects.mts';
import { refusal, stubConsole, type StubReply } from '../../support/stubConsole.mts';

/** Lists: those of the editor, and how much of one is put out. */

const console = stubConsole();

const theBox = { storageBoxId: { __rl: true, mode: 'id', value: '42' } };
const boxes: StubReply = { body: { storage_boxes: [newBox, box], meta: pages(1, 1, 2) } };

describe('in the editor', () => {
	it('Storage Boxes have their name, id, user name, type, place and whether they are not ready', async () => {
		console.answer(boxes);
		expect(await console.list('searchStorageBoxes')).toEqual({
			results: [
				{ name: 'archive (43, bx11, fsn1, initializing)', value: '43' },
				{ name: 'backups (42, u12345, bx11, fsn1)', value: '42' },
			],
		});
	});

	it('are searched by every word that is shown', async () => {
		console.answer(boxes);
		expect(await console.list('searchStorageBoxes', {}, 'FSN1 back')).toEqual({ results: [{ name: 'backups (42, u12345, bx11, fsn1)', value: '42' }] });
	});

	it('snapshots and sub-accounts are those of the chosen box', async () => {
		console.answer({ body: { snapshots: [{ ...snapshot, is_automatic: true, stats: { size: 3 * 1024 ** 3 } }] } }, { body: { subaccounts: [subaccount] } });
		expect(await console.list('searchSnapshots', theBox)).toEqual({ results: [{ name: '2025-11-10T19-16-57 (7, 3.0 GiB, automatic, before the upgrade)', value: '7' }] });
		expect(await console.list('searchSubaccounts', theBox)).toEqual({ results: [{ name: 'web1 (9, u12345-sub1, backups/web1)', value: '9' }] });
		expect(console.sent()).toEqual(['GET /storage_boxes/42/snapshots', 'GET /storage_boxes/42/subaccounts']);
	});

	it.each(['searchSnapshots', 'searchSubaccounts'])('%s is empty, and no error, while nobody knows the box', async (method) => {
		for (const storageBoxId of [undefined, null, '', { __rl: true, mode: 'list', value: '' }, { __rl: true, mode: 'id', value: null }, { __rl: true, mode: 'id', value: '0' }]) {
			expect(await console.list(method, { storageBoxId } as INodeParameters)).toEqual({ results: [{ name: 'Known when the workflow runs: use Name', value: '' }] });
		}
		expect(console.sent()).toEqual([]);
	});

	it('snapshots are not known of a name that no box has, and of a number', async () => {
		console.answer(boxes, refusal(404, 'not_found', 'Storage Box not found'));
		for (const given of [
			{ mode: 'name', value: 'nobody' },
			{ mode: 'id', value: '999' },
		]) {
			expect(await console.list('searchSnapshots', { storageBoxId: { __rl: true, ...given } })).toEqual({
				results: [{ name: 'Known when the workflow runs: use Name', value: '' }],
			});
		}
	});

	it('snapshots say that the token was refused', async () => {
		console.answer(refusal(401, 'unauthorized', 'the token you have provided is invalid'));
		await expect(console.list('searchSnapshots', theBox)).rejects.toThrow(/token/);
	});

	it('types have their size', async () => {
		console.answer({ body: { storage_box_types: [type], meta: pages(1, 1, 1) } });
		expect(await console.list('searchStorageBoxTypes')).toEqual({ results: [{ name: 'bx11 (1333, BX11, 1 TiB)', value: '1333' }] });
	});

	it('actions have their command, id, status and box', async () => {
		console.answer({ body: { actions: [action('create_snapshot', 'running')], meta: pages(1, 1, 1) } });
		expect(await console.list('searchActions')).toEqual({
			results: [{ name: 'create_snapshot (598022669323684, running, Storage Box 42, 2025-12-01T10:00)', value: '598022669323684' }],
		});
	});

	it('locations are those of the chosen type, with its price there', async () => {
		const other = { ...type, id: 1334, name: 'bx21', prices: [{ ...type.prices[0], location: 'nbg1' }] };
		console.answer({ body: { storage_box_types: [type, other], meta: pages(1, 1, 2) } });
		const fsn1AndHel1 = [
			{ name: 'fsn1 (3.8080 per month with VAT)', value: 'fsn1' },
			{ name: 'hel1 (4.6410 per month with VAT)', value: 'hel1' },
		];
		const listed = async (storageBoxType: INodeParameters[string]) => (await console.list('searchLocations', { storageBoxType })) as INodeListSearchResult;
		expect((await listed({ __rl: true, mode: 'list', value: '1333' })).results).toEqual(fsn1AndHel1);
		expect((await listed({ __rl: true, mode: 'name', value: 'bx11' })).results).toEqual(fsn1AndHel1);
		// Nothing, an expression that the editor cannot resolve, and a type that there is not: any of them may be meant.
		for (const unknown of [{ __rl: true, mode: 'list', value: '' }, { __rl: true, mode: 'name', value: null }, null, { __rl: true, mode: 'name', value: 'bx99' }]) {
			expect((await listed(unknown as INodeParameters[string])).results).toEqual(['fsn1', 'hel1', 'nbg1'].map((name) => ({ name, value: name })));
		}
		expect(console.sent()).toHaveLength(1);
	});

	it('what is listed without an id cannot be chosen', async () => {
		console.answer({ body: { storage_boxes: [{ ...box, id: null }, box], meta: pages(1, 1, 2) } });
		expect(await console.list('searchStorageBoxes')).toMatchObject({ results: [{ value: '42' }] });
	});

	it('are asked once, and tell what is refused', async () => {
		console.answer(refusal(500, 'server_error', 'broken'));
		await expect(console.list('searchStorageBoxes')).rejects.toThrow('broken [server_error]');
		expect(console.sent()).toHaveLength(1);
	});
});

describe('what is put out', () => {
	const many = Array.from({ length: 60 }, (_, index) => ({ ...box, id: index + 1 }));
	const list = { resource: 'storageBox', operation: 'getAll' };

	it('is as much as the limit says, over pages of 50', async () => {
		console.answer({ body: { storage_boxes: many.slice(0, 50), meta: pages(1, 2, 60) } }, { body: { storage_boxes: many.slice(50), meta: pages(2, 2, 60) } });
		expect((await console.run({ ...list, returnAll: false, limit: 55 })).json).toEqual(many.slice(0, 55));
		expect(console.sent()).toHaveLength(2);
	});

	it('is not asked for beyond the limit', async () => {
		console.answer({ body: { storage_boxes: many.slice(0, 50), meta: pages(1, 2, 60) } });
		expect((await console.run({ ...list, returnAll: '={{ "false" }}', limit: '3' })).json).toEqual(many.slice(0, 3));
		expect(console.sent()).toHaveLength(1);
	});

	it('is nothing for an empty list', async () => {
		console.answer({ body: { storage_boxes: [], meta: pages(1, 1, 0) } });
		const run = await console.run({ ...list, returnAll: true });
		expect(run.error).toBeUndefined();
		expect(run.json).toEqual([]);
	});

	it.each<[string, StubReply]>([
		['a page fails', refusal(403, 'forbidden')],
		['a page does not say whether it is the last', { body: { storage_boxes: many.slice(50) } }],
		['a page is no list', { body: { storage_boxes: null, meta: pages(2, 2, 60) } }],
		['a page has what is no box', { body: { storage_boxes: [null], meta: pages(2, 2, 60) } }],
		['a page is the same again', { body: { storage_boxes: many.slice(50), meta: { pagination: { next_page: 2 } } } }],
	])('is an error and never half of a list where %s', async (_what, second) => {
		console.answer({ body: { storage_boxes: many.slice(0, 50), meta: pages(1, 2, 60) } }, second);
		const run = await console.run({ ...list, returnAll: true });
		expect(run.error).toBeDefined();
		expect(run.json).toEqual([]);
	});

	it('of a list without pages is as much as the limit says', async () => {
		console.answer({ body: { snapshots: [snapshot, { ...snapshot, id: 8 }] } });
		expect((await console.run({ resource: 'snapshot', operation: 'getAll', ...theBox, returnAll: false, limit: 1 })).json).toEqual([snapshot]);
		expect(console.sent()).toEqual(['GET /storage_boxes/42/snapshots']);
	});

	it.each([
		['null', null],
		['objects', [{ name: 'daily' }]],
		['missing', undefined],
	])('of folders that are %s is an error', async (_what, folders) => {
		console.answer({ body: { folders } });
		expect((await console.run({ resource: 'storageBox', operation: 'getFolders', ...theBox })).error?.message).toBe("Hetzner Console's reply could not be read");
	});
});
