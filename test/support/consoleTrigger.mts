import { beforeEach } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import type { Snapshot, StorageBox } from '../../simulator/state/storageBox.mts';
import { Polling, type PollingOptions } from './poll.mts';
import { simulatedConsole } from './simulatedConsole.mts';

/** The ids that the simulated Console gives to the boxes of the account: Backup Server 1, Archive, old-backup. */
export const [BACKUP, ARCHIVE, OLD] = [530_101, 530_102, 530_103] as const;

/** A simulated Console for the tests of the trigger, with what can happen in its project. */
export function watchedConsole() {
	const hetzner = simulatedConsole();
	const boxes = (): StorageBox[] => hetzner.simulator.state.storageBoxes;
	// The tests take the snapshots themselves, at whatever time of the day they run.
	beforeEach(() => {
		hetzner.simulator.console.set({ actionSeconds: 0 });
		boxes()[0]!.snapshotplan = { ...boxes()[1]!.snapshotplan };
	});

	return {
		hetzner,
		boxes,

		/** A published workflow that has taken its starting point, with the token alone. */
		async published(events: string | string[], parameters: INodeParameters = {}, options: Partial<PollingOptions> = {}): Promise<Polling> {
			const n8n = new Polling({ credential: hetzner.credential, parameters: { events: [events].flat(), ...parameters }, ...options });
			await n8n.start();
			hetzner.simulator.clearRequests();
			return n8n;
		},

		/** What arrived, in order: `GET /storage_boxes?page=1&per_page=50`. */
		sent: () => hetzner.simulator.requests().map(({ method, rawUrl }) => `${method} ${rawUrl.replace('/console/v1', '')}`),

		/** A snapshot, taken so many minutes from now. */
		snapshot(box: StorageBox, minutes: number, automatic = false): Snapshot {
			const timestamp = `${new Date(Date.now() + minutes * 60_000).toISOString().slice(0, 19)}+00:00`;
			const taken = { name: timestamp.slice(0, 19).replaceAll(':', '-'), timestamp, size: 1, filesystem_size: 2, automatic, comment: '' };
			box.snapshots.push(taken);
			return taken;
		},

		/** From now on so many percent of the box are in use. */
		fill(box: StorageBox, percent: number): void {
			box.snapshots = [];
			box.disk_usage_data = (box.disk_quota * percent) / 100;
		},

		/** A box like the second one. */
		add(id: number, name: string): StorageBox {
			const box = { ...structuredClone(boxes()[1]!), id, name, snapshots: [] };
			boxes().push(box);
			return box;
		},

		remove: (box: StorageBox): void => void boxes().splice(boxes().indexOf(box), 1),
	};
}

/** The list of boxes, as a log has it. */
export const LIST = 'GET /storage_boxes?page=1&per_page=50';
