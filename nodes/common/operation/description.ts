import type { IDisplayOptions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Call, Field, Operation, Resource, Warning } from './operation';
import { toolDescriptions } from './toolDescription';

/**
 * Derives the node's parameters from the resources.
 *
 * @param first the resource that a new node begins with
 */
export function propertiesOf(resources: Resource[], first: string): INodeProperties[] {
	return [resourceProperty(resources, first), ...resources.map(operationProperty), ...toolDescriptions(resources), ...fieldProperties(resources)];
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

/** What is shown of an operation, and when. */
type Shown = Pick<Field, 'property'> & Pick<Warning, 'showIf'>;

/** A field with the operations that show it, which every one of the resources has. */
interface Use {
	field: Shown;
	resources: string[];
	operations: string[];
	showIf: Warning['showIf'];
}

function fieldProperties(resources: Resource[]): INodeProperties[] {
	return resources.reduce(inOneList, [] as Use[]).map(({ field, resources: among, operations, showIf }) => ({
		...field.property,
		displayOptions: { show: { resource: among, operation: operations, ...showIf } } as IDisplayOptions,
	}));
}

/**
 * Takes the fields of a resource into those of the others: the editor shows them in the order of this list. What the same
 * operations of several resources share stands in it once where their orders allow it.
 */
function inOneList(all: Use[], resource: Resource): Use[] {
	let next = 0;
	for (const use of usesOf(resource)) {
		const known = all.findIndex((other, index) => index >= next && isSame(other, use) && String(other.operations) === String(use.operations));
		if (known >= 0) (all[known] as Use).resources.push(resource.value);
		else all.splice(next, 0, use);
		next = (known >= 0 ? known : next) + 1;
	}
	return all;
}

const isSame = (use: Pick<Use, 'field' | 'showIf'>, other: Pick<Use, 'field' | 'showIf'>): boolean =>
	use.field === other.field && JSON.stringify(use.showIf) === JSON.stringify(other.showIf);

/** The fields of a resource, each of them in the order of every operation that shows it, and once where their orders allow it. */
function usesOf({ value, operations }: Resource): Use[] {
	const uses: Use[] = [];
	for (const operation of operations) {
		let next = 0;
		for (const shown of shownFields(operation)) {
			const known = uses.findIndex((use, index) => index >= next && isSame(use, shown));
			if (known >= 0) (uses[known] as Use).operations.push(operation.value);
			else uses.splice(next, 0, { ...shown, resources: [value], operations: [operation.value] });
			next = (known >= 0 ? known : next) + 1;
		}
	}
	return uses;
}

/** What stands behind the fields of its own, in this order, as in n8n's own nodes. */
const LAST = ['returnAll', 'limit', 'sort', 'filters', 'options'];

/** All fields of an operation with the condition that shows each: what warns in any case first, then the choice of the call. */
function shownFields({ choice, calls, fields, warnings = [] }: Operation): Array<Pick<Use, 'field' | 'showIf'>> {
	const shown = (field: Shown, more: Warning['showIf'] = undefined) => ({ field, showIf: more || field.showIf ? { ...field.showIf, ...more } : undefined });
	const whenChosen = ({ chosenBy }: Call) => (choice && chosenBy !== undefined ? { [choice.property.name]: [chosenBy] } : undefined);
	const always = warnings.filter(({ showIf }) => !showIf);
	const below = ({ property }: Field) => warnings.filter(({ showIf = {} }) => Object.keys(showIf)[0]?.split('.')[0] === property.name);
	const common = [...(choice ? [choice] : []), ...fields].flatMap((field) => [field, ...below(field)]);
	const own = calls.flatMap((call) => call.fields.map((field) => shown(field, whenChosen(call))));
	const all = [...[...always, ...common].map((each) => shown(each)), ...own];
	const place = ({ field }: Pick<Use, 'field'>) => LAST.indexOf(field.property.name);
	return all.sort((a, b) => place(a) - place(b));
}
