import type { N8nClient, Workflow } from '../../demo/client.mts';

/** Workflows that a test makes: a row of nodes behind a start by hand. */

type Node = Workflow['nodes'][number];

export const node = (name: string, type: string, typeVersion: number, parameters: Record<string, unknown>, more: Record<string, unknown> = {}): Node => ({
	id: name,
	name,
	type,
	typeVersion,
	position: [0, 0],
	parameters,
	...more,
});

/** The node of this package, with the credential of that name. */
export async function robot(client: N8nClient, credential: string, name: string, parameters: Record<string, unknown>, more: Record<string, unknown> = {}): Promise<Node> {
	const type = name.endsWith('Trigger') ? 'hetznerRobotTrigger' : 'hetznerRobot';
	const { id } = (await client.findCredential(credential))!;
	return node(name, `n8n-nodes-hetzner-robot.${type}`, 1, parameters, { credentials: { robotApi: { id, name: credential } }, ...more });
}

/** Nodes that put out the given items, one for each. */
export const items = (...given: Array<Record<string, unknown>>): Node[] => [
	node('List', 'n8n-nodes-base.set', 3.4, { mode: 'raw', jsonOutput: JSON.stringify({ list: given }) }),
	node('Items', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'list' }),
];

export const START = node('Start', 'n8n-nodes-base.manualTrigger', 1, {});

/** Creates a workflow in which each node gets what the one before puts out. */
export async function createRow(client: N8nClient, name: string, ...nodes: Node[]): Promise<Workflow> {
	const next = (index: number) => nodes[index + 1] && [[{ node: nodes[index + 1]!.name, type: 'main', index: 0 }]];
	const connections = Object.fromEntries(nodes.flatMap(({ name: from }, index) => (next(index) ? [[from, { main: next(index) }]] : [])));
	return await client.createWorkflow({ name, nodes, connections, settings: { executionOrder: 'v1' } });
}

type Assignments = { assignments: { assignments: Array<{ name: string; value: unknown }> } };

/** The nodes of an example, with other values in the one that is called Settings. */
export function withSettings(nodes: Node[], others: Record<string, unknown>): Node[] {
	const assigned = (parameters: object) => (parameters as Assignments).assignments.assignments.map((each) => ({ ...each, value: others[each.name] ?? each.value }));
	const set = (parameters: object) => ({ ...parameters, assignments: { assignments: assigned(parameters) } });
	return nodes.map((each) => (each.name === 'Settings' ? { ...each, parameters: set(each.parameters as object) } : each));
}

/** A copy of an example, with other values in its node Settings. */
export async function createWithSettings(client: N8nClient, id: string, others: Record<string, unknown>): Promise<Workflow> {
	const { name, nodes, connections, settings } = await client.workflow(id);
	return await client.createWorkflow({ name: `${name}, tried`, nodes: withSettings(nodes, others), connections, settings });
}

/** Answers the one question of a form as a browser does, and returns the status of the reply. n8n's own undici is loaded here too: forms of the one do not go through the other. */
export async function answerForm(address: string, answer: string): Promise<number> {
	const form = new FormData();
	form.set('field-0', answer);
	const reply = await fetch(address, { method: 'POST', body: form });
	await reply.arrayBuffer();
	return reply.status;
}
