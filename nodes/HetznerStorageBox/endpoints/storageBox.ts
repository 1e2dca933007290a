import { showsPasswordOnce } from '../../common/http/endpoint';
import { actionAt, creationAt, deletionAt, listAt, objectAt, pagesAt, updateAt } from '../console/shapes';

/** https://docs.hetzner.cloud/reference/hetzner#storage-boxes */

const BOX = '/storage_boxes/{storageBoxId}';

export const listStorageBoxes = pagesAt('/storage_boxes', 'storage_boxes');
export const createStorageBox = showsPasswordOnce(creationAt('/storage_boxes', 'storage_box', 'buy'));
export const getStorageBox = objectAt(BOX, 'storage_box');
export const updateStorageBox = updateAt(BOX, 'storage_box');
export const deleteStorageBox = deletionAt(BOX);
export const listFolders = listAt(`${BOX}/folders`, 'folders');
export const listBoxActions = pagesAt(`${BOX}/actions`, 'actions');

/** https://docs.hetzner.cloud/reference/hetzner#storage-box-actions */

export const changeProtection = actionAt(`${BOX}/actions/change_protection`);
export const changeType = actionAt(`${BOX}/actions/change_type`, 'buy');
export const resetPassword = showsPasswordOnce(actionAt(`${BOX}/actions/reset_password`, 'interrupt'));
export const updateAccessSettings = actionAt(`${BOX}/actions/update_access_settings`, 'interrupt');
export const rollbackSnapshot = actionAt(`${BOX}/actions/rollback_snapshot`, 'destroy');
/** Automatic snapshots above the number of the plan are deleted. */
export const enableSnapshotPlan = actionAt(`${BOX}/actions/enable_snapshot_plan`, 'destroy');
export const disableSnapshotPlan = actionAt(`${BOX}/actions/disable_snapshot_plan`, 'change', true);
