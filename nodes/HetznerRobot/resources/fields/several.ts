import { found, isLookup, type PathPart, type Value } from '../../../common/operation/operation';

/** Several things of one kind, each of them once, however it was given. */
export function eachOnce(parts: PathPart[]): Value {
	const once = (values: string[]) => [...new Set(values)];
	if (!parts.some((part) => isLookup(part))) return once(parts as string[]);
	return { lookUp: async (client) => once(await Promise.all(parts.map(async (part) => await found(part, client)))) };
}
