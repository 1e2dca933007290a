import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { waitFor } from '../../demo/process.mts';
import { START_TIMEOUT, startEnvironment, type Environment } from './environment.mts';
import { createRow, node, START } from './workflow.mts';

/** Storage Boxes of Hetzner Console in a real n8n, with no credential of Robot. */

let environment: Environment;

beforeAll(async () => {
	environment = await startEnvironment();
}, START_TIMEOUT);

afterAll(async () => {
	await environment?.close();
}, 60_000);

beforeEach(() => {
	environment.simulator.reset();
	environment.simulator.console.set({ actionSeconds: 0 });
});

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
		const take = async () => (await environment.run('storageBoxNightly', 'Every Night at 2', 'Take Snapshot and Keep Seven'))[0]!;
		const archive = environment.simulator.state.storageBoxes.find(({ name }) => name === 'Archive')!;
		archive.snapshots.push({ ...environment.simulator.state.storageBoxes[0]!.snapshots[0]!, automatic: false });
		const before = archive.snapshots[0]!;
		for (let night = 1; night <= 7; night++) {
			expect(await take()).toMatchObject({ storage_box_name: 'Archive', changed: true, created: { id: expect.any(Number) }, deleted: [], kept: night });
			environment.simulator.advance(24 * 3600);
		}
		expect(ofConsole().filter((request) => request.startsWith('DELETE'))).toEqual([]);

		expect(await take()).toMatchObject({ deleted: [{ id: expect.any(Number) }], kept: 7, kept_undated: [] });
		expect(archive.snapshots).toHaveLength(8);
		expect(archive.snapshots).toContain(before);
	}, 180_000);
});

describe('Warn when a Storage Box is nearly full', () => {
	test('says which is, in percent', async () => {
		const [first] = environment.simulator.state.storageBoxes;
		first!.disk_usage_data = Math.round(first!.disk_quota * 0.9);
		const told = await environment.run('storageBoxNearlyFull', 'Every Morning at 7', 'Say Which');
		expect(told).toMatchObject([{ name: 'Backup Server 1', text: expect.stringMatching(/^Storage Box Backup Server 1 \(u12345\) is 9\d(\.\d)? % full: \d+ of \d+ GB\.$/) }]);
		expect(ofConsole()).toEqual(['GET /storage_boxes']);
	}, 90_000);
});
