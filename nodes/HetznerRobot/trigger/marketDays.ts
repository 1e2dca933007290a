import type { JsonRecord } from '../../common/http/json';
import type { PriceKind } from '../robot/marketPrices';
import { DAY_MS } from './events';

/** What is remembered of offers that come and go. */

/** The days on which the list was seen: days without a look make nothing older. */
export interface Days {
	/** How many there were, 0 before the starting point. */
	days: number;
	/** The day of the last look, since 1970. */
	today: number;
}

/** For how many days, on which the list was seen, an offer that is no longer listed is remembered, should it come back. */
const REMEMBERED_DAYS = 30;

export function counted({ days, today }: Days, now: number): Days {
	const day = Math.floor(now / DAY_MS);
	return { days: day === today ? days : days + 1, today: day };
}

/** Those offers that were listed within some weeks. They begin with the last day, as `days` counts them. */
export const remembered = <Offer extends [day: number, ...rest: unknown[]]>(offers: Record<string, Offer>, { days }: Days): Record<string, Offer> =>
	Object.fromEntries(Object.entries(offers).filter(([, [day]]) => day >= days - REMEMBERED_DAYS));

/** Whether prices of these two kinds cannot be compared. */
export const isOtherPrice = (one: PriceKind, other: PriceKind): boolean => one.priceKind !== other.priceKind || one.withIpv4 !== other.withIpv4;

export const idOf = ({ id }: JsonRecord): string => String(id);
