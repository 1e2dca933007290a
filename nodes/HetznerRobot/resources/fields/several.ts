import type { ApiClient } from '../../../common/http/client';
import { isLookup, type PathPart, type Value } from '../../../common/operation/operation';

/** Several things of one kind, each of them once, however it was given. */
export function eachOnce(parts: PathPart[]): Value {
	const once = (values: string[]) => [...new Set(values)];
	if (!parts.some((part) => isLookup(part))) return once(parts as string[]);
	const found = async (client: ApiClient) => await Promise.all(parts.map(async (part) => (isLookup(part) ? await part.lookUp(client) : part)));
	return { lookUp: async (client) => once(await found(client)) };
}
