/**
 * A Robot that does nothing but answer, in a thread of its own: what it takes is not counted against anybody.
 * The parts tell it to wait before each reply, or to answer with other objects.
 */
import { createServer, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import type { Certified } from '../test/support/certificate.mts';

interface Settings {
	/** With which it speaks TLS. */
	certified?: Certified;
	/** How long it waits before each reply, in milliseconds. */
	latency?: number;
	/** The reply, as JSON, in which `{number}` is the last part of the path. */
	reply: string;
}

export interface BenchServer {
	url: string;
	close: () => Promise<void>;
}

/** Starts such a Robot. */
export async function startServer(settings: Settings): Promise<BenchServer> {
	const worker = new Worker(new URL(import.meta.url), { workerData: settings });
	const port = await new Promise<number>((resolve, reject) => worker.once('message', resolve).once('error', reject));
	return { url: `${settings.certified ? 'https' : 'http'}://127.0.0.1:${port}`, close: async () => void (await worker.terminate()) };
}

function serve({ certified, latency = 0, reply }: Settings): Server {
	const answer: RequestListener = ({ url = '' }, response) => {
		const send = () => response.setHeader('content-type', 'application/json').end(reply.replaceAll('{number}', url.split('/').at(-1) ?? ''));
		if (latency > 0) setTimeout(send, latency);
		else send();
	};
	return certified ? createSecureServer(certified, answer) : createServer(answer);
}

if (parentPort) {
	const server = serve(workerData as Settings);
	server.listen(0, '127.0.0.1', 1024, () => parentPort?.postMessage((server.address() as AddressInfo).port));
}
