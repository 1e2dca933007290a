import { beforeEach } from '@jest/globals';
import { action, box, pages } from '../contract/console/objects.mts';
import { refusal, stubConsole, type StubConsole, type StubReply, type StubRequest } from './stubConsole.mts';

/** Hetzner Console with the snapshots of a Storage Box, of which some may be as no documentation has them. Written by hand. */

export type Kept = Record<string, unknown>;

const DAY_MS = 86_400_000;

/** A moment that no test goes past. */
const START = Date.now() - DAY_MS / 2;

/** Of what is created. */
const FIRST_ID = 100;

/** A snapshot made so many days ago, by hand unless told. */
export const taken = (id: number, day: number, more: object = {}): Kept => ({
	id,
	name: `day ${day}`,
	description: '',
	is_automatic: false,
	stats: { size: 512, size_filesystem: 1536 },
	labels: {},
	created: new Date(START - (day - 1) * DAY_MS).toISOString(),
	storage_box: 42,
	...more,
});

export interface SnapshotBox {
	readonly console: StubConsole;
	/** What there is now. */
	snapshots: Kept[];
	ids: () => unknown[];
	holds: (...snapshots: Kept[]) => void;
	/** What stands beside the list. */
	says: (more: object) => void;
	/** Somebody else deletes it once the list was read. */
	vanishes: (id: number) => void;
	/** Refuses its deletion, always unless told how often. */
	refuses: (id: number, status: number, code: string, times?: number) => void;
	/** Accepts its deletion, which fails then. */
	fails: (id: number) => void;
	/** Accepts its deletion, which never ends. */
	runsOn: (id: number) => void;
	/** What it answers, unless a test says otherwise. */
	answer: (request: StubRequest) => StubReply;
}

/** One for the tests of a file, new for each test. It ignores all filters: they are the node's to hold. */
export function snapshotBox(): SnapshotBox {
	const console = stubConsole();
	let refused: Map<number, { reply: StubReply; left: number }>;
	let ending: Map<number, 'error' | 'running'>;
	let beside: object;
	let last = { command: '', status: 'success' as 'success' | 'error' | 'running' };
	let next: number;

	const started = (command: string, status: typeof last.status, more: object = {}): StubReply => {
		last = { command, status };
		return { status: 201, body: { ...more, action: action(command, 'running') } };
	};

	const deleted = (id: number): StubReply => {
		const known = refused.get(id);
		if (known && known.left-- > 0) return known.reply;
		if (!own.snapshots.some((snapshot) => snapshot.id === id)) return refusal(404, 'not_found', 'Snapshot not found');
		const status = ending.get(id) ?? 'success';
		if (status === 'success') own.snapshots = own.snapshots.filter((snapshot) => snapshot.id !== id);
		return started('delete_snapshot', status);
	};

	const found = (id: number): StubReply => {
		const snapshot = own.snapshots.find((each) => each.id === id);
		return snapshot ? { body: { snapshot } } : refusal(404, 'not_found', 'Snapshot not found');
	};

	const created = (given: unknown): StubReply => {
		const id = next++;
		const made = new Date(Date.now());
		own.snapshots.push(taken(id, 1, { labels: {}, ...(given as object), name: made.toISOString().slice(0, 19).replaceAll(':', '-'), created: made.toISOString() }));
		return started('create_snapshot', 'success', { snapshot: { id, storage_box: 42 } });
	};

	const own: SnapshotBox = {
		console,
		snapshots: [],
		ids: () => own.snapshots.map(({ id }) => id),
		holds: (...snapshots) => void (own.snapshots = snapshots),
		says: (more) => void (beside = more),
		vanishes: (id) => own.refuses(id, 404, 'not_found', 1),
		refuses: (id, status, code, times = Infinity) => void refused.set(id, { reply: refusal(status, code), left: times }),
		fails: (id) => void ending.set(id, 'error'),
		runsOn: (id) => void ending.set(id, 'running'),
		answer: ({ method, path, body }) => {
			if (path.startsWith('/storage_boxes?')) return { body: { storage_boxes: [box, { ...box, id: 43, name: 'archive', username: 'u54321' }], meta: pages(1, 1, 2) } };
			if (path.startsWith('/storage_boxes/actions/')) return { body: { action: action(last.command, last.status) } };
			if (method === 'DELETE') return deleted(Number(path.split('/').at(-1)));
			if (method === 'POST') return created(body);
			const [, id] = /\/snapshots\/(\d+)$/.exec(path) ?? [];
			if (id !== undefined) return found(Number(id));
			return { body: { snapshots: own.snapshots, ...beside } };
		},
	};
	beforeEach(() => {
		[refused, ending, beside, own.snapshots, next] = [new Map(), new Map(), {}, [], FIRST_ID];
		console.answer(own.answer);
	});
	return own;
}
