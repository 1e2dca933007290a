import { describe, expect, it } from '@jest/globals';
import { by } from '../contract/case.mts';
import { search } from '../support/engine.mts';
import { itemsOf, shown, simulatedRobot } from '../support/simulatedRobot.mts';

/** How a server is found by what people call it: the wrong one must never be reset. */

const robot = simulatedRobot();
const execute = { resource: 'reset', operation: 'execute', type: 'hw' };
/** Resets the server that an expression gives, in whichever way. */
const run = async (serverNumber: unknown) => await robot.run({ ...execute, serverNumber: '={{ $json.n }}' }, { items: itemsOf(serverNumber) });
const runByName = async (name: string) => await robot.run({ ...execute, serverNumber: by('name', '={{ $json.n }}') }, { items: itemsOf(name) });
/** Renames servers by their numbers. */
const name = (names: Record<number, string>) => Object.entries(names).forEach(([number, server_name]) => (robot.server(Number(number)).server_name = server_name));
const resets = () => robot.sent().filter((line) => line.startsWith('POST'));

/** A list of servers as it never should be. */
const listed = (...servers: object[]) =>
	robot.simulator.inject({
		kind: 'reply',
		status: 200,
		method: 'GET',
		path: '/server',
		contentType: 'application/json',
		body: JSON.stringify(servers.map((server) => ({ server }))),
	});

describe('a name', () => {
	it.each([
		['web', 321],
		['web ', 322],
		['WEB', 345],
	])('%j means the server that is named exactly so', async (typed, number) => {
		name({ 321: 'web', 322: 'web ', 345: 'WEB' });
		expect((await runByName(typed)).error).toBeUndefined();
		expect(resets()).toEqual([`POST /reset/${number} type=hw`]);
	});

	it.each([' web1', 'web1\n', 'WEB1', 'Web1 '])('%j means web1 where no server is named exactly so', async (typed) => {
		expect((await runByName(typed)).error).toBeUndefined();
		expect(resets()).toEqual(['POST /reset/321 type=hw']);
	});

	it.each(['b\u00fcro', 'bu\u0308ro', 'B\u00dcRO'])('%j is found in another Unicode form', async (typed) => {
		name({ 322: 'bu\u0308ro' });
		expect((await runByName(typed)).error).toBeUndefined();
		expect(resets()).toEqual(['POST /reset/322 type=hw']);
	});

	it('that fits two servers in another spelling is an error that lists them', async () => {
		name({ 321: 'Web', 322: 'web ' });
		expect(shown(await runByName('WEB'))).toMatchObject({
			message: 'Server: 2 servers are named "WEB", apart from case and blanks: "Web" (321), "web " (322)',
			description: 'Choose the server from the list, or give its main address. Nothing was sent for this item.',
			item: 0,
		});
		expect(resets()).toEqual([]);
	});

	it.each([
		['web9', 'Did you mean "web1" (321) or "web2" (322)? '],
		['monitorng', 'Did you mean "monitoring" (485)? '],
		['k8snode1', 'Did you mean "k8s-node-1" (421)? '],
		['solaris-of-the-office', ''],
	])('%s that is not there names what is near', async (typed, suggestion) => {
		expect(shown(await runByName(typed))).toMatchObject({
			message: `Server: no server is named "${typed}"`,
			description: `${suggestion}Choose the server from the list, or give its main address. Nothing was sent for this item.`,
		});
		expect(resets()).toEqual([]);
	});

	it('that is not there names the nearest first', async () => {
		name({ 321: 'db123', 322: 'db12' });
		expect((await runByName('db2')).error?.description).toMatch(/^Did you mean "db12" \(322\) or "db1" \(345\) or "db123" \(321\)\? /);
	});

	it('shows what cannot be seen', async () => {
		name({ 321: 'web\u00a01' });
		expect(shown(await runByName('web 1'))).toMatchObject({
			message: 'Server: no server is named "web 1"',
			description: expect.stringContaining('Did you mean "web\\u{a0}1" (321)'),
		});
	});

	it('is looked for in the same way for the destination of a failover IP', async () => {
		const result = await robot.run({ resource: 'failover', operation: 'switch', failoverIp: by('ip', '198.51.100.200'), activeServerIp: by('name', 'WEB2 ') });
		expect(result.error).toBeUndefined();
		expect(robot.sent()).toEqual(['GET /server', 'POST /failover/198.51.100.200 active_server_ip=203.0.113.11']);
	});
});

