/** The way to the simulated Robot: as slow as a real one, and a place to stop requests at. */
import { createServer, request as send, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A request that stands on the way. */
export interface Stopped {
	/** Where it comes from. */
	port: number;
	/** Lets it go on. */
	release: () => void;
}

export interface WayToRobot {
	/** Another address for the same Robot: a new account, as far as n8n's processes know. */
	newAddress: () => Promise<string>;
	/** How long each request takes at least, in milliseconds. */
	latency: number;
	/** Stops the next request of this kind before it comes to Robot, or its reply where Robot has carried it out. */
	stopNext: (method: string, path: string, where: 'before' | 'after') => Promise<Stopped>;
	close: () => Promise<void>;
}

interface Stop {
	method: string;
	path: string;
	where: 'before' | 'after';
	stopped: (stopped: Stopped) => void;
}

export async function wayTo(robot: string): Promise<WayToRobot> {
	let stops: Stop[] = [];
	const servers: Server[] = [];
	const sockets = new Set<Socket>();
	const passes = async (request: IncomingMessage, where: Stop['where']) => {
		const stop = stops.find(({ method, path, where: place }) => place === where && method === request.method && request.url?.startsWith(path));
		if (!stop) return;
		stops = stops.filter((other) => other !== stop);
		await new Promise<void>((release) => stop.stopped({ port: request.socket.remotePort!, release }));
	};
	const answer: RequestListener = (incoming, outgoing) => {
		const go = async () => {
			const body = Buffer.concat((await incoming.toArray()) as Buffer[]);
			await passes(incoming, 'before');
			await new Promise((resolve) => setTimeout(resolve, way.latency));
			const reply = await forward(`${robot}${incoming.url}`, incoming, body);
			await passes(incoming, 'after');
			outgoing.writeHead(reply.status, reply.headers).end(reply.body);
		};
		void go().catch(() => outgoing.destroy());
	};
	const newAddress = async (): Promise<string> => {
		const server = createServer(answer);
		servers.push(server);
		server.on('connection', (socket) => {
			sockets.add(socket);
			socket.on('close', () => sockets.delete(socket)).on('error', () => {});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	};
	const way: WayToRobot = {
		newAddress,
		latency: 100,
		stopNext: async (method, path, where) => await new Promise((stopped) => stops.push({ method, path, where, stopped })),
		close: async () => {
			for (const socket of sockets) socket.destroy();
			await Promise.all(servers.map(async (server) => await new Promise((resolve) => server.close(resolve))));
		},
	};
	return way;
}

interface Forwarded {
	status: number;
	headers: IncomingMessage['headers'];
	body: Buffer;
}

async function forward(url: string, { method, headers }: IncomingMessage, body: Buffer): Promise<Forwarded> {
	return await new Promise((resolve, reject) => {
		const forwarded = send(url, { method, headers }, (reply) => {
			reply.toArray().then((chunks) => resolve({ status: reply.statusCode!, headers: reply.headers, body: Buffer.concat(chunks as Buffer[]) }), reject);
		});
		forwarded.on('error', reject).end(body);
	});
}
