/** What the order routes share. */
import { randomBytes } from 'node:crypto';
import { day, daysAfter } from '../dates.mts';
import { invalidInput, notFound, type InputCheck } from '../errors.mts';
import type { Input } from '../input.mts';
import type { Context } from '../route.mts';
import type { Installable, OrderedInstallation, Orders, ServerTransaction } from '../state/order.mts';
import { authorizedKeys } from './bootInput.mts';
import { listOrNotFound } from './lookup.mts';
import { deliverServer, type NewServer } from './orderDelivery.mts';

/** How long it takes until a server is ready. */
const DELIVERY_SECONDS = 600;
const LISTED_DAYS = 30;

/** The transactions of the last 30 days. A single query still finds older ones. */
export function recent<T extends { date: string }>(transactions: T[], { clock }: Context): T[] {
	const earliest = daysAfter(clock.now(), -LISTED_DAYS).getTime();
	return listOrNotFound(
		transactions.filter(({ date }) => Date.parse(date) > earliest),
		'No transactions found',
	);
}

export function transactionOf<T extends { id: string }>(transactions: T[], { params }: Context): T {
	const transaction = transactions.find(({ id }) => id === params.id);
	if (transaction === undefined) throw notFound('NOT_FOUND', 'Transaction not found');
	return transaction;
}

export function productOf<T extends { id: string | number }>(products: T[], { params }: Context): T {
	const product = products.find(({ id }) => String(id) === params['product-id']);
	if (product === undefined) throw notFound('NOT_FOUND', 'Product not found');
	return product;
}

/** The product of an order; without one, the rest of the order is not looked at. */
export function orderedProduct<T extends { id: string | number }>(products: T[], input: Input): T {
	const id = input.text('product_id');
	const product = products.find((candidate) => String(candidate.id) === id);
	if (product === undefined) throw id ? invalidInput([], ['product_id']) : invalidInput(['product_id'], []);
	return product;
}

/** `B20150121-344957-251478`, and `B20220210-1843193-S33055` for addons. */
export function transactionId(date: Date, number: number, addon: boolean): string {
	const prefix = `B${day(date).replaceAll('-', '')}`;
	return addon ? `${prefix}-${1_843_000 + number}-S${33_000 + number}` : `${prefix}-${344_000 + number}-${251_000 + number}`;
}

/** `2015-01-21T12:30:43+00:00` */
export const transactionDate = (date: Date): string => `${date.toISOString().slice(0, 19)}+00:00`;

/** The number of the next transaction. */
export function nextNumber({ transactions }: Orders): number {
	return Object.values(transactions).reduce((sum, list) => sum + list.length, 0);
}

/** What is to be installed; what is not said is the first that the product offers. */
export function installationFrom(product: Installable, input: Input, check: InputCheck): OrderedInstallation {
	const chosen = (name: string, offered: string[]) => {
		const value = input.text(name) || offered[0]!;
		if (!offered.includes(value)) check.invalid(name);
		return value;
	};
	return {
		name: product.name,
		description: [...product.description],
		traffic: product.traffic,
		dist: chosen('dist', product.dist),
		'@deprecated arch': chosen('arch', product['@deprecated arch'].map(String)),
		lang: chosen('lang', product.lang),
	};
}

type Access = Pick<ServerTransaction<unknown>, 'authorized_key' | 'addons' | 'comment'>;

/** Keys or a password, not both; each addon as often as the product allows. */
export function accessFrom(product: Installable, context: Context, check: InputCheck): Access {
	const { input } = context;
	const authorized_key = authorizedKeys(context, check);
	if (input.list('authorized_key').length > 0 && input.text('password')) check.invalid('password');
	const addons = input.list('addon');
	const max = (id: string) => product.orderable_addons.find((addon) => addon.id === id)?.max ?? 0;
	if (addons.some((id) => addons.filter((other) => other === id).length > max(id))) check.invalid('addon');
	return { authorized_key, addons, comment: input.text('comment') || null };
}

/**
 * The transaction of a new order. With `test=true` that is all: nothing is kept, nothing delivered. With a comment the
 * order is processed by hand, which nobody does here. All others are delivered after a while.
 */
export function placeOrder<Product>(
	context: Context,
	transactions: ServerTransaction<Product>[],
	{ product, access, server }: { product: Product; access: Access; server: Omit<NewServer, 'ipv4'> },
): { transaction: ServerTransaction<Product>; test: boolean } {
	const { input, world, clock } = context;
	const now = clock.now();
	const transaction: ServerTransaction<Product> = {
		id: transactionId(now, nextNumber(world.orders), false),
		date: transactionDate(now),
		status: 'in process',
		server_number: null,
		server_ip: null,
		authorized_key: access.authorized_key,
		host_key: [],
		comment: access.comment,
		product,
		addons: access.addons,
	};
	if (input.flag('test')) return { transaction, test: true };
	transactions.unshift(transaction);
	if (access.comment === null) {
		clock.after(DELIVERY_SECONDS, () => {
			const { server_number, server_ip } = deliverServer(world, { ...server, ipv4: access.addons.includes('primary_ipv4') }, clock.now());
			Object.assign(transaction, { status: 'ready', server_number, server_ip, host_key: [hostKey()] });
		});
	}
	return { transaction, test: false };
}

function hostKey(): ServerTransaction<unknown>['host_key'][number] {
	const fingerprint = randomBytes(16).toString('hex').match(/../g)!.join(':');
	return { key: { fingerprint, type: 'ED25519', size: 256 } };
}
