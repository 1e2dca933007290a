import type { IDataObject } from 'n8n-workflow';
import type { JsonRecord } from '../../common/http/json';
import { robotClient } from '../connection/client';
import { listMarketProducts } from '../endpoints/order';
import { isMarketFilters, isWanted, type MarketFilters } from '../robot/marketFilters';
import { monthlyPrice } from '../robot/marketPrices';
import { marketFilters } from './choice';
import { stamp, type TriggerEvent } from './events';
import { EXAMPLE_OFFER } from './examples';
import { counted, idOf, isOtherPrice, remembered, type Days } from './marketDays';
import { isCount, isId, isNumber, isText, recordOf, shaped, tuple } from './shape';
import type { Watch } from './watch';

/** The last day on which an offer was listed with a price, that price, and how many of its steps were told. */
type KnownOffer = [day: number, price: number, steps: number];

interface Known extends Days {
	/** The offers that match but for their price, by id. */
	offers: Record<string, KnownOffer>;
	/** When the starting point was taken: steps after another starting point have other ids. */
	since: string;
	/** Which price is meant, and what the offers have matched. */
	filters: MarketFilters;
}

/** An offer that is listed, with its price. */
interface Listed {
	product: JsonRecord;
	price: number;
}

/** Documentation: "Server ordering", server market. Each price of an offer below the one that was seen last is a step. */
export const marketPrices: Watch<Known, MarketFilters> = {
	connect: robotClient,
	choose: marketFilters,
	isKnown: shaped<Known>({
		offers: recordOf(tuple<KnownOffer>(isCount, isNumber, isCount)),
		days: isCount,
		today: isNumber,
		since: isText,
		filters: isMarketFilters,
	}),

	async look({ requests, choice: filters, now }, known) {
		const listed = pricedOffers(await requests.list(listMarketProducts, known === undefined), filters);
		const before: Known = known ?? { offers: {}, days: 0, today: 0, since: stamp(now), filters };
		// A market without any offer tells nothing: it need not be true, and is no starting point.
		if (listed.length === 0) return { known: before, events: [] };
		const days = counted(before, now);
		const { offers, events, isToBeSaved } = compared(before, listed, filters, days);
		return { known: { offers: remembered(offers, days), ...days, since: before.since, filters }, events, hasBegun: isToBeSaved || before.days === 0 };
	},

	async sample({ requests, choice: filters }) {
		const listed = pricedOffers(await requests.ask(listMarketProducts), filters);
		const [cheapest] = listed.filter(({ product }) => isWanted(product, filters)).sort((a, b) => a.price - b.price);
		const { product, price } = cheapest ?? { product: EXAMPLE_OFFER, price: monthlyPrice(EXAMPLE_OFFER, filters) as number };
		return eventOf(product, price + 1, price, 'sample');
	},
};

/** Every offer that has an id and a price, once: of one that is listed twice, the dearer one. */
function pricedOffers(products: JsonRecord[], filters: MarketFilters): Listed[] {
	const priced = new Map<string, Listed>();
	for (const product of products) {
		const price = monthlyPrice(product, filters);
		if (!isId(product.id) || price === undefined || price <= (priced.get(idOf(product))?.price ?? 0)) continue;
		priced.set(idOf(product), { product, price });
	}
	return [...priced.values()];
}

/**
 * Which steps there are, and what the next ones are compared with. That has to be saved where an offer is new or its
 * price has risen: after a restart of n8n a step from there would not be seen.
 */
function compared({ offers, since, filters: earlier }: Known, listed: Listed[], filters: MarketFilters, { days }: Days) {
	const known = { ...offers };
	const others = { ...filters };
	delete others.maximumPrice;
	const events: TriggerEvent[] = [];
	let isToBeSaved = false;
	for (const { product, price } of listed) {
		const id = idOf(product);
		const [, last, steps = 0] = offers[id] ?? [];
		if (last === undefined && !isWanted(product, others)) continue;
		const before = isOtherPrice(earlier, filters) ? undefined : last;
		const isStep = before !== undefined && price < before && isWanted(product, filters);
		if (isStep) events.push(eventOf(product, before, price, `${since}-${steps + 1}`));
		if (before === undefined || price > before) isToBeSaved = true;
		known[id] = [days, price, steps + (isStep ? 1 : 0)];
	}
	return { offers: known, events, isToBeSaved };
}

const eventOf = (product: JsonRecord, previousPrice: number, price: number, occurrence: string): TriggerEvent => ({
	event: 'marketPriceReduced',
	eventId: ['marketPrice', idOf(product), occurrence, price].join(':'),
	previousPrice,
	price,
	product: product as IDataObject,
});
