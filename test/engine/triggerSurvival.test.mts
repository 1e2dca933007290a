import { describe, expect, it, jest } from '@jest/globals';
import { WATCHES } from '../../nodes/HetznerRobot/trigger/watches.ts';
import type { Fault } from '../../simulator/index.mts';
import { pass } from '../support/clock.mts';
import { Polling, type Event } from '../support/poll.mts';
import { ALL, DAY, HOUR, watchedRobot } from '../support/trigger.mts';
import { until } from '../support/until.mts';

const { robot, account, published, offer, order } = watchedRobot();
const rename = (name: string, number = 321) => void (robot.server(number).server_name = name);
const ids = (events: Event[]) => events.map(({ eventId }) => eventId).sort();

/** Something for each event; returns what has to be told of it, without what differs from run to run. */
function changeEverything(round = 1): string[] {
	const now = new Date(Date.now() + round * 60_000);
	const name = now.toISOString().slice(0, 19).replaceAll(':', '-');
	const { orders, failovers, storageBoxes } = account();
	rename(`web-${round}`);
	failovers[0]!.active_server_ip = round % 2 === 1 ? '203.0.113.11' : '203.0.113.10';
	offer({ id: 3_000_000 + round });
	orders.transactions.server.unshift({ ...structuredClone(orders.transactions.server[0]!), id: `B${round}`, date: now.toISOString(), status: 'ready' });
	storageBoxes[0]!.snapshots.push({ name, timestamp: `${now.toISOString().slice(0, 19)}+00:00`, size: 1, filesystem_size: 1, automatic: true, comment: '' });
	return [`failover ${failovers[0]!.active_server_ip}`, `market ${3_000_000 + round}`, `order B${round} new`, `order B${round} ready`, `server web-${round}`, `snapshot ${name}`];
}

/** What an event tells, in the words of `changeEverything`. */
function told({ event, ...rest }: Event): string {
	const { to, product, transaction, change, after, snapshot } = rest as unknown as Record<string, Record<string, string>>;
	if (event === 'failoverIpSwitched') return `failover ${to!.ip}`;
	if (event === 'marketOfferFound') return `market ${product!.id}`;
	if (event === 'orderTransactionUpdated') return `order ${transaction!.id} ${String(change)}`;
	return event === 'serverChanged' ? `server ${after!.server_name}` : `snapshot ${snapshot!.name}`;
}

describe('n8n that is started again', () => {
	it('goes on where it was, when it was ended between two polls', async () => {
		const n8n = await published();
		const first = changeEverything(1);
		await n8n.next();
		n8n.kill();
		const second = changeEverything(2);
		pass(3600);
		await n8n.start();

		expect(n8n.events.map(told)).toEqual([...first, ...second]);
	});

	it('neither loses nor repeats anything when polls that started nothing were forgotten', async () => {
		const n8n = await published(ALL, { orderChanges: ['ready'], snapshotKinds: ['manual'], serverChanges: ['renamed'] });
		order('server', 'B7');
		account().storageBoxes[0]!.snapshots.push({ ...account().storageBoxes[0]!.snapshots[0]!, name: 'automatic', timestamp: new Date(Date.now()).toISOString(), automatic: true });
		robot.server(322).cancellation.cancellation_date = '2026-12-31';
		const saved = structuredClone(n8n.saved);
		expect(await n8n.next()).toEqual([]);
		expect(n8n.saved).toEqual(saved);
		n8n.kill();

		account().orders.transactions.server[0]!.status = 'ready';
		rename('web-1');
		pass(600);
		await n8n.start();
		expect(n8n.events).toMatchObject([
			{ eventId: 'order:server:B7:ready', previousStatus: null },
			{ change: 'renamed', serverNumber: 321 },
		]);
		expect(await n8n.next()).toEqual([]);
	});

	it('tells everything again with the same ids when it was killed before it could note that it had told', async () => {
		const n8n = await published();
		const expected = changeEverything();
		n8n.killAtNextStart = true;
		pass(600);
		await n8n.tick();
		expect(n8n.isRunning).toBe(false);
		pass(600);
		await n8n.start();

		const [once, again] = n8n.started as [Event[], Event[]];
		expect(once.map(told)).toEqual(expected);
		expect(ids(again)).toEqual(ids(once));
		expect(await n8n.next()).toEqual([]);
	});

	it('gives what happens later other ids than what happened before', async () => {
		const n8n = await published(['failoverIpSwitched', 'serverChanged']);
		for (let round = 1; round <= 4; round++) {
			rename(round % 2 === 1 ? 'a' : 'b');
			account().failovers[0]!.active_server_ip = round % 2 === 1 ? '203.0.113.11' : '203.0.113.10';
			await n8n.next();
			n8n.kill();
			pass(60);
			await n8n.start();
		}
		expect(n8n.events).toHaveLength(8);
		expect(new Set(ids(n8n.events)).size).toBe(8);
	});
});

