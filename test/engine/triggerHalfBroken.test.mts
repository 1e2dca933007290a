import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import type { Fault } from '../../simulator/index.mts';
import { pass } from '../support/clock.mts';
import { Polling } from '../support/poll.mts';
import { ALL, DAY, HOUR, later, watchedRobot } from '../support/trigger.mts';

const { robot, account, published, order, offer, settle, snapshot } = watchedRobot();

describe('a value that is broken in a list', () => {
	const broken = (path: string, entries: object[]): Fault => ({ kind: 'reply', status: 200, body: JSON.stringify(entries), path, times: 1 });

	it.each<object>([{ server_name: null }, { server_name: 5 }, { status: '' }, { status: ' ' }, { status: null }, { cancelled: null }, { cancelled: 'true' }])(
		'of a server says nothing: %j',
		async (value) => {
			const n8n = await published('serverChanged');
			robot.simulator.inject(
				broken(
					'/server',
					account().servers.map((server) => ({ server: { ...server, cancelled: server.cancellation.cancellation_date !== null, ...value } })),
				),
			);
			for (let poll = 0; poll < 3; poll++) expect(await n8n.next()).toEqual([]);
			robot.server(321).server_name = 'web9';
			expect(await n8n.next()).toMatchObject([{ change: 'renamed', before: { server_name: 'web1' } }]);
		},
	);

	it('of a server does not hide another one', async () => {
		const n8n = await published('serverChanged');
		robot.simulator.inject(
			broken(
				'/server',
				account().servers.map((server) => ({ server: { ...server, cancelled: true, server_name: null } })),
			),
		);
		const events = await n8n.next();
		expect(events.length).toBeGreaterThan(0);
		expect(new Set(events.map(({ change }) => change))).toEqual(new Set(['cancelled']));
	});

	it('of a server without a name hides nothing: it is renamed when it has one', async () => {
		const [server] = account().servers;
		Object.assign(server!, { server_name: '' });
		const n8n = await published('serverChanged');
		server!.server_name = 'web9';
		expect(await n8n.next()).toMatchObject([{ change: 'renamed', before: { server_name: '' } }]);
	});

	it.each(['', ' ', 5, undefined, ' 203.0.113.10 '])('of a failover IP says nothing: its destination %j', async (active_server_ip) => {
		const n8n = await published('failoverIpSwitched');
		const [failover] = account().failovers;
		failover!.active_server_ip = '203.0.113.10';
		await n8n.next();
		robot.simulator.inject(broken('/failover', [{ failover: { ...failover, active_server_ip } }]));
		for (let poll = 0; poll < 3; poll++) expect(await n8n.next()).toEqual([]);
		failover!.active_server_ip = '203.0.113.11';
		expect(await n8n.next()).toMatchObject([{ from: { ip: '203.0.113.10' }, to: { ip: '203.0.113.11' } }]);
	});

	it.each(['0.00', '0', 0, null, 'x', '-5', ''])('of an offer says nothing: its price %j', async (price) => {
		const n8n = await published('marketOfferFound', { marketFilters: { maximumPrice: 60 }, againWhenCheaper: true });
		offer({ id: 1, price: '50.00' });
		offer({ id: 2, price: '80.00' });
		expect(await n8n.next()).toMatchObject([{ eventId: 'market:1' }]);
		const listed = account().orders.market.map((product) => ({ product: { ...product, price } }));
		robot.simulator.inject(broken('/order/server_market/product', listed));
		for (let poll = 0; poll < 2; poll++) expect(await n8n.next()).toEqual([]);
		for (const product of account().orders.market.slice(-2)) product.price = '40.00';
		expect(await n8n.next()).toMatchObject([{ eventId: 'market:2' }, { eventId: 'market:1:40', previousPrice: 50 }]);
	});

	it.each(['toString', '__proto__', 'constructor', 'hasOwnProperty', ''])('of an order or an offer says nothing, and hides no other: its id %j', async (id) => {
		const n8n = await published(['orderTransactionUpdated', 'marketOfferFound']);
		order('server', id);
		offer({ id: id as never });
		for (let poll = 0; poll < 2; poll++) expect(await n8n.next()).toEqual([]);
		order('server', 'B1');
		offer();
		expect((await n8n.next()).map(({ eventId }) => eventId)).toEqual(['market:3000000', 'order:server:B1:new']);
	});

	it.each(['', ' '])('of an order says nothing: its status %j', async (status) => {
		order('server', 'B1');
		const n8n = await published('orderTransactionUpdated');
		settle('server', 'B1', status as never);
		expect(await n8n.next()).toEqual([]);
		settle('server', 'B1', 'ready');
		expect(await n8n.next()).toMatchObject([{ eventId: 'order:server:B1:ready', previousStatus: 'in process' }]);
	});

	it.each(['', null, 'soon', 0])('of a snapshot says nothing until it is whole: its time %j', async (timestamp) => {
		account().storageBoxes[0]!.snapshots.length = 0;
		const n8n = await published('snapshotCompletedRobot', { storageBoxIds: ['12345'] });
		const name = later(0);
		snapshot(12345, name);
		const [taken] = account().storageBoxes[0]!.snapshots;
		robot.simulator.inject(broken('/storagebox/12345/snapshot', [{ snapshot: { ...taken, timestamp } }]));
		expect(await n8n.next()).toEqual([]);
		expect(await n8n.next()).toMatchObject([{ eventId: `snapshot:12345:${name}` }]);
		expect(await n8n.next()).toEqual([]);
	});

	it.each(['toString', '__proto__'])('of a snapshot tells it once: its name %j', async (name) => {
		const n8n = await published('snapshotCompletedRobot');
		account().storageBoxes[0]!.snapshots.push({ ...account().storageBoxes[0]!.snapshots[0]!, name, timestamp: new Date(Date.now()).toISOString() });
		expect(await n8n.next()).toMatchObject([{ eventId: `snapshot:12345:${name}` }]);
		for (let poll = 0; poll < 2; poll++) expect(await n8n.next()).toEqual([]);
	});
});

