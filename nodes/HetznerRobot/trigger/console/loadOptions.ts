import { labelled, listOf, matching, text } from '../../../common/operation/editorList';
import { listStorageBoxes } from '../../../HetznerStorageBox/endpoints/storageBox';
import { choices } from '../../../HetznerStorageBox/lists/editorList';
import { listed } from '../../../HetznerStorageBox/lookups/pages';

/** The boxes of the project, to choose from. */
export const getConsoleStorageBoxes = choices(async (_context, client) => {
	const boxes = await listOf(client, listStorageBoxes, {}, async () => await listed(client, listStorageBoxes, { path: {}, values: {} }));
	return matching(boxes, ({ id, name, username }) => ({ name: labelled([text(name) || 'No name', id, username]), value: text(id) })).results;
});
