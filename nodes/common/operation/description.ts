import type { IDisplayOptions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Call, Field, Operation, Resource } from './operation';
import { toolDescriptions } from './toolDescription';

/**
 * Derives the node's parameters from the resources.
 *
 * @param first the resource that a new node begins with
 */
export function propertiesOf(resources: Resource[], first: string): INodeProperties[] {
	return [resourceProperty(resources, first), ...resources.map(operationProperty), ...toolDescriptions(resources), ...resources.flatMap(fieldProperties)];
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

/** A field with the operations that show it. */
interface Use {
	field: Field;
	operations: string[];
	showIf: Field['showIf'];
}

function fieldProperties(resource: Resource): INodeProperties[] {
	return usesOf(resource).map(({ field, operations, showIf }) => ({
		...field.property,
		displayOptions: { show: { resource: [resource.value], operation: operations, ...showIf } } as IDisplayOptions,
	}));
}

/**
 * The fields of all operations, each of them in the order of every operation that shows it: the editor shows them in the
 * order of this list. A field that several operations share stands in it once where their orders allow it.
 */
function usesOf({ operations }: Resource): Use[] {
	const uses: Use[] = [];
	for (const operation of operations) {
		let next = 0;
		for (const { field, showIf } of shownFields(operation)) {
			const known = uses.findIndex((use, index) => index >= next && use.field === field && JSON.stringify(use.showIf) === JSON.stringify(showIf));
			if (known >= 0) (uses[known] as Use).operations.push(operation.value);
			else uses.splice(next, 0, { field, operations: [operation.value], showIf });
			next = (known >= 0 ? known : next) + 1;
		}
	}
	return uses;
}

/** All fields of an operation with the condition that shows each: the choice of the call first, the options last. */
function shownFields({ choice, calls, fields }: Operation): Array<Pick<Use, 'field' | 'showIf'>> {
	const shown = (field: Field, more: Field['showIf'] = undefined) => ({ field, showIf: more || field.showIf ? { ...field.showIf, ...more } : undefined });
	const isOptions = ({ property }: Field) => property.name === 'options';
	const common = fields.filter((field) => !isOptions(field)).map((field) => shown(field));
	const options = fields.filter(isOptions).map((field) => shown(field));
	const whenChosen = ({ chosenBy }: Call) => (choice && chosenBy !== undefined ? { [choice.property.name]: [chosenBy] } : undefined);
	const own = calls.flatMap((call) => call.fields.map((field) => shown(field, whenChosen(call))));
	return [...(choice ? [shown(choice)] : []), ...common, ...own, ...options];
}