describe('a value that is broken in what n8n keeps', () => {
	type Saved = { polls: number; watches: Record<string, { turn: number; known: any }> };

	/** A trigger that n8n starts with this instead of what it has kept. */
	async function startedWith(damage: (saved: Saved) => void, events: string[] = ALL): Promise<Polling> {
		const n8n = await published(events);
		n8n.kill();
		damage((n8n.saved['node:Hetzner Robot Trigger'] as { robot: IDataObject }).robot as unknown as Saved);
		pass(HOUR);
		await n8n.start();
		expect(n8n.started).toEqual([]);
		expect(n8n.errors).toEqual([]);
		return n8n;
	}

	function changeEverything(round: number): void {
		robot.server(321).server_name = `web-${round}`;
		account().failovers[0]!.active_server_ip = round % 2 === 1 ? '203.0.113.11' : '203.0.113.20';
		offer({ id: 3_000_000 + round });
		order('server', `B-${round}`);
		snapshot(12345, later(round));
	}

	const HUGE = [2 ** 52, 2 ** 53 - 1, 2 ** 53 - 2, 1e12, 6e11];
	const counts: Array<[string, (saved: Saved, count: number) => void]> = [
		['polls', (saved, count) => void (saved.polls = count)],
		['turns', ({ watches }, count) => Object.values(watches).forEach((watch) => (watch.turn = count))],
		['turns of boxes', ({ watches }, count) => void (watches.snapshotCompletedRobot!.known.turn = watches.snapshotCompletedRobot!.known.boxes[12345].turn = count)],
		['days', ({ watches }, count) => void (watches.marketOfferFound!.known.days = count)],
		['days of an offer', ({ watches }, count) => Object.values<number[]>(watches.marketOfferFound!.known.offers).forEach((seen) => (seen[0] = count))],
		['times', ({ watches }, count) => Object.values<unknown[]>(watches.serverChanged!.known.of).forEach((entry) => (entry[0] = count))],
	];

	it.each(counts.flatMap(([name, set]) => HUGE.map((count) => [count, name, set] as const)))('%d %s do not end any event', async (count, _name, set) => {
		const n8n = await startedWith((saved) => set(saved, count));
		await n8n.next(HOUR);
		for (let round = 1; round < 4; round++) {
			changeEverything(round);
			expect((await n8n.next(25 * HOUR)).map(({ event }) => event)).toEqual(ALL);
		}
	});

	it('is no change: fields that are missing', async () => {
		const fields: object[] = [
			{},
			{ server_name: 'web1', status: 'ready' },
			{ server_name: 'web1', cancelled: false },
			{ a: 'b' },
			{ server_name: 5, status: 'ready', cancelled: false },
		];
		for (const missing of fields) {
			const damage = ({ watches }: Saved) => {
				for (const event of ['serverChanged', 'failoverIpSwitched']) for (const id of Object.keys(watches[event]!.known.of)) watches[event]!.known.of[id] = [0, missing];
			};
			const n8n = await startedWith(damage, ['serverChanged', 'failoverIpSwitched']);
			robot.server(321).server_name = `web-${Date.now()}`;
			expect(await n8n.next()).toMatchObject([{ change: 'renamed' }]);
			n8n.kill();
			pass(DAY);
		}
	});

	it('is no end of a box: a time in the far future', async () => {
		const n8n = await startedWith(({ watches }) => {
			for (const box of Object.values<{ after: number }>(watches.snapshotCompletedRobot!.known.boxes)) box.after = 1e300;
		});
		snapshot(12345, later(0));
		expect(await n8n.next(HOUR)).toMatchObject([{ event: 'snapshotCompletedRobot' }]);
	});
});
