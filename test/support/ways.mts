import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, getCACertificates, setDefaultCACertificates } from 'node:tls';
import { authority, certificate } from './certificate.mts';
import { setEgressFilter } from './egressFilter.mts';

/** What may stand between n8n and Robot, for real: proxies, foreign certificates, n8n's own egress filter, or nobody. */

export interface Way {
	/** The credential's. */
	baseUrl: string;
	/** What arrived outside of Robot's TLS, or would have: all that a proxy has seen, and what a server with a foreign certificate has decrypted. */
	received: string[];
	close: () => Promise<void>;
}

/** A host that is asked over a proxy need not exist. */
const BEHIND_A_PROXY = 'https://robot.invalid';

const PROXY_VARIABLES = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY', 'all_proxy', 'ALL_PROXY', 'no_proxy', 'NO_PROXY'];

/** Lets n8n use a proxy, as its administrator does. */
function useProxy(variable: string, address: string): () => void {
	const before = PROXY_VARIABLES.map((name) => [name, process.env[name]] as const);
	for (const name of PROXY_VARIABLES) delete process.env[name];
	process.env[variable] = address;
	return () => before.forEach(([name, value]) => (value === undefined ? delete process.env[name] : (process.env[name] = value)));
}

const addressOf = (server: Server) => `127.0.0.1:${(server.address() as AddressInfo).port}`;

async function listening<S extends Server>(server: S): Promise<S> {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return server;
}

/** A server that keeps what arrives, and lets a function answer the first of it. */
async function tcpServer(answer: (socket: Socket) => void): Promise<{ server: Server; received: string[] }> {
	const received: string[] = [];
	const server = createTcpServer((socket) => {
		socket.on('error', () => {});
		socket.on('data', (data) => received.push(data.toString('latin1')));
		answer(socket);
	});
	return { server: await listening(server), received };
}

const closed = async (server: Server): Promise<void> => await new Promise((resolve) => void server.close(() => resolve()));

/** A proxy for https://, which is asked to CONNECT. */
export function proxy(answer: (socket: Socket) => void, { variable = 'HTTPS_PROXY', baseUrl = BEHIND_A_PROXY } = {}) {
	return async (): Promise<Way> => {
		const { server, received } = await tcpServer((socket) => socket.once('data', () => answer(socket)));
		const stopUsing = useProxy(variable, `http://${addressOf(server)}`);
		return {
			baseUrl,
			received,
			close: async () => {
				stopUsing();
				await closed(server);
			},
		};
	};
}

/** A proxy that is not there, or whose address is none. */
const noProxy = (address: string) => async (): Promise<Way> => {
	const stopUsing = useProxy('HTTPS_PROXY', address);
	return { baseUrl: BEHIND_A_PROXY, received: [], close: async () => stopUsing() };
};

/** A proxy's own answer. */
export const status = (code: number, words: string) => (socket: Socket) =>
	void socket.end(`HTTP/1.1 ${code} ${words}\r\nContent-Type: text/html\r\nContent-Length: 28\r\n\r\n<html><h1>Sorry</h1></html>\n`);

const connected = (socket: Socket, then: (socket: Socket) => void): void => {
	socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
	socket.once('data', () => then(socket));
};

/** A server for https:// with a certificate, of which n8n trusts the authorities in `trusted`. */
export function tls(made: () => { key: string; cert: string; trusted?: string[] }) {
	return async (): Promise<Way> => {
		const { trusted = [], ...own } = made();
		const received: string[] = [];
		const server = createTlsServer(own, (socket) => {
			socket.on('error', () => {});
			socket.on('data', (data) => {
				received.push(data.toString('latin1'));
				socket.end('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 34\r\n\r\n{"server":{"server_number":  321}}');
			});
		});
		const before = getCACertificates('default');
		setDefaultCACertificates([...before, ...trusted]);
		await listening(server);
		return {
			baseUrl: `https://${addressOf(server)}`,
			received,
			close: async () => {
				setDefaultCACertificates(before);
				await closed(server);
			},
		};
	};
}

/** A server for https:// that does not come to TLS. */
const noTls = (answer: (socket: Socket) => void) => async (): Promise<Way> => {
	const { server } = await tcpServer(answer);
	return { baseUrl: `https://${addressOf(server)}`, received: [], close: async () => await closed(server) };
};

const nobody = (baseUrl: string) => async (): Promise<Way> => ({ baseUrl, received: [], close: async () => {} });

export const ways = {
	refused: nobody('http://127.0.0.1:1'),
	unknownHost: nobody('https://robot.invalid'),

	proxy407: proxy(status(407, 'Proxy Authentication Required')),
	proxy403: proxy(status(403, 'Forbidden')),
	proxy502: proxy(status(502, 'Bad Gateway')),
	proxy503: proxy(status(503, 'Service Unavailable')),
	proxyCuts: proxy((socket) => void socket.destroy()),
	proxyAnswersHalf: proxy((socket) => void socket.end('HTTP/1.1 200 Conn')),
	proxyLeadsNowhere: proxy((socket) => connected(socket, () => void socket.end())),
	proxyResets: proxy((socket) => connected(socket, () => void socket.resetAndDestroy())),
	proxyIsDown: noProxy('http://127.0.0.1:1'),
	proxyIsUnknown: noProxy('http://proxy.invalid:3128'),
	proxyWithoutAddress: noProxy('http://'),
	/** Plain http:// goes to a proxy as well, this computer's own addresses included, and so does its login. */
	httpProxy407: proxy(status(407, 'Proxy Authentication Required'), { variable: 'HTTP_PROXY', baseUrl: 'http://127.0.0.1:9' }),

	certificateOfItself: tls(() => certificate()),
	certificateOfOwnAuthority: tls(() => {
		const own = authority();
		const { key, cert } = certificate({ authority: own });
		return { key, cert: cert + own.cert };
	}),
	certificateWithoutAuthority: tls(() => certificate({ authority: authority() })),
	certificateOutdated: tls(() => {
		const own = authority();
		return { ...certificate({ authority: own, until: new Date(Date.now() - 3_600_000) }), trusted: [own.cert] };
	}),
	certificateForAnother: tls(() => {
		const own = authority();
		return { ...certificate({ authority: own, host: 'another.example.com' }), trusted: [own.cert] };
	}),
	trusted: tls(() => {
		const own = authority();
		return { ...certificate({ authority: own }), trusted: [own.cert] };
	}),
	noTls: noTls((socket) => void socket.write('HTTP/1.1 400 Bad Request\r\n\r\n')),
	handshakeCut: noTls((socket) => void socket.resume().end()),
	handshakeReset: noTls((socket) => socket.once('data', () => void socket.resetAndDestroy())),

	egressFilter: async (): Promise<Way> => {
		setEgressFilter(true);
		return { baseUrl: 'http://127.0.0.1:9', received: [], close: async () => setEgressFilter(false) };
	},
} satisfies Record<string, () => Promise<Way>>;
