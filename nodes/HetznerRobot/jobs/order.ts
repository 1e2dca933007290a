import type { IDataObject } from 'n8n-workflow';
import { accountKey } from '../../common/http/account';
import type { ApiClient } from '../../common/http/client';
import { ApiError, InputError } from '../../common/http/errors';
import type { JsonRecord } from '../../common/http/json';
import { pathValue, type PathValue } from '../../common/http/path';
import type { Inputs, RequestValues } from '../../common/http/request';
import { alone } from '../../common/operation/alone';
import { HELD_BACK } from '../../common/operation/attempts';
import { found, type Completion, type Run, type SendDetails } from '../../common/operation/operation';
import { orderPrice, type OrderPrice } from '../../common/operation/priceLimits';
import { ORDER_KINDS, type OrderKind } from '../endpoints/order';
import { isId, isSameId, plainId } from '../robot/ids';
import { lookForEarlier, noteConfirmed, noteUnanswered, underWay, type Order } from './earlierOrders';
import { dearest, priceOf } from './orderPrice';

/**
 * Places an order, whose item says what it costs. A real one is checked right before it is sent: whether it costs at most
 * what the options allow, and whether the same was ordered a moment ago. "Retry On Fail", a workflow that is run again or a
 * message that is delivered twice would otherwise buy twice.
 */
export async function placeOrder(run: Run, kind: OrderKind): Promise<IDataObject[]> {
	return run.values.test === true ? await tryOut(run, kind) : [await placeForReal(run, kind)];
}

/** A test order, which buys nothing: what it would cost is asked for once Robot has passed it. */
async function tryOut(run: Run, kind: OrderKind): Promise<IDataObject[]> {
	const price = orderPrice(false);
	const ask = async ({ values }: Inputs): Promise<Completion> => {
		await checkPrice(price, { run, kind, values });
		return {};
	};
	const passed = await run.send(run.foretell && { complete: ask });
	await ask(await run.settled());
	return passed.map((order) => ({ ...order, ...price.beside }));
}

async function placeForReal(run: Run, kind: OrderKind): Promise<IDataObject> {
	const price = orderPrice();
	const { looking, take, leave, around } = alone(run, underWay(run.client));
	const order: Order = { run: looking, kind, values: run.values as RequestValues };
	const complete = async ({ values }: Inputs): Promise<Completion> => {
		await take();
		order.values = values;
		if (await checkPrice(price, order)) return { isOld: true };
		await lookForEarlier(order);
		return around;
	};
	const sent = buy(run, kind, { complete, beside: price.beside }).catch(async (error: unknown): Promise<never> => {
		noteUnanswered(order, error);
		if (isHeldBack(error)) await lookForHeldBack(order);
		throw error;
	});
	const placed = await sent.finally(leave);
	noteConfirmed(order, placed);
	return placed;
}

/** Without a transaction nobody knows what was bought. */
async function buy(run: Run, kind: OrderKind, sending: SendDetails): Promise<IDataObject> {
	const purchase = JSON.stringify([accountKey(run.client.account), kind, plainId(run.values.product_id), run.parameter('serverNumber')]);
	const [placed] = await run.send({ ...sending, purchase });
	if (isId(placed?.id)) return placed;
	const { message, details } = run.client.dialect.undocumented(ORDER_KINDS[kind].order);
	throw new ApiError(message, { ...details, isAfterChange: true });
}

/** An earlier try was sent, and nobody knows what became of it: Robot may list it by now. */
const isHeldBack = (error: unknown): boolean => error instanceof ApiError && error.details.code === HELD_BACK;

async function lookForHeldBack(order: Order): Promise<void> {
	const { server_number } = order.run.values;
	if (server_number !== undefined) order.values = { ...order.values, server_number: await found(server_number, order.run.client) };
	await lookForEarlier(order);
}

const NOT_ORDERED = 'Nothing was ordered.';

const WORDS = {
	unknown: (what: string) => `Robot does not say what the order costs ${what}`,
	tooDear: (cost: string, what: string) => `the order costs ${cost} euros ${what} with VAT`,
	advice: NOT_ORDERED,
};

async function checkPrice({ check }: OrderPrice, { run, kind, values }: Order): Promise<boolean> {
	return await check(run, async (client) => {
		// An offer that is listed twice may be either.
		const price = dearest((await offersOf(client, kind, values)).map((offer) => priceOf(offer, values)));
		return { price, words: WORDS };
	});
}

async function offersOf(client: ApiClient, kind: OrderKind, values: RequestValues): Promise<JsonRecord[]> {
	const id = String(values.product_id);
	const endpoint = kind === 'addon' ? ORDER_KINDS.addon.listProducts : ORDER_KINDS[kind].getProduct;
	const path: Record<string, PathValue> = kind === 'addon' ? { serverNumber: pathValue('serverNumber', String(values.server_number)) } : { productId: pathValue('productId', id) };
	const products = await client.objects(endpoint, { path, values: {} }, { fresh: true });
	const offers = products.filter((offered) => isSameId(offered.id, id));
	if (offers.length > 0) return offers;
	throw new InputError('productId', `: Robot does not offer "${id}"`, NOT_ORDERED);
}
