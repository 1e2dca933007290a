import { describe, expect, it } from '@jest/globals';
import { routes } from '../../simulator/sections.mts';
import { inDays, pass } from '../support/clock.mts';
import { error, invalid, type Form } from './client.mts';
import { client, freshSimulator, simulator } from './fresh.mts';

freshSimulator({ limits: false });

const unknown = (id: number) => error(404, 'STORAGEBOX_NOT_FOUND', `Storage Box with ID ${id} not found`);

const BACKUP = {
	id: 12345,
	login: 'u12345',
	name: 'Backup Server 1',
	product: 'BX21',
	cancelled: false,
	locked: false,
	location: 'NBG1',
	linked_server: 450,
	paid_until: inDays(12),
};
const DETAILS = {
	disk_quota: 5_242_880,
	disk_usage: 1_287_500,
	disk_usage_data: 1_250_000,
	disk_usage_snapshots: 37_500,
	webdav: false,
	samba: true,
	ssh: true,
	external_reachability: true,
	zfs: false,
	server: 'u12345.storagebox.example.net',
	host_system: 'NBG1-BX355',
};

describe('GET /storagebox', () => {
	it('lists the boxes in short', async () => {
		const { status, body } = await client.get('/storagebox');
		expect(status).toBe(200);
		expect(body).toHaveLength(3);
		expect(body[0]).toEqual({ storagebox: BACKUP });
		expect(body[1].storagebox).toMatchObject({ id: 12346, name: 'Archive', linked_server: null, cancelled: false });
		expect(body[2].storagebox).toMatchObject({ id: 12347, name: 'old-backup', cancelled: true });
	});

	it('answers linked_server with one object', async () => {
		expect(await client.get('/storagebox?linked_server=450')).toMatchObject({ status: 200, body: { storagebox: BACKUP } });
		expect((await client.get('/storagebox?linked_server=')).body).toHaveLength(3);
	});

	it('is a 404 without any', async () => {
		const none = error(404, 'STORAGEBOX_NOT_FOUND', 'No Storage Boxes found');
		expect(await client.get('/storagebox?linked_server=321')).toEqual(none);
		simulator.state.storageBoxes.length = 0;
		expect(await client.get('/storagebox')).toEqual(none);
	});
});

it('GET /storagebox/{storagebox-id} shows all of a box', async () => {
	const { status, body } = await client.get('/storagebox/12345');
	expect(status).toBe(200);
	expect(body).toEqual({ storagebox: { ...BACKUP, ...DETAILS } });
	expect(Object.keys(body.storagebox)).toEqual([...Object.keys(BACKUP), ...Object.keys(DETAILS)]);
	expect(await client.get('/storagebox/1')).toEqual(unknown(1));
});

describe('POST /storagebox/{storagebox-id}', () => {
	it('changes what is sent and nothing else', async () => {
		const renamed = { storagebox: { ...BACKUP, ...DETAILS, name: 'backup1' } };
		expect(await client.post('/storagebox/12345', [['storagebox_name', 'backup1']])).toMatchObject({ status: 200, body: renamed });
		expect((await client.get('/storagebox/12345')).body).toEqual(renamed);
		const flags: Form = [
			['samba', 'false'],
			['webdav', 'true'],
			['ssh', 'false'],
			['external_reachability', 'false'],
			['zfs', 'true'],
		];
		await client.post('/storagebox/12345', flags);
		expect((await client.get('/storagebox/12345')).body.storagebox).toEqual({
			...renamed.storagebox,
			samba: false,
			webdav: true,
			ssh: false,
			external_reachability: false,
			zfs: true,
		});
	});

	it('ignores False, and refuses an empty name', async () => {
		expect(
			(
				await client.post('/storagebox/12345', [
					['samba', 'False'],
					['ssh', '0'],
				])
			).body.storagebox,
		).toMatchObject({ samba: true, ssh: true });
		expect(
			await client.post('/storagebox/12345', [
				['storagebox_name', ''],
				['samba', 'false'],
			]),
		).toEqual(invalid(null, ['storagebox_name']));
		expect((await client.get('/storagebox/12345')).body.storagebox.samba).toBe(true);
		expect(await client.post('/storagebox/1', [['samba', 'true']])).toEqual(unknown(1));
	});
});

