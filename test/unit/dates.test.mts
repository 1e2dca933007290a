import { describe, expect, it } from '@jest/globals';
import { runInNewContext } from 'node:vm';
import { localTime } from '../../nodes/common/operation/dates.ts';

const at = (value: unknown, timezone: string) => localTime('date', value, timezone);
/** A date of Luxon, as far as it matters. */
const luxon = (iso: string | null) => ({ toISO: () => iso });

describe('a date without a zone', () => {
	it.each<[string, { day: string; hour?: string }]>([
		['2027-03-31', { day: '2027-03-31' }],
		['2027-03-31T00:00:00', { day: '2027-03-31', hour: '00' }],
		['2027-03-31T23:59:59.999', { day: '2027-03-31', hour: '23' }],
		['2027-03-31 07:15', { day: '2027-03-31', hour: '07' }],
		['2027-03-31T07', { day: '2027-03-31', hour: '07' }],
		[' 2028-02-29 ', { day: '2028-02-29' }],
	])('%j stays what it is, wherever the workflow runs', (text, time) => {
		for (const timezone of ['UTC', 'Pacific/Auckland', 'America/New_York', 'CEST', '']) expect(at(text, timezone)).toEqual(time);
	});
});

describe('an instant', () => {
	it.each<[string, string, string]>([
		['Europe/Berlin', '2027-03-31', '00'],
		['America/New_York', '2027-03-30', '18'],
		['Asia/Kolkata', '2027-03-31', '04'],
		['Pacific/Auckland', '2027-03-31', '11'],
		['UTC', '2027-03-30', '22'],
	])('is what the clocks show in %s: %s at %s', (timezone, day, hour) => {
		const instants = [
			new Date('2027-03-30T22:30:00Z'),
			runInNewContext("new Date('2027-03-30T22:30:00Z')"),
			luxon('2027-03-30T18:30:00.000-04:00'),
			luxon('2027-03-30T22:30:00.000Z'),
			'2027-03-30T22:30:00Z',
			'2027-03-30T22:30:00.000Z',
			'2027-03-30t22:30z',
			'2027-03-31T00:30:00+02:00',
			'2027-03-31 00:30:00 +0200',
			'2027-03-31T00:30+02',
			'2027-03-31T00:30:00.000+02:00[Europe/Berlin]',
		];
		expect(instants.map((instant) => at(instant, timezone))).toEqual(Array(instants.length).fill({ day, hour }));
	});

	it.each<[string, string, string, string]>([
		// Berlin goes forward on March 28 at 01:00 UTC, back on October 31 at 01:00 UTC.
		['2027-03-27T22:59:59Z', 'Europe/Berlin', '2027-03-27', '23'],
		['2027-03-27T23:00:00Z', 'Europe/Berlin', '2027-03-28', '00'],
		['2027-03-28T00:59:59Z', 'Europe/Berlin', '2027-03-28', '01'],
		['2027-03-28T01:00:00Z', 'Europe/Berlin', '2027-03-28', '03'],
		['2027-03-28T21:59:59Z', 'Europe/Berlin', '2027-03-28', '23'],
		['2027-03-28T22:00:00Z', 'Europe/Berlin', '2027-03-29', '00'],
		['2027-10-30T22:00:00Z', 'Europe/Berlin', '2027-10-31', '00'],
		['2027-10-31T00:30:00Z', 'Europe/Berlin', '2027-10-31', '02'],
		['2027-10-31T01:30:00Z', 'Europe/Berlin', '2027-10-31', '02'],
		['2027-10-31T22:59:59Z', 'Europe/Berlin', '2027-10-31', '23'],
		['2027-10-31T23:00:00Z', 'Europe/Berlin', '2027-11-01', '00'],
		// New York goes back on November 7 at 06:00 UTC.
		['2027-11-07T03:59:59Z', 'America/New_York', '2027-11-06', '23'],
		['2027-11-07T04:00:00Z', 'America/New_York', '2027-11-07', '00'],
		['2027-11-08T04:59:59Z', 'America/New_York', '2027-11-07', '23'],
		['2027-11-08T05:00:00Z', 'America/New_York', '2027-11-08', '00'],
		// Lord Howe Island by half an hour, on April 4.
		['2027-04-03T12:59:59Z', 'Australia/Lord_Howe', '2027-04-03', '23'],
		['2027-04-04T13:29:59Z', 'Australia/Lord_Howe', '2027-04-04', '23'],
		['2027-04-04T13:30:00Z', 'Australia/Lord_Howe', '2027-04-05', '00'],
		['2027-12-31T10:00:00Z', 'Pacific/Kiritimati', '2028-01-01', '00'],
	])('%s in %s is %s at %s, also where the clocks are changed', (instant, timezone, day, hour) => {
		expect(at(instant, timezone)).toEqual({ day, hour });
		expect(at(new Date(instant), timezone)).toEqual({ day, hour });
	});
});

describe('no date', () => {
	it.each([
		'2027-11-31',
		'2027-02-29',
		'2027-13-01',
		'2027-00-10',
		'2027-01-00',
		'2027-11-31T10:00:00Z',
		'2027-02-29T00:00:00+01:00',
		'2027-03-31T24:00:00',
		'2027-03-31T24:00:00Z',
		'2027-03-31T25:00:00',
		'2027-03-31T10:60:00',
		'2027-03-31T10:00:61Z',
		'2027-03-31T10:00:00+25:00',
		'2027-03-31Z',
		'2027-03-31+02:00',
		'2027-03-31T10:00:00 CEST',
		'2027-03-31x',
		'2027-3-31',
		'99-12-31',
		'31.03.2027',
		'20270331',
		'2027-03',
		'tomorrow',
		'',
	])('is %j', (text) => {
		expect(at(text, 'Europe/Berlin')).toBeUndefined();
	});

	it.each([
		[20270331],
		[1806451200000],
		[null],
		[undefined],
		[{}],
		[[new Date('2027-03-30T22:30:00Z')]],
		[new Date(Number.NaN)],
		[luxon(null)],
		[new Date(Date.UTC(12_027, 2, 31))],
	])('is %p', (value) => {
		expect(at(value, 'Europe/Berlin')).toBeUndefined();
	});
});

describe('a time zone that is none', () => {
	it.each(['CEST', '"Europe/Berlin"', 'Europe/Nowhere', ''])('%j is named with where it is set, as soon as an instant needs it', (timezone) => {
		for (const instant of [new Date('2027-03-30T22:30:00Z'), '2027-03-30T22:30:00Z', luxon(null), new Date(Number.NaN)]) {
			expect(() => at(instant, timezone)).toThrow(
				expect.objectContaining({
					message: `date needs the time zone of the workflow, and "${timezone}" is none`,
					advice: expect.stringContaining('in the settings of the workflow, or in GENERIC_TIMEZONE of this n8n'),
				}),
			);
		}
	});
});
