import type { INode, INodeProperties } from 'n8n-workflow';
import type { Effect } from '../http/endpoint';
import type { Permission } from '../http/permission';

/** Whether the node is used as a tool of an agent, n8n's MCP Server Trigger included. */
export const isTool = ({ type }: INode): boolean => type.endsWith('Tool');

export const ALLOW_IN_AGENTS = 'Allow in Agents';

/** Only whoever builds the agent may switch it on: the model cannot fill it in, and no expression counts. */
export const allowInAgents: INodeProperties = {
	displayName: ALLOW_IN_AGENTS,
	name: 'allowInAgents',
	type: 'boolean',
	noDataExpression: true,
	default: false,
	// An n8n that does not know what is a tool shows it in every node.
	displayOptions: { hide: { '@tool': [false] } },
	description: 'Whether an agent may do this, although it interrupts what is in use, destroys something or costs money',
};

/** The strongest effect that a tool may have without more ado. */
export const MOST_OF_TOOLS: Effect = 'change';

/** What the node may do as a tool, unless its builder allows more. */
export function permissionOfTool(node: INode): Permission[] {
	const given = node.parameters.allowInAgents;
	if (!isTool(node) || given === true || given === 'true') return [];
	return [
		{
			most: MOST_OF_TOOLS,
			reason: `${ALLOW_IN_AGENTS} is off in this tool`,
			advice: `Do not try again: tell the user that whoever has built this agent can switch ${ALLOW_IN_AGENTS} on.`,
		},
	];
}
