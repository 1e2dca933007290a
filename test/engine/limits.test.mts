import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { HetznerRobot } from '../../nodes/HetznerRobot/HetznerRobot.node.ts';
import type { Fault } from '../../simulator/index.mts';
import { by } from '../contract/case.mts';
import { holdPauses, pass, paused, stopClock } from '../support/clock.mts';
import { runNode, search, startNode } from '../support/engine.mts';
import { server as orderServer } from '../support/orderNodes.mts';
import { Polling } from '../support/poll.mts';
import { startReplay, type Replay } from '../support/replay.mts';
import { itemsOf, pairedItems, shown, simulatedRobot } from '../support/simulatedRobot.mts';
import { turns, until } from '../support/turns.mts';

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

describe('limits that are refused again and again', () => {
	it('are waited for as long as Wait for Request Limit allows, however often: a reset is sent five times and carried out once', async () => {
		for (const interval of [2, 1, 1, 1]) robot.simulator.inject(usedUp(50, interval));
		const run = await robot.run({ ...reset, options: { waitForLimit: 60 } });

		expect(run.error).toBeUndefined();
		expect(robot.simulator.requests().map(({ status }) => status)).toEqual([403, 403, 403, 403, 200]);
		expect(paused()).toEqual([2, 1, 1, 1]);
	});

	it('of a second are told as such', async () => {
		robot.simulator.inject(usedUp(1, 1));
		await expect(search(robot.credential, 'searchServers')).rejects.toThrow("Robot's request limit is used up: 1 request per second");
	});

	it('of HTTP 429 are waited for by Retry-After', async () => {
		robot.simulator.inject({ kind: 'reply', status: 429, headers: { 'retry-after': '9' } });
		expect((await robot.run({ resource: 'server', operation: 'getAll' })).error).toBeUndefined();
		expect(paused()).toEqual([9]);
	});

	it('are told in the panel of the trigger without the option that it has not', async () => {
		robot.simulator.inject({ ...usedUp(200, 3600), path: '/server' });
		const trigger = new Polling({ credential: robot.credential, parameters: { events: ['serverChanged'] } });
		await expect(trigger.test()).rejects.toThrow("Robot's request limit is used up");
		await expect(trigger.test()).rejects.toMatchObject({
			message: expect.stringMatching(/^Nothing was sent: Robot said at \d\d:\d\d that its limit of 200 requests per hour is used up/) as unknown,
			description: 'It can go on in 60 minutes. The next poll after that asks again.',
		});
	});
});

