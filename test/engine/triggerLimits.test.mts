import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { pass, stopClock } from '../support/clock.mts';
import { Polling } from '../support/poll.mts';
import { ALL, HOUR, slow, watchedRobot } from '../support/trigger.mts';

/** Hours of polls take some seconds, and more on a busy machine. */
jest.setTimeout(120_000);

const { robot, account } = watchedRobot();
beforeEach(stopClock);

/** Each is another workflow. */
const workflow = (events: string | string[], parameters: INodeParameters = {}) => {
	const n8n = new Polling({ credential: robot.credential, id: String(++count), parameters: { events: [events].flat(), ...parameters } });
	workflows.push(n8n);
	return n8n;
};
let count = 0;
const workflows: Polling[] = [];
let polling: Promise<void> = Promise.resolve();

// A test that has failed in the middle of its polls must not go on with them in the next one.
afterEach(async () => {
	for (const n8n of workflows.splice(0)) n8n.kill();
	await polling.catch(() => undefined);
});

/** Requests by endpoint, with the ids left out. */
function spent(): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const { path } of robot.simulator.requests()) {
		const endpoint = path.replace(/\d{4,}/, '*');
		counts[endpoint] = (counts[endpoint] ?? 0) + 1;
	}
	return counts;
}

/** The most requests to one endpoint in any hour. */
function mostInAnHour(): Record<string, number> {
	const most: Record<string, number> = {};
	const requests = robot.simulator.requests().map(({ path, at }) => ({ endpoint: path.replace(/\d{4,}/, '*'), at: Date.parse(at) }));
	for (const { endpoint, at } of requests) {
		const count = requests.filter((other) => other.endpoint === endpoint && other.at <= at && other.at > at - HOUR * 1000).length;
		most[endpoint] = Math.max(most[endpoint] ?? 0, count);
	}
	return most;
}

async function pollEveryMinute(minutes: number, ...polled: Polling[]): Promise<void> {
	const polls = async () => {
		for (let minute = 0; minute < minutes && polled.every(({ isRunning }) => isRunning); minute++) {
			pass(60);
			for (const n8n of polled) await n8n.tick();
		}
	};
	polling = polls();
	await polling;
	for (const n8n of polled) expect(n8n.errors).toEqual([]);
}

/** An account with so many Storage Boxes, each with a snapshot. */
function boxes(count: number): void {
	const [box] = account().storageBoxes;
	account().storageBoxes = Array.from({ length: count }, (_none, index) => ({ ...structuredClone(box!), id: 20_000 + index, name: `box ${index}` }));
}

/** A new snapshot in every box. */
function snapshots(): void {
	const time = new Date(Date.now()).toISOString().slice(0, 19);
	for (const box of account().storageBoxes)
		box.snapshots.push({ name: time.replaceAll(':', '-'), timestamp: `${time}+00:00`, size: 1, filesystem_size: 1, automatic: true, comment: '' });
}

describe('what a poll costs', () => {
	it.each<[string, INodeParameters, string[]]>([
		['failoverIpSwitched', {}, ['GET /failover']],
		['marketOfferFound', {}, ['GET /order/server_market/product']],
		['marketPriceReduced', {}, ['GET /order/server_market/product']],
		['orderTransactionUpdated', { orderKinds: ['server'] }, ['GET /order/server/transaction']],
		['paidUntil', { serverDates: ['paidUntil'] }, ['GET /server']],
		// One of the servers is cancelled.
		['paidUntil', {}, ['GET /server', 'GET /server/470/cancellation']],
		['serverChanged', {}, ['GET /server']],
		['snapshotCompletedRobot', { storageBoxIds: ['12346'] }, ['GET /storagebox', 'GET /storagebox/12346/snapshot']],
	])('%s', async (event, parameters, requests) => {
		const n8n = workflow(event, parameters);
		await n8n.start();
		robot.simulator.clearRequests();
		await n8n.next();
		expect(robot.sent()).toEqual(requests);
	});

	it('asks nothing twice in a poll', async () => {
		const n8n = workflow(ALL);
		await n8n.start();
		for (const failover of account().failovers) failover.active_server_ip = null;
		robot.simulator.clearRequests();
		expect(await n8n.next()).toHaveLength(2);
		expect(new Set(robot.sent()).size).toBe(robot.sent().length);
	});
});

