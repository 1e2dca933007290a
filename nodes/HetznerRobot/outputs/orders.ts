import { isRecord, type JsonRecord } from '../../common/http/json';
import type { Output } from '../../common/operation/operation';
import { each, flag, id, joined, number, numberIn, text, textIn, texts, within, type Find, type Reader } from '../../common/operation/readers';
import { isDriveLine, linesOf } from '../robot/marketDrives';
import { FEATURES, FOUND_FIELDS } from '../robot/marketFacts';

const MEMORY = /\bRAM\b/i;

/** In the words of the description, else by number and size. */
const drives: Find = (product) => {
	const told = linesOf(product).filter(isDriveLine);
	const [count, size] = [textIn(product.hdd_count), textIn(product.hdd_size)];
	return told.length > 0 ? told.join(', ') : count !== undefined && size !== undefined ? `${count}x ${size} GB` : undefined;
};

/** What else the description tells, as a graphics card. */
const extras: Find = (product) =>
	Array.isArray(product.description) ? linesOf(product).filter((line) => line !== product.cpu && !isDriveLine(line) && !MEMORY.test(line)) : undefined;

const addons = texts(
	each('orderable_addons', (addon) => textIn(addon.id)),
	'the IDs of what can be added',
);

/** What can be chosen for one, at length. */
const choices = { dist: texts(), lang: texts() };

const MARKET_FIELDS = [
	...['id', 'name', 'description', 'traffic', 'dist', 'arch', 'lang', 'cpu', 'cpu_benchmark', 'memory_size', 'hdd_size', 'hdd_text', 'hdd_count', 'datacenter', 'network_speed'],
	...['price', 'price_hourly', 'price_setup', 'price_vat', 'price_hourly_vat', 'price_setup_vat', 'fixed_price', 'next_reduce', 'next_reduce_date', 'orderable_addons'],
];

/** A used server of the market. */
export const MARKET_OFFER: Output = {
	simplified: {
		id: id(),
		name: text(),
		cpu: text(),
		memory_size: number(),
		drives: text(drives, 'as the description tells them'),
		datacenter: text(),
		price_vat: number(),
		price_setup_vat: number(),
		fixed_price: flag(),
		next_reduce_date: text(),
		traffic: text(),
		extras: texts(extras, 'what else the description tells, as a GPU or a RAID controller'),
		addons,
	},
	raw: MARKET_FIELDS,
};

export const MARKET_PRODUCT: Output = { simplified: { ...MARKET_OFFER.simplified, ...choices }, raw: MARKET_FIELDS };

/** What an offer says that it has, and no field. */
const features: Find = (offer) => Object.entries(FEATURES).flatMap(([field, { name }]) => (offer[field] === 'yes' ? [name] : []));

/** An offer as it is found: with what was read from its words, and what follows from its numbers. */
export const FOUND_OFFER: Output = {
	simplified: {
		id: id(),
		cpu: text(),
		cpu_benchmark: number(),
		memory_size: number(),
		drives: MARKET_OFFER.simplified.drives as Reader,
		total_drive_size: number(undefined, 'GB of all drives'),
		features: texts(
			features,
			`what the offer says that it has, of ${Object.values(FEATURES)
				.map(({ name }) => name)
				.join(', ')}; it may have others`,
		),
		datacenter: text(),
		price_vat: number(),
		price_with_ipv4_vat: number(undefined, 'with an IPv4 address, which is the addon primary_ipv4'),
		price_setup_vat: number(),
		price_per_gb: number(undefined, 'per month with VAT, for each GB of all drives'),
		fixed_price: flag(),
		next_reduce_date: text(),
		addons,
	},
	raw: [...MARKET_FIELDS, ...FOUND_FIELDS],
};

interface Offer {
	location: string | undefined;
	monthly: number | undefined;
	setup: number | undefined;
}

const offersIn = (list: unknown): Offer[] =>
	(Array.isArray(list) ? list : []).map((entry) => ({
		location: textIn(within('location')(isRecord(entry) ? entry : {}, '')),
		monthly: numberIn(within('price', 'gross')(isRecord(entry) ? entry : {}, '')),
		setup: numberIn(within('price_setup', 'gross')(isRecord(entry) ? entry : {}, '')),
	}));

/** Where it costs least per month. */
const cheapest = ({ prices }: JsonRecord): Offer | undefined =>
	offersIn(prices)
		.filter(({ monthly }) => monthly !== undefined)
		.sort((a, b) => (a.monthly as number) - (b.monthly as number))[0];

const offerInWords = ({ location, monthly, setup }: Offer): string => `${location ?? 'unknown'}: ${monthly ?? 'unknown'} per month, ${setup ?? 'unknown'} once`;

const STANDARD_FIELDS = ['id', 'name', 'description', 'traffic', 'dist', 'arch', 'lang', 'location', 'prices', 'orderable_addons'];

export const STANDARD_OFFER: Output = {
	simplified: {
		id: id(),
		name: text(),
		price_vat: number((product) => cheapest(product)?.monthly, 'per month with VAT, where it is cheapest'),
		price_setup_vat: number((product) => cheapest(product)?.setup, 'once with VAT, at that location'),
		location: texts(),
		hardware: text(joined('description'), 'the description in one line'),
		traffic: text(),
		prices_vat: texts(({ prices }) => (Array.isArray(prices) ? offersIn(prices).map(offerInWords) : prices), 'the prices with VAT at each location'),
		addons,
	},
	raw: STANDARD_FIELDS,
};

export const STANDARD_PRODUCT: Output = { simplified: { ...STANDARD_OFFER.simplified, ...choices }, raw: STANDARD_FIELDS };

/** The price of an addon, which has one. */
const priceOf = (find: Find) => ({
	price_vat: number((object) => offersIn([find(object, '')])[0]?.monthly, 'per month with VAT'),
	price_setup_vat: number((object) => offersIn([find(object, '')])[0]?.setup, 'once with VAT'),
});

export const ADDON: Output = { simplified: { id: id(), name: text(), type: text(), ...priceOf(within('price')) }, raw: ['id', 'name', 'type', 'price'] };

const transaction = {
	id: id(),
	date: text(),
	status: text(),
	server_number: id(),
	product_id: id(within('product', 'id'), 'the ID of what was ordered'),
	product_name: text(within('product', 'name'), 'the name of what was ordered'),
};

const installed = { dist: text(within('product', 'dist'), 'what is installed'), addons: texts(), comment: text() };

const TRANSACTION_FIELDS = ['id', 'date', 'status', 'server_number', 'server_ip', 'authorized_key', 'host_key', 'comment', 'product', 'addons'];

/** An order of a server, standard or of the market. */
export const SERVER_ORDER: Output = {
	simplified: {
		...transaction,
		server_ip: text(),
		location: text((order) => within('product', 'location')(order, '') ?? within('product', 'datacenter')(order, ''), 'the location or data center'),
		...installed,
	},
	raw: TRANSACTION_FIELDS,
};

export const ADDON_ORDER: Output = {
	simplified: {
		...transaction,
		...priceOf(within('product', 'price')),
		addresses: texts(
			each('resources', ({ id: address }) => textIn(address)),
			'the addresses or subnets, once there are any',
		),
	},
	raw: ['id', 'date', 'status', 'server_number', 'product', 'resources'],
};
