import type { IDataObject } from 'n8n-workflow';
import type { ApiClient } from '../../common/http/client';
import { ApiError, InputError } from '../../common/http/errors';
import { isRecord, type JsonRecord } from '../../common/http/json';
import type { Slot } from '../../common/http/memory';
import { Queue } from '../../common/http/queue';
import type { RequestValues } from '../../common/http/request';
import type { Run } from '../../common/operation/operation';
import { toAmount } from '../../common/operation/values';
import { ORDER_KINDS, type OrderKind } from '../endpoints/order';
import { isId, isSameId, plainId } from '../robot/ids';
import { counted } from '../../common/http/counted';

/** What is known of orders beyond the one on its way, so that none is placed twice. */

/** An order on its way. */
export interface Order {
	run: Run;
	kind: OrderKind;
	/** What is ordered. */
	values: RequestValues;
}

/** How long a product counts as just ordered, in minutes, unless the option says otherwise. */
const DUPLICATE_WINDOW_MINUTES = 10;

/** The transactions that a run of the node has made itself: two items that order the same are two orders. */
const placedHere: Slot<Set<string>> = { begin: () => new Set() };

/** What is known of an account's orders beyond an execution. */
interface Orders {
	/** Transactions that Robot has confirmed, as its lists show them: those may be late. At most 20 a day. */
	confirmed: Record<OrderKind, JsonRecord[]>;
	/** When an order was sent whose outcome is unknown, by what was ordered. */
	unanswered: Map<string, number>;
	/** The order under way: two executions must not both look before either has ordered. */
	underWay: Queue;
}

const accountOrders: Slot<Orders> = {
	begin: () => ({ confirmed: { addon: [], market: [], server: [] }, unanswered: new Map(), underWay: new Queue() }),
};

const ordersOf = (client: ApiClient): Orders => client.accountMemory.of(accountOrders);

/** The orders of an account, one after another. */
export const underWay = (client: ApiClient): Queue => ordersOf(client).underWay;

/**
 * Looks for the same order a moment ago. After one with an unknown outcome it waits a minute and looks again: Robot may be
 * late, not refusing.
 *
 * @throws InputError that names the earlier one
 */
export async function lookForEarlier(order: Order): Promise<void> {
	await checkDuplicate(order);
	const { unanswered } = ordersOf(order.run.client);
	const left = (unanswered.get(orderKey(order)) ?? 0) + LATE_MS - Date.now();
	if (left <= 0 || protectedMinutes(order) === 0) return;
	await order.run.client.pause(Math.min(left, LATE_MS));
	unanswered.delete(orderKey(order));
	await checkDuplicate(order);
}

/** How long Robot may take to carry out an order whose reply did not arrive, in milliseconds. */
const LATE_MS = 60_000;

async function checkDuplicate(order: Order): Promise<void> {
	const minutes = protectedMinutes(order);
	if (minutes === 0) return;
	const transactions = await transactionsOf(order);
	const earlier = transactions.find((transaction) => isSameOrder(order, transaction) && minutesAgo(transaction) < minutes);
	if (!earlier) return;
	throw new InputError(
		'productId',
		`: ${String(order.values.product_id)} was ordered ${ago(earlier)} ago (transaction ${String(earlier.id)}, ${String(earlier.status)})`,
		`Nothing more was ordered. To order it once more, shorten Duplicate Protection in the options.`,
	);
}

/** The orders that Robot lists, and those that it has confirmed to this n8n, whatever its list says of them but that they are cancelled. */
async function transactionsOf({ run: { client }, kind }: Order): Promise<JsonRecord[]> {
	const list = ORDER_KINDS[kind].listTransactions;
	const listed = await client.objects(list, { path: {}, values: {} }, { fresh: true });
	// An order that cannot be read may be the same as this one.
	if (!listed.every(({ id, product }) => isId(id) && isRecord(product) && isId(product.id))) throw client.dialect.undocumented(list);
	const isCancelled = (confirmed: JsonRecord) => listed.some(({ id, status }) => isSameId(id, confirmed.id) && isSameId(status, 'cancelled'));
	return [...listed, ...ordersOf(client).confirmed[kind].filter((transaction) => !isCancelled(transaction))];
}

/** Notes what Robot has confirmed. A reply that an earlier try has got already is noted once. */
export function noteConfirmed({ run, kind, values }: Order, { id, status }: IDataObject): void {
	const { product_id, server_number = null } = values as JsonRecord;
	run.memory.of(placedHere).add(plainId(id));
	const confirmed = ordersOf(run.client).confirmed[kind];
	const isNoted = confirmed.some((known) => isSameId(known.id, id) && isSameId((known.product as JsonRecord).id, product_id));
	if (!isNoted) confirmed.push({ id, status, date: new Date(Date.now()).toISOString(), product: { id: product_id }, server_number } as JsonRecord);
}

/** Notes an order of which nobody knows whether Robot has placed it. */
export function noteUnanswered(order: Order, error: unknown): void {
	if (error instanceof ApiError && error.details.outcome === 'unknown') ordersOf(order.run.client).unanswered.set(orderKey(order), Date.now());
}

const orderKey = ({ kind, values }: Order): string => JSON.stringify([kind, plainId(values.product_id), plainId(values.server_number)]);

const protectedMinutes = ({ run }: Order): number => toAmount('duplicateWindow', run.option('duplicateWindow') ?? DUPLICATE_WINDOW_MINUTES);

/** A transaction that does not say its server may be for any. */
function isSameOrder({ run, values }: Order, { id, status, product, server_number }: JsonRecord): boolean {
	if (status === 'cancelled' || run.memory.of(placedHere).has(plainId(id))) return false;
	const isSameServer = values.server_number === undefined || !isId(server_number) || isSameId(server_number, values.server_number);
	return isSameServer && isSameId((product as JsonRecord).id, values.product_id);
}

/** Robot's dates name their zone: `2015-01-21T12:54:01+01:00`. */
const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/;

/** "9 minutes", "less than a minute": rounded down, as what is held back is not as old as the protection. */
function ago(transaction: JsonRecord): string {
	const minutes = Math.floor(minutesAgo(transaction));
	return minutes < 1 ? 'less than a minute' : counted(minutes, 'minute');
}

/** Negative for a transaction whose clock is ahead of ours; a date that cannot be read counts as now. */
function minutesAgo({ date }: JsonRecord): number {
	const now = Date.now();
	const then = INSTANT.test(String(date)) ? Date.parse(String(date)) : NaN;
	return Number.isNaN(then) ? 0 : (now - then) / 60_000;
}
