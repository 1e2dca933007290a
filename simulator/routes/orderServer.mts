/** Documentation: "Server ordering", standard servers. PRECONDITION_FAILED and INTERNAL_ERROR come from faults only. */
import { InputCheck } from '../errors.mts';
import type { Input } from '../input.mts';
import { perDay, perHour } from '../limits.mts';
import { created, ok, type Reply } from '../reply.mts';
import type { Context, Route } from '../route.mts';
import type { LocationPrice, OrderedStandard, StandardProduct } from '../state/order.mts';
import { listOrNotFound } from './lookup.mts';
import { accessFrom, installationFrom, orderedProduct, placeOrder, productOf, recent, transactionOf } from './orderParts.mts';

const LIMIT = perHour(500);

export const orderServerRoutes: Route[] = [
	{ method: 'GET', path: '/order/server/product', limit: LIMIT, handle: listProducts },
	{ method: 'GET', path: '/order/server/product/{product-id}', limit: LIMIT, handle: showProduct },
	{ method: 'GET', path: '/order/server/transaction', limit: LIMIT, handle: listTransactions },
	{ method: 'POST', path: '/order/server/transaction', limit: perDay(20), handle: orderServer },
	{ method: 'GET', path: '/order/server/transaction/{id}', limit: LIMIT, handle: showTransaction },
];

/** A product is listed, with all of its prices, when one of them passes every filter. */
function listProducts({ input, world }: Context): Reply {
	const matching = world.orders.products.filter(({ prices }) => prices.some((price) => passes(price, input)));
	return ok(listOrNotFound(matching, 'No products found').map((product) => ({ product })));
}

/** Net prices are compared. An empty filter is none. */
function passes({ location, price, price_setup }: LocationPrice, input: Input): boolean {
	const within = (amount: string, name: string) => {
		const least = input.text(`min_${name}`) || 0;
		const most = input.text(`max_${name}`) || Infinity;
		return Number(amount) >= Number(least) && Number(amount) <= Number(most);
	};
	const wanted = input.text('location') || location;
	return wanted === location && within(price.net, 'price') && within(price_setup.net, 'price_setup');
}

function showProduct(context: Context): Reply {
	return ok({ product: productOf(context.world.orders.products, context) });
}

function listTransactions(context: Context): Reply {
	const list = recent(context.world.orders.transactions.server, context);
	return ok(list.map((transaction) => ({ transaction })));
}

function orderServer(context: Context): Reply {
	const { input, world } = context;
	const product = orderedProduct(world.orders.products, input);
	const check = new InputCheck();
	const ordered = orderedFrom(product, input, check);
	const access = accessFrom(product, context, check);
	check.done();
	const server = { product: product.id, dc: ordered.location!, traffic: product.traffic };
	const { transaction } = placeOrder(context, world.orders.transactions.server, { product: ordered, access, server });
	return created({ transaction });
}

/** Without a location, the first that the product has: the documented example sends none. */
function orderedFrom(product: StandardProduct, input: Input, check: InputCheck): OrderedStandard {
	const location = input.text('location') || product.location[0]!;
	if (!product.location.includes(location)) check.invalid('location');
	return { id: product.id, ...installationFrom(product, input, check), location };
}

function showTransaction(context: Context): Reply {
	return ok({ transaction: transactionOf(context.world.orders.transactions.server, context) });
}
