import { describe, expect, it } from '@jest/globals';
import { pass, stopClock } from '../support/clock.mts';
import { ARCHIVE, BACKUP, begun, error, finish, freshConsole, get, invalid, OLD, outcome, PASSWORD, post, simulator } from './consoleClient.mts';

freshConsole();

const box = async (path = BACKUP) => (await get(path)).body.storage_box;
const act = (action: string, body?: unknown, path = BACKUP) => post(`${path}/actions/${action}`, body);
const created = async (path = BACKUP) => (await get(`${path}/snapshots?sort=created`)).body.snapshots.map((snapshot: any) => snapshot.created);
const DAY = 86_400;

describe('change_protection', () => {
	it('switches the protection, once the action is over', async () => {
		expect(await act('change_protection', { delete: false })).toMatchObject(begun('change_protection'));
		expect((await box()).protection).toEqual({ delete: true });
		finish();
		expect((await box()).protection).toEqual({ delete: false });
	});

	it('needs to be told', async () => {
		expect(await act('change_protection', {})).toEqual(invalid({ delete: ['is required'] }));
		expect(await act('change_protection', { delete: 'true' })).toEqual(invalid({ delete: ['must be a boolean'] }));
		expect(await act('change_protection', { delete: false }, '/storage_boxes/1')).toEqual(error(404, 'not_found'));
	});
});

describe('change_type', () => {
	it('goes up and down', async () => {
		expect(await act('change_type', { storage_box_type: 'bx31' })).toMatchObject(begun('change_type'));
		finish();
		expect((await box()).storage_box_type).toMatchObject({ name: 'bx31', size: 10_995_116_277_760 });
		await act('change_type', { storage_box_type: '1334' });
		finish();
		expect((await box()).storage_box_type.name).toBe('bx21');
	});

	it.each([
		['what does not hold the data', 'bx11', invalid({ storage_box_type: ['is smaller than what is used'] })],
		['what is not there', 'bx', invalid({ storage_box_type: ['does not exist'] })],
		['what is not to be had there', 'bx41', error(412, 'resource_unavailable')],
		['what is not to be had any more', 'bx10', error(412, 'resource_unavailable')],
		['nothing', undefined, invalid({ storage_box_type: ['is required'] })],
	])('refuses %s', async (_, storage_box_type, refusal) => {
		expect(await act('change_type', { storage_box_type })).toEqual(refusal);
		finish();
		expect((await box()).storage_box_type.name).toBe('bx21');
	});
});

describe('reset_password', () => {
	it('never shows a password', async () => {
		const reply = await act('reset_password', { password: PASSWORD });
		expect(reply).toMatchObject(begun('reset_password'));
		expect(Object.keys(reply.body)).toEqual(['action']);
		expect(JSON.stringify([reply.body, await box()])).not.toContain(PASSWORD);
	});

	it('needs a good one', async () => {
		expect(await act('reset_password', {})).toEqual(invalid({ password: ['is required'] }));
		expect(await act('reset_password', { password: 'Password123!' })).toEqual(invalid({ password: ['is known from a data breach'] }));
	});
});

describe('update_access_settings', () => {
	it.each([
		['reachable_externally', false],
		['samba_enabled', false],
		['ssh_enabled', false],
		['webdav_enabled', true],
		['zfs_enabled', true],
	])('changes %s alone', async (name, value) => {
		const before = (await box()).access_settings;
		expect(await act('update_access_settings', { [name]: value })).toMatchObject(begun('update_access_settings'));
		finish();
		expect((await box()).access_settings).toEqual({ ...before, [name]: value });
	});

	it('takes nothing, and only booleans', async () => {
		expect((await act('update_access_settings', {})).status).toBe(201);
		expect(await act('update_access_settings', { ssh_enabled: 1, samba_enabled: null })).toEqual(
			invalid({ samba_enabled: ['must be a boolean'], ssh_enabled: ['must be a boolean'] }),
		);
	});
});

