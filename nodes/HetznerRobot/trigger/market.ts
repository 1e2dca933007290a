import type { IDataObject } from 'n8n-workflow';
import { isRecord, type JsonRecord } from '../../common/http/json';
import { robotClient } from '../connection/client';
import { listMarketProducts } from '../endpoints/order';
import { priceIn } from '../robot/prices';
import { marketChoice, type MarketChoice, type MarketFilter } from './choice';
import { DAY_MS, type TriggerEvent } from './events';
import { EXAMPLE_OFFER } from './examples';
import { isCount, isId, isNumber, recordOf, shaped, tuple, type Check } from './shape';
import type { Watch } from './watch';

/** The last day on which an offer was listed, as `days` counts them, and its lowest price, `null` where it had none. */
type KnownOffer = [day: number, price: number | null];

interface Known {
	/** The offers that have matched, by id. */
	offers: Record<string, KnownOffer>;
	/** How many days there were on which the list was seen, 0 before the starting point: days without a look make nothing older. */
	days: number;
	/** The day of the last look, since 1970. */
	today: number;
	/** What the offers have matched. */
	filter: MarketFilter;
}

/** For how many days, on which the list was seen, an offer that is no longer listed is remembered, should it come back. */
const REMEMBERED_DAYS = 30;

const isPrice: Check<number | null> = (value): value is number | null => value === null || isNumber(value);

/**
 * Documentation: "Server ordering", server market. An offer is found once, when it first matches: when it is new, or
 * when its price has fallen. When the filters are changed, what they let in by that counts as known.
 */
export const market: Watch<Known, MarketChoice> = {
	connect: robotClient,
	choose: marketChoice,
	isKnown: shaped<Known>({
		offers: recordOf(tuple<KnownOffer>(isCount, isPrice)),
		days: isCount,
		today: isNumber,
		filter: isRecord as Check<MarketFilter>,
	}),

	async look({ requests, choice: { filter, isFoundAgain }, now }, known) {
		const listed = (await requests.list(listMarketProducts, known === undefined)).filter(isWhole);
		const before: Known = known ?? { offers: {}, days: 0, today: 0, filter };
		// A market without any offer tells nothing: it need not be true, and is no starting point.
		if (listed.length === 0) return { known: before, events: [] };
		const isOtherPrice = before.filter.gross !== filter.gross;
		const matching = listed.filter((product) => matches(product, filter));
		const next = noted(before, listed, matching, filter, isOtherPrice, now);
		if (before.days === 0) return { known: next, events: [], hasBegun: true };
		const isSame = JSON.stringify(before.filter) === JSON.stringify(filter);
		const fresh = matching.filter((product) => before.offers[idOf(product)] === undefined && (isSame || matches(product, before.filter)));
		const cheaper = isFoundAgain && !isOtherPrice ? matching.filter((product) => isCheaper(product, filter, before.offers[idOf(product)])) : [];
		const again = cheaper.map((product) => eventOf(product, before.offers[idOf(product)]?.[1], priceOf(product, filter)));
		return { known: next, events: [...fresh.map((product) => eventOf(product)), ...again] };
	},

	async sample({ requests, choice: { filter } }) {
		const [cheapest] = (await requests.ask(listMarketProducts))
			.filter((product) => matches(product, filter))
			.sort((a, b) => (priceOf(a, filter) ?? Infinity) - (priceOf(b, filter) ?? Infinity));
		return eventOf(cheapest ?? EXAMPLE_OFFER);
	},
};

/** What is known from now on: of all offers that were ever found those that are listed, and those that were within some weeks. */
function noted({ offers, days, today }: Known, listed: JsonRecord[], matching: JsonRecord[], filter: MarketFilter, isOtherPrice: boolean, now: number): Known {
	const day = Math.floor(now / DAY_MS);
	const counted = day === today ? days : days + 1;
	const known = { ...offers };
	const isMatching = new Set(matching);
	for (const product of listed) {
		const id = idOf(product);
		const before = known[id];
		if (before === undefined && !isMatching.has(product)) continue;
		const prices = [isOtherPrice ? null : before?.[1], priceOf(product, filter)].filter(isNumber);
		known[id] = [counted, prices.length > 0 ? Math.min(...prices) : null];
	}
	return { offers: Object.fromEntries(Object.entries(known).filter(([, [seen]]) => seen >= counted - REMEMBERED_DAYS)), days: counted, today: day, filter };
}

function isCheaper(product: JsonRecord, filter: MarketFilter, known: KnownOffer | undefined): boolean {
	const price = priceOf(product, filter);
	return price !== undefined && typeof known?.[1] === 'number' && price < known[1];
}

/** Robot gives no server away: 0 is no price. */
const priceOf = (product: JsonRecord, { gross }: MarketFilter): number | undefined => priceIn(gross ? product.price_vat : product.price) || undefined;

/** Whether an offer is what was asked for. Robot's prices are texts. */
function matches(product: JsonRecord, filter: MarketFilter): boolean {
	const price = priceOf(product, filter);
	const checks: Array<[unknown, boolean]> = [
		[filter.maximumPrice, price !== undefined && price <= Number(filter.maximumPrice)],
		[filter.minimumMemory, Number(product.memory_size) >= Number(filter.minimumMemory)],
		[filter.minimumDrives, Number(product.hdd_count) >= Number(filter.minimumDrives)],
		[filter.minimumDriveSize, Number(product.hdd_size) >= Number(filter.minimumDriveSize)],
		[filter.cpu, lower(product.cpu).includes(filter.cpu ?? '')],
		[filter.minimumBenchmark, Number(product.cpu_benchmark) >= Number(filter.minimumBenchmark)],
		[filter.dataCenter, lower(product.datacenter).startsWith(filter.dataCenter ?? '')],
		[filter.description, worded(product).includes(filter.description ?? '')],
		[filter.hourly, (product.price_hourly !== null && product.price_hourly !== undefined) === filter.hourly],
	];
	return checks.every(([wanted, isSo]) => wanted === undefined || isSo);
}

/** One that is listed without its id cannot be told from others. */
const isWhole = ({ id }: JsonRecord) => isId(id);

/** What Robot says of an offer in words only: kinds of drives, ECC, a GPU. */
const worded = ({ name, description, hdd_text }: JsonRecord) => lower([name, description, hdd_text].flat().join('\n'));
const lower = (value: unknown) => String(value ?? '').toLowerCase();
const idOf = ({ id }: JsonRecord) => String(id);

/** Of an offer that is found again with its price before, and its price now, which no earlier event about it has had. */
const eventOf = (product: JsonRecord, previousPrice: number | null = null, price?: number): TriggerEvent => ({
	event: 'marketOfferFound',
	eventId: ['market', idOf(product), ...(price === undefined ? [] : [price])].join(':'),
	previousPrice,
	product: product as IDataObject,
});
