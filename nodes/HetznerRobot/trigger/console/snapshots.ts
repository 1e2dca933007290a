import type { IPollFunctions } from 'n8n-workflow';
import { consoleClient } from '../../../HetznerStorageBox/connection/client';
import { idIn, isId, toId } from '../../../HetznerStorageBox/console/ids';
import { listSnapshots } from '../../../HetznerStorageBox/endpoints/snapshot';
import { snapshotChoice } from '../parameters';
import { snapshotsOf } from '../snapshots';
import { exampleBox, exampleSnapshot } from './examples';
import { boxesOf } from './list';

/** Reference: "Storage Box Snapshots". */
export const snapshots = snapshotsOf({
	connect: consoleClient,
	choose: (context: IPollFunctions) => snapshotChoice(context, 'consoleStorageBoxIds', toId),
	boxes: boxesOf,
	endpoint: listSnapshots,
	/** A box that was deleted since it was listed has none. One without its id cannot be told from others. */
	snapshots: async (requests, box) => {
		const path = { storageBoxId: idIn('Storage Boxes', 'Storage Box', box) };
		return (await requests.askUnlessGone(listSnapshots, path, 'not_found')).filter(({ id }) => isId(String(id)));
	},
	idOf: ({ id }) => String(id),
	takenAt: ({ created }) => created,
	isAutomatic: ({ is_automatic }) => is_automatic === true,
	example: (isAutomatic) => ({ box: exampleBox(0), snapshot: exampleSnapshot(isAutomatic) }),
	event: 'snapshotCompleted',
	prefix: 'snapshot:console',
});
