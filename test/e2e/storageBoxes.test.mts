import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { waitFor } from '../../demo/process.mts';
import { startStandIn, type StandIn } from '../../demo/standIn.mts';
import { outputOf } from './environment.mts';
import { ownEnvironment } from './ownEnvironment.mts';
import { createRow, createWithSettings, node, START } from './workflow.mts';

/** Storage Boxes of Hetzner Console in a real n8n, with no credential of Robot. */

const environment = ownEnvironment();

/** A published workflow, which would go on with what the tests after it do. */
let published: string | undefined;
afterEach(async () => {
	if (published !== undefined) await environment.client.deactivateWorkflow(published);
	published = undefined;
});

beforeEach(() => environment.simulator.console.set({ actionSeconds: 0 }));

const TYPE = 'n8n-nodes-hetzner-robot.hetznerStorageBox';

/** n8n wants a minute between two polls of one poll time, and takes several. */
const POLL_TIMES = { item: [0, 10, 20, 30, 40, 50].map((second) => ({ mode: 'custom', cronExpression: `${second} * * * * *` })) };

const ofConsole = () => environment.simulator.requests().map(({ method, path }) => `${method} ${path.replace('/console/v1', '')}`);

async function credential(name = 'Simulated Hetzner Console') {
	const { id } = (await environment.client.findCredential(name))!;
	return { hetznerConsoleApi: { id, name } };
}

test('the right token is accepted with one request, a wrong one is refused with one', async () => {
	const { url, token } = environment.simulator.console;
	const made = async (name: string, apiToken: string) => {
		const input = { name, type: 'hetznerConsoleApi', data: { apiToken, baseUrl: url } };
		return { ...input, id: (await environment.client.createCredential(input)).id };
	};
	expect(await environment.client.testCredential(await made('Right token', token))).toMatchObject({ status: 'OK' });
	const wrong = await made('Wrong token', 'x'.repeat(64));
	expect(await environment.client.testCredential(wrong)).toMatchObject({ status: 'Error' });
	expect(await environment.client.testCredential(wrong)).toMatchObject({ status: 'Error', message: expect.stringContaining('Nothing was sent') });
	expect(environment.simulator.requests().map(({ status }) => status)).toEqual([200, 401]);
}, 60_000);

test('the editor lists the boxes, and the snapshots of the chosen one', async () => {
	const credentials = await credential();
	const list = async (methodName: string, path: string, currentNodeParameters: Record<string, unknown>) =>
		await environment.client.searchList({ nodeTypeAndVersion: { name: TYPE, version: 1 }, path, methodName, currentNodeParameters, credentials });
	const boxes = await list('searchStorageBoxes', 'parameters.storageBoxId', { resource: 'storageBox', operation: 'get' });
	expect(boxes.map(({ name }) => name.split(' (')[0])).toEqual(['Archive', 'Backup Server 1', 'old-backup']);
	const storageBoxId = { __rl: true, mode: 'list', value: boxes[1]!.value };
	expect((await list('searchSnapshots', 'parameters.snapshotId', { resource: 'snapshot', operation: 'get', storageBoxId })).length).toBeGreaterThan(0);
}, 60_000);

test('a snapshot is taken, folders are listed and the oldest snapshot is deleted with the token alone', async () => {
	const credentials = await credential();
	const box = { __rl: true, mode: 'name', value: 'Backup Server 1' };
	const own = (name: string, parameters: Record<string, unknown>, more: Record<string, unknown> = {}) =>
		node(name, TYPE, 1, { storageBoxId: box, ...parameters }, { credentials, ...more });
	const { id } = await createRow(
		environment.client,
		'With the token alone',
		START,
		own('Take', { resource: 'snapshot', operation: 'create' }),
		own('Folders', { resource: 'storageBox', operation: 'getFolders' }),
		own('Oldest', { resource: 'snapshot', operation: 'getAll', returnAll: true, filters: { sort: ['created:asc'] } }, { executeOnce: true }),
		node('First', 'n8n-nodes-base.limit', 1, { maxItems: 1 }),
		own('Delete', { resource: 'snapshot', operation: 'delete', snapshotId: { __rl: true, mode: 'id', value: '={{ $json.id }}' } }),
	);
	const snapshots = environment.simulator.state.storageBoxes[0]!.snapshots;
	const before = snapshots.length;
	expect(await environment.run(id, 'Start', 'Delete')).toMatchObject([{ deleted: true }]);
	expect(environment.simulator.state.storageBoxes[0]!.snapshots).toHaveLength(before);
	expect(environment.simulator.requests().every(({ path }) => path.startsWith('/console/v1/'))).toBe(true);
}, 90_000);

