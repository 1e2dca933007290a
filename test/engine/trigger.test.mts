import { describe, expect, it } from '@jest/globals';
import { hintsFor, Polling } from '../support/poll.mts';
import { ALL, HOUR, later, watchedRobot } from '../support/trigger.mts';

const { robot, account, published, order, settle, offer, snapshot } = watchedRobot();

describe('the first poll', () => {
	it('asks for everything that is watched once, and starts nothing', async () => {
		const n8n = new Polling({ credential: robot.credential, parameters: { events: ALL } });
		await n8n.start();

		expect(n8n.started).toEqual([]);
		expect(robot.sent()).toEqual([
			'GET /failover',
			'GET /order/server_market/product',
			'GET /order/server_addon/transaction',
			'GET /order/server_market/transaction',
			'GET /order/server/transaction',
			'GET /server',
			'GET /storagebox',
			'GET /storagebox/12345/snapshot',
			'GET /storagebox/12346/snapshot',
			'GET /storagebox/12347/snapshot',
		]);
		expect(await n8n.next()).toEqual([]);
	});

	it('works for an account that owns nothing', async () => {
		Object.assign(account(), { servers: [], failovers: [], storageBoxes: [] });
		Object.assign(account().orders, { market: [], transactions: { server: [], market: [], addon: [] } });
		const n8n = await published(ALL);

		expect(await n8n.next()).toEqual([]);
		firstOrder();
		expect((await n8n.next()).map(({ eventId }) => eventId)).toEqual(['order:addon:B1:new']);
	});

	it('keeps ids and compared fields only', async () => {
		const n8n = await published(ALL);
		const text = JSON.stringify(n8n.saved);

		expect(text).not.toContain(robot.credential.password);
		expect(text).not.toContain(robot.credential.username);
		expect(text).not.toMatch(/fingerprint|AX41|paid_until|comment/);
		expect(text.length).toBeLessThan(4000);
	});

	it.each([
		['Trigger On', { events: [] }],
		['Order Kinds', { events: ['orderTransactionUpdated'], orderKinds: [] }],
		['Snapshot Kinds', { events: ['snapshotCompletedRobot'], snapshotKinds: [] }],
	])('tells that %s is empty, and sends nothing', async (name, parameters) => {
		const n8n = new Polling({ credential: robot.credential, parameters });
		await n8n.start();
		expect(n8n.errors).toMatchObject([{ message: `${name} is empty` }]);
		expect(robot.sent()).toEqual([]);
	});
});

function firstOrder(): void {
	account().orders.transactions.addon.unshift({
		id: 'B1',
		date: new Date(Date.now()).toISOString(),
		status: 'in process',
		server_number: 1,
		product: { id: 'x', name: 'x', type: 'ip_ipv4', price: {} as never },
		resources: [],
	});
}

describe('Order Transaction Updated', () => {
	it('tells a new order, then that it is ready, with the whole transaction', async () => {
		const n8n = await published('orderTransactionUpdated');
		order('server', 'B20261123-1-1');
		expect(await n8n.next()).toMatchObject([
			{
				event: 'orderTransactionUpdated',
				eventId: 'order:server:B20261123-1-1:new',
				kind: 'server',
				change: 'new',
				previousStatus: null,
				status: 'in process',
				transaction: { id: 'B20261123-1-1', product: { id: 'EX44' } },
			},
		]);

		settle('server', 'B20261123-1-1', 'ready');
		expect(await n8n.next()).toMatchObject([
			{ eventId: 'order:server:B20261123-1-1:ready', change: 'ready', previousStatus: 'in process', status: 'ready', transaction: { status: 'ready' } },
		]);
		expect(await n8n.next()).toEqual([]);
	});

	it('tells both when an order is ready before it is first seen', async () => {
		const n8n = await published('orderTransactionUpdated');
		order('addon', 'B1', 'ready');
		expect((await n8n.next()).map(({ change, previousStatus }) => [change, previousStatus])).toEqual([
			['new', null],
			['ready', null],
		]);
	});

	it('asks for the chosen kinds and tells the chosen changes only', async () => {
		const n8n = await published('orderTransactionUpdated', { orderKinds: ['market'], orderChanges: ['cancelled'] });
		order('server', 'B1', 'cancelled');
		order('market', 'B2');
		expect(await n8n.next()).toEqual([]);
		settle('market', 'B2', 'cancelled');
		expect((await n8n.next()).map(({ eventId }) => eventId)).toEqual(['order:market:B2:cancelled']);
		expect(robot.sent()).toEqual(['GET /order/server_market/transaction', 'GET /order/server_market/transaction']);
	});

	it('puts several out in the order in which they were placed', async () => {
		const n8n = await published('orderTransactionUpdated', { orderChanges: ['new'] });
		order('server', 'B1');
		account().orders.transactions.server[0]!.date = new Date(Date.now() - 60_000).toISOString();
		order('server', 'B2');
		expect((await n8n.next()).map(({ transaction }) => (transaction as { id: string }).id)).toEqual(['B1', 'B2']);
		expect(n8n.started).toHaveLength(1);
	});
});

