import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../common/http/errors';
import type { PathValue } from '../../common/http/path';
import { localTime, onClocks } from '../../common/operation/dates';
import type { Parameter, Run } from '../../common/operation/operation';
import { wordOf } from '../../common/operation/values';
import { getServer } from '../endpoints/server';
import { serverAddresses } from '../robot/serverAddresses';
import { addressesAsSent, type QueryType } from '../robot/traffic';

/** Asks for the addresses and subnets that were chosen, or for all that the chosen server has. */
export async function trafficFor(run: Run): Promise<IDataObject[]> {
	const { serverNumber } = (await run.settled()).path;
	if (serverNumber !== undefined) Object.assign(run.values, await addressesOf(run, serverNumber));
	return await queryPeriod(run);
}

async function addressesOf({ call }: Run, serverNumber: PathValue): Promise<Run['values']> {
	const [server = {}] = await call(getServer, { serverNumber });
	const addresses = serverAddresses(server);
	if (!addresses) throw incomplete();
	if (addresses.ip.length + addresses.subnet.length === 0)
		throw new InputError('serverNumber', ': Robot lists no address of this server', `${NO_TRAFFIC} Choose IP addresses or subnets instead.`);
	return addressesAsSent(addresses);
}

const NO_TRAFFIC = 'No traffic was asked for.';

const incomplete = (): InputError =>
	new InputError(
		'serverNumber',
		": Robot's list of this server's addresses is incomplete",
		`${NO_TRAFFIC} What is missing would be missing in the sum. Try again, or choose IP addresses and subnets instead.`,
	);

/** Makes the request, with the interval of a preset where one is chosen. */
export async function queryPeriod(run: Run): Promise<IDataObject[]> {
	if (run.values.ip === undefined && run.values.subnet === undefined) {
		throw new InputError('ip', 'is empty', 'Choose at least one IP address or subnet.');
	}
	const preset = presetOf(run.parameter('period'));
	if (preset) Object.assign(run.values, preset(Date.now(), run.timezone));
	return await run.send();
}

/**
 * Sends nothing by itself: the times of a preset are those at which the request is made.
 *
 * @throws InputError for a period that is none, and for a preset where the workflow's time zone is none
 */
export function checkPeriod(period: unknown, timezone: string): undefined {
	if (period === 'custom') return;
	if (!presetOf(period)) throw new InputError('period', `is none of custom, ${Object.keys(PRESETS).join(', ')}`);
	onClocks('period', 0, timezone);
}

/** The start or the end of an interval, as precisely as the query type wants it: `2024-01-31T00`, `2024-01-31`, `2024-01`. */
export function toIntervalEnd(name: 'from' | 'to', value: unknown, parameters: Parameter, timezone: string): string {
	const type = wordOf(parameters('type'));
	const time = localTime(name, type === 'year' ? firstDayOf(value) : value, timezone);
	if (time === undefined) throw new InputError(name, 'is not a date', type === 'year' ? 'Give a month as yyyy-MM.' : 'Give a day as yyyy-MM-dd, for the type Day with an hour.');
	if (type === 'year') return time.day.slice(0, 7);
	return type === 'month' ? time.day : `${time.day}T${time.hour ?? (name === 'from' ? '00' : '23')}`;
}

/** A month is given as `2026-01`, or as any time in it. */
const firstDayOf = (value: unknown): unknown => (typeof value === 'string' && /^\d{4}-\d{2}$/.test(value.trim()) ? `${value.trim()}-01` : value);

type Preset = (now: number, timezone: string) => { type: QueryType; from: string; to: string };

const HOUR_MS = 3600 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** Robot knows only what is over: the running hour, day or month is left out. */
const PRESETS: Record<string, Preset> = {
	last24Hours: (now, timezone) => ({ type: 'day', from: localHour(now - DAY_MS, timezone), to: localHour(now - HOUR_MS, timezone) }),
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

const presetOf = (period: unknown): Preset | undefined => (typeof period === 'string' && Object.hasOwn(PRESETS, period) ? PRESETS[period] : undefined);

const utcDay = (milliseconds: number) => new Date(milliseconds).toISOString().slice(0, 10);

const localDay = (instant: number, timezone: string) => onClocks('period', instant, timezone).day;

/** `2024-01-31T13` on the clocks of the workflow's time zone. */
function localHour(instant: number, timezone: string): string {
	const { day, hour } = onClocks('period', instant, timezone);
	return `${day}T${hour}`;
}