describe('polling at every minute', () => {
	it('spends at most half of each documented limit, evenly over the hour', async () => {
		const n8n = workflow(ALL);
		await n8n.start();
		await pollEveryMinute(125, n8n);

		expect(mostInAnHour()).toEqual({
			'/failover': 50,
			'/order/server_addon/transaction': 60,
			'/order/server_market/product': 60,
			'/order/server_market/transaction': 60,
			'/order/server/transaction': 60,
			'/server': 60,
			'/storagebox': 60,
			'/storagebox/*/snapshot': 100,
		});
		const at = robot.simulator
			.requests()
			.filter(({ path }) => path === '/failover')
			.map((request) => Date.parse(request.at));
		const pauses = at.slice(1).map((time, index) => (time - at[index]!) / 1000);
		expect(Math.max(...pauses)).toBeLessThan(300);
	});

	it('keeps to a smaller share where one is set', async () => {
		const n8n = workflow(['serverChanged', 'snapshotCompletedRobot'], { options: { budgetShare: 10 } });
		await n8n.start();
		await pollEveryMinute(120, n8n);
		expect(mostInAnHour()).toEqual({ '/server': 20, '/storagebox': 20, '/storagebox/*/snapshot': 20 });
	});

	it('spends a whole limit where the share is 100 percent, without being refused', async () => {
		const n8n = [1, 2].map(() => workflow('failoverIpSwitched', { options: { budgetShare: 100 } }));
		for (const each of n8n) await each.start();
		await pollEveryMinute(125, ...n8n);
		expect(mostInAnHour()).toEqual({ '/failover': 100 });
		expect(new Set(robot.simulator.requests().map(({ status }) => status))).toEqual(new Set([200]));
	});

	it.each([-1, 0, 0.5, 100.5, 101])('refuses a share of %s percent', async (budgetShare) => {
		const n8n = workflow('failoverIpSwitched', { options: { budgetShare } });
		await n8n.start();
		expect(n8n.errors).toMatchObject([{ message: 'Share of Request Limits (%) is not between 1 and 100 percent' }]);
		expect(robot.sent()).toEqual([]);
	});

	it('shares the share between the triggers of an account', async () => {
		const n8n = [workflow('failoverIpSwitched'), workflow('failoverIpSwitched'), workflow('failoverIpSwitched')];
		for (const each of n8n) await each.start();
		await pollEveryMinute(120, ...n8n);
		expect(mostInAnHour()).toEqual({ '/failover': 50 });
		account().failovers[0]!.active_server_ip = null;
		await pollEveryMinute(8, ...n8n);
		expect(n8n.map(({ events }) => events.length)).toEqual([1, 1, 1]);
	});

	it('leaves alone what other operations of the account have used up', async () => {
		const n8n = workflow('failoverIpSwitched');
		await n8n.start();
		for (let count = 0; count < 99; count++) await robot.run({ resource: 'failover', operation: 'getAll' });
		robot.simulator.clearRequests();
		await pollEveryMinute(30, n8n);
		expect(spent()).toEqual({});
		pass(HOUR);
		await pollEveryMinute(1, n8n);
		expect(spent()).toEqual({ '/failover': 1 });
	});
});

describe('more Storage Boxes than the share allows', () => {
	it('are looked at in turns: each snapshot of 200 boxes is told once, within the time that the output names', async () => {
		boxes(200);
		const n8n = workflow('snapshotCompletedRobot');
		await n8n.start();
		expect(spent()).toEqual({ '/storagebox': 1, '/storagebox/*/snapshot': 100 });
		expect(JSON.stringify(n8n.saved).length).toBeLessThan(20_000);
		pass(60);
		snapshots();
		await pollEveryMinute(185, n8n);

		const told = n8n.events.map(({ storageBox }) => (storageBox as { id: number }).id);
		expect([...told].sort((a, b) => a - b)).toEqual(account().storageBoxes.map(({ id }) => id));
		expect(n8n.events[0]!.secondsBetweenLooks).toBe(7200);
		expect(mostInAnHour()['/storagebox/*/snapshot']).toBe(100);

		snapshots();
		const begun = n8n.events.length;
		await pollEveryMinute(125, n8n);
		expect(n8n.events.length - begun).toBe(200);
		expect(JSON.stringify(n8n.memory).length).toBeLessThan(30_000);
	});

	it('are looked at oldest first after a restart, too, and nothing is told that was there before the start', async () => {
		boxes(150);
		const n8n = workflow('snapshotCompletedRobot');
		await n8n.start();
		n8n.kill();
		pass(10 * 60);
		snapshots();
		robot.simulator.clearRequests();
		await n8n.start();
		await pollEveryMinute(200, n8n);
		expect(new Set(n8n.events.map(({ eventId }) => eventId)).size).toBe(150);
		expect(n8n.events).toHaveLength(150);
	});

	it('are told about in full when they come into the account and have to wait for their turn', async () => {
		boxes(100);
		const n8n = workflow('snapshotCompletedRobot');
		await n8n.start();
		account().storageBoxes.push({ ...structuredClone(account().storageBoxes[0]!), id: 30_000 });
		await pollEveryMinute(2, n8n);
		expect(n8n.events).toEqual([]);
		await pollEveryMinute(60, n8n);
		expect(new Set(n8n.events.map(({ storageBox }) => (storageBox as { id: number }).id))).toEqual(new Set([30_000]));
	});

	it('tells that the limits do not allow a starting point yet, and takes it as soon as they do', async () => {
		const first = workflow('failoverIpSwitched', { options: { budgetShare: 1 } });
		await first.start();
		const second = workflow('failoverIpSwitched', { options: { budgetShare: 1 } });
		await second.start();
		expect(second.errors).toMatchObject([
			{
				message: 'Polling has spent its share of the limit of 100 requests per hour',
				description: expect.stringContaining("Nothing was sent. The starting point is taken in 61 minutes, or at once with a larger share in the node's options."),
				failure: { cause: 'rate-limited', retryAfterMs: (HOUR + 10) * 1000 },
			},
		]);
		expect(spent()).toEqual({ '/failover': 1 });
		first.kill();
		expect(await second.next(HOUR + 10)).toEqual([]);
		account().failovers[0]!.active_server_ip = null;
		expect(await second.next(HOUR + 10)).toMatchObject([{ event: 'failoverIpSwitched', to: null }]);
	});
});

