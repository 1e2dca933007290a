import { ExecuteContext } from 'n8n-core';
import { Workflow, type IDataObject, type INode, type INodeParameters, type INodeType, type INodeTypes, type IRunExecutionData } from 'n8n-workflow';
import { additionalData, nodeOf, typeOfTool, type AnyCredential } from './n8n.mts';

/** Hands a node to an agent as a tool, and calls it: as n8n's agents before version 3, sub-agents and MCP Server Trigger do. */

export interface ToolNode {
	credential: AnyCredential;
	node: INodeType;
	parameters: INodeParameters;
	/** On the canvas. */
	name?: string;
}

/** What a model knows of a tool, and how it calls it. */
export interface Tool {
	name: string;
	description: string;
	schema: { shape: Record<string, unknown> };
	/** The reply as JSON. Throws what the model is told. */
	func: (given: IDataObject) => Promise<string>;
}

export async function toolOf({ credential, node, parameters, name = 'Tool of the test' }: ToolNode): Promise<Tool> {
	const tool = nodeOf({ id: '2', name, type: `n8n-nodes-hetzner-robot.${node.description.name}Tool`, parameters });
	const agent: INode = { ...nodeOf({ name: 'Agent', type: 'agent', parameters: {} }), credentials: {} };
	const types: Record<string, INodeType> = { [tool.type]: typeOfTool(node, { inputs: [], outputs: ['ai_tool'] }), [agent.type]: AGENT };
	const nodeTypes = { getByName: (type: string) => types[type], getByNameAndVersion: (type: string) => types[type], getKnownTypes: () => ({}) } as unknown as INodeTypes;
	const connections = { [name]: { ai_tool: [[{ node: agent.name, type: 'ai_tool' as const, index: 0 }]] } };
	const workflow = new Workflow({ id: 'test', nodes: [agent, tool], connections, nodeTypes, active: false });
	const input = [{ json: {} }];
	const data = { resultData: { runData: {} }, executionData: { contextData: {} } } as unknown as IRunExecutionData;
	const execution = { node: agent, data: { main: [input] }, source: null };
	const context = new ExecuteContext(
		workflow,
		agent,
		{ ...additionalData(credential), hooks: { runHook: async () => {} } as never },
		'manual',
		data,
		0,
		input,
		{ main: [input] },
		execution,
		[],
	);
	const [given] = (await context.getInputConnectionData('ai_tool', 0)) as Tool[];
	return given!;
}

const AGENT = { description: { name: 'agent', inputs: ['main', { type: 'ai_tool' }], outputs: ['main'], properties: [] } } as unknown as INodeType;