const WEAK = error(409, 'STORAGEBOX_INVALID_PASSWORD', 'The chosen password has been considered insecure or does not comply with our password guideline');
const TOO_WEAK = ['Short1', 'nouppercase123', 'NOLOWERCASE123', 'NoDigitsAtAllHere', 'Abcdefghij1'];

describe.each([
	['a box', '/storagebox/12345/password'],
	['a sub-account', '/storagebox/12345/subaccount/u12345-sub1/password'],
])('POST …/password of %s', (_, path) => {
	it('makes a new one each time, and takes a given one', async () => {
		const first = await client.post(path);
		expect(first.status).toBe(200);
		expect(first.body).toEqual({ password: expect.stringMatching(/^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])[A-Za-z0-9]{16}$/) });
		expect((await client.post(path)).body.password).not.toBe(first.body.password);
		expect((await client.post(path, [['password', 'TVUlzspV3YhfSJch']])).body).toEqual({ password: 'TVUlzspV3YhfSJch' });
		expect((await client.post(path, [['password', '']])).body.password).toHaveLength(16);
	});

	it('refuses a weak one', async () => {
		for (const password of TOO_WEAK) expect(await client.post(path, [['password', password]])).toEqual(WEAK);
		expect((await client.post(path, [['password', 'Abcdefghijk1']])).status).toBe(200);
	});

	it('never shows it again', async () => {
		await client.post(path, [['password', 'TVUlzspV3YhfSJch']]);
		expect(JSON.stringify(simulator.state)).not.toContain('TVUlzspV3YhfSJch');
	});

	it('wants a box', async () => {
		expect(await client.post(path.replace('12345', '1'))).toEqual(unknown(1));
	});
});

