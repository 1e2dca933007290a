import type { ApiClient } from '../../common/http/client';
import type { Endpoint } from '../../common/http/endpoint';
import { isRecord, type Json, type JsonRecord } from '../../common/http/json';
import type { Inputs } from '../../common/http/request';
import { wordOf } from '../../common/operation/values';

/** The largest page that the API documents. */
const PER_PAGE = 50;

/** More than any project has: a list that claims more never ends. */
const MOST_PAGES = 1000;

/**
 * The objects of a list, over as many pages as it takes; each once, also where the list has moved between two pages.
 *
 * @param limit how many at most
 * @throws ApiError, also for a page that does not say whether another one follows: it could be mistaken for the last
 */
export async function listed(client: ApiClient, endpoint: Endpoint, { path, values }: Inputs, limit = Infinity, options?: { fresh: boolean }): Promise<JsonRecord[]> {
	if (!endpoint.reply.isPaged) return (await client.objects(endpoint, { path, values }, options)).slice(0, limit);
	const found: JsonRecord[] = [];
	const known = new Set<string>();
	for (let page: number | null = 1; page !== null && found.length < limit; ) {
		const body: Json = await client.request(endpoint, { path, values: { ...values, page, per_page: PER_PAGE } }, options);
		const current: number = page;
		const objects = client.documented(endpoint, () => client.dialect.objects(endpoint, body));
		page = client.documented(endpoint, () => nextPage(body, current));
		for (const object of objects) {
			const id = wordOf(object.id ?? '');
			if (id === '' || !known.has(id)) found.push(object);
			known.add(id);
		}
	}
	return found.slice(0, limit);
}

function nextPage(body: Json, current: number): number | null {
	const pagination = isRecord(body) && isRecord(body.meta) ? body.meta.pagination : undefined;
	const next = isRecord(pagination) ? pagination.next_page : undefined;
	if (next === null) return null;
	if (typeof next === 'number' && Number.isInteger(next) && next > current && current < MOST_PAGES) return next;
	throw new RangeError('no next page, and no end');
}
