import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { action, box, pages, snapshot, subaccount } from '../../contract/console/objects.mts';
import { itemsOf, shown } from '../../support/simulatedRobot.mts';
import { stubConsole } from '../../support/stubConsole.mts';

/** What is entered is checked before anything is sent. */

const console = stubConsole();

const by = (value: string, mode = 'id') => ({ __rl: true, mode, value });
const theBox = { storageBoxId: by('42') };
const updateBox = (updateFields: INodeParameters) => ({ resource: 'storageBox', operation: 'update', ...theBox, updateFields });
const createSnapshot = (additionalFields: INodeParameters) => ({ resource: 'snapshot', operation: 'create', ...theBox, additionalFields });
const subaccountTo = (homeDirectory: string) => ({ resource: 'subaccount', operation: 'changeHomeDirectory', ...theBox, subaccountId: by('9'), homeDirectory });
const renameSubaccount = (name: string) => ({ resource: 'subaccount', operation: 'update', ...theBox, subaccountId: by('9'), updateFields: { name } });
const plan = (more: INodeParameters) => ({ resource: 'storageBox', operation: 'enableSnapshotPlan', ...theBox, maxSnapshots: 5, minute: 0, hour: 3, ...more });
const labels = (...label: INodeParameters[]) => updateBox({ labels: { label } });
const listBoxes = (more: INodeParameters) => ({ resource: 'storageBox', operation: 'getAll', returnAll: false, limit: 50, ...more });
const create = (more: INodeParameters) => ({
	resource: 'storageBox',
	operation: 'create',
	name: 'archive',
	storageBoxType: by('bx11', 'name'),
	location: 'fsn1',
	generatePassword: true,
	...more,
});