describe('polls that go wrong', () => {
	const faults: Array<[string, Omit<Fault, 'skip'>]> = [
		['a cut connection', { kind: 'cut-before' }],
		['a cut reply', { kind: 'cut-during' }],
		['an error of a proxy', { kind: 'reply', status: 502, body: '<html>', contentType: 'text/html' } as Fault],
		['maintenance', { kind: 'reply', status: 503 } as Fault],
	];

	it.each(faults)('lose and double nothing, whichever request meets %s', async (_name, fault) => {
		const n8n = await published();
		const expected: string[] = [];
		for (let skip = 0; skip < 10; skip++) {
			expected.push(...changeEverything(skip + 1));
			robot.simulator.inject({ ...fault, skip } as Fault);
			await n8n.look(4000);
			await n8n.next(4000);
		}
		for (const { failure } of n8n.errors) expect(failure).toMatchObject({ cause: 'temporarily-unavailable' });
		expect(n8n.events.map(told).sort()).toEqual(expected.sort());
	});

	it('do not take servers for gone that a reply leaves out by mistake', async () => {
		const n8n = await published(['serverChanged', 'failoverIpSwitched', 'orderTransactionUpdated', 'snapshotCompletedRobot']);
		for (const [path, code] of [
			['/server', 'SERVER_NOT_FOUND'],
			['/failover', 'NOT_FOUND'],
			['/order/server/transaction', 'NOT_FOUND'],
			['/storagebox', 'STORAGEBOX_NOT_FOUND'],
		] as const) {
			robot.simulator.inject({ kind: 'error', status: 404, code, message: 'none', path });
		}
		expect(await n8n.next()).toEqual([]);
		expect(await n8n.next()).toEqual([]);
		robot.simulator.inject({ kind: 'reply', status: 200, body: '[]', contentType: 'application/json', path: '/server' });
		expect(await n8n.next()).toEqual([]);
		expect(await n8n.next()).toEqual([]);
		robot.simulator.inject({ kind: 'reply', status: 200, body: '[]', contentType: 'application/json', path: '/storagebox/12345/snapshot' });
		expect(await n8n.next()).toEqual([]);
		expect(await n8n.next()).toEqual([]);
	});

	it('tell everything once when they overlap', async () => {
		const n8n = await published();
		const expected = changeEverything();
		pass(3600);
		await Promise.all([n8n.tick(), n8n.tick(), n8n.tick()]);
		expect(n8n.errors).toEqual([]);
		expect(n8n.events.map(told)).toEqual(expected);
	});

	it('ask for nothing while another one is under way, and are not kept for ever from asking by one that never ends', async () => {
		const n8n = await published(['serverChanged']);
		const never = jest.spyOn(WATCHES.serverChanged, 'look').mockReturnValueOnce(new Promise(() => {}));
		pass(600);
		void n8n.tick();
		rename('web-1');
		pass(60);
		void n8n.tick();
		await new Promise((resolve) => setTimeout(resolve, 100));
		expect(never).toHaveBeenCalledTimes(1);
		expect((await n8n.next(10 * 60)).map(told)).toEqual(['server web-1']);
		expect(await n8n.next()).toEqual([]);
	});

	it('do not end while the one that they find under way still asks: at their end n8n takes away what its requests need', async () => {
		const n8n = await published(['failoverIpSwitched', 'serverChanged']);
		let goOn = () => {};
		const held = new Promise<void>((resolve) => (goOn = resolve));
		const { look } = WATCHES.failoverIpSwitched;
		jest.spyOn(WATCHES.failoverIpSwitched, 'look').mockImplementationOnce(async (poll, known) => await held.then(async () => await look(poll, known)));
		pass(600);
		let ended = 0;
		const polls = [1, 2, 3].map(async () => await n8n.tick().then(() => void ended++));
		await new Promise((resolve) => setTimeout(resolve, 100));
		expect(ended).toBe(0);
		goOn();
		await Promise.all(polls);
		expect(robot.sent()).toEqual(['GET /failover', 'GET /server']);
	});

	it('do not tell what is over when a slow poll ends after a later one', async () => {
		const n8n = await published(['serverChanged']);
		let end = () => {};
		const held = new Promise<void>((resolve) => (end = resolve));
		const { look } = WATCHES.serverChanged;
		jest.spyOn(WATCHES.serverChanged, 'look').mockImplementationOnce(async (poll, known) => {
			const seen = await look(poll, known);
			await held;
			return seen;
		});
		pass(600);
		const slow = n8n.tick();
		await until('the slow poll has asked', () => robot.simulator.requests().some(({ status }) => status === 200));
		rename('web-1');
		expect((await n8n.next(11 * 60)).map(told)).toEqual(['server web-1']);
		end();
		await slow;
		await n8n.next();
		expect(n8n.events.map(told)).toEqual(['server web-1']);
	});

	it('send a refused login once', async () => {
		const n8n = new Polling({ credential: { ...robot.credential, password: 'wrong' }, parameters: { events: ALL } });
		await n8n.start();
		await n8n.start();
		expect(await n8n.next(0)).toEqual([]);
		expect(n8n.errors).toMatchObject([{ message: 'Robot refused the user name or the password', failure: { cause: 'credential-invalid' } }]);
		expect(robot.sent()).toHaveLength(1);
	});
});

