import { describe, expect, it } from '@jest/globals';
import { pass, stopClock } from '../support/clock.mts';
import { ARCHIVE, BACKUP, begun, del, error, finish, freshConsole, get, invalid, ISO, OLD, outcome, PASSWORD, post, put, simulator } from './consoleClient.mts';

freshConsole();

const GIB = 1024 ** 3;
const NEW = { name: 'new', storage_box_type: 'bx11', location: 'fsn1', password: PASSWORD };
const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILyLsUQxmFmDQCFXgEnRY3yOkBEzNTBZZFJ1hVNPi2Bo me@example.net';
const names = async (query = '') => (await get(`/storage_boxes${query}`)).body.storage_boxes.map(({ name }: any) => name);

const SEEDED = {
	id: 530101,
	name: 'Backup Server 1',
	username: 'u12345',
	status: 'active',
	server: 'u12345.storagebox.example.net',
	system: 'NBG1-BX355',
	storage_box_type: {
		id: 1334,
		name: 'bx21',
		description: 'BX21',
		size: 5120 * GIB,
		snapshot_limit: 20,
		automatic_snapshot_limit: 20,
		subaccounts_limit: 100,
		prices: expect.arrayContaining([
			{
				location: 'fsn1',
				price_hourly: { net: '0.0175', gross: '0.0208' },
				price_monthly: { net: '10.9000', gross: '12.9710' },
				setup_fee: { net: '0.0000', gross: '0.0000' },
			},
		]),
		deprecation: null,
	},
	location: {
		id: 2,
		name: 'nbg1',
		description: 'Nuremberg DC Park 1',
		country: 'DE',
		city: 'Nuremberg',
		latitude: 49.452102,
		longitude: 11.076665,
		network_zone: 'eu-central',
	},
	access_settings: { reachable_externally: true, samba_enabled: true, ssh_enabled: true, webdav_enabled: false, zfs_enabled: false },
	snapshot_plan: { max_snapshots: 3, minute: 30, hour: 3, day_of_week: null, day_of_month: null },
	// 1,250,000 MB of data and three snapshots of 12,500 MB.
	stats: { size: 1_350_041_600_000, size_data: 1_310_720_000_000, size_snapshots: 39_321_600_000 },
	labels: { env: 'prod', team: 'ops' },
	protection: { delete: true },
	created: ISO,
};

describe('GET /storage_boxes', () => {
	it('lists the boxes of the account, complete', async () => {
		const { status, body } = await get('/storage_boxes');
		expect(status).toBe(200);
		expect(body.storage_boxes.map(({ id, username }: any) => [id, username])).toEqual([
			[530101, 'u12345'],
			[530102, 'u12346'],
			[530103, 'u12347'],
		]);
		expect(body.storage_boxes[0]).toEqual(SEEDED);
		expect(body.storage_boxes[1].snapshot_plan).toBeNull();
	});

	it.each([
		['?name=Archive', ['Archive']],
		['?name=archive', []],
		['?label_selector=env', ['Backup Server 1', 'Archive']],
		['?label_selector=env%3Dprod', ['Backup Server 1']],
		['?sort=name', ['Archive', 'Backup Server 1', 'old-backup']],
		['?sort=stats.size', ['old-backup', 'Archive', 'Backup Server 1']],
		['?sort=stats.size:desc', ['Backup Server 1', 'Archive', 'old-backup']],
		['?sort=created&sort=id:desc', ['old-backup', 'Archive', 'Backup Server 1']],
		['?sort=name:asc&sort=name:desc&sort=id:desc', ['old-backup', 'Archive', 'Backup Server 1']],
		['?sort=stats.size_filesystem', ['Backup Server 1', 'Archive', 'old-backup']],
		['?location=fsn1', ['Backup Server 1', 'Archive', 'old-backup']],
	])('finds with %s', async (query, found) => {
		expect(await names(query)).toEqual(found);
	});

	it.each([
		['sort=status', { sort: ['must be one of id, name, created, stats.size, stats.size_filesystem, with :asc or :desc'] }],
		['sort=id:up', { sort: [expect.any(String)] }],
		['label_selector=a%20b', { label_selector: ['is not a label selector'] }],
	])('refuses %s', async (query, problem) => {
		expect(await get(`/storage_boxes?${query}`)).toEqual(invalid(problem));
	});
});

