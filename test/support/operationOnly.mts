import type { INode, INodeParameters, INodeProperties, INodeType } from 'n8n-workflow';

/**
 * n8n goes through all properties of a node many times for each workflow, and the tests make thousands: half of their
 * time was spent on properties of other operations.
 */

const CHOOSING = ['resource', 'operation'];

const known = new WeakMap<INodeProperties[], Map<string, INodeProperties[]>>();

/** The node's type with only those properties that n8n can show for the node's resource and operation: see test/unit/operationOnly. */
export function typeFor({ parameters }: INode, type: INodeType): INodeType {
	const { properties } = type.description;
	// n8n's defaults and expressions are left to n8n.
	if (!CHOOSING.every((name) => isPlain(parameters[name]))) return type;
	return Object.assign(Object.create(type) as INodeType, { description: { ...type.description, properties: propertiesFor(parameters, properties) } });
}

const isPlain = (choice: unknown) => typeof choice === 'string' && !choice.startsWith('=');

function propertiesFor(parameters: INodeParameters, properties: INodeProperties[]): INodeProperties[] {
	const kept = known.get(properties) ?? new Map<string, INodeProperties[]>();
	known.set(properties, kept);
	const key = CHOOSING.map((name) => parameters[name]).join(' ');
	if (!kept.has(key))
		kept.set(
			key,
			properties.filter((property) => CHOOSING.every((name) => mayBeShown(property, name, parameters))),
		);
	return kept.get(key)!;
}

function mayBeShown({ displayOptions }: INodeProperties, name: string, parameters: INodeParameters): boolean {
	const values = displayOptions?.show?.[name];
	return values === undefined || values.some((value) => typeof value === 'object' || value === parameters[name]);
}