describe('an account that changes', () => {
	it('tells of each server that it is gone when the account is empty for good, once', async () => {
		const n8n = await published(['serverChanged']);
		account().servers.length = 0;
		expect(await n8n.next()).toEqual([]);
		expect((await n8n.next(HOUR)).map(({ change }) => change)).toEqual(new Array(16).fill('gone'));
		expect(await n8n.next()).toEqual([]);
	});

	it("says nothing about an order that leaves Robot's list", async () => {
		const n8n = await published(['orderTransactionUpdated']);
		pass(31 * DAY);
		expect(await n8n.next()).toEqual([]);
		expect(robot.sent()).toContain('GET /order/server/transaction');
	});

	it('tells the end of an order that left the list in process, and asks for it alone until then', async () => {
		const n8n = await published(['orderTransactionUpdated'], { orderKinds: ['server'] });
		const [order] = account().orders.transactions.server;
		pass(40 * DAY);
		expect(await n8n.next()).toEqual([]);
		order!.status = 'cancelled';
		expect(await n8n.next()).toMatchObject([{ eventId: `order:server:${order!.id}:cancelled`, previousStatus: 'in process' }]);
		robot.simulator.clearRequests();
		expect(await n8n.next()).toEqual([]);
		expect(robot.sent()).toEqual(['GET /order/server/transaction']);
	});

	it('does not ask again for an order that Robot has forgotten', async () => {
		const n8n = await published(['orderTransactionUpdated'], { orderKinds: ['server'] });
		account().orders.transactions.server.length = 0;
		await n8n.next();
		robot.simulator.clearRequests();
		await n8n.next();
		expect(robot.sent()).toEqual(['GET /order/server/transaction']);
	});
});

describe('a clock that jumps', () => {
	it.each([
		['ahead', 400 * DAY],
		['back', -400 * DAY],
	])('%s loses and repeats nothing', async (_name, seconds) => {
		const n8n = await published();
		expect(await n8n.next()).toEqual([]);
		// This n8n's clock only: Robot's stays right.
		pass(seconds);
		robot.simulator.advance(-seconds);
		expect(await n8n.next(0)).toEqual([]);
		expect(await n8n.next()).toEqual([]);

		rename('web-1');
		account().failovers[0]!.active_server_ip = '203.0.113.11';
		account().orders.transactions.server[0]!.status = 'ready';
		const at = new Date(Date.now() - seconds * 1000).toISOString().slice(0, 19);
		account().storageBoxes[0]!.snapshots.push({ ...account().storageBoxes[0]!.snapshots[0]!, name: at.replaceAll(':', '-'), timestamp: `${at}+00:00` });
		const events = [...(await n8n.next()), ...(await n8n.next())];
		expect(events.map(({ event }) => event).sort()).toEqual(['failoverIpSwitched', 'orderTransactionUpdated', 'serverChanged', 'snapshotCompletedRobot']);
		expect(await n8n.next()).toEqual([]);
		pass(-seconds);
		robot.simulator.advance(seconds);
		expect(await n8n.next(0)).toEqual([]);
	});
});