it('GET /storage_boxes/{id} shows one', async () => {
	expect(await get(BACKUP)).toMatchObject({ status: 200, body: { storage_box: SEEDED } });
	expect(await get('/storage_boxes/12345')).toEqual(error(404, 'not_found', "Storage Box with ID '12345' not found"));
	expect(await get('/storage_boxes/x')).toEqual(error(404, 'not_found'));
});

it('is what Robot shows of the account, and changes with it', async () => {
	simulator.state.storageBoxes[1]!.disk_usage_data = 3;
	simulator.state.storageBoxes[1]!.locked = true;
	expect((await get(ARCHIVE)).body.storage_box).toMatchObject({ status: 'locked', stats: { size: 3_145_728, size_data: 3_145_728, size_snapshots: 0 } });
	await put(ARCHIVE, { name: 'renamed' });
	expect(simulator.state.storageBoxes[1]!.name).toBe('renamed');
});

describe('POST /storage_boxes', () => {
	it('makes a box, which is complete apart from what it gets meanwhile', async () => {
		stopClock();
		const access_settings = { reachable_externally: true, samba_enabled: false, ssh_enabled: true, webdav_enabled: true, zfs_enabled: true };
		const reply = await post('/storage_boxes', { ...NEW, ssh_keys: [KEY], labels: { a: 'b' }, access_settings });
		expect(reply).toMatchObject(begun('create'));
		const { storage_box: box } = reply.body;
		expect(box).toEqual({
			...SEEDED,
			id: expect.any(Number),
			name: 'new',
			username: null,
			status: 'initializing',
			server: null,
			system: null,
			storage_box_type: expect.objectContaining({ name: 'bx11', size: 1024 * GIB }),
			location: expect.objectContaining({ name: 'fsn1' }),
			access_settings,
			snapshot_plan: null,
			stats: { size: 0, size_data: 0, size_snapshots: 0 },
			labels: { a: 'b' },
			protection: { delete: false },
		});
		expect(await get(`/storage_boxes/${box.id}`)).toMatchObject({ body: { storage_box: box } });
		expect(await post(`/storage_boxes/${box.id}/snapshots`, {})).toEqual(error(423, 'locked'));
		pass(19);
		expect(await outcome(reply)).toMatchObject({ status: 'running', progress: 95 });
		pass(1);
		expect(await outcome(reply)).toMatchObject({ status: 'success', progress: 100 });
		expect((await get(`/storage_boxes/${box.id}`)).body.storage_box).toMatchObject({
			status: 'active',
			username: 'u12348',
			server: 'u12348.storagebox.example.net',
			system: 'FSN1-BX355',
		});
	});

	it('leaves all switches off, and takes type and location by their ids', async () => {
		const { body } = await post('/storage_boxes', { ...NEW, storage_box_type: 1333, location: '3' });
		expect(body.storage_box.access_settings).toEqual({
			reachable_externally: false,
			samba_enabled: false,
			ssh_enabled: false,
			webdav_enabled: false,
			zfs_enabled: false,
		});
		expect([body.storage_box.storage_box_type.name, body.storage_box.location.name, body.storage_box.labels]).toEqual(['bx11', 'hel1', {}]);
		expect((await get(`/storage_boxes/${body.storage_box.id}/folders`)).body).toEqual({ folders: [] });
	});

	it('that fails leaves nothing', async () => {
		simulator.console.set({ failing: ['create'] });
		const reply = await post('/storage_boxes', NEW);
		expect(await names()).toContain('new');
		finish();
		expect(await outcome(reply)).toMatchObject({ status: 'error', error: { code: 'action_failed', message: 'creating storage box failed' } });
		expect(await names()).not.toContain('new');
	});

	it('says everything that is wrong at once', async () => {
		expect(await post('/storage_boxes', {})).toEqual(invalid({ name: ['is required'], storage_box_type: ['is required'], location: ['is required'], password: ['is required'] }));
		const wrong = { ...NEW, name: '', storage_box_type: true, ssh_keys: ['x'], labels: [], access_settings: { ssh_enabled: 'true' } };
		expect(await post('/storage_boxes', wrong)).toEqual(
			invalid({
				name: ['must not be empty'],
				storage_box_type: ['must be an id or a name'],
				ssh_keys: ['must be a public key in OpenSSH format'],
				labels: ['must be an object'],
				'access_settings.ssh_enabled': ['must be a boolean'],
			}),
		);
		expect(await post('/storage_boxes', { ...NEW, access_settings: true, ssh_keys: KEY })).toEqual(
			invalid({ ssh_keys: ['must be a list'], access_settings: ['must be an object'] }),
		);
		expect(await names()).toHaveLength(3);
	});

	it.each([
		[{ storage_box_type: 'bx99' }, invalid({ storage_box_type: ['does not exist'] })],
		[{ location: 'ash' }, invalid({ location: ['does not exist'] })],
		[{ storage_box_type: 'bx41', location: 'nbg1' }, error(412, 'resource_unavailable', 'Storage Box Type bx41 is not available in nbg1')],
		[{ storage_box_type: 'bx10' }, error(412, 'resource_unavailable', 'Storage Box Type bx10 cannot be ordered any more')],
		[{ name: 'Archive' }, error(409, 'uniqueness_error', expect.any(String), { fields: [{ name: 'name' }] })],
	])('refuses %j', async (change, refusal) => {
		expect(await post('/storage_boxes', { ...NEW, ...change })).toEqual(refusal);
		expect(await names()).toHaveLength(3);
	});

	it('takes a type until it is unavailable, and not a day longer', async () => {
		pass(79 * 86_400);
		expect((await post('/storage_boxes', { ...NEW, storage_box_type: 'bx20' })).status).toBe(201);
		pass(2 * 86_400);
		expect(await post('/storage_boxes', { ...NEW, name: 'later', storage_box_type: 'bx20' })).toEqual(error(412, 'resource_unavailable'));
	});

	it('has a limit', async () => {
		simulator.console.set({ maxStorageBoxes: 4 });
		expect((await post('/storage_boxes', NEW)).status).toBe(201);
		expect(await post('/storage_boxes', { ...NEW, name: 'one more' })).toEqual(
			error(403, 'resource_limit_exceeded', expect.any(String), { limits: [{ name: 'storage_box_limit' }] }),
		);
	});

	it('can take a name twice, and be late in the list', async () => {
		simulator.console.set({ uniqueNames: false, listLagSeconds: 10 });
		const { body } = await post('/storage_boxes', NEW);
		expect(await names('?name=new')).toEqual([]);
		expect((await get(`/storage_boxes/${body.storage_box.id}`)).status).toBe(200);
		await post('/storage_boxes', NEW);
		pass(11);
		expect(await names('?name=new')).toEqual(['new', 'new']);
	});
});

