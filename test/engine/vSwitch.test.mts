import { describe, expect, it } from '@jest/globals';
import { by, several } from '../contract/case.mts';
import { inDays, paused } from '../support/clock.mts';
import { itemsOf, pairedItems, shown, simulatedRobot } from '../support/simulatedRobot.mts';

const robot = simulatedRobot();
const of = (operation: string, more = {}) => ({ resource: 'vSwitch', operation, vSwitchId: by('id', '4321'), ...more });
const vSwitch = (id = 4321) => robot.simulator.state.vSwitches.find((known) => known.id === id);
const serversOf = (id?: number) => vSwitch(id)!.server.map(({ server_number }) => server_number);

const IN_10_DAYS = inDays(10);

describe('Get Many', () => {
	it('puts out every vSwitch', async () => {
		const run = await robot.run({ resource: 'vSwitch', operation: 'getAll' });

		expect(robot.sent()).toEqual(['GET /vswitch']);
		expect(run.json).toEqual([
			{ id: 4321, name: 'k8s-private', vlan: 4000, cancelled: false },
			{ id: 4322, name: 'storage', vlan: 4001, cancelled: false },
			{ id: 4330, name: 'old-lab', vlan: 4091, cancelled: true },
		]);
	});

	it('puts out nothing where there is none', async () => {
		robot.simulator.state.vSwitches.length = 0;
		expect(await robot.run({ resource: 'vSwitch', operation: 'getAll' })).toMatchObject({ error: undefined, json: [] });
	});
});

describe('Get', () => {
	it('puts out servers, subnets and cloud networks', async () => {
		const run = await robot.run(of('get'));

		expect(robot.sent()).toEqual(['GET /vswitch/4321']);
		expect(run.json).toEqual([
			{
				id: 4321,
				name: 'k8s-private',
				vlan: 4000,
				cancelled: false,
				server: [
					{ server_ip: '198.51.100.31', server_ipv6_net: '2001:db8:0:421::', server_number: 421, status: 'ready' },
					{ server_ip: '198.51.100.32', server_ipv6_net: '2001:db8:0:422::', server_number: 422, status: 'ready' },
					{ server_ip: '198.51.100.33', server_ipv6_net: '2001:db8:0:423::', server_number: 423, status: 'ready' },
				],
				subnet: [{ ip: '198.51.100.240', mask: 29, gateway: '198.51.100.241' }],
				cloud_network: [{ id: 123, ip: '10.0.2.0', mask: 24, gateway: '10.0.2.1' }],
			},
		]);
	});

	it('gets the vSwitch of each item', async () => {
		const run = await robot.run(of('get', { vSwitchId: by('id', '={{ $json.n }}') }), { items: itemsOf(4322, '4330') });

		expect(run.json).toMatchObject([{ name: 'storage' }, { name: 'old-lab', cancelled: true, server: [] }]);
		expect(pairedItems(run)).toEqual([{ item: 0 }, { item: 1 }]);
	});

	it('says that there is none', async () => {
		expect(shown(await robot.run(of('get', { vSwitchId: by('id', '9999') })))).toMatchObject({ message: 'vSwitch not found [NOT_FOUND]', httpCode: '404' });
	});

	it.each([
		['', 'vSwitch is empty'],
		['k8s-private', 'vSwitch is not a number: k8s-private'],
		['../firewall/321', 'vSwitch is not a number: ../firewall/321'],
	])('sends nothing for %j', async (id, message) => {
		const run = await robot.run(of('get', { vSwitchId: by('id', '={{ $json.n }}') }), { items: itemsOf(id) });
		expect(run.error?.message).toBe(message);
		expect(robot.sent()).toEqual([]);
	});
});

