import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { InputError } from '../../common/http/errors';
import { isEmpty, toBoolean, toNumber, toText } from '../../common/operation/values';
import { ORDER_KINDS, type OrderKind } from '../endpoints/order';
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
	filter: MarketFilter;
	/** Whether a known offer is found again when its price falls further. */
	isFoundAgain: boolean;
}

/** What an offer has to be like; what is left out does not matter. */
export interface MarketFilter extends IDataObject {
	/** Euros per month. */
	maximumPrice?: number;
	/** Whether the price is compared with VAT. */
	gross?: boolean;
	/** GB. */
	minimumMemory?: number;
	minimumDrives?: number;
	/** GB. */
	minimumDriveSize?: number;
	/** A part of the CPU's name, in lower case. */
	cpu?: string;
	minimumBenchmark?: number;
	/** A data centre, or a location in front of it, in lower case. */
	dataCenter?: string;
	hourly?: boolean;
	/** A part of what Robot only says in words, in lower case. */
	description?: string;
}

export const orderChoice = (context: IPollFunctions): OrderChoice => ({
	kinds: someOf(context, 'orderKinds', 'Order Kinds').filter(isOrderKind),
	changes: someOf(context, 'orderChanges', 'Order Changes'),
});

export const serverChoice = (context: IPollFunctions): ServerChoice => ({ changes: someOf(context, 'serverChanges', 'Server Changes') });

export const marketChoice = (context: IPollFunctions): MarketChoice => ({
	filter: marketFilter(collection(context, 'marketFilters')),
	isFoundAgain: isFoundAgain(context),
});

function isFoundAgain(context: IPollFunctions): boolean {
	const value: unknown = context.getNodeParameter('againWhenCheaper', false);
	if (isEmpty(value)) throw new InputError('Find Again When Cheaper', 'is empty', 'The expression found no value. Correct it, or switch it off.');
	return toBoolean('Find Again When Cheaper', value);
}

function marketFilter(given: IDataObject): MarketFilter {
	const number = (name: string) => (isEmpty(given[name]) ? undefined : toNumber(name, given[name]));
	const text = (name: string) => (isEmpty(given[name]) ? undefined : toText(name, given[name]).trim().toLowerCase());
	return {
		maximumPrice: number('maximumPrice'),
		gross: given.priceKind === 'gross' ? true : undefined,
		minimumMemory: number('minimumMemory'),
		minimumDrives: number('minimumDrives'),
		minimumDriveSize: number('minimumDriveSize'),
		cpu: text('cpu'),
		minimumBenchmark: number('minimumBenchmark'),
		dataCenter: text('dataCenter'),
		description: text('description'),
		hourly: isEmpty(given.hourly) ? undefined : toBoolean('hourly', given.hourly),
	};
}

const isOrderKind = (kind: string): kind is OrderKind => Object.hasOwn(ORDER_KINDS, kind);
