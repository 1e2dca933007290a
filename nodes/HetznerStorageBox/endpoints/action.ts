import { objectAt, pagesAt } from '../console/shapes';

/** https://docs.hetzner.cloud/reference/hetzner#storage-box-actions */

export const listActions = pagesAt('/storage_boxes/actions', 'actions');
/** The path below a Storage Box is deprecated since 2026-04-30. */
export const getAction = objectAt('/storage_boxes/actions/{actionId}', 'action');
