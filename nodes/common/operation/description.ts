import type { IDisplayOptions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { isStronger } from '../http/endpoint';
import { allowInAgents, MOST_OF_TOOLS } from '../n8n/agents';
import { effectOf } from './effects';
import { isOptions, type Call, type Field, type Operation, type Resource, type Warning } from './operation';
import { allOf, both, canBeOne, conditionsWithin, inOneList, type Operations, type Shown, type Use } from './sharing';
import { subtitleOf } from './subtitle';
import { automaticDescription, IN_TOOLS, toolDescription } from './toolDescription';
import { alphabetically } from './alphabet';

/** What the editor shows of the resources: the parameters, the subtitle, and the names of the methods that fill lists. */
export function descriptionOf(resources: Resource[], first: string) {
	const properties = propertiesOf(resources, first);
	return { properties, subtitle: subtitleOf(resources), lists: methodsNamedIn(properties, 'searchListMethod') };
}

/** The methods of the node by which parameters ask for what is to choose, wherever they name them. */
export const methodsNamedIn = (properties: INodeProperties[], by: 'searchListMethod' | 'loadOptionsMethod'): string[] => [
	...new Set([...JSON.stringify(properties).matchAll(new RegExp(`"${by}":"(\\w+)"`, 'g'))].map(([, name]) => name as string)),
];

/**
 * Derives the node's parameters from the resources.
 *
 * @param first the resource that a new node begins with
 */
export function propertiesOf(resources: Resource[], first: string): INodeProperties[] {
	return [resourceProperty(resources, first), ...resources.map(operationProperty), ...toolDescriptions(resources), ...fieldProperties(resources), ...optionsProperties(resources)];
}

function resourceProperty(resources: Resource[], first: string): INodeProperties {
	return {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: resources.map(({ name, value }) => ({ name, value })),
		default: first,
	};
}

function operationProperty({ value, operations }: Resource): INodeProperties {
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [value] } },
		options: operations.map(operationOption),
		default: defaultOperation(operations),
	};
}

/** Reading comes first: nothing is changed by a node that was just added. */
const defaultOperation = (operations: Operation[]): string =>
	(['getAll', 'get'].find((value) => operations.some((operation) => operation.value === value)) ?? operations[0]?.value) as string;

const operationOption = ({ name, value, action, description }: Operation): INodePropertyOptions => ({ name, value, action, description });

function toolDescriptions(resources: Resource[]): INodeProperties[] {
	const texts = inOneList(resources, (operation) => [looking({ property: toolDescription(operation), showIf: IN_TOOLS })]);
	return [automaticDescription, ...texts.map(shownWithin(allOf(resources)))];
}

/** The options of all operations in one collection: each time one stands there n8n loads them. */
function optionsProperties(resources: Resource[]): INodeProperties[] {
	const optionsOfIt = ({ fields }: Operation) => fields.filter(isOptions);
	const all = allOf(resources);
	const inside = inOneList(resources, (operation) => optionsOfIt(operation).flatMap(({ fields = [] }) => fields.map(lookingWithin)));
	const options = inAlphabet(inside).map(shownWithin(all, '/'));
	const collections = inOneList(resources, (operation) => optionsOfIt(operation).map(({ property }) => looking({ property: { ...property, options: [] } })));
	return collections.map(shownWithin(all)).map((property) => ({ ...property, options }));
}

/** A field of the collection asks for what stands beside the collection. */
const lookingWithin = ({ property, showIf }: Field): ShownProperty =>
	looking({ property, showIf: showIf && Object.fromEntries(Object.entries(showIf).map(([name, values]) => [`/${name}`, values])) });

/** What is shown of an operation, and when. */
interface ShownProperty extends Shown {
	property: INodeProperties;
	showIf: Warning['showIf'];
	/** The fields of a collection that operations share in which they are not all the same. */
	inside?: Array<Use<ShownProperty>>;
}

function fieldProperties(resources: Resource[]): INodeProperties[] {
	const shown = shownWithin(allOf(resources));
	return inOneList(resources, shownFields, { kindOf: kindOfCollection, unite: (one, other) => united(shown, one, other) }).map(shown);
}

type ToProperty = (use: Use<ShownProperty>) => INodeProperties;

