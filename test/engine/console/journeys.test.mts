import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { resources } from '../../../nodes/HetznerStorageBox/resources/index.ts';
import { itemsOf, shown } from '../../support/simulatedRobot.mts';
import { simulatedConsole } from '../../support/simulatedConsole.mts';

/** Every operation in n8n's own engine, on the boxes of the simulated account. */

const console = simulatedConsole();

const by = (value: unknown, mode = 'id') => ({ __rl: true, mode, value: String(value) });
const of =
	(resource: string) =>
	(operation: string, more: INodeParameters = {}) =>
		({ resource, operation, ...more }) as INodeParameters;
const box = of('storageBox');
const snapshot = of('snapshot');
const subaccount = of('subaccount');
const all = { returnAll: true };

/** The operations that the tests of this file have used. */
const used = new Set<string>();
const items = async (parameters: INodeParameters) => {
	used.add(`${String(parameters.resource)}: ${String(parameters.operation)}`);
	return await console.items(parameters);
};
const one = async (parameters: INodeParameters) => (await items(parameters))[0]!;

const archive = { storageBoxId: by('Archive', 'name') };
const backup = { storageBoxId: by('Backup Server 1', 'name') };

describe('a Storage Box', () => {
	it('is created, used, renamed, made larger and deleted', async () => {
		const made = await one(
			box('create', {
				name: 'new box',
				storageBoxType: by('bx11', 'name'),
				location: 'fsn1',
				generatePassword: true,
				additionalFields: { labels: { label: [{ key: 'env', value: 'test' }] }, sshEnabled: true },
				options: { maximumPrice: 100 },
			}),
		);
		expect(made).toMatchObject({
			id: expect.any(Number),
			name: 'new box',
			status: 'active',
			username: expect.stringMatching(/^u\d+$/),
			labels: { env: 'test' },
			access_settings: { ssh_enabled: true, samba_enabled: false },
			storage_box_type: { name: 'bx11' },
			location: { name: 'fsn1' },
			password: expect.stringMatching(/^.{32}$/),
		});
		const it = { storageBoxId: by(made.id) };
		expect(await one(box('get', it))).toMatchObject({ id: made.id, name: 'new box' });
		expect(await one(box('update', { ...it, updateFields: { name: 'newer box', labelsJson: '{}' } }))).toMatchObject({ name: 'newer box', labels: {} });
		expect(await one(box('changeType', { ...it, storageBoxType: by('bx21', 'name') }))).toMatchObject({ storage_box_type: { name: 'bx21' } });
		expect(await one(box('updateAccessSettings', { ...it, updateFields: { sambaEnabled: true } }))).toMatchObject({ access_settings: { ssh_enabled: true, samba_enabled: true } });
		expect(await one(box('resetPassword', { ...it, generatePassword: false, password: 'Correct-Horse-7' }))).toMatchObject({ id: made.id });
		expect(await one(box('changeProtection', { ...it, delete: true }))).toMatchObject({ protection: { delete: true } });
		expect(shown(await console.run(box('delete', it)))).toMatchObject({
			message: expect.stringContaining('[protected]'),
			description: expect.stringContaining('Change Protection lifts'),
		});
		expect(await one(box('changeProtection', { ...it, delete: false }))).toMatchObject({ protection: { delete: false } });
		expect(await one(box('delete', it))).toMatchObject({ id: expect.any(Number), deleted: true });
		expect(await items(box('getAll', { ...all, filters: { name: 'newer box' } }))).toEqual([]);
	});

	it('has folders, actions and a plan for its snapshots', async () => {
		expect(await items(box('getFolders', backup))).toEqual(expect.arrayContaining([{ storage_box: expect.any(Number), name: expect.any(String) }]));
		expect(await items(box('getActions', { ...backup, ...all, filters: { status: ['success'], sort: ['id:desc'] } }))).toEqual(
			expect.arrayContaining([expect.objectContaining({ command: 'create', status: 'success' })]),
		);
		expect(await one(box('enableSnapshotPlan', { ...archive, maxSnapshots: 3, minute: 15, hour: 4, additionalFields: { dayOfWeek: 1 } }))).toMatchObject({
			snapshot_plan: { max_snapshots: 3, minute: 15, hour: 4, day_of_week: 1, day_of_month: null },
		});
		expect(await one(box('disableSnapshotPlan', archive))).toMatchObject({ snapshot_plan: null });
	});

	it('is rolled back to a snapshot, and its newer snapshots are gone', async () => {
		const first = await one(snapshot('create', { ...archive, additionalFields: { description: 'first' } }));
		await one(snapshot('create', archive));
		expect(await one(box('rollbackSnapshot', { ...archive, snapshot: by(first.id) }))).toMatchObject({ name: 'Archive' });
		expect((await items(snapshot('getAll', { ...archive, ...all }))).map(({ id }) => id)).toEqual([first.id]);
	});
});

