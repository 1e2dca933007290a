import type { INodePropertyOptions } from 'n8n-workflow';
import { editorList, listOf, text } from '../lists';
import { allBoxes, listBoxes } from './snapshots';

/** The choices that depend on the account. */
export const loadOptions = {
	getStorageBoxes: editorList(async (_context, client): Promise<INodePropertyOptions[]> => {
		const boxes = await listOf(client, listBoxes, allBoxes);
		const options = boxes.map(({ id, name, login }) => ({ name: `${text(name) || text(login)} (${text(id)})`, value: text(id) }));
		return options.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
	}),
};
