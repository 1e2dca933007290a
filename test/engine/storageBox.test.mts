import { describe, expect, it } from '@jest/globals';
import { by } from '../contract/case.mts';
import { itemsOf, pairedItems, shown, simulatedRobot } from '../support/simulatedRobot.mts';

/** Robot allows one change in 5 seconds, which is not what these tests are about. */
const robot = simulatedRobot({ limits: false });

const of = (operation: string, more = {}) => ({ resource: 'storageBox', operation, storageBoxId: by('id', '12345'), ...more });
const box = (id = 12345) => robot.simulator.state.storageBoxes.find((known) => known.id === id)!;

const MOVED = 'Robot has not served Storage Boxes since July 2025: use the node Hetzner Storage Box, with a token of Hetzner Console.';

describe('Get Many', () => {
	it('puts out every box', async () => {
		const run = await robot.run({ resource: 'storageBox', operation: 'getAll' });

		expect(robot.sent()).toEqual(['GET /storagebox']);
		expect(run.json).toEqual([
			{
				id: 12345,
				login: 'u12345',
				name: 'Backup Server 1',
				product: 'BX21',
				cancelled: false,
				locked: false,
				location: 'NBG1',
				linked_server: 450,
				paid_until: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
			},
			expect.objectContaining({ id: 12346, name: 'Archive', linked_server: null }),
			expect.objectContaining({ id: 12347, name: 'old-backup', cancelled: true }),
		]);
	});

	it('puts out the one box of a server, which Robot sends without a list', async () => {
		const run = await robot.run({ resource: 'storageBox', operation: 'getAll', filters: { linkedServer: by('list', '450') } });

		expect(robot.sent()).toEqual(['GET /storagebox?linked_server=450']);
		expect(run.json).toMatchObject([{ id: 12345, linked_server: 450 }]);
		expect(pairedItems(run)).toEqual([{ item: 0 }]);
	});

	it('puts out nothing for a server without a box', async () => {
		expect(await robot.run({ resource: 'storageBox', operation: 'getAll', filters: { linkedServer: by('number', '321') } })).toMatchObject({ error: undefined, json: [] });
	});
});

describe('a refusal', () => {
	it.each([
		['NOT_FOUND', 'storageBoxSnapshot'],
		['STORAGEBOX_NOT_FOUND', 'storageBoxSnapshot'],
		['NOT_FOUND', 'storageBoxSubaccount'],
		['STORAGEBOX_NOT_FOUND', 'storageBoxSubaccount'],
	])('of %s is no empty list (%s)', async (code, resource) => {
		robot.simulator.inject({ kind: 'error', status: 404, code, message: 'Not found' });
		const run = await robot.run(of('getAll', { resource }));

		expect(run.error?.message).toBe(`Not found [${code}]`);
		expect(run.error?.description).toContain('use the node Hetzner Storage Box');
		expect(run.json).toEqual([]);
	});
});

describe('Get', () => {
	it('puts out usage and settings', async () => {
		const run = await robot.run(of('get'));

		expect(robot.sent()).toEqual(['GET /storagebox/12345']);
		expect(run.json).toMatchObject([
			{
				id: 12345,
				disk_quota: 5_242_880,
				disk_usage: 1_287_500,
				disk_usage_data: 1_250_000,
				disk_usage_snapshots: 37_500,
				webdav: false,
				samba: true,
				ssh: true,
				external_reachability: true,
				zfs: false,
				server: 'u12345.storagebox.example.net',
				host_system: 'NBG1-BX355',
			},
		]);
	});

	it.each([
		['', 'Storage Box is empty'],
		['u12345', 'Storage Box is not a number: u12345'],
		['12345/password', 'Storage Box is not a number: 12345/password'],
	])('sends nothing for %j', async (id, message) => {
		const run = await robot.run(of('get', { storageBoxId: by('id', '={{ $json.n }}') }), { items: itemsOf(id) });
		expect(run.error?.message).toBe(message);
		expect(robot.sent()).toEqual([]);
	});
});

