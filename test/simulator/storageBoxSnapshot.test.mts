import { describe, expect, it } from '@jest/globals';
import { pass } from '../support/clock.mts';
import { error, invalid, type Form } from './client.mts';
import { client, freshSimulator, simulator } from './fresh.mts';

freshSimulator({ limits: false });

const BOX = '/storagebox/12346';
const unknown = error(404, 'STORAGEBOX_NOT_FOUND', 'Storage Box with ID 1 not found');
const missing = error(404, 'SNAPSHOT_NOT_FOUND', 'Snapshot with name 2015-12-21T13-13-03 not found');
const list = async (box = BOX) => (await client.get(`${box}/snapshot`)).body.map(({ snapshot }: any) => snapshot);

/** Moves the clock to a time of the day, tomorrow. */
function goTo(time: string): string {
	const now = Date.now();
	const day = new Date(now + 86_400_000).toISOString().slice(0, 10);
	pass((Date.parse(`${day}T${time}Z`) - now) / 1000);
	return day;
}

/** The day `days` after `day`. */
const after = (day: string, days: number) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

describe('snapshots', () => {
	it('are listed with the one by hand and those of the plan', async () => {
		expect((await client.get('/storagebox/12345/snapshot')).status).toBe(200);
		const [byHand, ...automatic] = await list('/storagebox/12345');
		expect(byHand).toEqual({
			name: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d$/),
			timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/),
			size: 12_500,
			filesystem_size: 1_250_000,
			automatic: false,
			comment: 'before the migration',
		});
		expect(automatic.map(({ name, automatic }: any) => [name.slice(11), automatic])).toEqual([
			['03-30-00', true],
			['03-30-00', true],
		]);
		expect(await client.get(`${BOX}/snapshot`)).toMatchObject({ status: 200, body: [] });
		expect(await client.get('/storagebox/1/snapshot')).toEqual(unknown);
	});

	it('are created with the time in their name', async () => {
		const day = goTo('12:34:56');
		const created = { name: `${day}T12-34-56`, timestamp: `${day}T12:34:56+00:00`, size: 400 };
		expect(await client.post(`${BOX}/snapshot`)).toMatchObject({ status: 201, body: { snapshot: created } });
		expect(await list()).toEqual([{ ...created, filesystem_size: 40_000, automatic: false, comment: '' }]);
		expect((await client.get(BOX)).body.storagebox).toMatchObject({ disk_usage: 40_400, disk_usage_data: 40_000, disk_usage_snapshots: 400 });
		expect(await client.post('/storagebox/1/snapshot')).toEqual(unknown);
	});

	it('have different names, also within a second', async () => {
		const names = [];
		for (let count = 0; count < 3; count++) names.push((await client.post(`${BOX}/snapshot`)).body.snapshot.name);
		expect(new Set(names).size).toBe(3);
	});

	it('are limited to ten, not counting those of the plan', async () => {
		simulator.state.storageBoxes[1]!.snapshots = structuredClone(simulator.state.storageBoxes[0]!.snapshots.slice(1));
		for (let count = 0; count < 10; count++) expect((await client.post(`${BOX}/snapshot`)).status).toBe(201);
		expect(await client.post(`${BOX}/snapshot`)).toEqual(error(409, 'SNAPSHOT_LIMIT_EXCEEDED', 'Snapshot limit exceeded'));
		expect(await list()).toHaveLength(12);
	});

	it('are deleted', async () => {
		const { name } = (await client.post(`${BOX}/snapshot`)).body.snapshot;
		expect(await client.del(`${BOX}/snapshot/${name}`)).toMatchObject({ status: 200, body: null });
		expect(await list()).toEqual([]);
	});

	it('bring back the data of their time', async () => {
		const { name } = (await client.post(`${BOX}/snapshot`)).body.snapshot;
		simulator.state.storageBoxes[1]!.disk_usage_data = 70_000;
		expect(await client.post(`${BOX}/snapshot/${name}`)).toEqual(invalid(['revert'], null));
		expect(await client.post(`${BOX}/snapshot/${name}`, [['revert', 'True']])).toEqual(invalid(null, ['revert']));
		expect((await client.get(BOX)).body.storagebox.disk_usage_data).toBe(70_000);
		expect(await client.post(`${BOX}/snapshot/${name}`, [['revert', 'true']])).toMatchObject({ status: 200, body: null });
		expect((await client.get(BOX)).body.storagebox.disk_usage_data).toBe(40_000);
		expect(await list()).toHaveLength(1);
	});

	it('can have a comment', async () => {
		const { name } = (await client.post(`${BOX}/snapshot`)).body.snapshot;
		expect(await client.post(`${BOX}/snapshot/${name}/comment`, [['comment', 'Before & after']])).toMatchObject({ status: 200, body: null });
		expect((await list())[0].comment).toBe('Before & after');
		await client.post(`${BOX}/snapshot/${name}/comment`);
		expect((await list())[0].comment).toBe('');
	});

	it('are not found when there is none of that name', async () => {
		const path = `${BOX}/snapshot/2015-12-21T13-13-03`;
		expect(await client.del(path)).toEqual(missing);
		expect(await client.post(path, [['revert', 'true']])).toEqual(missing);
		expect(await client.post(`${path}/comment`, [['comment', 'x']])).toEqual(missing);
		expect(await client.del('/storagebox/1/snapshot/2015-12-21T13-13-03')).toEqual(unknown);
	});
});

