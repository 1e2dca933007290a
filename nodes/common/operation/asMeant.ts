import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { InputError } from '../http/errors';
import { isRecord } from '../http/json';
import { isEmpty, toEntries, wordOf } from './values';

/**
 * The value of a parameter as it was meant: clicks give it as it is, expressions and the models of AI agents give choices
 * by their labels, and nothing in many words.
 *
 * @param entered as it stands in the node, expressions included
 * @throws InputError where a model has filled in nothing
 */
export function asMeant(property: INodeProperties, value: unknown, entered: unknown): unknown {
	if (isFromModel(entered)) checkFilledIn(property.name, value);
	if (property.type === 'resourceLocator') return locatorAsMeant(property, value, entered);
	if (property.type === 'collection') return eachOf(property.options as INodeProperties[], value, entered);
	if (property.type === 'fixedCollection') return rowsAsMeant(property, value, entered);
	if (property.type === 'multiOptions') return choicesAsMeant(property, value);
	return property.type === 'options' ? (choiceOf(property, value) ?? value) : value;
}

/** Each of several choices; what is none of them is told by whoever reads it. */
const choicesAsMeant = (property: INodeProperties, value: unknown): unknown =>
	isEmpty(value) ? value : toEntries(property.name, value).map((entry) => choiceOf(property, entry) ?? entry);

export const isExpression = (entered: unknown): boolean => typeof entered === 'string' && entered.startsWith('=');

/** n8n understands it in any spelling. */
const isFromModel = (entered: unknown): boolean => isExpression(entered) && /\$fromai\s*\(/i.test(entered as string);

/** How models say nothing: every field of a tool is required of them. */
const NOTHING_IN_WORDS = /^(null|none|nil|undefined|nan|n\/a|\{\}|\[\]|""|'')$/i;

function checkFilledIn(name: string, value: unknown, label?: string): void {
	const isNothing = value === undefined || value === null || (typeof value === 'string' ? NOTHING_IN_WORDS.test(value.trim()) : isRecord(value) && Object.keys(value).length === 0);
	if (!isNothing) return;
	const given = value === undefined || value === null ? '' : `: ${typeof value === 'string' ? value.trim() : '{}'}`;
	throw new InputError(
		name,
		`${label === undefined ? '' : `: ${label} `}was given no value${given}`,
		'Give it a value, or an empty text where nothing is meant. Nothing was sent.',
	);
}

/** A model does not know in which mode it was asked: a name, a number or an address, each is found. An ID or a number stays one. */
function locatorAsMeant({ name }: INodeProperties, value: unknown, entered: unknown): unknown {
	if (!isRecord(value) || !isRecord(entered) || !isFromModel(entered.value)) return value;
	checkFilledIn(name, value.value);
	return ['id', 'number'].includes(wordOf(value.mode)) && /^\s*\d+\s*$/.test(wordOf(value.value)) ? value : value.value;
}

const within = (entered: unknown, key: string | number): unknown => (typeof entered === 'object' && entered !== null ? (entered as Record<string, unknown>)[key] : undefined);

/** The fields of a collection. */
function eachOf(properties: INodeProperties[], value: unknown, entered: unknown): unknown {
	if (!isRecord(value)) return value;
	const understood = ([key, inner]: [string, unknown]) => {
		const property = properties.find(({ name }) => name === key);
		return [key, property ? asMeant(property, inner, within(entered, key)) : inner];
	};
	return Object.fromEntries(Object.entries(value).map(understood));
}

/** Rows, by the names of their groups. */
function rowsAsMeant({ name, options }: INodeProperties, value: unknown, entered: unknown): unknown {
	if (!isRecord(value)) return value;
	const groups = Object.entries(value).map(([group, rows]) => {
		const properties = (options as INodePropertyCollection[]).find((each) => each.name === group)?.values ?? [];
		const row = (given: unknown, index: number) => (isRecord(given) ? rowAsMeant(name, properties, given, within(within(entered, group), index)) : given);
		if (isRecord(rows)) return [group, rowAsMeant(name, properties, rows, within(entered, group))];
		return [group, Array.isArray(rows) ? rows.map(row) : rows];
	});
	return Object.fromEntries(groups);
}

/** In a row a field that is left blank matches everything: so a blank that an expression has found is none. */
function rowAsMeant(rows: string, properties: INodeProperties[], row: Record<string, unknown>, entered: unknown): unknown {
	const understood = Object.entries(row).map(([key, value]) => {
		const property = properties.find(({ name }) => name === key);
		const given = within(entered, key);
		if (isFromModel(given)) checkFilledIn(rows, value, property?.displayName ?? key);
		if (value === '' && isExpression(given)) return [key, undefined];
		return [key, property?.type === 'options' ? (choiceOf(property, value) ?? value) : value];
	});
	return Object.fromEntries(understood);
}

/** Of fewer letters nobody knows what they begin. */
const SHORTEST_PART = 3;

/** What a choice was made of: its value, its label, or words that begin those of one label only; `undefined` for none. */
export function choiceOf({ options = [] }: Pick<INodeProperties, 'options'>, value: unknown): INodePropertyOptions['value'] | undefined {
	const choices = options as INodePropertyOptions[];
	const word = wordOf(value ?? {});
	const exact = choices.find((choice) => choice.value === value || (word !== '' && String(choice.value).toLowerCase() === word.trim().toLowerCase()));
	if (exact) return exact.value;
	const words = wordsOf(word);
	const labelled = choices.filter(({ name }) => words.length > 0 && wordsOf(name).join(' ') === words.join(' '));
	const begun = labelled.length > 0 ? labelled : choices.filter(({ name }) => words.length > 0 && words.every((each) => begins(name, each)));
	return begun.length === 1 ? begun[0]?.value : undefined;
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

const begins = (label: string, word: string): boolean => word.length >= SHORTEST_PART && wordsOf(label).some((each) => each.startsWith(word));