describe('Update', () => {
	it('sends the chosen settings and leaves the others alone', async () => {
		const run = await robot.run(of('update', { updateFields: { samba: false, webdav: true } }));

		expect(run.error).toBeUndefined();
		expect(robot.sent()).toEqual(['POST /storagebox/12345 samba=false webdav=true']);
		expect(run.json).toMatchObject([{ id: 12345, name: 'Backup Server 1', samba: false, webdav: true, ssh: true, external_reachability: true, zfs: false }]);
	});

	it.each([
		['storageboxName', 'Offsite & more', 'storagebox_name=Offsite & more', { name: 'Offsite & more' }],
		['ssh', false, 'ssh=false', { ssh: false }],
		['externalReachability', 'false', 'external_reachability=false', { external_reachability: false }],
		['zfs', true, 'zfs=true', { zfs: true }],
	])('can change %s alone', async (field, value, sent, after) => {
		await robot.run(of('update', { updateFields: { [field]: value } }));
		expect(robot.sent()).toEqual([`POST /storagebox/12345 ${sent}`]);
		expect(box()).toMatchObject(after);
	});

	it.each([{}, { storageboxName: '' }])('sends nothing when nothing is chosen: %j', async (updateFields) => {
		const run = await robot.run(of('update', { updateFields }));
		expect(shown(run)).toMatchObject({ message: 'Update Fields is empty', description: 'Add at least one field to change.', item: 0 });
		expect(robot.sent()).toEqual([]);
	});

	it('sends nothing when a switch is neither on nor off', async () => {
		const run = await robot.run(of('update', { updateFields: { ssh: 'maybe', zfs: true } }));
		expect(run.error?.message).toBe('SSH is neither true nor false');
		expect(robot.sent()).toEqual([]);
	});
});

describe('Reset Password', () => {
	it('puts out the password that Robot generates', async () => {
		const run = await robot.run(of('resetPassword'));

		expect(robot.sent()).toEqual(['POST /storagebox/12345/password']);
		expect(run.json).toEqual([{ password: expect.stringMatching(/^[A-Za-z0-9]{16}$/), oneTimeSecrets: ['password'] }]);
	});

	it('sets the given password', async () => {
		const run = await robot.run(of('resetPassword', { password: 'Correct+Horse&9' }));

		expect(robot.sent()).toEqual(['POST /storagebox/12345/password password=Correct+Horse&9']);
		expect(run.json).toEqual([{ password: 'Correct+Horse&9', oneTimeSecrets: ['password'] }]);
	});

	it('says that a password is too weak, without repeating it', async () => {
		const run = await robot.run(of('resetPassword', { password: 'hunter2' }));

		expect(shown(run)).toEqual({
			message: 'The chosen password has been considered insecure or does not comply with our password guideline [STORAGEBOX_INVALID_PASSWORD]',
			description: `Choose a stronger password, or leave it empty and let Robot generate one. ${MOVED}`,
			httpCode: '409',
			item: 0,
		});
	});

	it('leaves the password out of the error item', async () => {
		const run = await robot.run(of('resetPassword', { password: 'hunter2' }), { onError: 'continueRegularOutput' });
		expect(run.json).toEqual([{ error: expect.stringContaining('insecure'), message: expect.any(String) }]);
		expect(JSON.stringify(run.outputs)).not.toContain('hunter2');
	});
});

