import type { IDataObject } from 'n8n-workflow';
import type { ApiClient } from '../http/client';
import type { Json, JsonRecord } from '../http/json';
import type { Inputs, RequestValue } from '../http/request';

/** What an item says of the thing that a field has named, where the API's reply does not say it. */
export interface Telling {
	/** What it looks like, for the output schema. */
	example: Json;
	/** Not told of every item. */
	isOptional?: true;
	/** Only where a list was asked for anyway. */
	isListed?: true;
	/** True once it is done: a dry run does not say it. */
	isDone?: true;
	of: (value: RequestValue, client: ApiClient) => Json | undefined | Promise<Json | undefined>;
}

/** By the API's own keys. */
export type Tells = Record<string, Telling>;

/** The number that stands in a path. What JavaScript would round stays a text. */
export const asNumber: Telling = { example: 1, of: (value) => (Number.isSafeInteger(Number(value)) ? Number(value) : String(value)) };

export const asText: Telling = { example: 'text', of: (value) => String(value) };

/** What a list says that was asked for already: nothing is asked for it, and nothing can fail. */
export const fromList = (key: string, example: Json, entryOf: (client: ApiClient, value: string) => Promise<JsonRecord | undefined>): Telling => ({
	example,
	isOptional: true,
	isListed: true,
	of: async (value, client) => {
		const entry = await entryOf(client, String(value)).catch(() => undefined);
		const said = entry?.[key];
		return typeof said === 'number' || (typeof said === 'string' && said !== '') ? said : undefined;
	},
});

/** A field that names a thing. */
interface Naming {
	property: { name: string };
	sends?: string;
	tells?: Tells;
}

/** The same field where it tells under other keys. */
export const telling = <F extends Naming>(field: F, tells: Tells): F => ({ ...field, tells });

/** The fields as far as they tell which thing it is, also of what is not done yet. */
export const naming = <F extends Naming>(fields: F[]): F[] =>
	fields.map((field) => (field.tells ? telling(field, Object.fromEntries(Object.entries(field.tells).filter(([, { isDone }]) => !isDone))) : field));

/** What is to be told of what the fields have named. A name that the request itself changes is not told from a list. */
export async function toldBy(fields: Naming[], { path, values }: Inputs, client: ApiClient): Promise<JsonRecord> {
	const told: JsonRecord = {};
	for (const { property, sends, tells = {} } of fields) {
		const value = (path as Record<string, RequestValue>)[property.name] ?? (sends === undefined ? undefined : values[sends]);
		if (value === undefined) continue;
		for (const [key, { of, isListed }] of Object.entries(tells)) {
			const said = isListed && values[key] !== undefined ? undefined : await of(value, client);
			if (said !== undefined) told[key] = said;
		}
	}
	return told;
}

/** The reply's own words count, what it does not say is added. */
export function withTold(record: IDataObject, told: JsonRecord): IDataObject {
	const missing = Object.entries(told).filter(([key]) => record[key] === undefined || record[key] === null);
	return missing.length === 0 ? record : { ...told, ...record, ...Object.fromEntries(missing) };
}
