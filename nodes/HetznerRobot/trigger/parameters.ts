import type { IDataObject, INodeProperties, INodePropertyOptions, IPollFunctions } from 'n8n-workflow';
import { InputError } from '../../common/http/errors';
import { isEmpty, toList, toNumber } from '../../common/operation/values';
import { EVENTS, type EventName } from './events';
import { triggerOptions, triggerProperties } from './properties';

// The parameters of the node, as the events read them. Each of these throws an InputError for one that makes no sense.

export interface SnapshotChoice {
	/** Ids; none means all Storage Boxes. */
	boxes: string[];
	kinds: string[];
}

/** Percent of each documented request limit, unless something else is chosen. */
export const DEFAULT_SHARE = 50;

export function chosenEvents(context: IPollFunctions): EventName[] {
	const chosen = listOf(context, 'events');
	const events = EVENTS.map(({ value }) => value).filter((value) => chosen.includes(value));
	if (events.length === 0) throw new InputError('Trigger On', 'is empty', 'Choose at least one event.');
	return events;
}

/** Percent of each documented request limit. */
export function chosenShare(context: IPollFunctions): number {
	const share = toNumber('Share of Request Limits (%)', collection(context, triggerOptions).budgetShare ?? DEFAULT_SHARE);
	if (share >= 1 && share <= 100) return share;
	throw new InputError('Share of Request Limits (%)', 'is not between 1 and 100 percent');
}

/**
 * Which snapshots of which Storage Boxes to look for.
 *
 * @param name the parameter with the boxes
 * @param toId an id as the API writes it
 */
export function snapshotChoice(context: IPollFunctions, name: string, toId: (name: string, id: string) => string): SnapshotChoice {
	const boxes = listOf(context, name);
	if (boxes.length === 0 && isExpression(context, name)) throw new InputError('Storage Box Names or IDs', 'resolved to nothing', NOT_ALL);
	return {
		boxes: boxes.map((id) => toId('Storage Box Names or IDs', id)),
		kinds: someOf(context, 'snapshotKinds', 'Snapshot Kinds'),
	};
}

const NOT_ALL = 'The expression found no value, which does not mean all of them. Correct it, or clear the field.';

const isExpression = (context: IPollFunctions, name: string) => String(context.getNode().parameters[name]).startsWith('=');

const listOf = (context: IPollFunctions, name: string): string[] => toList(name, context.getNodeParameter(name, []) ?? []);

export function someOf(context: IPollFunctions, name: string, displayName: string): string[] {
	const chosen = listOf(context, name);
	if (chosen.length === 0) throw new InputError(displayName, 'is empty', 'Choose at least one, or the event can never happen.');
	const possible = (triggerProperties.find((property) => property.name === name)?.options as INodePropertyOptions[]).map(({ value }) => value);
	const unknown = chosen.find((value) => !possible.includes(value));
	if (unknown !== undefined) throw new InputError(displayName, `holds "${unknown}"`, `Possible are: ${possible.join(', ')}.`);
	return chosen;
}

/** What was added to a collection holds a value: nothing would let everything through. */
export function collection(context: IPollFunctions, { name, options = [] }: INodeProperties): IDataObject {
	const given = (context.getNodeParameter(name, {}) ?? {}) as IDataObject;
	const empty = (options as INodeProperties[]).find((field) => Object.hasOwn(given, field.name) && isEmpty(given[field.name]));
	if (empty) throw new InputError(empty.displayName, 'is empty', 'It was added, so it needs a value: give it one, or remove it.');
	return given;
}