describe('a long request limit', () => {
	it('stops the node before it sends, and says what was used, what is left and when it can go on', async () => {
		const run = await robot.run(reset, { items: times(53) });

		expect(shown(run)).toEqual({
			message: 'Stopped after 50 of 53 items: Robot allows 50 requests per hour for this, and 50 were used by this n8n process',
			description:
				'Items 0 to 49 were carried out (470). Items 50 to 52 were not carried out. It can go on in 60 minutes. The option Wait for Request Limit lets the node wait that long. ' +
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

	it('is waited for as long as the option allows in all, and not for each wait', async () => {
		// The first 40 minutes are allowed, of the second 40 only 20 are left.
		robot.simulator.inject({ ...usedUp(50, 2400), times: 2 });
		const run = await robot.run({ ...reset, options: { waitForLimit: 3600 } });

		expect(run.error?.message).toBe("Robot's request limit is used up: 50 requests per 2400 seconds");
		expect(paused()).toEqual([2400]);
		expect(robot.sent()).toHaveLength(2);
	});

	it('is waited for anew by the next execution', async () => {
		robot.simulator.inject(usedUp(50, 2400));
		await robot.run({ ...reset, options: { waitForLimit: 3600 } });
		robot.simulator.inject(usedUp(50, 2400));
		expect((await robot.run({ ...reset, options: { waitForLimit: 3600 } })).error).toBeUndefined();
		expect(paused()).toEqual([2400, 2400]);
	});

	it('that other programs have used up is believed: the next run sends nothing', async () => {
		robot.simulator.inject(usedUp(50, 3600));

		expect((await robot.run(reset)).error?.message).toBe("Robot's request limit is used up: 50 requests per hour");
		expect((await robot.run(reset)).error?.message).toContain('that its limit of 50 requests per hour is used up (other programs count, too)');
		expect(robot.sent()).toHaveLength(1);
	});

	it('that Robot called used up is told with the time of the workflow at which it said so', async () => {
		stopClock();
		pass((Date.UTC(2030, 0, 31, 5, 27) - Date.now()) / 1000);
		robot.simulator.inject(usedUp(50, 3600));
		await robot.run(reset);
		pass(1200);

		expect(shown(await robot.run(reset, { timezone: 'Europe/Berlin', items: times(2) }))).toMatchObject({
			message: 'Nothing was sent: Robot said at 06:27 that its limit of 50 requests per hour is used up (other programs count, too)',
			description: 'Items 0 to 1 were not carried out. It can go on in 40 minutes. The option Wait for Request Limit lets the node wait that long.',
		});
	});

	it('that other programs have used up is waited for where the option allows it', async () => {
		robot.simulator.inject(usedUp(50, 3600));
		const run = await robot.run({ ...reset, options: { waitForLimit: 3600 } });

		expect(run.json).toHaveLength(1);
		expect(paused()).toEqual([3600]);
	});

	it('is counted for each address', async () => {
		await robot.run(reset, { items: times(50) });
		robot.simulator.clearRequests();
		robot.simulator.setLimits(false);
		const other = { ...robot.credential, baseUrl: robot.credential.baseUrl.replace('127.0.0.1', 'localhost') };

		expect((await runNode({ credential: other, parameters: reset })).error).toBeUndefined();
		expect(robot.sent()).toHaveLength(1);
	});

	it('is counted for each user of one address', async () => {
		await robot.run(reset, { items: times(50) });
		robot.simulator.setLimits(false);
		robot.simulator.clearRequests();
		const { username } = robot.simulator;

		robot.simulator.username = '#ws+other';
		expect((await robot.run(reset)).error).toBeUndefined();
		expect(robot.sent()).toHaveLength(1);
		robot.simulator.username = username;
		expect((await robot.run(reset)).error?.message).toContain('and 50 were used by this n8n process');
		expect(robot.sent()).toHaveLength(1);
	});

	it('that other programs of one user have used up does not hold back another user', async () => {
		robot.simulator.inject(usedUp(50, 3600));
		expect((await robot.run(reset)).error).toBeDefined();

		robot.simulator.username = '#ws+other';
		expect((await robot.run(reset)).error).toBeUndefined();
	});

	it('counts resets after an activation and resets of their own together: before the 51st nothing is activated', async () => {
		const activate = { resource: 'boot', operation: 'activateRescue', serverNumber: by('id', '470'), os: 'linux', resetNow: true, resetType: 'hw' };
		const resets = () => robot.sent().filter((line) => line.startsWith('POST /reset/'));
		await robot.run(reset, { items: times(49) });
		expect((await robot.run(activate)).error).toBeUndefined();
		expect(resets()).toHaveLength(50);

		const { error } = await robot.run({ ...activate, serverNumber: by('id', '321') });
		expect(error?.message).toBe('Nothing was sent: Robot allows 50 requests per hour for this, and 50 were used by this n8n process');
		expect(robot.sent().filter((line) => line.startsWith('POST /boot/321'))).toEqual([]);
		expect((await robot.run(reset)).error?.message).toContain('and 50 were used by this n8n process');
		expect(resets()).toHaveLength(50);
	});

	it.each([
		['two years', 2 * 365 * 86_400],
		['longer than a number can say exactly', 1e300],
	])('that Robot says is used up for %s holds back for a day', async (_what, interval) => {
		robot.simulator.inject(usedUp(50, interval));
		expect(shown(await robot.run(reset))).toMatchObject({
			message: "Robot's request limit is used up: 50 requests per day",
			description: 'Nothing was carried out. The limit counts every program that uses this account; try again within 24 hours.',
		});

		pass(23.5 * 3600);
		expect((await robot.run(reset)).error?.description).toContain('It can go on in 30 minutes.');
		pass(0.5 * 3600);
		expect((await robot.run(reset)).error).toBeUndefined();
	});

	it('of which less than a fifth is left is warned of', async () => {
		expect((await robot.run(reset, { items: times(40) })).hints).toEqual([]);
		expect((await robot.run(reset)).hints).toEqual(['POST /reset/{serverNumber}: 9 of 50 requests per hour are left']);
	});
});

describe('what an execution reads', () => {
	let server: Replay;
	beforeEach(async () => {
		server = await startReplay();
		server.answer({ body: { server: { server_number: 1 } } });
	});
	afterEach(() => server.close());

	it('is asked once, however many items want it', async () => {
		const run = await robot.run(getServer, { items: itemsOf(321, 322, 321, 321) });

		expect(run.json).toMatchObject([{ server_number: 321 }, { server_number: 322 }, { server_number: 321 }, { server_number: 321 }]);
		expect(pairedItems(run)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }, { item: 3 }]);
		expect(robot.sent().sort()).toEqual(['GET /server/321', 'GET /server/322']);
	});

	it('is asked with twenty requests under way at once, and no more', async () => {
		// Each accepted reply lets one more be under way.
		const credential = { ...robot.credential, baseUrl: server.url };
		await runNode({ credential, parameters: getServer, items: itemsOf(1000) });

		const run = runNode({ credential, parameters: getServer, items: itemsOf(...Array.from({ length: 50 }, (_, index) => index + 1)) });
		expect(await server.openAtOnce(20, 22)).toBe(20);
		expect((await run).json).toHaveLength(50);
		expect(server.received).toHaveLength(51);
	});

	it('comes out in the order of the items', async () => {
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
		expect(robot.sent()).toEqual(['GET /server/9999', 'GET /server/1000']);
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
	it('sends nothing more', async () => {
		robot.simulator.inject({ kind: 'hang', path: '/server/322' });
		const { result, cancel } = startNode({ credential: robot.credential, parameters: rename, items: itemsOf(321, 322, 345), onError: 'continueRegularOutput' });
		await until(() => robot.sent().length >= 2);
		cancel();
		await result.catch(() => undefined);
		await turns(50);

		expect(robot.sent()).toEqual(['POST /server/321 server_name=renamed', 'POST /server/322 server_name=renamed']);
		expect(robot.server(345).server_name).toBe('db1');
	});

	const pausing: Array<[string, () => void, Parameters<typeof robot.run>]> = [
		['for a short limit', () => undefined, [snapshot, { items: times(2) }]],
		['for a long limit', () => robot.simulator.inject(usedUp(50, 3600)), [{ ...reset, options: { waitForLimit: 3600 } }]],
		['before it asks again', () => robot.simulator.inject({ kind: 'reply', status: 502, path: '/server' }), [{ resource: 'server', operation: 'getAll' }]],
		['for a firewall that gets ready', () => undefined, [{ resource: 'firewall', operation: 'clear', serverNumber: by('id', '321'), waitForCompletion: true, maximumWait: 300 }]],
	];

	it.each(pausing)('ends at once while it waits %s, and sends nothing more', async (_why, prepare, [parameters, options]) => {
		prepare();
		holdPauses();
		const execute = jest.spyOn(HetznerRobot.prototype, 'execute');
		const { result, cancel } = startNode({ credential: robot.credential, parameters, ...options });
		await until(() => paused().length >= 1);
		const sentBefore = robot.sent();
		cancel();
		await result.catch(() => undefined);

		await expect(execute.mock.results[0]!.value).rejects.toThrow(/^(Nothing more was sent|The change was sent, but what came after it failed): the execution was cancelled$/);
		expect(robot.sent()).toEqual(sentBefore);
		expect(paused()).toHaveLength(1);
	});

	it('lets the next order go first at once, which waited for its turn', async () => {
		robot.simulator.inject({ kind: 'reply', method: 'POST', status: 504 });
		await robot.run(orderServer);
		holdPauses();
		const { result, cancel } = startNode({ credential: robot.credential, parameters: orderServer });
		await until(() => paused().length >= 1);
		const next = robot.run({ ...orderServer, productId: by('id', 'AX42') });
		cancel();
		await result.catch(() => undefined);

		expect((await next).error).toBeUndefined();
		expect(robot.sent().at(-1)).toContain('product_id=AX42');
	});
});
