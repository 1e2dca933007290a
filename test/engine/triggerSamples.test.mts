import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { inDays } from '../support/clock.mts';
import { jsonShape, leaves } from '../support/jsonShape.mts';
import { loadStorageBoxes, Polling, type Event } from '../support/poll.mts';
import { ALL, HOUR, later, watchedRobot } from '../support/trigger.mts';

const { robot, account, published, offer, snapshot } = watchedRobot();

const KINDS = ['server', 'market', 'addon'] as const;
type Kind = (typeof KINDS)[number];

function emptied(): void {
	Object.assign(account(), { servers: [], failovers: [], storageBoxes: [] });
	Object.assign(account().orders, { market: [], transactions: { server: [], market: [], addon: [] } });
}

/** The items of the test event of a node that was never published. */
const tested = async (events: string | string[] = ALL, parameters: INodeParameters = {}) =>
	await new Polling({ credential: robot.credential, parameters: { events: [events].flat(), ...parameters } }).test();

/** An order of today that is like a delivered one of the past, but for its status. */
function place(kind: Kind, id: string, status: string): Record<string, unknown> {
	const orders = account().orders.transactions[kind] as unknown as Array<Record<string, unknown>>;
	const delivered = orders.find((order) => order.status === 'ready' && JSON.stringify(order).includes(kind === 'addon' ? 'additional_ipv4' : '')) as Record<string, unknown>;
	const order = { ...structuredClone(delivered), id, status: 'in process', date: new Date(Date.now()).toISOString() };
	Object.assign(order, kind === 'addon' ? { resources: [] } : { server_number: null, server_ip: null, host_key: [] });
	orders.unshift(order);
	const arrived = kind === 'addon' ? { resources: delivered.resources } : { server_number: delivered.server_number, server_ip: '198.51.100.31', host_key: delivered.host_key };
	return { status, ...(status === 'ready' ? arrived : {}) };
}

const server = () => account().servers[0]!;
const cancel = (date: string | null) => void (server().cancellation.cancellation_date = date);
const nothing = () => {};
let absent: ReturnType<typeof server> | undefined;

/** What happens to a server of the account, for each change, and how the server is before. */
const SERVER_CHANGES: Record<string, [begin: () => void, happen: () => void]> = {
	new: [() => void (absent = account().servers.shift()), () => void account().servers.unshift(absent!)],
	gone: [nothing, () => void account().servers.shift()],
	renamed: [nothing, () => void (server().server_name = 'web9')],
	ready: [() => void (server().status = 'in process'), () => void (server().status = 'ready')],
	cancelled: [nothing, () => cancel('2030-12-31')],
	cancellationWithdrawn: [() => cancel('2030-12-31'), () => cancel(null)],
};

type Row = [event: string, parameters: INodeParameters, happen: (publish: () => Promise<Polling>) => Promise<Event[]>];

const inPolls =
	(begin: () => void, happen: () => void): Row[2] =>
	async (publish) => {
		begin();
		const n8n = await publish();
		happen();
		return [...(await n8n.next()), ...(await n8n.next(2 * HOUR))];
	};

const ordered =
	(kind: Kind, change: string): Row[2] =>
	async (publish) => {
		const n8n = await publish();
		const end = place(kind, 'B1', change);
		const placed = await n8n.next();
		if (change === 'new') return placed;
		Object.assign(account().orders.transactions[kind][0]!, end);
		return await n8n.next();
	};

/** Every event, with everything that makes its items have other fields. */
const EVENTS: Row[] = [
	['failoverIpSwitched', {}, inPolls(nothing, () => void (account().failovers[0]!.active_server_ip = '203.0.113.11'))],
	['marketOfferFound', {}, inPolls(nothing, offer)],
	['paidUntil', { serverDates: ['paidUntil'] }, inPolls(nothing, () => void (server().paid_until = inDays(1)))],
	['paidUntil', { serverDates: ['cancellationDate'] }, inPolls(nothing, () => cancel(inDays(1)))],
	['trafficAbove', { trafficMeasure: 'perDay', trafficPerDay: 0.001 }, inPolls(...SERVER_CHANGES.new!)],
	['trafficAbove', { trafficShare: 0.001 }, inPolls(...SERVER_CHANGES.new!)],
	['marketPriceReduced', {}, inPolls(nothing, () => void (account().orders.market[0]!.price = '1.00'))],
	...KINDS.flatMap((kind) =>
		['new', 'ready', 'cancelled'].map((change): Row => ['orderTransactionUpdated', { orderKinds: [kind], orderChanges: [change] }, ordered(kind, change)]),
	),
	...Object.entries(SERVER_CHANGES).map(([change, steps]): Row => ['serverChanged', { serverChanges: [change] }, inPolls(...steps)]),
	...['automatic', 'manual'].map((kind): Row => ['snapshotCompletedRobot', { snapshotKinds: [kind] }, inPolls(nothing, () => snapshot(12345, later(1), kind === 'automatic'))]),
];

