import type { INodePropertyOptions } from 'n8n-workflow';
import { listStorageBoxes } from '../endpoints/storageBox';
import { editorList, listOf, text } from '../lists/editorList';

/** The choices that depend on the account. */
export const loadOptions = {
	getStorageBoxes: editorList(async (_context, client): Promise<INodePropertyOptions[]> => {
		const boxes = await listOf(client, listStorageBoxes);
		const options = boxes.map(({ id, name, login }) => ({ name: `${text(name) || text(login)} (${text(id)})`, value: text(id) }));
		return options.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
	}),
};
