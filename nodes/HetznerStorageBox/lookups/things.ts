import type { Endpoint } from '../../common/http/endpoint';
import type { PathValue } from '../../common/http/path';
import type { Listed } from '../../common/operation/names';
import { found } from '../../common/operation/operation';
import { toThing, type Kind } from '../../common/operation/things';
import type { WebPages } from '../../common/operation/webPage';
import { idIn, isId, toId } from '../console/ids';
import { listSnapshots } from '../endpoints/snapshot';
import { listStorageBoxes } from '../endpoints/storageBox';
import { listStorageBoxTypes } from '../endpoints/storageBoxType';
import { listSubaccounts } from '../endpoints/subaccount';
import { listed } from './pages';

const ids = { isId, toId, idIn };

const thingOf = (thing: string): Listed => ({ thing, name: 'name', id: 'id', advice: `Choose the ${thing} from the list, or give its ID.` });

/** The boxes in Hetzner Console, as browsers show their addresses. */
const BOX_PAGES: WebPages = {
	hosts: ['console.hetzner.com'],
	path: /^\/projects\/\d+\/storage-boxes\/(\d+)(?:\/|$)/,
	example: 'https://console.hetzner.com/projects/1234567/storage-boxes/42/overview',
};

const all =
	(endpoint: Endpoint): Kind['entries'] =>
	async (client) =>
		await listed(client, endpoint, { path: {}, values: {} });

export const BOX: Kind = { listed: { ...thingOf('Storage Box'), things: 'Storage Boxes', otherName: 'username' }, ids, pages: BOX_PAGES, entries: all(listStorageBoxes) };
export const SNAPSHOT: Kind = { listed: thingOf('snapshot'), ids, entries: ofBox(listSnapshots) };
export const SUBACCOUNT: Kind = { listed: { ...thingOf('sub-account'), otherName: 'username' }, ids, entries: ofBox(listSubaccounts) };
export const TYPE: Kind = { listed: thingOf('Storage Box type'), ids, entries: all(listStorageBoxTypes) };

/** What the box has that is chosen beside it. */
function ofBox(endpoint: Endpoint): Kind['entries'] {
	return async (client, parameter) => {
		const path: Record<string, PathValue> = { storageBoxId: await found(toThing(BOX, 'storageBoxId', parameter('storageBoxId'), parameter), client) };
		return await listed(client, endpoint, { path, values: {} });
	};
}