describe('the snapshot plan', () => {
	const DAILY = { status: 'enabled', minute: 30, hour: 3, day_of_week: null, day_of_month: null, month: null, max_snapshots: 3 };
	const OFF = { status: 'disabled', minute: null, hour: null, day_of_week: null, day_of_month: null, month: null, max_snapshots: 10 };
	const set = (...form: Form) => client.post(`${BOX}/snapshotplan`, form);
	const names = async (box = BOX) => (await list(box)).filter(({ automatic }: any) => automatic).map(({ name }: any) => name);

	it('is shown as an array with one element', async () => {
		expect(await client.get('/storagebox/12345/snapshotplan')).toMatchObject({ status: 200, body: [{ snapshotplan: DAILY }] });
		expect((await client.get(`${BOX}/snapshotplan`)).body).toEqual([{ snapshotplan: OFF }]);
		expect(await client.get('/storagebox/1/snapshotplan')).toEqual(unknown);
		expect(await client.post('/storagebox/1/snapshotplan')).toEqual(unknown);
	});

	it('of the seeded box runs every day and keeps the last three', async () => {
		const day = goTo('03:29:50');
		pass(20);
		expect((await names('/storagebox/12345')).at(-1)).toBe(`${day}T03-30-00`);
		pass(5 * 86_400);
		expect(await names('/storagebox/12345')).toEqual([3, 4, 5].map((days) => `${after(day, days)}T03-30-00`));
		expect(await list('/storagebox/12345')).toHaveLength(4);
		simulator.reset();
		const later = goTo('03:30:10');
		expect((await names('/storagebox/12345')).at(-1)).toBe(`${later}T03-30-00`);
	});

	it('runs from the moment it is enabled until it is disabled', async () => {
		const day = goTo('07:00:00');
		const plan = { ...OFF, status: 'enabled', hour: 7, minute: 19 };
		expect(await set(['status', 'enabled'], ['hour', '7'], ['minute', '19'])).toMatchObject({ status: 200, body: [{ snapshotplan: plan }] });
		expect((await client.get(`${BOX}/snapshotplan`)).body).toEqual([{ snapshotplan: plan }]);
		pass(20 * 60 + 86_400);
		expect(await names()).toEqual([`${day}T07-19-00`, `${after(day, 1)}T07-19-00`]);
		expect((await set(['status', 'disabled'], ['hour', '7'], ['minute', '19'])).body).toEqual([{ snapshotplan: OFF }]);
		pass(3 * 86_400);
		expect(await names()).toHaveLength(2);
	});

	it('runs once when it is changed before it is due', async () => {
		const day = goTo('07:00:00');
		await set(['status', 'enabled'], ['hour', '8'], ['minute', '0']);
		await set(['status', 'enabled'], ['hour', '9'], ['minute', '0']);
		pass(3 * 3600);
		expect(await names()).toEqual([`${day}T09-00-00`]);
	});

	it('runs on a day of the week, of the month, of the year', async () => {
		const weekday = (name: string) => new Date(`${name.slice(0, 10)}T00:00:00Z`).getUTCDay();
		const at: Form = [
			['status', 'enabled'],
			['hour', '0'],
			['minute', '0'],
		];
		await set(...at, ['day_of_week', '7']);
		pass(21 * 86_400);
		expect((await names()).map(weekday)).toEqual([0, 0, 0]);
		simulator.state.storageBoxes[1]!.snapshots = [];
		await set(...at, ['day_of_month', '31']);
		pass(365 * 86_400);
		expect(new Set((await names()).map((name: string) => name.slice(8, 10)))).toEqual(new Set(['31']));
		expect((await names()).length).toBeGreaterThanOrEqual(6);
		simulator.state.storageBoxes[1]!.snapshots = [];
		await set(...at, ['day_of_month', '29'], ['month', '2'], ['max_snapshots', '1']);
		pass(9 * 366 * 86_400);
		expect((await names()).map((name: string) => name.slice(5))).toEqual(['02-29T00-00-00']);
	});

	it('may never be due', async () => {
		await set(['status', 'enabled'], ['hour', '0'], ['minute', '0'], ['day_of_month', '30'], ['month', '2']);
		pass(5 * 366 * 86_400);
		expect(await names()).toEqual([]);
	});

	it.each([
		['nothing', [], ['status', 'minute', 'hour'], null],
		['no time', [['status', 'enabled']], ['minute', 'hour'], null],
		['no time when it is disabled either', [['status', 'disabled']], ['minute', 'hour'], null],
		[
			'times that do not exist',
			[
				['status', 'enabled'],
				['minute', '60'],
				['hour', '24'],
			],
			null,
			['minute', 'hour'],
		],
		[
			'days that do not exist',
			[
				['status', 'on'],
				['minute', '0'],
				['hour', '0'],
				['day_of_week', '0'],
				['day_of_month', '32'],
				['month', '13'],
				['max_snapshots', '11'],
			],
			null,
			['status', 'day_of_week', 'day_of_month', 'month', 'max_snapshots'],
		],
	] as [string, Form, string[] | null, string[] | null][])('refuses %s', async (_, form, absent, wrong) => {
		expect(await set(...form)).toEqual(invalid(absent, wrong));
		expect((await client.get(`${BOX}/snapshotplan`)).body).toEqual([{ snapshotplan: OFF }]);
	});
});