it.each<[string, INodeParameters, string]>([
	['an id of 0', { ...updateBox({ name: 'x' }), storageBoxId: by('0') }, 'Storage Box is not an ID: 0'],
	['an id that is none', { ...updateBox({ name: 'x' }), storageBoxId: by('../1') }, 'Storage Box is not an ID: ../1'],
	['an id beyond 2^53', { ...updateBox({ name: 'x' }), storageBoxId: by('9007199254740993') }, 'Storage Box is not an ID: 9007199254740993'],
	['no id', { ...updateBox({ name: 'x' }), storageBoxId: by('={{ "" }}') }, 'Storage Box is empty'],
	['nothing to update', updateBox({}), 'Update Fields is empty'],
	['an empty name', updateBox({ name: '' }), 'Name is empty'],
	['a name of blanks', updateBox({ name: '  ' }), 'Name is empty'],
	['a name that resolves to nothing', updateBox({ name: '={{ $json.none }}' }), 'Name resolved to nothing'],
	['a name of 51 characters', renameSubaccount('x'.repeat(51)), 'Name is longer than 50 characters'],
	['the root as home', subaccountTo('/'), 'Home Directory is the root of the Storage Box'],
	['the root by a dot as home', subaccountTo('.'), 'Home Directory holds a part that names no directory'],
	['what is above the root as home', subaccountTo('../..'), 'Home Directory holds a part that names no directory'],
	['a way back as home', subaccountTo('web/../other'), 'Home Directory holds a part that names no directory'],
	['a blank as a part of home', subaccountTo('/ /a'), 'Home Directory holds a part that names no directory'],
	['no home', subaccountTo('={{ "" }}'), 'Home Directory is empty'],
	['a home with other characters', subaccountTo('backups/wöb'), 'Home Directory holds a character that is not allowed'],
	['a home of 1000 characters', subaccountTo('x'.repeat(1000)), 'Home Directory is longer than 999 characters'],
	['a description of a snapshot with other characters', createSnapshot({ description: 'before; after' }), 'Description holds a character that is not allowed'],
	['a description of 1001 characters', createSnapshot({ description: 'x'.repeat(1001) }), 'Description is longer than 1000 characters'],
	['a description that resolves to nothing', createSnapshot({ description: '={{ $json.none }}' }), 'Description resolved to nothing'],
	['no labels', labels(), 'Labels is empty'],
	['a label without a key', labels({ key: '', value: 'x' }), 'Labels: a key is empty'],
	['a key with a blank', labels({ key: 'a b', value: 'x' }), 'Labels: "a b" is not a key'],
	['a key of 64 characters', labels({ key: 'x'.repeat(64), value: 'x' }), `Labels: "${'x'.repeat(60)}" is not a key`],
	['a prefix that is no name', labels({ key: '-a/b', value: 'x' }), 'Labels: "-a/b" is not a key'],
	['a reserved prefix', labels({ key: 'hetzner.cloud/a', value: 'x' }), 'Labels: keys with hetzner.cloud/ are reserved for Hetzner'],
	['a key twice', labels({ key: 'a', value: 'x' }, { key: 'a', value: 'y' }), 'Labels: the key "a" is there twice'],
	['a value that ends with a dash', labels({ key: 'a', value: 'x-' }), 'Labels: "x-" is not a value for "a"'],
	['a value that resolves to nothing', labels({ key: 'a', value: '={{ $json.none }}' }), 'Labels: a value resolved to nothing'],
	['a value that resolves to an empty text', labels({ key: 'a', value: '={{ "" }}' }), 'Labels: a value resolved to nothing'],
	['labels that are no object', updateBox({ labelsJson: '["a"]' }), 'Labels (JSON) is not a JSON object'],
	['labels that are no JSON', updateBox({ labelsJson: '{a: 1' }), 'Labels (JSON) is not a JSON object'],
	['labels that are empty text', updateBox({ labelsJson: '' }), 'Labels (JSON) is empty'],
	['labels that resolve to nothing', updateBox({ labelsJson: '={{ $json.none }}' }), 'Labels (JSON) resolved to nothing'],
	['a label of null', updateBox({ labelsJson: '{"a": null}' }), 'Labels (JSON): the value of "a" is null'],
	['labels in both ways', updateBox({ labels: { label: [{ key: 'a', value: 'b' }] }, labelsJson: '{}' }), 'Labels are given beside Labels (JSON)'],
	['no snapshots in a plan', plan({ maxSnapshots: 0 }), 'Maximum Snapshots is not a whole number from 1'],
	['half a snapshot', plan({ maxSnapshots: 1.5 }), 'Maximum Snapshots is not a whole number from 1'],
	['minute 60', plan({ minute: 60 }), 'Minute is not a whole number from 0 to 59'],
	['hour 24', plan({ hour: 24 }), 'Hour (UTC) is not a whole number from 0 to 23'],
	['an hour that resolves to nothing', plan({ hour: '={{ $json.none }}' }), 'Hour (UTC) is empty'],
	['day 8 of the week', plan({ additionalFields: { dayOfWeek: 8 } }), 'Day of Week is not a whole number from 1 to 7'],
	['day 32 of the month', plan({ additionalFields: { dayOfMonth: 32 } }), 'Day of Month is not a whole number from 1 to 31'],
	['a limit of 0', listBoxes({ limit: 0 }), 'Limit is not a whole number from 1'],
	['a limit that resolves to nothing', listBoxes({ limit: '={{ $json.none }}' }), 'Limit is empty'],
	['all or not that resolves to nothing', listBoxes({ returnAll: '={{ $json.none }}' }), 'Return All is empty'],
	['another sort', listBoxes({ filters: { sort: ['size'] } }), expect.stringMatching(/^Sort: "size" is none of id, id:asc/) as never],
	['a filter that resolves to nothing', listBoxes({ filters: { name: '={{ $json.none }}' } }), 'Name resolved to nothing'],
	['a filter that is empty', listBoxes({ filters: { labelSelector: '' } }), 'Label Selector is empty'],
	['another status', { resource: 'action', operation: 'getAll', filters: { status: ['done'] } }, 'Status: "done" is none of error, running, success'],
	['an id of an action that is none', { resource: 'action', operation: 'getAll', filters: { id: ['x'] } }, 'ID: "x" is not an ID'],
	['a private key', create({ additionalFields: { sshKeys: ['-----BEGIN OPENSSH PRIVATE KEY-----'] } }), 'SSH Keys: entry 1 is not a public key'],
	['no key', create({ additionalFields: { sshKeys: [''] } }), 'SSH Keys is empty'],
	['no location', create({ location: '={{ "" }}' }), 'Location is empty'],
	['no type', create({ storageBoxType: by('={{ "" }}') }), 'Storage Box Type is empty'],
	['a price limit that resolves to nothing', create({ options: { maximumPrice: '={{ $json.none }}' } }), 'Maximum Monthly Price (Project Currency) resolved to nothing'],
	['a protection that resolves to nothing', { resource: 'storageBox', operation: 'changeProtection', ...theBox, delete: '={{ $json.none }}' }, 'Protect Against Deletion is empty'],
	['a switch that is neither', { resource: 'storageBox', operation: 'updateAccessSettings', ...theBox, updateFields: { sshEnabled: 'maybe' } }, 'SSH is neither true nor false'],
])('%s is refused before anything is sent', async (_what, parameters, message) => {
	const run = await console.run(parameters);
	expect(run.error?.message).toEqual(message);
	expect(console.sent()).toEqual([]);
});

