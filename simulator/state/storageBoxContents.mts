import type { Clock } from '../clock.mts';
import { day, dayAndTime, daysAfter } from '../dates.mts';
import type { Snapshot, SnapshotPlan, StorageBox, SubAccount } from './storageBox.mts';

/** How boxes, their snapshots and their sub-accounts come to be, whichever API they are asked for with. */

const DAY = 24 * 60 * 60 * 1000;
/** The calendar repeats after that many days, so a plan that is not due within them never is. */
const DAYS_OF_28_YEARS = 10_227;

export const NO_PLAN: SnapshotPlan = { status: 'disabled', minute: null, hour: null, day_of_week: null, day_of_month: null, month: null, max_snapshots: 10 };

/** What distinguishes a box. Everything else follows from its id, or is what most boxes have. */
export type BoxParts = Pick<StorageBox, 'id' | 'name' | 'product' | 'location' | 'linked_server' | 'disk_quota' | 'disk_usage_data'> & Partial<StorageBox>;

export function newStorageBox(parts: BoxParts, now: Date): StorageBox {
	const login = `u${parts.id}`;
	return {
		login,
		cancelled: false,
		locked: false,
		paid_until: day(daysAfter(now, 12)),
		webdav: false,
		samba: false,
		ssh: false,
		external_reachability: false,
		zfs: false,
		server: `${login}.storagebox.example.net`,
		host_system: `${parts.location}-BX355`,
		snapshots: [],
		snapshotplan: { ...NO_PLAN },
		subaccounts: [],
		...structuredClone(parts),
	};
}

/** A snapshot that the box has from now on. */
export function takeSnapshot(box: StorageBox, at: Date, automatic: boolean): Snapshot {
	const snapshot = snapshotOf(box, at, automatic);
	box.snapshots.push(snapshot);
	return snapshot;
}

/** What a snapshot taken now holds. It is named after the second it was taken in; the second one in the same second gets the next. */
export function snapshotOf(box: StorageBox, at: Date, automatic: boolean): Snapshot {
	const second = at.toISOString().slice(0, 19);
	const name = second.replaceAll(':', '-');
	if (box.snapshots.some((snapshot) => snapshot.name === name)) return snapshotOf(box, new Date(at.getTime() + 1000), automatic);
	return {
		name,
		timestamp: `${second}+00:00`,
		size: Math.ceil(box.disk_usage_data / 100),
		filesystem_size: box.disk_usage_data,
		automatic,
		comment: '',
	};
}

/** Sees to it that the plan of a box is carried out from now on, for as long as the box has this plan. */
export function schedulePlan(box: StorageBox, clock: Clock, after = clock.milliseconds()): void {
	const plan = box.snapshotplan;
	const due = nextDue(plan, after);
	if (due === undefined) return;
	clock.after((due - clock.milliseconds()) / 1000, () => {
		if (box.snapshotplan !== plan) return;
		takeSnapshot(box, new Date(due), true);
		dropSurplus(box);
		schedulePlan(box, clock, due);
	});
}

/** Deletes the oldest of the automatic snapshots that are more than the plan allows. */
export function dropSurplus(box: StorageBox): void {
	const automatic = box.snapshots.filter((snapshot) => snapshot.automatic);
	const surplus = automatic.slice(0, Math.max(0, automatic.length - box.snapshotplan.max_snapshots));
	box.snapshots = box.snapshots.filter((snapshot) => !surplus.includes(snapshot));
}

/** The first time after `after` that matches everything that is set; undefined when there is none. */
function nextDue({ minute, hour, day_of_week, day_of_month, month }: SnapshotPlan, after: number): number | undefined {
	if (minute === null || hour === null) return undefined;
	const midnight = after - (after % DAY);
	for (let days = 0; days <= DAYS_OF_28_YEARS; days++) {
		const due = midnight + days * DAY + (hour * 60 + minute) * 60_000;
		const date = new Date(due);
		const matches =
			(day_of_week ?? (date.getUTCDay() || 7)) === (date.getUTCDay() || 7) &&
			(day_of_month ?? date.getUTCDate()) === date.getUTCDate() &&
			(month ?? date.getUTCMonth() + 1) === date.getUTCMonth() + 1;
		if (due > after && matches) return due;
	}
	return undefined;
}

/** Numbers go on where the highest one ended: u12345-sub1, u12345-sub2, and so on. */
export function newSubAccount({ login, server, subaccounts }: StorageBox, now: Date): SubAccount {
	const numbers = subaccounts.map(({ username }) => Number(username.split('-sub')[1]));
	const name = `${login}-sub${Math.max(0, ...numbers) + 1}`;
	return {
		username: name,
		accountid: login,
		server: server.replace(login, name),
		homedirectory: '',
		samba: false,
		ssh: false,
		external_reachability: false,
		webdav: false,
		readonly: false,
		createtime: dayAndTime(now),
		comment: '',
	};
}
