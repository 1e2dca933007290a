import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { by } from '../../contract/case.mts';
import { contract } from '../../contract/console/contract.mts';
import { exchanges } from '../../contract/console/exchanges.mts';
import { action, box, pages, snapshot, subaccount } from '../../contract/console/objects.mts';
import { refusal, stubConsole } from '../../support/stubConsole.mts';

/** Every item says what it is about: the box, and the snapshot or sub-account in it. */

const console = stubConsole();

/** By hand: under which key of the item each part of a path stands. A box says `id` of itself. */
const OWN = { snapshotId: 'id', subaccountId: 'id', storageBoxTypeId: 'id', actionId: 'id' } as Record<string, string>;
const isInBox = ({ resource, operation }: { resource: string; operation: string }) => resource !== 'storageBox' || ['getFolders', 'getActions'].includes(operation);

const aboutOne = contract.filter(({ path }) => path.includes('{')).map((endpoint) => ({ endpoint, title: `${endpoint.resource}: ${endpoint.operation}` }));

describe.each(aboutOne)('$title', ({ endpoint }) => {
	it('says what it was about', async () => {
		const { parameters, requests } = exchanges.find((entry) => entry.endpoint === `${endpoint.method} ${endpoint.path}`)!;
		const expected = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [
			OWN[name] ?? (isInBox(endpoint) ? 'storage_box' : 'id'),
			String((parameters[name] as IDataObject).value),
		]);
		console.answer(...requests.map(([, reply]) => reply));
		const { json } = await console.run(parameters);

		expect(json).not.toEqual([]);
		for (const item of json as IDataObject[]) expect(Object.fromEntries(expected.map(([key]) => [key, String(item[key!])]))).toEqual(Object.fromEntries(expected));
	});
});

const listed = (key: string, objects: object[]) => ({ body: { [key]: objects, meta: pages(1, 1, objects.length) } });
const accepted = (command: string, more = {}) => ({ status: 201, body: { action: action(command, 'running'), ...more } });
const ended = (command: string) => ({ body: { action: action(command) } });
const only = async (parameters: INodeParameters) => {
	const { error, json } = await console.run(parameters);
	return error ? [error.message] : json;
};

describe('a thing that was given by its name', () => {
	it.each<[string, INodeParameters, object]>([
		['a box', { resource: 'storageBox', operation: 'delete', storageBoxId: by('name', 'backups') }, { id: 42, name: 'backups', deleted: true }],
		[
			'a snapshot',
			{ resource: 'snapshot', operation: 'delete', storageBoxId: by('id', '42'), snapshotId: by('name', snapshot.name) },
			{ storage_box: 42, id: 7, name: snapshot.name, deleted: true },
		],
		[
			'a sub-account',
			{ resource: 'subaccount', operation: 'delete', storageBoxId: by('id', '42'), subaccountId: by('name', 'web1') },
			{ storage_box: 42, id: 9, name: 'web1', deleted: true },
		],
	])('says its name after the deletion: %s', async (_what, parameters, item) => {
		const list = { storageBox: listed('storage_boxes', [box]), snapshot: listed('snapshots', [snapshot]), subaccount: listed('subaccounts', [subaccount]) };
		console.answer(list[parameters.resource as 'snapshot'], accepted('delete'), ended('delete'));
		expect(await only(parameters)).toEqual([item]);
		expect(console.requests()).toHaveLength(3);
	});
});

it('an action that is not waited for says what it is about', async () => {
	console.answer(accepted('create_snapshot', { snapshot: { id: 7, storage_box: 42 } }));
	const create = { resource: 'snapshot', operation: 'create', storageBoxId: by('id', '42'), options: { waitForCompletion: false } };
	expect(await only(create)).toEqual([{ storage_box: 42, snapshot: { id: 7, storage_box: 42 }, action: action('create_snapshot', 'running') }]);

	console.answer(accepted('delete'));
	expect(await only({ ...create, resource: 'storageBox', operation: 'delete' })).toEqual([{ id: 42, action: action('delete', 'running') }]);
});

it('a new name is not told as the old one, where the reply lacks it', async () => {
	console.answer(listed('storage_boxes', [box]), { body: { storage_box: { id: 42 } } });
	expect(await only({ resource: 'storageBox', operation: 'update', storageBoxId: by('name', 'backups'), updateFields: { name: 'archive' } })).toEqual([{ id: 42 }]);
});

it('a refusal stays a refusal', async () => {
	console.answer(refusal(404, 'not_found', 'Storage Box not found'));
	expect(await only({ resource: 'storageBox', operation: 'delete', storageBoxId: by('id', '42') })).toEqual(['Storage Box 42: Storage Box not found [not_found]']);
});
