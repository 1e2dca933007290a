import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { runNode } from '../support/engine.mts';
import { itemsOf } from '../support/simulatedRobot.mts';
import { turns } from '../support/turns.mts';

/** A password that changes at Robot meets reads side by side, whose replies come in every order. */

let server: Server;
/** What waits for its reply, in the order in which it arrived. */
let open: Array<() => void>;
let isGood: boolean;
let refused: number;

beforeEach(async () => {
	open = [];
	isGood = true;
	refused = 0;
	server = createServer((_request, response) => {
		// Robot looks at the login when the request arrives.
		const status = isGood ? 200 : 401;
		if (!isGood) refused += 1;
		open.push(() => {
			response.writeHead(status, { 'content-type': 'application/json' });
			response.end(status === 200 ? '{"server":{"server_number":1}}' : '{"error":{"status":401,"code":"UNAUTHORIZED","message":"Unauthorized"}}');
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
});

/** Reads so many servers, and lets the replies go as `order` has it: each number says which of those that wait is next. */
async function read(count: number, order: number[]): Promise<{ widest: number }> {
	const credential = { username: '#ws+a', password: 'p', baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
	const parameters = { resource: 'server', operation: 'get', serverNumber: '={{ $json.n }}' };
	let isDone = false;
	let widest = 0;
	const run = runNode({ credential, parameters, items: itemsOf(...Array.from({ length: count }, (_, index) => index + 1)), onError: 'continueRegularOutput' });
	const done = run.finally(() => (isDone = true));
	for (let turn = 0; !isDone; turn++) {
		// What is on its way arrives before the next reply leaves.
		await turns(15);
		widest = Math.max(widest, open.length);
		open.splice((order[turn % order.length] as number) % Math.max(1, open.length), 1)[0]?.();
	}
	expect((await done).json).toHaveLength(count);
	return { widest };
}

/** All orders of so many. */
const orders = (numbers: number[]): number[][] =>
	numbers.length === 0 ? [[]] : numbers.flatMap((number) => orders(numbers.filter((other) => other !== number)).map((rest) => [number, ...rest]));

it.each(orders([0, 1, 2, 3]))('in the order %i %i %i %i after a burst of good ones: two are refused at most', async (...order) => {
	await read(12, order);
	isGood = false;

	await read(20, order);
	expect(refused).toBeGreaterThan(0);
	expect(refused).toBeLessThanOrEqual(2);
});

it('that does not change keeps twenty under way', async () => {
	expect((await read(60, [0])).widest).toBe(20);
});
