/** The keys and the kinds of values of a JSON value; of a list those of its first entry. */
export function jsonShape(value: unknown): unknown {
	if (value === null) return 'null';
	if (Array.isArray(value)) return value.slice(0, 1).map(jsonShape);
	if (typeof value !== 'object') return typeof value;
	return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, jsonShape(part)]));
}

/** Every value that is no object, with the path to it: `server.ip.0`. */
export function leaves(value: unknown, path = ''): Array<[path: string, value: unknown]> {
	if (typeof value !== 'object' || value === null) return [[path, value]];
	return Object.entries(value).flatMap(([key, part]) => leaves(part, path === '' ? key : `${path}.${key}`));
}
