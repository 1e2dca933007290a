import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { INodeTypeDescription } from 'n8n-workflow';
import { request } from 'undici';
import { MCP_TOKEN } from '../../demo/examples.mts';
import { waitFor } from '../../demo/process.mts';
import { press, signIn, startChat, type Chat } from './chat.mts';
import { requestLines } from './environment.mts';
import { mcpClient, type McpClient } from './mcp.mts';
import { startModel, type Model } from './model.mts';
import { ownEnvironment } from './ownEnvironment.mts';

/** The nodes as tools in a real n8n, called as agents and MCP clients call them, without a language model. */

const environment = ownEnvironment();

const SERVER = { type: 'string', description: 'The name, number or main IP address of the server, e.g. web1' };
const changes = () => requestLines(environment.simulator).filter((line) => !line.startsWith('GET'));

describe('Read-only MCP server', () => {
	let client: McpClient;

	beforeAll(async () => {
		// n8n makes the address known a moment after it has published the workflow.
		let refusal: unknown;
		client = await waitFor('the MCP server', 90, async () => {
			return await mcpClient(`${environment.url}/mcp/hetzner`, MCP_TOKEN).catch((error: unknown) => void (refusal = error));
		}).catch((error: Error) => {
			throw new Error(`${error.message}: ${String(refusal)}`, { cause: refusal });
		});
	}, 120_000);

	afterAll(() => client?.close());

	test('tells a client what each tool does, and what to fill in', async () => {
		const { tools } = await client.listTools();
		const known = Object.fromEntries(tools.map(({ name, description, inputSchema: { properties } }) => [name, { description, properties }]));
		expect(known).toEqual({
			List_servers: { description: 'Get many servers of the account. Only reads.', properties: {} },
			Get_a_server: { description: 'Get the data of a server, with the features it offers. Only reads.', properties: { Server: SERVER } },
			Get_the_reset_types_of_a_server: { description: 'Get the reset types that a server offers, and its operating status. Only reads.', properties: { Server: SERVER } },
			Get_the_firewall_of_a_server: { description: 'Get status, settings and rules of the firewall of a server. Only reads.', properties: { Server: SERVER } },
			List_failover_IPs: { description: 'Get many failover IPs of the account and where they lead. Only reads.', properties: {} },
			List_Storage_Boxes: { description: "Get many Storage Boxes of the credential's project. Only reads.", properties: {} },
		});
		expect(client.getInstructions()).toContain('Nothing here changes anything');
	}, 60_000);

	const call = async (name: string, fields: Record<string, unknown> = {}) => {
		const { content, isError } = await client.callTool({ name, arguments: fields });
		return { text: content[0]!.text, isError };
	};

	test.each(['web1', 'WEB1 ', '321', '203.0.113.10'])(
		'finds a server by %j',
		async (server) => {
			const { text } = await call('Get_a_server', { Server: server });
			expect(JSON.parse(text)).toMatchObject([{ server_number: 321, server_name: 'web1' }]);
		},
		60_000,
	);

	test('says in an error what to do', async () => {
		const { text, isError } = await call('Get_a_server', { Server: 'wob1' });
		expect(isError).toBe(true);
		expect(text).toContain('no server is named "wob1". Did you mean "web1" (321)');
		expect((await call('Get_a_server', { Server: 'null' })).text).toContain('Server was given no value: null');
		// n8n itself holds what a model sends against the tool's fields.
		expect((await call('Get_a_server', { Server: 321 })).text).toContain('Received tool input did not match expected schema');
	}, 60_000);

	test('reads both accounts, and sends nothing that changes something', async () => {
		expect(JSON.parse((await call('List_servers')).text)).toHaveLength(16);
		expect(JSON.parse((await call('List_Storage_Boxes')).text)).not.toEqual([]);
		expect((await call('List_failover_IPs')).isError).toBeFalsy();
		expect((await call('Get_the_firewall_of_a_server', { Server: '321' })).isError).toBeFalsy();
		expect((await call('Get_the_reset_types_of_a_server', { Server: '321' })).isError).toBeFalsy();
		expect(changes()).toEqual([]);
	}, 60_000);

	test('lets nobody in without the token', async () => {
		await expect(mcpClient(`${environment.url}/mcp/hetzner`, 'wrong')).rejects.toThrow('Authorization data is wrong');
	}, 60_000);
});

