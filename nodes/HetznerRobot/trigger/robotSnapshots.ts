import type { IPollFunctions } from 'n8n-workflow';
import { robotClient } from '../connection/client';
import { listSnapshots, listStorageBoxes } from '../endpoints/storageBox';
import { isNumericId, numberIn, toNumericId } from '../robot/pathValues';
import { EXAMPLE_BOX, exampleSnapshot } from './examples';
import { snapshotChoice } from './parameters';
import { snapshotsOf } from './snapshots';

/** Documentation: "Storage Box", snapshots. */
export const snapshots = snapshotsOf({
	connect: robotClient,
	choose: (context: IPollFunctions) => snapshotChoice(context, 'storageBoxIds', toNumericId),
	/** One that is listed without its number cannot be asked for, and must not keep the others from being watched. */
	boxes: async (requests, isFirst) => (await requests.list(listStorageBoxes, isFirst)).filter(({ id }) => isNumericId(String(id))),
	endpoint: listSnapshots,
	/** A box that was deleted since it was listed has none; so has, maybe, one that Robot answers 404 for. One without its name cannot be told from others. */
	snapshots: async (requests, box) => {
		const path = { storageBoxId: numberIn('Storage Boxes', 'Storage Box', box, 'id') };
		return (await requests.askUnlessGone(listSnapshots, path, 'STORAGEBOX_NOT_FOUND')).filter(({ name }) => typeof name === 'string');
	},
	idOf: ({ name }) => String(name),
	takenAt: ({ timestamp }) => timestamp,
	isAutomatic: ({ automatic }) => automatic === true,
	example: (isAutomatic) => ({ box: EXAMPLE_BOX, snapshot: exampleSnapshot(isAutomatic) }),
	event: 'snapshotCompletedRobot',
	prefix: 'snapshot',
});
