import { describe, expect, it } from '@jest/globals';
import { processMemory } from '../../nodes/common/http/memory.ts';
import type { Fault } from '../../simulator/index.mts';
import { pass } from '../support/clock.mts';
import { Polling } from '../support/poll.mts';
import { DAY, HOUR, later, slow, watchedRobot } from '../support/trigger.mts';

const { robot, account, published, order, offer, snapshot } = watchedRobot();

/** A list that the trigger reads, and something that happens to what it lists. */
interface Read {
	event: string;
	get: () => unknown[];
	set: (list: never[]) => void;
	change: () => void;
}

const orderList = (kind: 'server' | 'market' | 'addon'): Read => ({
	event: 'orderTransactionUpdated',
	get: () => account().orders.transactions[kind],
	set: (list) => void (account().orders.transactions[kind] = list),
	change: () => void order(kind, 'B1'),
});

const LISTS: Record<string, Read> = {
	'failover IPs': {
		event: 'failoverIpSwitched',
		get: () => account().failovers,
		set: (list) => void (account().failovers = list),
		change: () => void (account().failovers.at(-1)!.active_server_ip = null),
	},
	offers: { event: 'marketOfferFound', get: () => account().orders.market, set: (list) => void (account().orders.market = list), change: () => offer() },
	'orders of addons': orderList('addon'),
	'orders of market servers': orderList('market'),
	'orders of servers': orderList('server'),
	servers: {
		event: 'serverChanged',
		get: () => account().servers,
		set: (list) => void (account().servers = list),
		change: () => void (account().servers.at(-1)!.server_name = 'web9'),
	},
	'Storage Boxes': {
		event: 'snapshotCompletedRobot',
		get: () => account().storageBoxes,
		set: (list) => void (account().storageBoxes = list),
		change: () => snapshot(12345, later(0)),
	},
	snapshots: {
		event: 'snapshotCompletedRobot',
		get: () => account().storageBoxes[0]!.snapshots,
		set: (list) => void (account().storageBoxes[0]!.snapshots = list),
		change: () => snapshot(12345, later(0)),
	},
};

/** What the list lacks for a while: everything, or all but its first entry. */
const LACKS: Array<[string, (list: never[]) => never[]]> = [
	['empty', () => []],
	['short', (list) => list.slice(0, 1)],
];

/** Offers enough for a flood. */
const offers = (count: number) => Array.from({ length: count }, (_none, index) => offer({ id: 4_000_000 + index }));

describe.each(Object.entries(LISTS))('the list of %s', (_name, { event, get, set, change }) => {
	it.each(LACKS)('that is %s for a while starts nothing, and afterwards what happens is told once', async (_how, lacking) => {
		if (event === 'marketOfferFound') offers(1500);
		const n8n = await published(event);
		const list = get() as never[];
		set(lacking(list));
		for (let poll = 0; poll < 4; poll++) expect(await n8n.next(600)).toEqual([]);
		set(list);
		expect(await n8n.next()).toEqual([]);
		change();
		expect(await n8n.next()).toMatchObject([{ event }]);
		expect(await n8n.next()).toEqual([]);
	});

	// What a short list of servers or offers lacks then is not to be told from new ones.
	it.each(event === 'serverChanged' || event === 'marketOfferFound' ? LACKS.slice(0, 1) : LACKS)(
		'that is %s when the starting point is taken starts nothing',
		async (_how, lacking) => {
			if (event === 'marketOfferFound') offers(1500);
			// Up to a day before the starting point the times of orders and snapshots tell nothing.
			pass(DAY);
			const list = get() as never[];
			set(lacking(list));
			const n8n = await published(event);
			for (let poll = 0; poll < 2; poll++) expect(await n8n.next(600)).toEqual([]);
			set(list);
			expect(await n8n.next()).toEqual([]);
			change();
			expect(await n8n.next()).toMatchObject([{ event }]);
			expect(await n8n.next()).toEqual([]);
		},
	);
});

describe('an entry that is broken', () => {
	const REPLIES: Array<[string, string, unknown[]]> = [
		['failoverIpSwitched', '/failover', [{ ip: '198.51.100.200' }, { active_server_ip: null }, {}, { ip: '198.51.100.200', active_server_ip: 5 }]],
		['marketOfferFound', '/order/server_market/product', [{}, { id: null }, { id: {} }, { id: '' }]],
		['orderTransactionUpdated', '/order/server/transaction', [{}, { id: 'B9' }, { status: 'ready' }, { id: null, status: 'ready' }]],
		[
			'serverChanged',
			'/server',
			[{}, { server_number: 321 }, { server_number: '321', server_name: 'x' }, { server_number: null, server_name: 'x', status: 'ready', cancelled: false }],
		],
		['snapshotCompletedRobot', '/storagebox', [{}, { id: null }, { id: 'x' }]],
		['snapshotCompletedRobot', '/storagebox/12345/snapshot', [{}, { name: null, timestamp: '2099-01-01T00:00:00' }, { name: 'x' }, { name: 'x', timestamp: 'soon' }]],
	];

	it.each(REPLIES)('starts nothing: %s of %s', async (event, path, entries) => {
		const n8n = await published(event);
		const key = path.endsWith('product') ? 'product' : path.endsWith('transaction') ? 'transaction' : path.split('/').at(-1)!;
		const body = JSON.stringify(entries.map((entry) => ({ [key]: entry })));
		robot.simulator.inject({ kind: 'reply', status: 200, body, path, times: 3 } as Fault);
		for (let poll = 0; poll < 4; poll++) expect(await n8n.next(600)).toEqual([]);
		expect(n8n.errors).toEqual([]);
	});
});

