import { describe, expect, it, jest } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { by } from '../contract/case.mts';
import { paused } from '../support/clock.mts';
import { itemsOf, simulatedRobot } from '../support/simulatedRobot.mts';

/** Two hundred requests take a second, and more on a busy machine. */
jest.setTimeout(60_000);

const robot = simulatedRobot();

describe('the list of servers and a single server', () => {
	const list = { resource: 'server', operation: 'getAll' };
	const single = { resource: 'server', operation: 'get', serverNumber: by('id', '={{ $json.n }}') };
	/** Reads of so many servers; that there are none with these numbers does not matter to the limit. */
	const singles = async (count: number) =>
		await robot.run(single, { items: itemsOf(...Array.from({ length: count }, (_, index) => 1000 + index)), onError: 'continueRegularOutput' });

	it.each([
		['list', list],
		['single server', single],
	])('count together: after one list and 199 single servers the next %s is not sent', async (_name, next) => {
		await robot.run(list);
		await singles(199);
		expect(robot.sent()).toHaveLength(200);
		const run = await robot.run(next, { items: itemsOf(321) });

		expect(run.error?.message).toBe('Nothing was sent: Robot allows 200 requests per hour for this, and 200 were used by this n8n process');
		expect(robot.sent()).toHaveLength(200);
	});

	it('do not count with the changes of a server', async () => {
		await robot.run(list);
		await singles(199);
		const run = await robot.run({ resource: 'server', operation: 'rename', serverNumber: by('id', '321'), serverName: 'web-1' });
		expect(run.json).toMatchObject([{ server_name: 'web-1' }]);
	});
});

describe('everything that changes Storage Boxes', () => {
	const box = { storageBoxId: by('id', '12345') };
	const subaccount = { ...box, username: by('name', 'u12345-sub1') };
	const snapshot = () => ({ ...box, snapshotName: by('name', robot.simulator.state.storageBoxes[0]!.snapshots[0]!.name) });
	const createSnapshot = { resource: 'storageBoxSnapshot', operation: 'create', ...box };

	it.each<[string, string, () => INodeParameters]>([
		['storageBox', 'resetPassword', () => box],
		['storageBox', 'update', () => ({ ...box, updateFields: { ssh: true } })],
		['storageBox', 'updateSnapshotPlan', () => ({ ...box, status: 'disabled' })],
		['storageBoxSnapshot', 'create', () => ({ storageBoxId: by('id', '12346') })],
		['storageBoxSnapshot', 'delete', snapshot],
		['storageBoxSnapshot', 'revert', snapshot],
		['storageBoxSnapshot', 'setComment', () => ({ ...snapshot(), comment: 'x' })],
		['storageBoxSubaccount', 'create', () => ({ ...box, homedirectory: 'x' })],
		['storageBoxSubaccount', 'delete', () => subaccount],
		['storageBoxSubaccount', 'resetPassword', () => subaccount],
		['storageBoxSubaccount', 'update', () => ({ ...subaccount, updateFields: { ssh: true } })],
	])('counts together: %s %s waits five seconds after a new snapshot, and another new snapshot after it', async (resource, operation, parameters) => {
		await robot.run(createSnapshot);
		expect(paused()).toEqual([]);
		expect((await robot.run({ resource, operation, ...parameters() })).error).toBeUndefined();
		expect(paused()).toHaveLength(1);
		await robot.run(createSnapshot);

		expect(paused()).toHaveLength(2);
		expect(Math.max(...paused())).toBeLessThanOrEqual(5);
		expect(robot.sent()).toHaveLength(3);
	});

	it('lets reads through at once', async () => {
		await robot.run(createSnapshot);
		await robot.run({ resource: 'storageBox', operation: 'get', ...box });
		expect(paused()).toEqual([]);
	});
});
