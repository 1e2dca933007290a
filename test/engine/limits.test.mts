import { describe, expect, it } from '@jest/globals';
import type { Fault } from '../../simulator/index.mts';
import { by } from '../contract/case.mts';
import { startNode } from '../support/engine.mts';
import { itemsOf, pairedItems, shown, simulatedRobot } from '../support/simulatedRobot.mts';
import { paused } from '../support/time.mts';

const robot = simulatedRobot();

const reset = { resource: 'reset', operation: 'execute', serverNumber: by('id', '470'), type: 'hw' };
const snapshot = { resource: 'storageBoxSnapshot', operation: 'create', storageBoxId: by('id', '12345') };
const getServer = { resource: 'server', operation: 'get', serverNumber: by('id', '={{ $json.n }}') };
const rename = { resource: 'server', operation: 'rename', serverNumber: by('id', '={{ $json.n }}'), serverName: 'renamed' };
const times = (count: number) => itemsOf(...Array.from({ length: count }, (_, index) => index));

/** What Robot answers when other programs have used a limit up. */
const usedUp = (max: number, interval: number): Fault => ({
	kind: 'error',
	status: 403,
	code: 'RATE_LIMIT_EXCEEDED',
	message: 'rate limit exceeded',
	extra: { max_request: max, interval },
});

describe('a short request limit', () => {
	it('is kept by waiting: three snapshots take two pauses of five seconds, and none is refused', async () => {
		const run = await robot.run(snapshot, { items: times(3) });

		expect(run.error).toBeUndefined();
		expect(run.json).toHaveLength(3);
		expect(paused()).toEqual([5, 5]);
		expect(robot.simulator.requests().map(({ status }) => status)).toEqual([201, 201, 201]);
	});

	it('that other programs have used up is waited for, too', async () => {
		robot.simulator.inject(usedUp(1, 5));
		const run = await robot.run(snapshot);

		expect(run.json).toHaveLength(1);
		expect(paused()).toEqual([5]);
		expect(robot.simulator.requests().map(({ status }) => status)).toEqual([403, 201]);
	});
});

describe('a long request limit', () => {
	it('stops the node before it sends, and says what was used, what is left and when it can go on', async () => {
		const run = await robot.run(reset, { items: times(53) });

		expect(shown(run)).toEqual({
			message: 'Stopped after 50 of 53 items: Robot allows 50 requests per hour for this, and 50 were used by this n8n',
			description:
				'Items 0 to 49 were carried out. Items 50 to 52 were not carried out. It can go on in 60 minutes. The option Wait for Request Limit lets the node wait that long. ' +
				'With On Error set to Continue, the node puts out what was carried out.',
			httpCode: null,
			item: 50,
		});
		expect(robot.sent()).toHaveLength(50);
		expect(paused()).toEqual([]);
	});

	it('is waited for where the option allows it', async () => {
		const run = await robot.run({ ...reset, options: { waitForLimit: 3600 } }, { items: times(51) });

		expect(run.error).toBeUndefined();
		expect(run.json).toHaveLength(51);
		expect(robot.simulator.requests().every(({ status }) => status === 200)).toBe(true);
		expect(paused()).toHaveLength(1);
		expect(paused()[0]).toBeGreaterThan(3500);
	});

	it('is not waited for longer than the option allows', async () => {
		const run = await robot.run({ ...reset, options: { waitForLimit: 600 } }, { items: times(51) });
		expect(run.error?.message).toContain('Robot allows 50 requests per hour for this');
		expect(paused()).toEqual([]);
	});

	it('that other programs have used up is believed: the next run sends nothing', async () => {
		robot.simulator.inject(usedUp(50, 3600));

		expect((await robot.run(reset)).error?.message).toBe("Robot's request limit is used up: 50 requests per hour");
		expect((await robot.run(reset)).error?.message).toContain('Nothing was sent: Robot allows 50 requests per hour for this');
		expect(robot.sent()).toHaveLength(1);
	});

	it('that other programs have used up is waited for where the option allows it', async () => {
		robot.simulator.inject(usedUp(50, 3600));
		const run = await robot.run({ ...reset, options: { waitForLimit: 3600 } });

		expect(run.json).toHaveLength(1);
		expect(paused()).toEqual([3600]);
	});

	it('is counted for each account', async () => {
		await robot.run(reset, { items: times(50) });
		robot.simulator.clearRequests();
		robot.simulator.setLimits(false);
		const other = { ...robot.credential, baseUrl: robot.credential.baseUrl.replace('127.0.0.1', 'localhost') };

		const { result } = startNode({ credential: other, parameters: reset });
		expect((await result).error).toBeUndefined();
		expect(robot.sent()).toHaveLength(1);
	});

	it('of which less than a fifth is left is warned of', async () => {
		expect((await robot.run(reset, { items: times(40) })).hints).toEqual([]);
		expect((await robot.run(reset)).hints).toEqual(['POST /reset/{serverNumber}: 9 of 50 requests per hour are left']);
	});
});

describe('what an execution reads', () => {
	it('is asked once, however many items want it', async () => {
		const run = await robot.run(getServer, { items: itemsOf(321, 322, 321, 321) });

		expect(run.json).toMatchObject([{ server_number: 321 }, { server_number: 322 }, { server_number: 321 }, { server_number: 321 }]);
		expect(pairedItems(run)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }, { item: 3 }]);
		expect(robot.sent().sort()).toEqual(['GET /server/321', 'GET /server/322']);
	});

	it('comes out in the order of the items, with at most ten requests under way', async () => {
		const numbers = [321, 322, 345, 346, 401, 412, 421, 422, 423, 450, 460, 465, 470, 480, 485, 499];
		// The first answer takes longest.
		robot.simulator.inject({ kind: 'drip', bytesPerSecond: 4000, path: '/server/321' });
		const run = await robot.run(getServer, { items: itemsOf(...numbers) });

		expect(run.json.map((json) => (json as { server_number: number }).server_number)).toEqual(numbers);
	});

	it('stops at the first failure and does not begin the rest', async () => {
		const run = await robot.run(getServer, { items: itemsOf(9999, ...Array.from({ length: 40 }, (_, index) => 1000 + index)) });

		expect(run.error?.message).toContain('SERVER_NOT_FOUND');
		expect(run.error?.context.itemIndex).toBe(0);
		expect(robot.sent().length).toBeLessThanOrEqual(11);
	});
});

describe('changes', () => {
	it('run one after another and stop at the first failure', async () => {
		const run = await robot.run(rename, { items: itemsOf(321, 9999, 322) });

		expect(run.error?.message).toContain('SERVER_NOT_FOUND');
		expect(robot.sent()).toEqual(['POST /server/321 server_name=renamed', 'POST /server/9999 server_name=renamed']);
	});
});

describe('a cancelled execution', () => {
	it('sends nothing more and ends a pause at once', async () => {
		robot.simulator.inject({ kind: 'hang', path: '/server/322' });
		const { result, cancel } = startNode({ credential: robot.credential, parameters: rename, items: itemsOf(321, 322, 345), onError: 'continueRegularOutput' });
		while (robot.sent().length < 2) await new Promise((resolve) => setImmediate(resolve));
		cancel();
		await result.catch(() => undefined);
		for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));

		expect(robot.sent()).toEqual(['POST /server/321 server_name=renamed', 'POST /server/322 server_name=renamed']);
		expect(robot.server(345).server_name).toBe('db1');
	});
});
