import { by, each, eachServer, server, type Case, type Given, type Tries } from '../case.mts';

const KEY = '15:28:b0:03:95:f0:77:b3:10:56:15:6b:77:22:a5:bb';

const get = (operation: string, kind: string, more = {}) => ({ resource: 'order', operation, kind, ...more });
/** In the order of the documented reply. */
const asListed = (kind: string) => get('getAllTransactions', kind, { sort: 'none' });
/** The documented orders are real ones, not tests; the look at earlier orders, which is a request more, is left out. */
const real = (operation: string, more = {}) => ({ resource: 'order', operation, test: false, options: { duplicateWindow: 0 }, ...more });

const ex40 = { productId: by('id', 'EX40'), authorizedKey: [KEY] };
const sb110 = { productId: by('id', '283693'), authorizedKey: [KEY] };
const additionalIp = { serverNumber: by('id', '123'), productId: by('id', 'additional_ipv4'), reason: 'VPS' };

/** The documented reply to an order says no price, where a product is asked for. */
const PRICE_NOT_READ = { price: { monthly: null, setup: null } };

export const cases: Case[] = [
	{ endpoint: 'GET /order/server/product', path: '/order/server/product', parameters: get('getAllProducts', 'server'), key: 'product', emptyCode: 'NOT_FOUND' },
	{
		endpoint: 'GET /order/server/product/{product-id}',
		path: '/order/server/product/EX40',
		parameters: get('getProduct', 'server', { productId: by('id', 'EX40') }),
		key: 'product',
	},
	{ endpoint: 'GET /order/server/transaction', path: '/order/server/transaction', parameters: asListed('server'), key: 'transaction', emptyCode: 'NOT_FOUND' },
	{
		endpoint: 'POST /order/server/transaction',
		variant: 'IPv6-only server',
		path: '/order/server/transaction',
		parameters: real('orderServer', { ...ex40, additionalFields: { dist: 'Debian 7.7 minimal' } }),
		key: 'transaction',
		reads: '/order/server/product/EX40',
		told: PRICE_NOT_READ,
	},
	{
		endpoint: 'POST /order/server/transaction',
		variant: 'with Primary IPv4 addon',
		path: '/order/server/transaction',
		parameters: real('orderServer', { ...ex40, additionalFields: { dist: 'Debian 7.7 minimal', addon: ['primary_ipv4'] } }),
		key: 'transaction',
		reads: '/order/server/product/EX40',
		told: PRICE_NOT_READ,
	},
	{
		endpoint: 'GET /order/server/transaction/{id}',
		path: '/order/server/transaction/B20150121-344958-251479',
		parameters: get('getTransaction', 'server', { transactionId: by('id', 'B20150121-344958-251479') }),
		key: 'transaction',
	},
	{ endpoint: 'GET /order/server_market/product', path: '/order/server_market/product', parameters: get('getAllProducts', 'market'), key: 'product', emptyCode: 'NOT_FOUND' },
	{
		endpoint: 'GET /order/server_market/product/{product-id}',
		path: '/order/server_market/product/282323',
		parameters: get('getProduct', 'market', { productId: by('id', '282323') }),
		key: 'product',
	},
	{
		endpoint: 'GET /order/server_market/transaction',
		path: '/order/server_market/transaction',
		parameters: asListed('market'),
		key: 'transaction',
		emptyCode: 'NOT_FOUND',
	},
	{
		endpoint: 'POST /order/server_market/transaction',
		variant: 'IPv6-only server',
		path: '/order/server_market/transaction',
		parameters: real('orderMarketServer', sb110),
		key: 'transaction',
		reads: '/order/server_market/product/283693',
		told: PRICE_NOT_READ,
	},
	{
		endpoint: 'POST /order/server_market/transaction',
		variant: 'with Primary IPv4 addon',
		path: '/order/server_market/transaction',
		parameters: real('orderMarketServer', { ...sb110, additionalFields: { addon: ['primary_ipv4'] } }),
		key: 'transaction',
		reads: '/order/server_market/product/283693',
		told: PRICE_NOT_READ,
	},
	{
		endpoint: 'GET /order/server_market/transaction/{id}',
		path: '/order/server_market/transaction/B20150121-344958-251479',
		parameters: get('getTransaction', 'market', { transactionId: by('id', 'B20150121-344958-251479') }),
		key: 'transaction',
	},
	{
		endpoint: 'GET /order/server_addon/{server-number}/product',
		path: '/order/server_addon/123/product',
		parameters: get('getAllProducts', 'addon', { serverNumber: by('id', '123') }),
		key: 'product',
		told: { server_number: 123 },
	},
	{
		endpoint: 'GET /order/server_addon/transaction',
		path: '/order/server_addon/transaction',
		// Documented for the other two kinds of orders only; without it nobody could order a first addon.
		emptyCode: 'NOT_FOUND',
		parameters: asListed('addon'),
		key: 'transaction',
	},
	{
		endpoint: 'POST /order/server_addon/transaction',
		variant: 'single additional IPv4',
		path: '/order/server_addon/transaction',
		parameters: real('orderAddon', additionalIp),
		key: 'transaction',
		reads: '/order/server_addon/123/product',
		told: PRICE_NOT_READ,
	},
	{
		// The documented request names the product of a single address, its title and its reply that of a /29 subnet.
		endpoint: 'POST /order/server_addon/transaction',
		variant: 'IPv4 /29 subnet routed to additional IP 10.0.0.1',
		path: '/order/server_addon/transaction',
		parameters: real('orderAddon', { ...additionalIp, additionalFields: { gateway: '10.0.0.1' } }),
		key: 'transaction',
		reads: '/order/server_addon/123/product',
		told: PRICE_NOT_READ,
	},
	{
		endpoint: 'GET /order/server_addon/transaction/{id}',
		path: '/order/server_addon/transaction/B20220210-1843193-S33055',
		parameters: get('getTransaction', 'addon', { transactionId: by('id', 'B20220210-1843193-S33055') }),
		key: 'transaction',
	},
	{ endpoint: 'GET /order/currency', path: '/order/currency', parameters: { resource: 'order', operation: 'getCurrency' }, key: null },
];

const product = (id: string) => ({ productId: by('id', id) });
const transaction = (id: string) => ({ transactionId: by('id', id) });
const eachProduct = (kind: string, one: string) => each({ resource: 'order', operation: 'getAllProducts', kind }, ({ id }) => product(String(id)))(product(one));
const eachTransaction = (kind: 'server' | 'market' | 'addon'): Tries =>
	each({ resource: 'order', operation: 'getAllTransactions', kind }, ({ id }) => transaction(String(id)))(({ orders }) => transaction(orders.transactions[kind][0]!.id));

export const given: Record<string, Given> = {
	'GET /order/server/product': {},
	'GET /order/server/product/{product-id}': eachProduct('server', 'EX44'),
	'GET /order/server/transaction': {},
	'POST /order/server/transaction': product('EX44'),
	'GET /order/server/transaction/{id}': eachTransaction('server'),
	'GET /order/server_market/product': {},
	'GET /order/server_market/product/{product-id}': eachProduct('market', '2710001'),
	'GET /order/server_market/transaction': {},
	'POST /order/server_market/transaction': product('2710001'),
	'GET /order/server_market/transaction/{id}': eachTransaction('market'),
	'GET /order/server_addon/{server-number}/product': eachServer('321'),
	'GET /order/server_addon/transaction': {},
	'POST /order/server_addon/transaction': { ...server('321'), ...product('failover_subnet_ipv6_64') },
	'GET /order/server_addon/transaction/{id}': eachTransaction('addon'),
	'GET /order/currency': {},
};