test('a completed snapshot starts a published workflow, which lists folders and deletes the oldest snapshot, with the token alone', async () => {
	const credentials = await credential();
	const [box, other] = environment.simulator.state.storageBoxes;
	box!.snapshotplan = { ...other!.snapshotplan };
	const storageBoxId = { __rl: true, mode: 'id', value: "={{ $('Completed').first().json.storageBox.id }}" };
	const own = (name: string, parameters: Record<string, unknown>, more: Record<string, unknown> = {}) =>
		node(name, TYPE, 1, { storageBoxId, ...parameters }, { credentials, ...more });
	const workflow = await createRow(
		environment.client,
		'On a completed snapshot',
		node('Completed', 'n8n-nodes-hetzner-robot.hetznerRobotTrigger', 1, { events: ['snapshotCompleted'], pollTimes: POLL_TIMES }, { credentials }),
		own('Folders', { resource: 'storageBox', operation: 'getFolders' }),
		own('Oldest', { resource: 'snapshot', operation: 'getAll', returnAll: true, filters: { sort: ['created:asc'] } }, { executeOnce: true }),
		node('First', 'n8n-nodes-base.limit', 1, { maxItems: 1 }),
		own('Delete', { resource: 'snapshot', operation: 'delete', snapshotId: { __rl: true, mode: 'id', value: '={{ $json.id }}' } }),
	);
	await environment.client.activateWorkflow(workflow);
	published = workflow.id;
	// n8n publishes after it has answered. The first poll is over when it has looked at every box.
	await waitFor('the first poll', 120, async () => await Promise.resolve(ofConsole().filter((request) => request.endsWith('/snapshots')).length >= 3));
	const oldest = box!.snapshots[0]!;
	const timestamp = `${new Date().toISOString().slice(0, 19)}+00:00`;
	const taken = { ...oldest, name: timestamp.slice(0, 19).replaceAll(':', '-'), timestamp };
	box!.snapshots.push(taken);
	await waitFor('the deletion of the oldest snapshot', 120, async () => await Promise.resolve(!box!.snapshots.includes(oldest) || undefined));
	expect(box!.snapshots).toContain(taken);
	expect(ofConsole().filter((request) => !request.startsWith('GET'))).toEqual([expect.stringMatching(/^DELETE \/storage_boxes\/530101\/snapshots\/\d+$/)]);
	expect(environment.simulator.requests().every(({ path }) => path.startsWith('/console/v1/'))).toBe(true);
	expect(await environment.client.failedExecutions(workflow.id)).toEqual([]);
}, 300_000);

describe('Nightly snapshot that keeps seven', () => {
	test('deletes those of its own above seven, and no others', async () => {
		const take = async () => (await environment.run('storageBoxNightly', 'Every Night at 2', 'Take Snapshot and Keep Newest'))[0]!;
		const archive = environment.simulator.state.storageBoxes.find(({ name }) => name === 'Archive')!;
		archive.snapshots.push({ ...environment.simulator.state.storageBoxes[0]!.snapshots[0]!, automatic: false });
		const before = archive.snapshots[0]!;
		for (let night = 1; night <= 7; night++) {
			expect(await take()).toMatchObject({ storage_box_name: 'Archive', changed: true, created: { id: expect.any(Number) }, deleted: [], kept: night });
			// A day passes for what there is: the clock of Hetzner Console is not days ahead of n8n's.
			for (const snapshot of archive.snapshots) snapshot.timestamp = `${new Date(Date.parse(snapshot.timestamp) - 24 * 3_600_000).toISOString().slice(0, 19)}+00:00`;
		}
		expect(ofConsole().filter((request) => request.startsWith('DELETE'))).toEqual([]);

		expect(await take()).toMatchObject({ deleted: [{ id: expect.any(Number) }], kept: 7, kept_undated: [] });
		expect(archive.snapshots).toHaveLength(8);
		expect(archive.snapshots).toContain(before);
	}, 180_000);
});