describe('the test event in an account that has nothing', () => {
	it.each(EVENTS)('has the fields and the kinds of values of a real %s with %j', async (event, parameters, happen) => {
		const [real] = await happen(async () => await published(event, parameters));
		emptied();
		const [sample, ...more] = await tested(event, parameters);

		expect(more).toEqual([]);
		expect(jsonShape(sample)).toEqual({ ...(jsonShape(real) as object), sample: 'boolean' });
		for (const name of ['event', 'kind', 'change', 'previousStatus', 'status', 'changedFields']) expect([name, sample![name]]).toEqual([name, real![name]]);
	});

	it('is one for each chosen event, says that it is a sample, and is never put out by a poll nor noted', async () => {
		emptied();
		const n8n = await published(ALL);
		const before = n8n.memory;
		const samples = await n8n.test();

		expect(samples.map(({ event, sample }) => [event, sample])).toEqual(ALL.map((event) => [event, true]));
		for (const { eventId } of samples) expect(eventId).toMatch(/^sample:/);
		expect(n8n.memory).toEqual(before);
		expect([await n8n.next(), await n8n.next(HOUR), n8n.started]).toEqual([[], [], []]);
		expect(JSON.stringify([n8n.memory, n8n.saved])).not.toMatch(/sample|example/i);
	});

	it.each(EVENTS)('holds nothing that could be somebody’s: %s with %j', async (event, parameters) => {
		emptied();
		const [sample] = await tested(event, parameters);
		for (const [path, value] of leaves(sample)) {
			if (/(^|[._])(id|number|serverNumber)$/.test(path) && typeof value === 'number') expect([path, value]).toEqual([path, 0]);
			if (/fingerprint/.test(path)) expect(value).toMatch(/^(00:)+00$/);
			else if (/^[\d.]{7,}$/.test(String(value)) && !/netmask$/.test(path)) expect([path, value]).toEqual([path, expect.stringMatching(/^203\.0\.113\.\d+$/)]);
			else if (/::/.test(String(value)) && !/eventId$/.test(path)) expect([path, value]).toEqual([path, expect.stringMatching(/^2001:db8:/)]);
		}
	});

	it.each([
		['automatic', true],
		['manual', false],
	])('is a snapshot of the chosen kind: %s', async (kind, automatic) => {
		emptied();
		expect(await tested('snapshotCompletedRobot', { snapshotKinds: [kind] })).toMatchObject([{ snapshot: { automatic } }]);
	});

	it('names what no operation takes: nothing is sent for it', async () => {
		emptied();
		const [sample] = await tested('serverChanged', { serverChanges: ['new'] });
		const id = { __rl: true, mode: 'id', value: String((sample!.server as { server_number: number }).server_number) };
		robot.simulator.clearRequests();
		const { error } = await robot.run({ resource: 'reset', operation: 'execute', serverNumber: id, type: 'hw' });

		expect(error?.message).toContain('Server');
		expect(robot.sent()).toEqual([]);
	});

	it('is another object each time: who changes one does not change the next', async () => {
		emptied();
		const [first] = await tested('failoverIpSwitched');
		Object.assign(first!.failover as object, { ip: 'changed' });
		expect(await tested('failoverIpSwitched')).toMatchObject([{ failover: { ip: '203.0.113.200' } }]);
	});
});