describe('a bare text of digits', () => {
	it.each(['345', ' 345 ', '0345'])('%j is the number of a server', async (typed) => {
		expect((await run(typed)).error).toBeUndefined();
		expect(resets()).toEqual(['POST /reset/345 type=hw']);
	});

	it('that is the name of a server only is an error: Robot may not have listed the one with the number', async () => {
		name({ 322: '5' });
		expect(shown(await run('5'))).toMatchObject({
			message: `Server: 5 is no server's number, but one's name: "5" (322)`,
			description: 'Choose the server from the list or with Name, or give its main address. Nothing was sent for this item.',
		});
		expect(resets()).toEqual([]);
	});

	it('that is the number of one server and the name of another is an error that asks which', async () => {
		name({ 322: '345' });
		expect(shown(await run('345'))).toMatchObject({
			message: 'Server: 345 means 2 servers, by number or by name: "db1" (345), "345" (322)',
			description: 'Choose the server from the list or with Name, or give its main address. Nothing was sent for this item.',
		});
		expect(resets()).toEqual([]);
	});

	it.each([
		['a number', 345],
		['a number in the mode for it', by('id', '345')],
		['picked from the list', by('list', '345')],
	])('is a number where it is given as %s', async (_how, serverNumber) => {
		name({ 322: '345' });
		await run(serverNumber);
		expect(robot.sent()).toEqual(['POST /reset/345 type=hw']);
	});

	it('means one server that has its number as its name', async () => {
		name({ 345: '345' });
		await run('345');
		expect(resets()).toEqual(['POST /reset/345 type=hw']);
	});

	it('that is neither a number nor a name in the list is for Robot to judge', async () => {
		expect((await run('999')).error?.message).toMatch(/\[(SERVER|RESET)_NOT_(FOUND|AVAILABLE)\]$/);
		expect(resets()).toEqual(['POST /reset/999 type=hw']);
	});
});

describe('zeros in front of a number', () => {
	it.each([
		[{ resource: 'server', operation: 'get', serverNumber: by('id', '0321') }, 'GET /server/321'],
		[{ resource: 'vSwitch', operation: 'get', vSwitchId: by('id', '04321') }, 'GET /vswitch/4321'],
		[{ resource: 'storageBox', operation: 'get', storageBoxId: by('id', '012345') }, 'GET /storagebox/12345'],
		[{ resource: 'firewallTemplate', operation: 'get', templateId: by('id', '011') }, 'GET /firewall/template/11'],
		[{ resource: 'storageBox', operation: 'getAll', filters: { linkedServer: by('number', '0450') } }, 'GET /storagebox?linked_server=450'],
	])('are left out: %j', async (parameters, sent) => {
		expect((await robot.run(parameters)).error).toBeUndefined();
		expect(robot.sent()).toEqual([sent]);
	});
});

describe('an address', () => {
	it.each(['2001:DB8:0:321::', '2001:0db8:0000:0321:0000:0000:0000:0000', '2001:db8:0:321::2', '2001:db8:0:321::2/64', '203.0.113.10/26'])(
		'%s finds the server',
		async (address) => {
			expect((await run(by('ip', address))).error).toBeUndefined();
			expect((await run(address)).error).toBeUndefined();
			expect(resets()).toEqual(['POST /reset/321 type=hw', 'POST /reset/321 type=hw']);
		},
	);

	it.each(['2001:db8:0:999::1', '203.0.113.12', '2001:db8::321'])('%s out of no main net finds none', async (address) => {
		expect((await run(by('ip', address))).error?.message).toBe(`Server: no server has the main address ${address}`);
		expect(resets()).toEqual([]);
	});

	it('that two servers have is an error that lists them', async () => {
		robot.server(322).server_ip = '203.0.113.10';
		expect(shown(await run(by('ip', '203.0.113.10')))).toMatchObject({
			message: 'Server: 2 servers have the main address 203.0.113.10: "web1" (321), "web2" (322)',
			description: 'Choose the server from the list or give its number. Nothing was sent for this item.',
		});
		expect(resets()).toEqual([]);
	});

	it.each([
		[{ resource: 'reverseDns', operation: 'get', ip: by('ip', '2001:DB8:0:321:0:0:0:2') }, 'GET /rdns/2001:db8:0:321::2'],
		[{ resource: 'subnet', operation: 'get', netIp: by('ip', '2001:0DB8:0:321::/64') }, 'GET /subnet/2001:db8:0:321::'],
		[{ resource: 'reverseDns', operation: 'getAll', filters: { serverIp: '203.0.113.10/32' } }, 'GET /rdns?server_ip=203.0.113.10'],
	])('is sent in its one form: %j', async (parameters, sent) => {
		expect((await robot.run(parameters)).error).toBeUndefined();
		expect(robot.sent()).toEqual([sent]);
	});
});