describe('Server Changed', () => {
	const cancellation = (number: number, date: string | null) => void (robot.server(number).cancellation.cancellation_date = date);
	const change: Record<string, () => void> = {
		renamed: () => void (robot.server(321).server_name = 'web9'),
		ready: () => void (robot.server(499).status = 'ready'),
		cancelled: () => cancellation(322, '2026-12-31'),
		cancellationWithdrawn: () => cancellation(470, null),
		gone: () => void account().servers.splice(0, 1),
		new: () => void account().servers.push({ ...structuredClone(account().servers[0]!), server_number: 600, status: 'in process' }),
	};

	it.each([
		['renamed', 321, ['server_name'], { server_name: 'web1' }, { server_name: 'web9' }],
		['ready', 499, ['status'], { status: 'in process' }, { status: 'ready' }],
		['cancelled', 322, ['cancelled'], { cancelled: false }, { cancelled: true }],
		['cancellationWithdrawn', 470, ['cancelled'], { cancelled: true }, { cancelled: false }],
	])('tells that a server is %s', async (kind, serverNumber, changedFields, before, after) => {
		const n8n = await published('serverChanged');
		change[kind]!();
		expect(await n8n.next()).toMatchObject([{ event: 'serverChanged', change: kind, serverNumber, changedFields, before, after, server: { server_number: serverNumber } }]);
		expect(await n8n.next()).toEqual([]);
	});

	it('tells that a server is new', async () => {
		const n8n = await published('serverChanged');
		change.new!();
		expect(await n8n.next()).toMatchObject([{ change: 'new', serverNumber: 600, before: null, after: { status: 'in process' } }]);
	});

	it('tells that a server is gone, and when it comes back, that it is new, with another id each time', async () => {
		const n8n = await published('serverChanged', { serverChanges: ['gone', 'new'] });
		const [server] = account().servers;
		for (let round = 0; round < 2; round++) {
			change.gone!();
			expect(await n8n.next()).toEqual([]);
			expect(await n8n.next(HOUR)).toMatchObject([{ change: 'gone', serverNumber: 321, before: { server_name: 'web1' }, after: null, server: null }]);
			account().servers.unshift(server!);
			expect(await n8n.next()).toMatchObject([{ change: 'new', serverNumber: 321 }]);
		}
		expect(new Set(n8n.events.map(({ eventId }) => eventId)).size).toBe(4);
	});

	it('tells each of several changes of one server, and the chosen ones only', async () => {
		const both = await published('serverChanged');
		const one = await published('serverChanged', { serverChanges: ['cancelled'] });
		robot.server(322).server_name = 'web9';
		change.cancelled!();
		expect((await both.next()).map(({ change: kind, changedFields }) => [kind, changedFields])).toEqual([
			['renamed', ['server_name', 'cancelled']],
			['cancelled', ['server_name', 'cancelled']],
		]);
		expect((await one.next()).map(({ change: kind }) => kind)).toEqual(['cancelled']);
	});
});