const created = { status: 201, body: { snapshot: { id: 7 }, action: action('create_snapshot') } };

it.each<[string, INodeParameters, string]>([
	['an id with zeros in front, as text', { ...updateBox({ name: 'x' }), storageBoxId: by(' 0042 ') }, 'PUT /storage_boxes/42 {"name":"x"}'],
	['a switch as text', { ...updateBox({ name: 'x' }), operation: 'changeProtection', delete: 'false' }, 'POST /storage_boxes/42/actions/change_protection {"delete":false}'],
	['a path without its slash', subaccountTo('//backups/web 1'), 'POST /storage_boxes/42/subaccounts/9/actions/change_home_directory {"home_directory":"backups/web 1"}'],
	[
		'numbers as text',
		plan({ minute: '5', hour: '23' }),
		'POST /storage_boxes/42/actions/enable_snapshot_plan {"day_of_week":null,"day_of_month":null,"max_snapshots":5,"hour":23,"minute":5}',
	],
	['an empty description', createSnapshot({ description: '' }), 'POST /storage_boxes/42/snapshots {"description":""}'],
	['labels without a value', labels({ key: 'example.com/a', value: '' }), 'PUT /storage_boxes/42 {"labels":{"example.com/a":""}}'],
	['labels of an item', updateBox({ labelsJson: '={{ ({ n: $json.n }) }}' }), 'PUT /storage_boxes/42 {"labels":{"n":"1"}}'],
	[
		'a snapshot by its id',
		{ resource: 'storageBox', operation: 'rollbackSnapshot', ...theBox, snapshot: by('7') },
		'POST /storage_boxes/42/actions/rollback_snapshot {"snapshot":"7"}',
	],
])('%s is sent as the API wants it', async (_what, parameters, request) => {
	console.answer({ status: 201, body: { ...created.body, storage_box: box, subaccount } }, { body: { storage_box: box, snapshot, subaccount } });
	const run = await console.run(parameters, { items: itemsOf(1) });
	expect(run.error).toBeUndefined();
	expect(console.sent()[0]).toBe(request);
});

it('a list of folders without a path is that of the root', async () => {
	console.answer({ body: { folders: [] } });
	expect((await console.run({ resource: 'storageBox', operation: 'getFolders', ...theBox, path: '' })).json).toEqual([]);
	expect(console.sent()).toEqual(['GET /storage_boxes/42/folders']);
});

