import { day, daysAfter } from '../dates.mts';
import type { SnapshotPlan, StorageBox, SubAccount } from '../state/storageBox.mts';
import { newStorageBox, newSubAccount, NO_PLAN, takeSnapshot, type BoxParts } from '../state/storageBoxContents.mts';

/** Every day at 03:30. */
const DAILY: SnapshotPlan = { ...NO_PLAN, status: 'enabled', minute: 30, hour: 3, max_snapshots: 3 };

/** One in full use and linked to server 450, one small, one cancelled. */
const BOXES: BoxParts[] = [
	{
		id: 12345,
		name: 'Backup Server 1',
		product: 'BX21',
		location: 'NBG1',
		linked_server: 450,
		disk_quota: 5_242_880,
		disk_usage_data: 1_250_000,
		ssh: true,
		samba: true,
		external_reachability: true,
		snapshotplan: DAILY,
	},
	{ id: 12346, name: 'Archive', product: 'BX11', location: 'FSN1', linked_server: null, disk_quota: 1_048_576, disk_usage_data: 40_000, webdav: true },
	{ id: 12347, name: 'old-backup', product: 'BX11', location: 'HEL1', linked_server: null, disk_quota: 1_048_576, disk_usage_data: 900, cancelled: true },
];

export function seedStorageBoxes(start: Date): StorageBox[] {
	const boxes = BOXES.map((seeded) => newStorageBox(seeded, start));
	const [backup] = boxes as [StorageBox];
	takeSnapshot(backup, daysAfter(start, -40), false).comment = 'before the migration';
	/** The plan has run twice: 3.5 hours before `start` it is the day of the last run. */
	for (const runs of [-1, 0]) takeSnapshot(backup, new Date(`${day(daysAfter(start, runs - 3.5 / 24))}T03:30:00Z`), true);
	const accounts: [daysAgo: number, Partial<SubAccount>][] = [
		[200, { homedirectory: 'web1', ssh: true, external_reachability: true, comment: 'web1 nightly' }],
		[100, { homedirectory: 'db1', samba: true, readonly: true }],
	];
	for (const [daysAgo, rest] of accounts) backup.subaccounts.push({ ...newSubAccount(backup, daysAfter(start, -daysAgo)), ...rest });
	return boxes;
}
