import { isRecord, type JsonRecord } from '../../common/http/json';
import type { Price } from '../../common/operation/priceLimits';

/** What a type costs in a location, in the currency of the project's owner: the dearest of what is listed. */
export function priceOf({ prices }: JsonRecord, location: string): Price {
	const listed = Array.isArray(prices) ? prices.filter(isRecord).filter((price) => price.location === location) : [];
	return { monthly: dearest(listed.map(({ price_monthly }) => gross(price_monthly))), setup: dearest(listed.map(({ setup_fee }) => gross(setup_fee))) };
}

/** The price that nobody can be surprised by. */
export const dearestOf = (prices: Price[]): Price => ({ monthly: dearest(prices.map(({ monthly }) => monthly)), setup: dearest(prices.map(({ setup }) => setup)) });

/** Unknown where one of them is, or where there are none. */
function dearest(amounts: Array<number | undefined>): number | undefined {
	const known = amounts.filter((amount) => amount !== undefined);
	return known.length === 0 || known.length < amounts.length ? undefined : Math.max(...known);
}

/** A decimal text, as in "3.8080". Whatever else the API says, it does not say a price. */
function gross(price: unknown): number | undefined {
	const amount = isRecord(price) ? price.gross : undefined;
	return typeof amount === 'string' && /^\d+(\.\d+)?$/.test(amount) ? Number(amount) : undefined;
}
