/**
 * Documentation: "Server ordering", server market. Each product is one used server: once ordered it is no longer
 * offered. PRECONDITION_FAILED and INTERNAL_ERROR come from faults only.
 */
import { InputCheck } from '../errors.mts';
import { perDay, perHour } from '../limits.mts';
import { created, ok, type Reply } from '../reply.mts';
import type { Context, Route } from '../route.mts';
import type { MarketProduct, OrderedInstallation, OrderedMarket, ServerTransaction } from '../state/order.mts';
import { listOrNotFound } from './lookup.mts';
import { accessFrom, installationFrom, orderedProduct, placeOrder, productOf, recent, transactionOf } from './orderParts.mts';

const LIMIT = perHour(500);

export const orderMarketRoutes: Route[] = [
	{ method: 'GET', path: '/order/server_market/product', limit: LIMIT, handle: listProducts },
	{ method: 'GET', path: '/order/server_market/product/{product-id}', limit: LIMIT, handle: showProduct },
	{ method: 'GET', path: '/order/server_market/transaction', limit: LIMIT, handle: listTransactions },
	{ method: 'POST', path: '/order/server_market/transaction', limit: perDay(20), handle: orderServer },
	{ method: 'GET', path: '/order/server_market/transaction/{id}', limit: LIMIT, handle: showTransaction },
];

function listProducts(context: Context): Reply {
	const list = listOrNotFound(context.world.orders.market, 'No products found');
	return ok(list.map((product) => productReply(product, context)));
}

function showProduct(context: Context): Reply {
	return ok(productReply(productOf(context.world.orders.market, context), context));
}

/** Negative, as in the examples, when the price should have fallen already; 0 for a fixed price. */
function productReply({ next_reduce_date, orderable_addons, ...product }: MarketProduct, { clock }: Context) {
	const seconds = Math.round((Date.parse(`${next_reduce_date.replace(' ', 'T')}Z`) - clock.milliseconds()) / 1000);
	return { product: { ...product, next_reduce: product.fixed_price ? 0 : seconds, next_reduce_date, orderable_addons } };
}

/** Only the list has the three keys of the price, which is fixed once ordered; only the others have `addons`. */
function listTransactions(context: Context): Reply {
	const list = recent(context.world.orders.transactions.market, context);
	return ok(
		list.map(({ addons: _, product: { next_reduce_date, ...product }, ...rest }) => ({
			transaction: { ...rest, product: { ...product, fixed_price: true, next_reduce: 0, next_reduce_date } },
		})),
	);
}

function orderServer(context: Context): Reply {
	const { input, world } = context;
	const { orders } = world;
	const product = orderedProduct(orders.market, input);
	const check = new InputCheck();
	const installation = installationFrom(product, input, check);
	const access = accessFrom(product, context, check);
	check.done();
	const { transaction, test } = placeOrder(context, orders.transactions.market, {
		product: orderedMarket(product, installation),
		access,
		server: { product: product.name, dc: product.datacenter, traffic: product.traffic },
	});
	if (!test) orders.market = orders.market.filter((other) => other !== product);
	return created(transactionReply(transaction));
}

export function orderedMarket(product: MarketProduct, installation: OrderedInstallation): OrderedMarket {
	const { id, cpu, cpu_benchmark, memory_size, hdd_size, hdd_text, hdd_count, datacenter, network_speed, next_reduce_date } = product;
	const hardware = { cpu, cpu_benchmark, memory_size, hdd_size, hdd_text, hdd_count, datacenter, network_speed };
	return { id, ...installation, ...hardware, next_reduce_date };
}

function showTransaction(context: Context): Reply {
	return ok(transactionReply(transactionOf(context.world.orders.transactions.market, context)));
}

function transactionReply({ product: { next_reduce_date: _, ...product }, addons, ...rest }: ServerTransaction<OrderedMarket>) {
	return { transaction: { ...rest, product, addons } };
}
