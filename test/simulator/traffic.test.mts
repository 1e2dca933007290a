import { describe, expect, it } from '@jest/globals';
import { pass } from '../support/clock.mts';
import { error, invalid } from './client.mts';
import { client, freshSimulator } from './fresh.mts';

freshSimulator();

const query = (...form: [string, string][]) => client.post('/traffic', form);
const data = async (...form: [string, string][]) => (await query(...form)).body.traffic.data;
const JANUARY: [string, string][] = [
	['type', 'month'],
	['from', '2024-01-01'],
	['to', '2024-01-31'],
];
const AMOUNTS = { in: expect.any(Number), out: expect.any(Number), sum: expect.any(Number) };

describe('POST /traffic', () => {
	it('sums up the traffic of one address', async () => {
		const { status, body } = await query(...JANUARY, ['ip', '203.0.113.10']);
		expect(status).toBe(200);
		expect(body).toEqual({ traffic: { type: 'month', from: '2024-01-01', to: '2024-01-31', data: { '203.0.113.10': AMOUNTS } } });
		const { in: received, out: sent, sum } = body.traffic.data['203.0.113.10'];
		expect(received).toBeGreaterThan(0);
		expect(sum).toBeCloseTo(received + sent, 3);
	});

	it('takes several addresses and subnets, and labels subnets with their mask', async () => {
		const all = await data(...JANUARY, ['ip[]', '203.0.113.10'], ['ip[]', '203.0.113.11'], ['subnet[]', '203.0.113.160'], ['subnet[]', '2001:db8:0:321::']);
		expect(Object.keys(all)).toEqual(['203.0.113.10', '203.0.113.11', '203.0.113.160/29', '2001:db8:0:321::/64']);
		expect(Object.keys(await data(...JANUARY, ['subnet', '2001:db8:0:321::']))).toEqual(['2001:db8:0:321::/64']);
	});

	it.each([
		['day', '2024-01-31T22', '2024-01-31T23', ['22', '23']],
		['month', '2024-02-28', '2024-03-01', ['28', '29', '01']],
		['year', '2024-11', '2024-12', ['11', '12']],
	])('groups by %s with single_values', async (type, from, to, keys) => {
		const values = await data(['type', type], ['from', from], ['to', to], ['ip', '203.0.113.10'], ['single_values', 'true']);
		expect(Object.keys(values['203.0.113.10']).sort()).toEqual([...keys].sort());
		expect(values['203.0.113.10'][keys[0]!]).toEqual(AMOUNTS);
	});

	it('adds up: hours to a day, days to a month, and is the same every time', async () => {
		const ip: [string, string] = ['ip', '203.0.113.10'];
		const hours = await data(['type', 'day'], ['from', '2024-01-31T00'], ['to', '2024-01-31T23'], ip);
		const days = (await data(...JANUARY, ip, ['single_values', 'true']))['203.0.113.10'];
		expect(Object.keys(days)).toHaveLength(31);
		expect(hours['203.0.113.10']).toEqual(days['31']);
		const month = await data(['type', 'year'], ['from', '2024-01'], ['to', '2024-01'], ip);
		expect(month).toEqual(await data(...JANUARY, ip));
		const sum = Object.values<any>(days).reduce((total, day) => total + day.sum, 0);
		expect(month['203.0.113.10'].sum).toBeCloseTo(sum, 2);
	});

	it('ignores single_values=True', async () => {
		expect(await data(...JANUARY, ['ip', '203.0.113.10'], ['single_values', 'True'])).toEqual({ '203.0.113.10': AMOUNTS });
	});

	it('leaves out addresses without traffic, and answers [] when nothing remains', async () => {
		expect(Object.keys(await data(...JANUARY, ['ip[]', '192.0.2.27'], ['ip[]', '203.0.113.10']))).toEqual(['203.0.113.10']);
		expect(await data(...JANUARY, ['ip', '192.0.2.27'])).toEqual([]);
	});

	it('has no data for what is not over yet', async () => {
		const today = new Date().toISOString().slice(0, 10);
		const form: [string, string][] = [
			['type', 'month'],
			['from', today],
			['to', today],
			['ip', '203.0.113.10'],
		];
		expect(await data(...form)).toEqual([]);
		pass(86_400);
		expect(Object.keys(await data(...form))).toEqual(['203.0.113.10']);
	});

	it('takes the last day of any month, as the documentation does', async () => {
		expect((await query(['type', 'month'], ['from', '2010-09-01'], ['to', '2010-09-31'], ['ip', '203.0.113.10'])).body.traffic.to).toBe('2010-09-31');
	});

	it.each([
		['day', '2024-01-31', '2024-01-31'],
		['day', '2024-01-31T24', '2024-01-31T25'],
		['month', '2024-01-31T00', '2024-01-31T01'],
		['month', '24-01-31', '2024-1-31'],
		['year', '2024-01-31', '2024-13'],
	])('refuses a %s from %s to %s', async (type, from, to) => {
		expect(await query(['type', type], ['from', from], ['to', to], ['ip', '203.0.113.10'])).toEqual(invalid(null, ['from', 'to']));
	});

	it('wants type, from and to, in order', async () => {
		expect(await query()).toEqual(invalid(['type', 'from', 'to'], null));
		expect(await query(['type', 'week'], ['from', '2024-01'], ['to', '2024-02'])).toEqual(invalid(null, ['type']));
		expect(await query(['type', 'year'], ['from', '2024-02'], ['to', '2024-01'])).toEqual(invalid(null, ['to']));
	});

	it('knows the addresses of the account only', async () => {
		for (const form of [[['ip', '1.1.1.1']], [['subnet', '203.0.113.10']], []] as [string, string][][]) {
			expect(await query(...JANUARY, ...form)).toEqual(error(404, 'NOT_FOUND', 'No IP addresses or subnets found'));
		}
	});
});
