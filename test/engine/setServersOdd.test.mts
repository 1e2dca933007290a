import { afterEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { by } from '../contract/case.mts';
import '../support/clock.mts';
import { runNode } from '../support/engine.mts';
import { startOddRobot, refusal, type Answer } from '../support/oddRobot.mts';
import { shown } from '../support/simulatedRobot.mts';

/** Set Servers where Robot's replies are odd, or its second change fails. */

let robot: Awaited<ReturnType<typeof startOddRobot>>;
afterEach(async () => await robot.close());

type Listed = Array<[number: number, status: string]>;
const vSwitch = (server: Listed, id = 4321): Answer => ({
	body: { id, name: 'v', vlan: 4000, cancelled: false, server: server.map(([server_number, status]) => ({ server_number, status })) },
});
const servers = { body: [321, 421, 422].map((server_number) => ({ server: { server_number, server_name: `web${server_number}`, server_ip: '' } })) };

/** Robot lists the first before a change and the second after it. */
async function set(wanted: string, [before, after]: [Answer, Answer?], removal: Answer = {}, more: INodeParameters = {}) {
	let isChanged = false;
	robot = await startOddRobot(({ method, path }) => {
		if (path === '/server') return servers;
		if (method === 'GET') return isChanged ? (after ?? before) : before;
		isChanged = true;
		return method === 'DELETE' ? removal : {};
	});
	return await runNode({
		credential: robot.credential,
		parameters: { resource: 'vSwitch', operation: 'setServers', vSwitchId: by('id', '4321'), server: by('value', wanted), ...more },
	});
}

describe('the removal after the addition', () => {
	const lists: [Answer, Answer] = [
		vSwitch([
			[421, 'ready'],
			[422, 'ready'],
		]),
		vSwitch([
			[321, 'ready'],
			[421, 'ready'],
			[422, 'ready'],
		]),
	];

	it('says what was added where it is refused', async () => {
		expect(shown(await set('321, 421', lists, refusal(409, 'VSWITCH_IN_PROCESS')))).toMatchObject({
			message: 'Added: "web321" (321), but the others were not removed: VSWITCH_IN_PROCESS [VSWITCH_IN_PROCESS]',
			description: expect.stringMatching(/^Not removed yet: "web422" \(422\)\. The same once more does what is left\. /),
		});
	});

	it('says what was added where nobody knows', async () => {
		expect(shown(await set('321, 421', lists, refusal(500, 'INTERNAL_ERROR')))).toMatchObject({
			message: 'Added: "web321" (321), but it is unknown whether the others were removed: INTERNAL_ERROR [INTERNAL_ERROR]',
			description: expect.stringMatching(/^Unknown: "web422" \(422\)\. The same once more does what is left\. /),
		});
		expect(robot.changes()).toHaveLength(2);
	});
});

it('has succeeded where servers are only removed, whatever became of another one long ago', async () => {
	const run = await set('421, 422', [
		vSwitch([
			[421, 'ready'],
			[422, 'failed'],
			[423, 'ready'],
		]),
		vSwitch([
			[421, 'ready'],
			[422, 'failed'],
		]),
	]);
	expect(run.error).toBeUndefined();
	expect(run.json).toMatchObject([{ changed: true, message: 'Removed: server 423' }]);
});

it('has failed where Robot could not remove one', async () => {
	const run = await set('421', [
		vSwitch([
			[421, 'ready'],
			[422, 'ready'],
		]),
		vSwitch([
			[421, 'ready'],
			[422, 'failed'],
		]),
	]);
	expect(run.error?.message).toBe('Robot could not carry the change out (server 421 ready, server 422 failed)');
});

it.each(['in process', 'failed'])('says that a server is %s where nothing is to be sent', async (status) => {
	const run = await set('421, 422', [
		vSwitch([
			[421, 'ready'],
			[422, status],
		]),
	]);
	expect(run.json).toMatchObject([{ changed: false, message: `It is so already: nothing was sent. Robot does not call all of them ready: server 422 (${status})` }]);
});

it('removes nothing by the list of another vSwitch', async () => {
	expect(
		(
			await set('421', [
				vSwitch(
					[
						[421, 'ready'],
						[422, 'ready'],
					],
					4322,
				),
			])
		).error?.message,
	).toBe("Servers: Robot's reply is about vSwitch 4322");
	expect(robot.changes()).toEqual([]);
});