describe('a workflow that is changed', () => {
	it('takes a starting point for a new event only', async () => {
		const n8n = await published(['serverChanged']);
		rename('web-1');
		account().failovers[0]!.active_server_ip = null;
		pass(600);
		await n8n.start({ parameters: { events: ['serverChanged', 'failoverIpSwitched'] } });
		expect(n8n.events.map(told)).toEqual(['server web-1']);

		account().failovers[0]!.active_server_ip = '203.0.113.11';
		expect(await n8n.next()).toMatchObject([{ event: 'failoverIpSwitched', from: null, to: { serverNumber: 322 } }]);
	});

	it('takes a starting point for a new kind of orders and a new Storage Box only', async () => {
		const parameters = { events: ['orderTransactionUpdated', 'snapshotCompletedRobot'], orderKinds: ['server'], storageBoxIds: ['12346'] };
		const n8n = await published(parameters.events, parameters);
		const { transactions } = account().orders;
		transactions.server[0]!.status = 'ready';
		transactions.market.unshift({ ...structuredClone(transactions.market[0]!), id: 'B1' });
		for (const box of account().storageBoxes)
			box.snapshots.push({ name: 'x', timestamp: new Date(Date.now()).toISOString(), size: 1, filesystem_size: 1, automatic: false, comment: '' });
		pass(600);
		await n8n.start({ parameters: { ...parameters, orderKinds: ['server', 'market'], storageBoxIds: [] } });
		expect(n8n.events.map(({ eventId }) => eventId)).toEqual([`order:server:${transactions.server[0]!.id}:ready`, 'snapshot:12346:x']);
		expect(await n8n.next()).toEqual([]);
	});

	it('takes the starting point of a new Storage Box at once, also right after another poll', async () => {
		const parameters = { events: ['snapshotCompletedRobot'], storageBoxIds: ['12346'] };
		const n8n = await published(parameters.events, parameters);
		await n8n.start({ parameters: { ...parameters, storageBoxIds: ['12346', '12347'] } });
		expect(robot.sent()).toEqual(['GET /storagebox', 'GET /storagebox/12347/snapshot']);
		const timestamp = new Date(Date.now()).toISOString();
		account().storageBoxes[2]!.snapshots.push({ name: 'x', timestamp, size: 1, filesystem_size: 1, automatic: false, comment: '' });
		expect((await n8n.next()).map(({ eventId }) => eventId)).toEqual(['snapshot:12347:x']);
	});

	it('does not tell offers that wider filters let in, and still tells new ones that the old filters let in', async () => {
		const n8n = await published(['marketOfferFound'], { marketFilters: { maximumPrice: 30 } });
		offer({ id: 1 });
		pass(600);
		await n8n.start({ parameters: { events: ['marketOfferFound'], marketFilters: { maximumPrice: 100 } } });
		expect(n8n.events.map(told)).toEqual(['market 1']);
		offer({ id: 2, price: '99.00' });
		pass(600);
		await n8n.tick();
		expect(n8n.events.map(told)).toEqual(['market 1', 'market 2']);
	});

	it('starts anew for an event that was left out for a while', async () => {
		const n8n = await published(['serverChanged', 'failoverIpSwitched']);
		await n8n.start({ parameters: { events: ['failoverIpSwitched'] } });
		rename('web-1');
		pass(600);
		await n8n.start({ parameters: { events: ['serverChanged', 'failoverIpSwitched'] } });
		expect(await n8n.next()).toEqual([]);
	});

	it('starts anew with another account, and when the node is renamed', async () => {
		const n8n = await published();
		changeEverything(1);
		const [url] = [robot.credential.baseUrl.replace('127.0.0.1', 'localhost')];
		await n8n.start({ credential: { ...robot.credential, baseUrl: url } });
		changeEverything(2);
		pass(600);
		await n8n.start({ nodeName: 'Robot Events' });
		expect(n8n.events).toEqual([]);
		const expected = changeEverything(3);
		await n8n.next();
		expect(n8n.events.map(told)).toEqual(expected);
	});

	it('keeps what is known when the password changes', async () => {
		const n8n = await published(['serverChanged']);
		rename('web-1');
		pass(600);
		await n8n.start({ credential: { ...robot.credential, password: 'wrong-at-first' } });
		expect(n8n.errors).toMatchObject([{ message: expect.stringContaining('Robot refused') }]);
		await n8n.start({ credential: robot.credential });
		expect(n8n.events.map(told)).toEqual(['server web-1']);
	});
});
