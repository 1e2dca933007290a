/** A workflow that orders what its webhook is told, and an account of the simulated Robot that has enough to order. */
import { request } from 'undici';
import type { N8nClient, Workflow } from '../../demo/client.mts';
import { waitFor } from '../../demo/process.mts';
import type { Simulator } from '../../simulator/index.mts';

const KEY = '30:ed:2e:78:3b:da:1f:eb:a3:7e:01:8e:48:90:09:29';

/** The id of the node that orders: the key of its row in n8n's database. */
export const NODE_ID = '8f1c0a52-6f4e-4c53-9e0d-3a1f6f1c7b11';

export interface Shop {
	workflow: Workflow;
	/** Orders a product, and gives back what the node has put out. */
	order: (product: string) => Promise<Answer>;
}

export interface Answer {
	status: number;
	/** Of an item that stands for an error. */
	error?: string;
	message?: string;
	/** Of a transaction. */
	id?: string;
}

/** @param path of the webhook, by which shops are told apart */
export async function openShop(client: N8nClient, url: string, path: string): Promise<Shop> {
	const { workflow, call } = await publish(client, url, path, {
		resource: 'order',
		operation: 'orderServer',
		productId: { __rl: true, mode: 'id', value: '={{ $json.body.product }}' },
		authorizedKey: [KEY],
		test: false,
	});
	return { workflow, order: async (product) => await call({ product }) };
}

export interface Published {
	workflow: Workflow;
	/** Calls the webhook, and gives back what the node has put out. */
	call: (body: Record<string, unknown>) => Promise<Answer>;
}

/** Publishes a workflow of a webhook and one node, whose errors are items. */
export async function publish(
	client: N8nClient,
	url: string,
	path: string,
	parameters: Record<string, unknown>,
	{ credential = 'Simulated Robot', responseMode = 'lastNode', ...more }: { credential?: string; responseMode?: string } & Record<string, unknown> = {},
): Promise<Published> {
	const { id } = (await client.findCredential(credential))!;
	const node = {
		id: NODE_ID,
		name: 'Work',
		type: 'n8n-nodes-hetzner-robot.hetznerRobot',
		typeVersion: 1,
		position: [200, 0],
		credentials: { robotApi: { id, name: credential } },
		onError: 'continueRegularOutput',
		parameters,
		...more,
	};
	const webhook = {
		id: 'w',
		name: 'Call',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		position: [0, 0],
		webhookId: path,
		parameters: { path, httpMethod: 'POST', responseMode },
	};
	const workflow = await client.createWorkflow({
		name: path,
		nodes: [webhook, node],
		connections: { Call: { main: [[{ node: 'Work', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	});
	await client.activateWorkflow(workflow);
	const call = async (body: Record<string, unknown>) => await post(`${url}/webhook/${path}`, body);
	// It is there a moment after the workflow was published.
	await waitFor(`the webhook ${path}`, 60, async () => (await request(`${url}/webhook/${path}`)).body.text().then((text) => text.includes('GET requests')));
	return { workflow, call };
}

/** Longer than n8n takes to give an execution up whose worker was killed. */
const LONGEST_MS = 180_000;

/** @returns the status 0 where n8n gives no answer: it does not always, when an execution ends within milliseconds */
export async function post(url: string, body: unknown): Promise<Answer> {
	const reply = await request(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
		headersTimeout: LONGEST_MS,
		bodyTimeout: LONGEST_MS,
	});
	const text = await reply.body.text();
	const answer = (text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : { message: text }) as Answer;
	return { ...([answer].flat()[0] as Answer), status: reply.statusCode };
}

/** Offers a product that nobody has ordered yet. */
export function offer(simulator: Simulator, id: string): string {
	const [known] = simulator.state.orders.products;
	simulator.state.orders.products.push({ ...structuredClone(known!), id });
	return id;
}

/** How often a product was ordered. */
export const ordersOf = (simulator: Simulator, product: string): number =>
	simulator.state.orders.transactions.server.filter((transaction) => (transaction.product as { id: unknown }).id === product).length;
