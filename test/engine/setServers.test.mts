import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { by } from '../contract/case.mts';
import { paused } from '../support/clock.mts';
import { itemsOf, shown, simulatedRobot } from '../support/simulatedRobot.mts';

/** A vSwitch gets exactly the servers that are named. */

const robot = simulatedRobot();

const set = (servers: string, more: INodeParameters = {}) => ({ resource: 'vSwitch', operation: 'setServers', vSwitchId: by('id', '4321'), server: by('value', servers), ...more });
const changes = () => robot.sent().filter((line) => !line.startsWith('GET'));
const vSwitch = () => robot.simulator.state.vSwitches.find(({ id }) => id === 4321)!;
const serversNow = () => vSwitch().server.map(({ server_number }) => server_number);

const ADD = 'POST /vswitch/4321/server server[]=321';
const REMOVE = 'DELETE /vswitch/4321/server server[]=422 server[]=423';

describe('Set Servers', () => {
	it('adds what is missing, waits, and removes the others', async () => {
		const run = await robot.run(set('web1, 421', { output: 'simplified' }));

		expect(run.error).toBeUndefined();
		expect(changes()).toEqual([ADD, REMOVE]);
		expect(serversNow()).toEqual([421, 321]);
		expect(run.json).toMatchObject([
			{ id: 4321, name: 'k8s-private', server_numbers: [421, 321], changed: true, message: expect.stringMatching(/^Added: "web1" \(321\)\. Removed: "/) },
		]);
	});

	it('sends nothing the second time, in whichever order and spelling', async () => {
		await robot.run(set('web1, 421'));
		robot.simulator.clearRequests();
		const run = await robot.run(set('421; 0321, 203.0.113.10'));
		expect(changes()).toEqual([]);
		expect(run.json).toMatchObject([{ id: 4321, changed: false, message: 'It is so already: nothing was sent' }]);
	});

	it('makes only the request that is needed', async () => {
		await robot.run(set('321, 421, 422, 423'));
		expect(changes()).toEqual([ADD]);
		robot.simulator.clearRequests();
		await robot.run(set('321, 421'));
		expect(changes()).toEqual([REMOVE]);
	});

	it('waits between the two also where no wait is wished, and not behind them', async () => {
		const run = await robot.run(set('321, 421', { waitForCompletion: false }));
		expect(run.json).toEqual([{ id: 4321, success: true, changed: true, message: expect.stringContaining('Added: "web1" (321)') }]);
		expect(changes()).toEqual([ADD, REMOVE]);
		expect(robot.sent().at(-1)).toBe(REMOVE);
		expect(paused().length).toBeGreaterThan(0);
	});

	it('shows both requests in a dry run, and sends none', async () => {
		const run = await robot.run(set('321, 421', { options: { dryRun: true } }));
		expect(changes()).toEqual([]);
		expect(run.json).toEqual([
			{
				id: 4321,
				dryRun: true,
				changed: true,
				changes: [{ field: 'server', from: [421, 422, 423], to: [321, 421] }],
				requests: [
					{ method: 'POST', path: '/vswitch/4321/server', values: { server: ['321'] } },
					{ method: 'DELETE', path: '/vswitch/4321/server', values: { server: ['422', '423'] } },
				],
				message: expect.stringContaining('Added: "web1" (321). Removed: '),
				warnings: ['Interrupts service: all servers that are not named lose their connection over the vSwitch.'],
			},
		]);
		expect((await robot.run(set('421, 422, 423', { options: { dryRun: true } }))).json).toMatchObject([{ changed: false, changes: [], requests: [], warnings: [] }]);
	});
});

describe('no servers', () => {
	it.each([' , ', '[]', '={{ [] }}', '={{ $json.n }}', '={{ $json.n.missing }}', '={{ [$json.n] }}'])('are not what %j means', async (servers) => {
		const run = await robot.run(set(servers), { items: itemsOf('') });
		expect(run.error?.message).toMatch(/^Servers is empty$/);
		expect(robot.sent()).toEqual([]);
	});

	it.each<[string, unknown, string]>([
		['no list', undefined, 'Servers: Robot does not say which it has'],
		['null', null, 'Servers: Robot does not say which it has'],
		['one without a number', [{ server_number: 421, status: 'ready' }, { status: 'ready' }], 'Servers: Robot lists one without its number'],
		['nothing in the list', [null], 'Servers: Robot lists one without its number'],
	])('are not what a reply says that lacks them: %s', async (_what, server, message) => {
		robot.simulator.inject({ kind: 'reply', method: 'GET', path: '/vswitch/4321', status: 200, body: JSON.stringify({ id: 4321, name: 'k8s-private', server }), times: Infinity });
		expect((await robot.run(set('321'))).error?.message).toBe(message);
		expect(changes()).toEqual([]);
	});
});

describe('what fails', () => {
	it('is an error before a server is removed where Robot refuses one that is to be added', async () => {
		robot.simulator.inject({ kind: 'error', method: 'POST', status: 404, code: 'VSWITCH_NOT_AVAILABLE', message: 'not available' });
		expect((await robot.run(set('321, 421'))).error?.message).toContain('VSWITCH_NOT_AVAILABLE');
		expect(serversNow()).toEqual([421, 422, 423]);
	});

	it('says what is not removed yet where Robot takes too long', async () => {
		const run = await robot.run(set('321, 421', { maximumWait: 10 }));
		expect(shown(run).message).toContain('Robot has not carried the change out within 10 seconds');
		expect(shown(run).description).toMatch(/Not removed yet: .*\(422\), .*\(423\)\. The same once more does that\.$/);
		robot.simulator.advance(1200);
		expect((await robot.run(set('321, 421'))).json).toMatchObject([{ changed: true }]);
		expect(changes()).toEqual([ADD, REMOVE]);
	});

	it('is not added again by Retry On Fail, and what is left is removed', async () => {
		robot.simulator.inject({ kind: 'error', method: 'DELETE', status: 409, code: 'CONFLICT', message: 'no' });
		expect((await robot.run(set('321, 421'), { tries: 2 })).json).toMatchObject([{ changed: true, message: expect.stringMatching(/^Added: .* Removed: /) }]);
		expect(changes()).toEqual([ADD, REMOVE, REMOVE]);
	});

	it('is held back by Retry On Fail where nobody knows', async () => {
		robot.simulator.inject({ kind: 'cut-after', method: 'DELETE' });
		const run = await robot.run(set('321, 421'), { tries: 2 });
		expect(changes()).toEqual([ADD, REMOVE]);
		expect(run.error?.description).not.toContain('Nothing was sent');
	});

	it('waits with Wait While Busy for an earlier change', async () => {
		robot.simulator.inject({ kind: 'error', method: 'POST', status: 409, code: 'VSWITCH_IN_PROCESS', message: 'busy', times: 2 });
		robot.simulator.inject({ kind: 'error', method: 'DELETE', status: 409, code: 'VSWITCH_IN_PROCESS', message: 'busy' });
		const run = await robot.run(set('321, 421', { options: { waitWhileBusy: 600 } }));
		expect(run.json).toMatchObject([{ changed: true }]);
		expect(changes()).toEqual([ADD, ADD, ADD, REMOVE, REMOVE]);
		expect(serversNow()).toEqual([421, 321]);
	});
});
