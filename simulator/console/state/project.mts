import { daysAfter } from '../../dates.mts';
import type { Snapshot, StorageBox, SubAccount } from '../../state/storageBox.mts';
import { seedLocations, seedTypes } from '../seed/catalogue.mts';
import { seedProject } from '../seed/project.mts';
import type { Action, Command, Resource } from './action.mts';
import type { Location, StorageBoxType } from './catalogue.mts';
import { usualSettings, type ConsoleSettings } from './settings.mts';

export type Labels = Record<string, string>;

/** What Console knows of a box beyond what the account has. */
export interface BoxRecord {
	id: number;
	labels: Labels;
	/** Against deletion. */
	isProtected: boolean;
	initializing: boolean;
	/** Milliseconds since the epoch. */
	created: number;
	/** Relative, without those of the sub-accounts' home directories. */
	folders: string[];
}

export interface SnapshotRecord {
	id: number;
	labels: Labels;
}

export interface SubAccountRecord {
	id: number;
	labels: Labels;
	/** null: its user name. */
	name: string | null;
}

/** Beyond 32 bits, as seen live. */
const FIRST_ACTION = 598_022_669_323_000;

/**
 * The project of Hetzner Console that the account's Storage Boxes are in. Boxes, snapshots and sub-accounts are those
 * of the account itself, however they came there; what only Console has is kept beside them, from the first look on.
 */
export class Project {
	readonly settings: ConsoleSettings = usualSettings();
	readonly locations: Location[] = seedLocations();
	readonly types: StorageBoxType[];
	/** Oldest first. */
	readonly actions: Action[] = [];
	readonly #start: Date;
	readonly #boxes = new Records<StorageBox, BoxRecord>(530_100);
	readonly #snapshots = new Records<Snapshot, SnapshotRecord>(71_200);
	readonly #subAccounts = new Records<SubAccount, SubAccountRecord>(84_300);

	constructor(start: Date, boxes: StorageBox[]) {
		this.#start = start;
		this.types = seedTypes(start);
		seedProject(this, boxes);
	}

	box(box: StorageBox): BoxRecord {
		return this.#boxes.of(box, (id) => ({
			id,
			labels: {},
			isProtected: false,
			initializing: false,
			created: daysAfter(this.#start, -400).getTime(),
			folders: ['backups', 'backups/daily', 'backups/weekly'],
		}));
	}

	snapshot(snapshot: Snapshot): SnapshotRecord {
		return this.#snapshots.of(snapshot, (id) => ({ id, labels: {} }));
	}

	subAccount(account: SubAccount): SubAccountRecord {
		return this.#subAccounts.of(account, (id) => ({ id, labels: {}, name: null }));
	}

	/** Those of what is in the box, too. */
	actionsOn(box: StorageBox): Action[] {
		const { id } = this.box(box);
		return this.actions.filter(({ resources }) => resources.some((resource) => resource.type === 'storage_box' && resource.id === id));
	}

	/** An action that begins at `started`, in milliseconds since the epoch. */
	addAction(command: Command, resources: Resource[], started: number, seconds: number): Action {
		const id = (this.actions.at(-1)?.id ?? FIRST_ACTION) + 7;
		const action: Action = { id, command, status: 'running', started, ends: started + seconds * 1000, resources };
		this.actions.push(action);
		return action;
	}

	/** Gives ids to what is new in the account, in the order in which it came there. */
	meet(boxes: StorageBox[]): void {
		for (const box of boxes) {
			this.box(box);
			for (const snapshot of box.snapshots) this.snapshot(snapshot);
			for (const account of box.subaccounts) this.subAccount(account);
		}
	}
}

/** Something kept beside each object of a kind, under ids that are never used twice. */
class Records<Thing extends object, Kept> {
	readonly #kept = new WeakMap<Thing, Kept>();
	#last: number;

	constructor(before: number) {
		this.#last = before;
	}

	of(thing: Thing, make: (id: number) => Kept): Kept {
		let kept = this.#kept.get(thing);
		if (kept === undefined) {
			this.#last += 1;
			kept = make(this.#last);
			this.#kept.set(thing, kept);
		}
		return kept;
	}
}
