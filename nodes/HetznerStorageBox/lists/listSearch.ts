import type { ApiClient } from '../../common/http/client';
import type { Endpoint } from '../../common/http/endpoint';
import { isRecord, type Json, type JsonRecord } from '../../common/http/json';
import { labelled, listOf, matching, text, valueOf, type Parts } from '../../common/operation/editorList';
import { listActions } from '../endpoints/action';
import { listSnapshots } from '../endpoints/snapshot';
import { listStorageBoxes } from '../endpoints/storageBox';
import { listSubaccounts } from '../endpoints/subaccount';
import { listed } from '../lookups/pages';
import { storageBoxId } from '../resources/fields/things';
import { all, dependentList, editorList } from './editorList';
import { locationsOf, types } from './locations';

/** As many of the newest as a person looks through. */
const MOST_ACTIONS = 100;

/** The searchable lists of the resource locators. */
export const listSearch = {
	searchActions: simpleList(
		async (client) => await listOf(client, listActions, {}, async () => await listed(client, listActions, { path: {}, values: { sort: 'id:desc' } }, MOST_ACTIONS)),
		({ id, command, status, resources, started }) => [command, id, status, boxIn(resources), text(started).slice(0, 16)],
	),
	searchLocations: editorList(async (context, client, filter?: string) => matching(await locationsOf(context, client), (entry) => entry, filter)),
	searchSnapshots: inBox(listSnapshots, ({ id, name, description, is_automatic, stats }) => [
		name,
		id,
		gigabytes(stats, 'size'),
		is_automatic === true && 'automatic',
		description,
	]),
	searchStorageBoxes: simpleList(
		async (client) => await all(client, listStorageBoxes),
		({ id, name, username, storage_box_type, location, status }) => [
			text(name) || 'No name',
			id,
			username,
			nameIn(storage_box_type),
			nameIn(location),
			status === 'active' ? null : status,
		],
	),
	searchStorageBoxTypes: simpleList(
		async (client) => await types(client),
		({ id, name, description, size, deprecation }) => [name, id, description, terabytes(size), isRecord(deprecation) && 'deprecated'],
	),
	searchSubaccounts: inBox(listSubaccounts, ({ id, name, username, home_directory }) => [text(name) || text(username), id, username, home_directory]),
};

function simpleList(objects: (client: ApiClient) => Promise<JsonRecord[]>, parts: (object: JsonRecord) => Parts) {
	return editorList(async (_context, client, filter?: string) => matching(await objects(client), (object) => entryOf(object, parts), filter));
}

function inBox(endpoint: Endpoint, parts: (object: JsonRecord) => Parts) {
	return dependentList(async (context, client, filter) => {
		const path = { storageBoxId: await valueOf(context, client, storageBoxId) };
		return matching(await all(client, endpoint, path), (object) => entryOf(object, parts), filter);
	}, 'Name');
}

const entryOf = (object: JsonRecord, parts: (object: JsonRecord) => Parts) => ({ name: labelled(parts(object)), value: text(object.id) });

const nameIn = (value: Json | undefined): string => (isRecord(value) ? text(value.name) : '');

/** Numbers of bytes say little. */
const gigabytes = (stats: Json | undefined, key: string): string => {
	const bytes = isRecord(stats) ? stats[key] : undefined;
	return typeof bytes === 'number' ? `${(bytes / 1024 ** 3).toFixed(1)} GiB` : '';
};

const terabytes = (bytes: Json | undefined): string => (typeof bytes === 'number' ? `${Math.round((bytes / 1024 ** 4) * 10) / 10} TiB` : '');

const boxIn = (resources: Json | undefined): string => {
	const box = Array.isArray(resources) ? resources.filter(isRecord).find(({ type }) => type === 'storage_box') : undefined;
	return box ? `Storage Box ${text(box.id)}` : '';
};
