import type { IDataObject } from 'n8n-workflow';
import type { Run } from '../operation';
import { get, perHour } from '../robot/endpoint';
import { InputError, RobotError, undocumentedError } from '../robot/errors';
import { isRecord, type JsonRecord } from '../robot/reply';
import { isEmpty, toNumber } from '../values';
import { priceOf } from './orderPrice';

const READS = perHour(500);

/** How long a product counts as just ordered, in minutes, unless the option says otherwise. */
const DUPLICATE_WINDOW_MINUTES = 10;

/** The transactions that each execution has made itself: two items that order the same are two orders. */
const placedBy = new WeakMap<object, Set<unknown>>();

/**
 * Places an order. A real one is checked first: whether it costs at most what the options allow, and whether the same
 * was ordered a moment ago. "Retry On Fail", a workflow that is run again or a message that is delivered twice would
 * otherwise buy twice.
 */
export async function placeOrder(run: Run, kind: string): Promise<IDataObject[]> {
	if (run.values.test === true) return await run.send();
	await settleServer(run);
	return await alone(JSON.stringify([run.client.account.baseUrl, run.client.account.username]), async () => {
		await checkPrice(run, kind);
		await checkDuplicate(run, kind);
		await waitForLateOrder(run, kind);
		const placed = await run.send().catch((error: unknown) => noteUnanswered(run, kind, error));
		const own = placedBy.get(run.client) ?? new Set();
		placedBy.set(run.client, own.add(placed[0]?.id));
		return placed;
	});
}

/** A server that was given by its name is looked up once, for the checks and for the order. */
async function settleServer({ values, client }: Run): Promise<void> {
	if (typeof values.server_number === 'function') values.server_number = await values.server_number(client);
}

async function checkPrice(run: Run, kind: string): Promise<void> {
	const limits = { monthly: run.option('maximumPrice'), setup: run.option('maximumSetupPrice') };
	if (isEmpty(limits.monthly) && isEmpty(limits.setup)) return;
	const price = priceOf(await productOf(run, kind), run.values);
	const checks = [
		['maximumPrice', limits.monthly, price.monthly, 'per month'],
		['maximumSetupPrice', limits.setup, price.setup, 'for setup'],
	] as const;
	for (const [name, limit, cost, what] of checks) {
		if (isEmpty(limit)) continue;
		if (cost === undefined) throw new InputError(name, `: Robot does not say what the order costs ${what}`, NOT_ORDERED);
		if (cost > toNumber(name, limit)) throw new InputError(name, `: the order costs ${cost.toFixed(2)} euros ${what} with VAT`, NOT_ORDERED);
	}
}

const NOT_ORDERED = 'Nothing was ordered.';

async function productOf({ client, values }: Run, kind: string): Promise<JsonRecord> {
	const path = { serverNumber: String(values.server_number), productId: String(values.product_id) };
	const endpoint =
		kind === 'server_addon' ? get('/order/server_addon/{serverNumber}/product', READS) : get(`/order/${kind}/product/{productId}`, READS);
	const products = await client.objects(endpoint, { path, values: {} }, { key: 'product' }, { fresh: true });
	const product = products.find(({ id }) => String(id) === path.productId);
	if (product) return product;
	throw new InputError('productId', `: Robot does not offer "${path.productId}"`, NOT_ORDERED);
}

async function checkDuplicate(run: Run, kind: string): Promise<void> {
	const minutes = protectedMinutes(run);
	if (minutes === 0) return;
	const list = get(`/order/${kind}/transaction`, READS);
	const transactions = await run.client.objects(list, { path: {}, values: {} }, { key: 'transaction', none: 'NOT_FOUND' }, { fresh: true });
	// An order that cannot be read may be the same as this one.
	if (!transactions.every(({ id, product }) => id !== undefined && isRecord(product) && product.id !== undefined)) throw undocumentedError(list, 200);
	const earlier = transactions.find((transaction) => isSameOrder(run, transaction) && minutesAgo(transaction) < minutes);
	if (!earlier) return;
	throw new InputError(
		'productId',
		`: ${String(run.values.product_id)} was ordered ${Math.max(0, Math.round(minutesAgo(earlier)))} minutes ago (transaction ${String(earlier.id)}, ${String(earlier.status)})`,
		`${NOT_ORDERED} To order it once more, shorten Duplicate Protection in the options.`,
	);
}

/** When an order of this process was sent whose outcome is unknown, by what was ordered. */
const unanswered = new Map<string, number>();

/** How long Robot may take to carry out an order whose reply did not arrive, in milliseconds. */
const LATE_MS = 60_000;

/** After an order with an unknown outcome the same one waits a minute and looks again: Robot may be late, not refusing. */
async function waitForLateOrder(run: Run, kind: string): Promise<void> {
	const left = (unanswered.get(orderKey(run, kind)) ?? 0) + LATE_MS - Date.now();
	if (left <= 0 || protectedMinutes(run) === 0) return;
	await run.client.pause(Math.min(left, LATE_MS));
	await checkDuplicate(run, kind);
}

function noteUnanswered(run: Run, kind: string, error: unknown): never {
	if (error instanceof RobotError && error.details.outcome === 'unknown') unanswered.set(orderKey(run, kind), Date.now());
	throw error;
}

function orderKey({ client, values }: Run, kind: string): string {
	const { baseUrl, username } = client.account;
	return JSON.stringify([baseUrl, username, kind, String(values.product_id), String(values.server_number)]);
}

const protectedMinutes = (run: Run): number => toNumber('duplicateWindow', run.option('duplicateWindow') ?? DUPLICATE_WINDOW_MINUTES);

function isSameOrder({ client, values }: Run, { id, status, product, server_number }: JsonRecord): boolean {
	if (status === 'cancelled' || placedBy.get(client)?.has(id)) return false;
	const isSameServer = values.server_number === undefined || String(server_number) === String(values.server_number);
	return isSameServer && String((product as JsonRecord | null)?.id) === String(values.product_id);
}

/** Negative for a transaction whose clock is ahead of ours; a date that cannot be read counts as now. */
const minutesAgo = ({ date }: JsonRecord): number => (Date.now() - (Date.parse(String(date)) || Date.now())) / 60_000;

const queues = new Map<string, Promise<unknown>>();

/** One after another: two executions must not both look before either has ordered. */
async function alone<T>(key: string, work: () => Promise<T>): Promise<T> {
	const turn = (queues.get(key) ?? Promise.resolve()).then(work, work);
	queues.set(key, turn);
	const leave = () => void (queues.get(key) === turn && queues.delete(key));
	turn.then(leave, leave);
	return await turn;
}
