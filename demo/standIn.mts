/** What the example workflows talk to beside Hetzner: a chat, servers that answer, and who tells one's own address. Without it they end at addresses that are nobody's. */
import { createServer } from 'node:http';
import type { Workflow } from './client.mts';

export interface StandIn {
	url: string;
	close(): Promise<void>;
}

/** The placeholders in the Settings of the examples. web2 stays silent, so that the watchdog has something to tell. */
const PLACEHOLDERS = /https?:\/\/(?:(?:chat|www|web1)\.example\.com(?::\d+)?|203\.0\.113\.11|api\.ipify\.org|checkip\.amazonaws\.com)(?:\/[\w/-]*)?(?=["\\])/g;

/** A workflow that leads to the stand-in where the example has a placeholder, with a domain that is none. */
export const ledTo = (url: string, workflow: Workflow): Workflow =>
	JSON.parse(JSON.stringify(workflow).replaceAll(PLACEHOLDERS, `${url}/`).replaceAll('"example.com"', '"example.net"')) as Workflow;

/** Answers everybody with an address, and hands on the text of each message that is posted. */
export async function startStandIn(port: number, tell: (text: string) => void): Promise<StandIn> {
	const server = createServer((request, response) => {
		let body = '';
		request.setEncoding('utf8').on('data', (part: string) => (body += part));
		request.on('end', () => {
			if (request.method === 'POST') tell(textIn(body));
			response.end('198.51.100.7');
		});
	});
	await new Promise<void>((ready, failed) => server.once('error', failed).listen(port, '127.0.0.1', ready));
	const { port: taken } = server.address() as { port: number };
	return {
		url: `http://127.0.0.1:${taken}`,
		close: async () => {
			server.closeAllConnections();
			await new Promise<void>((closed) => server.close(() => closed()));
		},
	};
}

function textIn(body: string): string {
	try {
		return String((JSON.parse(body) as { text?: unknown }).text ?? body);
	} catch {
		return body;
	}
}