describe('snapshots', () => {
	it('are created, read, described and deleted', async () => {
		const made = await one(snapshot('create', { ...archive, additionalFields: { description: 'before the upgrade', labelsJson: { keep: '' } } }));
		expect(made).toMatchObject({ description: 'before the upgrade', is_automatic: false, labels: { keep: '' }, stats: { size: expect.any(Number) } });
		const it = { ...archive, snapshotId: by(made.name, 'name') };
		expect(await one(snapshot('get', it))).toEqual(made);
		expect(await one(snapshot('update', { ...it, updateFields: { description: '' } }))).toMatchObject({ description: '' });
		expect((await items(snapshot('getAll', { ...archive, ...all, filters: { labelSelector: 'keep' } }))).map(({ id }) => id)).toEqual([made.id]);
		expect(await one(snapshot('delete', it))).toMatchObject({ id: expect.any(Number), deleted: true });
		expect(await items(snapshot('getAll', { ...archive, ...all }))).toEqual([]);
	});

	it('are rotated and pruned', async () => {
		const left = async () => (await items(snapshot('getAll', { ...archive, ...all }))).map(({ id }) => id);
		const first = await one(snapshot('create', archive));
		const { created, deleted } = await one(snapshot('createAndRotate', { ...archive, keepNewest: 1 }));
		expect([deleted, await left()]).toEqual([[{ id: first.id, name: first.name, created: first.created }], [(created as { id: number }).id]]);
		await items(snapshot('create', archive));
		expect(await one(snapshot('prune', { ...archive, rules: { keepNewest: 1 } }))).toMatchObject({ storage_box_name: 'Archive', deleted: [created], kept: 1 });
	});
});

describe('sub-accounts', () => {
	it('are created, read, changed and deleted', async () => {
		const made = await one(
			subaccount('create', {
				...archive,
				homeDirectory: '/web/2',
				generatePassword: true,
				additionalFields: { name: 'web2', description: 'mine', readonly: true, sshEnabled: true },
			}),
		);
		expect(made).toMatchObject({
			name: 'web2',
			home_directory: 'web/2',
			access_settings: { readonly: true, ssh_enabled: true, webdav_enabled: false },
			password: expect.any(String),
		});
		const it = { ...archive, subaccountId: by('web2', 'name') };
		expect(await one(subaccount('get', it))).toMatchObject({ id: made.id });
		expect(await one(subaccount('update', { ...it, updateFields: { description: '', labelsJson: '{"a":"b"}' } }))).toMatchObject({ description: '', labels: { a: 'b' } });
		expect(await one(subaccount('changeHomeDirectory', { ...it, homeDirectory: 'web/3' }))).toMatchObject({ home_directory: 'web/3' });
		expect(await one(subaccount('updateAccessSettings', { ...it, updateFields: { readonly: false } }))).toMatchObject({ access_settings: { readonly: false, ssh_enabled: true } });
		expect(await one(subaccount('resetPassword', { ...it, generatePassword: true }))).toMatchObject({ id: made.id, password: expect.any(String) });
		expect((await items(subaccount('getAll', { ...archive, ...all, filters: { username: String(made.username) } }))).map(({ id }) => id)).toEqual([made.id]);
		expect(await one(subaccount('delete', { ...archive, subaccountId: by(made.username, 'name') }))).toEqual({
			storage_box: expect.any(Number),
			id: made.id,
			name: made.name,
			deleted: true,
		});
	});
});

