import type { IDataObject, INodeProperties, IPollFunctions } from 'n8n-workflow';
import { InputError } from '../../common/http/errors';
import { isEmpty, toBoolean, toList, toNumber, toText } from '../../common/operation/values';
import { ORDER_KINDS, type OrderKind } from '../endpoints/order';
import { toNumericId } from '../robot/pathValues';
import { EVENTS, type EventName } from './events';
import { triggerProperties } from './properties';

/** What a person wants to hear about: the parameters of the node, read and checked. */
export interface Choice {
	events: EventName[];
	orderKinds: OrderKind[];
	orderChanges: string[];
	/** Ids; none means all Storage Boxes. */
	storageBoxes: string[];
	snapshotKinds: string[];
	serverChanges: string[];
	market: MarketFilter;
	/** Percent of each documented request limit. */
	share: number;
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
}

const DEFAULT_SHARE = 50;

/**
 * Reads the parameters.
 *
 * @throws InputError for one that makes no sense
 */
export function readChoice(context: IPollFunctions): Choice {
	const chosen = (name: string) => toList(name, context.getNodeParameter(name, []) ?? []);
	const boxes = chosen('storageBoxIds');
	if (boxes.length === 0 && isExpression(context, 'storageBoxIds')) throw new InputError('Storage Box Names or IDs', 'resolved to nothing', NOT_ALL);
	const events = EVENTS.map(({ value }) => value).filter((value) => chosen('events').includes(value));
	if (events.length === 0) throw new InputError('Trigger On', 'is empty', 'Choose at least one event.');
	const several = (event: EventName, name: string, displayName: string) => {
		if (events.includes(event) && chosen(name).length === 0) throw new InputError(displayName, 'is empty', 'Choose at least one, or the event can never happen.');
		return chosen(name);
	};
	return {
		events,
		orderKinds: several('orderTransactionUpdated', 'orderKinds', 'Order Kinds').filter(isOrderKind),
		orderChanges: several('orderTransactionUpdated', 'orderChanges', 'Order Changes'),
		storageBoxes: boxes.map((id) => toNumericId('Storage Box Names or IDs', id)),
		snapshotKinds: several('snapshotCompleted', 'snapshotKinds', 'Snapshot Kinds'),
		serverChanges: several('serverChanged', 'serverChanges', 'Server Changes'),
		market: marketFilter(context.getNodeParameter('marketFilters', {}) as IDataObject),
		share: shareOf(context.getNodeParameter('options', {}) as IDataObject),
	};
}

const NOT_ALL = 'The expression found no value, which does not mean all of them. Correct it, or clear the field.';

const isExpression = (context: IPollFunctions, name: string) => String(context.getNode().parameters[name]).startsWith('=');

function shareOf(options: IDataObject): number {
	checkAdded('options', options);
	const share = toNumber('Share of Request Limits', options.budgetShare ?? DEFAULT_SHARE);
	if (share >= 1 && share <= 100) return share;
	throw new InputError('Share of Request Limits', 'is not between 1 and 100 percent');
}

/** What was added to a collection holds a value: nothing would let everything through. */
function checkAdded(collection: 'marketFilters' | 'options', given: IDataObject): void {
	const fields = (triggerProperties.find(({ name }) => name === collection)?.options ?? []) as INodeProperties[];
	const empty = fields.find(({ name }) => Object.hasOwn(given, name) && isEmpty(given[name]));
	if (empty) throw new InputError(empty.displayName, 'is empty', 'It was added, so it needs a value: give it one, or remove it.');
}

function marketFilter(given: IDataObject): MarketFilter {
	checkAdded('marketFilters', given);
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
		hourly: isEmpty(given.hourly) ? undefined : toBoolean('hourly', given.hourly),
	};
}

const isOrderKind = (kind: string): kind is OrderKind => Object.hasOwn(ORDER_KINDS, kind);
