import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { startSimulator, type Fault } from '../../simulator/index.mts';
import { by } from '../contract/case.mts';
import { pass, paused } from '../support/clock.mts';
import { startNode } from '../support/engine.mts';
import { addon, market, placedAt, server } from '../support/orderNodes.mts';
import { simulatedRobot } from '../support/simulatedRobot.mts';
import { until } from '../support/turns.mts';

const robot = simulatedRobot();
const transactions = () => robot.simulator.state.orders.transactions;

/** A proxy gives up on an order that Robot has not carried out. */
const lost: Fault = { kind: 'reply', method: 'POST', status: 504 };

/** The order is not listed yet when it is looked for. */
const notListedYet: Fault = {
	kind: 'error',
	method: 'GET',
	path: '/order/server/transaction',
	status: 404,
	code: 'NOT_FOUND',
	message: 'No transactions found',
};

describe('an order whose reply did not arrive', () => {
	it('is ordered again after a minute in which it did not turn up', async () => {
		robot.simulator.inject(lost);
		const before = transactions().server.length;
		expect((await robot.run(server)).error?.message).toContain('HTTP 504');

		const again = await robot.run(server);
		expect(again.error).toBeUndefined();
		expectOneMinute();
		expect(transactions().server).toHaveLength(before + 1);
	});

	it('is not ordered again when Robot carries it out late', async () => {
		robot.simulator.inject({ kind: 'cut-after', method: 'POST', path: '/order/server/transaction' });
		robot.simulator.inject({ ...notListedYet, skip: 1 });
		const before = transactions().server.length;
		expect((await robot.run(server)).error).toBeDefined();

		const again = await robot.run(server);
		expect(again.error?.message).toContain('was ordered');
		expect(paused()).toHaveLength(1);
		expect(transactions().server).toHaveLength(before + 1);
	});

	it.each<[string, Fault]>([
		['answered by an internal error', { kind: 'error', method: 'POST', status: 500, code: 'INTERNAL_ERROR', message: 'Internal error' }],
		['answered by what cannot be read', { kind: 'reply', method: 'POST', status: 200, body: '<h1>Please log in</h1>' }],
		['cut off', { kind: 'cut-before', method: 'POST' }],
	])('is waited for, too, when it was %s', async (_what, fault) => {
		robot.simulator.inject(fault);
		expect((await robot.run(server)).error).toBeDefined();

		expect((await robot.run(server)).error).toBeUndefined();
		expectOneMinute();
	});

	it('is waited for, too, when its connection was cut while the execution was being cancelled', async () => {
		robot.simulator.inject({ kind: 'hang', method: 'POST' });
		const { result, cancel } = startNode({ credential: robot.credential, parameters: server });
		await until(() => placedAt(robot).length >= 1);
		cancel();
		await result.catch(() => undefined);

		expect((await robot.run(server)).error).toBeUndefined();
		expectOneMinute();
	});

	it('is not waited for once the minute is over', async () => {
		robot.simulator.inject(lost);
		await robot.run(server);
		pass(61);

		expect((await robot.run(server)).error).toBeUndefined();
		expect(paused()).toEqual([]);
	});
});

/** Just under one: the order itself and the look before took some time as well. */
function expectOneMinute(): void {
	expect(paused()).toHaveLength(1);
	expect(paused()[0]).toBeGreaterThan(55);
	expect(paused()[0]).toBeLessThanOrEqual(60);
}

describe('no order waits', () => {
	/** After the order of one node got no reply, that of another is placed at once. */
	async function expectNoWaitAfter(first: INodeParameters, second: INodeParameters): Promise<void> {
		robot.simulator.inject(lost);
		expect((await robot.run(first)).error?.message).toContain('HTTP 504');

		expect((await robot.run(second)).error).toBeUndefined();
		expect(placedAt(robot)).toHaveLength(2);
		expect(paused()).toEqual([]);
	}

	it('for one of another product', async () => {
		await expectNoWaitAfter(server, { ...server, productId: by('id', 'AX42') });
	});

	it('for one of another kind', async () => {
		await expectNoWaitAfter({ ...server, productId: by('id', '2710001') }, market);
	});

	it('for one of the same addon for another server', async () => {
		await expectNoWaitAfter(addon, { ...addon, serverNumber: by('id', '321') });
	});

	it('where Duplicate Protection is off', async () => {
		await expectNoWaitAfter(server, { ...server, options: { duplicateWindow: 0 } });
	});

	it('for one of another user', async () => {
		robot.simulator.inject(lost);
		expect((await robot.run(server)).error?.message).toContain('HTTP 504');

		robot.simulator.username = '#ws+other';
		expect((await robot.run(server)).error).toBeUndefined();
		expect(paused()).toEqual([]);
	});

	it('for one at another address', async () => {
		robot.simulator.inject(lost);
		expect((await robot.run(server)).error?.message).toContain('HTTP 504');

		const other = await startSimulator();
		const { result } = startNode({ credential: { ...robot.credential, baseUrl: other.url }, parameters: server });
		expect((await result).error).toBeUndefined();
		await other.close();
		expect(paused()).toEqual([]);
	});

	it.each<[string, Fault]>([
		['refused', { kind: 'error', method: 'POST', status: 409, code: 'CONFLICT', message: 'Conflict' }],
		[
			'held back by a limit',
			{ kind: 'error', method: 'POST', status: 403, code: 'RATE_LIMIT_EXCEEDED', message: 'rate limit exceeded', extra: { max_request: 20, interval: 3600 } },
		],
		['not found', { kind: 'error', method: 'POST', status: 404, code: 'NOT_FOUND', message: 'Product not found' }],
	])('after one that was %s', async (_how, fault) => {
		robot.simulator.inject(fault);
		expect((await robot.run(server)).error).toBeDefined();

		const again = await robot.run(server);
		expect(paused()).toEqual([]);
		expect(again.error?.message ?? 'ordered').toMatch(/^(ordered|Nothing was sent: Robot said at .* that its limit of 20 requests per hour is used up)/);
	});

	it('after a test order, whatever becomes of it', async () => {
		await expectNoWaitAfter({ ...server, test: true }, server);
	});
});
