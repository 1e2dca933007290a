import { proxyAnswered } from '../http/networkFault';
import type { Reply } from '../http/request';
import { readText } from './body';

/** What n8n's request helpers give back. */
export interface Received {
	statusCode: number;
	headers: Reply['headers'];
	/** A stream. */
	body: unknown;
}

/** Reads what was received from an address. Rejects where a proxy has answered instead of leading there, and as `readText` does. */
export async function replyOf(url: string, { statusCode, headers, body }: Received, timeoutSeconds: number): Promise<Reply> {
	if (!isOfProxy(url, statusCode, body)) return { status: statusCode, headers, text: await readText(body, timeoutSeconds) };
	(body as { destroy?: () => void } | undefined)?.destroy?.();
	throw proxyAnswered(statusCode);
}

/**
 * Only a proxy asks for its own login, and only a proxy that refused to connect answers a request to https:// outside of
 * TLS: then the request itself has not left n8n. Plain http:// goes to a proxy with its login.
 */
const isOfProxy = (url: string, status: number, body: unknown): boolean => url.startsWith('https:') && (status === 407 || cameUnencrypted(body));

/** Node's reply names the socket that it came from; one that is unpacked on the way does not. */
function cameUnencrypted(body: unknown): boolean {
	const { socket } = (typeof body === 'object' && body !== null ? body : {}) as { socket?: unknown };
	return typeof socket === 'object' && socket !== null && !('encrypted' in socket && socket.encrypted === true);
}
