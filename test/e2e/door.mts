import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A way to a server that can be shut: then its address refuses connections, and the server behind it stays as it is. */
export class Door {
	readonly #behind: number;
	#server: Server | undefined;
	readonly #open = new Set<Socket>();
	#port = 0;

	/** @param url of the server behind it */
	constructor(url: string) {
		this.#behind = Number(new URL(url).port);
	}

	get url(): string {
		return `http://127.0.0.1:${this.#port}`;
	}

	async open(): Promise<void> {
		const server = createServer((from) => {
			const to = connect(this.#behind, '127.0.0.1');
			for (const socket of [from, to]) {
				this.#open.add(socket);
				socket.on('error', () => void [from, to].forEach((each) => each.destroy()));
				socket.on('close', () => void this.#open.delete(socket));
			}
			from.pipe(to).pipe(from);
		});
		await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
		this.#port = (server.address() as AddressInfo).port;
		this.#server = server;
	}

	shut(): void {
		this.#server?.close();
		for (const socket of this.#open) socket.destroy();
	}
}
