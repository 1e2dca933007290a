import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as an odd Robot sees it. */
export interface Asked {
	method: string;
	path: string;
	/** How often this has been asked by now, this time included. */
	count: number;
}

/** What it answers; nothing for the body is an empty one. */
export interface Answer {
	status?: number;
	body?: unknown;
}

/** A Robot that answers whatever a test wants: it changes its mind, lies, and refuses. */
export async function startOddRobot(answer: (asked: Asked) => Answer) {
	const wire: string[] = [];
	const server = createServer((request, response) => {
		void (async () => {
			let form = '';
			for await (const chunk of request) form += String(chunk);
			const { method = '', url = '' } = request;
			const asked = `${method} ${url.split('?')[0]}`;
			const count = wire.filter((line) => line.split(' ', 2).join(' ') === asked).length + 1;
			wire.push([asked, decodeURIComponent(form)].filter(Boolean).join(' '));
			const { status = 200, body } = answer({ method, path: url.split('?')[0]!, count });
			response.writeHead(status, { 'content-type': 'application/json' });
			response.end(body === undefined ? '' : JSON.stringify(body));
		})();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return {
		/** What was asked, in order: "POST /reset/321 type=hw". */
		wire,
		/** Of that, what was to be changed. */
		changes: () => wire.filter((line) => !line.startsWith('GET')),
		credential: { username: '#ws+odd', password: 'a password', baseUrl },
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

export const refusal = (status: number, code: string, more: object = {}): Answer => ({ status, body: { error: { status, code, message: code, ...more } } });

/** A limit of Robot's that is used up for so many seconds. */
export const usedUp = (interval = 500): Answer => refusal(403, 'RATE_LIMIT_EXCEEDED', { max_request: 7, interval });