describe('the test event where there is something', () => {
	it('is the newest order of all kinds that has come so far', async () => {
		const arrived = place('market', 'B1', 'ready');
		Object.assign(account().orders.transactions.market[0]!, arrived);
		place('server', 'B2', 'new');
		account().orders.transactions.server[0]!.date = new Date(Date.now() + 60_000).toISOString();

		expect(await tested('orderTransactionUpdated', { orderChanges: ['ready'] })).toMatchObject([{ eventId: 'sample:order:market:B1:ready', previousStatus: 'in process' }]);
		expect(await tested('orderTransactionUpdated')).toMatchObject([{ eventId: 'sample:order:server:B2:new', previousStatus: null }]);
	});

	it('is the newest snapshot of all boxes', async () => {
		snapshot(12346, later(-1));
		snapshot(12347, later(-2));
		expect(await tested('snapshotCompletedRobot')).toMatchObject([{ storageBox: { id: 12346 } }]);
	});

	it('switches a failover IP from another server of the account', async () => {
		expect(await tested('failoverIpSwitched')).toMatchObject([
			{ failoverIp: '198.51.100.200', from: { ip: '203.0.113.11', serverNumber: 322 }, to: { ip: '203.0.113.10', serverNumber: 321 } },
		]);
	});

	it.each([
		['cancelled', { before: { cancelled: false }, after: { cancelled: true }, server: { cancelled: true } }],
		['ready', { before: { status: 'in process' }, after: { status: 'ready' }, server: { status: 'ready' } }],
		['renamed', { before: { server_name: 'old-name' } }],
	])('is about a server that is as if it had been %s', async (change, expected) => {
		const [sample] = await tested('serverChanged', { serverChanges: [change] });
		expect(sample).toMatchObject({ change, ...expected });
		expect(sample!.serverNumber).toBeGreaterThan(0);
	});

	it.each(['cancelled', 'gone'])('says of no server that it is %s when it is not', async (change) => {
		for (const { cancellation } of account().servers) cancellation.cancellation_date = null;
		expect(await tested('serverChanged', { serverChanges: [change] })).toMatchObject([{ change, serverNumber: 0, before: { server_name: 'example-server' } }]);
	});
});

describe('the test event when something cannot be asked for', () => {
	it.each([
		[401, 'UNAUTHORIZED', undefined],
		[403, 'FORBIDDEN', undefined],
		[503, 'MAINTENANCE', undefined],
		[401, 'UNAUTHORIZED', '/failover'],
		[403, 'FORBIDDEN', '/storagebox'],
	])('is an error and no sample: %s %s at %s', async (status, code, path) => {
		emptied();
		robot.simulator.inject({ kind: 'error', status, code, message: 'No access', times: Infinity, ...(path ? { path } : {}) });
		await expect(tested(ALL)).rejects.toThrow();
	});

	it('is an error where one box cannot be looked at', async () => {
		robot.simulator.inject({ kind: 'error', status: 403, code: 'FORBIDDEN', message: 'No access', path: '/storagebox/12346/snapshot' });
		await expect(tested('snapshotCompletedRobot')).rejects.toThrow('No access');
	});
});

describe('how many Storage Boxes take turns', () => {
	it('is in every item, for those of this account', async () => {
		const n8n = await published('snapshotCompletedRobot');
		snapshot(12345, later(1));
		const turns = { storageBoxesWatched: 3, secondsBetweenLooks: 108 };
		expect([...(await n8n.next()), ...(await n8n.test())]).toMatchObject([turns, turns]);
		expect(await tested('snapshotCompletedRobot', { storageBoxIds: ['12346'] })).toMatchObject([{ storageBoxesWatched: 1, secondsBetweenLooks: 36 }]);
		emptied();
		expect(await n8n.test()).toMatchObject([{ storageBoxesWatched: 0, secondsBetweenLooks: 0 }]);
	});

	it.each([
		[{}, 3, 'With all 3 watched, each can be looked at every 2 minutes.'],
		[{ options: { budgetShare: 100 } }, 3, 'With all 3 watched, each can be looked at every 54 seconds.'],
		[{ options: { budgetShare: '={{ $json.x }}' } }, 200, 'With all 200 watched, each can be looked at every 2 hours.'],
		[{}, 1, undefined],
	])('is said by the list of the boxes, with %j and %i of them', async (parameters, boxes, description) => {
		const [like] = account().storageBoxes;
		account().storageBoxes = Array.from({ length: boxes }, (_none, index) => ({ ...like!, id: 20_000 + index }));
		const list = await loadStorageBoxes(robot.credential, 'getStorageBoxes', parameters);
		expect([list.length, ...new Set(list.map((entry) => entry.description))]).toEqual([boxes, description]);
	});
});
