import { describe, expect, it } from '@jest/globals';
import { pass, stopClock } from '../support/clock.mts';
import { ARCHIVE, BACKUP, begun, del, error, finish, freshConsole, get, invalid, ISO, outcome, post, put, simulator } from './consoleClient.mts';

freshConsole();

const SNAPSHOTS = `${ARCHIVE}/snapshots`;
const BY_HAND = {
	id: 71_201,
	name: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d$/),
	description: 'before the migration',
	is_automatic: false,
	stats: { size: 13_107_200_000, size_filesystem: 1_310_720_000_000 },
	labels: { keep: '' },
	created: ISO,
	storage_box: 530_101,
};
const ids = async (query = '') => (await get(`${BACKUP}/snapshots${query}`)).body.snapshots.map(({ id }: any) => id);

describe('GET /storage_boxes/{id}/snapshots', () => {
	it('lists all of them on one page', async () => {
		const { status, body, headers } = await get(`${BACKUP}/snapshots?per_page=1`);
		expect(status).toBe(200);
		expect(Object.keys(body)).toEqual(['snapshots']);
		expect(headers).not.toHaveProperty('link');
		expect(body.snapshots).toHaveLength(3);
		expect(body.snapshots[0]).toEqual(BY_HAND);
		expect(body.snapshots[1]).toMatchObject({ id: 71_202, is_automatic: true, description: '', labels: {} });
		expect(await get(SNAPSHOTS)).toMatchObject({ status: 200, body: { snapshots: [] } });
	});

	it.each([
		['?is_automatic=true', [71_202, 71_203]],
		['?is_automatic=false', [71_201]],
		['?label_selector=keep', [71_201]],
		['?label_selector=!keep', [71_202, 71_203]],
		['?name=x', []],
		['?sort=created:desc', [71_203, 71_202, 71_201]],
		['?sort=name:desc', [71_203, 71_202, 71_201]],
	])('finds with %s', async (query, found) => {
		expect(await ids(query)).toEqual(found);
	});

	it('finds by name', async () => {
		const { name } = (await get(`${BACKUP}/snapshots/71202`)).body.snapshot;
		expect(await ids(`?name=${name}`)).toEqual([71_202]);
	});

	it('refuses filters it does not know the values of', async () => {
		expect(await get(`${BACKUP}/snapshots?is_automatic=1`)).toEqual(invalid({ is_automatic: ['must be one of true, false'] }));
		expect(await get(`${BACKUP}/snapshots?sort=stats.size`)).toEqual(invalid({ sort: [expect.any(String)] }));
		expect(await get('/storage_boxes/1/snapshots')).toEqual(error(404, 'not_found'));
	});

	it('knows those that Robot took, and gives them ids as they came', async () => {
		const authorization = `Basic ${btoa(`${simulator.username}:${simulator.password}`)}`;
		await fetch(`${simulator.url}/storagebox/12345/snapshot`, { method: 'POST', headers: { authorization } });
		expect((await post(`${BACKUP}/snapshots`, {})).body.snapshot.id).toBe(71_205);
		expect(await ids()).toEqual([71_201, 71_202, 71_203, 71_204]);
	});
});