describe('rollback_snapshot', () => {
	const before = { size: 1_350_041_600_000, size_data: 1_310_720_000_000, size_snapshots: 39_321_600_000 };

	it.each([
		['id', { snapshot: 71_202 }],
		['id as text', { snapshot: '71202' }],
		['its older name', { snapshot_id: 71_202 }],
	])('goes back to a snapshot by %s, and newer ones are gone', async (_, body) => {
		simulator.state.storageBoxes[0]!.disk_usage_data = 2_000_000;
		expect(await act('rollback_snapshot', body)).toMatchObject(begun('rollback_snapshot'));
		expect(await created()).toHaveLength(3);
		finish();
		expect((await get(`${BACKUP}/snapshots`)).body.snapshots.map(({ id }: any) => id)).toEqual([71_201, 71_202]);
		expect((await box()).stats).toEqual({ size: 1_336_934_400_000, size_data: before.size_data, size_snapshots: 26_214_400_000 });
	});

	it('goes by name, and refuses what is not there', async () => {
		const { name } = (await get(`${BACKUP}/snapshots/71203`)).body.snapshot;
		expect((await act('rollback_snapshot', { snapshot: name })).status).toBe(201);
		finish();
		expect((await box()).stats).toEqual(before);
		expect(await act('rollback_snapshot', { snapshot: 'x' })).toEqual(error(404, 'not_found', "Storage Box Snapshot 'x' not found"));
		expect(await act('rollback_snapshot', { snapshot: 71_202 }, ARCHIVE)).toEqual(error(404, 'not_found'));
		expect(await act('rollback_snapshot', {})).toEqual(invalid({ snapshot: ['is required'] }));
	});
});

