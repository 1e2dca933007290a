import type { IDataObject } from 'n8n-workflow';
import type { JsonRecord } from '../../common/http/json';
import { pathValue } from '../../common/http/path';
import { robotClient } from '../connection/client';
import { ORDER_KINDS, type OrderKind } from '../endpoints/order';
import { orderChoice, type OrderChoice } from './choice';
import { DAY_MS, type TriggerEvent } from './events';
import { exampleTransaction } from './examples';
import { isId, isNumber, isSaid, isText, listOf, orNothing, recordOf, shaped, tuple } from './shape';
import type { Look, Poll, Watch } from './watch';

/** Each status that an order was seen in, the latest last, and the day since 1970 on which it was placed. */
type KnownOrder = [statuses: string[], day: number];

/** What is known of one kind. */
interface KnownOrders {
	/** When the starting point was to be taken, in milliseconds. */
	since: number;
	/** By id; missing as long as the starting point could not be taken. */
	of?: Record<string, KnownOrder>;
}

/** By kind. */
type Known = Record<string, KnownOrders>;

const IN_PROCESS = 'in process';

/** Robot knew nothing of the order when it was asked for alone. */
const UNKNOWN = 'unknown';

/** Robot lists the orders of 30 days. For as long again a known one that comes back is no new one. */
const REMEMBERED_DAYS = 60;

/** Documentation: "Server ordering". */
export const orders: Watch<Known, OrderChoice> = {
	connect: robotClient,
	choose: orderChoice,
	isKnown: recordOf(shaped<KnownOrders>({ since: isNumber, of: orNothing(recordOf(tuple<KnownOrder>(listOf(isText), isNumber))) })),

	async look(poll, known = {}) {
		const looks: Array<[string, Look<KnownOrders>]> = [];
		for (const kind of poll.choice.kinds) {
			const before = known[kind] ?? { since: poll.now };
			const failed = (error: unknown): Look<KnownOrders> => ({ known: before, events: [], troubles: [error] });
			looks.push([kind, await lookAt(poll, kind, before).catch(failed)]);
		}
		return {
			known: Object.fromEntries(looks.map(([kind, look]) => [kind, look.known])),
			events: looks.flatMap(([, { events }]) => events),
			troubles: looks.flatMap(([, { troubles = [] }]) => troubles),
			hasBegun: looks.some(([, { hasBegun }]) => hasBegun),
		};
	},

	async sample({ requests, choice: { kinds, changes } }) {
		const found: Array<[JsonRecord, TriggerEvent]> = [];
		for (const kind of kinds) {
			for (const transaction of await requests.ask(ORDER_KINDS[kind].listTransactions)) {
				const change = [...finalOf(transaction), 'new'].find((possible) => changes.includes(possible));
				if (change) found.push([transaction, sampleOf(kind, change, transaction)]);
			}
		}
		const [newest] = found.sort(([a], [b]) => (timeOf(b) || 0) - (timeOf(a) || 0));
		return newest?.[1] ?? exampleOf(kinds[0] as OrderKind, changes.includes('ready') ? 'ready' : (changes[0] as string));
	},
};

async function lookAt(poll: Poll<OrderChoice>, kind: OrderKind, { since, of: before }: KnownOrders): Promise<Look<KnownOrders>> {
	const listed = (await poll.requests.list(ORDER_KINDS[kind].listTransactions, before === undefined)).filter(isWhole);
	const known = withoutForgotten(before ?? {}, listed, poll.now);
	const unlisted = await lookAtUnlisted(poll, kind, known, listed);
	const transactions = byDate([...listed, ...unlisted.found]);
	const isNews = (transaction: JsonRecord) => before?.[idOf(transaction)] !== undefined || isLaterThan(transaction, since, before === undefined, poll.now);
	const events = transactions.filter(isNews).flatMap((transaction) => eventsOf(poll, kind, before?.[idOf(transaction)], transaction));
	for (const transaction of transactions) known[idOf(transaction)] = withStatus(known[idOf(transaction)], transaction, poll.now);
	return { known: { since, of: known }, events, troubles: unlisted.troubles, hasBegun: before === undefined };
}

/**
 * Whether an order that is not known was placed after the starting point. Where that had to wait, the time that it was
 * to be taken counts. Later on an old order can only be one that the list was lacking for a while; Robot's clock and
 * this one may differ, and an order may be listed late.
 */
