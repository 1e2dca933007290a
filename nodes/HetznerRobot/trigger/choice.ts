import type { IPollFunctions } from 'n8n-workflow';
import { InputError } from '../../common/http/errors';
import { isEmpty, toBoolean, toInteger, toNumber } from '../../common/operation/values';
import { ORDER_KINDS, type OrderKind } from '../endpoints/order';
import { toDirection } from '../jobs/trafficReport';
import { marketFilters as MARKET_FILTERS } from '../resources/fields/marketFilters';
import { readMarketFilters, type MarketFilters } from '../robot/marketFilters';
import type { Direction } from '../robot/trafficDays';
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

/** What the traffic of a server may come to. */
export interface TrafficLimit {
	measure: 'perDay' | 'quotaShare';
	/** GB, or percent of the quota. */
	level: number;
	counts: Direction;
}

export interface TrafficChoice {
	limit: TrafficLimit;
	timezone: string;
}

export interface DateChoice {
	kinds: string[];
	daysBefore: number;
	timezone: string;
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

export function trafficChoice(context: IPollFunctions): TrafficChoice {
	const measure: unknown = context.getNodeParameter('trafficMeasure', 'quotaShare');
	if (measure !== 'perDay' && measure !== 'quotaShare') throw new InputError('Traffic Limit', 'is none of perDay, quotaShare');
	const [name, parameter, usual] = measure === 'perDay' ? ['GB per Day', 'trafficPerDay', 500] : ['Share of Quota (%)', 'trafficShare', 80];
	const level = toNumber(name, context.getNodeParameter(parameter, usual));
	if (level <= 0) throw new InputError(name, 'is not more than 0');
	return { limit: { measure, level, counts: toDirection('Counted Traffic', context.getNodeParameter('countedTraffic', 'sum')) }, timezone: context.getTimezone() };
}

export const dateChoice = (context: IPollFunctions): DateChoice => ({
	kinds: someOf(context, 'serverDates', 'Server Dates').sort(),
	daysBefore: toInteger('Days Before', context.getNodeParameter('daysBefore', 7), 0, 365),
	timezone: context.getTimezone(),
});

/** What an offer has to be like, also for the events that are about its price. */
export const marketFilters = (context: IPollFunctions): MarketFilters => readMarketFilters(collection(context, marketFiltersProperty), labelOf);

const labelOf = (filter: string): string => MARKET_FILTERS.find(({ property }) => property.name === filter)?.property.displayName ?? filter;

const isOrderKind = (kind: string): kind is OrderKind => Object.hasOwn(ORDER_KINDS, kind);
