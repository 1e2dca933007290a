import type { IDataObject } from 'n8n-workflow';
import { ApiError, InputError } from '../../common/http/errors';
import { isRecord, type JsonRecord } from '../../common/http/json';
import type { Slot } from '../../common/http/memory';
import { pathValue, type PathValue } from '../../common/http/path';
import { found, type Run } from '../../common/operation/operation';
import { toAmount } from '../../common/operation/values';
import { ORDER_KINDS, type OrderKind } from '../endpoints/order';
import { isId, isSameId, plainId } from '../robot/ids';
import { dearest, priceOf } from './orderPrice';

/** How long a product counts as just ordered, in minutes, unless the option says otherwise. */
const DUPLICATE_WINDOW_MINUTES = 10;

/** The transactions that an execution has made itself: two items that order the same are two orders. */
const placedHere: Slot<Set<unknown>> = { begin: () => new Set() };

/** What is known of an account's orders beyond an execution. */
interface Orders {
	/** Transactions that Robot has confirmed, as its lists show them: those may be late. At most 20 a day. */
	confirmed: Record<OrderKind, JsonRecord[]>;
	/** When an order was sent whose outcome is unknown, by what was ordered. */
	unanswered: Map<string, number>;
	/** The order under way: two executions must not both look before either has ordered. */
	underWay: Promise<unknown>;
}

const accountOrders: Slot<Orders> = {
	begin: () => ({ confirmed: { addon: [], market: [], server: [] }, unanswered: new Map(), underWay: Promise.resolve() }),
};

/**
 * Places an order. A real one is checked first: whether it costs at most what the options allow, and whether the same
 * was ordered a moment ago. "Retry On Fail", a workflow that is run again or a message that is delivered twice would
 * otherwise buy twice.
 */
export async function placeOrder(run: Run, kind: OrderKind): Promise<IDataObject[]> {
	if (run.values.test === true) return await run.send();
	const { server_number } = run.values;
	const settleServer = async () => {
		if (server_number !== undefined) run.values.server_number = await found(server_number, run.client);
	};
	const check = async () => {
		await settleServer();
		await checkPrice(run, kind);
		await lookForEarlier(run, kind);
	};
	return await alone(run, async () => {
		const placed = await buy(run, kind, check).catch(async (error: unknown) => {
			if (!isHeldBack(error)) noteUnanswered(run, kind, error);
			await settleServer();
			await lookForEarlier(run, kind);
			throw error;
		});
		noteConfirmed(run, kind, placed[0]);
		return placed;
	});
}

/** An earlier try was sent, and nobody knows what became of it: Robot may list it by now. */
const isHeldBack = (error: unknown): boolean => error instanceof ApiError && error.details.code === 'RETRY_HELD_BACK';

/** The options that limit a price, with what they limit. */
const LIMITS = [
	{ name: 'maximumPrice', part: 'monthly', what: 'per month' },
	{ name: 'maximumSetupPrice', part: 'setup', what: 'for setup' },
] as const;

/** An option that was added limits: what is no price in it, even nothing, is an error. */
async function checkPrice(run: Run, kind: OrderKind): Promise<void> {
	const added = LIMITS.filter(({ name }) => run.option(name) !== undefined).map((limit) => ({ ...limit, most: toAmount(limit.name, run.option(limit.name)) }));
	if (added.length === 0) return;
	// An offer that is listed twice may be either.
	const price = dearest((await offersOf(run, kind)).map((offer) => priceOf(offer, run.values)));
	for (const { name, part, what, most } of added) {
		const cost = price[part];
		if (cost === undefined) throw new InputError(name, `: Robot does not say what the order costs ${what}`, NOT_ORDERED);
		if (cost > most) throw new InputError(name, `: the order costs ${cost.toFixed(2)} euros ${what} with VAT`, NOT_ORDERED);
	}
}

const NOT_ORDERED = 'Nothing was ordered.';

async function offersOf({ client, values }: Run, kind: OrderKind): Promise<JsonRecord[]> {
	const id = String(values.product_id);
	const endpoint = kind === 'addon' ? ORDER_KINDS.addon.listProducts : ORDER_KINDS[kind].getProduct;
	const path: Record<string, PathValue> = kind === 'addon' ? { serverNumber: pathValue('serverNumber', String(values.server_number)) } : { productId: pathValue('productId', id) };
	const products = await client.objects(endpoint, { path, values: {} }, { fresh: true });
	const offers = products.filter((offered) => isSameId(offered.id, id));
	if (offers.length > 0) return offers;
	throw new InputError('productId', `: Robot does not offer "${id}"`, NOT_ORDERED);
}

async function lookForEarlier(run: Run, kind: OrderKind): Promise<void> {
	await checkDuplicate(run, kind);
	await waitForLateOrder(run, kind);
}

