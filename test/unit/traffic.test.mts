import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Run } from '../../nodes/common/operation/operation.ts';
import { queryPeriod, toIntervalEnd } from '../../nodes/HetznerRobot/jobs/traffic.ts';
import { trafficItems } from '../../nodes/HetznerRobot/robot/traffic.ts';
import { pass, stopClock } from '../support/clock.mts';

/** What is sent for a preset at a certain time, on the clocks of a time zone. */
async function sentFor(period: string, now: string, timezone: string) {
	pass((Date.parse(now) - Date.now()) / 1000);
	const run = { values: { ip: '203.0.113.10' }, path: {}, timezone, parameter: (name: string) => (name === 'period' ? period : undefined), send: async () => [] };
	await queryPeriod(run as unknown as Run);
	const { ip: _, ...sent } = run.values as Record<string, unknown>;
	return sent;
}

beforeEach(stopClock);

describe('This Month', () => {
	it.each([
		['2026-03-15T12:00:00Z', 'UTC', '2026-03-01', '2026-03-14'],
		['2026-03-02T00:00:00Z', 'UTC', '2026-03-01', '2026-03-01'],
		['2028-02-29T23:59:00Z', 'UTC', '2028-02-01', '2028-02-28'],
		['2026-12-31T12:00:00Z', 'UTC', '2026-12-01', '2026-12-30'],
		['2026-03-14T22:30:00Z', 'Europe/Berlin', '2026-03-01', '2026-03-13'],
		['2026-03-14T23:30:00Z', 'Europe/Berlin', '2026-03-01', '2026-03-14'],
		['2026-03-15T02:30:00Z', 'America/New_York', '2026-03-01', '2026-03-13'],
	])('at %s in %s is what is over of it: %s to %s', async (now, timezone, from, to) => {
		expect(await sentFor('thisMonth', now, timezone)).toEqual({ type: 'month', from, to });
	});

	it('on the first day, of which nothing is over, is that day', async () => {
		expect(await sentFor('thisMonth', '2026-03-01T08:00:00Z', 'UTC')).toEqual({ type: 'month', from: '2026-03-01', to: '2026-03-01' });
	});
});

describe('Last Month', () => {
	it.each([
		['2026-03-15T12:00:00Z', 'UTC', '2026-02-01', '2026-02-28'],
		['2028-03-31T12:00:00Z', 'UTC', '2028-02-01', '2028-02-29'],
		['2026-01-01T00:00:00Z', 'UTC', '2025-12-01', '2025-12-31'],
		['2026-05-31T12:00:00Z', 'UTC', '2026-04-01', '2026-04-30'],
		['2026-02-28T23:30:00Z', 'Europe/Berlin', '2026-02-01', '2026-02-28'],
		['2026-03-01T02:30:00Z', 'America/New_York', '2026-01-01', '2026-01-31'],
	])('at %s in %s is %s to %s', async (now, timezone, from, to) => {
		expect(await sentFor('lastMonth', now, timezone)).toEqual({ type: 'month', from, to });
	});
});

describe('Last 24 Hours', () => {
	it.each([
		['2026-03-15T12:34:56Z', 'UTC', '2026-03-14T12', '2026-03-15T11'],
		['2026-03-01T00:00:00Z', 'UTC', '2026-02-28T00', '2026-02-28T23'],
		['2026-01-01T00:30:00Z', 'UTC', '2025-12-31T00', '2025-12-31T23'],
		['2026-03-15T12:34:56Z', 'Asia/Kolkata', '2026-03-14T18', '2026-03-15T17'],
		['2026-03-15T23:10:00Z', 'Europe/Berlin', '2026-03-15T00', '2026-03-15T23'],
	])('at %s in %s is %s to %s', async (now, timezone, from, to) => {
		expect(await sentFor('last24Hours', now, timezone)).toEqual({ type: 'day', from, to });
	});
});

describe('From and To', () => {
	const end = (name: 'from' | 'to', value: unknown, type: string) => toIntervalEnd(name, value, () => type, 'Europe/Berlin');

	it.each<['from' | 'to', unknown, string, string]>([
		['from', '2026-01-31T00:00:00', 'month', '2026-01-31'],
		['from', '2026-01-31', 'day', '2026-01-31T00'],
		['to', '2026-01-31', 'day', '2026-01-31T23'],
		['to', '2026-01-31T00:00:00', 'day', '2026-01-31T00'],
		['to', '2026-01-31 07:15', 'day', '2026-01-31T07'],
		['from', '2026-01', 'year', '2026-01'],
		['from', new Date('2026-01-31T05:00:00Z'), 'day', '2026-01-31T06'],
		['from', { toISO: () => '2026-01-31T05:00:00.000+02:00' }, 'day', '2026-01-31T04'],
		['to', '2026-01-31T23:30:00Z', 'month', '2026-02-01'],
		['to', '2025-12-31T23:30:00Z', 'year', '2026-01'],
	])('%s %p of the type %s is %s', (name, value, type, sent) => {
		expect(end(name, value, type)).toBe(sent);
	});

	it.each([
		['2026-01', 'month'],
		['2026', 'year'],
		['2026-13', 'year'],
		['2026-11-31', 'year'],
		['2026-11-31', 'month'],
		['tomorrow', 'day'],
		[20260131, 'month'],
		[new Date(Number.NaN), 'day'],
		[{ toISO: () => null }, 'day'],
	])('%p of the type %s is no date', (value, type) => {
		expect(() => end('from', value, type)).toThrow('from is not a date');
	});
});

describe('the items', () => {
	it('are none where Robot names no address', () => {
		expect(trafficItems({ type: 'month', from: '2026-01-01', to: '2026-01-31', data: [] })).toEqual([]);
		expect(trafficItems({ type: 'month', from: '2026-01-01', to: '2026-01-31', data: {} })).toEqual([]);
		expect(trafficItems({ type: 'month', from: '2026-01-01', to: '2026-01-31' })).toEqual([]);
		expect(trafficItems({ type: 'month', from: '2026-01-01', to: '2026-01-31', data: null })).toEqual([]);
	});

	it('are none for an address that has no interval', () => {
		expect(trafficItems({ type: 'month', from: '2026-01-01', to: '2026-01-31', data: { '203.0.113.10': [] as never } })).toEqual([]);
	});

	it('stand for an address without traffic with zeros', () => {
		expect(trafficItems({ type: 'month', from: '2026-01-01', to: '2026-01-31', data: { '203.0.113.10': { in: 0, out: 0, sum: 0 } } })).toEqual([
			{ address: '203.0.113.10', type: 'month', from: '2026-01-01', to: '2026-01-31', in: 0, out: 0, sum: 0 },
		]);
	});

	it('put the first day of the next month after the last day of February in a leap year', () => {
		const data = { '203.0.113.10': { '01': { in: 0, out: 0, sum: 2 }, '29': { in: 0, out: 0, sum: 1 } } };
		expect(trafficItems({ type: 'month', from: '2028-02-29', to: '2028-03-01', data }).map(({ timestamp }) => timestamp)).toEqual(['2028-02-29T00:00:00', '2028-03-01T00:00:00']);
	});
});
