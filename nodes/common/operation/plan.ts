import type { IDataObject, IExecuteFunctions, INodeParameters, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { pathParameters, strongest, type Effect } from '../http/endpoint';
import { InputError } from '../http/errors';
import { lockOf } from '../n8n/deduplication';
import { asMeant, choiceOf, isExpression } from './asMeant';
import { holds } from './conditions';
import { consequenceOf } from './effects';
import { optionOf } from './given';
import type { Call, Consequence, Field, Operation, Parameter, Run, Value } from './operation';
import { shapeOf, type Shape } from './outputs';
import { chosenIn, encodeByType, isEmpty, isOn, toNumber, toText, wordOf } from './values';

/** What one item asks for: read and checked, but not yet sent. */
export interface Plan extends Pick<Run, 'parameter' | 'path' | 'values' | 'timezone' | 'lock' | 'maximumWait'> {
	operation: Operation;
	call: Call;
	/** What this item does in all: the strongest of what it sends. */
	effect: Effect;
	/** What is sent after the operation's own request. */
	further: Array<NonNullable<Consequence['further']>>;
	/** Whether nothing is to be sent that changes anything. */
	isDryRun: boolean;
	/** How what comes out is put out. */
	shape: Shape;
	/** How many seconds this item may wait for long limits. */
	patience: number;
	/** How many seconds it may wait while the API is busy with an earlier change. */
	busyPatience: number;
}

/**
 * Reads the parameters of one item. Sends nothing.
 *
 * @param resolved its parameters as n8n gives them
 * @param entered the node's parameters as they were entered, expressions included
 * @throws InputError for a value that is missing or cannot be sent
 */
export function planItem(context: IExecuteFunctions, resolved: Parameter, entered: INodeParameters, operation: Operation): Plan {
	const parameter: Parameter = once((name) => {
		const property = propertyOf(operation, name, parameter);
		return property ? asMeant(property, resolved(name), entered[name]) : resolved(name);
	});
	const call = chosenCall(operation, parameter);
	const inPath = new Set(pathParameters(call.endpoint.path));
	const plan: Plan = {
		operation,
		call,
		effect: strongest([call.endpoint, ...(operation.further ?? [])].map(({ effect }) => effect)),
		further: [],
		parameter,
		path: {},
		values: { ...call.constants },
		timezone: context.getTimezone(),
		isDryRun: false,
		shape: (objects) => objects,
		lock: () => lockOf(context),
		patience: 0,
		busyPatience: 0,
		maximumWait: 0,
	};
	for (const field of [...operation.fields, ...call.fields].filter((entry) => isShown(entry, parameter))) {
		const given = parameter(field.property.name);
		if (holdsNothing(field, given) && !isBlankText(field, given) && isLeftOpen(field) && isExpression(heldBy(field, entered[field.property.name]))) throw resolvedToNothing(field);
		for (const [entry, value] of field.fields ? chosenFields(field, field.fields, given) : [[field, given] as const]) {
			if (inPath.has(entry.property.name) || isForTheJob(entry)) putIntoPath(plan, entry, value);
			else putIntoValues(plan, entry, value);
			const consequence = consequenceOf(entry, value);
			plan.effect = strongest([plan.effect, consequence?.effect ?? 'read']);
			if (consequence?.further) plan.further.push(consequence.further);
		}
	}
	plan.shape = shapeOf(operation, call, parameter);
	plan.isDryRun = isOn('dryRun', optionOf(parameter, 'dryRun'));
	plan.busyPatience = toNumber('waitWhileBusy', optionOf(parameter, 'waitWhileBusy') ?? 0);
	plan.maximumWait = toNumber('maximumWait', optionOf(parameter, 'maximumWait') ?? operation.maximumWait ?? 0);
	plan.patience = Math.max(plan.maximumWait, toNumber('waitForLimit', optionOf(parameter, 'waitForLimit') ?? 0));
	return plan;
}

/** Reads each parameter when it is first asked for, and not again. */
function once(read: Parameter): Parameter {
	const known = new Map<string, unknown>();
	return (name) => {
		if (!known.has(name)) known.set(name, read(name));
		return known.get(name);
	};
}

/** Of several with one name, as the fields of each output, the one that is shown. */
function propertyOf({ choice, fields, calls }: Operation, name: string, parameter: Parameter): INodeProperties | undefined {
	const named = [...(choice ? [choice] : []), ...fields, ...calls.flatMap((call) => call.fields)].filter(({ property }) => property.name === name);
	return (named.length > 1 ? named.find((field) => isShown(field, parameter)) : named[0])?.property;
}

/** What a field holds: of a locator, what is chosen in it. */
const heldBy = ({ property }: Field, given: unknown): unknown => (property.type === 'resourceLocator' ? chosenIn(given) : given);

const holdsNothing = (field: Field, given: unknown): boolean => isEmpty(heldBy(field, given));

function chosenCall({ choice, calls }: Operation, parameter: Parameter): Call {
	if (!choice) return calls[0] as Call;
	const { name } = choice.property;
	const chosen = wordOf(parameter(name));
	const call = calls.find(({ chosenBy }) => chosenBy === chosen);
	if (call) return call;
	throw new InputError(name, `is none of ${calls.map(({ chosenBy }) => chosenBy).join(', ')}`);
}

export const isShown = ({ showIf = {} }: Field, parameter: Parameter): boolean => holds(showIf, parameter);

/** The fields of a collection that the user added and filled in, with their values. */
function chosenFields({ property, needsOne }: Field, fields: Field[], given: unknown): Array<readonly [Field, unknown]> {
	const values = typeof given === 'object' && given !== null ? (given as IDataObject) : {};
	const added = fields.filter(({ property: { name } }) => Object.hasOwn(values, name));
	for (const field of added) checkAdded(property.name, field, values[field.property.name]);
	const chosen = added.filter((field) => field.property.required || field.whenEmpty !== undefined || !holdsNothing(field, values[field.property.name]));
	if (needsOne && chosen.length === 0) throw new InputError(property.name, 'is empty', needsOne);
	return chosen.map((field) => [field, values[field.property.name]]);
}

/** Collections whose fields protect or narrow: a field that was added and holds nothing must not count as left out. */
const STRICT = ['filters', 'options'];

function checkAdded(collection: string, field: Field, value: unknown): void {
	if (isNothing(heldBy(field, value))) throw resolvedToNothing(field);
	if (holdsNothing(field, value) && (STRICT.includes(collection) || !isBlankText(field, value))) {
		throw new InputError(field.property.name, 'is empty', 'It was added, so it needs a value: give it one, or remove it. Nothing was sent.');
	}
}

const isNothing = (value: unknown) => value === undefined || value === null;

/** A text may be left blank; a choice, a number, a switch or a list that is empty is an expression that went wrong. */
const isBlankText = ({ property }: Field, value: unknown) => property.type === 'string' && value === '';

/** Of the others, encoding says what is missing or what stands for it. */
const isLeftOpen = ({ property, needed, whenEmpty }: Field) => !property.required && !needed && whenEmpty === undefined;

const resolvedToNothing = ({ property: { name } }: Field) =>
	new InputError(name, 'resolved to nothing', 'The expression found no value. Correct it, or clear the field. Nothing was sent.');

/** A part of other paths than the operation's own. */
const isForTheJob = ({ toPath, sends }: Field): boolean => toPath !== undefined && sends === undefined;

function putIntoPath({ path, parameter }: Plan, { property: { name }, toPath }: Field, value: unknown): void {
	if (isEmpty(value)) throw new InputError(name, 'is empty');
	if (!toPath) throw new InputError(name, 'is not checked to be a part of an address');
	path[name] = toPath(value, parameter);
}

function putIntoValues({ values, parameter, timezone }: Plan, field: Field, value: unknown): void {
	const encoded = encode(field, value, parameter, timezone);
	if (encoded !== undefined && field.sends) values[field.sends] = encoded;
}

function encode(field: Field, value: unknown, parameter: Parameter, timezone: string): Value | undefined {
	const { property, needed, whenEmpty, readBy, ...own } = field;
	if (holdsNothing(field, value)) {
		if (property.required || needed) throw new InputError(property.name, 'is empty');
		return whenEmpty;
	}
	if (readBy !== undefined) return undefined;
	const toValue = own.encode ?? own.toPath;
	if (toValue) return toValue(value, parameter, timezone);
	if (property.type === 'options' && property.options) checkChoice(property, value);
	return encodeByType(property.type, property.name, value);
}

function checkChoice(property: INodeProperties, value: unknown): void {
	if (choiceOf(property, toText(property.name, value)) !== undefined) return;
	const labels = (property.options as INodePropertyOptions[]).map(({ name }) => name);
	throw new InputError(property.name, `is none of ${labels.join(', ')}`);
}