describe('a poll whose time is nearly over', () => {
	const told = (n8n: Polling) => n8n.started.map((events) => events.length);
	const slowBoxes = () => account().storageBoxes.map((box) => slow(box, 'snapshots', 30));

	it.each<[string, number | undefined, number[]]>([
		['four of the five minutes that n8n usually gives it', undefined, [8, 8, 4]],
		['80 of 100 seconds where n8n gives it 100', 100_000, [3, 3, 3, 3, 3, 3, 2]],
	])('asks no further after %s, and the next ones go on where it stopped', async (_time, budget, events) => {
		boxes(20);
		const n8n = workflow('snapshotCompletedRobot');
		await n8n.start({ budget });
		pass(HOUR);
		snapshots();
		slowBoxes();
		for (let poll = 0; poll < events.length; poll++) await n8n.next(60);

		expect(told(n8n)).toEqual(events);
		expect(new Set(n8n.events.map(({ storageBox }) => (storageBox as { id: number }).id)).size).toBe(20);
	});

	it('waits for its last reply only as long as time is left, and not a whole minute', async () => {
		const n8n = workflow(['failoverIpSwitched', 'serverChanged']);
		await n8n.start();
		slow(account(), 'failovers', 239);
		robot.simulator.inject({ kind: 'hang', path: '/server' });
		const begun = performance.now();

		await expect(n8n.next()).rejects.toMatchObject({ failure: { cause: 'temporarily-unavailable' } });
		expect(performance.now() - begun).toBeLessThan(30_000);
	});

	it('has a starting point for all boxes nevertheless: later snapshots are told, and earlier ones are not', async () => {
		boxes(20);
		const ends = slowBoxes();
		const n8n = workflow('snapshotCompletedRobot');
		await n8n.start();
		expect(spent()).toEqual({ '/storagebox': 1, '/storagebox/*/snapshot': 8 });

		for (const end of ends) end();
		pass(HOUR);
		snapshots();
		await n8n.tick();
		expect(told(n8n)).toEqual([20]);
	});
});

describe('a poll that Robot refuses', () => {
	it('says that the limit is used up once, and leaves that endpoint alone for as long as Robot asked', async () => {
		const n8n = workflow(['serverChanged', 'failoverIpSwitched']);
		await n8n.start();
		robot.simulator.inject({
			kind: 'error',
			status: 403,
			code: 'RATE_LIMIT_EXCEEDED',
			message: 'rate limit exceeded',
			extra: { max_request: 200, interval: HOUR },
			path: '/server',
		});
		await expect(n8n.next()).rejects.toMatchObject({ failure: { cause: 'rate-limited', retryAfterMs: HOUR * 1000 }, description: expect.stringContaining('60 minutes') });
		n8n.errors.length = 0;

		robot.server(321).server_name = 'web-1';
		robot.simulator.clearRequests();
		await pollEveryMinute(58, n8n);
		expect(Object.keys(spent())).toEqual(['/failover']);
		await pollEveryMinute(4, n8n);
		expect(n8n.events).toMatchObject([{ change: 'renamed' }]);
	});

	it.each([
		['maintenance', { kind: 'reply', status: 503, body: '<h1>Maintenance</h1>' }, /^Robot is unavailable because of maintenance/],
		['a cut connection', { kind: 'cut-before' }, /^The connection to .* failed \(E\w+\)$/],
	] as const)('tells the cause of %s, after one request for each event', async (_name, fault, message) => {
		const n8n = workflow(['serverChanged', 'snapshotCompletedRobot']);
		await n8n.start();
		robot.simulator.clearRequests();
		robot.simulator.inject({ ...fault, times: Infinity });
		await expect(n8n.next()).rejects.toMatchObject({
			message: expect.stringMatching(message as RegExp),
			description: expect.stringContaining('Affected: Server Changed, Snapshot Completed (Robot, Until July 2025).'),
			failure: { cause: 'temporarily-unavailable' },
		});
		expect(n8n.errors).toHaveLength(1);
		expect(robot.sent()).toEqual(['GET /server', 'GET /storagebox']);
	});
});
