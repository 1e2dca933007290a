import type { World } from '../../../simulator/index.mts';
import { by, type Case, type Given } from '../case.mts';
import { eachBox, SEEDED_BOX } from '../seededBox.mts';

const box = { resource: 'storageBoxSnapshot', storageBoxId: by('id', '123456') };
const snapshot = { ...box, snapshotName: by('name', '2015-12-21T13-13-03') };
const path = '/storagebox/123456/snapshot';
const success = { why: 'no output is documented', expected: [{ success: true }] };

export const cases: Case[] = [
	{ endpoint: 'GET /storagebox/{storagebox-id}/snapshot', path, parameters: { ...box, operation: 'getAll' }, key: 'snapshot' },
	{ endpoint: 'POST /storagebox/{storagebox-id}/snapshot', path, parameters: { ...box, operation: 'create' }, key: 'snapshot' },
	{
		endpoint: 'DELETE /storagebox/{storagebox-id}/snapshot/{snapshot-name}',
		path: `${path}/2015-12-21T13-13-03`,
		parameters: { ...snapshot, operation: 'delete' },
		key: null,
		items: { why: 'no output is documented', expected: [{ deleted: true }] },
	},
	{
		endpoint: 'POST /storagebox/{storagebox-id}/snapshot/{snapshot-name}',
		path: `${path}/2015-12-21T13-13-03`,
		parameters: { ...snapshot, operation: 'revert' },
		key: null,
		items: success,
	},
	{
		endpoint: 'POST /storagebox/{storagebox-id}/snapshot/{snapshot-name}/comment',
		path: `${path}/2015-12-21T13-13-03/comment`,
		parameters: { ...snapshot, operation: 'setComment' },
		key: null,
		items: success,
	},
];

const firstSnapshot = ({ storageBoxes }: World) => ({ ...SEEDED_BOX, snapshotName: by('name', storageBoxes[0]!.snapshots[0]!.name) });

export const given: Record<string, Given> = {
	'GET /storagebox/{storagebox-id}/snapshot': eachBox,
	'POST /storagebox/{storagebox-id}/snapshot': SEEDED_BOX,
	'DELETE /storagebox/{storagebox-id}/snapshot/{snapshot-name}': firstSnapshot,
	'POST /storagebox/{storagebox-id}/snapshot/{snapshot-name}': firstSnapshot,
	'POST /storagebox/{storagebox-id}/snapshot/{snapshot-name}/comment': (world) => ({ ...firstSnapshot(world), comment: 'keep' }),
};
