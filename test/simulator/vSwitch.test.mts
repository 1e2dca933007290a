import { describe, expect, it } from '@jest/globals';
import { routes } from '../../simulator/sections.mts';
import { inDays, pass } from '../support/clock.mts';
import { error, invalid, type Form } from './client.mts';
import { client, freshSimulator, simulator } from './fresh.mts';

freshSimulator();

const statuses = async (id: number) => Object.fromEntries((await client.get(`/vswitch/${id}`)).body.server.map((entry: any) => [entry.server_number, entry.status]));
const servers = (...ids: string[]): Form => ids.map((id) => ['server[]', id]);
const IN_PROCESS = error(409, 'VSWITCH_IN_PROCESS', 'The vSwitch cannot be updated because a update is currently running');
const NOT_FOUND = error(404, 'NOT_FOUND', 'vSwitch not found');
const NOT_UNIQUE = error(409, 'VSWITCH_VLAN_NOT_UNIQUE', 'The vSwitch cannot be updated because of a conflicting VLAN ID');

it('GET /vswitch lists bare objects without their servers', async () => {
	expect(await client.get('/vswitch')).toMatchObject({
		status: 200,
		body: [
			{ id: 4321, name: 'k8s-private', vlan: 4000, cancelled: false },
			{ id: 4322, name: 'storage', vlan: 4001, cancelled: false },
			{ id: 4330, name: 'old-lab', vlan: 4091, cancelled: true },
		],
	});
	expect(Object.keys((await client.get('/vswitch')).body[0])).toEqual(['id', 'name', 'vlan', 'cancelled']);
	simulator.state.vSwitches.length = 0;
	expect(await client.get('/vswitch')).toMatchObject({ status: 200, body: [] });
});

it('GET /vswitch/{vswitch-id} shows servers, subnets and cloud networks', async () => {
	const { status, body } = await client.get('/vswitch/4321');
	expect(status).toBe(200);
	expect(body).toEqual({
		id: 4321,
		name: 'k8s-private',
		vlan: 4000,
		cancelled: false,
		server: [
			{ server_ip: '198.51.100.31', server_ipv6_net: '2001:db8:0:421::', server_number: 421, status: 'ready' },
			{ server_ip: '198.51.100.32', server_ipv6_net: '2001:db8:0:422::', server_number: 422, status: 'ready' },
			{ server_ip: '198.51.100.33', server_ipv6_net: '2001:db8:0:423::', server_number: 423, status: 'ready' },
		],
		subnet: [{ ip: '198.51.100.240', mask: 29, gateway: '198.51.100.241' }],
		cloud_network: [{ id: 123, ip: '10.0.2.0', mask: 24, gateway: '10.0.2.1' }],
	});
	expect(await statuses(4322)).toEqual({ 345: 'ready', 346: 'ready', 450: 'failed' });
	expect(await client.get('/vswitch/1')).toEqual(NOT_FOUND);
});

describe('POST /vswitch', () => {
	it('creates an empty one', async () => {
		const vSwitch = { id: 4331, name: 'my vSwitch', vlan: 4000, cancelled: false, server: [], subnet: [], cloud_network: [] };
		expect(
			await client.post('/vswitch', [
				['name', 'my vSwitch'],
				['vlan', '4000'],
			]),
		).toMatchObject({ status: 201, body: vSwitch });
		expect((await client.get('/vswitch/4331')).body).toEqual(vSwitch);
	});

	it.each([
		[[['vlan', '4000']], ['name'], null],
		[[['name', 'x']], ['vlan'], null],
		[
			[
				['name', 'x'],
				['vlan', '3999'],
			],
			null,
			['vlan'],
		],
		[
			[
				['name', 'x'],
				['vlan', '4092'],
			],
			null,
			['vlan'],
		],
		[
			[
				['name', ''],
				['vlan', '40000'],
			],
			['name'],
			['vlan'],
		],
	] as [Form, string[] | null, string[] | null][])('refuses %j', async (form, missing, wrong) => {
		expect(await client.post('/vswitch', form)).toEqual(invalid(missing, wrong));
	});

	it('takes VLAN IDs up to 4091, and up to 100 vSwitches', async () => {
		simulator.setLimits(false);
		const create = () =>
			client.post('/vswitch', [
				['name', 'x'],
				['vlan', '4091'],
			]);
		for (let count = 3; count < 100; count++) expect((await create()).status).toBe(201);
		expect(await create()).toEqual(error(409, 'VSWITCH_LIMIT_REACHED', 'The maximum count of vSwitches is reached'));
	});
});

