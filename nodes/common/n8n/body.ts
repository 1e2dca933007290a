/** The largest replies of Hetzner's APIs, lists of some hundred servers or products, have about a megabyte. */
const MAXIMUM_BYTES = 32 * 1024 * 1024;

/** A text that is no JSON, for a body that is no text. */
const NOT_A_TEXT = '\uFFFD';

type Body = AsyncIterable<Uint8Array> & { destroy: (error?: Error) => void };

/**
 * Reads the body of a reply as UTF-8, up to 32 MB and only as long as the whole request may take: a reply that trickles
 * or never ends must not hold an execution up. Rejects with the code `ETIMEDOUT` or `ETOOLARGE`.
 */
export async function readText(body: unknown, timeoutSeconds: number): Promise<string> {
	if (typeof body === 'string') return body;
	if (body === undefined || body === null) return '';
	if (!isStream(body)) return JSON.stringify(body);
	const deadline = AbortSignal.timeout(timeoutSeconds * 1000);
	deadline.addEventListener('abort', () => body.destroy(withCode('ETIMEDOUT')), { once: true });
	return decode(await readBytes(body));
}

/**
 * Ends what n8n's request helper never ends: a reply of "101 Switching Protocols" stops its timeout, and settles nothing.
 * Rejects with the code `ETIMEDOUT`.
 */
export async function withDeadline<T>(reply: Promise<T>, seconds: number): Promise<T> {
	const deadline = AbortSignal.timeout(seconds * 1000);
	const over = new Promise<never>((_resolve, reject) => {
		deadline.addEventListener('abort', () => reject(withCode('ETIMEDOUT')), { once: true });
	});
	return await Promise.race([reply, over]);
}

const isStream = (body: unknown): body is Body => typeof body === 'object' && body !== null && Symbol.asyncIterator in body;

async function readBytes(body: Body): Promise<Buffer> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of body) {
		chunks.push(chunk);
		size += chunk.length;
		if (size > MAXIMUM_BYTES) throw withCode('ETOOLARGE');
	}
	return Buffer.concat(chunks);
}

function decode(bytes: Buffer): string {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return NOT_A_TEXT;
	}
}

const withCode = (code: string) => Object.assign(new Error(code), { code });
