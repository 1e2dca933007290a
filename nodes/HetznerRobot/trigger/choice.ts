import type { IPollFunctions } from 'n8n-workflow';
import { InputError } from '../../common/http/errors';
import { isEmpty, toBoolean } from '../../common/operation/values';
import { ORDER_KINDS, type OrderKind } from '../endpoints/order';
import { marketFilters as MARKET_FILTERS } from '../resources/fields/marketFilters';
import { readMarketFilters, type MarketFilters } from '../robot/marketFilters';
import { marketFiltersProperty } from './marketProperties';
import { collection, someOf } from './parameters';

// What a person wants to hear about of what Robot has: the parameters of the node, read and checked, for each event by
// itself. Each of these throws an InputError for a parameter that makes no sense.

export interface OrderChoice {
	kinds: OrderKind[];
	changes: string[];
}

export interface ServerChoice {
	changes: string[];
}

export interface MarketChoice {
	filters: MarketFilters;
	/** Whether a known offer is found again when its price falls further. */
	isFoundAgain: boolean;
}

export const orderChoice = (context: IPollFunctions): OrderChoice => ({
	kinds: someOf(context, 'orderKinds', 'Order Kinds').filter(isOrderKind),
	changes: someOf(context, 'orderChanges', 'Order Changes'),
});

export const serverChoice = (context: IPollFunctions): ServerChoice => ({ changes: someOf(context, 'serverChanges', 'Server Changes') });

export const marketChoice = (context: IPollFunctions): MarketChoice => ({
	filters: marketFilters(context),
	isFoundAgain: isFoundAgain(context),
});

function isFoundAgain(context: IPollFunctions): boolean {
	const value: unknown = context.getNodeParameter('againWhenCheaper', false);
	if (isEmpty(value)) throw new InputError('Find Again When Cheaper', 'is empty', 'The expression found no value. Correct it, or switch it off.');
	return toBoolean('Find Again When Cheaper', value);
}

/** What an offer has to be like, also for the events that are about its price. */
export const marketFilters = (context: IPollFunctions): MarketFilters => readMarketFilters(collection(context, marketFiltersProperty), labelOf);

const labelOf = (filter: string): string => MARKET_FILTERS.find(({ property }) => property.name === filter)?.property.displayName ?? filter;

const isOrderKind = (kind: string): kind is OrderKind => Object.hasOwn(ORDER_KINDS, kind);
