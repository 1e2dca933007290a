import type { JsonRecord } from '../../../common/http/json';
import { listStorageBoxes } from '../../../HetznerStorageBox/endpoints/storageBox';
import { isId } from '../../../HetznerStorageBox/console/ids';
import { listed } from '../../../HetznerStorageBox/lookups/pages';
import type { PollRequests } from '../requests';

const PER_PAGE = 50;

/**
 * The boxes of the project, asked for once in a poll. One that is listed without its id cannot be asked for, and must not
 * keep the others from being watched.
 *
 * @param known how many there were last time: as many pages have to be free, and one request for what comes after
 */
export async function boxesOf(requests: PollRequests, isFirst: boolean, known: number): Promise<JsonRecord[]> {
	const read = async () => await listed(requests.client, listStorageBoxes, { path: {}, values: {} });
	const boxes = await requests.list(listStorageBoxes, isFirst, { needs: Math.max(1, Math.ceil(known / PER_PAGE)) + 1, read });
	return boxes.filter(({ id }) => isId(String(id)));
}
