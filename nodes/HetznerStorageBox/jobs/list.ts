import type { IDataObject } from 'n8n-workflow';
import type { PathValue } from '../../common/http/path';
import { found, type Operation, type Run } from '../../common/operation/operation';
import { isOn } from '../../common/operation/values';
import { toInteger } from '../console/texts';
import { listed } from '../lookups/pages';

/** Puts out a list, or as much of it as the limit says. */
export const list =
	(endpoint: Operation['calls'][number]['endpoint']): Operation['job'] =>
	async ({ client, parameter, path, values }: Run): Promise<IDataObject[]> => {
		const limit = isOn('returnAll', parameter('returnAll')) ? Infinity : toInteger('limit', parameter('limit'), 1);
		const entries = Object.entries(path).map(async ([name, part]) => [name, await found<PathValue>(part, client)] as const);
		return await listed(client, endpoint, { path: Object.fromEntries(await Promise.all(entries)), values: values as Record<string, string> }, limit);
	};
