import { describe, expect, it } from '@jest/globals';
import { ARCHIVE, BACKUP, begun, del, error, finish, freshConsole, get, invalid, ISO, outcome, PASSWORD, post, put, simulator } from './consoleClient.mts';

freshConsole();

const SUBACCOUNTS = `${BACKUP}/subaccounts`;
const WEB = `${SUBACCOUNTS}/84301`;
const about = { id: 84_301, type: 'storage_box_subaccount' };
const SEEDED = {
	id: 84_301,
	name: 'web1',
	username: 'u12345-sub1',
	server: 'u12345-sub1.storagebox.example.net',
	home_directory: 'web1',
	description: 'web1 nightly',
	access_settings: { reachable_externally: true, readonly: false, samba_enabled: false, ssh_enabled: true, webdav_enabled: false },
	labels: { host: 'web1' },
	created: ISO,
	storage_box: 530_101,
};
const NEW = { home_directory: 'db/2', password: PASSWORD };
const ids = async (query = '') => (await get(`${SUBACCOUNTS}${query}`)).body.subaccounts.map(({ id }: any) => id);
const account = async (path = WEB) => (await get(path)).body.subaccount;

describe('GET /storage_boxes/{id}/subaccounts', () => {
	it('lists all of them on one page', async () => {
		const { status, body, headers } = await get(SUBACCOUNTS);
		expect(status).toBe(200);
		expect(Object.keys(body)).toEqual(['subaccounts']);
		expect(headers).not.toHaveProperty('link');
		expect(body.subaccounts[0]).toEqual(SEEDED);
		expect(body.subaccounts[1]).toMatchObject({ id: 84_302, name: 'u12345-sub2', labels: {} });
		expect((await get(`${ARCHIVE}/subaccounts`)).body).toEqual({ subaccounts: [] });
	});

	it.each([
		['?name=web1', [84_301]],
		['?name=u12345-sub2', [84_302]],
		['?username=u12345-sub1', [84_301]],
		['?username=u12345-sub1&name=x', []],
		['?label_selector=host', [84_301]],
		['?sort=id:desc', [84_302, 84_301]],
		['?sort=created:desc', [84_302, 84_301]],
	])('finds with %s', async (query, found) => {
		expect(await ids(query)).toEqual(found);
	});

	it('sorts by id and created only', async () => {
		expect((await get(`${SUBACCOUNTS}?sort=name`)).body.error).toMatchObject({ code: 'invalid_input', details: { fields: [{ name: 'sort' }] } });
		expect(await get('/storage_boxes/1/subaccounts')).toEqual(error(404, 'not_found'));
	});
});

describe('POST /storage_boxes/{id}/subaccounts', () => {
	it('answers with a part of the sub-account, which is there when the action is over', async () => {
		const access_settings = { reachable_externally: true, readonly: true, samba_enabled: true, ssh_enabled: false, webdav_enabled: true };
		const reply = await post(SUBACCOUNTS, { ...NEW, name: 'db', description: 'für Ä', labels: { a: 'b' }, access_settings });
		expect(reply).toMatchObject(begun('create_subaccount', { id: 84_303, type: 'storage_box_subaccount' }));
		expect(reply.body.subaccount).toEqual({ id: 84_303, storage_box: 530_101 });
		expect(await get(`${SUBACCOUNTS}/84303`)).toEqual(error(404, 'not_found', "Storage Box Subaccount with ID '84303' not found"));
		finish();
		expect(await account(`${SUBACCOUNTS}/84303`)).toEqual({
			id: 84_303,
			name: 'db',
			username: 'u12345-sub3',
			server: 'u12345-sub3.storagebox.example.net',
			home_directory: 'db/2',
			description: 'für Ä',
			access_settings,
			labels: { a: 'b' },
			created: ISO,
			storage_box: 530_101,
		});
		expect((await get(`${BACKUP}/folders?path=db`)).body).toEqual({ folders: ['2'] });
	});

	it('needs a directory and a password; the rest is empty and off', async () => {
		await post(SUBACCOUNTS, NEW);
		finish();
		const access_settings = { reachable_externally: false, readonly: false, samba_enabled: false, ssh_enabled: false, webdav_enabled: false };
		expect(await account(`${SUBACCOUNTS}/84303`)).toMatchObject({ name: 'u12345-sub3', description: '', labels: {}, access_settings });
		expect(await post(SUBACCOUNTS, {})).toEqual(invalid({ home_directory: ['is required'], password: ['is required'] }));
	});

	it.each([
		[{ home_directory: '/db' }, { home_directory: ['must not start with a slash'] }],
		[{ home_directory: '' }, { home_directory: ['must not be empty'] }],
		[{ home_directory: 'dä' }, { home_directory: ['contains characters that are not allowed'] }],
		[{ home_directory: 'a'.repeat(1000) }, { home_directory: ['is too long, at most 999 characters'] }],
		[{ password: 'short' }, { password: expect.arrayContaining(['is too short, at least 12 characters']) }],
		[{ name: '' }, { name: ['must not be empty'] }],
		[{ name: 'a'.repeat(51) }, { name: ['is too long, at most 50 characters'] }],
		[{ description: 'a'.repeat(1001) }, { description: ['is too long, at most 1000 characters'] }],
		[{ labels: { 'a b': '' } }, { labels: ["label key 'a b' is invalid"] }],
		[{ access_settings: { readonly: 'yes' } }, { 'access_settings.readonly': ['must be a boolean'] }],
	])('refuses %j', async (change, problems) => {
		expect(await post(SUBACCOUNTS, { ...NEW, ...change })).toEqual(invalid(problems));
		finish();
		expect(await ids()).toEqual([84_301, 84_302]);
	});

	it('that fails leaves none, and says no reason', async () => {
		simulator.console.set({ failing: ['create_subaccount'] });
		const reply = await post(SUBACCOUNTS, NEW);
		finish();
		expect(await outcome(reply)).toMatchObject({ status: 'error', error: { code: 'action_failed', message: 'creating subaccount failed' } });
		expect(await ids()).toEqual([84_301, 84_302]);
		expect((await get(`${BACKUP}/folders?path=db`)).status).toBe(404);
	});

	it('is one at a time, and has the limit of the type', async () => {
		await post(SUBACCOUNTS, NEW);
		expect(await post(SUBACCOUNTS, NEW)).toEqual(error(423, 'locked', 'Action is locked'));
		finish();
		const box = simulator.state.storageBoxes[0]!;
		while (box.subaccounts.length < 100) box.subaccounts.push({ ...box.subaccounts[0]! });
		expect(await post(SUBACCOUNTS, NEW)).toEqual(error(403, 'resource_limit_exceeded', expect.any(String), { limits: [{ name: 'subaccounts_limit' }] }));
	});
});

