import type { IDisplayOptions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Field, Operation, Resource } from './operation';

/** Derives the node's parameters from the resources. */
export function propertiesOf(resources: Resource[]): INodeProperties[] {
	return [resourceProperty(resources), ...resources.map(operationProperty), ...resources.flatMap(fieldProperties)];
}

function resourceProperty(resources: Resource[]): INodeProperties {
	return {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: resources.map(({ name, value }) => ({ name, value })),
		default: 'server',
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

/** A field with the operations that show it: one that several operations share stands in the list once. */
interface Use {
	field: Field;
	operations: string[];
	showIf?: Field['showIf'];
}

function fieldProperties(resource: Resource): INodeProperties[] {
	return usesOf(resource).map(({ field, operations, showIf }) => ({
		...field.property,
		displayOptions: { show: { resource: [resource.value], operation: operations, ...showIf } } as IDisplayOptions,
	}));
}

function usesOf({ operations }: Resource): Use[] {
	const uses: Use[] = [];
	for (const operation of operations) {
		for (const [field, showIf] of fieldsOf(operation)) {
			const use = uses.find((known) => known.field === field && JSON.stringify(known.showIf) === JSON.stringify(showIf));
			if (use) use.operations.push(operation.value);
			else uses.push({ field, operations: [operation.value], showIf });
		}
	}
	return uses;
}

/** All fields of an operation with the condition that shows each: the choice first, then what depends on it. */
function fieldsOf({ request, fields }: Operation): Array<[Field, Field['showIf']]> {
	const common = fields.map((field): [Field, Field['showIf']] => [field, field.showIf]);
	if (!('calls' in request)) return [...common, ...(request.fields ?? []).map((field): [Field, Field['showIf']] => [field, field.showIf])];
	const { field: choice, calls } = request;
	const own = Object.entries(calls).flatMap(([value, call]) =>
		(call.fields ?? []).map((field): [Field, Field['showIf']] => [field, { ...field.showIf, [choice.property.name]: [value] }]),
	);
	return [[choice, choice.showIf], ...common, ...own];
}
