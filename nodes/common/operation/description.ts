import type { IDisplayOptions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { isStronger } from '../http/endpoint';
import { allowInAgents, MOST_OF_TOOLS } from '../n8n/agents';
import { effectOf } from './effects';
import { isOptions, type Call, type Field, type Operation, type Resource, type Warning } from './operation';
import { toolDescriptions } from './toolDescription';
import { alphabetically } from './alphabet';

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

/** The options of all operations in one collection: each stands in it once, where the operations allow it, and not once for every operation. */
function optionsProperties(resources: Resource[]): INodeProperties[] {
	const optionsOfIt = ({ fields }: Operation) => fields.filter(isOptions);
	const options = sharedOf(resources, (operation) => optionsOfIt(operation).flatMap(({ fields = [] }) => fields))
		.map((use) => (isEverywhere(resources, use) ? use.property : { ...use.property, displayOptions: { show: shownAt('/', use) } }))
		.sort((a, b) => alphabetically(a.displayName, b.displayName));
	const collections = sharedOf(resources, (operation) => optionsOfIt(operation).map(({ property }) => ({ property: { ...property, options: [] } })));
	return collections.map((use) => ({ ...use.property, options, ...(isEverywhere(resources, use) ? {} : { displayOptions: { show: shownAt('', use) } }) }));
}

/** What operations have in common, with the operations that have it. */
function sharedOf(resources: Resource[], itemsOf: (operation: Operation) => Array<Pick<Field, 'property'>>): Use[] {
	const all: Use[] = [];
	for (const resource of resources)
		for (const use of usesOf(resource, (operation) => itemsOf(operation).map((item) => looking(item)))) {
			if (shareIn(all, use) < 0) all.push(use);
		}
	return all;
}

const isEverywhere = (resources: Resource[], { operations }: Use): boolean => resources.every((resource) => operations.get(resource)?.length === resource.operations.length);

const shownAt = (root: '' | '/', { operations }: Pick<Use, 'operations'>) => ({
	[`${root}resource`]: [...operations.keys()].map(({ value }) => value),
	[`${root}operation`]: [...new Set([...operations.values()].flat())],
});

/** What is shown of an operation, and when. */
interface Shown {
	property: INodeProperties;
	showIf: Warning['showIf'];
	/** What tells it from others in the editor. */
	looks: string;
}

/** A field with the operations that show it, by resource. */
interface Use extends Shown {
	operations: Map<Resource, string[]>;
}

function fieldProperties(resources: Resource[]): INodeProperties[] {
	return resources.reduce(inOneList, [] as Use[]).map(({ property, showIf, ...use }) => ({
		...property,
		displayOptions: { ...property.displayOptions, show: { ...shownAt('', use), ...showIf } } as IDisplayOptions,
	}));
}

/**
 * Takes the fields of a resource into those of the others: the editor shows them in the order of this list. What several
 * resources share stands in it once where their orders and operations allow it.
 */
function inOneList(all: Use[], resource: Resource): Use[] {
	let next = 0;
	for (const use of usesOf(resource)) {
		const shared = shareIn(all, use, next);
		if (shared < 0) all.splice(next, 0, use);
		next = (shared >= 0 ? shared : next) + 1;
	}
	return all;
}

/** Takes a use into one that looks alike, from this place on, and gives back where that is: -1 where there is none that may be shared. */
function shareIn(all: Use[], { looks, operations }: Use, from = 0): number {
	const place = all.findIndex((other, index) => index >= from && other.looks === looks && isShownNowhereElse([...other.operations, ...operations]));
	for (const [resource, names] of operations) all[place]?.operations.set(resource, names);
	return place;
}

/** n8n shows a property in each of its operations of each of its resources: none of them may have such an operation without the field. */
function isShownNowhereElse(uses: Array<[Resource, string[]]>): boolean {
	const named = new Set(uses.flatMap(([, operations]) => operations));
	return uses.every(([resource, own]) => resource.operations.every(({ value }) => !named.has(value) || own.includes(value)));
}

/** The fields of a resource, each of them in the order of every operation that shows it, and once where their orders allow it. */
function usesOf(resource: Resource, shownIn: (operation: Operation) => Shown[] = shownFields): Use[] {
	const uses: Use[] = [];
	for (const operation of resource.operations) {
		let next = 0;
		for (const shown of shownIn(operation)) {
			const known = uses.findIndex((use, index) => index >= next && use.looks === shown.looks);
			if (known >= 0) (uses[known] as Use).operations.get(resource)?.push(operation.value);
			else uses.splice(next, 0, { ...shown, operations: new Map([[resource, [operation.value]]]) });
			next = (known >= 0 ? known : next) + 1;
		}
	}
	return uses;
}

/** Before n8n 2 a node is not loaded that asks for a field of a collection, `updateFields.vlan`, without saying where it begins. */
const fromRoot = (showIf: NonNullable<Warning['showIf']>): Warning['showIf'] =>
	Object.fromEntries(Object.entries(showIf).map(([name, values]) => [name.includes('.') ? `/${name}` : name, values]));

function looking({ property, showIf: own }: Pick<Shown, 'property'> & Pick<Warning, 'showIf'>, more: Warning['showIf'] = undefined): Shown {
	const showIf = more || own ? fromRoot({ ...own, ...more }) : undefined;
	return { property, showIf, looks: JSON.stringify([property, showIf]) };
}

/** What stands behind the fields of its own, in this order, as in n8n's own nodes. */
const LAST = ['returnAll', 'limit', 'sort', 'output', 'fields', 'filters'];

/** All fields of an operation with the condition that shows each: what warns in any case first, then what an agent needs, then the choice of the call. */
function shownFields(operation: Operation): Shown[] {
	const { choice, calls, fields, warnings = [] } = operation;
	const whenChosen = ({ chosenBy }: Call) => (choice && chosenBy !== undefined ? { [choice.property.name]: [chosenBy] } : undefined);
	const always = warnings.filter(({ showIf }) => !showIf);
	const below = ({ property }: Field) => warnings.filter(({ showIf = {} }) => Object.keys(showIf)[0]?.split('.')[0] === property.name);
	const common = [...(choice ? [choice] : []), ...fields.filter((field) => !isOptions(field))].flatMap((field) => [field, ...below(field)]);
	const own = calls.flatMap((call) => call.fields.map((field) => looking(field, whenChosen(call))));
	const needsLeave = isStronger(effectOf(operation), MOST_OF_TOOLS) ? [{ property: allowInAgents }] : [];
	const all = [...[...always, ...needsLeave, ...common].map((each) => looking(each)), ...own];
	const place = ({ property }: Shown) => LAST.indexOf(property.name);
	return all.sort((a, b) => place(a) - place(b));
}
