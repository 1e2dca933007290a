import { describe, expect, it } from '@jest/globals';
import { pass } from '../support/clock.mts';
import { error, invalid } from './client.mts';
import { client, freshSimulator, simulator } from './fresh.mts';

freshSimulator();

const statusOf = async (number: number) => (await client.get(`/reset/${number}`)).body.reset.operating_status;
const reset = (number: number, type: string) => client.post(`/reset/${number}`, [['type', type]]);

describe('GET /reset', () => {
	it('lists the servers with a reset option, without their status', async () => {
		const { status, body } = await client.get('/reset');
		expect(status).toBe(200);
		expect(body).toHaveLength(14);
		expect(body[0]).toEqual({
			reset: { server_ip: '203.0.113.10', server_ipv6_net: '2001:db8:0:321::', server_number: 321, type: ['power', 'power_long', 'hw', 'man'] },
		});
	});

	it('is a 404 without any', async () => {
		for (const server of simulator.state.servers) server.reset.type = [];
		expect(await client.get('/reset')).toEqual(error(404, 'NOT_FOUND', 'No servers with reset option found'));
	});
});

describe('GET /reset/{server-number}', () => {
	it('shows the operating status where it can be queried', async () => {
		expect(await client.get('/reset/423')).toMatchObject({
			status: 200,
			body: {
				reset: {
					server_ip: '198.51.100.33',
					server_ipv6_net: '2001:db8:0:423::',
					server_number: 423,
					type: ['power', 'power_long', 'hw', 'man'],
					operating_status: 'shut off',
				},
			},
		});
		expect(await client.get('/reset/203.0.113.80')).toMatchObject({
			body: { reset: { server_number: 480, type: ['sw', 'hw', 'man'], operating_status: 'not supported' } },
		});
	});

	it('tells an unknown server from one without reset', async () => {
		expect(await client.get('/reset/1')).toEqual(error(404, 'SERVER_NOT_FOUND', 'Server with id 1 not found'));
		expect(await client.get('/reset/485')).toEqual(error(404, 'RESET_NOT_AVAILABLE', 'The server has no reset option'));
	});
});

describe('POST /reset/{server-number}', () => {
	it('answers with the executed type and without the server number', async () => {
		expect(await reset(321, 'hw')).toMatchObject({ status: 200 });
		const { body } = await reset(321, 'hw');
		expect(body).toEqual({ reset: { server_ip: '203.0.113.10', server_ipv6_net: '2001:db8:0:321::', type: 'hw' } });
	});

	it('restarts with hw: off for a moment, then running', async () => {
		await reset(321, 'hw');
		expect(await statusOf(321)).toBe('shut off');
		pass(15);
		expect(await statusOf(321)).toBe('running');
	});

	it('toggles with power: a clean shutdown takes a moment, a start does not', async () => {
		await reset(321, 'power');
		expect(await statusOf(321)).toBe('running');
		pass(10);
		expect(await statusOf(321)).toBe('shut off');
		await reset(321, 'power');
		expect(await statusOf(321)).toBe('running');
	});

	it('switches off at once with power_long', async () => {
		await reset(321, 'power_long');
		expect(await statusOf(321)).toBe('shut off');
	});

	it('keeps a manual reset open until a technician has been there', async () => {
		await reset(423, 'man');
		expect(await reset(423, 'man')).toEqual(error(409, 'RESET_MANUAL_ACTIVE', 'There is already a running manual reset'));
		pass(1800);
		expect(await statusOf(423)).toBe('running');
		expect((await reset(423, 'man')).status).toBe(200);
	});

	it.each(['hw', 'sw'])('uses up an active boot configuration with %s', async (type) => {
		await client.post('/boot/480/rescue', [['os', 'linux']]);
		await reset(480, type);
		expect((await client.get('/boot/480/rescue')).body.rescue.active).toBe(false);
		expect((await client.get('/boot/480/rescue/last')).body.rescue).toMatchObject({ os: 'linux', active: false, password: null });
	});

	it('uses up an active boot configuration when the power button starts the server, not when it shuts it down', async () => {
		await client.post('/boot/321/rescue', [['os', 'linux']]);
		await reset(321, 'power');
		pass(10);
		expect((await client.get('/boot/321/rescue')).body.rescue.active).toBe(true);
		await reset(321, 'power');
		expect((await client.get('/boot/321/rescue')).body.rescue.active).toBe(false);
	});

	it('keeps a boot configuration that is activated while the server comes back up', async () => {
		await reset(321, 'hw');
		await client.post('/boot/321/rescue', [['os', 'linux']]);
		pass(15);
		expect((await client.get('/boot/321/rescue')).body.rescue.active).toBe(true);
	});

	it('refuses a type that the server does not have', async () => {
		expect(await reset(321, 'sw')).toEqual(invalid(null, ['type']));
		expect(await client.post('/reset/321')).toEqual(invalid(['type'], null));
		expect(await reset(485, 'hw')).toEqual(error(404, 'RESET_NOT_AVAILABLE', 'The server has no reset option'));
		expect(await reset(1, 'hw')).toEqual(error(404, 'SERVER_NOT_FOUND', 'Server with id 1 not found'));
	});
});