describe('Snapshot before a change', () => {
	let passing: NodeJS.Timeout | undefined;
	afterEach(() => clearInterval(passing));

	/** A workflow of somebody's, whose change follows the snapshot. */
	const changing = async (storageBox: string) => {
		const called = {
			workflowId: { __rl: true, mode: 'id', value: 'storageBoxBeforeChange' },
			workflowInputs: { mappingMode: 'defineBelow', value: { storage_box: storageBox, change: 'the migration' }, schema: [] },
			options: {},
		};
		const { id } = await createRow(
			environment.client,
			'A change after a snapshot',
			START,
			node('Snapshot', 'n8n-nodes-base.executeWorkflow', 1.2, called),
			node('Change', 'n8n-nodes-base.noOp', 1, {}),
		);
		return await environment.execute(id, 'Start');
	};
	const archive = () => environment.simulator.state.storageBoxes.find(({ name }) => name === 'Archive')!;

	test('lets the change be made once the snapshot is complete, and keeps three of its own', async () => {
		archive().snapshots.push({ ...environment.simulator.state.storageBoxes[0]!.snapshots[0]!, automatic: false });
		const before = archive().snapshots[0]!;
		environment.simulator.console.set({ actionSeconds: 3 });
		passing = setInterval(() => environment.simulator.advance(1), 200);
		for (let change = 1; change <= 4; change++) {
			const [said] = outputOf(await changing('Archive'), 'Change');
			expect(said).toMatchObject({ text: expect.stringMatching(/^Snapshot \S+ \(\d+\) of Archive is complete: before the migration\.$/), snapshot_id: expect.any(Number) });
			for (const snapshot of archive().snapshots) snapshot.timestamp = `${new Date(Date.parse(snapshot.timestamp) - 24 * 3_600_000).toISOString().slice(0, 19)}+00:00`;
		}
		expect(archive().snapshots).toHaveLength(4);
		expect(archive().snapshots).toContain(before);
	}, 180_000);

	test('takes away no snapshot that another caller may still need, where more of them change something than are kept', async () => {
		archive().snapshots.splice(0);
		environment.simulator.console.set({ actionSeconds: 3 });
		passing = setInterval(() => environment.simulator.advance(1), 200);
		const ended = await Promise.all(Array.from({ length: 5 }, async () => await changing('Archive')));
		expect(new Set(ended.map((each) => outputOf(each, 'Change')[0]!.snapshot_id)).size).toBe(5);
		expect(archive().snapshots).toHaveLength(5);
		expect(ofConsole().filter((request) => request.startsWith('DELETE'))).toEqual([]);
	}, 180_000);

	test('lets the change be made where old snapshots cannot be deleted, and says so', async () => {
		environment.simulator.inject({ kind: 'error', method: 'GET', path: '/console/v1/storage_boxes/530102/snapshots', status: 403, code: 'forbidden', message: 'no access' });
		const [said] = outputOf(await changing('Archive'), 'Change');
		expect(said).toMatchObject({ text: expect.stringMatching(/^Snapshot \S+ \(\d+\) of Archive is complete: before the migration\. Old ones were not all deleted: no access/) });
	}, 90_000);

	test.each([
		['no Storage Box has that name', 'Archiv', () => {}],
		['no Storage Box is named', '', () => {}],
		[
			'Hetzner refuses the snapshot',
			'Archive',
			() => environment.simulator.inject({ kind: 'error', method: 'POST', status: 422, code: 'snapshot_limit_exceeded', message: 'Too many snapshots' }),
		],
	])(
		'makes no change where %s',
		async (_what, box, trouble) => {
			trouble();
			const { status, data } = await changing(box);
			expect(status).toBe('error');
			expect(Object.keys(data.resultData.runData)).not.toContain('Change');
			expect(ofConsole().filter((request) => request.startsWith('DELETE'))).toEqual([]);
		},
		60_000,
	);
});

