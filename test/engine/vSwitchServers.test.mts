import { describe, expect, it } from '@jest/globals';
import { by } from '../contract/case.mts';
import { paused } from '../support/clock.mts';
import { itemsOf, shown, simulatedRobot } from '../support/simulatedRobot.mts';

/** The servers of a vSwitch, however they are typed: the right ones, once, and a wait that ends when they are ready or gone. */

const robot = simulatedRobot();
const of = (operation: string, server: unknown, more = {}) =>
	robot.run({ resource: 'vSwitch', operation, vSwitchId: by('id', '4321'), server: '={{ $json.n }}', ...more }, { items: itemsOf(server) });
const wait = { waitForCompletion: true };
const changes = () => robot.sent().filter((line) => /^(POST|DELETE)/.test(line));
const waited = () => paused().reduce((sum, seconds) => sum + seconds, 0);

/** Server 421, as it can be typed. */
const SPELLINGS = [
	'421',
	'0421',
	421,
	'k8s-node-1',
	'K8S-node-1',
	'198.51.100.31',
	'198.51.100.31/32',
	'2001:db8:0:421::',
	'2001:DB8:0:421::',
	'2001:db8:0:421::/64',
	'2001:0db8:0:0421:0:0:0:0',
	'2001:db8:0:421::2',
];

describe('a server that is removed', () => {
	it.each(SPELLINGS)('is waited for until it is gone: %j', async (server) => {
		const run = await of('removeServers', server, wait);

		expect(run.error).toBeUndefined();
		expect(changes()).toEqual(['DELETE /vswitch/4321/server server[]=421']);
		expect(run.json).toMatchObject([{ id: 4321, server: [{ server_number: 422 }, { server_number: 423 }] }]);
		expect(waited()).toBeGreaterThanOrEqual(60);
	});

	it.each([
		['lists a server without its number', { id: 4321, server: [{ server_ip: '198.51.100.31', status: 'ready' }] }, 'server unknown ready'],
		['lists a server with null for its number', { id: 4321, server: [{ server_number: null, status: 'ready' }] }, 'server unknown ready'],
		['lists no servers at all', { id: 4321 }, 'server unknown in an unknown state'],
		['has null for its servers', { id: 4321, server: null }, 'server unknown in an unknown state'],
	])('is not taken for gone where Robot %s', async (_what, vSwitch, seen) => {
		robot.simulator.inject({ kind: 'reply', status: 200, method: 'GET', path: '/vswitch/4321', body: JSON.stringify(vSwitch), times: 20 });
		const run = await of('removeServers', '421', { ...wait, maximumWait: 20 });
		expect(run.error?.message).toBe(`Robot has not carried the change out within 20 seconds (${seen})`);
	});

	it('is gone where Robot has its number as a text of other digits', async () => {
		robot.simulator.inject({
			kind: 'reply',
			status: 200,
			method: 'GET',
			path: '/vswitch/4321',
			body: JSON.stringify({ server: [{ server_number: '0421', status: 'ready' }] }),
			times: 2,
		});
		const run = await of('removeServers', '421', { ...wait, maximumWait: 10 });
		expect(run.error?.message).toBe('Robot has not carried the change out within 10 seconds (server 421 ready)');
	});
});

describe('a server that is added', () => {
	it.each(['0321', 'web1', '203.0.113.10/32', '2001:DB8:0:321::', '2001:db8:0:321::2'])('is waited for until it is ready, and no longer: %j', async (server) => {
		const run = await of('addServers', server, wait);

		expect(run.error).toBeUndefined();
		expect(changes()).toEqual(['POST /vswitch/4321/server server[]=321']);
		expect(run.json).toMatchObject([{ server: [{}, {}, {}, { server_number: 321, status: 'ready' }] }]);
		expect(waited()).toBeLessThan(120);
	});

	it('is sent once, however often and in whichever way it is named', async () => {
		await of('addServers', [321, '321', 'web1', ' 0321 ', '203.0.113.10', '2001:db8:0:321::']);
		expect(changes()).toEqual(['POST /vswitch/4321/server server[]=321']);
	});

	it.each([
		['web9', 'Servers: no server is named "web9"'],
		['192.0.2.200', 'Servers: no server has the main address 192.0.2.200'],
		['2001:db8:ffff::', 'Servers: no server has the main address 2001:db8:ffff::'],
	])('that cannot be matched is refused before the change: %s', async (server, message) => {
		const run = await of('addServers', ['321', server], wait);
		expect(run.error?.message).toBe(message);
		expect(changes()).toEqual([]);
	});

	it('that is a number and a name is an error that asks which', async () => {
		robot.server(322).server_name = '345';
		expect(shown(await of('addServers', ['345']))).toMatchObject({
			message: 'Servers: 345 means 2 servers, by number or by name: "db1" (345), "345" (322)',
			description: 'Choose the server from the list or with Name, or give its main address. Nothing was sent for this item.',
		});
		expect(changes()).toEqual([]);
	});
});

describe('a Maximum Wait of nothing', () => {
	it('in the second item stops the run before the first is carried out', async () => {
		const run = await robot.run(
			{ resource: 'vSwitch', operation: 'addServers', vSwitchId: by('id', '4321'), server: by('list', '321'), ...wait, maximumWait: '={{ $json.n }}' },
			{ items: itemsOf(20, 0) },
		);
		expect(shown(run)).toMatchObject({ message: 'Maximum Wait (Seconds) is less than a second', item: 1 });
		expect(robot.sent()).toEqual([]);
	});
});