describe('an entry of the list of servers', () => {
	const NAMED = { server_name: 'ghost', server_ip: '203.0.113.250', server_ipv6_net: '2001:db8:0:f::' };

	it.each([
		['without a number', NAMED],
		['with null for its number', { ...NAMED, server_number: null }],
		['with an object for its number', { ...NAMED, server_number: {} }],
		['with a path for its number', { ...NAMED, server_number: '../1' }],
		['with 0 for its number', { ...NAMED, server_number: 0 }],
	])('%s is never asked for', async (_how, server) => {
		for (const given of [by('name', 'ghost'), by('ip', '203.0.113.250'), by('ip', '2001:db8:0:f::1'), 'ghost']) {
			listed(server);
			expect(shown(await run(given))).toMatchObject({
				message: 'Server: Robot lists this server without its number',
				description: 'Nothing was done with it. Look the server up in Robot.',
			});
		}
		expect(resets()).toEqual([]);
	});

	it('without a name or an address does not disturb the others', async () => {
		listed({ server_number: 1 }, { server_number: 2, server_name: null, server_ip: null, server_ipv6_net: null }, { ...NAMED, server_number: 345 });
		await run(by('name', 'ghost'));
		expect(resets()).toEqual(['POST /reset/345 type=hw']);
	});

	it('without a number cannot be chosen in the editor', async () => {
		listed(NAMED, { ...NAMED, server_number: null }, { ...NAMED, server_number: 345 });
		expect((await search(robot.credential, 'searchServers')).results.map(({ value }) => value)).toEqual(['345']);
	});

	it('without an address is no destination of a failover IP', async () => {
		listed({ server_number: 1, server_name: 'ghost', server_ip: 'undefined' });
		const result = await robot.run({ resource: 'failover', operation: 'switch', failoverIp: by('ip', '198.51.100.200'), activeServerIp: by('name', 'ghost') });
		expect(result.error?.message).toBe('Destination Server: the server "ghost" has no main IPv4 address');
		expect(resets()).toEqual([]);
	});
});

describe('a refusal that is about a server', () => {
	const reset = { resource: 'reset', operation: 'execute', type: 'hw' };

	it.each([
		['as the list has shown it', { ...by('list', '485'), cachedResultName: 'monitoring (485, EX44, FSN1-DC14, 203.0.113.85)' }, 'monitoring (485)'],
		['by the number that was given', by('id', '485'), 'Server 485'],
		['by the name that was given', by('name', 'monitoring'), 'monitoring'],
	])('names it %s', async (_how, serverNumber, named) => {
		const run = await robot.run({ ...reset, serverNumber });
		expect(run.error?.message).toBe(`${named}: The server has no reset option [RESET_NOT_AVAILABLE]`);
	});

	it('does not name it twice', async () => {
		expect((await robot.run({ ...reset, serverNumber: by('id', '99999') })).error?.message).toBe('Server with id 99999 not found [SERVER_NOT_FOUND]');
	});
});

describe('renaming', () => {
	it('lets the names of the next items mean the servers as they are named then', async () => {
		const names = { resource: 'server', operation: 'rename', serverNumber: by('name', '={{ $json.n[0] }}'), serverName: '={{ $json.n[1] }}' };
		const renamed = await robot.run(names, { items: itemsOf(['web1', 'old'], ['web2', 'web1'], ['web1', 'new']) });

		expect(renamed.error).toBeUndefined();
		expect(robot.sent().filter((line) => line.startsWith('POST'))).toEqual([
			'POST /server/321 server_name=old',
			'POST /server/322 server_name=web1',
			'POST /server/322 server_name=new',
		]);
	});
});
