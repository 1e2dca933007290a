import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { by } from '../contract/case.mts';
import { runNode } from '../support/engine.mts';

const UNKNOWN = 'It is unknown whether Robot carried the request out: look before you repeat it.';
const reset = { resource: 'reset', operation: 'execute', serverNumber: by('id', '321'), type: 'hw' };
const read = { resource: 'reset', operation: 'get', serverNumber: by('id', '321') };

/** The node's end of the newest connection. */
let client: Socket;
const remember = (message: unknown) => void (client = (message as { socket: Socket }).socket);

let robot: Server;
/** What a connection to Robot meets. */
let meet: (socket: Socket) => void;
let connections: number;

beforeEach(async () => {
	subscribe('net.client.socket', remember);
	connections = 0;
	robot = createServer((socket) => {
		connections += 1;
		socket.on('error', () => {});
		meet(socket);
	});
	await new Promise<void>((resolve) => robot.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
	unsubscribe('net.client.socket', remember);
	await new Promise((resolve) => robot.close(resolve));
});

const run = async (scheme: string, parameters: typeof read) => {
	const baseUrl = `${scheme}://127.0.0.1:${(robot.address() as AddressInfo).port}`;
	return await runNode({ credential: { username: 'user', password: 'password', baseUrl }, parameters });
};

/** As the network fails a connection that was established: when the request has arrived at Robot. */
const failing = (syscall: string, code: string) => (socket: Socket) =>
	socket.once('data', () => client.destroy(Object.assign(new Error(`${syscall} ${code}`), { syscall, code, errno: -1 })));

describe('a connection that was established', () => {
	it.each([
		['read', 'ECONNREFUSED'],
		['read', 'EHOSTUNREACH'],
		['read', 'ENETUNREACH'],
		['read', 'EHOSTDOWN'],
		['read', 'ENETDOWN'],
		['write', 'EHOSTUNREACH'],
	])('and fails on %s with %s leaves the outcome of a reset unknown, and the server is not reset again', async (syscall, code) => {
		meet = failing(syscall, code);
		const { error } = await run('http', reset);

		expect(connections).toBe(1);
		expect(error?.message).toMatch(new RegExp(`^The connection to 127\\.0\\.0\\.1:\\d+ failed \\(${code}\\)$`));
		expect(error?.description).toBe(`No reply arrived. ${UNKNOWN}`);
	});

	it('and fails on read while reading is opened again', async () => {
		meet = failing('read', 'EHOSTUNREACH');
		const { error } = await run('http', read);

		expect(connections).toBe(3);
		expect(error?.description).toBe('No reply arrived.');
	});
});

describe('a connection that is cut in the TLS handshake', () => {
	it('has carried nothing, so that a reset is tried again and the error says that nothing was sent', async () => {
		meet = (socket) => void socket.resume().end();
		const { error } = await run('https', reset);

		expect(connections).toBe(3);
		expect(error?.message).toMatch(/^The connection to 127\.0\.0\.1:\d+ failed \(ECONNRESET\)$/);
		expect(error?.description).toBe('No connection came about. Nothing was sent.');
	});
});