describe('Create', () => {
	it('puts out the new vSwitch', async () => {
		const run = await robot.run({ resource: 'vSwitch', operation: 'create', name: 'db & cache', vlan: 4002 });

		expect(robot.sent()).toEqual(['POST /vswitch name=db & cache vlan=4002']);
		expect(run.json).toEqual([{ id: 4331, name: 'db & cache', vlan: 4002, cancelled: false, server: [], subnet: [], cloud_network: [] }]);
		expect(vSwitch(4331)).toMatchObject({ name: 'db & cache', vlan: 4002 });
	});

	it('shows which input Robot does not take', async () => {
		robot.simulator.inject({ kind: 'error', status: 400, code: 'INVALID_INPUT', message: 'invalid input', extra: { missing: null, invalid: ['vlan'] } });
		expect(shown(await robot.run({ resource: 'vSwitch', operation: 'create', name: 'x', vlan: 4002 }))).toMatchObject({
			message: 'invalid input (invalid: VLAN ID "4002" (takes 4000 to 4091)) [INVALID_INPUT]',
			httpCode: '400',
		});
	});

	it.each([1, 3999, 4092, 4000.5, 'x'])('sends nothing for the VLAN ID %j, which no vSwitch can have', async (vlan) => {
		const run = await robot.run({ resource: 'vSwitch', operation: 'create', name: 'x', vlan: '={{ $json.n }}' }, { items: itemsOf(4000, vlan) });
		expect(shown(run)).toMatchObject({ message: expect.stringMatching(/^VLAN ID is not (between 4000 and 4091|a number)$/), item: 1 });
		expect(robot.sent()).toEqual([]);
	});

	it.each([4000, '4091'])('takes the VLAN ID %j', async (vlan) => {
		await robot.run({ resource: 'vSwitch', operation: 'create', name: 'x', vlan });
		expect(robot.sent()).toEqual([`POST /vswitch name=x vlan=${vlan}`]);
	});

	it('sends nothing without a name', async () => {
		const run = await robot.run({ resource: 'vSwitch', operation: 'create', name: '={{ $json.missing }}', vlan: 4002 });
		expect(run.error?.message).toBe('Name is empty');
		expect(robot.sent()).toEqual([]);
	});
});

describe('Update', () => {
	it('sends what is to be changed and nothing else', async () => {
		const run = await robot.run(of('update', { updateFields: { name: 'k8s' } }));

		expect(robot.sent()).toEqual(['POST /vswitch/4321 name=k8s']);
		expect(run.json).toEqual([{ id: 4321, success: true }]);
		expect(vSwitch()).toMatchObject({ name: 'k8s', vlan: 4000 });
	});

	it('waits until the servers have the new VLAN ID', async () => {
		const run = await robot.run(of('update', { updateFields: { vlan: 4009 }, waitForCompletion: true }));

		expect(run.error).toBeUndefined();
		expect(robot.sent()[0]).toBe('POST /vswitch/4321 vlan=4009');
		expect(new Set(robot.sent().slice(1))).toEqual(new Set(['GET /vswitch/4321']));
		expect(run.json).toMatchObject([{ id: 4321, vlan: 4009, server: [{ status: 'ready' }, { status: 'ready' }, { status: 'ready' }] }]);
	});

	it('sends nothing when nothing is to be changed', async () => {
		const run = await robot.run(of('update'));
		expect(shown(run)).toMatchObject({ message: 'Update Fields is empty', description: 'Add at least one field to change.' });
		expect(robot.sent()).toEqual([]);
	});

	it('does not set an empty name', async () => {
		const run = await robot.run(of('update', { updateFields: { name: '={{ $json.missing }}', vlan: 4009 } }));
		expect(run.error?.message).toBe('Name resolved to nothing');
		expect(robot.sent()).toEqual([]);
	});

	it('says that a server has the VLAN ID already', async () => {
		vSwitch(4322)!.server.push({ server_number: 421, status: 'ready', listed: true });
		expect(shown(await robot.run(of('update', { updateFields: { vlan: 4001 } })))).toMatchObject({
			message: 'The vSwitch cannot be updated because of a conflicting VLAN ID [VSWITCH_VLAN_NOT_UNIQUE]',
			description: 'One of the servers already uses this VLAN ID in another vSwitch: choose another.',
			httpCode: '409',
		});
	});
});