describe('a thing that is given by its name', () => {
	const two = { ...box, id: 43, name: 'Archive', username: 'u54321' };
	const list = { body: { storage_boxes: [box, two], meta: pages(1, 1, 2) } };
	const get = (storageBoxId: unknown) => ({ resource: 'storageBox', operation: 'get', storageBoxId }) as INodeParameters;

	it.each<[unknown, number]>([
		[by('Archive', 'name'), 43],
		[by(' archive ', 'name'), 43],
		['archive', 43],
		[by('u54321', 'name'), 43],
	])('%j is looked up', async (given, id) => {
		console.answer(list, { body: { storage_box: two } });
		await console.run(get(given));
		expect(console.sent()).toEqual(['GET /storage_boxes?page=1&per_page=50', `GET /storage_boxes/${id}`]);
	});

	it('is an error where there is none, with what it is like', async () => {
		console.answer(list);
		expect(shown(await console.run(get(by('backup', 'name'))))).toMatchObject({
			message: 'Storage Box: no Storage Box is named "backup"',
			description: 'Did you mean "backups" (42)? Choose the Storage Box from the list, or give its ID. Nothing was sent for this item.',
		});
	});

	it('is an error where there are two', async () => {
		console.answer({ body: { storage_boxes: [box, { ...two, name: 'backups' }], meta: pages(1, 1, 2) } });
		expect(shown(await console.run(get(by('backups', 'name')))).message).toBe('Storage Box: 2 Storage Boxes are named "backups": "backups" (42), "backups" (43)');
	});

	it('is an error where a bare number is an ID and the name of another', async () => {
		console.answer({ body: { storage_boxes: [box, { ...two, name: '42' }], meta: pages(1, 1, 2) } });
		expect(shown(await console.run(get('42'))).message).toBe('Storage Box: 42 is an ID, and the name of "42" (43)');
	});

	it('is looked up in its box', async () => {
		console.answer(list, { body: { snapshots: [snapshot] } }, { body: { snapshot } });
		await console.run({ resource: 'snapshot', operation: 'get', storageBoxId: by('backups', 'name'), snapshotId: by('2025-11-10T19-16-57', 'name') });
		expect(console.sent()).toEqual(['GET /storage_boxes?page=1&per_page=50', 'GET /storage_boxes/42/snapshots', 'GET /storage_boxes/42/snapshots/7']);
	});

	it.each([
		['no list', { storage_boxes: {}, meta: pages(1, 1, 0) }],
		['broken entries', { storage_boxes: ['backups'], meta: pages(1, 1, 1) }],
		['no end', { storage_boxes: [box] }],
		['a next page that is no next one', { storage_boxes: [box], meta: { pagination: { next_page: 1 } } }],
	])('is not looked for in a reply with %s', async (_what, body) => {
		console.answer({ body });
		expect(shown(await console.run(get(by('backups', 'name')))).message).toBe("Hetzner Console's reply could not be read");
	});
});

describe('a name and a user name', () => {
	const boxes = (...entries: object[]) => ({ body: { storage_boxes: entries, meta: pages(1, 1, entries.length) } });
	const remove = (name: string) => ({ resource: 'storageBox', operation: 'delete', storageBoxId: { __rl: true, mode: 'name', value: name } });
	const deleted = () => console.sent().filter((request) => request.startsWith('DELETE'));
	const run = async (name: string, ...entries: object[]) => {
		console.answer(({ method }) => (method === 'DELETE' ? { status: 201, body: { action: action('delete') } } : boxes(...entries)));
		return await console.run(remove(name));
	};

	it('that is exact goes before a name in another spelling', async () => {
		expect((await run('u1', { id: 7, name: 'U1', username: 'u9' }, { id: 8, name: 'web', username: 'u1' })).error).toBeUndefined();
		expect(deleted()).toEqual(['DELETE /storage_boxes/8']);
	});

	it('of one box leads to it', async () => {
		expect((await run('u1', { id: 7, name: 'u1', username: 'u1' }, { id: 8, name: 'web', username: 'u2' })).error).toBeUndefined();
		expect(deleted()).toEqual(['DELETE /storage_boxes/7']);
	});

	it.each(['u1', 'U1'])('that lead to two boxes are refused: %s', async (name) => {
		const { error } = await run(name, { id: 7, name: 'u1', username: 'u9' }, { id: 8, name: 'web', username: 'u1' });
		expect(error?.message).toMatch(/^Storage Box: 2 Storage Boxes are named "[uU]1"(, apart from case and blanks)?: "u1" \(7\), "web" \(8\)$/);
		expect(deleted()).toEqual([]);
	});
});
