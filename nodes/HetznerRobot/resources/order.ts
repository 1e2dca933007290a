import { InputError } from '../../common/http/errors';
import type { JsonRecord } from '../../common/http/json';
import { pathValue } from '../../common/http/path';
import { later } from '../../common/operation/later';
import { additionalFields, field, filters, operation, parameter, resource, type Field, type Operation } from '../../common/operation/operation';
import { chosenIn, isEmpty, toAmount, toBoolean, toFilledList, toText } from '../../common/operation/values';
import { getCurrency, getMarketProduct, getServerProduct, listAddonProducts, listMarketProducts, listServerProducts, ORDER_KINDS, type OrderKind } from '../endpoints/order';
import { findMarketOffers, MARKET_SORTS } from '../jobs/marketOffers';
import { cheapest } from '../jobs/orderPrice';
import { toAddress } from '../robot/pathValues';
import { arch } from './fields/arch';
import { loadedMany, loadedOne } from '../../common/operation/loaded';
import { locator, locatorValue, pathLocator } from '../../common/operation/locator';
import type { Telling } from '../../common/operation/tells';
import { marketFilters } from './fields/marketFilters';
import { server } from './fields/server';
import { authorizedKey } from './fields/sshKey';
import { costsMoney } from '../../common/operation/warning';

const placeOrder = later(async () => (await import('../jobs/order')).placeOrder);

/** What can be ordered, as people call it. */
const KIND_NAMES: Record<OrderKind, string> = { addon: 'Server Addon', market: 'Server Market', server: 'Standard Server' };

const KINDS = Object.keys(ORDER_KINDS) as OrderKind[];

const kindField = (kinds: OrderKind[]): Field =>
	parameter('kind', {
		displayName: 'Kind',
		type: 'options',
		noDataExpression: true,
		options: kinds.map((kind) => ({ name: KIND_NAMES[kind], value: kind })),
		default: 'server',
		description: 'Standard servers, used servers of the server market, or addons of a server',
	});

/** A date that cannot be read is none. */
function instantOf(date: unknown): number | undefined {
	const instant = typeof date === 'string' ? Date.parse(date) : NaN;
	return Number.isNaN(instant) ? undefined : instant;
}

const endpointsTo = (verb: 'listTransactions' | 'getTransaction') => Object.fromEntries(KINDS.map((kind) => [kind, ORDER_KINDS[kind][verb]]));

const PRODUCT = {
	displayName: 'Product',
	description: 'A product that can be ordered now',
	list: { method: 'searchProducts', placeholder: 'Select a product...' },
	by: [{ displayName: 'By ID', name: 'id', placeholder: 'e.g. EX44' }],
};

const productId = pathLocator('productId', { ...PRODUCT, noun: 'product or server market offer' }, pathValue);

const orderedProduct = field('product_id', { ...locator(PRODUCT), noun: 'product', encode: (given) => locatorValue('productId', given) });

const transactionId = pathLocator(
	'transactionId',
	{
		displayName: 'Transaction',
		description: 'An order of the last 30 days',
		list: { method: 'searchTransactions', placeholder: 'Select a transaction...' },
		by: [{ displayName: 'By ID', name: 'id', placeholder: 'e.g. B20150121-344958-251479' }],
	},
	pathValue,
);

/** A bound of the price. Its own name is what errors name it by. */
const price = (sends: string, name: string, displayName: string, description: string): Field => ({
	...parameter(name, { displayName, type: 'number', typeOptions: { minValue: 0, numberPrecision: 2 }, default: 0, description, encode: (value) => toAmount(name, value) }),
	sends,
});

const productFilters = filters(
	field('location', { displayName: 'Location', type: 'string', default: '', placeholder: 'e.g. FSN1', description: 'Only products offered at this location' }),
	price('max_price', 'maxPrice', 'Maximum Price (EUR)', 'Maximum monthly price in euros'),
	price('max_price_setup', 'maxPriceSetup', 'Maximum Setup Price (EUR)', 'Maximum one time fee in euros'),
	price('min_price', 'minPrice', 'Minimum Price (EUR)', 'Minimum monthly price in euros'),
	price('min_price_setup', 'minPriceSetup', 'Minimum Setup Price (EUR)', 'Minimum one time fee in euros'),
);

/** A choice that is loaded from what the chosen product offers. */
const offered = (sends: string, displayName: string, method: string, placeholder: string, description: string): Field =>
	loadedOne(sends, { displayName, method, placeholder, description });

const addons = loadedMany('addon', {
	displayName: 'Addons',
	method: 'searchProductAddons',
	placeholder: 'e.g. primary_ipv4',
	hint: 'IDs with commas between them',
	description: 'Servers come without an IPv4 address unless you add one here: primary_ipv4',
	encode: (value) => toFilledList('addon', value).map(toAddonId),
});

/** Robot's ids are words like `primary_ipv4`; what is left of a list that was not one must not be ordered. */
function toAddonId(id: string): string {
	if (/^[\w.+-]{1,100}$/.test(id)) return id;
	throw new InputError('addon', `: no addon has the ID ${id.slice(0, 60)}`, 'Nothing was ordered. Choose from the list, or give IDs like primary_ipv4.');
}

const comment = field('comment', {
	displayName: 'Comment',
	type: 'string',
	default: '',
	description: 'A comment on the order. Hetzner then processes the order by hand, which takes longer.',
});

/** What servers of both kinds can be ordered with. */
const serverFields: Field[] = [
	addons,
	arch,
	comment,
	offered('dist', 'Distribution', 'searchProductDistributions', 'e.g. Rescue system', 'The distribution to preinstall, out of what is offered with the product'),
	offered('lang', 'Language', 'searchProductLanguages', 'e.g. en', 'The language of the distribution'),
];

