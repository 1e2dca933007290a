import type { IDataObject } from 'n8n-workflow';
import type { JsonRecord } from '../../common/http/json';
import { pathValue } from '../../common/http/path';
import { ORDER_KINDS, type OrderKind } from '../endpoints/order';
import type { TriggerEvent } from './events';
import type { Look, Poll, Watch } from './watch';

/** The status of each order, and the day since 1970 on which it was placed. */
type KnownOrders = Record<string, [status: string, day: number]>;

/** By kind. */
type Known = Record<string, KnownOrders>;

const IN_PROCESS = 'in process';
const DAY_MS = 24 * 3600 * 1000;

/** Robot lists the orders of 30 days. For as long again a known one that comes back is no new one. */
const REMEMBERED_DAYS = 60;

/** Documentation: "Server ordering". */
export const orders: Watch<Known> = {
	nothing: 'no such order in the last 30 days',

	async look(poll, known = {}) {
		const looks: Array<[string, Look<KnownOrders> | undefined]> = [];
		for (const kind of poll.choice.orderKinds) looks.push([kind, await lookAt(poll, kind, known[kind])]);
		return {
			known: Object.fromEntries(looks.flatMap(([kind, look]) => (look ? [[kind, look.known]] : [[kind, known[kind] ?? {}]]))),
			events: looks.flatMap(([, look]) => look?.events ?? []),
		};
	},

	async sample(poll) {
		for (const kind of poll.choice.orderKinds) {
			for (const transaction of byDate(await poll.requests.ask(ORDER_KINDS[kind].listTransactions)).reverse()) {
				const change = [...finalOf(transaction), 'new'].find((possible) => poll.choice.orderChanges.includes(possible));
				if (change) return eventOf(kind, change, change === 'new' ? null : IN_PROCESS, transaction);
			}
		}
		return undefined;
	},
};

/** `undefined` when it is not the turn of this kind. */
async function lookAt(poll: Poll, kind: OrderKind, before: KnownOrders | undefined): Promise<Look<KnownOrders> | undefined> {
	const listed = await poll.requests.list(ORDER_KINDS[kind].listTransactions, before === undefined);
	if (listed === undefined) return undefined;
	const known = withoutForgotten(before ?? {}, listed, poll.now);
	const transactions = byDate([...listed, ...(await lookAtUnlisted(poll, kind, known, listed))]);
	const events = before === undefined ? [] : transactions.flatMap((transaction) => eventsOf(poll, kind, before[idOf(transaction)]?.[0], transaction));
	for (const transaction of transactions) known[idOf(transaction)] = [String(transaction.status), dayOf(transaction)];
	return { known, events };
}

/**
 * An order that leaves Robot's list after 30 days may still be in process, and its end must not be missed: each poll
 * asks for one of these, in turns. One that Robot no longer knows is not asked for again.
 */
async function lookAtUnlisted({ requests, number }: Poll, kind: OrderKind, known: KnownOrders, listed: JsonRecord[]): Promise<JsonRecord[]> {
	const ids = new Set(listed.map(idOf));
	const unlisted = Object.keys(known).filter((id) => !ids.has(id) && known[id]?.[0] === IN_PROCESS);
	const id = unlisted[number % Math.max(1, unlisted.length)];
	const endpoint = ORDER_KINDS[kind].getTransaction;
	if (id === undefined || requests.allowed(endpoint) < 1 || requests.isOutOfTime()) return [];
	const found = await requests.askUnlessGone(endpoint, { transactionId: pathValue('transactionId', id) }, 'NOT_FOUND');
	if (found.length === 0) known[id] = ['unknown', known[id]?.[1] ?? 0];
	return found;
}

function withoutForgotten(known: KnownOrders, listed: JsonRecord[], now: number): KnownOrders {
	const ids = new Set(listed.map(idOf));
	const oldest = now / DAY_MS - REMEMBERED_DAYS;
	return Object.fromEntries(Object.entries(known).filter(([id, [status, day]]) => ids.has(id) || status === IN_PROCESS || day > oldest));
}

/** A transaction that is ready when it is first seen was new, too: nothing depends on when the polls happened to be. */
function eventsOf({ choice }: Poll, kind: OrderKind, previous: string | undefined, transaction: JsonRecord): TriggerEvent[] {
	const changes = previous === transaction.status ? [] : [...(previous === undefined ? ['new'] : []), ...finalOf(transaction)];
	return changes.filter((change) => choice.orderChanges.includes(change)).map((change) => eventOf(kind, change, previous ?? null, transaction));
}

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

const idOf = ({ id }: JsonRecord) => String(id);
const timeOf = ({ date }: JsonRecord) => Date.parse(String(date)) || 0;
const dayOf = (transaction: JsonRecord) => Math.floor(timeOf(transaction) / DAY_MS);
const byDate = (transactions: JsonRecord[]) => [...transactions].sort((a, b) => timeOf(a) - timeOf(b));
