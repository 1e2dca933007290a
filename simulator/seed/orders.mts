import { daysAfter } from '../dates.mts';
import { orderedMarket } from '../routes/orderMarket.mts';
import { transactionDate, transactionId } from '../routes/orderParts.mts';
import type { Key } from '../state/key.mts';
import type { AddonProduct, AddonTransaction, MarketProduct, OrderedMarket, OrderedStandard, Orders, ServerTransaction, StandardProduct } from '../state/order.mts';
import type { Server } from '../state/server.mts';
import { seedAddons, seedMarket, seedProducts } from './products.mts';

const HOST_KEY = { key: { fingerprint: 'c1:e4:08:73:dd:f7:e9:d1:94:ab:e9:0f:28:b2:d2:ed', type: 'ED25519', size: 256 } };

/** Newest first. Only a ready order has a server; `comment` keeps an order in process, the older ones are no longer listed. */
interface Past {
	daysAgo: number;
	status: 'ready' | 'in process' | 'cancelled';
	server?: number;
	comment?: string;
}

const STANDARD: (Past & { product: string; location: string; ipv4: boolean })[] = [
	{ daysAgo: 1, status: 'in process', product: 'EX44', location: 'FSN1', ipv4: true, comment: 'Same rack as web1, please' },
	{ daysAgo: 12, status: 'ready', server: 421, product: 'EX44', location: 'HEL1', ipv4: true },
	{ daysAgo: 20, status: 'cancelled', product: 'SX65', location: 'HEL1', ipv4: false },
	{ daysAgo: 45, status: 'ready', server: 422, product: 'EX44', location: 'HEL1', ipv4: true },
];

const MARKET: (Past & { offer: Partial<MarketProduct> })[] = [
	{ daysAgo: 9, status: 'ready', server: 412, offer: { id: 2709871, name: 'SB-i7-8700' } },
	{ daysAgo: 40, status: 'cancelled', offer: { id: 2703310, name: 'SB30' } },
];

const ADDONS: (Past & { product: string; server: number; resource?: AddonTransaction['resources'][number] })[] = [
	{ daysAgo: 3, status: 'cancelled', server: 401, product: 'additional_ipv4' },
	{ daysAgo: 8, status: 'ready', server: 321, product: 'failover_subnet_ipv6_64', resource: { type: 'subnet', id: '2001:db8:ff00:1::' } },
	{ daysAgo: 14, status: 'ready', server: 401, product: 'additional_ipv4', resource: { type: 'ip', id: '192.0.2.27' } },
	{ daysAgo: 60, status: 'ready', server: 321, product: 'subnet_ipv4_29', resource: { type: 'subnet', id: '203.0.113.160' } },
];

interface Fleet {
	servers: Server[];
	keys: Key[];
}

/** What is offered, and orders of the past that fit the seeded servers and addresses. */
export function seedOrders(fleet: Fleet, start: Date): Orders {
	const products = seedProducts();
	const market = seedMarket(start);
	const addons = seedAddons();
	let number = STANDARD.length + MARKET.length + ADDONS.length;
	const head = (past: Past, addon: boolean) => {
		const date = daysAfter(start, -past.daysAgo);
		return { id: transactionId(date, --number, addon), date: transactionDate(date), status: past.status };
	};
	return {
		products,
		market,
		addons,
		transactions: {
			server: STANDARD.map((past) => ({ ...head(past, false), ...serverPart(past, fleet), ...standardPart(past, products) })),
			market: MARKET.map((past) => ({ ...head(past, false), ...serverPart(past, fleet), ...marketPart(past, market[2]!) })),
			addon: ADDONS.map((past) => ({ ...head(past, true), ...addonPart(past, addons, fleet) })),
		},
	};
}

function serverPart({ status, server, comment }: Past, { servers, keys }: Fleet): Omit<ServerTransaction<unknown>, 'id' | 'date' | 'status' | 'product' | 'addons'> {
	const { name, fingerprint, type, size } = keys[0]!;
	return {
		server_number: server ?? null,
		server_ip: servers.find(({ server_number }) => server_number === server)?.server_ip ?? null,
		authorized_key: [{ key: { name, fingerprint, type, size } }],
		host_key: status === 'ready' ? [structuredClone(HOST_KEY)] : [],
		comment: comment ?? null,
	};
}

function standardPart({ product: id, location, ipv4 }: (typeof STANDARD)[number], products: StandardProduct[]): { product: OrderedStandard; addons: string[] } {
	const product = products.find((candidate) => candidate.id === id)!;
	return { product: { id, ...installed(product), location }, addons: ipv4 ? ['primary_ipv4'] : [] };
}

/** The servers of the past were like one that is still on offer. */
function marketPart({ offer }: (typeof MARKET)[number], like: MarketProduct): { product: OrderedMarket; addons: string[] } {
	const product = { ...like, ...offer };
	return { product: orderedMarket(product, installed(product)), addons: [] };
}

function installed({ name, description, traffic }: StandardProduct | MarketProduct) {
	return { name, description: [...description], traffic, dist: 'Rescue system', '@deprecated arch': '64', lang: 'en' };
}

function addonPart({ product, server, resource }: (typeof ADDONS)[number], addons: AddonProduct[], { servers }: Fleet) {
	const { id, name, type, price } = addons.find((candidate) => candidate.id === product)!;
	const { dc } = servers.find(({ server_number }) => server_number === server)!;
	return {
		server_number: server,
		product: { id, name, type, price: { location: dc.slice(0, 4), ...structuredClone(price) } },
		resources: resource ? [{ ...resource }] : [],
	};
}
