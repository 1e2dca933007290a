import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { isOptions, type Operation } from '../../../nodes/common/operation/operation.ts';
import { resources } from '../../../nodes/HetznerStorageBox/resources/index.ts';
import { by } from '../../contract/case.mts';
import { contract } from '../../contract/console/contract.mts';
import { exchanges } from '../../contract/console/exchanges.mts';
import { consoleJobs } from '../../contract/console/jobs.mts';
import { action, box, pages, snapshot, subaccount, type } from '../../contract/console/objects.mts';
import { refusal, stubConsole, type StubReply, type StubRequest } from '../../support/stubConsole.mts';

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

/** What is read before a change, whatever it is. */
const there = ({ path }: StubRequest): StubReply => {
	const [plain = ''] = path.split('?');
	if (plain === '/storage_box_types') return { body: { storage_box_types: [type, { ...type, id: 1334, name: 'bx21' }], meta: pages(1, 1, 2) } };
	if (plain === '/storage_boxes') return { body: { storage_boxes: [], meta: pages(1, 1, 0) } };
	if (plain.endsWith('/snapshots')) return { body: { snapshots: [snapshot] } };
	return { body: plain.includes('/snapshots/') ? { snapshot } : plain.includes('/subaccounts/') ? { subaccount } : { storage_box: box } };
};

describe('a dry run', () => {
	const jobs = consoleJobs.map(({ resource, operation, exchange: { parameters } }) => ({
		title: `${resource}: ${operation}`,
		endpoint: { resource, operation, path: '/storage_boxes/{storageBoxId}' },
		parameters,
	}));
	const changes = contract
		.filter(({ method }) => method !== 'GET')
		.map((endpoint) => ({
			title: `${endpoint.resource}: ${endpoint.operation}`,
			endpoint,
			parameters: exchanges.find((entry) => entry.endpoint === `${endpoint.method} ${endpoint.path}`)!.parameters,
		}));

	it.each([...changes, ...jobs])('says what it is about, and what it becomes: $title', async ({ endpoint, parameters }) => {
		console.answer(there);
		const { json, error } = await console.run({ ...parameters, options: { ...(parameters.options as INodeParameters), dryRun: true } });

		expect(error).toBeUndefined();
		expect(console.sent().filter((line) => !line.startsWith('GET '))).toEqual([]);
		const [item] = json as IDataObject[];
		const about = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [
			OWN[name] ?? (isInBox(endpoint) ? 'storage_box' : 'id'),
			Number((parameters[name] as IDataObject).value),
		]);
		expect(item).toMatchObject({ ...Object.fromEntries(about), dryRun: true });
		for (const { to } of item!.changes as IDataObject[]) expect(to).not.toEqual({});
	});

	it('knows no operation that is not tried here', () => {
		const isAsked = ({ fields }: Operation) => fields.some((field) => isOptions(field) && field.fields?.some(({ property }) => property.name === 'dryRun'));
		const rehearsed = resources.flatMap(({ value, operations }) => operations.filter(isAsked).map((operation) => `${value}: ${operation.value}`));

		expect(rehearsed.sort()).toEqual([...changes, ...jobs].map(({ title }) => title).sort());
	});

	it('says what a new snapshot becomes that has neither description nor labels', async () => {
		console.answer(there);
		const create = { resource: 'snapshot', operation: 'create', storageBoxId: by('id', '42'), options: { dryRun: true } };

		expect(await only(create)).toMatchObject([{ storage_box: 42, changes: [{ field: 'snapshot', from: null, to: 'new' }], requests: [{ method: 'POST' }] }]);
		expect(await only({ ...create, operation: 'createAndRotate', keepNewest: 7 })).toMatchObject([
			{ storage_box: 42, changes: [{ field: 'snapshot', from: null, to: 'new' }], requests: [{ method: 'POST' }] },
		]);
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
