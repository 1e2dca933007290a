import { isRecord, type JsonRecord } from '../../common/http/json';
import type { RequestValues } from '../../common/http/request';
import type { Price } from '../../common/operation/priceLimits';
import { isId, isSameId } from '../robot/ids';
import { priceIn } from '../robot/prices';

/**
 * The price in euros of a product with the addons at the chosen location, or at the dearest one where none is chosen. Every
 * addon counts as often as it is sent; one that the product does not list has no price.
 */
export function priceOf(product: JsonRecord, { location, addon }: RequestValues): Price {
	const chosen = addon === undefined ? [] : [addon].flat();
	const listed = listOf(product.orderable_addons);
	const addons = chosen.map((wanted) => dearest(listed.filter(({ id }) => isSameId(id, wanted)).map(({ prices }) => priceAt(prices, location))));
	return combined([ownPrice(product, location), ...addons], sum);
}

/**
 * Market products have one price, whose `price` is the net amount; standard servers have one for each location, server
 * addons one offer. Of several the dearest counts.
 */
function ownPrice({ price_vat, price_setup_vat, prices, price }: JsonRecord, location: unknown): Price {
	const said = [];
	if (price_vat !== undefined) said.push({ monthly: priceIn(price_vat), setup: priceIn(price_setup_vat) });
	if (prices !== undefined && prices !== null) said.push(priceAt(prices, location));
	if (isRecord(price)) said.push(priceAt([price], location));
	return dearest(said);
}

/** An offer that does not say its location may be the one at the chosen location. */
function priceAt(offers: unknown, location: unknown): Price {
	const matching = listOf(offers).filter((offer) => location === undefined || !isId(offer.location) || isSameId(offer.location, location));
	return dearest(matching.map(({ price, price_setup }) => ({ monthly: gross(price), setup: gross(price_setup) })));
}

const gross = (price: unknown): number | undefined => (isRecord(price) ? priceIn(price.gross) : undefined);

/** The offer that nobody can be surprised by. */
export const dearest = (prices: Price[]): Price => combined(prices, (amounts) => Math.max(...amounts));

/** What a product costs per month where it is cheapest, as far as Robot says it. */
export function cheapest({ price_vat, prices, price }: JsonRecord): number | undefined {
	const told = [priceIn(price_vat), ...listOf(prices).map((offer) => gross(offer.price)), isRecord(price) ? gross(price.price) : undefined];
	const known = told.filter((amount) => amount !== undefined);
	return known.length > 0 ? Math.min(...known) : undefined;
}

/** The parts of an order or the offers to choose from, made one price: unknown where one of them is, or where there are none. */
function combined(prices: Price[], combine: (amounts: number[]) => number): Price {
	const all = (amounts: Array<number | undefined>) => (amounts.length === 0 || amounts.includes(undefined) ? undefined : combine(amounts as number[]));
	return { monthly: all(prices.map(({ monthly }) => monthly)), setup: all(prices.map(({ setup }) => setup)) };
}

/** Robot has up to four decimals; what binary fractions add to them is no price. */
const sum = (amounts: number[]): number => Math.round(amounts.reduce((total, part) => total + part, 0) * 10_000) / 10_000;

/** What is no list has no entries, and an entry that cannot be read says nothing. */
const listOf = (value: unknown): JsonRecord[] => (Array.isArray(value) ? value.map((entry) => (isRecord(entry) ? entry : {})) : []);
