import { describe, expect, it } from '@jest/globals';
import { request } from 'undici';
import { startSimulator } from '../../simulator/index.mts';
import { routes } from '../../simulator/sections.mts';
import { pass } from '../support/clock.mts';
import { clientOf, error } from './client.mts';
import { client, freshSimulator, simulator } from './fresh.mts';

freshSimulator();

const UNAUTHORIZED = error(401, 'UNAUTHORIZED', 'Unauthorized');
const wrong = { login: '#ws+demo:typo' };

describe('login', () => {
	it('refuses wrong and missing credentials', async () => {
		expect(await client.get('/server', wrong)).toEqual(UNAUTHORIZED);
		expect(await client.get('/server', { login: null })).toEqual(UNAUTHORIZED);
		expect(simulator.requests().map(({ authorization, status }) => [authorization, status])).toEqual([
			['wrong', 401],
			['missing', 401],
		]);
	});

	it('takes nothing but Basic', async () => {
		const { statusCode } = await request(`${simulator.url}/server`, { headers: { authorization: 'Bearer #ws+demo:demo-password' } });
		expect(statusCode).toBe(401);
		expect(simulator.requests()[0]!.authorization).toBe('wrong');
	});

	it('blocks the client for ten minutes after three failed logins, right credentials included', async () => {
		for (const _ of [1, 2, 3]) await client.get('/server', wrong);
		expect(await client.get('/server')).toEqual(UNAUTHORIZED);
		pass(599);
		expect((await client.get('/server')).status).toBe(401);
		pass(2);
		expect((await client.get('/server')).status).toBe(200);
	});

	it('starts the count anew after a successful login', async () => {
		for (const login of [wrong, wrong, undefined, wrong, wrong, undefined]) await client.get('/server', login);
		expect(simulator.requests().map(({ status }) => status)).toEqual([401, 401, 200, 401, 401, 200]);
	});

	it('takes other credentials when started with them', async () => {
		const other = await startSimulator({ username: '#ws+x', password: 'a:b€' });
		expect((await clientOf(other).get('/server')).status).toBe(200);
		expect((await clientOf(other).get('/server', { login: '#ws+demo:demo-password' })).status).toBe(401);
		await other.close();
	});
});

describe('request limits', () => {
	const exceeded = (max: number, interval: number) => error(403, 'RATE_LIMIT_EXCEEDED', 'rate limit exceeded', { max_request: max, interval });

	it('count GET /server and GET /server/{server-number} together', async () => {
		for (let sent = 0; sent < 100; sent++) await Promise.all([client.get('/server'), client.get('/server/321')]);
		expect(await client.get('/server')).toEqual(exceeded(200, 3600));
		expect(await client.get('/server/322')).toEqual(exceeded(200, 3600));
		expect((await client.post('/server/321', [['server_name', 'x']])).status).toBe(200);
		pass(3600);
		expect((await client.get('/server')).status).toBe(200);
	});

	it('count each other endpoint alone, over all of its servers', async () => {
		for (let sent = 0; sent < 50; sent++) await client.post('/reset/1', [['type', 'hw']]);
		expect(await client.post('/reset/321', [['type', 'hw']])).toEqual(exceeded(50, 3600));
		expect((await client.get('/reset/321')).body.reset.operating_status).toBe('running');
	});

	it('can be switched off and on', async () => {
		const unlimited = await startSimulator({ limits: false });
		const { post } = clientOf(unlimited);
		for (let sent = 0; sent < 51; sent++) expect((await post('/reset/321', [['type', 'hw']])).status).toBe(200);
		unlimited.setLimits(true);
		for (let sent = 0; sent < 50; sent++) await post('/reset/321', [['type', 'hw']]);
		expect((await post('/reset/321', [['type', 'hw']])).status).toBe(403);
		unlimited.reset();
		for (let sent = 0; sent < 51; sent++) expect((await post('/reset/321', [['type', 'hw']])).status).toBe(200);
		await unlimited.close();
	});

	/** As documented, endpoint by endpoint. */
	const DOCUMENTED: [max: number, seconds: number, endpoints: string[]][] = [
		[5000, 3600, ['GET /ip', 'GET /ip/{ip}', 'POST /ip/{ip}', 'GET /ip/{ip}/mac']],
		[5000, 3600, ['GET /subnet', 'GET /subnet/{net-ip}', 'POST /subnet/{net-ip}', 'GET /subnet/{net-ip}/mac']],
		[10, 3600, ['PUT /ip/{ip}/mac', 'DELETE /ip/{ip}/mac', 'PUT /subnet/{net-ip}/mac', 'DELETE /subnet/{net-ip}/mac', 'POST /wol/{server-number}']],
		[200, 3600, ['GET /server', 'GET /server/{server-number}', 'POST /server/{server-number}', 'POST /traffic']],
		[200, 3600, ['GET', 'POST', 'DELETE'].flatMap((method) => ['/server/{server-number}', '/ip/{ip}'].map((path) => `${method} ${path}/cancellation`))],
		[200, 3600, ['GET /subnet/{net-ip}/cancellation', 'POST /subnet/{net-ip}/cancellation', 'DELETE /subnet/{ip}/cancellation']],
		[200, 3600, ['POST /key', 'POST /key/{fingerprint}', 'DELETE /key/{fingerprint}']],
		[500, 3600, ['GET /key', 'GET /key/{fingerprint}', 'GET /reset', 'GET /reset/{server-number}', 'GET /wol/{server-number}']],
		[50, 3600, ['POST /reset/{server-number}', 'POST /failover/{failover-ip}', 'DELETE /failover/{failover-ip}']],
		[100, 3600, ['GET /failover', 'GET /failover/{failover-ip}']],
		[500, 3600, ['GET /rdns', 'GET /rdns/{ip}', 'PUT /rdns/{ip}', 'POST /rdns/{ip}', 'DELETE /rdns/{ip}']],
		[500, 3600, ['GET /boot/{server-number}', 'GET /boot/{server-number}/rescue/last', 'GET /boot/{server-number}/linux/last']],
		[500, 3600, ['rescue', 'linux', 'vnc', 'windows', 'plesk', 'cpanel'].flatMap((name) => ['GET', 'POST', 'DELETE'].map((method) => `${method} /boot/{server-number}/${name}`))],
	];

	it.each(DOCUMENTED.flatMap(([max, seconds, endpoints]) => endpoints.map((endpoint) => [endpoint, max, seconds] as const)))(
		'of %s are %d in %d seconds',
		(endpoint, max, seconds) => {
			const found = routes.filter(({ method, path }) => `${method} ${path}` === endpoint);
			expect(found.map(({ limit }) => [limit.max, limit.seconds])).toEqual([[max, seconds]]);
		},
	);
});

