import { get, many, one, perDay, perHour, post } from '../../common/http/endpoint';

// Documentation: "Server ordering".

/** What says that there is a transaction. A test order is not kept, and may have no id. */
const ORDERED = ['id', 'status'];

/** https://robot.hetzner.com/doc/webservice/en.html#get-order-server-product */
export const listServerProducts = get('/order/server/product', perHour(500), many('product', 'NOT_FOUND'));

/** https://robot.hetzner.com/doc/webservice/en.html#get-order-server-product-product-id */
export const getServerProduct = get('/order/server/product/{productId}', perHour(500), one('product'));

/** https://robot.hetzner.com/doc/webservice/en.html#get-order-server-transaction */
export const listServerTransactions = get('/order/server/transaction', perHour(500), many('transaction', 'NOT_FOUND'));

/** https://robot.hetzner.com/doc/webservice/en.html#post-order-server-transaction */
export const orderServer = post('/order/server/transaction', perDay(20), one('transaction', ORDERED), { effect: 'buy' });

/** https://robot.hetzner.com/doc/webservice/en.html#get-order-server-transaction-id */
export const getServerTransaction = get('/order/server/transaction/{transactionId}', perHour(500), one('transaction'));

/** https://robot.hetzner.com/doc/webservice/en.html#get-order-server_market-product */
export const listMarketProducts = get('/order/server_market/product', perHour(500), many('product', 'NOT_FOUND'));

/** https://robot.hetzner.com/doc/webservice/en.html#get-order-server_market-product-product-id */
export const getMarketProduct = get('/order/server_market/product/{productId}', perHour(500), one('product'));

/** https://robot.hetzner.com/doc/webservice/en.html#get-order-server_market-transaction */
export const listMarketTransactions = get('/order/server_market/transaction', perHour(500), many('transaction', 'NOT_FOUND'));

/** https://robot.hetzner.com/doc/webservice/en.html#post-order-server_market-transaction */
export const orderMarket = post('/order/server_market/transaction', perDay(20), one('transaction', ORDERED), { effect: 'buy' });

/** https://robot.hetzner.com/doc/webservice/en.html#get-order-server_market-transaction-id */
export const getMarketTransaction = get('/order/server_market/transaction/{transactionId}', perHour(500), one('transaction'));

/** https://robot.hetzner.com/doc/webservice/en.html#get-order-server_addon-server-number-product */
export const listAddonProducts = get('/order/server_addon/{serverNumber}/product', perHour(500), many('product', null));

// "None" is documented for the two other lists of transactions only; without it nobody could order a first addon.
/** https://robot.hetzner.com/doc/webservice/en.html#get-order-server_addon-transaction */
export const listAddonTransactions = get('/order/server_addon/transaction', perHour(500), many('transaction', 'NOT_FOUND'));

/** https://robot.hetzner.com/doc/webservice/en.html#post-order-server_addon-transaction */
export const orderAddon = post('/order/server_addon/transaction', perDay(20), one('transaction', ORDERED), { effect: 'buy' });

/** https://robot.hetzner.com/doc/webservice/en.html#get-order-server_addon-transaction-id */
export const getAddonTransaction = get('/order/server_addon/transaction/{transactionId}', perHour(500), one('transaction'));

/** https://robot.hetzner.com/doc/webservice/en.html#get-order-currency */
export const getCurrency = get('/order/currency', perHour(500), one(null));

/** The endpoints of each kind of order. */
export const ORDER_KINDS = {
	addon: { listProducts: listAddonProducts, listTransactions: listAddonTransactions, getTransaction: getAddonTransaction, order: orderAddon },
	market: {
		listProducts: listMarketProducts,
		getProduct: getMarketProduct,
		listTransactions: listMarketTransactions,
		getTransaction: getMarketTransaction,
		order: orderMarket,
	},
	server: {
		listProducts: listServerProducts,
		getProduct: getServerProduct,
		listTransactions: listServerTransactions,
		getTransaction: getServerTransaction,
		order: orderServer,
	},
};

export type OrderKind = keyof typeof ORDER_KINDS;
