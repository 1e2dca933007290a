import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { action, box, newBox, oldBox, oldType, pages, subaccount, type } from '../../contract/console/objects.mts';
import { stubConsole } from '../../support/stubConsole.mts';

/** Output of the Storage Box node: what is simplified, by hand, and what stays beside it. */

const console = stubConsole();

const SIMPLIFIED = { output: 'simplified' };
const theBox = { storageBoxId: { __rl: true, mode: 'id', value: '42' } };
const getBox = { resource: 'storageBox', operation: 'get', ...theBox };
const get = (resource: string, more: INodeParameters) => ({ resource, operation: 'get', ...more, ...SIMPLIFIED });

const BOX = {
	id: 42,
	name: 'backups',
	username: 'u12345',
	server: 'u12345.your-storagebox.de',
	status: 'active',
	type_name: 'bx11',
	location_name: 'fsn1',
	size_limit: 1099511627776,
	size_used: 2048,
	used_percent: 0,
	snapshots: 'daily at 03:30 UTC, keeps 10',
	access: ['ssh'],
	delete_protected: false,
};

describe('Simplified', () => {
	it('is what comes out unless told, of boxes in every state', async () => {
		console.answer({ body: { storage_boxes: [box, newBox, { ...oldBox, id: 44 }], meta: pages(1, 1, 3) } });
		const { json } = await console.run({ resource: 'storageBox', operation: 'getAll', output: undefined });
		expect(json).toEqual([
			BOX,
			{ ...BOX, id: 43, name: 'archive', username: null, server: null, status: 'initializing', size_used: 0, used_percent: 0, snapshots: 'none' },
			{ ...BOX, id: 44, type_name: 'bx10', size_used: null, used_percent: null, snapshots: 'on Monday and on day 1 at 03:30 UTC, keeps 10' },
		]);
	});

	it('says how full a box is to one decimal', async () => {
		console.answer({ body: { storage_box: { ...box, stats: { size: 908123456789 } } } });
		expect((await console.run({ ...getBox, ...SIMPLIFIED })).json).toMatchObject([{ used_percent: 82.6 }]);
	});

	it.each<[string, INodeParameters, object, object]>([
		[
			'a sub-account',
			get('subaccount', { ...theBox, subaccountId: { __rl: true, mode: 'id', value: '9' } }),
			{ subaccount },
			{
				id: 9,
				name: 'web1',
				username: 'u12345-sub1',
				server: 'u12345-sub1.your-storagebox.de',
				home_directory: 'backups/web1',
				description: '',
				readonly: false,
				access: ['ssh'],
				created: '2025-08-02T10:00:00Z',
				storage_box: 42,
			},
		],
		[
			'a type',
			get('storageBoxType', { storageBoxTypeId: { __rl: true, mode: 'id', value: '1333' } }),
			{ storage_box_type: type },
			{
				id: 1333,
				name: 'bx11',
				description: 'BX11',
				size: 1099511627776,
				snapshot_limit: 10,
				subaccounts_limit: 200,
				price_vat: 3.808,
				prices_vat: ['fsn1: 3.808 per month, 0 once', 'hel1: 4.641 per month, 1.19 once'],
				unavailable_after: null,
			},
		],
		[
			'a type that can be ordered no more',
			get('storageBoxType', { storageBoxTypeId: { __rl: true, mode: 'id', value: '1330' } }),
			{ storage_box_type: oldType },
			{
				id: 1330,
				name: 'bx10',
				description: 'BX11',
				size: 1099511627776,
				snapshot_limit: null,
				subaccounts_limit: 200,
				price_vat: null,
				prices_vat: [],
				unavailable_after: '2025-09-01T00:00:00Z',
			},
		],
		[
			'an action that failed',
			get('action', { actionId: { __rl: true, mode: 'id', value: '598022669323684' } }),
			{ action: action('create', 'error') },
			{
				id: 598022669323684,
				command: 'create',
				status: 'error',
				progress: 0,
				started: '2025-12-01T10:00:00Z',
				finished: '2025-12-01T10:00:05Z',
				storage_box: 42,
				things: ['storage_box 42'],
				error_code: 'action_failed',
				error_message: 'create failed',
			},
		],
	])('tells of %s what matters', async (_what, parameters, body, expected) => {
		console.answer({ body });
		const { error, json } = await console.run(parameters);
		expect(error).toBeUndefined();
		expect(json).toEqual([expected]);
	});

	it('keeps a password that is put out once, in every output', async () => {
		const reset = { resource: 'storageBox', operation: 'resetPassword', ...theBox, generatePassword: true };
		const answers = [{ status: 201, body: { action: action('reset_password') } }, { body: { storage_box: box } }];
		for (const how of [SIMPLIFIED, { output: 'selectedFields', fields: ['name'] }, { output: 'raw' }]) {
			console.answer(...answers);
			const [{ password, name }] = (await console.run({ ...reset, ...how })).json as [Record<string, string>];
			expect([name, console.requests().at(-2)!.body]).toEqual(['backups', { password }]);
		}
	});

	it('leaves alone an action that is not waited for, and what is gone', async () => {
		const running = { status: 201, body: { action: action('change_protection', 'running') } };
		console.answer(running);
		const protect = { resource: 'storageBox', operation: 'changeProtection', ...theBox, delete: true, options: { waitForCompletion: false } };
		expect((await console.run({ ...protect, ...SIMPLIFIED })).json).toEqual([{ id: 42, action: action('change_protection', 'running') }]);
	});

	it('is made of a box with holes', async () => {
		console.answer({
			body: { storage_box: { id: 42, storage_box_type: null, stats: 'none', access_settings: [], snapshot_plan: { hour: null, day_of_week: 9 }, protection: {} } },
		});
		expect((await console.run({ ...getBox, ...SIMPLIFIED })).json).toEqual([
			{
				...Object.fromEntries(Object.keys(BOX).map((name) => [name, null])),
				id: 42,
				snapshots: 'on an unknown weekday at ??:?? UTC, keeps an unknown number',
			},
		]);
	});
});

describe('Selected Fields', () => {
	it('are those of both outputs', async () => {
		console.answer({ body: { storage_box: box } });
		expect((await console.run({ ...getBox, output: 'selectedFields', fields: '={{ "used_percent, labels" }}' })).json).toEqual([
			{ used_percent: 0, labels: { environment: 'prod' } },
		]);
	});

	it('are never everything', async () => {
		for (const fields of ['={{ null }}', '={{ "" }}', []]) {
			const { error, json } = await console.run({ ...getBox, output: 'selectedFields', fields });
			expect([json, error?.message]).toEqual([[], 'Fields is empty']);
		}
		expect((await console.run({ ...getBox, output: 'selectedFields', fields: ['size'] })).error?.message).toBe('Fields: there is no field "size"');
		expect(console.requests()).toEqual([]);
	});
});
