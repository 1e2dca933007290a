import type { IDataObject, INodeProperties, INodePropertyOptions, IPollFunctions } from 'n8n-workflow';
import { InputError } from '../../common/http/errors';
import { isEmpty, toBoolean, toList, toNumber, toText } from '../../common/operation/values';
import { ORDER_KINDS, type OrderKind } from '../endpoints/order';
import { toNumericId } from '../robot/pathValues';
import { EVENTS, type EventName } from './events';
import { triggerProperties } from './properties';

// What a person wants to hear about: the parameters of the node, read and checked, for each event by itself. Each of
// these throws an InputError for a parameter that makes no sense.

export interface OrderChoice {
	kinds: OrderKind[];
	changes: string[];
}

export interface ServerChoice {
	changes: string[];
}

export interface SnapshotChoice {
	/** Ids; none means all Storage Boxes. */
	boxes: string[];
	kinds: string[];
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
}

const DEFAULT_SHARE = 50;

export function chosenEvents(context: IPollFunctions): EventName[] {
	const chosen = listOf(context, 'events');
	const events = EVENTS.map(({ value }) => value).filter((value) => chosen.includes(value));
	if (events.length === 0) throw new InputError('Trigger On', 'is empty', 'Choose at least one event.');
	return events;
}

/** Percent of each documented request limit. */
export function chosenShare(context: IPollFunctions): number {
	const share = toNumber('Share of Request Limits', collection(context, 'options').budgetShare ?? DEFAULT_SHARE);
	if (share >= 1 && share <= 100) return share;
	throw new InputError('Share of Request Limits', 'is not between 1 and 100 percent');
}

export const orderChoice = (context: IPollFunctions): OrderChoice => ({
	kinds: someOf(context, 'orderKinds', 'Order Kinds').filter(isOrderKind),
	changes: someOf(context, 'orderChanges', 'Order Changes'),
});

export const serverChoice = (context: IPollFunctions): ServerChoice => ({ changes: someOf(context, 'serverChanges', 'Server Changes') });

export function snapshotChoice(context: IPollFunctions): SnapshotChoice {
	const boxes = listOf(context, 'storageBoxIds');
	if (boxes.length === 0 && isExpression(context, 'storageBoxIds')) throw new InputError('Storage Box Names or IDs', 'resolved to nothing', NOT_ALL);
	return {
		boxes: boxes.map((id) => toNumericId('Storage Box Names or IDs', id)),
		kinds: someOf(context, 'snapshotKinds', 'Snapshot Kinds'),
	};
}

export const marketChoice = (context: IPollFunctions): MarketChoice => ({
	filter: marketFilter(collection(context, 'marketFilters')),
	isFoundAgain: isFoundAgain(context),
});

function isFoundAgain(context: IPollFunctions): boolean {
	const value: unknown = context.getNodeParameter('againWhenCheaper', false);
	if (isEmpty(value)) throw new InputError('Find Again When Cheaper', 'is empty', 'The expression found no value. Correct it, or switch it off.');
	return toBoolean('Find Again When Cheaper', value);
}

const NOT_ALL = 'The expression found no value, which does not mean all of them. Correct it, or clear the field.';

const isExpression = (context: IPollFunctions, name: string) => String(context.getNode().parameters[name]).startsWith('=');

const listOf = (context: IPollFunctions, name: string): string[] => toList(name, context.getNodeParameter(name, []) ?? []);

function someOf(context: IPollFunctions, name: string, displayName: string): string[] {
	const chosen = listOf(context, name);
	if (chosen.length === 0) throw new InputError(displayName, 'is empty', 'Choose at least one, or the event can never happen.');
	const possible = (triggerProperties.find((property) => property.name === name)?.options as INodePropertyOptions[]).map(({ value }) => value);
	const unknown = chosen.find((value) => !possible.includes(value));
	if (unknown !== undefined) throw new InputError(displayName, `holds "${unknown}"`, `Possible are: ${possible.join(', ')}.`);
	return chosen;
}

/** What was added to a collection holds a value: nothing would let everything through. */
function collection(context: IPollFunctions, name: 'marketFilters' | 'options'): IDataObject {
	const given = (context.getNodeParameter(name, {}) ?? {}) as IDataObject;
	const fields = (triggerProperties.find((property) => property.name === name)?.options ?? []) as INodeProperties[];
	const empty = fields.find((field) => Object.hasOwn(given, field.name) && isEmpty(given[field.name]));
	if (empty) throw new InputError(empty.displayName, 'is empty', 'It was added, so it needs a value: give it one, or remove it.');
	return given;
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
		hourly: isEmpty(given.hourly) ? undefined : toBoolean('hourly', given.hourly),
	};
}

const isOrderKind = (kind: string): kind is OrderKind => Object.hasOwn(ORDER_KINDS, kind);
