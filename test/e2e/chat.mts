import { randomUUID } from 'node:crypto';
import { request, WebSocket } from 'undici';
import { OWNER } from '../../demo/examples.mts';

/** The page of n8n's hosted chat, as far as a test needs it. */

/** What stands in the chat: a text, or one with buttons. */
export interface Said {
	text: string;
	buttons?: Array<{ text: string; link: string }>;
}

export interface Chat {
	/** What comes next. */
	next: () => Promise<Said>;
	close: () => void;
}

/** Signs in as the owner, and says something to the chat of a published workflow; `undefined` while n8n does not know it yet. */
export async function startChat(url: string, webhookId: string, chatInput: string): Promise<Chat | undefined> {
	const sessionId = randomUUID();
	const started = await post(`${url}/webhook/${webhookId}/chat`, { action: 'sendMessage', sessionId, chatInput }, await signIn(url));
	if (!started) return undefined;
	const { executionId, resumeToken } = started;
	const query = new URLSearchParams({ sessionId, executionId: executionId!, isPublic: 'true', token: resumeToken! });
	const said: Said[] = [];
	const waiting: Array<(said: Said) => void> = [];
	const socket = new WebSocket(`${url.replace('http', 'ws')}/chat?${query.toString()}`);
	socket.addEventListener('message', ({ data }) => {
		const text = String(data);
		if (text === 'n8n|heartbeat') return socket.send('n8n|heartbeat-ack');
		if (text.startsWith('n8n|')) return;
		const entry = text.startsWith('{') ? (JSON.parse(text) as Said) : { text };
		const take = waiting.shift();
		if (take) take(entry);
		else said.push(entry);
	});
	return {
		next: async () => said.shift() ?? (await new Promise((resolve) => waiting.push(resolve))),
		close: () => socket.close(),
	};
}

/** Presses a button that stands in the chat. What looks like a program gets no answer from n8n. */
export async function press({ buttons = [] }: Said, label: string): Promise<void> {
	const { link } = buttons.find(({ text }) => text === label)!;
	const { body } = await request(link, { headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36' } });
	await body.dump();
}

/** The cookie of the owner. */
export async function signIn(url: string): Promise<string> {
	const { headers, body } = await request(`${url}/rest/login`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ emailOrLdapLoginId: OWNER.email, password: OWNER.password }),
	});
	await body.dump();
	return [headers['set-cookie'] ?? []]
		.flat()
		.map((cookie) => cookie.split(';')[0])
		.join('; ');
}

async function post(url: string, content: unknown, cookie: string): Promise<Record<string, string> | undefined> {
	const { statusCode, body } = await request(url, { method: 'POST', headers: { 'content-type': 'application/json', cookie }, body: JSON.stringify(content) });
	const text = await body.text();
	if (statusCode === 404) return undefined;
	if (statusCode !== 200) throw new Error(`The chat answered with ${statusCode}: ${text}`);
	return JSON.parse(text) as Record<string, string>;
}
