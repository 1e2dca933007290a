import Ajv, { type ValidateFunction } from 'ajv';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SCHEMA_FOLDER } from '../../tools/generated.mts';

const ajv = new Ajv({ allErrors: true, nullable: true });

const known = new Map<string, ValidateFunction>();

function validatorFor(operation: string): ValidateFunction {
	const validate = known.get(operation) ?? ajv.compile(JSON.parse(readFileSync(join(SCHEMA_FOLDER, `${operation}.json`), 'utf8')) as object);
	known.set(operation, validate);
	return validate;
}

/** What is wrong with items by the output schema of an operation (`server/get`): nothing, one hopes. */
export function problemsOf(operation: string, items: unknown[]): string[] {
	const validate = validatorFor(operation);
	return items.flatMap((item) => (validate(item) ? [] : (validate.errors ?? []).map(({ dataPath, message }) => `${dataPath} ${message}`)));
}

/** The keys of items, at any depth, of which the schema says nothing. */
export function unknownKeys(operation: string, items: unknown[]): string[] {
	const { schema } = validatorFor(operation);
	return [...new Set(items.flatMap((item) => unknownIn(item, schema as Schema, '')))];
}

interface Schema {
	properties?: Record<string, Schema>;
	additionalProperties?: Schema;
	items?: Schema;
}

function unknownIn(value: unknown, { properties = {}, additionalProperties, items = {} }: Schema, path: string): string[] {
	if (Array.isArray(value)) return value.flatMap((entry) => unknownIn(entry, items, `${path}[]`));
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, inner]) => {
		const schema = properties[key] ?? additionalProperties;
		return schema ? unknownIn(inner, schema, `${path}.${key}`) : [`${path}.${key}`];
	});
}
