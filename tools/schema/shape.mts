/** What is known of a JSON value from the examples and the tables of Robot's documentation. */
export interface Shape {
	types: Set<JsonType>;
	/** Of an object: its keys, in order. */
	properties?: Map<string, Shape>;
	/** Of an object: the keys that no example leaves out. */
	always?: Set<string>;
	/** Of an object that is a map, e.g. from address to MAC address: its values. */
	values?: Shape;
	/** Of an array; absent while no example has an entry. */
	items?: Shape;
}

export type JsonType = 'string' | 'integer' | 'number' | 'boolean' | 'object' | 'array' | 'null';

export const shapeOf = (...types: JsonType[]): Shape => ({ types: new Set(types) });

/** A key that is no name but data: an address or a number. */
const isData = (key: string) => !/^[a-z_]\w*$/i.test(key);

/** The shape of one documented value. */
export function fromExample(value: unknown): Shape {
	if (value === null) return shapeOf('null');
	if (Array.isArray(value)) return { ...shapeOf('array'), items: mergeAll(value.map(fromExample)) };
	if (typeof value === 'object') return fromObject(Object.entries(value as object));
	if (typeof value === 'number') return shapeOf(Number.isInteger(value) ? 'integer' : 'number');
	return shapeOf(typeof value as 'string' | 'boolean');
}

function fromObject(entries: Array<[string, unknown]>): Shape {
	if (entries.some(([key]) => isData(key))) return { ...shapeOf('object'), values: mergeAll(entries.map(([, value]) => fromExample(value))) };
	const properties = new Map(entries.map(([key, value]) => [key, fromExample(value)]));
	return { ...shapeOf('object'), properties, always: new Set(properties.keys()) };
}

export const mergeAll = (shapes: Shape[]): Shape | undefined => (shapes.length === 0 ? undefined : shapes.reduce(merge));

/** What holds for either of two shapes. */
export function merge(a: Shape, b: Shape): Shape {
	return {
		types: mergeTypes(a.types, b.types),
		properties: a.properties && b.properties ? mergeProperties(a.properties, b.properties) : (a.properties ?? b.properties),
		always: a.always && b.always ? a.always.intersection(b.always) : (a.always ?? b.always),
		values: mergeAll([a.values, b.values].filter((shape) => shape !== undefined)),
		items: mergeAll([a.items, b.items].filter((shape) => shape !== undefined)),
	};
}

/** A number that happens to be whole in one example is a number. */
export function mergeTypes(a: Set<JsonType>, b: Set<JsonType>): Set<JsonType> {
	const types = a.union(b);
	if (types.has('number')) types.delete('integer');
	return types;
}

function mergeProperties(a: Map<string, Shape>, b: Map<string, Shape>): Map<string, Shape> {
	const merged = new Map(a);
	for (const [key, shape] of b) merged.set(key, mergeAll([a.get(key), shape].filter((known) => known !== undefined)) as Shape);
	return merged;
}
