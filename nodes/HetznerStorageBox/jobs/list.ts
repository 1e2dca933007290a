import type { IDataObject } from 'n8n-workflow';
import type { PathValue } from '../../common/http/path';
import { limitOf } from '../../common/operation/lists';
import { found, type Operation, type Run } from '../../common/operation/operation';
import { listed } from '../lookups/pages';

/** For a list that comes in pages: asks for no more of them than the limit wants. */
export const list =
	(endpoint: Operation['calls'][number]['endpoint']): Operation['job'] =>
	async ({ client, parameter, path, values }: Run): Promise<IDataObject[]> => {
		const entries = Object.entries(path).map(async ([name, part]) => [name, await found<PathValue>(part, client)] as const);
		return await listed(client, endpoint, { path: Object.fromEntries(await Promise.all(entries)), values: values as Record<string, string> }, limitOf(parameter));
	};
