/** What the Storage Box routes share. */
import { conflict, notFound } from '../errors.mts';
import { isStrong, newPassword } from '../password.mts';
import type { Context } from '../route.mts';
import type { StorageBox } from '../state/storageBox.mts';

export function boxOf({ params, world }: Context): StorageBox {
	const id = params['storagebox-id']!;
	const box = world.storageBoxes.find((candidate) => String(candidate.id) === id);
	if (box === undefined) throw notFound('STORAGEBOX_NOT_FOUND', `Storage Box with ID ${id} not found`);
	return box;
}

/** The password that was sent, or a random one. Only the reply to this request ever shows it. */
export function passwordFrom({ input }: Context): string {
	const password = input.text('password') || newPassword();
	if (isStrong(password)) return password;
	throw conflict('STORAGEBOX_INVALID_PASSWORD', 'The chosen password has been considered insecure or does not comply with our password guideline');
}

export function listEntry(box: StorageBox) {
	return { storagebox: keysOfList(box) };
}

export function boxReply(box: StorageBox) {
	const { disk_quota, disk_usage_data, webdav, samba, ssh, external_reachability, zfs, server, host_system } = box;
	const disk_usage_snapshots = box.snapshots.reduce((sum, { size }) => sum + size, 0);
	return {
		storagebox: {
			...keysOfList(box),
			disk_quota,
			disk_usage: disk_usage_data + disk_usage_snapshots,
			disk_usage_data,
			disk_usage_snapshots,
			webdav,
			samba,
			ssh,
			external_reachability,
			zfs,
			server,
			host_system,
		},
	};
}

function keysOfList({ id, login, name, product, cancelled, locked, location, linked_server, paid_until }: StorageBox) {
	return { id, login, name, product, cancelled, locked, location, linked_server, paid_until };
}
