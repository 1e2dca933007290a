import type { IDataObject } from 'n8n-workflow';
import type { JsonRecord } from '../../common/http/json';
import { pathValue } from '../../common/http/path';
import { localTime, onClocks } from '../../common/operation/dates';
import { robotClient } from '../connection/client';
import { getServerCancellation, listServers } from '../endpoints/server';
import { daysUntil } from '../robot/months';
import { isNumericId } from '../robot/pathValues';
import { dateChoice, type DateChoice } from './choice';
import type { TriggerEvent } from './events';
import { EXAMPLE_SERVER } from './examples';
import { isOnceEach, NOTHING_KNOWN, toldOnce, type Due, type Dues, type OnceEach } from './onceEach';
import { isNumber, isText, listOf, recordOf, shaped, type Check } from './shape';
import type { Poll, Watch } from './watch';

type Limit = Pick<DateChoice, 'kinds' | 'daysBefore'>;

interface Known extends OnceEach {
	/** When the servers that are cancelled end, as far as it was asked for. */
	ends: Record<string, string>;
	/** What was told. */
	limit: Limit;
}

const isMore = shaped<Omit<Known, keyof OnceEach>>({ ends: recordOf(isText), limit: shaped<Limit>({ kinds: listOf(isText), daysBefore: isNumber }) });

/** When servers end, and for which of them that was asked in this poll. */
interface Ends {
	dates: Record<string, string>;
	fresh: Set<string>;
	troubles: unknown[];
}

/** Documentation: "Server". Each date of a server is told once, when so many days are left; a later date is another one. */
export const serverDates: Watch<Known, DateChoice> = {
	connect: robotClient,
	choose: dateChoice,
	isKnown: ((value) => isOnceEach(value) && isMore(value)) as Check<Known>,

	async look(poll, before) {
		const { choice, now } = poll;
		const limit: Limit = { kinds: choice.kinds, daysBefore: choice.daysBefore };
		const isAnew = before !== undefined && JSON.stringify(before.limit) !== JSON.stringify(limit);
		const servers = eachOnce(await poll.requests.list(listServers, before === undefined));
		const ends = await endsOf(poll, servers, before, isAnew);
		const { known, events, isToBeSaved } = toldOnce(before ?? NOTHING_KNOWN, duesOf(poll, servers, ends, isAnew ? undefined : before), now, isAnew);
		return { known: { ...known, ends: ends.dates, limit }, events, troubles: ends.troubles, hasBegun: isToBeSaved };
	},

	async sample(poll) {
		const { requests, choice } = poll;
		const servers = eachOnce(await requests.ask(listServers));
		const isPaid = choice.kinds.includes(PAID);
		const dated = isPaid ? servers.map((server): [JsonRecord, unknown] => [server, server.paid_until]) : await cancelled(poll, servers);
		const known = dated.flatMap(([server, given]) => {
			const date = dateIn(given, choice.timezone);
			return date === undefined ? [] : [{ server, date }];
		});
		const [next] = known.sort((a, b) => a.date.localeCompare(b.date));
		if (next) return eventOf(poll, isPaid ? PAID : END, next.server, next.date);
		return { ...eventOf(poll, isPaid ? PAID : END, { ...EXAMPLE_SERVER, cancelled: !isPaid }, EXAMPLE_DATE), daysLeft: choice.daysBefore };
	},
};

const PAID = 'paidUntil';
const END = 'cancellationDate';
const EXAMPLE_DATE = '2026-02-14';

function eachOnce(listed: JsonRecord[]): JsonRecord[] {
	const byNumber = new Map<string, JsonRecord>();
	for (const server of listed) if (isNumericId(idOf(server)) && !byNumber.has(idOf(server))) byNumber.set(idOf(server), server);
	return [...byNumber.values()];
}

const idOf = ({ server_number }: JsonRecord): string => String(server_number);

/** A day of the calendar; `undefined` for anything else. */
const dateIn = (value: unknown, timezone: string): string | undefined => (typeof value === 'string' ? localTime('Days Before', value, timezone)?.day : undefined);

const daysLeft = ({ choice: { timezone }, now }: Poll<DateChoice>, date: string): number => daysUntil(date, onClocks('Days Before', now, timezone).day);

const isDue = (poll: Poll<DateChoice>, date: string): boolean => daysLeft(poll, date) <= poll.choice.daysBefore;

const placeOf = (kind: string, server: JsonRecord): string => `${idOf(server)}:${kind}`;

