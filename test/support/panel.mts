import { NodeHelpers, type INode, type INodeProperties, type INodeTypeDescription } from 'n8n-workflow';

/** In the panel of every operation. */
const ALWAYS = ['resource', 'operation'];

const KNOWN = ['resource', 'operation', '/resource', '/operation', '@tool'];

const known = (conditions: object = {}) => Object.fromEntries(Object.entries(conditions).filter(([condition]) => KNOWN.includes(condition)));

/**
 * What n8n shows of these properties in the panel of an operation, whatever its other parameters are.
 *
 * @param node `tool` for that of an agent's tool
 */
export function panelOf(properties: INodeProperties[], [resource, operation]: [resource: string, operation: string], node: 'node' | 'tool' = 'node'): INodeProperties[] {
	const values = { resource, operation };
	const description = { name: node === 'tool' ? 'nodeTool' : 'node' } as INodeTypeDescription;
	return properties.filter((property) => {
		const { show, hide } = property.displayOptions ?? {};
		const decided = { ...property, displayOptions: { show: known(show), hide: known(hide) } };
		return !ALWAYS.includes(property.name) && NodeHelpers.displayParameter(values, decided, { typeVersion: 1 } as INode, description, values);
	});
}
