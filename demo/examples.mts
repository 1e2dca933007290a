/** What a new n8n gets: an owner, credentials for the simulated Robot and Hetzner Console, and the example workflows, published. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CredentialInput, N8nClient, Owner, Workflow } from './client.mts';
import { WORKFLOWS } from './paths.mts';

/** Of a local demo that only this machine reaches, so it is no secret. */
export const OWNER: Owner = { email: 'demo@example.com', firstName: 'Demo', lastName: 'Owner', password: 'Robot-demo-1' };

/** The header that the chat workflow wants. */
export const CHAT_TOKEN = { name: 'X-Chat-Token', value: 'demo' };

/** What an MCP client signs in with; of the demo as well. */
export const MCP_TOKEN = 'demo';

/** Where Robot is, and the account on it. */
export interface RobotLogin {
	url: string;
	username: string;
	password: string;
	/** The same account in Hetzner Console. */
	console: { url: string; token: string };
}

/** The credentials that the workflows name. n8n matches them by name when it imports a workflow. */
export function exampleCredentials({ url, username, password, console: { url: baseUrl, token } }: RobotLogin): CredentialInput[] {
	return [
		{ name: 'Simulated Robot', type: 'robotApi', data: { username, password, baseUrl: url } },
		{ name: 'Simulated Hetzner Console', type: 'hetznerConsoleApi', data: { apiToken: token, baseUrl } },
		{ name: 'Chat Token', type: 'httpHeaderAuth', data: CHAT_TOKEN },
		{ name: 'MCP Token', type: 'httpBearerAuth', data: { token: MCP_TOKEN } },
	];
}

export async function exampleWorkflows(): Promise<Workflow[]> {
	const files = (await readdir(WORKFLOWS)).filter((file) => file.endsWith('.json')).sort();
	return await Promise.all(files.map(async (file) => JSON.parse(await readFile(join(WORKFLOWS, file), 'utf8')) as Workflow));
}

/** Writes the credentials for a simulated Robot, those that are there already anew. */
export async function setUpCredentials(client: N8nClient, robot: RobotLogin): Promise<void> {
	for (const credential of exampleCredentials(robot)) {
		const existing = await client.findCredential(credential.name);
		if (existing) await client.updateCredential(existing.id, credential);
		else await client.createCredential(credential);
	}
}

/**
 * Sets up a new n8n. In one that was set up before, only the credentials are written again: workflows may have been edited.
 *
 * @param isPublished which workflows n8n is to start
 * @param prepared what becomes of an example before n8n gets it
 */
export async function setUpExamples(
	client: N8nClient,
	robot: RobotLogin,
	isPublished: (workflow: Workflow) => boolean = startsByItself,
	prepared: (workflow: Workflow) => Workflow = (workflow) => workflow,
): Promise<void> {
	await client.signIn(OWNER);
	await setUpCredentials(client, robot);
	for (const workflow of await exampleWorkflows()) {
		if (await client.findWorkflow(workflow.id)) continue;
		const created = await client.createWorkflow(prepared(workflow));
		if (isPublished(workflow)) await client.activateWorkflow(created);
	}
}

/** Whether there is something to publish: a workflow that only a person starts cannot be, and one that asks for settings first says that it is off. */
export const startsByItself = (workflow: Workflow): boolean =>
	workflow.active !== false && (isCalled(workflow) || workflow.nodes.some(({ type }) => /scheduleTrigger|RobotTrigger/i.test(type)));

/** Whether others start it. */
export const isCalled = ({ nodes, active }: Workflow): boolean => active !== false && nodes.some(({ type }) => /webhook|mcpTrigger|executeWorkflowTrigger/i.test(type));