describe('Add Servers', () => {
	it.each([
		['of which one is picked from the list', by('list', '321'), [321]],
		['given by their numbers', several(321, 322), [321, 322]],
		['given by their names', by('value', 'web1, WEB2'), [321, 322]],
		['given by their main addresses', several('203.0.113.10', '203.0.113.11'), [321, 322]],
		['given in every way at once', by('value', 'web1; 322\n2001:db8:0:345::1, 0321'), [321, 322, 345]],
		['given as JSON', by('value', '["web1", 322]'), [321, 322]],
		['given as one text with commas', '={{ "321, 203.0.113.11" }}', [321, 322]],
		['given by an expression', '={{ [321, 322] }}', [321, 322]],
	])('adds servers %s', async (_how, server, added) => {
		const run = await robot.run(of('addServers', { server }));

		expect(run.error).toBeUndefined();
		expect(run.json).toEqual([{ id: 4321, added_servers: added.map((server_number) => expect.objectContaining({ server_number })), success: true }]);
		expect(serversOf()).toEqual([421, 422, 423, ...added]);
	});

	it('sends their numbers as a list', async () => {
		await robot.run(of('addServers', { server: several('321', '203.0.113.11') }));
		expect(robot.sent()).toEqual(['GET /server', 'POST /vswitch/4321/server server[]=321 server[]=322']);
		expect(robot.simulator.requests()[1]).toMatchObject({ status: 201, contentType: 'application/x-www-form-urlencoded' });
	});

	it('waits until they are ready, although they are missing from the list at first', async () => {
		const run = await robot.run(of('addServers', { server: several('321', '203.0.113.11'), waitForCompletion: true }));

		expect(run.error).toBeUndefined();
		expect(robot.sent()[1]).toContain('POST ');
		expect(run.json).toMatchObject([
			{
				id: 4321,
				server: [{ server_number: 421 }, { server_number: 422 }, { server_number: 423 }, { server_number: 321, status: 'ready' }, { server_number: 322, status: 'ready' }],
			},
		]);
		expect(paused().reduce((sum, seconds) => sum + seconds, 0)).toBeGreaterThanOrEqual(60);
	});

	it('waits for a server that is missing while all others are ready', async () => {
		const missing = {
			id: 4321,
			name: 'k8s-private',
			vlan: 4000,
			cancelled: false,
			server: [{ server_number: 421, server_ip: '198.51.100.31', status: 'ready' }],
			subnet: [],
			cloud_network: [],
		};
		robot.simulator.inject({ kind: 'reply', status: 200, method: 'GET', path: '/vswitch/4321', body: JSON.stringify(missing), times: 8 });

		const run = await robot.run(of('addServers', { server: by('list', '321'), waitForCompletion: true }));
		expect(run.error).toBeUndefined();
		expect(robot.sent().filter((line) => line === 'GET /vswitch/4321')).toHaveLength(9);
		expect(run.json).toMatchObject([{ server: [{}, {}, {}, { server_number: 321, status: 'ready' }] }]);
	});

	it('gives up after the Maximum Wait and says what it saw', async () => {
		const run = await robot.run(of('addServers', { server: by('list', '321'), waitForCompletion: true, maximumWait: 20 }));

		expect(paused()).toEqual([5, 5, 10]);
		expect(shown(run)).toMatchObject({
			message: 'Robot has not carried the change out within 20 seconds (server 421 ready, server 422 ready, server 423 ready, server 321 processing)',
			description: 'It is still under way: look again later, or allow a longer Maximum Wait.',
			item: 0,
		});
		expect(serversOf()).toContain(321);
	});

	it('says that the server failed', async () => {
		const failed = {
			id: 4321,
			name: 'k8s-private',
			vlan: 4000,
			cancelled: false,
			server: [{ server_number: 321, server_ip: '203.0.113.10', status: 'failed' }],
			subnet: [],
			cloud_network: [],
		};
		robot.simulator.inject({ kind: 'reply', status: 200, method: 'GET', path: '/vswitch/4321', body: JSON.stringify(failed) });

		expect(shown(await robot.run(of('addServers', { server: by('list', '321'), waitForCompletion: true })))).toMatchObject({
			message: 'Robot could not carry the change out (server 321 failed)',
			description: 'Look at it in Robot, or ask Hetzner support.',
			item: 0,
		});
	});

	it('does not mind a server that failed long before', async () => {
		const run = await robot.run(of('addServers', { vSwitchId: by('id', '4322'), server: by('list', '321'), waitForCompletion: true }));

		expect(run.error).toBeUndefined();
		const [{ server }] = run.json as [{ server: unknown[] }];
		expect(server).toContainEqual(expect.objectContaining({ server_number: 321, status: 'ready' }));
		expect(server).toContainEqual(expect.objectContaining({ server_number: 450, status: 'failed' }));
	});

	it.each([0, -5])('sends nothing for a Maximum Wait of %i', async (maximumWait) => {
		const run = await robot.run(of('addServers', { server: by('list', '321'), waitForCompletion: true, maximumWait }));

		expect(shown(run)).toMatchObject({ message: 'Maximum Wait (Seconds) is less than a second', description: 'Nothing was sent. Give the seconds to wait at most.' });
		expect(robot.sent()).toEqual([]);
	});

	it.each([
		[['485'], '404', 'The vSwitch feature is not available for a submitted server [VSWITCH_NOT_AVAILABLE]', 'One of the servers does not support vSwitches.'],
		[['999'], '404', 'A submitted server is not found [SERVER_NOT_FOUND]', 'Check the server number: the server may belong to another account or be cancelled.'],
	])('adds none of %j', async (server, httpCode, message, description) => {
		expect(shown(await robot.run(of('addServers', { server: several('321', ...server) })))).toEqual({ message, description, httpCode, item: 0 });
		expect(serversOf()).toEqual([421, 422, 423]);
	});

	it('says how long a change takes when the one before is under way', async () => {
		await robot.run(of('addServers', { server: by('list', '321') }));
		expect(shown(await robot.run(of('addServers', { server: by('list', '322') })))).toMatchObject({
			message: 'The vSwitch cannot be updated because a update is currently running [VSWITCH_IN_PROCESS]',
			description:
				'The vSwitch is still being updated, which takes up to 20 minutes: try again when all its servers are ready. The option Wait While Busy lets the node wait for that.',
			httpCode: '409',
		});
	});

	it.each([[[]], [''], [undefined]])('sends nothing for the servers %j', async (server) => {
		const run = await robot.run(of('addServers', { server: '={{ $json.n }}' }), { items: itemsOf(server) });
		expect(run.error?.message).toBe('Servers is empty');
		expect(robot.sent()).toEqual([]);
	});
});

