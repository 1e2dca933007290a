import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import type { Effect } from '../http/endpoint';
import { effectOf } from './effects';
import type { Operation, Resource } from './operation';

/**
 * What the model of an AI agent is told of the node as a tool, one text for each operation: beside it, it knows the node's
 * name and the fields that are left to it. n8n takes a property of this name instead of its own.
 */
export const toolDescriptions = (resources: Resource[]): INodeProperties[] => [
	automatic,
	...resources.flatMap((resource) => resource.operations.map((operation) => toolDescription(resource, operation))),
];

/** Versions of n8n that do not know `@tool` show none of the texts: there the model is told the action, as n8n does by itself. */
const automatic: INodeProperties = {
	displayName: 'Tool Description',
	name: 'descriptionType',
	type: 'hidden',
	default: 'auto',
	displayOptions: { hide: { '@tool': [true, false] } },
};

const toolDescription = ({ value }: Resource, operation: Operation): INodeProperties => ({
	displayName: 'Tool Description',
	name: 'toolDescription',
	type: 'string',
	typeOptions: { rows: 4 },
	default: toolText(operation),
	displayOptions: { show: { '@tool': [true], resource: [value], operation: [operation.value] } } as IDisplayOptions,
});

/** What the operation does, and what it means to call it. */
const toolText = (operation: Operation): string => `${operation.description.replace(/\.$/, '')}. ${MEANING[effectOf(operation)]}`;

const ASK = 'Ask the user first, naming what it is done to.';

const MEANING: Record<Effect, string> = {
	read: 'Only reads.',
	change: 'Changes settings: call it only for what the user has asked for.',
	interrupt: `MAY INTERRUPT what is in use, or lock people out. ${ASK}`,
	destroy: `CANNOT BE UNDONE. ${ASK}`,
	buy: `COSTS MONEY, cannot be undone. ${ASK}`,
};
