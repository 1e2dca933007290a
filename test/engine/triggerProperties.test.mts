import { afterAll, beforeAll, it } from '@jest/globals';
import { startSimulator, type Fault, type Simulator, type World } from '../../simulator/index.mts';
import { pass } from '../support/clock.mts';
import { History, pick, POLLS, tellsEachThingOnce, type Poll, type Step } from '../support/histories.mts';
import { Polling, type Event } from '../support/poll.mts';

/**
 * Random histories of an account, with restarts, kills, faults, short lists and overlapping polls at random: what is put out is
 * what has happened. `TRIGGER_RUNS` sets how many histories are tried.
 */
const DAY = 24 * 3600;
const ALL = ['failoverIpSwitched', 'marketOfferFound', 'orderTransactionUpdated', 'serverChanged', 'snapshotCompletedRobot'];
const KINDS = ['server', 'market', 'addon'] as const;

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator();
});
afterAll(() => simulator.close());

/** An account, and what has to be told about it. */
class Account extends History<string> {
	get world(): World {
		return simulator.state;
	}
}

type Change = (history: Account, step: Step) => void;

const iso = (milliseconds = Date.now()) => new Date(milliseconds).toISOString();

/** A server that nothing untold has happened to. */
const server = ({ world, untold }: Account, which: number) =>
	pick(
		world.servers.filter(({ server_number }) => !untold.has(`server ${server_number}`)),
		which,
	);

const CHANGES: Record<string, Change> = {
	orders: (history, { which, how }) => {
		const kind = pick([...KINDS], which)!;
		const orders = history.world.orders.transactions[kind] as Array<{ id: string; date: string; status: string }>;
		const id = `B${history.number()}`;
		const isReady = how % 3 === 0;
		orders.unshift({ ...structuredClone(orders[0]!), id, date: iso(), status: isReady ? 'ready' : 'in process' });
		history.toBeTold(`order ${id}`, `order ${kind} ${id} new`, ...(isReady ? [`order ${kind} ${id} ready`] : []));
	},
	'settles an order': (history, { which, how }) => {
		const open = KINDS.flatMap((kind) =>
			history.world.orders.transactions[kind].filter(({ id, status }) => status === 'in process' && !history.untold.has(`order ${id}`)).map((order) => ({ kind, order })),
		);
		const chosen = pick(open, which);
		if (!chosen) return;
		chosen.order.status = how % 2 === 0 ? 'ready' : 'cancelled';
		history.toBeTold(`order ${chosen.order.id}`, `order ${chosen.kind} ${chosen.order.id} ${chosen.order.status}`);
	},
	'lets weeks pass': (history) => {
		if ([...history.untold.keys()].some((thing) => thing.startsWith('order'))) return;
		pass(20 * DAY);
	},
	'takes a snapshot': (history, { which, how }) => {
		const box = pick(history.world.storageBoxes, which)!;
		const time = iso(Date.now() + history.number() * 1000).slice(0, 19);
		const name = time.replaceAll(':', '-');
		box.snapshots.push({ name, timestamp: `${time}+00:00`, size: 1, filesystem_size: 1, automatic: how % 2 === 0, comment: '' });
		history.toBeTold(`snapshot ${box.id} ${name}`, `snapshot ${box.id} ${name}`);
	},
	'deletes a snapshot': (history, { which }) => {
		const told = history.world.storageBoxes.flatMap((box) =>
			box.snapshots.filter(({ name }) => !history.untold.has(`snapshot ${box.id} ${name}`)).map((snapshot) => ({ box, snapshot })),
		);
		const chosen = pick(told, which);
		if (chosen) chosen.box.snapshots = chosen.box.snapshots.filter((other) => other !== chosen.snapshot);
	},
	'gets a box': (history) => {
		history.world.storageBoxes.push({ ...structuredClone(history.world.storageBoxes[1]!), id: 20_000 + history.number(), snapshots: [] });
	},
	'gets a server': (history, { how }) => {
		const number = 1000 + history.number();
		const status = how % 2 === 0 ? 'ready' : 'in process';
		history.world.servers.push({
			...structuredClone(history.world.servers[0]!),
			server_number: number,
			status,
			cancellation: { ...history.world.servers[0]!.cancellation, cancellation_date: null },
		});
		history.toBeTold(`server ${number}`, `server ${number} new`, ...(status === 'ready' ? [`server ${number} ready`] : []));
	},
	'loses a server': (history, { which }) => {
		const lost = server(history, which);
		const keepsFailover = history.world.failovers.some(({ server_number }) => server_number === lost?.server_number);
		if (!lost || keepsFailover || history.world.servers.length < 3) return;
		history.world.servers = history.world.servers.filter((other) => other !== lost);
		history.toBeTold(`server ${lost.server_number}`, `server ${lost.server_number} gone`);
	},
	'renames a server': (history, { which }) => {
		const renamed = server(history, which);
		if (!renamed) return;
		renamed.server_name = `name-${history.number()}`;
		history.toBeTold(`server ${renamed.server_number}`, `server ${renamed.server_number} renamed ${renamed.server_name}`);
	},
	'cancels or keeps a server': (history, { which }) => {
		const chosen = server(history, which);
		if (!chosen) return;
		const isCancelled = chosen.cancellation.cancellation_date !== null;
		chosen.cancellation.cancellation_date = isCancelled ? null : '2030-12-31';
		history.toBeTold(`server ${chosen.server_number}`, `server ${chosen.server_number} ${isCancelled ? 'cancellationWithdrawn' : 'cancelled'}`);
	},
	'switches a failover IP': (history, { which, how }) => {
		const failover = pick(
			history.world.failovers.filter(({ ip }) => !history.untold.has(`failover ${ip}`)),
			which,
		);
		const to = pick([null, '203.0.113.10', '203.0.113.11', '203.0.113.20'], how)!;
		if (!failover || failover.active_server_ip === to) return;
		failover.active_server_ip = to;
		history.toBeTold(`failover ${failover.ip}`, `failover ${failover.ip} ${to}`);
	},
	'offers a server': (history) => {
		const id = 3_000_000 + history.number();
		history.world.orders.market.push({ ...structuredClone(history.world.orders.market[0]!), id });
		history.toBeTold(`market ${id}`, `market ${id}`);
	},
};

