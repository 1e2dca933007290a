import { ApiError } from '../../common/http/errors';
import { isRecord, type Json, type JsonRecord } from '../../common/http/json';
import type { Run } from '../../common/operation/operation';
import type { RequestValues } from '../../common/http/request';
import { isEmpty, wordOf } from '../../common/operation/values';
import { SERVICE } from '../console/errors';
import { listSnapshots } from '../endpoints/snapshot';

/**
 * The snapshots of a Storage Box, as they are now. The list has no pages; should it have some one day, what the first lacks
 * would be missed.
 *
 * @throws ApiError, also for a list that is not whole, or says the same twice
 */
export async function allSnapshots({ client, settled }: Run, values: RequestValues): Promise<JsonRecord[]> {
	const { storageBoxId } = (await settled()).path;
	const body: Json = await client.request(listSnapshots, { path: storageBoxId === undefined ? {} : { storageBoxId }, values }, { fresh: true });
	const snapshots = client.documented(listSnapshots, () => client.dialect.objects(listSnapshots, body));
	if (isWhole(body, snapshots)) return snapshots;
	throw new ApiError(`${SERVICE}'s list of the snapshots is incomplete, or says something twice`, {
		code: 'INCOMPLETE_LIST',
		advice: 'Nothing was deleted. Try again later; if it stays so, please report it.',
		outcome: 'refused',
	});
}

function isWhole(body: Json, snapshots: JsonRecord[]): boolean {
	const pagination = isRecord(body) && isRecord(body.meta) ? body.meta.pagination : undefined;
	const { page, next_page: next, total_entries: total } = isRecord(pagination) ? pagination : {};
	const ids = snapshots.map(({ id }) => Number(wordOf(id ?? ''))).filter((id) => id > 0);
	const isAlone = isEmpty(next) && (isEmpty(page) || Number(page) === 1);
	return isAlone && (isEmpty(total) || Number(total) === snapshots.length) && new Set(ids).size === ids.length;
}
