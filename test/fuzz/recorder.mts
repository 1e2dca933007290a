import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it stood on the wire. */
export interface Recorded {
	method: string;
	/** Still encoded, with the query. */
	rawUrl: string;
	/** Length of the body. */
	bytes: number;
	body: string;
}

/** Whatever is to be answered: a reply of HTTP, or bytes that may be anything. */
export type Answer = { status: number; headers?: Record<string, string>; body: string | Buffer } | { raw: Buffer };

export interface Recorder {
	url: string;
	requests: Recorded[];
	answer: Answer;
	close: () => Promise<void>;
}

/** A web server that remembers what it was asked, byte by byte, and answers what it is told. */
export async function startRecorder(): Promise<Recorder> {
	const server = createServer((request, response) => {
		void bodyOf(request).then((body) => {
			recorder.requests.push({ method: request.method ?? '', rawUrl: request.url ?? '', bytes: body.length, body: body.subarray(0, 4096).toString() });
			const { answer } = recorder;
			if ('raw' in answer) {
				response.socket?.end(answer.raw);
				return;
			}
			response.writeHead(answer.status, answer.headers);
			response.end(answer.body);
		});
	});
	const recorder: Recorder = { url: await listen(server), requests: [], answer: { status: 200, body: '' }, close: async () => await close(server) };
	return recorder;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}

const listen = async (server: Server): Promise<string> =>
	await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)));

const close = async (server: Server): Promise<void> =>
	await new Promise((resolve) => {
		server.close(() => resolve());
		server.closeAllConnections();
	});
