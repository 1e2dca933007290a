import { isRecord, type JsonRecord } from '../../common/http/json';
import { numberIn } from '../../common/operation/readers';
import { addressOf } from './addresses';

/** Traffic in GB. */
export interface Amount {
	in: number;
	out: number;
	sum: number;
}

export type Direction = keyof Amount;

/** The directions of traffic, as the editor shows them. */
export const DIRECTIONS: Record<Direction, string> = { in: 'Incoming', sum: 'Incoming and Outgoing', out: 'Outgoing' };

/** The traffic of each day of a month, by the number of the day. */
export type TrafficDays = Map<number, Amount>;

/** Days of one month: `2026-11-01` to `2026-11-26`. */
export interface Period {
	from: string;
	to: string;
}

/**
 * What a reply that is grouped by days says of each address, in its one form. A day that Robot does not list, or that
 * cannot be read, is not there: it is not known, and not without traffic.
 */
export function daysByAddress({ data }: JsonRecord, period: Period): Map<string, TrafficDays> {
	const found = new Map<string, TrafficDays>();
	for (const [key, days] of Object.entries(isRecord(data) ? data : {})) {
		const address = addressOf(key);
		if (address !== undefined && isRecord(days) && !found.has(address)) found.set(address, daysIn(days, period));
	}
	return found;
}

function daysIn(days: JsonRecord, { from, to }: Period): TrafficDays {
	const [first, last] = [dayOf(from), dayOf(to)];
	const found: TrafficDays = new Map();
	for (const [key, traffic] of Object.entries(days)) {
		const day = /^\d{1,2}$/.test(key) ? Number(key) : 0;
		const amount = amountOf(traffic);
		if (day >= first && day <= last && amount !== undefined && !found.has(day)) found.set(day, amount);
	}
	return found;
}

const dayOf = (date: string) => Number(date.slice(8, 10));

function amountOf(traffic: unknown): Amount | undefined {
	if (!isRecord(traffic)) return undefined;
	const [received, sent, sum] = [traffic.in, traffic.out, traffic.sum].map(numberIn).map((number) => (number !== undefined && number >= 0 ? number : undefined));
	return received === undefined || sent === undefined || sum === undefined ? undefined : { in: received, out: sent, sum };
}

/** What comes together, by days: a day counts where anything of it is known. */
export function together(all: TrafficDays[]): TrafficDays {
	const days: TrafficDays = new Map();
	for (const [day, amount] of all.flatMap((each) => [...each])) days.set(day, total([days.get(day), amount]));
	return days;
}

/** The sum of amounts, as precisely as Robot tells them. */
export function total(amounts: Array<Amount | undefined>): Amount {
	const sumOf = (direction: Direction) => rounded(amounts.reduce((sum, amount) => sum + (amount?.[direction] ?? 0), 0));
	return { in: sumOf('in'), out: sumOf('out'), sum: sumOf('sum') };
}

export const rounded = (gigabytes: number): number => Math.round(gigabytes * 10_000) / 10_000;
