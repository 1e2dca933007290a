import { describe, expect, it } from '@jest/globals';
import { processMemory } from '../../nodes/common/http/memory.ts';
import type { Fault } from '../../simulator/index.mts';
import { pass } from '../support/clock.mts';
import { Polling } from '../support/poll.mts';
import { ALL, DAY, HOUR, later, watchedRobot } from '../support/trigger.mts';

const { robot, published, order, snapshot } = watchedRobot();

const UNAUTHORIZED: Fault = { kind: 'error', status: 401, code: 'UNAUTHORIZED', message: 'Unauthorized', times: Infinity };
const BARE: Fault = { kind: 'reply', status: 403, body: '<h1>Forbidden</h1>', times: Infinity };
const limit = (path: string, max_request = 500, interval = HOUR): Fault => ({
	kind: 'error',
	status: 403,
	code: 'RATE_LIMIT_EXCEEDED',
	message: 'rate limit exceeded',
	extra: { max_request, interval },
	path,
	times: Infinity,
});

const unpublished = (events: string[]) => new Polling({ credential: robot.credential, parameters: { events } });

/** n8n is started so often, a minute after it was killed, and remembers only what it has saved. */
async function restart(n8n: Polling, times: number): Promise<void> {
	for (let count = 0; count < times; count++) {
		n8n.kill();
		processMemory.forget();
		pass(60);
		await n8n.start();
	}
}

describe('n8n that is started again after a refusal', () => {
	it.each([
		['orderTransactionUpdated', UNAUTHORIZED, 'GET /order/server_addon/transaction'],
		['snapshotCompletedRobot', UNAUTHORIZED, 'GET /storagebox'],
		['serverChanged', BARE, 'GET /server'],
		['orderTransactionUpdated', BARE, 'GET /order/server_addon/transaction'],
	])('does not send the login again: %s', async (event, fault, request) => {
		robot.simulator.inject(fault);
		const n8n = unpublished([event]);
		await n8n.start();
		await restart(n8n, 3);
		expect(robot.sent()).toEqual([request]);
		expect(n8n.errors).toHaveLength(1);
	});

	it('does not send the login again that was refused for a part only', async () => {
		const n8n = await published('snapshotCompletedRobot');
		robot.simulator.inject({ ...UNAUTHORIZED, path: '/storagebox/*' });
		await restart(n8n, 1);
		robot.simulator.clearRequests();
		await restart(n8n, 3);
		expect(robot.sent()).toEqual([]);
	});

	it.each([
		['orderTransactionUpdated', '/order/server/transaction', () => order('server', 'B1')],
		['snapshotCompletedRobot', '/storagebox/12345/snapshot', () => snapshot(12345, later(0))],
	])('keeps to a limit that a part has met, and loses nothing: %s', async (event, path, change) => {
		const n8n = await published(event);
		robot.simulator.inject(limit(path));
		await restart(n8n, 1);
		await n8n.next(60);
		robot.simulator.clearRequests();
		await restart(n8n, 3);
		await n8n.next(50 * 60);
		expect(robot.sent()).toEqual([]);
		robot.simulator.clearFaults();
		change();
		expect([...(await n8n.next(HOUR)), ...(await n8n.next())]).toMatchObject([{ event }]);
	});
});

describe('a limit that one kind of orders has met', () => {
	it('is still kept to after a restart when another kind was told meanwhile', async () => {
		const n8n = await published('orderTransactionUpdated');
		robot.simulator.inject(limit('/order/server/transaction'));
		await restart(n8n, 1);
		order('market', 'B1');
		expect(await n8n.next(60)).toMatchObject([{ eventId: 'order:market:B1:new' }]);
		robot.simulator.clearRequests();
		await restart(n8n, 2);
		expect(robot.sent()).toEqual([]);
	});

	it('does not hide a later one, though the clock was put right meanwhile', async () => {
		pass(3 * DAY);
		const n8n = await published('orderTransactionUpdated');
		robot.simulator.inject(limit('/order/server/transaction'));
		await restart(n8n, 1);
		pass(-3 * DAY);
		await restart(n8n, 1);
		robot.simulator.clearRequests();
		await restart(n8n, 2);
		expect(robot.sent()).toEqual([]);
	});
});

describe('access that is refused without a reason', () => {
	it('is one outage for all events, in one poll and in later ones', async () => {
		robot.simulator.inject(BARE);
		const n8n = unpublished(ALL);
		await n8n.start();
		await restart(n8n, 2);
		for (let poll = 0; poll < 4; poll++) await n8n.look();
		expect(n8n.errors).toMatchObject([{ message: expect.stringContaining('HTTP 403') }]);
		expect(n8n.errors[0]!.description).toContain(
			'Affected: Failover IP Switched, Market Offer Found, Order Transaction Updated, Server Changed, Snapshot Completed (Robot, Until July 2025).',
		);
	});

	it('does not hide that the login is refused', async () => {
		robot.simulator.inject(BARE);
		const n8n = unpublished(['serverChanged']);
		await n8n.start();
		robot.simulator.clearFaults();
		robot.simulator.inject(UNAUTHORIZED);
		await n8n.look(11 * 60);
		expect(n8n.errors).toMatchObject([{ message: expect.stringContaining('HTTP 403') }, { message: expect.stringContaining('Robot refused') }]);
	});
});

describe("a starting point that Robot's own limit does not allow", () => {
	it('does not blame the share of polling', async () => {
		robot.simulator.inject(limit('/server', 200, 3000));
		const n8n = unpublished(['serverChanged']);
		await expect(n8n.test()).rejects.toMatchObject({ failure: { cause: 'rate-limited' } });
		robot.simulator.clearRequests();
		await n8n.start();
		expect(robot.sent()).toEqual([]);
		expect(n8n.errors).toMatchObject([
			{
				message: expect.stringMatching(/^Nothing was sent: Robot said at .* that its limit of 200 requests per 3000 seconds is used up/),
				description: expect.stringMatching(/^The trigger asks again in 50 minutes\. Affected: Server Changed\. /),
			},
		]);
	});

	it('is counted by what other operations have used up', async () => {
		for (let count = 0; count < 100; count++) await robot.run({ resource: 'failover', operation: 'getAll' });
		const n8n = unpublished(['failoverIpSwitched']);
		await n8n.start();
		expect(n8n.errors).toMatchObject([{ message: expect.stringContaining('100 were used by this n8n process') }]);
	});
});
