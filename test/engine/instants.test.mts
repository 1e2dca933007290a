import { describe, expect, it } from '@jest/globals';
import { by } from '../contract/case.mts';
import { itemsOf, shown, simulatedRobot } from '../support/simulatedRobot.mts';
import { inZone } from '../support/zone.mts';

/** Dates as n8n hands them to the node: picked, typed, and as the instants that expressions make. */

const robot = simulatedRobot();

const CANCELLATIONS: Array<[string, object, string]> = [
	['a server', { resource: 'server', serverNumber: by('id', '321') }, 'POST /server/321/cancellation'],
	['an IP address', { resource: 'ip', ip: by('ip', '192.0.2.26') }, 'POST /ip/192.0.2.26/cancellation'],
	['a subnet', { resource: 'subnet', netIp: by('ip', '203.0.113.160') }, 'POST /subnet/203.0.113.160/cancellation'],
	['a vSwitch', { resource: 'vSwitch', vSwitchId: by('id', '4321') }, 'DELETE /vswitch/4321'],
];

const cancel = (thing: object, cancellationDate: string) => ({ ...thing, operation: 'cancel', immediately: false, cancellationDate }) as never;
const traffic = (more: object) => ({ resource: 'traffic', operation: 'get', trafficOf: 'addresses', ip: ['203.0.113.10'], ...more }) as never;

/** 2099-03-31 at half past midnight in Berlin, in what expressions make of it. */
const INSTANTS = [
	'={{ new Date("2099-03-30T22:30:00Z") }}',
	'={{ $json.n }}',
	'={{ DateTime.fromISO("2099-03-30T22:30:00Z", { zone: "utc" }) }}',
	'={{ DateTime.fromISO("2099-03-30T22:30:00Z", { zone: "Asia/Tokyo" }).toISO() }}',
	'2099-03-30T22:30:00.000Z',
];

describe.each(CANCELLATIONS)('the cancellation of %s', (_what, thing, request) => {
	it.each([
		['Europe/Berlin', '2099-03-31'],
		['America/New_York', '2099-03-30'],
		['Asia/Kolkata', '2099-03-31'],
		['Pacific/Auckland', '2099-03-31'],
		['UTC', '2099-03-30'],
	])('takes an instant for the day that it is in the time zone of the workflow, %s: %s', async (timezone, day) => {
		for (const instant of INSTANTS) await robot.run(cancel(thing, instant), { timezone, items: itemsOf('2099-03-30T22:30:00Z') });
		expect(robot.sent()).toEqual(Array(INSTANTS.length).fill(`${request} cancellation_date=${day}`));
	});

	it('takes a picked day and a typed one as they are', async () => {
		for (const day of ['2099-03-31T00:00:00', '2099-03-31', '={{ DateTime.fromISO("2099-03-31").toISODate() }}']) {
			await robot.run(cancel(thing, day), { timezone: 'America/New_York' });
		}
		expect(robot.sent()).toEqual(Array(3).fill(`${request} cancellation_date=2099-03-31`));
	});

	it.each(['2099-11-31', '2099-11-31T10:00:00Z', '2099-03-31T10:00:00+25:00'])('sends nothing for %s, which there is not', async (day) => {
		const run = await robot.run(cancel(thing, day));
		expect(shown(run)).toMatchObject({ message: 'Cancellation Date is not a date', item: 0 });
		expect(robot.sent()).toEqual([]);
	});
});

describe('a day made on a machine in Berlin', () => {
	it('is that day in a workflow in Berlin', async () => {
		await inZone('Europe/Berlin', async () => {
			await robot.run(cancel(CANCELLATIONS[0]![1], '={{ new Date(2099, 2, 31) }}'), { timezone: 'Europe/Berlin' });
		});
		expect(robot.sent()).toEqual(['POST /server/321/cancellation cancellation_date=2099-03-31']);
	});
});