describe('sub-accounts', () => {
	const path = '/storagebox/12345/subaccount';
	const SUB1 = {
		username: 'u12345-sub1',
		accountid: 'u12345',
		server: 'u12345-sub1.storagebox.example.net',
		homedirectory: 'web1',
		samba: false,
		ssh: true,
		external_reachability: true,
		webdav: false,
		readonly: false,
		createtime: expect.stringMatching(new RegExp(`^${inDays(-200)} \\d\\d:\\d\\d:\\d\\d$`)),
		comment: 'web1 nightly',
	};
	const MISSING = error(404, 'STORAGEBOX_SUBACCOUNT_NOT_FOUND', 'Subaccount not found');

	it('GET lists them', async () => {
		const { status, body } = await client.get(path);
		expect(status).toBe(200);
		expect(body).toHaveLength(2);
		expect(body[0]).toEqual({ subaccount: SUB1 });
		expect(Object.keys(body[0].subaccount)).toEqual(Object.keys(SUB1));
		expect(await client.get('/storagebox/12346/subaccount')).toMatchObject({ status: 200, body: [] });
		expect(await client.get('/storagebox/1/subaccount')).toEqual(unknown(1));
	});

	it('POST creates one with the next number, and shows the password once', async () => {
		const account = { username: 'u12345-sub3', accountid: 'u12345', server: 'u12345-sub3.storagebox.example.net', homedirectory: 'mail/new' };
		const form: Form = [
			['homedirectory', 'mail/new'],
			['ssh', 'true'],
			['readonly', 'true'],
			['samba', 'True'],
			['comment', 'Täst'],
		];
		const { status, body } = await client.post(path, form);
		expect(status).toBe(201);
		expect(body).toEqual({ subaccount: { ...account, password: expect.stringMatching(/^[A-Za-z0-9]{16}$/) } });
		expect(Object.keys(body.subaccount)).toEqual(['username', 'password', 'accountid', 'server', 'homedirectory']);
		const flags = { samba: false, ssh: true, external_reachability: false, webdav: false, readonly: true };
		const createtime = expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
		expect((await client.get(path)).body[2].subaccount).toEqual({ ...account, ...flags, createtime, comment: 'Täst' });
	});

	it("POST takes a password of one's own, if it is a good one", async () => {
		expect(
			await client.post(path, [
				['homedirectory', 'x'],
				['password', 'weak'],
			]),
		).toEqual(WEAK);
		expect((await client.get(path)).body).toHaveLength(2);
		const { body } = await client.post('/storagebox/12346/subaccount', [
			['homedirectory', 'x'],
			['password', 'TVUlzspV3YhfSJch'],
		]);
		expect(body.subaccount).toMatchObject({ username: 'u12346-sub1', password: 'TVUlzspV3YhfSJch' });
	});

	it('POST wants a directory inside the box, and there are at most a hundred', async () => {
		expect(await client.post(path)).toEqual(invalid(['homedirectory'], null));
		expect(await client.post(path, [['homedirectory', '../other']])).toEqual(invalid(null, ['homedirectory']));
		expect(await client.post('/storagebox/1/subaccount', [['homedirectory', 'x']])).toEqual(unknown(1));
		for (let count = 2; count < 100; count++) expect((await client.post(path, [['homedirectory', 'x']])).status).toBe(201);
		expect(await client.post(path, [['homedirectory', 'x']])).toEqual(error(409, 'STORAGEBOX_SUBACCOUNT_LIMIT_EXCEEDED', 'Subaccount limit exceeded'));
	});

	it('PUT changes what is sent and nothing else', async () => {
		expect(await client.put(`${path}/u12345-sub1`, [['homedirectory', 'test']])).toMatchObject({ status: 200, body: null });
		expect((await client.get(path)).body[0].subaccount).toEqual({ ...SUB1, homedirectory: 'test' });
		await client.put(`${path}/u12345-sub1`, [
			['comment', ''],
			['ssh', 'false'],
			['webdav', 'true'],
			['readonly', 'TRUE'],
		]);
		expect((await client.get(path)).body[0].subaccount).toEqual({ ...SUB1, homedirectory: 'test', comment: '', ssh: false, webdav: true });
		expect(await client.put(`${path}/u12345-sub1`, [['homedirectory', 'a b']])).toEqual(invalid(null, ['homedirectory']));
	});

	it('DELETE removes one', async () => {
		expect(await client.del(`${path}/u12345-sub1`)).toMatchObject({ status: 200, body: null });
		expect((await client.get(path)).body.map(({ subaccount }: any) => subaccount.username)).toEqual(['u12345-sub2']);
	});

	it('are not found under another name or box', async () => {
		for (const account of [`${path}/u12345-sub9`, '/storagebox/12346/subaccount/u12345-sub1']) {
			expect(await client.put(account, [['comment', 'x']])).toEqual(MISSING);
			expect(await client.del(account)).toEqual(MISSING);
			expect(await client.post(`${account}/password`)).toEqual(MISSING);
		}
		expect(await client.del('/storagebox/1/subaccount/u12345-sub1')).toEqual(unknown(1));
	});
});

describe('request limits', () => {
	it('allow one change in five seconds per endpoint', async () => {
		simulator.setLimits(true);
		const rename = (name: string) => client.post('/storagebox/12345', [['storagebox_name', name]]);
		expect((await rename('a')).status).toBe(200);
		expect(await rename('b')).toEqual(error(403, 'RATE_LIMIT_EXCEEDED', 'rate limit exceeded', { max_request: 1, interval: 5 }));
		expect((await client.post('/storagebox/12345/password')).status).toBe(200);
		pass(5);
		expect((await rename('c')).body.storagebox.name).toBe('c');
	});

	it('are as documented', () => {
		const found = routes.filter(({ path }) => path.startsWith('/storagebox'));
		expect(found).toHaveLength(16);
		for (const { method, limit } of found) expect([limit.max, limit.seconds]).toEqual(method === 'GET' ? [200, 3600] : [1, 5]);
	});
});