describe('paths', () => {
	it('answers an unknown path and a wrong method', async () => {
		expect(await client.get('/servers')).toEqual(error(404, 'NOT_FOUND', 'Not Found'));
		expect(await client.get('/server/')).toEqual(error(404, 'NOT_FOUND', 'Not Found'));
		expect(await client.del('/server/321')).toEqual(error(405, 'METHOD_NOT_ALLOWED', 'Method Not Allowed'));
	});

	it('keeps an escaped slash inside its segment', async () => {
		expect(await client.get('/server/321%2Fcancellation')).toEqual(error(404, 'SERVER_NOT_FOUND', 'Server with id 321/cancellation not found'));
	});
});

describe('replies', () => {
	it('are JSON with escaped slashes and ASCII only', async () => {
		await client.post('/server/321', [['server_name', 'ä/b']]);
		const { headers, body } = await request(`${simulator.url}/server/321`, { headers: { authorization: `Basic ${btoa('#ws+demo:demo-password')}` } });
		expect(headers['content-type']).toBe('application/json');
		expect(await body.text()).toContain('"server_name":"\\u00e4\\/b"');
	});
});

describe('form bodies', () => {
	it('are read for DELETE and PUT, decoded in order, and only when form-encoded', async () => {
		await client.del('/server/321/cancellation', [
			['b', '1 + 1'],
			['a', 'ü'],
			['b', ''],
		]);
		await client.put('/nowhere', [['x[]', '%']]);
		await client.call('POST', '/server/321', undefined, { headers: { 'content-type': 'application/json' } });
		expect(simulator.requests().map(({ form, contentType }) => [form, contentType])).toEqual([
			[
				[
					['b', '1 + 1'],
					['a', 'ü'],
					['b', ''],
				],
				'application/x-www-form-urlencoded',
			],
			[[['x[]', '%']], 'application/x-www-form-urlencoded'],
			[[], 'application/json'],
		]);
	});
});

describe('request log', () => {
	it('records what arrived, without the credentials', async () => {
		await client.get('/failover/2001%3Adb8::?a=1&a=%20');
		const [recorded] = simulator.requests();
		expect(recorded).toEqual({
			method: 'GET',
			path: '/failover/2001:db8::',
			rawUrl: '/failover/2001%3Adb8::?a=1&a=%20',
			query: [
				['a', '1'],
				['a', ' '],
			],
			form: [],
			contentType: null,
			authorization: 'ok',
			status: 404,
			at: expect.stringMatching(/^\d{4}-.*Z$/),
		});
		expect(JSON.stringify(simulator.requests())).not.toContain('demo-password');
		simulator.clearRequests();
		expect(simulator.requests()).toEqual([]);
	});
});

describe('reset', () => {
	it('brings back account, clock, limits, faults, log and logins', async () => {
		await client.post('/server/321', [['server_name', 'changed']]);
		simulator.inject({ kind: 'error', status: 503, code: 'X', message: 'x', times: -1 });
		simulator.advance(86_400);
		simulator.reset();
		for (const _ of [1, 2, 3]) await client.get('/server', wrong);
		simulator.reset();
		expect(simulator.requests()).toEqual([]);
		expect((await client.get('/server/321')).body.server.server_name).toBe('web1');
		expect(Math.abs(Date.parse(simulator.requests()[0]!.at) - Date.now())).toBeLessThan(5000);
	});
});

it('forgets on reset what was still to happen', async () => {
	await client.post('/reset/321', [['type', 'power']]);
	simulator.reset();
	pass(60);
	expect((await client.get('/reset/321')).body.reset.operating_status).toBe('running');
});

describe('ports', () => {
	it('says when its port is taken', async () => {
		const port = Number(new URL(simulator.url).port);
		await expect(startSimulator({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
	});
});