const isTold = (known: OnceEach | undefined, place: string, date: string): boolean => known?.of[place]?.[1]?.includes(date) === true;

/** What can be told of each server; `undefined` for what nobody knows, or was not asked for anew before it is told. */
function duesOf(poll: Poll<DateChoice>, servers: JsonRecord[], { dates, fresh }: Ends, before: Known | undefined): Dues {
	const { kinds, timezone } = poll.choice;
	const dueOn = (kind: string, server: JsonRecord, date: string | undefined): Due[] | undefined =>
		date === undefined ? undefined : isDue(poll, date) ? [{ key: date, event: eventOf(poll, kind, server, date) }] : [];
	const endOf = (server: JsonRecord): Due[] | undefined => {
		if (server.cancelled !== true) return server.cancelled === false ? [] : undefined;
		const date = dates[idOf(server)];
		const isToBeAsked = date !== undefined && isDue(poll, date) && !fresh.has(idOf(server)) && !isTold(before, placeOf(END, server), date);
		return isToBeAsked ? undefined : dueOn(END, server, date);
	};
	const dues: Dues = new Map();
	for (const server of servers) {
		if (kinds.includes(PAID)) dues.set(placeOf(PAID, server), dueOn(PAID, server, dateIn(server.paid_until, timezone)));
		if (kinds.includes(END)) dues.set(placeOf(END, server), endOf(server));
	}
	return dues;
}

/**
 * When the cancelled servers end. One request each, so what is known is not asked for again, but before it is told, and in
 * turns: one in each poll.
 */
async function endsOf(poll: Poll<DateChoice>, servers: JsonRecord[], before: Known | undefined, isAnew: boolean): Promise<Ends> {
	const { requests, choice, number } = poll;
	const ended = choice.kinds.includes(END) ? servers.filter(({ cancelled }) => cancelled === true) : [];
	const ends: Ends = { dates: {}, fresh: new Set(), troubles: [] };
	for (const server of ended) if (before?.ends[idOf(server)] !== undefined) ends.dates[idOf(server)] = before.ends[idOf(server)] as string;
	const isNeeded = (server: JsonRecord): boolean => {
		const date = ends.dates[idOf(server)];
		return date === undefined || (isDue(poll, date) && (isAnew || !isTold(before, placeOf(END, server), date)));
	};
	const needed = ended.filter(isNeeded);
	const others = ended.filter((server) => !needed.includes(server));
	// In turns, so that one that cannot be asked for does not keep the others from it.
	for (const server of [...inTurns(needed, number), ...inTurns(others, number).slice(0, 1)]) {
		if (requests.allowed(getServerCancellation, before === undefined) < 1 || requests.isOutOfTime()) break;
		await endOf(poll, server).then(
			(date) => {
				ends.fresh.add(idOf(server));
				if (date === undefined) delete ends.dates[idOf(server)];
				else ends.dates[idOf(server)] = date;
			},
			(error: unknown) => ends.troubles.push(error),
		);
	}
	return ends;
}

/** The same, beginning with another one in each poll. */
function inTurns<T>(list: T[], number: number): T[] {
	const first = number % Math.max(1, list.length);
	return [...list.slice(first), ...list.slice(0, first)];
}

async function endOf({ requests, choice }: Poll<DateChoice>, server: JsonRecord): Promise<string | undefined> {
	const path = { serverNumber: pathValue('serverNumber', idOf(server)) };
	const [cancellation] = await requests.askUnlessGone(getServerCancellation, path, 'SERVER_NOT_FOUND');
	return dateIn(cancellation?.cancellation_date ?? cancellation?.['cancellation-date'], choice.timezone);
}

/** For a sample the first of the cancelled servers is enough. */
async function cancelled(poll: Poll<DateChoice>, servers: JsonRecord[]): Promise<Array<[JsonRecord, unknown]>> {
	const [server] = servers.filter((listed) => listed.cancelled === true);
	return server ? [[server, await endOf(poll, server)]] : [];
}

const eventOf = (poll: Poll<DateChoice>, kind: string, server: JsonRecord, date: string): TriggerEvent => ({
	event: 'paidUntil',
	eventId: ['paidUntil', idOf(server), kind, date, poll.choice.daysBefore].join(':'),
	kind,
	date,
	daysLeft: daysLeft(poll, date),
	serverNumber: Number(server.server_number),
	serverName: typeof server.server_name === 'string' ? server.server_name : '',
	server: server as IDataObject,
});
