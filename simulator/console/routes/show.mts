/** The objects as Console shows them. Robot's MB are MiB, and bytes here. */
import type { Snapshot, StorageBox, SubAccount } from '../../state/storageBox.mts';
import type { World } from '../../sections.mts';
import type { Location } from '../state/catalogue.mts';
import { isoTime } from '../state/time.mts';
import { typeOf } from './find.mts';

export const MIB = 1024 ** 2;

export function showBox({ console: project }: World, box: StorageBox) {
	const record = project.box(box);
	const ready = <T,>(value: T) => (record.initializing ? null : value);
	return {
		id: record.id,
		name: box.name,
		username: ready(box.login),
		status: statusOf(box, record.initializing),
		server: ready(box.server),
		system: ready(box.host_system),
		storage_box_type: typeOf(project, box),
		location: locationOf(project.locations, box),
		access_settings: {
			reachable_externally: box.external_reachability,
			samba_enabled: box.samba,
			ssh_enabled: box.ssh,
			webdav_enabled: box.webdav,
			zfs_enabled: box.zfs,
		},
		snapshot_plan: ready(planOf(box)),
		stats: statsOf(box),
		labels: record.labels,
		protection: { delete: record.isProtected },
		created: isoTime(record.created),
	};
}

export function locationOf(locations: Location[], { location }: StorageBox): Location {
	return locations.find(({ name }) => name === location.toLowerCase())!;
}

function statusOf({ locked }: StorageBox, initializing: boolean): 'initializing' | 'locked' | 'active' {
	if (initializing) return 'initializing';
	return locked ? 'locked' : 'active';
}

function planOf({ snapshotplan }: StorageBox) {
	if (snapshotplan.status === 'disabled') return null;
	const { max_snapshots, minute, hour, day_of_week, day_of_month } = snapshotplan;
	return { max_snapshots, minute, hour, day_of_week, day_of_month };
}

function statsOf(box: StorageBox) {
	const snapshots = box.snapshots.reduce((sum, { size }) => sum + size, 0);
	return { size: (box.disk_usage_data + snapshots) * MIB, size_data: box.disk_usage_data * MIB, size_snapshots: snapshots * MIB };
}

export function usedBytes(box: StorageBox): number {
	return statsOf(box).size;
}

export function showSnapshot({ console: project }: World, box: StorageBox, snapshot: Snapshot) {
	const { id, labels } = project.snapshot(snapshot);
	return {
		id,
		name: snapshot.name,
		description: snapshot.comment,
		is_automatic: snapshot.automatic,
		stats: { size: snapshot.size * MIB, size_filesystem: snapshot.filesystem_size * MIB },
		labels,
		created: isoTime(new Date(snapshot.timestamp)),
		storage_box: project.box(box).id,
	};
}

export function showSubAccount({ console: project }: World, box: StorageBox, account: SubAccount) {
	const { id, labels, name } = project.subAccount(account);
	return {
		id,
		name: name ?? account.username,
		username: account.username,
		server: account.server,
		home_directory: account.homedirectory,
		description: account.comment,
		access_settings: {
			reachable_externally: account.external_reachability,
			readonly: account.readonly,
			samba_enabled: account.samba,
			ssh_enabled: account.ssh,
			webdav_enabled: account.webdav,
		},
		labels,
		created: isoTime(new Date(`${account.createtime.replace(' ', 'T')}Z`)),
		storage_box: project.box(box).id,
	};
}
