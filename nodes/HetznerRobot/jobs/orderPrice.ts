import type { JsonRecord } from '../../common/http/json';
import type { Run } from '../../common/operation/operation';

/** What an order costs in euros with VAT; `undefined` where Robot does not say. */
export interface OrderPrice {
	monthly?: number;
	setup?: number;
}

/** One place that something is offered at, as the price lists of servers, of their addons and of server addons say it. */
interface Offer {
	location?: string;
	price?: { gross?: string };
	price_setup?: { gross?: string };
}

/** The price of a product with the chosen addons at the chosen location, or at the dearest one where none is chosen. */
export function priceOf(product: JsonRecord, { location, addon }: Run['values']): OrderPrice {
	const chosen = new Set((Array.isArray(addon) ? addon : [addon]).map(String));
	const addons = ((product.orderable_addons ?? []) as JsonRecord[]).filter(({ id }) => chosen.has(String(id)));
	const parts = [ownPrice(product, location), ...addons.map(({ prices }) => dearest(prices as Offer[], location))];
	return { monthly: sum(parts.map(({ monthly }) => monthly)), setup: sum(parts.map(({ setup }) => setup)) };
}

/** Market products have one price, standard servers one for each location, server addons one offer. */
function ownPrice({ price_vat, price_setup_vat, prices, price }: JsonRecord, location: unknown): OrderPrice {
	if (price_vat !== undefined) return { monthly: amount(price_vat), setup: amount(price_setup_vat) };
	return dearest((prices ?? [price]) as Offer[], location);
}

function dearest(offers: Offer[] | undefined, location: unknown): OrderPrice {
	const matching = (offers ?? []).filter((offer) => location === undefined || offer.location === location);
	return { monthly: maximum(matching.map(({ price }) => amount(price?.gross))), setup: maximum(matching.map(({ price_setup }) => amount(price_setup?.gross))) };
}

const amount = (value: unknown): number | undefined => (value === undefined || value === null || Number.isNaN(Number(value)) ? undefined : Number(value));

const maximum = (amounts: Array<number | undefined>) =>
	amounts.length === 0 || amounts.includes(undefined) ? undefined : Math.max(...(amounts as number[]));

const sum = (amounts: Array<number | undefined>) =>
	amounts.includes(undefined) ? undefined : (amounts as number[]).reduce((total, part) => total + part, 0);
