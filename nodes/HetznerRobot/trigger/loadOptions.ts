import { listSnapshots, listStorageBoxes } from '../endpoints/storageBox';
import { choices, listOf, text } from '../lists/editorList';
import { getConsoleStorageBoxes } from './console/loadOptions';
import { withTurns } from './turns';
import { byName } from '../../common/operation/alphabet';

/** The choices that depend on the account. */
export const loadOptions = {
	getConsoleStorageBoxes,
	getStorageBoxes: choices(async (context, client) => {
		const boxes = await listOf(client, listStorageBoxes);
		const options = boxes.map(({ id, name, login }) => ({ name: `${text(name) || text(login)} (${text(id)})`, value: text(id) }));
		options.sort((a, b) => byName(a.name, b.name));
		return withTurns(options, context, client, listSnapshots);
	}),
};