describe('Remove Servers', () => {
	it('sends the servers with the DELETE', async () => {
		const run = await robot.run(of('removeServers', { server: several('421', '198.51.100.32') }));

		expect(robot.sent()).toEqual(['GET /server', 'DELETE /vswitch/4321/server server[]=421 server[]=422']);
		expect(run.json).toEqual([
			{
				id: 4321,
				removed_servers: [
					{ server_number: 421, server_name: 'k8s-node-1' },
					{ server_number: 422, server_name: 'k8s-node-2' },
				],
				success: true,
			},
		]);
		robot.simulator.advance(60);
		expect(serversOf()).toEqual([423]);
	});

	it('waits until they are gone', async () => {
		const run = await robot.run(of('removeServers', { server: several('198.51.100.31'), waitForCompletion: true }));

		expect(run.error).toBeUndefined();
		expect(run.json).toMatchObject([{ id: 4321, server: [{ server_number: 422 }, { server_number: 423 }] }]);
		expect(serversOf()).toEqual([422, 423]);
	});

	it('says that a server is not in it', async () => {
		expect(shown(await robot.run(of('removeServers', { server: by('list', '321') })))).toMatchObject({
			message: 'A submitted server is not found [SERVER_NOT_FOUND]',
			httpCode: '404',
		});
	});
});

describe('Cancel', () => {
	it('sends the date with the DELETE', async () => {
		const run = await robot.run(of('cancel', { cancellationDate: `${IN_10_DAYS}T00:00:00` }));

		expect(robot.sent()).toEqual([`DELETE /vswitch/4321 cancellation_date=${IN_10_DAYS}`]);
		expect(run.json).toEqual([{ id: 4321, success: true }]);
		expect(vSwitch()!.cancellation_date).toBe(IN_10_DAYS);
	});

	it('can be immediate', async () => {
		await robot.run(of('cancel', { cancellationDate: '={{ "now" }}' }));
		expect(robot.sent()).toEqual(['DELETE /vswitch/4321 cancellation_date=now']);
		expect(vSwitch()).toBeUndefined();
	});

	it('says that it is cancelled already', async () => {
		expect(shown(await robot.run(of('cancel', { vSwitchId: by('id', '4330'), cancellationDate: IN_10_DAYS })))).toMatchObject({
			message: 'The vSwitch is already cancelled [CONFLICT]',
			description: 'Robot gives the reason above; nothing was changed.',
			httpCode: '409',
		});
	});

	it.each(['someday', '2027-13-01', '={{ $json.missing }}'])('sends nothing for the date %j', async (cancellationDate) => {
		const run = await robot.run(of('cancel', { cancellationDate }));
		expect(run.error?.message).toMatch(/^Cancellation Date is (not a date|empty)$/);
		expect(robot.sent()).toEqual([]);
	});
});