describe('POST /vswitch/{vswitch-id}', () => {
	it('renames at once', async () => {
		expect(
			await client.post('/vswitch/4321', [
				['name', 'renamed'],
				['vlan', '4000'],
			]),
		).toMatchObject({ status: 200, body: null });
		expect((await client.get('/vswitch/4321')).body).toMatchObject({ name: 'renamed', vlan: 4000 });
		expect(await statuses(4321)).toEqual({ 421: 'ready', 422: 'ready', 423: 'ready' });
	});

	it('takes a minute for another VLAN ID', async () => {
		await client.post('/vswitch/4321', [['vlan', '4010']]);
		expect((await client.get('/vswitch/4321')).body).toMatchObject({ name: 'k8s-private', vlan: 4010 });
		expect(await statuses(4321)).toEqual({ 421: 'processing', 422: 'processing', 423: 'processing' });
		expect(await client.post('/vswitch/4321', [['name', 'x']])).toEqual(IN_PROCESS);
		pass(60);
		expect(await statuses(4321)).toEqual({ 421: 'ready', 422: 'ready', 423: 'ready' });
		expect((await client.post('/vswitch/4321', [['name', 'x']])).status).toBe(200);
	});

	it('refuses a VLAN ID that one of its servers has in another vSwitch', async () => {
		await client.post('/vswitch/4322/server', servers('421'));
		pass(60);
		expect(await client.post('/vswitch/4321', [['vlan', '4001']])).toEqual(NOT_UNIQUE);
		expect((await client.get('/vswitch/4321')).body.vlan).toBe(4000);
	});

	it('refuses nothing at all, an unknown vSwitch, and a bad VLAN ID', async () => {
		expect(await client.post('/vswitch/4321')).toEqual(invalid(['name', 'vlan'], null));
		expect(
			await client.post('/vswitch/4321', [
				['vlan', 'x'],
				['name', ''],
			]),
		).toEqual(invalid(['name'], ['vlan']));
		expect(await client.post('/vswitch/1', [['name', 'x']])).toEqual(NOT_FOUND);
	});
});

describe('POST /vswitch/{vswitch-id}/server', () => {
	it('adds servers by number and by main IP address: unlisted at first, ready after a minute', async () => {
		expect(await client.post('/vswitch/4321/server', servers('321', '203.0.113.11', '421'))).toMatchObject({ status: 201, body: null });
		expect(await statuses(4321)).toEqual({ 421: 'ready', 422: 'ready', 423: 'ready' });
		expect(await client.post('/vswitch/4321/server', servers('401'))).toEqual(IN_PROCESS);
		pass(5);
		expect(await statuses(4321)).toEqual({ 421: 'ready', 422: 'ready', 423: 'ready', 321: 'processing', 322: 'processing' });
		pass(55);
		expect(await statuses(4321)).toMatchObject({ 321: 'ready', 322: 'ready' });
	});

	it('takes one server without brackets', async () => {
		await client.post('/vswitch/4321/server', [['server', '401']]);
		pass(60);
		expect(await statuses(4321)).toMatchObject({ 401: 'ready' });
	});

	it('refuses what cannot be added', async () => {
		expect(await client.post('/vswitch/4321/server')).toEqual(invalid(['server'], null));
		expect(await client.post('/vswitch/1/server', servers('321'))).toEqual(NOT_FOUND);
		expect(await client.post('/vswitch/4321/server', servers('321', '1'))).toEqual(error(404, 'SERVER_NOT_FOUND', 'A submitted server is not found'));
		expect(await client.post('/vswitch/4321/server', servers('321', '485'))).toEqual(
			error(404, 'VSWITCH_NOT_AVAILABLE', 'The vSwitch feature is not available for a submitted server'),
		);
		pass(60);
		expect(await statuses(4321)).toEqual({ 421: 'ready', 422: 'ready', 423: 'ready' });
	});

	it('refuses a server that has the VLAN ID already', async () => {
		await client.post('/vswitch', [
			['name', 'second'],
			['vlan', '4000'],
		]);
		expect(await client.post('/vswitch/4331/server', servers('321', '421'))).toEqual(NOT_UNIQUE);
	});

	it('allows five vSwitches for a server and a hundred servers for a vSwitch', async () => {
		for (let vlan = 4002; vlan <= 4006; vlan++)
			await client.post('/vswitch', [
				['name', 'more'],
				['vlan', String(vlan)],
			]);
		for (const id of [4331, 4332, 4333, 4334]) expect((await client.post(`/vswitch/${id}/server`, servers('421'))).status).toBe(201);
		expect(await client.post('/vswitch/4335/server', servers('421'))).toEqual(
			error(409, 'VSWITCH_PER_SERVER_LIMIT_REACHED', 'The maximum number of vSwitches is reached for a submitted server'),
		);
		const full = simulator.state.vSwitches.find(({ id }) => id === 4335)!;
		for (let number = 1000; number < 1099; number++) full.server.push({ server_number: number, status: 'ready', listed: true });
		expect(await client.post('/vswitch/4335/server', servers('321', '322'))).toEqual(
			error(409, 'VSWITCH_SERVER_LIMIT_REACHED', 'The maximum number of servers is reached for this vSwitch'),
		);
		expect((await client.post('/vswitch/4335/server', servers('321'))).status).toBe(201);
	});
});

