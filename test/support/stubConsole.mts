import { afterEach, beforeEach } from '@jest/globals';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { INodeParameters } from 'n8n-workflow';
import { HetznerStorageBox } from '../../nodes/HetznerStorageBox/HetznerStorageBox.node.ts';
import { runNode, type NodeResult, type NodeRun } from './engine.mts';
import { editorContext, nodeOf, type AnyCredential } from './n8n.mts';

/** A web server that answers for Hetzner Console what a test tells it to, written by hand. */

export const TOKEN = 'T0ken'.padEnd(64, 'x');

export const node = new HetznerStorageBox();

export interface StubRequest {
	method: string;
	/** The address below the base URL, still encoded, with its query. */
	path: string;
	/** The body as it came, `undefined` for none. */
	text: string | undefined;
	body: unknown;
	headers: IncomingMessage['headers'];
}

export interface StubReply {
	/** 200 unless told. */
	status?: number;
	/** A text is sent as it is. */
	body?: unknown;
	headers?: Record<string, string>;
	/** Cuts the connection instead. */
	cut?: boolean;
	/** Never answers. */
	hang?: boolean;
}

type Answer = StubReply | ((request: StubRequest) => StubReply);

export interface StubConsole {
	readonly credential: AnyCredential;
	/** What the next requests get, one after another; the last one is repeated. */
	answer: (...answers: Answer[]) => void;
	/** Runs the node. */
	run: (parameters: INodeParameters, options?: Partial<Omit<NodeRun, 'parameters'>>) => Promise<NodeResult>;
	/** Fills a list or choice of the editor. */
	list: (method: string, parameters?: INodeParameters, filter?: string) => Promise<unknown>;
	requests: () => StubRequest[];
	/** `POST /storage_boxes/42/actions/change_type {"storage_box_type":"bx21"}` */
	sent: () => string[];
}

/** The API's `error` object. */
export const refusal = (status: number, code: string, message = "the API's words", details: unknown = null): StubReply => ({ status, body: { error: { code, message, details } } });

/** One for the tests of a file, new for each test. */
export function stubConsole(): StubConsole {
	let server: Server;
	let received: StubRequest[];
	let answers: Answer[];
	beforeEach(async () => {
		received = [];
		answers = [];
		server = createServer((incoming, response) => {
			void readBody(incoming).then((text) => {
				const request: StubRequest = {
					method: incoming.method ?? '',
					path: (incoming.url ?? '').replace(/^\/v1/, ''),
					text: text === '' ? undefined : text,
					body: text === '' ? undefined : (JSON.parse(text) as unknown),
					headers: incoming.headers,
				};
				received.push(request);
				const next = (answers.length > 1 ? answers.shift() : answers[0]) ?? { status: 418, body: 'nothing to answer' };
				const { status = 200, body = '', headers = {}, cut = false, hang = false } = typeof next === 'function' ? next(request) : next;
				if (hang) return;
				if (cut) return void incoming.socket.destroy();
				response.writeHead(status, { 'content-type': 'application/json', ...headers });
				response.end(typeof body === 'string' ? body : JSON.stringify(body));
			});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	});
	afterEach(() => {
		server.closeAllConnections();
		server.close();
	});
	const credential = () => ({ apiToken: TOKEN, baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1` });
	return {
		get credential() {
			return credential();
		},
		answer: (...next) => void (answers = next),
		run: async (parameters, options = {}) => await runNode({ credential: credential(), node, type: 'n8n-nodes-hetzner-robot.hetznerStorageBox', parameters, ...options }),
		list: async (method, parameters = {}, filter = '') => {
			const methods = node.methods.listSearch as unknown as Record<string, (...args: string[]) => Promise<unknown>>;
			const own = nodeOf({ name: 'Storage Box', type: 'n8n-nodes-hetzner-robot.hetznerStorageBox', parameters });
			return await methods[method]!.call(editorContext(own, node, credential()), filter);
		},
		requests: () => received,
		sent: () => received.map(({ method, path, text }) => [method, path, ...(text === undefined ? [] : [text])].join(' ')),
	};
}

async function readBody(incoming: IncomingMessage): Promise<string> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of incoming) chunks.push(chunk as Uint8Array);
	return Buffer.concat(chunks).toString('utf8');
}
