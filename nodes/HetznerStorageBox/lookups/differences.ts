import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../common/http/json';
import { byEndpoint, comparedWith, occurring, takenAway, isSame } from '../../common/operation/difference';
import type { Comparison } from '../../common/operation/operation';
import { wordOf } from '../../common/operation/values';
import { isAnother } from '../console/ids';
import * as snapshot from '../endpoints/snapshot';
import * as box from '../endpoints/storageBox';
import * as subaccount from '../endpoints/subaccount';

/** What stands in a part of the object: `access_settings`. */
const part =
	(name: string) =>
	({ [name]: inner }: IDataObject): IDataObject =>
		isRecord(inner) ? inner : {};

/** A Storage Box without a plan says null. */
const planOf = ({ snapshot_plan: plan }: IDataObject): IDataObject =>
	plan === null ? { max_snapshots: null, minute: null, hour: null, day_of_week: null, day_of_month: null } : part('snapshot_plan')({ snapshot_plan: plan });

/** A type may be given by its number or its name. */
const typeNow =
	(wanted: unknown) =>
	({ storage_box_type: type }: IDataObject): IDataObject =>
		isRecord(type) ? { storage_box_type: isSame(type.id, wanted) ? wordOf(wanted) : type.name } : {};

const changeOfType: Comparison = {
	difference: async (run, inputs) => await comparedWith(box.getStorageBox, { now: typeNow(inputs.values.storage_box_type) }).difference(run, inputs),
};

/** How to tell whether a request changes anything, by its endpoint. Where nothing stands here, one read cannot tell. */
export const DIFFERENCES = byEndpoint(isAnother, [
	[box.createStorageBox, occurring('storage_box')],
	[box.updateStorageBox, comparedWith(box.getStorageBox)],
	[box.deleteStorageBox, takenAway(box.getStorageBox, 'name', ['not_found'])],
	[box.changeProtection, comparedWith(box.getStorageBox, { now: part('protection') })],
	[box.changeType, changeOfType],
	[box.resetPassword, occurring('password')],
	[box.updateAccessSettings, comparedWith(box.getStorageBox, { now: part('access_settings') })],
	[box.rollbackSnapshot, occurring('rollback')],
	[box.enableSnapshotPlan, comparedWith(box.getStorageBox, { now: planOf })],
	[box.disableSnapshotPlan, comparedWith(box.getStorageBox, { wanted: () => ({ snapshot_plan: null }) })],
	[snapshot.createSnapshot, occurring('snapshot')],
	[snapshot.updateSnapshot, comparedWith(snapshot.getSnapshot)],
	[snapshot.deleteSnapshot, takenAway(snapshot.getSnapshot, 'name', ['not_found'])],
	[subaccount.createSubaccount, occurring('subaccount')],
	[subaccount.updateSubaccount, comparedWith(subaccount.getSubaccount)],
	[subaccount.deleteSubaccount, takenAway(subaccount.getSubaccount, 'username', ['not_found'])],
	[subaccount.changeHomeDirectory, comparedWith(subaccount.getSubaccount)],
	[subaccount.resetSubaccountPassword, occurring('password')],
	[subaccount.updateSubaccountAccess, comparedWith(subaccount.getSubaccount, { now: part('access_settings') })],
]);