describe('Guard the Storage Boxes', () => {
	/** A chat that takes messages. */
	let messages: string[] = [];
	let chat: StandIn;
	let message_url: string;

	beforeAll(async () => {
		chat = await startStandIn(0, (text) => messages.push(text));
		message_url = chat.url;
	});
	afterAll(async () => await chat?.close());

	/** Boxes as they are to be, with a snapshot of an hour ago. */
	beforeEach(() => {
		messages = [];
		const { storageBoxes, console: project } = environment.simulator.state;
		const created = new Date(Date.now() - 3_600_000).toISOString();
		const { snapshotplan, snapshots } = storageBoxes[0]!;
		const snapshot = { ...snapshots[0]!, name: created.slice(0, 19).replaceAll(':', '-'), timestamp: `${created.slice(0, 19)}+00:00` };
		for (const box of storageBoxes) {
			Object.assign(box, { ssh: true, samba: false, webdav: false, zfs: false, external_reachability: false, disk_usage_data: 0 });
			Object.assign(box, { snapshotplan: { ...snapshotplan }, snapshots: [{ ...snapshot }] });
			project.box(box).isProtected = true;
		}
	});

	const guarded = async (settings: Record<string, unknown> = {}) => {
		const { id } = await createWithSettings(environment.client, 'storageBoxGuard', { message_url, ...settings });
		const { status } = await environment.execute(id, 'Every Morning at 7');
		expect(status).toBe('success');
		return messages;
	};

	test('says nothing where nothing is wrong', async () => {
		expect(await guarded()).toEqual([]);
		expect(ofConsole()).toEqual(['GET /storage_boxes', ...[530_101, 530_102, 530_103].map((id) => `GET /storage_boxes/${id}/snapshots`)]);
	}, 90_000);

	test('says in one message what is too full, has drifted and lacks a snapshot', async () => {
		const { storageBoxes, console: project } = environment.simulator.state;
		const [backup, archive, old] = storageBoxes;
		backup!.snapshots[0]!.size = 0;
		backup!.disk_usage_data = backup!.disk_quota * 0.9;
		Object.assign(archive!, { ssh: false, webdav: true, external_reachability: true, snapshots: [] });
		archive!.snapshotplan = { ...archive!.snapshotplan, status: 'disabled' };
		project.box(archive!).isProtected = false;
		Object.assign(old!.snapshots[0]!, { timestamp: '2026-01-15T10:00:00+00:00' });

		expect(await guarded()).toEqual([
			[
				'Storage Boxes need a look:',
				'- Backup Server 1: 90 % full',
				'- Archive: reachable from outside is on, not off',
				'- Archive: SSH is off, not on',
				'- Archive: WebDAV is on, not off',
				'- Archive: delete protection is off, not on',
				'- Archive: snapshot plan is off, not on',
				'- Archive: no snapshot within 26 hours',
				'- old-backup: no snapshot within 26 hours, the newest is of 2026-01-15 10:00 UTC',
			].join('\n'),
		]);
	}, 90_000);

	test('looks only at what Settings name, and takes no words for on or off', async () => {
		const [, archive] = environment.simulator.state.storageBoxes;
		Object.assign(archive!, { ssh: false, snapshots: [] });
		expect(await guarded({ ssh: '', zfs: 'yes', without_snapshots: 'other, Archive' })).toEqual([
			['Storage Boxes need a look:', ...['Backup Server 1', 'Archive', 'old-backup'].map((name) => `- ${name}: ZFS is neither on nor off in Settings`)].join('\n'),
		]);
	}, 90_000);

	test('takes neither snapshots that cannot be read for none, nor an empty project for one in which all is well', async () => {
		environment.simulator.inject({ kind: 'error', status: 403, code: 'forbidden', message: 'no access', path: '/console/v1/storage_boxes/530102/snapshots', times: Infinity });
		const [told, ...more] = await guarded();
		expect(told).toMatch(/^Storage Boxes need a look:\n- Archive: its snapshots cannot be read: no access \[forbidden\][^\n]*$/);
		expect(more).toEqual([]);
		environment.simulator.clearFaults();
		messages = [];
		environment.simulator.state.storageBoxes.length = 0;
		expect(await guarded()).toEqual(['Storage Boxes need a look:\n- There is no Storage Box in this project']);
	}, 120_000);
});