describe('servers', () => {
	it('that come back while they are missing are told as what they have become, not as gone and new', async () => {
		const n8n = await published('serverChanged');
		const { servers } = account();
		account().servers = servers.slice(1);
		expect(await n8n.next()).toEqual([]);
		account().servers = servers;
		servers[0]!.server_name = 'web9';
		expect(await n8n.next()).toMatchObject([{ change: 'renamed', before: { server_name: 'web1' } }]);
	});

	it('are gone when they have been missing for an hour, also where n8n is started anew meanwhile', async () => {
		const n8n = await published('serverChanged');
		account().servers.shift();
		for (let poll = 0; poll < 3; poll++) {
			n8n.kill();
			processMemory.forget();
			await n8n.start();
			expect(await n8n.next(19 * 60)).toEqual([]);
		}
		expect(await n8n.next()).toMatchObject([{ change: 'gone', serverNumber: 321 }]);
	});

	it('are new in an account that has been without any for an hour', async () => {
		const { servers } = account();
		account().servers = [];
		const n8n = await published('serverChanged', { serverChanges: ['new'] });
		expect(await n8n.next(HOUR)).toEqual([]);
		account().servers = servers.slice(0, 2);
		expect(await n8n.next()).toHaveLength(2);
	});
});

describe('offers', () => {
	it('that vanish and come back within 30 days are known, however many there are and whatever the list lacked', async () => {
		offers(1500);
		const n8n = await published('marketOfferFound');
		const { orders } = account();
		const everything = orders.market;
		for (let day = 0; day < 29; day++) {
			orders.market = day % 2 === 0 ? everything.slice(0, 200) : [];
			expect(await n8n.next(DAY)).toEqual([]);
		}
		orders.market = everything;
		expect(await n8n.next()).toEqual([]);
	});

	it('are known after a year in which nobody has looked, though the first list is short', async () => {
		offers(1500);
		const n8n = await published('marketOfferFound');
		const { orders } = account();
		const everything = orders.market;
		orders.market = everything.slice(0, 3);
		expect(await n8n.next(365 * DAY)).toEqual([]);
		orders.market = everything;
		expect(await n8n.next()).toEqual([]);
	});

	it('are forgotten when they have not been listed on 31 days, so that what is kept does not grow', async () => {
		const n8n = await published('marketOfferFound');
		offer();
		expect(await n8n.next()).toHaveLength(1);
		account().orders.market.pop();
		for (let day = 0; day < 31; day++) {
			expect(JSON.stringify(n8n.memory)).toContain('3000000');
			await n8n.next(DAY);
		}
		expect(JSON.stringify(n8n.memory)).not.toContain('3000000');
		expect(JSON.stringify(n8n.memory).length).toBeLessThan(2000);
	});
});

describe('orders', () => {
	it('are each told once, though a list shows an older status for a while', async () => {
		order('server', 'B1');
		const n8n = await published('orderTransactionUpdated');
		const [own] = account().orders.transactions.server;
		for (const status of ['ready', 'in process', 'ready', 'cancelled', 'ready'] as const) {
			own!.status = status;
			await n8n.next();
		}
		expect(n8n.events.map(({ eventId }) => eventId)).toEqual(['order:server:B1:ready', 'order:server:B1:cancelled']);
	});

	it('that were open and missing for a while are told when they end', async () => {
		order('server', 'B1');
		const n8n = await published('orderTransactionUpdated');
		const list = account().orders.transactions.server;
		account().orders.transactions.server = [];
		expect(await n8n.next()).toEqual([]);
		account().orders.transactions.server = list;
		expect(await n8n.next()).toEqual([]);
		list[0]!.status = 'ready';
		expect(await n8n.next()).toMatchObject([{ change: 'ready', previousStatus: 'in process' }]);
	});
});

describe('a poll whose time is over', () => {
	it('asks for no further list, says nothing of it, and the next one begins with what was left out', async () => {
		const n8n = new Polling({ credential: robot.credential, parameters: { events: ['failoverIpSwitched', 'serverChanged'] }, budget: 100_000 });
		await n8n.start();
		robot.simulator.clearRequests();
		slow(account(), 'failovers', 90);
		robot.server(321).server_name = 'web9';
		expect(await n8n.next()).toEqual([]);
		expect(robot.sent()).toEqual(['GET /failover']);
		expect(await n8n.next()).toMatchObject([{ change: 'renamed' }]);
		expect(robot.sent()).toEqual(['GET /failover', 'GET /server', 'GET /failover']);
	});

	it('does not leave out for good what comes after what has failed', async () => {
		const n8n = await published(['failoverIpSwitched', 'serverChanged']);
		robot.simulator.inject({ kind: 'error', status: 403, code: 'FORBIDDEN', message: 'forbidden', path: '/server', times: Infinity });
		await n8n.look();
		robot.simulator.clearRequests();
		await n8n.look();
		expect(robot.sent()).toEqual(['GET /server', 'GET /failover']);
	});

	it('takes the starting point that it had no time for later', async () => {
		const end = slow(account(), 'failovers', 90);
		const n8n = new Polling({ credential: robot.credential, parameters: { events: ['failoverIpSwitched', 'serverChanged'] }, budget: 100_000 });
		await n8n.start();
		end();
		expect(robot.sent()).toEqual(['GET /failover']);
		expect(await n8n.next()).toEqual([]);
		robot.server(321).server_name = 'web9';
		expect(await n8n.next()).toMatchObject([{ change: 'renamed' }]);
		expect(n8n.errors).toEqual([]);
	});
});
