/** What a day of polls spends of the request limits, and how soon it notices what has happened: the clock is moved, nobody waits. */
import { startSimulator, type RecordedRequest, type World } from '../../simulator/index.mts';
import { credentialsOf, grow, snapshotOf } from '../account.mts';
import { pass } from '../clock.mts';
import { useCredentials } from '../n8n.mts';
import { forget } from '../nodes.mts';
import { Published } from '../polling.mts';
import type { Measuring, Part } from '../results.mts';

const BOXES = 200;
const MINUTE = 60;

/** The limits of an hour; `beside` is what HTTP Request nodes would ask each minute for the same. */
const LIMITS = [
	{ what: 'Orders of servers', path: /^\/order\/server\/transaction/, max: 500, beside: 1 },
	{ what: 'Orders of market offers', path: /^\/order\/server_market\/transaction/, max: 500, beside: 1 },
	{ what: 'Orders of addons', path: /^\/order\/server_addon\/transaction/, max: 500, beside: 1 },
	// Lists have 50 boxes on a page, and snapshots are asked for box by box.
	{ what: 'Hetzner Console', path: /^\/console\//, max: 3600, beside: BOXES / 50 + BOXES },
];

/** Something that happens in the account; found when its number comes out. */
interface Happening {
	kind: 'order' | 'snapshot';
	id: string;
	at: number;
}

const COLUMNS = ['What', 'Limit of an hour', 'Requests', 'Most in an hour', 'Largest share', "HTTP Request's requests", 'Its share', 'Noticed after'];

export async function measure({ short }: Measuring): Promise<Part> {
	const hours = short ? 1 : 24;
	const simulator = await startSimulator();
	grow(simulator.state, { boxes: BOXES, snapshots: 20 });
	await useCredentials(credentialsOf(simulator));
	forget();
	const published = new Published({ events: ['orderTransactionUpdated', 'snapshotCompleted'] });
	await published.poll(true);
	const asked: RecordedRequest[][] = [];
	const delays: Record<Happening['kind'], number[]> = { order: [], snapshot: [] };
	const open = new Map<string, Happening>();
	for (let minute = 0; minute < hours * 60; minute++) {
		// What happens in a minute happens in its middle.
		pass(MINUTE / 2);
		for (const happening of happen(simulator.state, minute)) open.set(happening.id, happening);
		pass(MINUTE / 2);
		simulator.clearRequests();
		await published.poll();
		asked.push(simulator.requests());
		for (const { json } of published.items.splice(0)) {
			const happening = [...open.values()].find(({ id }) => JSON.stringify(json).includes(id));
			if (happening === undefined) continue;
			delays[happening.kind].push((Date.now() - happening.at) / 1000);
			open.delete(happening.id);
		}
	}
	await simulator.close();
	return { columns: COLUMNS, rows: LIMITS.map((limit) => rowOf(limit, asked, delays[limit.what.startsWith('Orders') ? 'order' : 'snapshot'])), rounds: 1 };
}

/** An order of each kind is made every hour, and each quarter of an hour a snapshot of another box. */
function happen({ orders, storageBoxes }: World, minute: number): Happening[] {
	const at = Date.now();
	if (minute % 60 === 1)
		return (['server', 'market', 'addon'] as const).map((kind): Happening => {
			const listed = orders.transactions[kind] as Array<{ id: string; date: string }>;
			const id = `B20300101-${kind}-${minute}`;
			listed.unshift({ ...structuredClone(listed[0]!), id, date: new Date(at).toISOString() });
			return { kind: 'order', id, at };
		});
	if (minute % 15 !== 0) return [];
	const taken = snapshotOf(at);
	storageBoxes[(minute * 7) % BOXES]?.snapshots.push(taken);
	return [{ kind: 'snapshot', id: taken.name, at }];
}

function rowOf({ what, path, max, beside }: (typeof LIMITS)[number], asked: RecordedRequest[][], delays: number[]): string[] {
	const counts = asked.map((requests) => requests.filter((request) => path.test(request.path)).length);
	const sum = (values: number[]) => values.reduce((all, value) => all + value, 0);
	const most = Math.max(...counts.map((_, minute) => sum(counts.slice(Math.max(0, minute - 59), minute + 1))));
	const share = (requests: number) => `${Math.round((requests / max) * 100)} %`;
	return [
		what,
		String(max),
		sum(counts).toLocaleString('en'),
		String(most),
		`**${share(most)}**`,
		(beside * asked.length).toLocaleString('en'),
		share(beside * 60),
		`${inMinutes(sum(delays) / delays.length)}, ${inMinutes(Math.max(...delays))} at most (${delays.length})`,
	];
}

const inMinutes = (seconds: number): string => (seconds < 90 ? `${Math.round(seconds)} s` : `${(seconds / 60).toFixed(1)} min`);
