import { afterAll, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { processMemory } from '../../nodes/common/http/memory.ts';
import { by } from '../contract/case.mts';
import { runNode } from '../support/engine.mts';

/** A reply to which n8n's request helper never says a word: without a deadline of the node's own the execution would hang. */

let server: Server;
let baseUrl: string;
let connections = 0;
const sockets = new Set<Socket>();

beforeAll(async () => {
	server = createServer((socket) => {
		sockets.add(socket);
		socket.on('error', () => {});
		socket.once('data', () => {
			connections += 1;
			socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n');
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
	for (const socket of sockets) socket.destroy();
	await new Promise((resolve) => server.close(resolve));
});

beforeEach(() => void jest.spyOn(processMemory, 'timeoutOf').mockReturnValue(2));

it('"101 Switching Protocols" ends within the timeout, with an unknown outcome', async () => {
	const run = await runNode({
		credential: { username: 'u', password: 'p', baseUrl },
		parameters: { resource: 'server', operation: 'rename', serverNumber: by('id', '321'), serverName: 'renamed' },
	});

	expect(run.error?.message).toBe(`${new URL(baseUrl).host} did not answer within 2 seconds`);
	expect(run.error?.description).toContain('It is unknown whether Robot carried the request out');
	expect(connections).toBe(1);
});