describe('the snapshot plan', () => {
	it('is put out as one item, although Robot sends a list', async () => {
		const run = await robot.run(of('getSnapshotPlan'));

		expect(robot.sent()).toEqual(['GET /storagebox/12345/snapshotplan']);
		expect(run.json).toEqual([{ status: 'enabled', minute: 30, hour: 3, day_of_week: null, day_of_month: null, month: null, max_snapshots: 3 }]);
	});

	it('is put out the same when Robot sends no list', async () => {
		robot.simulator.inject({ kind: 'reply', status: 200, body: JSON.stringify({ snapshotplan: { status: 'disabled', minute: null, hour: null } }) });
		expect((await robot.run(of('getSnapshotPlan'))).json).toEqual([{ status: 'disabled', minute: null, hour: null }]);
	});

	it('is daily unless something is added', async () => {
		const run = await robot.run(of('updateSnapshotPlan', { hour: 0, minute: 5 }));

		expect(robot.sent()).toEqual(['POST /storagebox/12345/snapshotplan status=enabled hour=0 minute=5']);
		expect(run.json).toEqual([{ status: 'enabled', minute: 5, hour: 0, day_of_week: null, day_of_month: null, month: null, max_snapshots: 3 }]);
	});

	it('can be for some days only', async () => {
		const run = await robot.run(of('updateSnapshotPlan', { hour: 23, minute: 59, additionalFields: { dayOfWeek: 7, dayOfMonth: 31, month: 12, maxSnapshots: 5 } }));

		expect(run.error).toBeUndefined();
		expect(run.json).toEqual([{ status: 'enabled', minute: 59, hour: 23, day_of_week: 7, day_of_month: 31, month: 12, max_snapshots: 5 }]);
	});

	it('is disabled with the time that Robot wants all the same', async () => {
		const run = await robot.run(of('updateSnapshotPlan', { status: 'disabled' }));

		expect(robot.sent()).toEqual(['POST /storagebox/12345/snapshotplan status=disabled hour=0 minute=0']);
		expect(run.json).toMatchObject([{ status: 'disabled', minute: null, hour: null }]);
		expect(box().snapshotplan.status).toBe('disabled');
	});

	it('without an hour sends nothing', async () => {
		const run = await robot.run(of('updateSnapshotPlan', { hour: '={{ $json.missing }}' }));
		expect(run.error?.message).toBe('Hour (UTC) is empty');
		expect(robot.sent()).toEqual([]);
	});

	it('shows which time Robot does not take', async () => {
		expect((await robot.run(of('updateSnapshotPlan', { hour: 24 }))).error?.message).toBe('invalid input (invalid: Hour (UTC) "24" (takes 0 to 23)) [INVALID_INPUT]');
	});
});

describe('a box that Robot does not serve', () => {
	it('may have moved, which the error for an unknown box says', async () => {
		expect(shown(await robot.run(of('get', { storageBoxId: by('id', '999') })))).toEqual({
			message: 'Storage Box with ID 999 not found [STORAGEBOX_NOT_FOUND]',
			description: `Check the number of the Storage Box. ${MOVED}`,
			httpCode: '404',
			item: 0,
		});
	});

	it.each([403, 404, 410])('may have moved, which the error for HTTP %s with HTML says', async (status) => {
		robot.simulator.inject({ kind: 'reply', status, contentType: 'text/html', body: '<!doctype html><h1>Gone</h1>' });
		expect(shown(await robot.run(of('get')))).toEqual({
			message: status === 403 ? 'Access was refused (HTTP 403) without a reason, by Robot or a proxy in between' : `Robot answered HTTP ${status} without a reason`,
			description: MOVED,
			httpCode: String(status),
			item: 0,
		});
	});

	it('may have moved, which the error for a code that is not documented says', async () => {
		robot.simulator.inject({ kind: 'error', status: 410, code: 'GONE', message: 'This API was shut down' });
		expect(shown(await robot.run(of('get')))).toMatchObject({ message: 'This API was shut down [GONE]', description: MOVED });
	});

	it('is not told of moved boxes when the path is another one', async () => {
		robot.simulator.inject({ kind: 'reply', status: 404, contentType: 'text/html', body: '<h1>Not Found</h1>' });
		expect((await robot.run({ resource: 'server', operation: 'get', serverNumber: by('id', '321') })).error?.description).toBe('Check the Base URL of the credential.');
	});

	it('makes Get Many fail instead of putting out nothing', async () => {
		robot.simulator.inject({ kind: 'reply', status: 404, contentType: 'text/html', body: '<h1>Not Found</h1>' });
		expect(shown(await robot.run({ resource: 'storageBox', operation: 'getAll' }))).toMatchObject({ message: 'Robot answered HTTP 404 without a reason', description: MOVED });
	});
});
