import { labelled, listOf, matching, text } from '../../../common/operation/editorList';
import { listSnapshots } from '../../../HetznerStorageBox/endpoints/snapshot';
import { listStorageBoxes } from '../../../HetznerStorageBox/endpoints/storageBox';
import { choices } from '../../../HetznerStorageBox/lists/editorList';
import { listed } from '../../../HetznerStorageBox/lookups/pages';
import { withTurns } from '../turns';

/** The boxes of the project, to choose from. */
export const getConsoleStorageBoxes = choices(async (context, client) => {
	const boxes = await listOf(client, listStorageBoxes, {}, async () => await listed(client, listStorageBoxes, { path: {}, values: {} }));
	const { results } = matching(boxes, ({ id, name, username }) => ({ name: labelled([text(name) || 'No name', id, username]), value: text(id) }));
	return withTurns(results, context, client, listSnapshots);
});
