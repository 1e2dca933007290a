import { describe, expect, it } from '@jest/globals';
import { request } from 'undici';
import type { Fault } from '../../simulator/index.mts';
import { TIME_TO_WAIT, until } from '../support/until.mts';
import { error, invalid } from './client.mts';
import { client, freshSimulator, simulator } from './fresh.mts';

freshSimulator();

const authorization = `Basic ${btoa('#ws+demo:demo-password')}`;
const raw = (path = '/server/321', options: object = {}) => request(simulator.url + path, { headers: { authorization }, ...options });
const rename = () => client.post('/server/321', [['server_name', 'renamed']]);
const name = () => simulator.state.servers[0]!.server_name;
const statuses = () => simulator.requests().map(({ status }) => status);

describe('error', () => {
	it('answers as Robot would, and nothing is carried out', async () => {
		simulator.inject({ kind: 'error', status: 409, code: 'FAILOVER_LOCKED', message: 'blocked' });
		expect(await rename()).toEqual(error(409, 'FAILOVER_LOCKED', 'blocked'));
		expect(name()).toBe('web1');
		simulator.inject({ kind: 'error', status: 400, code: 'INVALID_INPUT', message: 'invalid input', extra: { missing: null, invalid: ['rules'] } });
		expect(await rename()).toEqual(invalid(null, ['rules']));
		expect((await rename()).status).toBe(200);
	});
});

describe('reply', () => {
	it.each<[string, Fault, number, string | undefined, string]>([
		['a proxy', { kind: 'reply', status: 502, contentType: 'text/html', body: '<h1>Bad Gateway</h1>' }, 502, 'text/html', '<h1>Bad Gateway</h1>'],
		['a 403 without JSON', { kind: 'reply', status: 403, contentType: 'text/plain', body: 'Forbidden' }, 403, 'text/plain', 'Forbidden'],
		['an empty body', { kind: 'reply', status: 200 }, 200, undefined, ''],
		['no content', { kind: 'reply', status: 204 }, 204, undefined, ''],
		['half a JSON text', { kind: 'reply', status: 200, contentType: 'application/json', body: '{"server":{' }, 200, 'application/json', '{"server":{'],
	])('sends %s', async (_, fault, status, type, body) => {
		simulator.inject(fault);
		const response = await raw();
		expect([response.statusCode, response.headers['content-type'], await response.body.text()]).toEqual([status, type, body]);
	});

	it('sends any bytes, and any headers', async () => {
		simulator.inject({ kind: 'reply', status: 302, body: '/wD+', encoding: 'base64', headers: { location: '/elsewhere' } });
		const response = await raw();
		expect([...new Uint8Array(await response.body.arrayBuffer())]).toEqual([255, 0, 254]);
		expect(response.headers.location).toBe('/elsewhere');
	});
});

describe('connections', () => {
	it('cut-before carries nothing out', async () => {
		simulator.inject({ kind: 'cut-before' });
		await expect(rename()).rejects.toThrow();
		expect(name()).toBe('web1');
		expect(statuses()).toEqual([null]);
	});

	it('cut-after carries the request out, and the client never learns', async () => {
		simulator.inject({ kind: 'cut-after' });
		await expect(rename()).rejects.toThrow();
		expect(name()).toBe('renamed');
		expect(statuses()).toEqual([null]);
	});

	it.each([
		['a reply', '/server/321', '{"server":'],
		['an empty reply', '/server/470/cancellation', ''],
	])('cut-during breaks off in the middle of %s', async (_, path, beginning) => {
		simulator.inject({ kind: 'cut-during' });
		const response = await raw(path, { method: path.endsWith('cancellation') ? 'DELETE' : 'GET' });
		expect(response.statusCode).toBe(200);
		let received = '';
		const reading = (async () => {
			for await (const chunk of response.body) received += chunk;
		})();
		await expect(reading).rejects.toThrow();
		expect(received.startsWith(beginning)).toBe(true);
		expect(() => JSON.parse(received)).toThrow();
	});

	it(
		'hang never answers, carries nothing out, and does not keep the simulator from closing',
		async () => {
			simulator.inject({ kind: 'hang' });
			await expect(raw('/server/321', { headersTimeout: 300, method: 'POST' })).rejects.toMatchObject({ code: 'UND_ERR_HEADERS_TIMEOUT' });
			simulator.inject({ kind: 'hang' });
			const hanging = expect(rename()).rejects.toThrow();
			await until('the second request has arrived', () => simulator.requests().length === 2);
			await simulator.close();
			await hanging;
			expect(name()).toBe('web1');
			expect(statuses()).toEqual([null, null]);
		},
		TIME_TO_WAIT,
	);

	it('drip sends the whole reply slowly', async () => {
		simulator.inject({ kind: 'drip', bytesPerSecond: 2000 });
		const start = performance.now();
		const { body } = await client.get('/server/321');
		const seconds = (performance.now() - start) / 1000;
		expect(body.server.server_name).toBe('web1');
		expect(seconds).toBeGreaterThan(JSON.stringify(body).length / 2000 / 2);
	});

	it('oversized fills a valid reply up', async () => {
		simulator.inject({ kind: 'oversized', bytes: 3_000_000 });
		const text = await (await raw()).body.text();
		expect(text).toHaveLength(3_000_000);
		expect(JSON.parse(text).server.server_name).toBe('web1');
	});
});

describe('matching', () => {
	const fault = { kind: 'error', status: 503, code: 'X', message: 'x' } as const;
	const probe = async (...paths: string[]) => {
		const seen: number[] = [];
		for (const path of paths) seen.push((await client.get(path)).status);
		return seen;
	};

	it('goes by method, exact path and beginning of a path', async () => {
		simulator.inject({ ...fault, method: 'POST', times: -1 });
		simulator.inject({ ...fault, path: '/server/321', times: -1 });
		simulator.inject({ ...fault, path: '/boot/*', times: Infinity });
		expect(await probe('/server', '/server/321', '/server/322', '/boot/321', '/boot/321/rescue')).toEqual([200, 503, 200, 503, 503]);
		expect((await rename()).status).toBe(503);
		simulator.clearFaults();
		expect(await probe('/server/321')).toEqual([200]);
	});

	it('counts: once unless told, after letting some through', async () => {
		simulator.inject({ ...fault, skip: 1, times: 2 });
		expect(await probe('/server', '/server', '/server', '/server')).toEqual([200, 503, 503, 200]);
		simulator.inject(fault);
		expect(await probe('/server', '/server')).toEqual([503, 200]);
	});

	it('meets the earlier of two faults first', async () => {
		simulator.inject(fault);
		simulator.inject({ ...fault, status: 500 });
		expect(await probe('/server', '/server', '/server')).toEqual([503, 500, 200]);
	});

	it('comes before the login, and counts as no failed one', async () => {
		simulator.inject({ ...fault, times: 3 });
		for (const _ of [1, 2, 3]) await client.get('/server', { login: 'a:b' });
		expect(await probe('/server')).toEqual([200]);
	});
});

it.each([
	[{ kind: 'explode' }, 'kind is one of'],
	[{ kind: 'error', status: 500, code: 'X' }, 'needs message'],
	[{ kind: 'hang', pth: '/server' }, 'has no pth'],
	[{ kind: 'hang', times: '3' }, 'times is a number'],
	[{ kind: 'drip', bytesPerSecond: 0 }, 'above 0'],
])('refuses %j, which would never do what was meant', (fault, problem) => {
	expect(() => simulator.inject(fault as unknown as Fault)).toThrow(problem);
});