describe('DELETE /vswitch/{vswitch-id}/server', () => {
	it('lists the servers as busy for a minute, then they are gone', async () => {
		expect(await client.del('/vswitch/4321/server', servers('421', '198.51.100.32'))).toMatchObject({ status: 200, body: null });
		expect(await statuses(4321)).toEqual({ 421: 'processing', 422: 'processing', 423: 'ready' });
		expect(await client.del('/vswitch/4321/server', servers('423'))).toEqual(IN_PROCESS);
		pass(60);
		expect(await statuses(4321)).toEqual({ 423: 'ready' });
	});

	it('refuses what is not there', async () => {
		const missing = error(404, 'SERVER_NOT_FOUND', 'A submitted server is not found');
		expect(await client.del('/vswitch/4321/server')).toEqual(invalid(['server'], null));
		expect(await client.del('/vswitch/1/server', servers('421'))).toEqual(NOT_FOUND);
		expect(await client.del('/vswitch/4321/server', servers('421', '1'))).toEqual(missing);
		expect(await client.del('/vswitch/4321/server', servers('421', '321'))).toEqual(missing);
		expect(await statuses(4321)).toEqual({ 421: 'ready', 422: 'ready', 423: 'ready' });
	});
});

describe('DELETE /vswitch/{vswitch-id}', () => {
	it('cancels now', async () => {
		expect(await client.del('/vswitch/4321', [['cancellation_date', 'now']])).toMatchObject({ status: 200, body: null });
		expect(await client.get('/vswitch/4321')).toEqual(NOT_FOUND);
		expect((await client.get('/vswitch')).body).toHaveLength(2);
	});

	it('cancels to a date, and is gone when that day is over', async () => {
		await client.del('/vswitch/4321', [['cancellation_date', inDays(2)]]);
		expect((await client.get('/vswitch/4321')).body.cancelled).toBe(true);
		expect(await client.del('/vswitch/4321', [['cancellation_date', 'now']])).toEqual(error(409, 'CONFLICT', 'The vSwitch is already cancelled'));
		pass(2 * 86_400 - 60);
		expect((await client.get('/vswitch/4321')).status).toBe(200);
		pass(86_460);
		expect((await client.get('/vswitch/4321')).status).toBe(404);
	});

	it('ends the one that was cancelled from the beginning, also after a reset', async () => {
		pass(11 * 86_400);
		expect((await client.get('/vswitch/4330')).status).toBe(404);
		simulator.reset();
		expect((await client.get('/vswitch/4330')).body.cancelled).toBe(true);
		pass(11 * 86_400);
		expect((await client.get('/vswitch/4330')).status).toBe(404);
	});

	it('wants a date that is not over', async () => {
		expect(await client.del('/vswitch/4321')).toEqual(invalid(['cancellation_date'], null));
		for (const date of ['tomorrow', '99-01-31', '2099-02-31', inDays(-2)]) {
			expect(await client.del('/vswitch/4321', [['cancellation_date', date]])).toEqual(invalid(null, ['cancellation_date']));
		}
		expect(await client.del('/vswitch/1', [['cancellation_date', 'now']])).toEqual(NOT_FOUND);
	});
});

it('allows 500 reads and 100 changes an hour', () => {
	const limits = routes.filter(({ path }) => path.startsWith('/vswitch')).map(({ method, limit }) => [method, limit.max, limit.seconds]);
	expect(limits).toEqual([
		['GET', 500, 3600],
		['POST', 100, 3600],
		['GET', 500, 3600],
		['POST', 100, 3600],
		['DELETE', 100, 3600],
		['POST', 100, 3600],
		['DELETE', 100, 3600],
	]);
});