/** One collection for two that have fields in common, where that is less: each field in it has conditions of its own then. */
function united(shown: ToProperty, one: Use<ShownProperty>, other: Use<ShownProperty>): Use<ShownProperty> | undefined {
	const shownBy = both(one.shownBy, other.shownBy);
	const inside = [...insideOf(one)];
	const others = insideOf(other);
	if (!others.some(({ looks }) => inside.some((field) => field.looks === looks))) return undefined;
	for (const field of others) {
		const place = inside.findIndex(({ looks }) => looks === field.looks);
		const known = inside[place];
		if (known) inside[place] = { ...known, shownBy: both(known.shownBy, field.shownBy) };
		else if (inside.every(({ property }) => property.name !== field.property.name || beginsAs(property) === beginsAs(field.property))) inside.push(field);
		else return undefined;
	}
	if (!inside.every((field) => canBeOne(shownBy, field.shownBy))) return undefined;
	const joined = { ...one, shownBy, inside: inAlphabet(inside) };
	const sizeOf = (use: Use<ShownProperty>) => JSON.stringify(shown(use)).length;
	return sizeOf(joined) < sizeOf(one) + sizeOf(other) ? joined : undefined;
}

/** What n8n takes from the first field of a name when one is added to a collection, whichever is shown. */
const beginsAs = ({ type, default: value, typeOptions }: INodeProperties) => JSON.stringify([type, value, typeOptions]);

/** Collections that differ in their fields only. */
const kindOfCollection = ({ property, showIf }: ShownProperty) => (property.type === 'collection' ? JSON.stringify([{ ...property, options: [] }, showIf]) : undefined);

const insideOf = ({ inside, property: { options = [] }, shownBy }: Use<ShownProperty>): Array<Use<ShownProperty>> =>
	inside ?? (options as INodeProperties[]).map((property) => ({ ...looking({ property }), shownBy }));

const inAlphabet = (uses: Array<Use<ShownProperty>>) => [...uses].sort((a, b) => alphabetically(a.property.displayName, b.property.displayName));

/**
 * Makes properties that n8n shows in the operations that have them, and in no other.
 *
 * @param all the operations of which their conditions tell them
 */
function shownWithin(all: Operations, root: '' | '/' = ''): ToProperty {
	const conditionsFor = conditionsWithin(all, root);
	return ({ property, showIf, shownBy, inside }) => {
		const show = { ...conditionsFor(shownBy), ...showIf };
		const displayOptions = { ...property.displayOptions, ...(Object.keys(show).length > 0 ? { show } : {}) } as IDisplayOptions;
		return {
			...property,
			...(inside ? { options: inside.map(shownWithin(shownBy, '/')) } : {}),
			...(Object.keys(displayOptions).length > 0 ? { displayOptions } : {}),
		};
	};
}

/** Before n8n 2 a node is not loaded that asks for a field of a collection, `updateFields.vlan`, without saying where it begins. */
const fromRoot = (showIf: NonNullable<Warning['showIf']>): Warning['showIf'] =>
	Object.fromEntries(Object.entries(showIf).map(([name, values]) => [name.includes('.') ? `/${name}` : name, values]));

function looking({ property, showIf: own }: Pick<ShownProperty, 'property'> & Pick<Warning, 'showIf'>, more: Warning['showIf'] = undefined): ShownProperty {
	const showIf = more || own ? fromRoot({ ...own, ...more }) : undefined;
	return { property, showIf, looks: JSON.stringify([property, showIf]) };
}

/** What stands behind the fields of its own, in this order, as in n8n's own nodes. */
const LAST = ['returnAll', 'limit', 'sort', 'output', 'fields', 'filters'];

/** All fields of an operation with the condition that shows each: what warns in any case first, then what an agent needs, then the choice of the call. */
function shownFields(operation: Operation): ShownProperty[] {
	const { choice, calls, fields, warnings = [] } = operation;
	const whenChosen = ({ chosenBy }: Call) => (choice && chosenBy !== undefined ? { [choice.property.name]: [chosenBy] } : undefined);
	const always = warnings.filter(({ showIf }) => !showIf);
	const below = ({ property }: Field) => warnings.filter(({ showIf = {} }) => Object.keys(showIf)[0]?.split('.')[0] === property.name);
	const common = [...(choice ? [choice] : []), ...fields.filter((field) => !isOptions(field))].flatMap((field) => [field, ...below(field)]);
	const own = calls.flatMap((call) => call.fields.map((field) => looking(field, whenChosen(call))));
	const needsLeave = isStronger(effectOf(operation), MOST_OF_TOOLS) ? [{ property: allowInAgents }] : [];
	const all = [...[...always, ...needsLeave, ...common].map((each) => looking(each)), ...own];
	const place = ({ property }: ShownProperty) => LAST.indexOf(property.name);
	return all.sort((a, b) => place(a) - place(b));
}