async function checkDuplicate(run: Run, kind: OrderKind): Promise<void> {
	const minutes = protectedMinutes(run);
	if (minutes === 0) return;
	const transactions = await transactionsOf(run, kind);
	const earlier = transactions.find((transaction) => isSameOrder(run, transaction) && minutesAgo(transaction) < minutes);
	if (!earlier) return;
	throw new InputError(
		'productId',
		`: ${String(run.values.product_id)} was ordered ${Math.max(0, Math.round(minutesAgo(earlier)))} minutes ago (transaction ${String(earlier.id)}, ${String(earlier.status)})`,
		`Nothing more was ordered. To order it once more, shorten Duplicate Protection in the options.`,
	);
}

/** The orders that Robot lists, and those that it has confirmed to this n8n, whatever its list says of them but that they are cancelled. */
async function transactionsOf(run: Run, kind: OrderKind): Promise<JsonRecord[]> {
	const list = ORDER_KINDS[kind].listTransactions;
	const listed = await run.client.objects(list, { path: {}, values: {} }, { fresh: true });
	// An order that cannot be read may be the same as this one.
	if (!listed.every(({ id, product }) => isId(id) && isRecord(product) && isId(product.id))) throw run.client.dialect.undocumented(list);
	const isCancelled = (confirmed: JsonRecord) => listed.some(({ id, status }) => isSameId(id, confirmed.id) && isSameId(status, 'cancelled'));
	return [...listed, ...ordersOf(run).confirmed[kind].filter((transaction) => !isCancelled(transaction))];
}

/** How long Robot may take to carry out an order whose reply did not arrive, in milliseconds. */
const LATE_MS = 60_000;

/** After an order with an unknown outcome the same one waits a minute and looks again: Robot may be late, not refusing. */
async function waitForLateOrder(run: Run, kind: OrderKind): Promise<void> {
	const left = (ordersOf(run).unanswered.get(orderKey(run, kind)) ?? 0) + LATE_MS - Date.now();
	if (left <= 0 || protectedMinutes(run) === 0) return;
	await run.client.pause(Math.min(left, LATE_MS));
	await checkDuplicate(run, kind);
}

/** Without a transaction nobody knows what was bought. */
async function buy(run: Run, kind: OrderKind, check: () => Promise<void>): Promise<IDataObject[]> {
	const placed = await run.send(check);
	if (isId(placed[0]?.id)) return placed;
	const { message, details } = run.client.dialect.undocumented(ORDER_KINDS[kind].order);
	throw new ApiError(message, { ...details, isAfterChange: true });
}

function noteConfirmed(run: Run, kind: OrderKind, { id, status }: IDataObject = {}): void {
	const { product_id, server_number = null } = run.values as JsonRecord;
	run.client.executionMemory.of(placedHere).add(id);
	const { confirmed } = ordersOf(run);
	// The user's Retry gives back what was bought before.
	if (!confirmed[kind].some((known) => isSameId(known.id, id)))
		confirmed[kind].push({ id, status, date: new Date(Date.now()).toISOString(), product: { id: product_id }, server_number } as JsonRecord);
}

function noteUnanswered(run: Run, kind: OrderKind, error: unknown): never {
	if (error instanceof ApiError && error.details.outcome === 'unknown') ordersOf(run).unanswered.set(orderKey(run, kind), Date.now());
	throw error;
}

const ordersOf = ({ client }: Run): Orders => client.accountMemory.of(accountOrders);

const orderKey = ({ values }: Run, kind: OrderKind): string => JSON.stringify([kind, plainId(values.product_id), plainId(values.server_number)]);

const protectedMinutes = (run: Run): number => toAmount('duplicateWindow', run.option('duplicateWindow') ?? DUPLICATE_WINDOW_MINUTES);

/** A transaction that does not say its server may be for any. */
function isSameOrder({ client, values }: Run, { id, status, product, server_number }: JsonRecord): boolean {
	if (status === 'cancelled' || client.executionMemory.of(placedHere).has(id)) return false;
	const isSameServer = values.server_number === undefined || !isId(server_number) || isSameId(server_number, values.server_number);
	return isSameServer && isSameId((product as JsonRecord).id, values.product_id);
}

/** Robot's dates name their zone: `2015-01-21T12:54:01+01:00`. */
const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/;

/** Negative for a transaction whose clock is ahead of ours; a date that cannot be read counts as now. */
function minutesAgo({ date }: JsonRecord): number {
	const now = Date.now();
	const then = INSTANT.test(String(date)) ? Date.parse(String(date)) : NaN;
	return Number.isNaN(then) ? 0 : (now - then) / 60_000;
}

/** One order of an account after another. */
async function alone<T>(run: Run, work: () => Promise<T>): Promise<T> {
	const orders = ordersOf(run);
	const turn = orders.underWay.then(work);
	orders.underWay = turn.catch(() => undefined);
	return await turn;
}