describe('one sub-account', () => {
	it('is shown', async () => {
		expect(await get(WEB)).toMatchObject({ status: 200, body: { subaccount: SEEDED } });
		expect(await get(`${ARCHIVE}/subaccounts/84301`)).toEqual(error(404, 'not_found'));
	});

	it.each([{ name: 'other' }, { description: '' }, { labels: {} }])('is changed to %j, and otherwise kept', async (change) => {
		expect(await put(WEB, change)).toMatchObject({ status: 200, body: { subaccount: { ...SEEDED, ...change } } });
		expect(await account()).toEqual({ ...SEEDED, ...change });
	});

	it('keeps to the rules when it is changed', async () => {
		expect(await put(WEB, { name: '', labels: null })).toEqual(invalid({ name: ['must not be empty'], labels: ['must be an object'] }));
		expect(await put(`${SUBACCOUNTS}/1`, {})).toEqual(error(404, 'not_found'));
	});

	it('is deleted when the action is over, and its directory stays', async () => {
		expect(await del(WEB)).toMatchObject(begun('delete_subaccount', about));
		expect(await ids()).toEqual([84_301, 84_302]);
		finish();
		expect(await ids()).toEqual([84_302]);
		expect((await get(`${BACKUP}/folders`)).body.folders).toContain('web1');
		expect(await del(WEB)).toEqual(error(404, 'not_found'));
	});
});

describe('the actions of a sub-account', () => {
	it('change_home_directory', async () => {
		expect(await post(`${WEB}/actions/change_home_directory`, { home_directory: 'other/web1' })).toMatchObject(begun('change_home_directory', about));
		expect(await account()).toEqual(SEEDED);
		finish();
		expect(await account()).toEqual({ ...SEEDED, home_directory: 'other/web1' });
		expect((await get(`${BACKUP}/folders`)).body.folders).toEqual(['backups', 'db1', 'other', 'web1']);
		expect(await post(`${WEB}/actions/change_home_directory`, { home_directory: '/x' })).toEqual(invalid({ home_directory: ['must not start with a slash'] }));
		expect(await post(`${WEB}/actions/change_home_directory`, {})).toEqual(invalid({ home_directory: ['is required'] }));
	});

	it('reset_subaccount_password', async () => {
		const reply = await post(`${WEB}/actions/reset_subaccount_password`, { password: PASSWORD });
		expect(reply).toMatchObject(begun('reset_subaccount_password', about));
		expect(Object.keys(reply.body)).toEqual(['action']);
		expect(await post(`${WEB}/actions/reset_subaccount_password`, { password: 'Passw0rd!2024' })).toEqual(invalid({ password: ['is known from a data breach'] }));
		expect(await post(`${WEB}/actions/reset_password`, { password: PASSWORD })).toEqual(error(404, 'not_found', 'api route not found'));
	});

	it.each([
		['reachable_externally', false],
		['readonly', true],
		['samba_enabled', true],
		['ssh_enabled', false],
		['webdav_enabled', true],
	])('update_access_settings changes %s alone', async (name, value) => {
		expect(await post(`${WEB}/actions/update_access_settings`, { [name]: value, home_directory: 'gone' })).toMatchObject(begun('update_access_settings', about));
		finish();
		expect(await account()).toEqual({ ...SEEDED, access_settings: { ...SEEDED.access_settings, [name]: value } });
	});

	it('that fail change nothing', async () => {
		simulator.console.set({ failing: ['change_home_directory', 'update_access_settings', 'delete_subaccount', 'reset_subaccount_password'] });
		const replies = [];
		for (const [name, body] of [
			['change_home_directory', { home_directory: 'x' }],
			['update_access_settings', { readonly: true }],
			['reset_subaccount_password', { password: PASSWORD }],
		] as const) {
			replies.push(await post(`${WEB}/actions/${name}`, body));
			finish();
		}
		replies.push(await del(WEB));
		finish();
		const messages = [];
		for (const reply of replies) messages.push((await outcome(reply)).error.message);
		expect(messages).toEqual(['changing home directory failed', 'updating access settings failed', 'resetting subaccount password failed', 'deleting subaccount failed']);
		expect(await account()).toEqual(SEEDED);
	});
});