describe('the snapshot plan', () => {
	const plan = { max_snapshots: 2, minute: 15, hour: 4 };
	/** Moves the clock to the beginning of the next Monday that is no first of a month, and says which day that is. */
	function goToMonday(): string {
		stopClock();
		let day = Math.floor(Date.now() / 1000 / DAY) + 1;
		while (new Date(day * DAY * 1000).getUTCDay() !== 1 || new Date(day * DAY * 1000).getUTCDate() > 20) day += 1;
		pass(day * DAY - Date.now() / 1000);
		return new Date(Date.now()).toISOString().slice(0, 10);
	}
	const after = (monday: string, days: number) => new Date(Date.parse(monday) + days * DAY * 1000).toISOString().slice(0, 10);

	it('is enabled, carried out every day, and keeps so many', async () => {
		const monday = goToMonday();
		expect(await act('enable_snapshot_plan', plan, ARCHIVE)).toMatchObject(begun('enable_snapshot_plan'));
		expect((await box(ARCHIVE)).snapshot_plan).toBeNull();
		finish();
		expect((await box(ARCHIVE)).snapshot_plan).toEqual({ ...plan, day_of_week: null, day_of_month: null });
		pass(4 * 3600);
		expect(await created(ARCHIVE)).toEqual([]);
		pass(3600);
		expect(await created(ARCHIVE)).toEqual([`${monday}T04:15:00Z`]);
		pass(2 * DAY);
		expect(await created(ARCHIVE)).toEqual([`${after(monday, 1)}T04:15:00Z`, `${after(monday, 2)}T04:15:00Z`]);
		expect((await get(`${ARCHIVE}/snapshots`)).body.snapshots[0]).toMatchObject({ is_automatic: true, description: '' });
	});

	it('keeps to a day of the week', async () => {
		const monday = goToMonday();
		await act('enable_snapshot_plan', { ...plan, day_of_week: 3, day_of_month: null }, ARCHIVE);
		pass(10 * DAY);
		expect(await created(ARCHIVE)).toEqual([`${after(monday, 2)}T04:15:00Z`, `${after(monday, 9)}T04:15:00Z`]);
		expect((await box(ARCHIVE)).snapshot_plan).toMatchObject({ day_of_week: 3, day_of_month: null });
	});

	it('keeps to a day of the month', async () => {
		const monday = goToMonday();
		const day_of_month = Number(after(monday, 3).slice(8));
		await act('enable_snapshot_plan', { ...plan, day_of_month }, ARCHIVE);
		pass(10 * DAY);
		expect(await created(ARCHIVE)).toEqual([`${after(monday, 3)}T04:15:00Z`]);
	});

	it('is replaced, and older automatic snapshots above the number go', async () => {
		await act('enable_snapshot_plan', { ...plan, max_snapshots: 1 });
		finish();
		expect((await get(`${BACKUP}/snapshots`)).body.snapshots.map(({ id }: any) => id)).toEqual([71_201, 71_203]);
		expect((await box()).snapshot_plan).toMatchObject({ max_snapshots: 1, minute: 15, hour: 4 });
	});

	it('is disabled without a body, and the snapshots stay', async () => {
		const reply = await post(`${BACKUP}/actions/disable_snapshot_plan`);
		expect(reply).toMatchObject(begun('disable_snapshot_plan'));
		finish();
		expect((await box()).snapshot_plan).toBeNull();
		const before = await created();
		expect(before).toHaveLength(3);
		pass(3 * DAY);
		expect(await created()).toEqual(before);
		expect((await act('disable_snapshot_plan', {}, OLD)).status).toBe(201);
	});

	it.each([
		[{}, { max_snapshots: ['is required'], minute: ['is required'], hour: ['is required'] }],
		[{ ...plan, max_snapshots: 0 }, { max_snapshots: ['must be an integer from 1 to 10'] }],
		[{ ...plan, max_snapshots: 11 }, { max_snapshots: ['must be an integer from 1 to 10'] }],
		[
			{ ...plan, minute: 60, hour: 24 },
			{ minute: ['must be an integer from 0 to 59'], hour: ['must be an integer from 0 to 23'] },
		],
		[
			{ ...plan, minute: '15', hour: 1.5 },
			{ minute: ['must be an integer from 0 to 59'], hour: ['must be an integer from 0 to 23'] },
		],
		[
			{ ...plan, day_of_week: 0, day_of_month: 32 },
			{ day_of_week: ['must be an integer from 1 to 7'], day_of_month: ['must be an integer from 1 to 31'] },
		],
		[{ ...plan, hour: null }, { hour: ['must be an integer from 0 to 23'] }],
	])('refuses %j', async (body, problems) => {
		expect(await act('enable_snapshot_plan', body, ARCHIVE)).toEqual(invalid(problems));
	});
});

it.each([
	['change_protection', { delete: false }, 'changing protection failed', 'protection'],
	['change_type', { storage_box_type: 'bx31' }, 'changing type failed', 'storage_box_type'],
	['update_access_settings', { ssh_enabled: false }, 'updating access settings failed', 'access_settings'],
	['rollback_snapshot', { snapshot: 71_201 }, 'rolling back snapshot failed', 'stats'],
	['enable_snapshot_plan', { max_snapshots: 1, minute: 0, hour: 0 }, 'enabling snapshot plan failed', 'snapshot_plan'],
	['disable_snapshot_plan', {}, 'disabling snapshot plan failed', 'snapshot_plan'],
])('%s that fails changes nothing', async (action, body, message, key) => {
	simulator.state.storageBoxes[0]!.disk_usage_data += 1;
	const before = await box();
	simulator.console.set({ failing: [action] });
	const reply = await act(action, body);
	expect(reply).toMatchObject(begun(action));
	finish();
	expect(await outcome(reply)).toMatchObject({ status: 'error', progress: 100, error: { code: 'action_failed', message } });
	expect((await box())[key]).toEqual(before[key]);
	expect((await act(action, body)).body.action.id).toBeGreaterThan(reply.body.action.id);
});