/** What an item of a test says: Robot's reply to a test looks like that to an order. */
const ofTest = (said: string | boolean): Telling => ({ example: said, isOptional: true, isDone: true, of: () => said });

/** A test unless the workflow says otherwise, plainly: whatever is empty or unclear must not cost money. */
const test: Field[] = [
	field('test', {
		displayName: 'Test',
		type: 'boolean',
		default: true,
		description: 'Whether Robot only checks the order and does not carry it out. Switch it off to order for real.',
		encode: (value) => (toBoolean('test', value) ? true : undefined),
		whenEmpty: true,
		tells: { test: ofTest(true), message: ofTest('This was a test: nothing was ordered, and nothing is charged.') },
	}),
	parameter('testNotice', { displayName: 'This is a test: nothing is ordered and nothing is charged.', type: 'notice', default: '', showIf: { test: [true] } }),
];

const ordering = [costsMoney('this is a real order, binding from the moment Robot accepts it. Check product and price first', { test: [false] })];

/** Robot takes keys or a password: which of them is checked before anything is sent. */
const login: Field[] = [
	authorizedKey('The keys that may log in as root, instead of a password'),
	field('password', {
		displayName: 'Root Password',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		description: 'The password of root, instead of SSH keys',
		hint: 'Optional. Robot takes SSH keys or a password, not both',
		encode: (value, parameters) => {
			if (isEmpty(chosenIn(parameters('authorizedKey')))) return toText('password', value);
			throw new InputError('password', 'is given beside SSH keys', 'Robot takes either keys or a password: empty one of the two.');
		},
	}),
];

/** In the list of actions. */
const ORDERED: Record<OrderKind, string> = { addon: 'addon for server', market: 'server from server market', server: 'server' };

function orderOf(value: string, thing: string, kind: OrderKind, fields: Field[]): Operation {
	return operation(value, {
		name: `Order ${thing === 'addon' ? 'Addon' : thing === 'server' ? 'Server' : 'Market Server'}`,
		action: `Order ${ORDERED[kind]} (costs money)`,
		description: `Order ${thing === 'addon' ? 'an addon for a server' : `a ${thing}`}, for money once Test is switched off. Robot allows 20 orders per day.`,
		warnings: ordering,
		fields: [...fields, ...test],
		endpoint: ORDER_KINDS[kind].order,
		job: async (run) => await placeOrder(run, kind),
	});
}

/** Documentation: "Server ordering". */
export const orderResource = resource('order', 'Order', [
	operation('findMarketOffers', {
		name: 'Find Market Offers',
		action: 'Find server market offers',
		description: 'Find used servers of the server market by drives, ECC, GPU, CPU, memory, location and price, the cheapest first',
		fields: [filters(...marketFilters)],
		endpoint: listMarketProducts,
		sorts: MARKET_SORTS,
		job: findMarketOffers,
	}),
	operation('getCurrency', {
		name: 'Get Currency',
		action: 'Get currency of account',
		description: 'Get the currency in which the account is charged',
		endpoint: getCurrency,
	}),
	operation('getAllProducts', {
		name: 'Get Many Products',
		action: 'Get many products and server market offers',
		description: 'Get what can be ordered now, with prices',
		choice: kindField(KINDS),
		endpoints: {
			addon: { endpoint: listAddonProducts, fields: [server] },
			market: listMarketProducts,
			server: { endpoint: listServerProducts, fields: [productFilters] },
		},
		sorts: [{ name: 'Monthly Price', value: 'price', of: (product) => cheapest(product as JsonRecord) }],
	}),
	operation('getAllTransactions', {
		name: 'Get Many Transactions',
		action: 'Get many order transactions',
		description: 'Get the orders of the last 30 days',
		choice: kindField(KINDS),
		endpoints: endpointsTo('listTransactions'),
		sorts: [{ name: 'Newest First', value: 'date', of: ({ date }) => instantOf(date), descending: true }],
	}),
	operation('getProduct', {
		name: 'Get Product',
		action: 'Get product or server market offer',
		description: 'Get a product with its prices, distributions, languages and addons',
		fields: [productId],
		choice: kindField(['market', 'server']),
		endpoints: { market: getMarketProduct, server: getServerProduct },
	}),
	operation('getTransaction', {
		name: 'Get Transaction',
		action: 'Get order transaction',
		description: 'Get an order with its status',
		fields: [transactionId],
		choice: kindField(KINDS),
		endpoints: endpointsTo('getTransaction'),
	}),
	orderOf('orderAddon', 'addon', 'addon', [
		{ ...server, sends: 'server_number', noun: 'server' },
		orderedProduct,
		field('reason', {
			displayName: 'Reason',
			type: 'string',
			default: '',
			placeholder: 'e.g. VPS',
			description: 'What the addresses are for, as RIPE wants to know. Needed for IPv4 addresses and IPv4 subnets.',
		}),
		additionalFields(
			field('gateway', {
				displayName: 'Gateway',
				type: 'string',
				default: '',
				placeholder: 'e.g. 203.0.113.11',
				description: "Where an IPv4 subnet is routed to: one of the server's addresses, its main IP address unless given",
				encode: (value) => toAddress('gateway', toText('gateway', value)),
			}),
		),
	]),
	orderOf('orderMarketServer', 'market server', 'market', [orderedProduct, ...login, additionalFields(...serverFields)]),
	orderOf('orderServer', 'server', 'server', [
		orderedProduct,
		...login,
		additionalFields(...serverFields, offered('location', 'Location', 'searchProductLocations', 'e.g. FSN1', 'The location of the server')),
	]),
]);