describe('Agent with a review before a reset', () => {
	const RESET = 'Reset_server_hard_unsaved_data_lost';
	const resetWeb1 = { call: RESET, fields: { toolParameters: { Server: 'web1' }, hitlParameters: {} } };
	let model: Model;
	let chat: Chat | undefined;
	let webhookId: string;

	beforeAll(async () => {
		model = await startModel();
		const { id } = await environment.client.createCredential({ name: 'Language Model', type: 'openAiApi', data: { apiKey: 'none', url: model.url } });
		const { nodes, ...workflow } = (await environment.client.findWorkflow('robotAgentWithReview'))!;
		const credentials = { openAiApi: { id, name: 'Language Model' } };
		const withModel = nodes.map((node) => (node.name === 'Model' ? { ...node, credentials } : node));
		await environment.client.activateWorkflow(await environment.client.createWorkflow({ ...workflow, id: undefined, nodes: withModel }));
		webhookId = String(nodes.find(({ name }) => name === 'Chat')!.webhookId);
	}, 60_000);

	afterEach(() => chat?.close());

	afterAll(() => model?.close());

	const say = async (text: string) => {
		chat = await waitFor('the chat', 30, async () => await startChat(environment.url, webhookId, text));
		return await heard();
	};
	const heard = async () => await chat!.next();

	test('resets the server when somebody approves', async () => {
		model.answer(resetWeb1, { say: 'web1 was reset' });
		const asked = await say('reset web1');
		expect(asked.text).toBe(`The agent wants to call **${RESET}**.\nServer: web1`);
		expect(changes()).toEqual([]);

		await press(asked, 'Approve');
		expect(await heard()).toEqual({ text: 'web1 was reset' });
		expect(changes()).toEqual(['POST /reset/321 type=hw']);
		expect(JSON.parse(String(model.told()))).toMatchObject([{ type: 'hw' }]);
	}, 120_000);

	test('has told the model what the reset does, and leaves nothing but the server to it', () => {
		const { description, parameters } = model.questions[0]!.tools.map((tool) => tool.function).find(({ name }) => name === RESET)!;
		expect(description).toContain('INTERRUPTS SERVICE: the server goes down. Only a software reset');
		expect(description).toContain('Ask the user first');
		expect(parameters.properties).toMatchObject({ toolParameters: { properties: { Server: SERVER }, required: ['Server'] } });
	});

	test('resets nothing when somebody declines', async () => {
		model.answer(resetWeb1, { say: 'I did not reset it' });
		await press(await say('reset web1'), 'Decline');
		expect(await heard()).toEqual({ text: 'I did not reset it' });
		expect(model.told()).toContain('User rejected the tool call');
		expect(changes()).toEqual([]);
	}, 120_000);

	test('tells the model in the message what went wrong and how to mend it', async () => {
		model.answer({ call: 'Get_a_server', fields: { Server: 'wob1' } }, { say: 'Did you mean web1?' });
		expect(await say('how is wob1?')).toEqual({ text: 'Did you mean web1?' });
		expect(JSON.parse(String(model.told()))).toEqual([{ error: expect.stringContaining('no server is named "wob1". Did you mean "web1" (321)') }]);
	}, 120_000);
});

test("n8n's builders are told of the review with each node, and pointed to nodes that are there", async () => {
	const { body } = await request(`${environment.url}/types/nodes.json`, { headers: { cookie: await signIn(environment.url) } });
	const types = (await body.json()) as INodeTypeDescription[];
	const names = types.map(({ name }) => name);
	for (const own of ['hetznerRobot', 'hetznerRobotTool', 'hetznerStorageBox', 'hetznerStorageBoxTool']) {
		const { builderHint } = types.find(({ name }) => name === `n8n-nodes-hetzner-robot.${own}`)!;
		expect(builderHint?.searchHint).toContain('human review');
		expect(names).toEqual(expect.arrayContaining(builderHint!.relatedNodes!.map(({ nodeType }) => nodeType)));
	}
}, 60_000);
