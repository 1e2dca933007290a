import type { INodePropertyOptions } from 'n8n-workflow';
import { ApiError, refusalInWords, type ApiErrorDetails } from '../http/errors';
import type { Field, Value } from './operation';
import { isShown, type Plan } from './plan';

/** As much as a person reads. */
const LONGEST_VALUE = 60;
const MOST_CHOICES = 12;

/**
 * A refusal as the person at the editor understands it: inputs with their labels, the value that was sent and what the
 * field takes, and where it is about the chosen thing, its name.
 */
export function inEditorsWords(error: unknown, plan: Plan): unknown {
	if (!(error instanceof ApiError) || error.details.words === undefined) return error;
	const { words, code, missing = [], invalid = [] } = error.details;
	const label = (input: string) => labelOf(plan, input, '');
	const labelWithValue = (input: string) => labelOf(plan, input, valueInWords(plan.values[nameOf(input)]));
	const refusal = refusalInWords(words, code, missing.map(label), invalid.map(labelWithValue));
	const thing = ABOUT_THE_THING.includes(error.details.status ?? 0) ? chosenThing(plan) : '';
	return new ApiError(thing === '' || isNamed(thing, refusal) ? refusal : `${thing}: ${refusal}`, whereItMayWait(error.details, plan));
}

/** What is refused for now is sent again for as long as an option says, where the operation has it. */
const whereItMayWait = (details: ApiErrorDetails, { operation }: Plan): ApiErrorDetails =>
	details.isForNow && operation.maximumWait !== undefined
		? { ...details, advice: `${details.advice ?? ''} With a longer Maximum Wait the node waits longer for that.`.trim() }
		: details;

/** "Server with id 999 not found" has said already which one. */
function isNamed(thing: string, refusal: string): boolean {
	const [number] = /\d+/.exec(thing) ?? [];
	return number !== undefined && new RegExp(`\\b${number}\\b`).test(refusal);
}

/** It is not there, or its state is in the way. */
const ABOUT_THE_THING = [404, 409];

function chosenThing({ operation, path, parameter }: Plan): string {
	const field = operation.fields.find(({ property: { name }, inWords }) => inWords !== undefined && Object.hasOwn(path, name));
	return field?.inWords?.(parameter(field.property.name)) ?? '';
}

/** `authorized_key[]` and `rules[input][0][name]` are parts of an input. */
const nameOf = (input: string): string => input.replace(/\[.*$/s, '');

/** What the API calls an input, as the editor calls it; a name that is none of the operation's inputs stays. */
function labelOf(plan: Plan, input: string, value: string): string {
	const field = fieldOf(plan, nameOf(input));
	if (!field) return input;
	const { property } = field;
	const takes = inWords(field);
	return `${property.displayName}${property.typeOptions?.password ? '' : value}${takes && ` (${takes})`}`;
}

/** Of two fields that send the same, a switch and the value beside it, the later one. */
function fieldOf({ operation, call, parameter }: Plan, name: string): Field | undefined {
	const fields = [...operation.fields, ...call.fields].flatMap((field) => [field, ...(field.fields ?? [])]);
	return fields.filter((field) => field.sends === name && isShown(field, parameter)).pop();
}

/** ` "5000"`; nothing for what a person has not entered as a value. */
function valueInWords(value: Value | undefined): string {
	const entries = Array.isArray(value) ? value : [value];
	if (!entries.every((entry) => typeof entry === 'string' || typeof entry === 'number' || typeof entry === 'boolean')) return '';
	const text = entries.join(', ');
	return ` "${text.slice(0, LONGEST_VALUE)}${text.length > LONGEST_VALUE ? '…' : ''}"`;
}

/** What a field takes, as far as the editor knows: a range, choices, or an example. */
function inWords({ property: { typeOptions, type, options = [], placeholder = '' } }: Field): string {
	const { minValue, maxValue } = typeOptions ?? {};
	if (minValue !== undefined && maxValue !== undefined) return `takes ${minValue} to ${maxValue}`;
	if (minValue !== undefined) return `takes ${minValue} or more`;
	const choices = type === 'options' ? (options as INodePropertyOptions[]) : [];
	if (choices.length === 0) return placeholder;
	return `takes ${choices
		.slice(0, MOST_CHOICES)
		.map(({ name }) => name)
		.join(', ')}`;
}
