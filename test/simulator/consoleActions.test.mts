import { describe, expect, it } from '@jest/globals';
import { pass, stopClock } from '../support/clock.mts';
import { ARCHIVE, BACKUP, begun, del, error, finish, freshConsole, get, invalid, ISO, OLD, outcome, PASSWORD, post, simulator } from './consoleClient.mts';

freshConsole();

const reset = (box = BACKUP) => post(`${box}/actions/reset_password`, { password: PASSWORD });
const snapshot = (box = BACKUP) => post(`${box}/snapshots`, {});
const subAccount = (box = BACKUP) => post(`${box}/subaccounts`, { home_directory: 'x', password: PASSWORD });
const commands = async (query = '', path = '/storage_boxes') => (await get(`${path}/actions${query}`)).body.actions.map(({ command }: any) => command);

describe('an action', () => {
	it('runs, makes progress, and succeeds', async () => {
		stopClock();
		const reply = await reset();
		const started = reply.body.action.started;
		expect(reply.body.action).toEqual({
			id: 598_022_669_323_042,
			command: 'reset_password',
			status: 'running',
			progress: 0,
			started: ISO,
			finished: null,
			resources: [{ id: 530_101, type: 'storage_box' }],
			error: null,
		});
		pass(2);
		expect(await outcome(reply)).toMatchObject({ status: 'running', progress: 66, finished: null });
		pass(1);
		const finished = `${new Date(Date.parse(started) + 3000).toISOString().slice(0, 19)}Z`;
		pass(1000);
		expect(await outcome(reply)).toEqual({ ...reply.body.action, status: 'success', progress: 100, finished });
	});

	it('can be over with the first reply', async () => {
		simulator.console.set({ actionSeconds: 0, failing: ['create_subaccount'] });
		expect((await snapshot()).body).toMatchObject({ snapshot: { id: 71_204 }, action: { status: 'success', progress: 100, finished: ISO } });
		expect((await get(`${BACKUP}/snapshots/71204`)).status).toBe(200);
		expect((await subAccount()).body.action).toMatchObject({ status: 'error', finished: ISO, error: { code: 'action_failed' } });
	});

	it('can take as long as a test wants', async () => {
		simulator.console.set({ actionSeconds: 500 });
		const reply = await reset();
		pass(499);
		expect((await outcome(reply)).status).toBe('running');
		pass(1);
		expect((await outcome(reply)).status).toBe('success');
	});

	it('fails as often as was said, by its command', async () => {
		simulator.console.set({ failing: ['reset_password', 'reset_password'], actionSeconds: 0 });
		const seen = [(await snapshot()).body.action.status];
		for (const _ of [1, 2, 3]) seen.push((await reset()).body.action.status);
		expect(seen).toEqual(['success', 'error', 'error', 'success']);
	});

	it('can look as in some documented examples, where only the status is right', async () => {
		simulator.console.set({ misleadingActions: true });
		const reply = await reset();
		expect(reply.body.action).toMatchObject({ status: 'running', error: { code: 'action_failed', message: 'resetting password failed' } });
		finish();
		expect(await outcome(reply)).toMatchObject({ status: 'success', progress: 0, finished: null, error: null });
	});

	it('is asked for by its id, at the one path that is not deprecated', async () => {
		expect(await get('/storage_boxes/actions/598022669323007')).toMatchObject({ status: 200, body: { action: { command: 'create', status: 'success' } } });
		expect(await get('/storage_boxes/actions/1')).toEqual(error(404, 'not_found', "Action with ID '1' not found"));
		expect(await get(`${BACKUP}/actions/598022669323007`)).toEqual(error(410, 'deprecated_api_endpoint', expect.any(String), { announcement: expect.stringMatching(/^https:/) }));
	});
});