describe('PUT /storage_boxes/{id}', () => {
	it('changes what is sent, all labels at once', async () => {
		expect(await put(BACKUP, { labels: { a: '' } })).toMatchObject({ status: 200, body: { storage_box: { ...SEEDED, labels: { a: '' } } } });
		expect((await get(BACKUP)).body.storage_box.labels).toEqual({ a: '' });
		expect((await put(BACKUP, { name: 'n' })).body.storage_box).toMatchObject({ name: 'n', labels: { a: '' } });
		expect((await put(BACKUP, { labels: {}, name: 'n' })).body.storage_box.labels).toEqual({});
		expect((await put(BACKUP, {})).body.storage_box).toMatchObject({ name: 'n', labels: {} });
	});

	it('refuses a name that is taken, and what is none', async () => {
		expect(await put(BACKUP, { name: 'Archive' })).toEqual(error(409, 'uniqueness_error', expect.any(String), { fields: [{ name: 'name' }] }));
		expect(await put(BACKUP, { name: null, labels: null })).toEqual(invalid({ name: ['must be a string'], labels: ['must be an object'] }));
		expect(await put('/storage_boxes/1', {})).toEqual(error(404, 'not_found'));
	});
});

describe('DELETE /storage_boxes/{id}', () => {
	it('takes its time, and then the box is gone', async () => {
		await post(`${BACKUP}/actions/change_protection`, { delete: false });
		finish();
		const reply = await del(BACKUP);
		expect(reply).toMatchObject(begun('delete'));
		expect(reply.body).not.toHaveProperty('storage_box');
		expect((await get(BACKUP)).status).toBe(200);
		expect(await post(`${BACKUP}/actions/reset_password`, { password: PASSWORD })).toEqual(error(423, 'locked'));
		pass(17);
		expect(await outcome(reply)).toMatchObject({ status: 'success' });
		for (const path of [BACKUP, `${BACKUP}/actions`, `${BACKUP}/snapshots`]) expect(await get(path)).toEqual(error(404, 'not_found'));
		expect(simulator.state.servers.find(({ server_number }) => server_number === 450)!.linked_storagebox).toBeNull();
	});

	it('is refused while the box is protected', async () => {
		expect(await del(BACKUP)).toEqual(error(423, 'protected', 'Storage Box deletion is protected'));
		finish();
		expect((await get(BACKUP)).status).toBe(200);
	});

	it('that fails keeps the box', async () => {
		simulator.console.set({ failing: ['delete'] });
		await del(OLD);
		finish();
		expect((await get(OLD)).status).toBe(200);
		expect(await del('/storage_boxes/1')).toEqual(error(404, 'not_found'));
	});
});

