import type { IDataObject } from 'n8n-workflow';
import type { JsonRecord } from '../../common/http/json';
import { robotClient } from '../connection/client';
import { listMarketProducts } from '../endpoints/order';
import { isMarketFilters, isWanted, type MarketFilters } from '../robot/marketFilters';
import { monthlyPrice } from '../robot/marketPrices';
import { marketChoice, type MarketChoice } from './choice';
import type { TriggerEvent } from './events';
import { EXAMPLE_OFFER } from './examples';
import { counted, idOf, isOtherPrice, remembered, type Days } from './marketDays';
import { isCount, isId, isNumber, recordOf, shaped, tuple, type Check } from './shape';
import type { Watch } from './watch';

/** The last day on which an offer was listed, and its lowest price, `null` where it had none. */
type KnownOffer = [day: number, price: number | null];

interface Known extends Days {
	/** The offers that have matched, by id. */
	offers: Record<string, KnownOffer>;
	/** What the offers have matched. */
	filters: MarketFilters;
}

const isPrice: Check<number | null> = (value): value is number | null => value === null || isNumber(value);

/**
 * Documentation: "Server ordering", server market. An offer is found once, when it first matches: when it is new, or
 * when its price has fallen. When the filters are changed, what they let in by that counts as known.
 */
export const market: Watch<Known, MarketChoice> = {
	connect: robotClient,
	choose: marketChoice,
	isKnown: shaped<Known>({ offers: recordOf(tuple<KnownOffer>(isCount, isPrice)), days: isCount, today: isNumber, filters: isMarketFilters }),

	async look({ requests, choice: { filters, isFoundAgain }, now }, known) {
		const listed = (await requests.list(listMarketProducts, known === undefined)).filter(({ id }) => isId(id));
		const before: Known = known ?? { offers: {}, days: 0, today: 0, filters };
		// A market without any offer tells nothing: it need not be true, and is no starting point.
		if (listed.length === 0) return { known: before, events: [] };
		const matching = listed.filter((product) => isWanted(product, filters));
		const next = noted(before, listed, matching, filters, now);
		if (before.days === 0) return { known: next, events: [], hasBegun: true };
		const isSame = JSON.stringify(before.filters) === JSON.stringify(filters);
		const fresh = matching.filter((product) => before.offers[idOf(product)] === undefined && (isSame || isWanted(product, before.filters)));
		const isComparable = isFoundAgain && !isOtherPrice(before.filters, filters);
		const cheaper = isComparable ? matching.filter((product) => isCheaper(product, filters, before.offers[idOf(product)])) : [];
		const again = cheaper.map((product) => eventOf(product, before.offers[idOf(product)]?.[1], monthlyPrice(product, filters)));
		return { known: next, events: [...fresh.map((product) => eventOf(product)), ...again] };
	},

	async sample({ requests, choice: { filters } }) {
		const [cheapest] = (await requests.ask(listMarketProducts))
			.filter((product) => isWanted(product, filters))
			.sort((a, b) => (monthlyPrice(a, filters) ?? Infinity) - (monthlyPrice(b, filters) ?? Infinity));
		return eventOf(cheapest ?? EXAMPLE_OFFER);
	},
};

/** What is known from now on: of all offers that were ever found those that are listed, and those that were within some weeks. */
function noted(before: Known, listed: JsonRecord[], matching: JsonRecord[], filters: MarketFilters, now: number): Known {
	const days = counted(before, now);
	const known = { ...before.offers };
	const isMatching = new Set(matching);
	const isOther = isOtherPrice(before.filters, filters);
	for (const product of listed) {
		const offer = known[idOf(product)];
		if (offer === undefined && !isMatching.has(product)) continue;
		const prices = [isOther ? null : offer?.[1], monthlyPrice(product, filters)].filter(isNumber);
		known[idOf(product)] = [days.days, prices.length > 0 ? Math.min(...prices) : null];
	}
	return { offers: remembered(known, days), ...days, filters };
}

function isCheaper(product: JsonRecord, filters: MarketFilters, known: KnownOffer | undefined): boolean {
	const price = monthlyPrice(product, filters);
	return price !== undefined && typeof known?.[1] === 'number' && price < known[1];
}

/** Of an offer that is found again with its price before, and its price now, which no earlier event about it has had. */
const eventOf = (product: JsonRecord, previousPrice: number | null = null, price?: number): TriggerEvent => ({
	event: 'marketOfferFound',
	eventId: ['market', idOf(product), ...(price === undefined ? [] : [price])].join(':'),
	previousPrice,
	product: product as IDataObject,
});
