import type { INodeProperties } from 'n8n-workflow';
import { isStronger, type Effect } from '../http/endpoint';
import { ALLOW_IN_AGENTS, MOST_OF_TOOLS } from '../n8n/agents';
import { effectOf, ownEffectOf } from './effects';
import type { Operation, Warning } from './operation';

/** Versions of n8n that do not know `@tool` show none of the texts: there the model is told the action, as n8n does by itself. */
export const automaticDescription: INodeProperties = {
	displayName: 'Tool Description',
	name: 'descriptionType',
	type: 'hidden',
	default: 'auto',
	displayOptions: { hide: { '@tool': [true, false] } },
};

/** In which nodes a tool's description is shown. */
export const IN_TOOLS = { '@tool': [true] };

/**
 * What the model of an AI agent is told of the node as a tool, one text for each operation: beside it, it knows the node's
 * name and the fields that are left to it. n8n takes a property of this name instead of its own.
 */
export const toolDescription = (operation: Operation): INodeProperties => ({
	displayName: 'Tool Description',
	name: 'toolDescription',
	type: 'string',
	typeOptions: { rows: 4 },
	default: toolText(operation),
});

/** What the operation does, what it destroys, interrupts or costs, and whether to ask before. */
function toolText(operation: Operation): string {
	const { description, warnings = [] } = operation;
	return [`${description.replace(/\.$/, '')}.`, ...warnings.map(inCapitals), MEANING[effectOf(operation)], ...refusedUnless(operation)].join(' ');
}

const inCapitals = ({ what, how, showIf }: Warning) => `${showIf ? 'Depending on its fields: ' : ''}${what.toUpperCase()}: ${how}.`;

/** Whether it is allowed is decided where the tool is built. */
function refusedUnless(operation: Operation): string[] {
	if (!isStronger(effectOf(operation), MOST_OF_TOOLS)) return [];
	const what = isStronger(ownEffectOf(operation), MOST_OF_TOOLS) ? 'Refused' : 'What goes so far is refused';
	return [`${what} unless ${ALLOW_IN_AGENTS} is on in this tool.`];
}

const ASK = 'Ask the user first, naming what it is done to.';

const MEANING: Record<Effect, string> = {
	read: 'Only reads.',
	change: 'Changes settings: call it only for what the user has asked for.',
	interrupt: ASK,
	destroy: `What is lost stays lost. ${ASK}`,
	buy: `It cannot be taken back. ${ASK}`,
};
