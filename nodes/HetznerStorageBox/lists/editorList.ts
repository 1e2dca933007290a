import type { ApiClient } from '../../common/http/client';
import type { Endpoint } from '../../common/http/endpoint';
import type { JsonRecord } from '../../common/http/json';
import type { PathValue } from '../../common/http/path';
import { editorLists, listOf } from '../../common/operation/editorList';
import { later } from '../../common/operation/later';
import { listed } from '../lookups/pages';

/** Lists and choices with a client of Hetzner Console. */
export const { editorList, dependentList, choices } = editorLists(later(async () => (await import('../connection/client')).consoleClient));

/** All of a list, over its pages. */
export async function all(client: ApiClient, endpoint: Endpoint, path: Record<string, PathValue> = {}): Promise<JsonRecord[]> {
	return await listOf(client, endpoint, path, async () => await listed(client, endpoint, { path, values: {} }));
}