describe('GET /storage_boxes/{id}/folders', () => {
	const folders = async (query = '') => (await get(`${BACKUP}/folders${query}`)).body;

	it('names the folders in a folder', async () => {
		expect(await folders()).toEqual({ folders: ['backups', 'db1', 'web1'] });
		expect(await folders('?path=.')).toEqual({ folders: ['backups', 'db1', 'web1'] });
		expect(await folders('?path=backups')).toEqual({ folders: ['daily', 'weekly'] });
		expect(await folders('?path=backups/daily/')).toEqual({ folders: [] });
	});

	it('takes relative paths of what exists only', async () => {
		expect(await get(`${BACKUP}/folders?path=/backups`)).toEqual(invalid({ path: ['must be a relative path'] }));
		expect(await get(`${BACKUP}/folders?path=`)).toEqual(invalid({ path: ['must be a relative path'] }));
		expect(await get(`${BACKUP}/folders?path=back`)).toEqual(error(404, 'not_found'));
	});
});

describe('types', () => {
	it('are listed with limits, prices and deprecation', async () => {
		const { status, body } = await get('/storage_box_types');
		expect(status).toBe(200);
		expect(body.storage_box_types.map(({ name, size }: any) => [name, size / GIB])).toEqual([
			['bx11', 1024],
			['bx21', 5120],
			['bx31', 10_240],
			['bx41', 20_480],
			['bx10', 512],
			['bx20', 2048],
		]);
		expect(body.storage_box_types[4]).toMatchObject({ snapshot_limit: null, automatic_snapshot_limit: null, deprecation: { announced: ISO, unavailable_after: ISO } });
		expect(body.storage_box_types[3].prices.map(({ location }: any) => location)).toEqual(['fsn1', 'hel1']);
		expect(body.storage_box_types[3].prices[0].setup_fee).toEqual({ net: '9.0000', gross: '10.7100' });
		expect(body.meta.pagination).toMatchObject({ total_entries: 6, next_page: null });
	});

	it('are found by name and id', async () => {
		expect((await get('/storage_box_types?name=bx31')).body.storage_box_types.map(({ id }: any) => id)).toEqual([1335]);
		expect((await get('/storage_box_types/1335')).body.storage_box_type).toMatchObject({ name: 'bx31', description: 'BX31' });
		expect(await get('/storage_box_types/bx31')).toEqual(error(404, 'not_found', "Storage Box Type with ID 'bx31' not found"));
	});
});
