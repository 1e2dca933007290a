import { creationAt, deletionAt, listAt, objectAt, updateAt } from '../console/shapes';

/** https://docs.hetzner.cloud/reference/hetzner#storage-box-snapshots */

const SNAPSHOTS = '/storage_boxes/{storageBoxId}/snapshots';
const SNAPSHOT = `${SNAPSHOTS}/{snapshotId}`;

export const listSnapshots = listAt(SNAPSHOTS, 'snapshots');
export const createSnapshot = creationAt(SNAPSHOTS, 'snapshot');
export const getSnapshot = objectAt(SNAPSHOT, 'snapshot');
export const updateSnapshot = updateAt(SNAPSHOT, 'snapshot');
export const deleteSnapshot = deletionAt(SNAPSHOT);
