import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../common/http/errors';
import { onClocks } from '../../common/operation/dates';
import type { Run, Sort } from '../../common/operation/operation';
import { numberIn } from '../../common/operation/readers';
import { noSuch, wordOf } from '../../common/operation/values';
import { daysIn, monthBefore, monthOf, overIn } from '../robot/months';
import { DIRECTIONS, rounded, total, type Direction, type Period } from '../robot/trafficDays';
import { quotaOf } from '../robot/trafficQuota';
import { filteredServers } from './serverFilters';
import { allOf, serversOfTraffic, trafficOfServers, type ServerTraffic } from './trafficOfServers';

/** The months that are reported, as the editor shows them. */
export const REPORTED = { lastMonth: 'Last Month', thisMonth: 'This Month' } as const;

const isReported = (period: unknown): period is keyof typeof REPORTED => typeof period === 'string' && Object.hasOwn(REPORTED, period);

/** Checks the month before anything is sent, and whether the workflow's time zone tells which one it is. */
export function checkReported(period: unknown, timezone: string): undefined {
	if (!isReported(period)) throw new InputError('period', `is none of ${Object.keys(REPORTED).join(', ')}`);
	onClocks('period', 0, timezone);
}

/** Which traffic is held against a quota. */
export function toDirection(name: string, value: unknown): Direction {
	if (typeof value === 'string' && Object.hasOwn(DIRECTIONS, value)) return value as Direction;
	throw noSuch(name, 'direction', wordOf(value), Object.keys(DIRECTIONS));
}

/** The month of a report. */
interface Month {
	month: string;
	/** Its days that are over, `undefined` where none is. */
	period: Period | undefined;
}

/** One row for each server that matches the filters, out of the list of servers and as few queries of traffic as it takes. */
export async function trafficReport(run: Run): Promise<IDataObject[]> {
	const counts = toDirection('countedTraffic', run.parameter('countedTraffic'));
	const servers = serversOfTraffic(await filteredServers(run));
	const { month, period } = reportedMonth(run);
	const traffic = period ? await trafficOfServers(run.client, servers, period) : servers.map((each) => ({ ...each, days: new Map(), withoutData: allOf(each.addresses) }));
	return traffic.map((each) => rowOf(each, { month, period }, counts));
}

/** By the clocks in the workflow's time zone: the documentation does not say on which clock Robot's days begin. */
function reportedMonth({ parameter, timezone }: Run): Month {
	const today = onClocks('period', Date.now(), timezone).day;
	const month = parameter('period') === 'lastMonth' ? monthBefore(monthOf(today)) : monthOf(today);
	return { month, period: overIn(month, today) };
}

function rowOf({ server, addresses, days, withoutData }: ServerTraffic, { month, period }: Month, counts: Direction): IDataObject {
	const isKnown = addresses !== undefined && days.size > 0;
	const sums = isKnown ? total([...days.values()]) : undefined;
	const projected = sums && projectedFor(month, [...days.keys()], sums[counts]);
	const quota = quotaOf(server.traffic);
	const shareOf = (gigabytes: number | undefined) => (quota === undefined || gigabytes === undefined ? null : percent(gigabytes, quota));
	return {
		server_number: server.server_number ?? null,
		server_name: server.server_name ?? null,
		server_ip: server.server_ip ?? null,
		product: server.product ?? null,
		month,
		traffic: server.traffic ?? null,
		quota: quota ?? null,
		in: sums?.in ?? null,
		out: sums?.out ?? null,
		sum: sums?.sum ?? null,
		share: shareOf(sums?.[counts]),
		projected: projected ?? null,
		projected_share: shareOf(projected),
		days_counted: isKnown ? days.size : 0,
		days_in_month: daysIn(month),
		without_data: withoutData,
		note: noteOf({ server, addresses, days, withoutData }, period),
	};
}

/**
 * As if the days that are known were usual ones: their average for every day from the first of them to the end of the
 * month. A server whose first day is the 20th has been there since then.
 */
const projectedFor = (month: string, days: number[], used: number): number => rounded((used / days.length) * (daysIn(month) - Math.min(...days) + 1));

/** One decimal. */
export const percent = (part: number, whole: number): number => Math.round((part / whole) * 1000) / 10;

/** What a person has to know of the numbers, and why there are none. */
function noteOf({ addresses, days, withoutData }: ServerTraffic, period: Period | undefined): string | null {
	if (!addresses) return "Robot's list of this server's addresses is incomplete: no traffic was asked for.";
	const all = allOf(addresses);
	if (all.length === 0) return 'Robot lists no address of this server.';
	if (!period) return 'No day of this month is over yet: Robot knows the traffic of whole days only.';
	if (days.size === 0) return "Robot has no traffic data for this server's addresses.";
	const over = Number(period.to.slice(8));
	const notes = [
		...(withoutData.length > 0 ? [`${withoutData.length} of ${all.length} addresses are not in the sums: Robot has no traffic data for them.`] : []),
		...(days.size < over ? [`Robot has traffic data for ${days.size} of the ${over} days that are over.`] : []),
	];
	return notes.length > 0 ? notes.join(' ') : null;
}

/** What a report can be sorted by. */
export const REPORT_SORTS: Sort[] = [
	{ name: 'Traffic', value: 'traffic', of: ({ sum }) => numberIn(sum), descending: true },
	{ name: 'Name', value: 'name', of: ({ server_name: name }) => (typeof name === 'string' && name !== '' ? name : undefined) },
	{ name: 'Projected Share of Quota', value: 'projectedShare', of: ({ projected_share: share }) => numberIn(share), descending: true },
	{ name: 'Share of Quota', value: 'share', of: ({ share }) => numberIn(share), descending: true },
];
