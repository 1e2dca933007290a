import type { IDataObject } from 'n8n-workflow';
import type { JsonRecord } from '../../common/http/json';
import { onClocks } from '../../common/operation/dates';
import { robotClient } from '../connection/client';
import { listServers } from '../endpoints/server';
import { queryTraffic } from '../endpoints/traffic';
import { percent } from '../jobs/trafficReport';
import { queriesFor, serversOfTraffic, trafficOfServers, type ServerOfTraffic } from '../jobs/trafficOfServers';
import { dayBefore, monthBefore, monthOf, overIn } from '../robot/months';
import { isNumericId } from '../robot/pathValues';
import { total, type Amount, type Direction, type TrafficDays } from '../robot/trafficDays';
import { quotaOf } from '../robot/trafficQuota';
import { trafficChoice, type TrafficChoice, type TrafficLimit } from './choice';
import type { TriggerEvent } from './events';
import { EXAMPLE_SERVER } from './examples';
import { isOnceEach, NOTHING_KNOWN, toldOnce, type Due, type OnceEach } from './onceEach';
import type { PollRequests } from './requests';
import { isNumber, isText, shaped, type Check } from './shape';
import type { Watch } from './watch';

interface Known extends OnceEach {
	/** The first month that was looked at: what was before the start is no news. */
	from: string;
	/** The day of the last look that has shown any traffic. */
	day: string;
	/** The day of the start: neither it nor what comes later was over by then. */
	start: string;
	/** What was told. */
	limit: TrafficLimit;
}

const isMore = shaped<Omit<Known, keyof OnceEach>>({
	from: isText,
	day: isText,
	start: isText,
	limit: shaped<TrafficLimit>({ measure: isText as Check<TrafficLimit['measure']>, level: isNumber, counts: isText as Check<TrafficLimit['counts']> }),
});

/** Documentation: "Traffic", "Server". The traffic of a month, or of a day, comes to the limit once; the next one starts anew. */
export const trafficAbove: Watch<Known, TrafficChoice> = {
	connect: robotClient,
	choose: trafficChoice,
	isKnown: ((value) => isOnceEach(value) && isMore(value)) as Check<Known>,

	async look({ requests, choice: { limit, timezone }, now }, before) {
		const today = todayIn(timezone, now);
		const months = monthsFor(today, before);
		const servers = await traffic(requests, months, today, before === undefined);
		const dues = new Map(servers.map(({ server, byMonth }) => [String(server.server_number), duesOf(server, byMonth, limit)]));
		const isAnew = before !== undefined && JSON.stringify(before.limit) !== JSON.stringify(limit);
		const isAnyKnown = [...dues.values()].some((due) => due !== undefined);
		const start = before === undefined || before.days === 0 || isAnew ? today : before.start;
		const { known, events, isToBeSaved } = toldOnce(before ?? NOTHING_KNOWN, dues, now, isAnew, (period) => period >= start);
		return { known: { ...known, from: before?.from ?? (months[0] as string), day: isAnyKnown ? today : (before?.day ?? today), start, limit }, events, hasBegun: isToBeSaved };
	},

	async sample({ requests, choice: { limit, timezone }, now }) {
		const today = todayIn(timezone, now);
		const months = monthsFor(today, undefined);
		const servers = await traffic(requests, months, today, true);
		const found = servers.flatMap(({ server, byMonth }) => duesOf(server, byMonth, limit) ?? []);
		const [most] = found.sort((a, b) => Number(b.event.used) - Number(a.event.used));
		return most?.event ?? exampleOf(limit, months.at(-1) as string);
	},
};

const todayIn = (timezone: string, now: number) => onClocks('Traffic Above', now, timezone).day;

/** On how many days of a month the one before is looked at as well: its last days may be known late. */
const LATE_DAYS = 2;

