/** A simulated account as large as told: Robot's and Hetzner Console's APIs, in this thread or in one of its own. */
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { startSimulator, type Simulator, type World } from '../simulator/index.mts';
import type { StorageBox } from '../simulator/state/storageBox.mts';

export interface Size {
	boxes?: number;
	/** In each box. */
	snapshots?: number;
	offers?: number;
}

/** Makes an account as large as told. */
export function grow(world: World, { boxes = 0, snapshots = 0, offers = 0 }: Size): void {
	// Of a box whose plan is switched off.
	const [, box] = world.storageBoxes as [StorageBox, StorageBox];
	world.storageBoxes = Array.from({ length: boxes }, (_, index) => ({
		...structuredClone(box),
		id: 20_000 + index,
		name: `box ${index}`,
		snapshots: Array.from({ length: snapshots }, (_none, day) => snapshotOf(Date.now() - (snapshots - day) * 86_400_000)),
	}));
	const [offer] = world.orders.market;
	world.orders.market = Array.from({ length: offers }, (_, index) => ({ ...structuredClone(offer!), id: 3_000_000 + index }));
}

/** A snapshot as Robot takes it at that time. */
export function snapshotOf(time: number): StorageBox['snapshots'][number] {
	const at = new Date(time).toISOString().slice(0, 19);
	return { name: at.replaceAll(':', '-'), timestamp: `${at}+00:00`, size: 1, filesystem_size: 2, automatic: true, comment: '' };
}

/** How to log in to one of its APIs. */
export const credentialsOf = ({ url, username, password, console }: Simulator): Record<string, Record<string, string>> => ({
	robotApi: { username, password, baseUrl: url },
	hetznerConsoleApi: { apiToken: console.token, baseUrl: console.url },
});

export interface ApartAccount {
	credentials: ReturnType<typeof credentialsOf>;
	close: () => Promise<void>;
}

/** Starts such an account in a thread of its own: what it takes is not counted. */
export async function startAccount(size: Size): Promise<ApartAccount> {
	const worker = new Worker(new URL(import.meta.url), { workerData: size });
	const credentials = await new Promise<ApartAccount['credentials']>((resolve, reject) => worker.once('message', resolve).once('error', reject));
	return { credentials, close: async () => void (await worker.terminate()) };
}

if (parentPort) {
	const simulator = await startSimulator({ limits: false });
	grow(simulator.state, workerData as Size);
	// It would keep all that it was asked.
	setInterval(() => simulator.clearRequests(), 1000);
	parentPort.postMessage(credentialsOf(simulator));
}
