import { listStorageBoxes } from '../endpoints/storageBox';
import { choices, listOf, text } from '../lists/editorList';
import { getConsoleStorageBoxes } from './console/loadOptions';

/** The choices that depend on the account. */
export const loadOptions = {
	getConsoleStorageBoxes,
	getStorageBoxes: choices(async (_context, client) => {
		const boxes = await listOf(client, listStorageBoxes);
		const options = boxes.map(({ id, name, login }) => ({ name: `${text(name) || text(login)} (${text(id)})`, value: text(id) }));
		return options.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
	}),
};