/** What an event says, in the words of the history. */
function words(told: Event): string {
	const { event, kind, change, transaction, storageBox, snapshot, serverNumber, after, failoverIp, to, product } = told as Event & Record<string, Record<string, unknown>>;
	switch (event) {
		case 'orderTransactionUpdated':
			return `order ${String(kind)} ${String(transaction!.id)} ${String(change)}`;
		case 'snapshotCompletedRobot':
			return `snapshot ${String(storageBox!.id)} ${String(snapshot!.name)}`;
		case 'serverChanged':
			return ['server', serverNumber, change, ...(String(change) === 'renamed' ? [after!.server_name] : [])].map(String).join(' ');
		case 'failoverIpSwitched':
			return `failover ${String(failoverIp)} ${String((to as { ip?: string } | null)?.ip ?? null)}`;
		default:
			return `market ${String(product!.id)}`;
	}
}

const FAULTS: Array<Omit<Fault, 'skip'>> = [
	{ kind: 'cut-before' },
	{ kind: 'cut-during' },
	{ kind: 'reply', status: 503, body: '<html>' } as Fault,
	{ kind: 'reply', status: 200, body: '{"server":' } as Fault,
	{ kind: 'error', status: 500, code: 'INTERNAL_ERROR', message: 'failed' } as Fault,
];

const PATHS = ['/failover', '/order/server_market/product', '/order/server/transaction', '/order/*', '/server', '/storagebox', '/storagebox/*'];

const LISTS: Array<(world: World) => unknown[]> = [
	({ failovers }) => failovers,
	({ orders }) => orders.market,
	({ orders }) => orders.transactions.addon,
	({ orders }) => orders.transactions.market,
	({ orders }) => orders.transactions.server,
	({ servers }) => servers,
	({ storageBoxes }) => storageBoxes,
	({ storageBoxes }) => storageBoxes[0]!.snapshots,
];

const TROUBLED_POLLS: Record<string, Poll> = {
	'polls at a fault': async (n8n, { which, how }) => {
		simulator.inject({ ...FAULTS[how % FAULTS.length]!, skip: which % 14 } as Fault);
		await n8n.tick();
		simulator.clearFaults();
	},
	'polls while a part is refused': async (n8n, { which }) => {
		simulator.inject({ kind: 'error', status: 403, code: 'FORBIDDEN', message: 'forbidden', path: pick(PATHS, which)!, times: Infinity });
		await n8n.tick();
		simulator.clearFaults();
	},
	'polls at a list that is empty or short': async (n8n, { which, how }) => {
		const list = pick(LISTS, which)!(simulator.state) as never[];
		const lacking = list.splice(how % 3);
		await n8n.tick();
		list.push(...lacking);
	},
};

async function begin() {
	simulator.reset();
	for (const box of simulator.state.storageBoxes) box.snapshotplan = { ...simulator.state.storageBoxes[1]!.snapshotplan };
	pass(2 * 3600);
	const { username, password, url } = simulator;
	const n8n = new Polling({ credential: { username, password, baseUrl: url }, parameters: { events: ALL } });
	await n8n.start();
	return { n8n, history: new Account() };
}

it('puts out everything that happened, each thing once, and again only after a kill and then with the same id', async () => {
	await tellsEachThingOnce({ begin, changes: CHANGES, polls: { ...POLLS, ...TROUBLED_POLLS }, words });
}, 600_000);
