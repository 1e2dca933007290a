import type { Snapshot, StorageBox, SubAccount } from '../../state/storageBox.mts';
import { notFound } from '../errors.mts';
import type { Context } from '../route.mts';
import type { StorageBoxType } from '../state/catalogue.mts';
import type { BoxRecord, Project } from '../state/project.mts';

export interface FoundBox {
	box: StorageBox;
	record: BoxRecord;
}

export function boxOf({ params, world }: Context): FoundBox {
	const box = world.storageBoxes.find((candidate) => String(world.console.box(candidate).id) === params.id);
	if (box === undefined) throw notFound('Storage Box', params.id!);
	return { box, record: world.console.box(box) };
}

export function snapshotOf(context: Context): FoundBox & { snapshot: Snapshot } {
	const found = boxOf(context);
	const id = context.params.snapshot!;
	const snapshot = found.box.snapshots.find((candidate) => String(context.world.console.snapshot(candidate).id) === id);
	if (snapshot === undefined) throw notFound('Storage Box Snapshot', id);
	return { ...found, snapshot };
}

export function subAccountOf(context: Context): FoundBox & { account: SubAccount } {
	const found = boxOf(context);
	const id = context.params.subaccount!;
	const account = found.box.subaccounts.find((candidate) => String(context.world.console.subAccount(candidate).id) === id);
	if (account === undefined) throw notFound('Storage Box Subaccount', id);
	return { ...found, account };
}

/** What a body names by id or by name. An id wins over a name that looks like one. */
export function named<Thing extends { id: number; name: string }>(things: Thing[], wanted: string | number): Thing | undefined {
	return things.find(({ id }) => String(id) === String(wanted)) ?? things.find(({ name }) => name === wanted);
}

export function typeOf(project: Project, box: StorageBox): StorageBoxType {
	return project.types.find(({ name }) => name === box.product.toLowerCase())!;
}
