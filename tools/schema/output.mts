import type { Call, Output } from '../../nodes/common/operation/operation.ts';
import type { NodeParts } from '../nodeParts.mts';
import { fromExample, mergeAll, shapeOf, type Shape } from './shape.mts';

/** Every field is there, and each may be null. */
const simplifiedShape = ({ simplified }: Output): Shape => ({
	...shapeOf('object'),
	properties: new Map(
		Object.entries(simplified).map(([name, { types, isList }]) => [name, isList ? { ...shapeOf('array', 'null'), items: shapeOf(...types) } : shapeOf(...types, 'null')]),
	),
	always: new Set(Object.keys(simplified)),
});

/** What comes out of an operation for one of the API's objects, unless something else is chosen. */
export function shapeOfItem({ isOf }: Pick<NodeParts, 'isOf'>, { output }: Call, item: object): Shape {
	if (!output || !isOf(output, item)) return fromExample(item);
	const { password } = item as { password?: string };
	const beside = password === undefined || output.raw.includes('password') ? [] : [fromExample({ password })];
	return mergeAll([simplifiedShape(output), ...beside]) as Shape;
}
