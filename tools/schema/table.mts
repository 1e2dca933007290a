import { mergeTypes, shapeOf, type JsonType, type Shape } from './shape.mts';

/** Robot's words for types. */
const TYPES: Record<string, JsonType> = {
	String: 'string',
	Date: 'string',
	Integer: 'integer',
	Number: 'number',
	Boolean: 'boolean',
	Object: 'object',
	Array: 'array',
	null: 'null',
};

export type Field = [name: string, type: string];

/** A shape into which the table goes deeper, with the names that the table has told of it. */
interface Level {
	shape: Shape;
	told: Set<string>;
}

/**
 * Completes what the examples of an endpoint show with the documented table of its output fields. The table is a flat
 * list in nesting order, so that the examples say where a name belongs. A key stays required only where both agree.
 *
 * @param hasWrapper whether the table's first row is the key around each object
 */
export function addTable(root: Shape, fields: Field[], hasWrapper: boolean): void {
	const wrapper = hasWrapper ? fields[0]?.[0] : undefined;
	const all: Level[] = [{ shape: root, told: new Set() }];
	let path = [...all];
	for (const [index, [name, type]] of fields.entries()) {
		if (name === wrapper && type === 'Object') path = path.slice(0, 1);
		else if (!isMap(name, fields[index + 1]?.[0])) {
			path = path.slice(0, levelOf(path, name) + 1);
			const inner = tell(path.at(-1) as Level, name, type);
			if (inner) path.push(inner);
			if (inner) all.push(inner);
		}
	}
	requireOnlyTold(root, new Map(all.map(({ shape, told }) => [shape, told])));
}

/** A map from addresses or intervals is told as `data`, `<IP address>`: the examples show it, or what the node makes of it. */
const isMap = (name: string, next = '') => name.startsWith('<') || next.startsWith('<');

/** The innermost level whose examples have the name and of which the table has not told it yet; else the innermost one. */
function levelOf(path: Level[], name: string): number {
	const found = path.findLastIndex(({ shape, told }) => shape.properties?.has(name) && !told.has(name));
	return found === -1 ? path.length - 1 : found;
}

/** Adds one row of the table, and gives back the level that it opens. */
function tell({ shape, told }: Level, name: string, type: string): Level | undefined {
	told.add(name);
	const documented = shapeOf(...type.split(/ ?[|/] ?/).map((word) => TYPES[word] as JsonType));
	shape.types = mergeTypes(shape.types, new Set(['object']));
	shape.properties ??= new Map();
	const known = shape.properties.get(name) ?? documented;
	known.types = mergeTypes(known.types, documented.types);
	shape.properties.set(name, known);
	if (type === 'Object' && !known.values) return { shape: known, told: new Set() };
	if (type !== 'Array' || (known.items && !known.items.properties)) return undefined;
	return { shape: (known.items ??= { types: new Set() }), told: new Set() };
}

function requireOnlyTold(shape: Shape, told: Map<Shape, Set<string>>): void {
	shape.always = shape.always?.intersection(told.get(shape) ?? new Set());
	for (const inner of shape.properties?.values() ?? []) requireOnlyTold(inner, told);
	for (const inner of [shape.items, shape.values]) if (inner) requireOnlyTold(inner, told);
	// An array of which neither examples nor table know the entries.
	if (shape.items?.types.size === 0) delete shape.items;
}
