import { describe, expect, it } from '@jest/globals';
import { request } from 'undici';
import { client, freshSimulator, simulator } from './fresh.mts';

freshSimulator();

async function control(method: 'GET' | 'POST' | 'DELETE', name: string, body?: unknown) {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	const response = await request(`${simulator.url}/_simulator/${name}`, { method, body: body === undefined ? undefined : text });
	return { status: response.statusCode, body: (await response.body.json()) as any };
}

it('shows and clears the request log, without being in it', async () => {
	await client.get('/failover');
	expect(await control('GET', 'requests')).toEqual({ status: 200, body: [expect.objectContaining({ method: 'GET', path: '/failover', status: 200 })] });
	expect(await control('DELETE', 'requests')).toEqual({ status: 200, body: { done: true } });
	expect((await control('GET', 'requests')).body).toEqual([]);
});

it('moves the clock', async () => {
	await client.post('/reset/321', [['type', 'hw']]);
	const before = Date.parse((await control('GET', 'clock')).body.now);
	const { body } = await control('POST', 'clock', { advance: 3600 });
	expect(Math.round((Date.parse(body.now) - before) / 3_600_000)).toBe(1);
	expect((await client.get('/reset/321')).body.reset.operating_status).toBe('running');
});

it('injects, lists and clears faults', async () => {
	const fault = { kind: 'error', status: 503, code: 'X', message: 'x', path: '/server*', times: -1 };
	expect((await control('POST', 'faults', fault)).body).toEqual([{ ...fault, skip: 0 }]);
	expect((await client.get('/server')).status).toBe(503);
	expect((await control('GET', 'faults')).body).toEqual([{ ...fault, skip: 0 }]);
	await control('DELETE', 'faults');
	expect((await client.get('/server')).status).toBe(200);
});

it('switches the request limits', async () => {
	expect((await control('GET', 'limits')).body).toEqual({ enabled: true });
	expect((await control('POST', 'limits', { enabled: false })).body).toEqual({ enabled: false });
	expect((await control('GET', 'limits')).body).toEqual({ enabled: false });
});

it('shows the account, and puts it back to the beginning', async () => {
	await client.post('/server/321', [['server_name', 'changed']]);
	expect((await control('GET', 'state')).body.servers[0].server_name).toBe('changed');
	expect((await control('POST', 'reset')).status).toBe(200);
	expect((await control('GET', 'state')).body.servers[0].server_name).toBe('web1');
	expect((await control('GET', 'requests')).body).toEqual([]);
});

describe('bad input', () => {
	it.each([
		['POST', 'clock', { advance: '10' }, 400, 'Send { "advance": seconds }, a number of 0 or more.'],
		['POST', 'clock', { advance: -1 }, 400, 'Send { "advance": seconds }, a number of 0 or more.'],
		['POST', 'limits', {}, 400, 'Send { "enabled": true } or { "enabled": false }.'],
		['POST', 'limits', '{', 400, 'The body is not JSON.'],
		['POST', 'faults', [], 400, 'The body is not a JSON object.'],
		['POST', 'faults', { kind: 'explode' }, 400, expect.stringContaining('Not a fault: kind is one of error, reply')],
		['GET', 'reset', undefined, 405, '/_simulator/reset knows POST'],
		['GET', 'nothing', undefined, 404, expect.stringContaining('Known: /_simulator/requests')],
	] as const)('%s %s %j', async (method, name, body, status, message) => {
		expect(await control(method, name, body)).toEqual({ status, body: { error: message } });
	});
});