describe('a time zone that is none', () => {
	it.each(['"Europe/Berlin"', 'CEST'])('%s is told with where it is set, and nothing is sent', async (timezone) => {
		for (const instant of ['={{ new Date("2099-03-30T22:30:00Z") }}', '={{ $now }}', '2099-03-30T22:30:00Z']) {
			expect(shown(await robot.run(cancel(CANCELLATIONS[0]![1], instant), { timezone }))).toMatchObject({
				message: `Cancellation Date needs the time zone of the workflow, and "${timezone}" is none`,
				description:
					'Choose one like Europe/Berlin in the settings of the workflow, or in GENERIC_TIMEZONE of this n8n. ' +
					'A date given as text without a time zone, e.g. 2027-03-31, needs none.',
				item: 0,
			});
		}
		for (const period of ['last24Hours', 'lastMonth', 'thisMonth']) {
			expect((await robot.run(traffic({ period }), { timezone })).error?.message).toBe(`Period needs the time zone of the workflow, and "${timezone}" is none`);
		}
		expect(robot.sent()).toEqual([]);
	});

	it('does not matter to days without a zone, nor to Cancel Immediately', async () => {
		await robot.run(cancel(CANCELLATIONS[0]![1], '2099-03-31T00:00:00'), { timezone: 'CEST' });
		await robot.run({ ...(cancel(CANCELLATIONS[1]![1], '') as object), immediately: true } as never, { timezone: 'CEST' });
		await robot.run(traffic({ period: 'custom', type: 'month', from: '2026-01-01', to: '2026-01-31' }), { timezone: 'CEST' });
		expect(robot.sent()).toEqual([
			'POST /server/321/cancellation cancellation_date=2099-03-31',
			'POST /ip/192.0.2.26/cancellation cancellation_date=now',
			'POST /traffic ip=203.0.113.10 type=month from=2026-01-01 to=2026-01-31',
		]);
	});

	it('is found for all items before anything is sent', async () => {
		const run = await robot.run(cancel(CANCELLATIONS[0]![1], '={{ $json.n }}'), { timezone: 'CEST', items: itemsOf('2099-03-31', '2099-03-31T00:00:00Z') });
		expect(run.error?.context.itemIndex).toBe(1);

		const periods = await robot.run(traffic({ period: '={{ $json.n }}', type: 'month', from: '2026-01-01', to: '2026-01-31' }), {
			timezone: 'CEST',
			items: itemsOf('custom', 'thisMonth'),
		});
		expect(periods.error?.context.itemIndex).toBe(1);
		expect(robot.sent()).toEqual([]);
	});
});

describe('a custom time of traffic', () => {
	const FROM = '={{ new Date("2026-10-25T00:30:00Z") }}';
	const TO = '={{ DateTime.fromISO("2026-10-25T22:30:00Z", { zone: "utc" }) }}';

	it.each([
		['day', 'Europe/Berlin', '2026-10-25T02', '2026-10-25T23'],
		['day', 'America/New_York', '2026-10-24T20', '2026-10-25T18'],
		['day', 'UTC', '2026-10-25T00', '2026-10-25T22'],
		['month', 'America/New_York', '2026-10-24', '2026-10-25'],
		['month', 'Pacific/Auckland', '2026-10-25', '2026-10-26'],
		['year', 'UTC', '2026-10', '2026-10'],
	])('of the type %s given as instants is that of the clocks in %s', async (type, timezone, from, to) => {
		await robot.run(traffic({ period: 'custom', type, from: FROM, to: TO }), { timezone });
		expect(robot.sent()).toEqual([`POST /traffic ip=203.0.113.10 type=${type} from=${from} to=${to}`]);
	});

	it('of the type year may be in the next one already', async () => {
		await robot.run(traffic({ period: 'custom', type: 'year', from: '2025-12-31T23:30:00Z', to: '2026-02' }), { timezone: 'Europe/Berlin' });
		expect(robot.sent()).toEqual(['POST /traffic ip=203.0.113.10 type=year from=2026-01 to=2026-02']);
	});

	it.each([
		['month', '2026-11-31', 'From is not a date'],
		['day', '2026-11-30T24:00:00', 'From is not a date'],
		['year', '2026-13', 'From is not a date'],
		['year', '2026-11-31', 'From is not a date'],
	])('of the type %s from %s sends nothing', async (type, from, message) => {
		const run = await robot.run(traffic({ period: 'custom', type, from, to: '2026-12-31' }));
		expect(run.error?.message).toBe(message);
		expect(robot.sent()).toEqual([]);
	});
});
