import { objectAt, pagesAt } from '../console/shapes';

/** https://docs.hetzner.cloud/reference/hetzner#storage-box-types */

export const listStorageBoxTypes = pagesAt('/storage_box_types', 'storage_box_types');
export const getStorageBoxType = objectAt('/storage_box_types/{storageBoxTypeId}', 'storage_box_type');