describe('POST /storage_boxes/{id}/snapshots', () => {
	it('answers with a part of the snapshot, which is there when the action is over', async () => {
		stopClock();
		const second = new Date(Date.now()).toISOString().slice(0, 19);
		const reply = await post(SNAPSHOTS, { description: 'a-1_,:<>+#!()[]{}', labels: { nightly: 'yes' } });
		expect(reply).toMatchObject(begun('create_snapshot', { id: 71_204, type: 'storage_box_snapshot' }));
		expect(reply.body.snapshot).toEqual({ id: 71_204, storage_box: 530_102 });
		expect(await get(`${SNAPSHOTS}/71204`)).toEqual(error(404, 'not_found', "Storage Box Snapshot with ID '71204' not found"));
		pass(3);
		expect(await outcome(reply)).toMatchObject({ status: 'success' });
		expect((await get(`${SNAPSHOTS}/71204`)).body.snapshot).toEqual({
			id: 71_204,
			name: second.replaceAll(':', '-'),
			description: 'a-1_,:<>+#!()[]{}',
			is_automatic: false,
			stats: { size: 419_430_400, size_filesystem: 41_943_040_000 },
			labels: { nightly: 'yes' },
			created: `${second}Z`,
			storage_box: 530_102,
		});
		expect((await get(ARCHIVE)).body.storage_box.stats.size_snapshots).toBe(419_430_400);
	});

	it('needs no more than an empty object, but that', async () => {
		expect((await post(SNAPSHOTS, {})).status).toBe(201);
		expect(await post(SNAPSHOTS)).toEqual(error(400, 'json_error'));
		finish();
		expect((await get(SNAPSHOTS)).body.snapshots).toMatchObject([{ description: '', labels: {} }]);
	});

	it('that fails leaves none', async () => {
		simulator.console.set({ failing: ['create_snapshot'] });
		const reply = await post(SNAPSHOTS, {});
		finish();
		expect(await outcome(reply)).toMatchObject({ status: 'error', error: { code: 'action_failed', message: 'creating snapshot failed' } });
		expect((await get(SNAPSHOTS)).body.snapshots).toEqual([]);
	});

	it('is one at a time', async () => {
		await post(SNAPSHOTS, {});
		expect(await post(SNAPSHOTS, {})).toEqual(error(423, 'locked', 'Action is locked'));
		expect((await post(`${BACKUP}/snapshots`, {})).status).toBe(201);
		finish();
		expect((await post(SNAPSHOTS, {})).status).toBe(201);
	});

	it('has the limit of the type, not counting those of the plan', async () => {
		simulator.console.set({ actionSeconds: 0 });
		simulator.state.storageBoxes[1]!.snapshots = structuredClone(simulator.state.storageBoxes[0]!.snapshots.slice(1));
		for (let count = 0; count < 10; count++) expect((await post(SNAPSHOTS, {})).status).toBe(201);
		expect(await post(SNAPSHOTS, {})).toEqual(error(403, 'resource_limit_exceeded', expect.any(String), { limits: [{ name: 'snapshot_limit' }] }));
		expect((await get(SNAPSHOTS)).body.snapshots).toHaveLength(12);
	});

	it.each(['a.b', 'ä', 'a/b', "it's", 'a@b', 'a\nb'])('refuses the description %j', async (description) => {
		expect(await post(SNAPSHOTS, { description })).toEqual(invalid({ description: ['contains characters that are not allowed'] }));
	});

	it('refuses what is too long, or of another kind', async () => {
		expect((await post(SNAPSHOTS, { description: 'a'.repeat(1000) })).status).toBe(201);
		expect(await post(`${BACKUP}/snapshots`, { description: 'a'.repeat(1001) })).toEqual(invalid({ description: ['is too long, at most 1000 characters'] }));
		expect(await post(`${BACKUP}/snapshots`, { description: 5, labels: 'a=b' })).toEqual(invalid({ description: ['must be a string'], labels: ['must be an object'] }));
	});
});

describe('one snapshot', () => {
	it('is shown', async () => {
		expect(await get(`${BACKUP}/snapshots/71201`)).toMatchObject({ status: 200, body: { snapshot: BY_HAND } });
		expect(await get(`${ARCHIVE}/snapshots/71201`)).toEqual(error(404, 'not_found'));
	});

	it('is changed: what is sent', async () => {
		const reply = await put(`${BACKUP}/snapshots/71201`, { description: '' });
		expect(reply).toMatchObject({ status: 200, body: { snapshot: { ...BY_HAND, description: '' } } });
		expect((await put(`${BACKUP}/snapshots/71201`, { labels: { a: 'b' } })).body.snapshot).toEqual({ ...BY_HAND, description: '', labels: { a: 'b' } });
		expect((await get(`${BACKUP}/snapshots/71201`)).body.snapshot).toMatchObject({ description: '', labels: { a: 'b' } });
		expect(await put(`${BACKUP}/snapshots/71201`, { description: 'ö' })).toEqual(invalid({ description: ['contains characters that are not allowed'] }));
		expect(await put(`${BACKUP}/snapshots/1`, {})).toEqual(error(404, 'not_found'));
	});

	it('is deleted, when the action is over', async () => {
		const reply = await del(`${BACKUP}/snapshots/71201`);
		expect(reply).toMatchObject(begun('delete_snapshot', { id: 71_201, type: 'storage_box_snapshot' }));
		expect(await ids()).toEqual([71_201, 71_202, 71_203]);
		finish();
		expect(await ids()).toEqual([71_202, 71_203]);
		expect(await del(`${BACKUP}/snapshots/71201`)).toEqual(error(404, 'not_found'));
	});
});
