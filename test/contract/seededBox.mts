import { by, each } from './case.mts';

/** A Storage Box of the seeded account, and a read of it that is tried on all of them. */
export const SEEDED_BOX = { storageBoxId: by('id', '12345') };

export const eachBox = each({ resource: 'storageBox', operation: 'getAll' }, ({ id }) => ({ storageBoxId: by('id', String(id)) }))(SEEDED_BOX);
