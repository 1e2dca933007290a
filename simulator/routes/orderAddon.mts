/**
 * Documentation: "Server ordering", server addons, and the account's currency. PRECONDITION_FAILED and
 * INTERNAL_ERROR come from faults only.
 */
import { conflict, InputCheck } from '../errors.mts';
import type { Input } from '../input.mts';
import { perDay, perHour } from '../limits.mts';
import { created, ok, type Reply } from '../reply.mts';
import type { Context, Route } from '../route.mts';
import type { AddonProduct, AddonTransaction, AddonType, LocationPrice } from '../state/order.mts';
import type { Server } from '../state/server.mts';
import type { World } from '../sections.mts';
import { listOrNotFound, serverByNumber, serverOf } from './lookup.mts';
import { deliverAddon } from './orderDelivery.mts';
import { nextNumber, recent, transactionDate, transactionId, transactionOf } from './orderParts.mts';

/** How long it takes until an address is there. */
const DELIVERY_SECONDS = 300;
const ADDITIONAL_IPS_PER_SERVER = 6;

const LIMIT = perHour(500);

/** The types whose addresses are assigned by the RIPE, which wants to know what for. */
const WITH_REASON: AddonType[] = ['ip_ipv4', 'subnet_ipv4', 'failover_subnet_ipv4'];

export const orderAddonRoutes: Route[] = [
	{ method: 'GET', path: '/order/server_addon/{server-number}/product', limit: LIMIT, handle: listProducts },
	{ method: 'GET', path: '/order/server_addon/transaction', limit: LIMIT, handle: listTransactions },
	{ method: 'POST', path: '/order/server_addon/transaction', limit: perDay(20), handle: orderAddon },
	{ method: 'GET', path: '/order/server_addon/transaction/{id}', limit: LIMIT, handle: showTransaction },
	{ method: 'GET', path: '/order/currency', limit: LIMIT, handle: () => ok({ currency: 'EUR' }) },
];

function listProducts(context: Context): Reply {
	const server = serverOf(context);
	const list = listOrNotFound(offered(server, context.world), 'No products found');
	return ok(list.map((product) => ({ product: productReply(product, server) })));
}

/** A server without IPv4 can only have IPv6 nets, one that is not ready nothing. */
function offered({ status, server_ip }: Server, { orders }: World): AddonProduct[] {
	if (status !== 'ready') return [];
	return server_ip === null ? orders.addons.filter(({ type }) => type === 'failover_subnet_ipv6') : orders.addons;
}

function productReply({ id, name, type, price }: AddonProduct, { dc }: Server) {
	const atLocation: LocationPrice = { location: dc.slice(0, 4), ...price };
	return { id, name, type, price: atLocation };
}

function listTransactions(context: Context): Reply {
	return ok(recent(context.world.orders.transactions.addon, context).map(withoutType));
}

function showTransaction(context: Context): Reply {
	return ok(withoutType(transactionOf(context.world.orders.transactions.addon, context)));
}

/** The examples of the queries have no `type` in the product, that of the order has it. */
function withoutType({ product: { type: _, ...product }, resources, ...rest }: AddonTransaction) {
	return { transaction: { ...rest, product, resources } };
}

/** With `test=true` nothing is kept and nothing delivered. */
function orderAddon(context: Context): Reply {
	const { input, world, clock } = context;
	const { server, product, gateway } = orderFrom(input, world);
	refuseTooManyIps(product, server, world);
	const now = clock.now();
	const transaction: AddonTransaction = {
		id: transactionId(now, nextNumber(world.orders), true),
		date: transactionDate(now),
		status: 'in process',
		server_number: server.server_number,
		product: productReply(product, server),
		resources: [],
	};
	if (!input.flag('test')) {
		world.orders.transactions.addon.unshift(transaction);
		clock.after(DELIVERY_SECONDS, () => {
			transaction.resources = deliverAddon(world, product, server, gateway, clock.now());
			transaction.status = 'ready';
		});
	}
	return created({ transaction });
}

/** The documentation has no 404 here: an unknown server, or an addon that it cannot have, is an invalid input. */
function orderFrom(input: Input, world: World): { server: Server; product: AddonProduct; gateway: string } {
	const check = new InputCheck();
	const server = serverByNumber(world, Number(input.text('server_number')));
	const product = (server ? offered(server, world) : world.orders.addons).find(({ id }) => id === input.text('product_id'));
	check.require('product_id', input.text('product_id'), () => product !== undefined);
	check.require('server_number', input.text('server_number'), () => server !== undefined);
	if (product && WITH_REASON.includes(product.type)) check.require('reason', input.text('reason'));
	const gateway = input.text('gateway') || server?.server_ip;
	if (product && input.text('gateway') && !canBeGateway(gateway, product, server, world)) check.invalid('gateway');
	check.done();
	return { server: server!, product: product!, gateway: gateway! };
}

/** Only a subnet can be routed, and only to an address of its server. */
function canBeGateway(gateway: string | null | undefined, { type }: AddonProduct, server: Server | undefined, { ips }: World): boolean {
	return type === 'subnet_ipv4' && ips.some(({ ip, server_number }) => ip === gateway && server_number === server?.server_number);
}

/** Those on order count, too. */
function refuseTooManyIps({ type }: AddonProduct, { server_number, server_ip }: Server, { ips, orders }: World): void {
	if (type !== 'ip_ipv4') return;
	const present = ips.filter((other) => other.server_number === server_number && other.ip !== server_ip);
	const ordered = orders.transactions.addon.filter((other) => other.server_number === server_number && other.product.type === 'ip_ipv4' && other.status === 'in process');
	if (present.length + ordered.length >= ADDITIONAL_IPS_PER_SERVER) {
		throw conflict('CONFLICT', 'The maximum number of single IP addresses is reached for this server');
	}
}