describe('Failover IP Switched', () => {
	it('tells from which server to which', async () => {
		const n8n = await published('failoverIpSwitched');
		account().failovers[0]!.active_server_ip = '203.0.113.11';
		expect(await n8n.next()).toMatchObject([
			{
				event: 'failoverIpSwitched',
				failoverIp: '198.51.100.200',
				from: { ip: '203.0.113.10', serverNumber: 321, serverName: 'web1' },
				to: { ip: '203.0.113.11', serverNumber: 322, serverName: 'web2' },
				failover: { active_server_ip: '203.0.113.11' },
			},
		]);
		expect(robot.sent()).toEqual(['GET /failover', 'GET /server']);
	});

	it('tells that it leads nowhere, and back again, with another id each time', async () => {
		const n8n = await published('failoverIpSwitched');
		for (const address of [null, '2001:db8:0:322::', null, '2001:db8:0:322::']) {
			account().failovers[1]!.active_server_ip = address;
			const [event] = await n8n.next();
			expect(event).toMatchObject({ to: address === null ? null : { ip: address, serverNumber: 322 } });
		}
		expect(new Set(n8n.events.map(({ eventId }) => eventId)).size).toBe(4);
	});

	it('says nothing about a new failover IP and one that was given back', async () => {
		const n8n = await published('failoverIpSwitched');
		const [first] = account().failovers.splice(0, 1);
		account().failovers.push({ ...first!, ip: '198.51.100.201' });
		expect(await n8n.next()).toEqual([]);
	});
});

describe('Fetch Test Event', () => {
	it('shows a sample of each chosen event, shaped like the real ones, and leaves the state alone', async () => {
		const n8n = await published(ALL);
		const before = n8n.memory;

		const samples = await n8n.test();
		expect(samples.map(({ event }) => event)).toEqual(ALL);
		expect(n8n.memory).toEqual(before);

		robot.server(321).server_name = 'x';
		account().failovers[0]!.active_server_ip = '203.0.113.11';
		order('addon', 'B1', 'cancelled');
		snapshot(12345, later(1));
		offer({ id: 1 });
		const real = await n8n.next();
		for (const sample of samples) {
			const like = real.filter(({ event }) => event === sample.event).pop()!;
			const [event, eventId, ...told] = Object.keys(like);
			expect([sample.event, ...Object.keys(sample)]).toEqual([like.event, event, eventId, 'sample', ...told]);
			expect(sample).toMatchObject({ sample: true, eventId: expect.stringMatching(/^sample:/) });
		}
	});

	it('works before the workflow is published', async () => {
		const n8n = new Polling({ credential: robot.credential, parameters: { events: ['snapshotCompletedRobot'] } });
		expect(await n8n.test()).toMatchObject([{ storageBox: { id: 12345 }, snapshot: { automatic: true } }]);
		expect(n8n.saved).toEqual({});
	});
});

describe('the hint in the editor', () => {
	const chosen = (boxes: number, budgetShare?: number) =>
		hintsFor({ events: ['snapshotCompletedRobot'], storageBoxIds: Array.from({ length: boxes }, (_none, index) => String(index)), options: budgetShare ? { budgetShare } : {} });

	it.each<[number, number | undefined, RegExp]>([
		[12, undefined, /up to 10 minutes until/],
		[100, undefined, /up to 120 minutes until/],
		[100, 100, /up to 60 minutes until/],
		[500, undefined, /more than 240 minutes until/],
	])('says how soon a snapshot of %s chosen boxes is noticed with a share of %s', (boxes, share, message) => {
		expect(chosen(boxes, share)).toEqual([expect.stringMatching(message)]);
	});

	it('explains it where all boxes are watched, and says nothing for a few boxes or other events', () => {
		expect(hintsFor({ events: ['serverChanged', 'snapshotCompletedRobot'] })).toEqual([expect.stringMatching(/^All Storage Boxes of Robot are watched in turns/)]);
		expect(chosen(2)).toEqual([]);
		expect(hintsFor({ events: ['serverChanged'] })).toEqual([]);
	});
});
