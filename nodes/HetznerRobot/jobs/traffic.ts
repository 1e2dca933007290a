import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../common/http/errors';
import { dateText } from '../../common/operation/dates';
import type { Parameter, Run } from '../../common/operation/operation';
import { wordOf } from '../../common/operation/values';
import type { QueryType } from '../robot/traffic';

/** Makes the request, with the interval of a preset where one is chosen. */
export async function queryPeriod(run: Run): Promise<IDataObject[]> {
	if (run.values.ip === undefined && run.values.subnet === undefined) {
		throw new InputError('ip', 'is empty', 'Choose at least one IP address or subnet.');
	}
	const period = wordOf(run.parameter('period'));
	const preset = Object.hasOwn(PRESETS, period) ? PRESETS[period] : undefined;
	if (!preset && period !== 'custom') throw new InputError('period', `is none of custom, ${Object.keys(PRESETS).join(', ')}`);
	if (preset) Object.assign(run.values, preset(new Date(), run.timezone));
	return await run.send();
}

/** The start or the end of an interval, as precisely as the query type wants it: `2024-01-31T00`, `2024-01-31`, `2024-01`. */
export function toIntervalEnd(name: 'from' | 'to', value: unknown, parameters: Parameter): string {
	const type = wordOf(parameters('type'));
	const [, month, day, hour] = /^(\d{4}-\d{2})(?:-(\d{2})(?:[T ](\d{2}))?)?/.exec(dateText(value)) ?? [];
	if (month !== undefined && type === 'year') return month;
	if (month !== undefined && day !== undefined && type === 'month') return `${month}-${day}`;
	if (month !== undefined && day !== undefined) return `${month}-${day}T${hour ?? (name === 'from' ? '00' : '23')}`;
	throw new InputError(name, 'is not a date', type === 'year' ? 'Give a month as yyyy-MM.' : 'Give a day as yyyy-MM-dd, for the type Day with an hour.');
}

type Preset = (now: Date, timezone: string) => { type: QueryType; from: string; to: string };

const HOUR_MS = 3600 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** Robot knows only what is over: the running hour, day or month is left out. */
const PRESETS: Record<string, Preset | undefined> = {
	last24Hours: (now, timezone) => ({
		type: 'day',
		from: localHour(new Date(now.getTime() - DAY_MS), timezone),
		to: localHour(new Date(now.getTime() - HOUR_MS), timezone),
	}),
	lastMonth: (now, timezone) => {
		const [year, month] = localDay(now, timezone).split('-').map(Number) as [number, number];
		return { type: 'month', from: utcDay(Date.UTC(year, month - 2, 1)), to: utcDay(Date.UTC(year, month - 1, 0)) };
	},
	thisMonth: (now, timezone) => {
		const today = localDay(now, timezone);
		const first = `${today.slice(0, 8)}01`;
		return { type: 'month', from: first, to: today === first ? today : utcDay(Date.parse(today) - DAY_MS) };
	},
};

const utcDay = (milliseconds: number) => new Date(milliseconds).toISOString().slice(0, 10);

const localDay = (date: Date, timezone: string) => localHour(date, timezone).slice(0, 10);

/** `2024-01-31T13` on the clocks of the workflow's time zone. */
function localHour(date: Date, timeZone: string): string {
	const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', hourCycle: 'h23' });
	const parts = Object.fromEntries(format.formatToParts(date).map(({ type, value }) => [type, value]));
	return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}`;
}