it('types and actions are read', async () => {
	const types = await items(of('storageBoxType')('getAll', all));
	expect(types.map(({ name }) => name)).toContain('bx11');
	expect(await one(of('storageBoxType')('get', { storageBoxTypeId: by('bx11', 'name') }))).toEqual(types.find(({ name }) => name === 'bx11'));
	const [action] = await items(of('action')('getAll', { ...all, filters: { status: ['error'] } }));
	expect(await one(of('action')('get', { actionId: by(action!.id) }))).toEqual(action);
});

it('every operation was used above', () => {
	const every = resources.flatMap(({ value, operations }) => operations.map((operation) => `${value}: ${operation.value}`));
	expect([...used].sort()).toEqual(every.sort());
});

describe('what the API does now and then', () => {
	it('an action that fails is told with what may be behind it', async () => {
		console.set({ failing: ['create_snapshot'] });
		expect(shown(await console.run(snapshot('create', archive)))).toMatchObject({
			message: expect.stringMatching(/^create_snapshot of snapshot \d+ of Storage Box \d+ failed \(action \d+\): .+ \[action_failed\]$/),
			description: expect.stringContaining('Likely: the limit of snapshots of its type is reached'),
		});
	});

	it('a box that is busy takes several changes one after another', async () => {
		const run = await console.run(snapshot('create', archive), { items: itemsOf(1, 2, 3) });
		expect(run.error).toBeUndefined();
		expect(new Set(run.json.map((made) => (made as { id: number }).id)).size).toBe(3);
	});

	it('a box that is busy with what somebody else does is waited for', async () => {
		await console.items(snapshot('create', { ...archive, options: { waitForCompletion: false } }));
		expect(await console.items(snapshot('create', archive))).toHaveLength(1);
		expect(console.changes().length).toBeGreaterThan(2);
	});

	it('an action that looks odd while it runs, and when it has ended', async () => {
		console.set({ misleadingActions: true });
		expect(await console.items(snapshot('create', archive))).toHaveLength(1);
	});

	it('pages that say only what comes next', async () => {
		console.set({ sparsePages: true });
		expect((await console.items(box('getAll', all))).length).toBeGreaterThan(2);
	});

	it('a list that lags behind a creation: nothing is ordered twice', async () => {
		console.set({ listLagSeconds: 300, uniqueNames: false });
		const create = box('create', { name: 'once', storageBoxType: by('bx11', 'name'), location: 'fsn1', generatePassword: true });
		await console.items(create);
		expect(shown(await console.run(create)).message).toMatch(/^Name: there is a Storage Box named "once" already \(\d+\)$/);
		expect(console.changes()).toEqual(['POST /storage_boxes']);
	});

	it('a creation that was carried out while its reply was cut: nothing is ordered twice', async () => {
		console.set({ uniqueNames: false });
		const create = box('create', { name: 'once', storageBoxType: by('bx11', 'name'), location: 'fsn1', generatePassword: true });
		console.inject({ kind: 'cut-after', method: 'POST' });
		expect(shown(await console.run(create)).description).toContain('It is unknown whether');
		expect(shown(await console.run(create)).message).toContain('there is a Storage Box named "once" already');
		expect(console.changes()).toEqual(['POST /storage_boxes']);
	});

	it('a limit that is used up is waited for, and everything is read', async () => {
		console.set({ requestsPerHour: 1800 });
		const run = await console.run(box('getAll', all), { items: itemsOf(...Array.from({ length: 40 }, (_, index) => index)) });
		expect(run.error).toBeUndefined();
	});

	it('a token that only reads', async () => {
		const credential = { ...console.credential, apiToken: console.simulator.console.readOnlyToken };
		expect((await console.run(box('getAll', all), { credential })).error).toBeUndefined();
		expect(shown(await console.run(snapshot('create', archive), { credential })).message).toBe('The API token may only read');
		expect((await console.run(box('getAll', all), { credential })).error).toBeUndefined();
	});

	it('a wrong token', async () => {
		expect(shown(await console.run(box('getAll', all), { credential: { ...console.credential, apiToken: 'x'.repeat(64) } })).message).toBe('Hetzner Console refused the API token');
	});
});