describe('one at a time', () => {
	it.each([
		['a snapshot is created', snapshot],
		['a sub-account is created', subAccount],
	])('while %s, everything else on that box is locked', async (_, creation) => {
		expect((await creation()).status).toBe(201);
		for (const other of [snapshot, subAccount, reset, () => del(`${BACKUP}/snapshots/71201`)]) expect(await other()).toEqual(error(423, 'locked', 'Action is locked'));
		expect((await reset(ARCHIVE)).status).toBe(201);
		finish();
		expect((await reset()).status).toBe(201);
	});

	it('while anything runs, nothing is created', async () => {
		await reset();
		expect(await snapshot()).toEqual(error(423, 'locked'));
		expect(await subAccount()).toEqual(error(423, 'locked'));
		finish();
		expect((await subAccount()).status).toBe(201);
	});

	it('other actions are accepted side by side, and those that come second fail, unless told', async () => {
		const first = await reset();
		const second = await post(`${BACKUP}/actions/change_protection`, { delete: false });
		expect(second).toMatchObject(begun('change_protection'));
		finish();
		expect([(await outcome(first)).status, (await outcome(second)).status]).toEqual(['success', 'error']);
		expect((await get(BACKUP)).body.storage_box.protection.delete).toBe(true);
		simulator.console.set({ failSideBySide: false });
		const [third, fourth] = [await reset(), await reset()];
		finish();
		expect([(await outcome(third)).status, (await outcome(fourth)).status]).toEqual(['success', 'success']);
	});

	it('a locked box begins nothing', async () => {
		simulator.state.storageBoxes[0]!.locked = true;
		for (const action of [reset, snapshot, subAccount]) expect(await action()).toEqual(error(423, 'locked'));
		expect((await get(`${BACKUP}/snapshots`)).status).toBe(200);
	});

	it('what is wrong with the input is said first', async () => {
		await snapshot();
		expect(await post(`${BACKUP}/snapshots`, { description: 1 })).toEqual(invalid({ description: ['must be a string'] }));
		expect(await post(`${BACKUP}/actions/reset_password`, {})).toEqual(invalid({ password: ['is required'] }));
	});
});

describe('lists of actions', () => {
	it('are of the project, or of a box', async () => {
		await reset(OLD);
		expect(await commands()).toEqual(['create', 'create', 'create', 'create_snapshot', 'change_type', 'reset_password']);
		expect(await commands('', BACKUP)).toEqual(['create', 'create_snapshot', 'change_type']);
		expect(await commands('', OLD)).toEqual(['create', 'reset_password']);
		expect((await get(`${BACKUP}/actions`)).body.meta.pagination).toMatchObject({ per_page: 25, total_entries: 3 });
		expect(await get('/storage_boxes/1/actions')).toEqual(error(404, 'not_found'));
	});

	it('of a box are those about a box with its id, and not about a snapshot', async () => {
		simulator.state.console.addAction('delete_snapshot', [{ id: 530_103, type: 'storage_box_snapshot' }], Date.now(), 1);
		expect(await commands('', OLD)).toEqual(['create']);
	});

	it('show what failed', async () => {
		expect((await get(`${BACKUP}/actions?status=error`)).body.actions).toEqual([
			{
				id: 598_022_669_323_035,
				command: 'change_type',
				status: 'error',
				progress: 100,
				started: ISO,
				finished: ISO,
				resources: [{ id: 530_101, type: 'storage_box' }],
				error: { code: 'action_failed', message: 'changing type failed' },
			},
		]);
	});

	it.each([
		['?status=running', ['reset_password']],
		['?status=error&status=running', ['change_type', 'reset_password']],
		['?id=598022669323035&id=598022669323028', ['create_snapshot', 'change_type']],
		['?id=1', []],
		['?sort=command&status=error&status=running', ['change_type', 'reset_password']],
		['?sort=started:desc&per_page=2', ['reset_password', 'change_type']],
		['?sort=finished&per_page=1', ['reset_password']],
		['?sort=status&per_page=2', ['change_type', 'reset_password']],
		['?sort=id:desc&per_page=1', ['reset_password']],
	])('find with %s', async (query, found) => {
		await reset();
		expect(await commands(query)).toEqual(found);
	});

	it('take the id only where the API has it', async () => {
		expect(await commands('?id=1', BACKUP)).toEqual(['create', 'create_snapshot', 'change_type']);
		expect(await get('/storage_boxes/actions?id=x')).toEqual(invalid({ id: ['must be an integer'] }));
		expect(await get('/storage_boxes/actions?status=done')).toEqual(invalid({ status: ['must be one of running, success, error'] }));
		expect((await get('/storage_boxes/actions?sort=progress')).body.error.code).toBe('invalid_input');
	});
});
