import { afterAll, beforeAll, it } from '@jest/globals';
import { startSimulator, type Fault, type Simulator } from '../../../simulator/index.mts';
import type { StorageBox } from '../../../simulator/state/storageBox.mts';
import { pass } from '../../support/clock.mts';
import { History, pick, POLLS, tellsEachThingOnce, type Poll, type Step } from '../../support/histories.mts';
import { Polling, type Event } from '../../support/poll.mts';

/**
 * Random histories of a project of Hetzner Console, with restarts, kills, faults, short lists and overlapping polls at
 * random: what is put out is what has happened. `TRIGGER_RUNS` sets how many histories are tried.
 */
const EVENTS = ['snapshotCompleted', 'storageBoxChanged'];
const BOXES = '/console/v1/storage_boxes';
const LOW = 10;
const HIGH = 90;

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator();
});
afterAll(() => simulator.close());

const idOf = (box: StorageBox): number => simulator.state.console.box(box).id;

/** A project, and what has to be told about it. */
class Project extends History<number> {
	/** How many percent of a box are in use. */
	readonly percent = new Map<StorageBox, number>();
	readonly n8n: Polling;

	constructor(n8n: Polling) {
		super();
		this.n8n = n8n;
		for (const box of this.boxes) this.fill(box, LOW);
	}

	get boxes(): StorageBox[] {
		return simulator.state.storageBoxes;
	}

	fill(box: StorageBox, percent: number): void {
		this.percent.set(box, percent);
		box.disk_usage_data = (box.disk_quota * percent) / 100;
	}

	happened(box: StorageBox, event: string): void {
		this.toBeTold(idOf(box), `${idOf(box)} ${event}`);
	}

	/** A box that nothing untold has happened to. */
	quiet(which: number): StorageBox | undefined {
		return pick(
			this.boxes.filter((box) => !this.untold.has(idOf(box))),
			which,
		);
	}

	/** Whether the trigger has seen that the box is not full any more: what comes and goes between two polls is not seen. */
	isKnownToBeLow(box: StorageBox): boolean {
		const { robot } = this.n8n.memory['node:Hetzner Robot Trigger'] as any;
		return robot.watches.storageBoxChanged?.known?.of?.[idOf(box)]?.[1]?.full === false;
	}
}

const CHANGES: Record<string, (history: Project, step: Step) => void> = {
	'takes a snapshot': (history, { which, how }) => {
		const box = pick(history.boxes, which);
		if (!box) return;
		const time = new Date(Date.now() + history.number() * 1000).toISOString().slice(0, 19);
		const snapshot = { name: time.replaceAll(':', '-'), timestamp: `${time}+00:00`, size: 1, filesystem_size: 1, automatic: how % 2 === 0, comment: '' };
		box.snapshots.push(snapshot);
		history.happened(box, `snapshot ${simulator.state.console.snapshot(snapshot).id}`);
	},
	'deletes snapshots': (history, { which }) => void history.quiet(which)?.snapshots.splice(which % 2),
	'gets a box': (history, { how }) => {
		const box = { ...structuredClone(history.boxes[0] ?? simulator.state.storageBoxes[0]!), id: 20_000 + history.number(), name: `box-${how}`, locked: false, snapshots: [] };
		history.boxes.push(box);
		history.fill(box, how % 3 === 0 ? HIGH : LOW);
		history.happened(box, 'new');
		if (how % 3 === 0) history.happened(box, 'full');
	},
	'loses a box': (history, { which }) => {
		const box = history.quiet(which);
		if (!box || history.boxes.length < 3) return;
		history.boxes.splice(history.boxes.indexOf(box), 1);
		history.happened(box, 'gone');
	},
	'locks or unlocks a box': (history, { which }) => {
		const box = history.quiet(which);
		if (!box) return;
		box.locked = !box.locked;
		history.happened(box, `status ${box.locked ? 'active locked' : 'locked active'}`);
	},
	'changes the type of a box': (history, { which, how }) => {
		const box = history.quiet(which);
		const other = pick(simulator.state.console.types, how)!;
		const percent = history.percent.get(box!);
		const size = other.size / 1024 ** 2;
		if (!box || percent === undefined || box.product.toLowerCase() === other.name) return;
		const from = box.product.toLowerCase();
		Object.assign(box, { product: other.name.toUpperCase(), disk_quota: size });
		history.fill(box, percent);
		history.happened(box, `type ${from} ${other.name}`);
	},
	'changes a setting of a box': (history, { which, how }) => {
		const box = history.quiet(which);
		if (!box) return;
		const name = pick(['ssh', 'samba', 'zfs'] as const, how)!;
		box[name] = !box[name];
		history.happened(box, `settings access_settings.${name}_enabled ${box[name]}`);
	},
	'fills or empties a box': (history, { which }) => {
		const box = history.quiet(which);
		if (!box) return;
		if (history.percent.get(box) === HIGH) return history.fill(box, LOW);
		if (!history.isKnownToBeLow(box)) return;
		history.fill(box, HIGH);
		history.happened(box, 'full');
	},
};

