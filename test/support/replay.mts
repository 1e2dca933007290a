import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { turns, until } from './turns.mts';

export interface Received {
	method: string;
	/** The path as it came, still encoded, without the query. */
	path: string;
	query: Array<[string, string]>;
	/** The decoded form, in order. */
	form: Array<[string, string]>;
	contentType: string | undefined;
	authorization: string | undefined;
}

export interface Replay {
	url: string;
	received: Received[];
	/** What the next requests get, one after another; the last one is repeated. */
	answer: (...replies: Array<{ status?: number; body: unknown }>) => void;
	/** Holds the replies back, after those to the first `answered`, until so many requests are open; says how many are open a moment later, and lets them go. */
	openAtOnce: (count: number, answered?: number) => Promise<number>;
	close: () => Promise<void>;
}

/** A web server that answers what it is told, and remembers what it was asked. */
export async function startReplay(): Promise<Replay> {
	const received: Received[] = [];
	let replies: Array<{ status?: number; body: unknown }> = [];
	let gate = Promise.resolve();
	let passing = 0;
	let open = 0;
	const server = createServer((request, response) => {
		void readForm(request).then(async (form) => {
			const url = new URL(request.url ?? '/', 'http://replay');
			received.push({
				method: request.method ?? '',
				path: (request.url ?? '').split('?')[0]!,
				query: [...url.searchParams],
				form,
				contentType: request.headers['content-type'],
				authorization: request.headers.authorization,
			});
			open++;
			if (received.length > passing) await gate;
			open--;
			const { status = 200, body } = (replies.length > 1 ? replies.shift() : replies[0]) ?? { status: 500, body: 'nothing to replay' };
			response.writeHead(status, { 'content-type': 'application/json' });
			response.end(body === null ? '' : JSON.stringify(body));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		received,
		answer: (...next) => {
			received.length = 0;
			replies = next;
		},
		openAtOnce: async (count, answered = 0) => {
			const { promise, resolve } = Promise.withResolvers<void>();
			gate = promise;
			passing = answered;
			try {
				await until(() => open >= count);
				await turns(200);
				return open;
			} finally {
				resolve();
			}
		},
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

async function readForm(request: IncomingMessage): Promise<Array<[string, string]>> {
	let text = '';
	for await (const chunk of request) text += String(chunk);
	return [...new URLSearchParams(text)];
}
