import type { JsonType, Shape } from './shape.mts';

/** The part of JSON Schema that n8n's editor shows. */
export interface JsonSchema {
	type: JsonType | JsonType[];
	/** Instead of the type "null" beside an array or an object: the editor looks into those that have one type only. */
	nullable?: true;
	properties?: Record<string, JsonSchema>;
	required?: string[];
	additionalProperties?: JsonSchema;
	items?: JsonSchema;
}

/** A shape as JSON Schema. Keys that it does not name are allowed: Robot may add some at any time. */
export function toJsonSchema({ types, properties, always = new Set(), values, items }: Shape): JsonSchema {
	const required = [...(properties?.keys() ?? [])].filter((key) => always.has(key));
	return {
		...typeOf([...types]),
		...(properties && { properties: Object.fromEntries([...properties].map(([key, shape]) => [key, toJsonSchema(shape)])) }),
		...(required.length > 0 && { required }),
		...(values && { additionalProperties: toJsonSchema(values) }),
		...(items && { items: toJsonSchema(items) }),
	};
}

function typeOf(types: JsonType[]): Pick<JsonSchema, 'type' | 'nullable'> {
	const [first, ...more] = types.filter((type) => type !== 'null');
	if (first === undefined) return { type: 'null' };
	const isNullable = types.includes('null');
	if (isNullable && more.length === 0 && (first === 'array' || first === 'object')) return { type: first, nullable: true };
	const all: JsonType[] = [first, ...more, ...(isNullable ? (['null'] as const) : [])];
	return { type: all.length === 1 ? first : all };
}