function isLaterThan(transaction: JsonRecord, since: number, isStart: boolean, now: number): boolean {
	if (isStart) return since < now && timeOf(transaction) > since;
	return Number.isNaN(timeOf(transaction)) || timeOf(transaction) > Math.min(since, now) - DAY_MS;
}

/**
 * An order that leaves Robot's list after 30 days may still be in process, and its end must not be missed: each poll
 * asks for one of these, in turns. One that Robot no longer knows is not asked for again.
 */
async function lookAtUnlisted(
	{ requests, number }: Poll<OrderChoice>,
	kind: OrderKind,
	known: Record<string, KnownOrder>,
	listed: JsonRecord[],
): Promise<{ found: JsonRecord[]; troubles: unknown[] }> {
	const ids = new Set(listed.map(idOf));
	const unlisted = Object.keys(known).filter((id) => !ids.has(id) && isOpen(known[id]));
	const id = unlisted[number % Math.max(1, unlisted.length)];
	const endpoint = ORDER_KINDS[kind].getTransaction;
	if (id === undefined || requests.allowed(endpoint) < 1 || requests.isOutOfTime()) return { found: [], troubles: [] };
	const ask = async () => await requests.askUnlessGone(endpoint, { transactionId: pathValue('transactionId', id) }, 'NOT_FOUND');
	return await ask().then(
		(found) => {
			if (found.length === 0) known[id] = [[...(known[id]?.[0] ?? []), UNKNOWN], known[id]?.[1] ?? 0];
			return { found: found.filter(isWhole), troubles: [] };
		},
		(error: unknown) => ({ found: [], troubles: [error] }),
	);
}

function withoutForgotten(known: Record<string, KnownOrder>, listed: JsonRecord[], now: number): Record<string, KnownOrder> {
	const ids = new Set(listed.map(idOf));
	const oldest = now / DAY_MS - REMEMBERED_DAYS;
	return Object.fromEntries(Object.entries(known).filter(([id, order]) => ids.has(id) || isOpen(order) || order[1] > oldest));
}

/** A status that an order has left before is an old one that a late list still shows. */
function withStatus([seen, day]: KnownOrder = [[], NaN], transaction: JsonRecord, now: number): KnownOrder {
	const status = String(transaction.status);
	const statuses = seen.filter((earlier) => earlier !== UNKNOWN);
	const placed = Number.isNaN(day) ? Math.floor((timeOf(transaction) || now) / DAY_MS) : day;
	return [statuses.includes(status) ? statuses : [...statuses, status], placed];
}

/** A transaction that is ready when it is first seen was new, too: nothing depends on when the polls happened to be. */
function eventsOf({ choice }: Poll<OrderChoice>, kind: OrderKind, before: KnownOrder | undefined, transaction: JsonRecord): TriggerEvent[] {
	const statuses = before?.[0] ?? [];
	const changes = [...(before === undefined ? ['new'] : []), ...finalOf(transaction).filter((status) => !statuses.includes(status))];
	return changes.filter((change) => choice.changes.includes(change)).map((change) => eventOf(kind, change, statuses.at(-1) ?? null, transaction));
}

const isOpen = (order: KnownOrder | undefined): boolean => order?.[0].at(-1) === IN_PROCESS;

const finalOf = ({ status }: JsonRecord): string[] => (status === 'ready' || status === 'cancelled' ? [status] : []);

const eventOf = (kind: OrderKind, change: string, previousStatus: string | null, transaction: JsonRecord): TriggerEvent => ({
	event: 'orderTransactionUpdated',
	eventId: `order:${kind}:${idOf(transaction)}:${change}`,
	kind,
	change,
	previousStatus,
	status: transaction.status as string,
	transaction: transaction as IDataObject,
});

const sampleOf = (kind: OrderKind, change: string, transaction: JsonRecord) => eventOf(kind, change, change === 'new' ? null : IN_PROCESS, transaction);
const exampleOf = (kind: OrderKind, change: string) => sampleOf(kind, change, exampleTransaction(kind, change === 'new' ? IN_PROCESS : change));

/** One that is listed without its id or its status says nothing. */
const isWhole = ({ id, status }: JsonRecord) => isId(id) && isSaid(status);

const idOf = ({ id }: JsonRecord) => String(id);
const timeOf = ({ date }: JsonRecord) => Date.parse(String(date));
const byDate = (transactions: JsonRecord[]) => [...transactions].sort((a, b) => (timeOf(a) || 0) - (timeOf(b) || 0));