/** The months to look at, earliest first. The one before also where the last look was in its time; none from before the start, whatever this clock says. */
function monthsFor(today: string, known: Known | undefined): string[] {
	const yesterday = dayBefore(today);
	const month = monthOf(yesterday);
	const earlier = monthBefore(month);
	const isLate = [yesterday, known?.day ?? yesterday].some((day) => day <= `${month}-0${LATE_DAYS}`);
	return (isLate ? [earlier, month] : [month]).filter((each) => each >= (known?.from ?? each));
}

interface Looked {
	server: IDataObject;
	byMonth: Map<string, TrafficDays>;
}

async function traffic(requests: PollRequests, months: string[], today: string, isFirst: boolean): Promise<Looked[]> {
	const listed = (await requests.list(listServers, isFirst)).filter(({ server_number }) => isNumericId(String(server_number)));
	const servers = serversOfTraffic(listed);
	const needs = queriesFor(servers).length * months.length;
	const read = async () => await Promise.all(months.map(async (month) => await daysOf(requests, servers, month, today)));
	const all = needs === 0 ? [] : await requests.within(queryTraffic, isFirst, { needs, read });
	return servers.map(({ server }, place) => ({ server, byMonth: new Map(months.map((month, index) => [month, all[index]?.[place] ?? new Map()])) }));
}

async function daysOf(requests: PollRequests, servers: ServerOfTraffic[], month: string, today: string): Promise<TrafficDays[]> {
	const period = overIn(month, today);
	return period === undefined ? [] : (await trafficOfServers(requests.client, servers, period)).map(({ days }) => days);
}

/** The months or days that have come to the limit; `undefined` where Robot tells no traffic of the server, or no quota. */
function duesOf(server: IDataObject, byMonth: Map<string, TrafficDays>, limit: TrafficLimit): Due[] | undefined {
	const periods = [...byMonth].flatMap(([month, days]) => amountsOf(month, days, limit));
	const quota = limit.measure === 'quotaShare' ? quotaOf(server.traffic) : undefined;
	if (periods.length === 0 || (limit.measure === 'quotaShare' && quota === undefined)) return undefined;
	const most = quota === undefined ? limit.level : (quota * limit.level) / 100;
	return periods.filter(([, amount]) => amount[limit.counts] >= most).map(([period, amount]) => ({ key: period, event: eventOf(server, period, amount, limit, quota) }));
}

function amountsOf(month: string, days: TrafficDays, { measure }: TrafficLimit): Array<[period: string, amount: Amount]> {
	if (measure === 'quotaShare') return days.size === 0 ? [] : [[month, total([...days.values()])]];
	return [...days].sort(([a], [b]) => a - b).map(([day, amount]) => [`${month}-${String(day).padStart(2, '0')}`, amount]);
}

function eventOf(server: IDataObject, period: string, amount: Amount, { measure, level, counts }: TrafficLimit, quota: number | undefined): TriggerEvent {
	const used = amount[counts];
	return {
		event: 'trafficAbove',
		eventId: ['traffic', String(server.server_number), period, counts, level].join(':'),
		serverNumber: Number(server.server_number),
		serverName: typeof server.server_name === 'string' ? server.server_name : '',
		measure,
		limit: level,
		period,
		used,
		quota: quota ?? null,
		share: quota === undefined ? null : percent(used, quota),
		traffic: { ...amount },
		server,
	};
}

/** A server that sends more than it gets. */
const PARTS: Record<Direction, number> = { in: 1, out: 4, sum: 5 };

function exampleOf(limit: TrafficLimit, month: string): TriggerEvent {
	const server: JsonRecord = { ...EXAMPLE_SERVER, traffic: '20 TB' };
	const isShare = limit.measure === 'quotaShare';
	const quota = isShare ? quotaOf(server.traffic) : undefined;
	const used = quota === undefined ? limit.level : (quota * limit.level) / 100;
	const part = (direction: Direction) => (used * PARTS[direction]) / PARTS[limit.counts];
	const amount = { in: part('in'), out: part('out'), sum: part('sum') };
	return eventOf(server as IDataObject, isShare ? month : `${month}-01`, amount, limit, quota);
}