/** What an event says, in the words of the history. */
function words({ event, storageBox, storageBoxId, snapshot, change, changes, from, to }: Event): string {
	if (event === 'snapshotCompleted') return `${(storageBox as { id: number }).id} snapshot ${(snapshot as { id: number }).id}`;
	const drift = (changes as Array<{ field: string; to: unknown }>).flatMap(({ field, to: now }) => [field, now]);
	return [storageBoxId, change, from, to, ...drift].filter((word) => word !== null).join(' ');
}

const FAULTS: Array<Omit<Fault, 'skip'>> = [
	{ kind: 'cut-before' },
	{ kind: 'cut-during' },
	{ kind: 'reply', status: 503, body: '<html>' } as Fault,
	{ kind: 'reply', status: 200, body: '{"storage_boxes":' } as Fault,
	{ kind: 'reply', status: 200, body: '{"storage_boxes":[],"snapshots":null}' } as Fault,
	{ kind: 'error', status: 500, code: 'server_error', message: 'failed' } as Fault,
	{ kind: 'error', status: 429, code: 'rate_limit_exceeded', message: 'too many' } as Fault,
	{ kind: 'error', status: 401, code: 'unauthorized', message: 'unauthorized' } as Fault,
];

const TROUBLED_POLLS: Record<string, Poll> = {
	'polls at a fault': async (n8n, { which, how }) => {
		simulator.inject({ ...FAULTS[how % FAULTS.length]!, skip: which % 6 } as Fault);
		await n8n.tick();
		simulator.clearFaults();
	},
	'polls while a part is refused': async (n8n, { which }) => {
		simulator.inject({ kind: 'error', status: 403, code: 'forbidden', message: 'forbidden', path: pick([BOXES, `${BOXES}/*/snapshots`], which)!, times: Infinity });
		await n8n.tick();
		simulator.clearFaults();
	},
	'polls at a list that is empty or short': async (n8n, { which, how }) => {
		const { storageBoxes } = simulator.state;
		const list = pick<unknown[]>([storageBoxes, storageBoxes[0]!.snapshots], which)!;
		const lacking = list.splice(how % 3);
		await n8n.tick();
		list.push(...lacking);
		pass(60);
		await n8n.tick();
	},
};

async function begin() {
	simulator.reset();
	for (const box of simulator.state.storageBoxes) box.snapshotplan = { ...simulator.state.storageBoxes[1]!.snapshotplan };
	pass(2 * 3600);
	const { token, url } = simulator.console;
	const n8n = new Polling({ credential: { apiToken: token, baseUrl: url }, parameters: { events: EVENTS } });
	const history = new Project(n8n);
	await n8n.start();
	return { n8n, history };
}

it('puts out everything that happened, each thing once, and again only after a kill and then with the same id', async () => {
	await tellsEachThingOnce({ begin, changes: CHANGES, polls: { ...POLLS, ...TROUBLED_POLLS }, words });
}, 600_000);
