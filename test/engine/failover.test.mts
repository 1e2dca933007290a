import { describe, expect, it } from '@jest/globals';
import { by } from '../contract/case.mts';
import { paused } from '../support/clock.mts';
import { itemsOf, pairedItems, shown, simulatedRobot } from '../support/simulatedRobot.mts';

const IPV4 = '198.51.100.200';
const IPV6 = '2001:db8:ff00:1::';

const robot = simulatedRobot();
const failover = (operation: string, more = {}) => ({ resource: 'failover', operation, ...more });
const routeOf = (ip: string) => robot.simulator.state.failovers.find((known) => known.ip === ip)!.active_server_ip;

describe('Get Many', () => {
	it('puts out every failover IP and where it leads', async () => {
		const run = await robot.run(failover('getAll'));

		expect(robot.sent()).toEqual(['GET /failover']);
		expect(run.json).toEqual([
			{
				ip: '198.51.100.200',
				netmask: '255.255.255.255',
				server_ip: '203.0.113.10',
				server_ipv6_net: '2001:db8:0:321::',
				server_number: 321,
				active_server_ip: '203.0.113.10',
			},
			{
				ip: '2001:db8:ff00:1::',
				netmask: 'ffff:ffff:ffff:ffff::',
				server_ip: '203.0.113.10',
				server_ipv6_net: '2001:db8:0:321::',
				server_number: 321,
				active_server_ip: '2001:db8:0:321::',
			},
		]);
		expect(pairedItems(run)).toEqual([{ item: 0 }, { item: 0 }]);
	});

	it('puts out nothing for an account without failover IPs', async () => {
		robot.simulator.state.failovers.length = 0;
		expect(await robot.run(failover('getAll'))).toMatchObject({ error: undefined, json: [] });
	});
});

describe('Get', () => {
	it.each([
		['picked from the list', by('list', IPV4), IPV4],
		['given by its address', by('ip', IPV4), IPV4],
		['given as a bare address, as AI agents do', IPV4, IPV4],
		['of IPv6', by('ip', IPV6), IPV6],
		['of IPv6 with the prefix length', by('ip', `${IPV6}/64`), IPV6],
		['of IPv6, bare', IPV6, IPV6],
	])('asks for a failover IP %s', async (_how, failoverIp, ip) => {
		const run = await robot.run(failover('get', { failoverIp }));

		expect(run.error).toBeUndefined();
		expect(robot.sent()).toEqual([`GET /failover/${ip}`]);
		expect(run.json).toMatchObject([{ ip }]);
	});

	it('says that there is none', async () => {
		expect(shown(await robot.run(failover('get', { failoverIp: by('ip', '203.0.113.99') })))).toEqual({
			message: 'Failover IP address not found [NOT_FOUND]',
			description: 'Check the number, name or address: it may belong to another account or be gone.',
			httpCode: '404',
			item: 0,
		});
	});

	it.each([
		['', 'Failover IP is empty'],
		['..', 'Failover IP is not an IP address: ..'],
		['../server/321', 'Failover IP is not an IP address: ../server/321'],
		['198.51.100', 'Failover IP is not an IP address: 198.51.100'],
		['198.51.100.200\n198.51.100.201', 'Failover IP is not an IP address: 198.51.100.200\n198.51.100.201'],
		['198.51.100.200\u0000', 'Failover IP is not an IP address: 198.51.100.200\u0000'],
		['web1', 'Failover IP is not an IP address: web1'],
	])('sends nothing for %j', async (ip, message) => {
		const run = await robot.run(failover('get', { failoverIp: by('ip', '={{ $json.n }}') }), { items: itemsOf(ip) });

		expect(run.error?.message).toBe(message);
		expect(robot.sent()).toEqual([]);
	});
});

describe('Switch', () => {
	it('leads the address to another server', async () => {
		const run = await robot.run(failover('switch', { failoverIp: by('list', IPV4), activeServerIp: by('list', '203.0.113.11') }));

		expect(run.error).toBeUndefined();
		expect(robot.sent()).toEqual(['POST /failover/198.51.100.200 active_server_ip=203.0.113.11']);
		expect(run.json).toMatchObject([{ ip: IPV4, server_number: 321, active_server_ip: '203.0.113.11' }]);
		expect(routeOf(IPV4)).toBe('203.0.113.11');
	});

	it.each([
		['an IPv4 address to the main IPv4 address', IPV4, '203.0.113.11'],
		['an IPv6 net to the main IPv6 net', IPV6, '2001:db8:0:322::'],
	])('leads %s of the server with the name', async (_what, ip, destination) => {
		const run = await robot.run(failover('switch', { failoverIp: by('ip', ip), activeServerIp: by('name', 'web2') }));

		expect(run.error).toBeUndefined();
		expect(robot.sent()).toEqual(['GET /server', `POST /failover/${ip} active_server_ip=${destination}`]);
		expect(routeOf(ip)).toBe(destination);
	});

	it('takes nets with their prefix length, which Robot does not', async () => {
		await robot.run(failover('switch', { failoverIp: by('ip', `${IPV6}/64`), activeServerIp: by('ip', '2001:db8:0:322::/64') }));
		expect(robot.sent()).toEqual([`POST /failover/${IPV6} active_server_ip=2001:db8:0:322::`]);
	});

	it('leads the address of each item to the server of the item', async () => {
		const run = await robot.run(failover('switch', { failoverIp: by('ip', '={{ $json.n[0] }}'), activeServerIp: by('name', '={{ $json.n[1] }}') }), {
			items: itemsOf([IPV4, 'web2'], [IPV6, 'db1'], [IPV4, 'db1']),
		});

		expect(run.error).toBeUndefined();
		expect(robot.sent()).toEqual([
			'GET /server',
			`POST /failover/${IPV4} active_server_ip=203.0.113.11`,
			`POST /failover/${IPV6} active_server_ip=2001:db8:0:345::`,
			`POST /failover/${IPV4} active_server_ip=203.0.113.20`,
		]);
		expect(pairedItems(run)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
	});

	it('says that a server has no IPv4 address to lead to', async () => {
		const run = await robot.run(failover('switch', { failoverIp: by('ip', IPV4), activeServerIp: by('name', 'build-runner') }));

		expect(run.error?.message).toBe('Destination Server: the server "build-runner" has no main IPv4 address');
		expect(robot.sent()).toEqual(['GET /server']);
	});

	it('switches nothing when no server has the name', async () => {
		const run = await robot.run(failover('switch', { failoverIp: by('ip', IPV4), activeServerIp: by('name', 'web3') }));

		expect(run.error?.message).toBe('Destination Server: no server is named "web3"');
		expect(robot.sent()).toEqual(['GET /server']);
	});

	it('switches none of several when the destination of one is no address', async () => {
		const run = await robot.run(failover('switch', { failoverIp: by('ip', IPV4), activeServerIp: by('ip', '={{ $json.n }}') }), {
			items: itemsOf('203.0.113.11', '203.0.113.20', 'nowhere'),
		});

		expect(shown(run)).toMatchObject({ message: 'Destination Server is not an IP address: nowhere', item: 2 });
		expect(robot.sent()).toEqual([]);
		expect(routeOf(IPV4)).toBe('203.0.113.10');
	});

	it('says that there is nothing to do', async () => {
		const run = await robot.run(failover('switch', { failoverIp: by('ip', IPV4), activeServerIp: by('ip', '203.0.113.10') }));

		expect(shown(run)).toEqual({
			message: 'The failover IP address is already routed to the selected server [FAILOVER_ALREADY_ROUTED]',
			description: 'Nothing to do: the failover IP already leads to this server.',
			httpCode: '409',
			item: 0,
		});
	});

	it('says that the destination is no server of the account', async () => {
		const run = await robot.run(failover('switch', { failoverIp: by('ip', IPV4), activeServerIp: by('ip', '203.0.113.12') }));

		expect(shown(run)).toMatchObject({
			message: 'Destination server not found [FAILOVER_NEW_SERVER_NOT_FOUND]',
			description: 'Check the destination: it must be the main IP of a server of this account (for IPv6 the address of its main IPv6 net).',
			httpCode: '404',
		});
	});

	it.each([
		[409, 'FAILOVER_LOCKED', 'Another switch is under way: try again in a minute. The option Wait While Busy lets the node wait for that.'],
		[500, 'FAILOVER_FAILED', 'An internal error at Hetzner. Look where the failover IP leads before you try again.'],
		[500, 'FAILOVER_NOT_COMPLETE', 'The switch was not finished. Look where the failover IP leads before you try again.'],
	])('is sent once when Robot answers %s %s', async (status, code, advice) => {
		robot.simulator.inject({ kind: 'error', status, code, message: 'The switch failed' });
		const run = await robot.run(failover('switch', { failoverIp: by('ip', IPV4), activeServerIp: by('ip', '203.0.113.11') }));

		expect(shown(run)).toEqual({ message: `The switch failed [${code}]`, description: advice, httpCode: String(status), item: 0 });
		expect(robot.sent()).toHaveLength(1);
	});
});

describe('Wait for Completion', () => {
	const toWeb2 = failover('switch', { failoverIp: by('ip', IPV4), activeServerIp: by('ip', '203.0.113.11'), waitForCompletion: true });
	const POST = `POST /failover/${IPV4} active_server_ip=203.0.113.11`;
	const LOOK = `GET /failover/${IPV4}`;
	/** What the next looks see instead of what is there. */
	const seen = (active_server_ip: unknown, times: number, ip = IPV4) =>
		robot.simulator.inject({
			kind: 'reply',
			status: 200,
			contentType: 'application/json',
			body: JSON.stringify({ failover: { ip, netmask: '255.255.255.255', active_server_ip } }),
			method: 'GET',
			path: `/failover/${ip}`,
			times,
		});

	it('looks at once, and puts out what is there', async () => {
		const run = await robot.run(toWeb2);

		expect(run.error).toBeUndefined();
		expect(robot.sent()).toEqual([POST, LOOK]);
		expect(paused()).toEqual([0]);
		expect(run.json).toEqual([
			{ ip: IPV4, netmask: '255.255.255.255', server_ip: '203.0.113.10', server_ipv6_net: '2001:db8:0:321::', server_number: 321, active_server_ip: '203.0.113.11' },
		]);
	});

	it('goes on looking where the address leads there late', async () => {
		seen('203.0.113.10', 4);
		const run = await robot.run(toWeb2);

		expect(run.json).toMatchObject([{ server_number: 321, active_server_ip: '203.0.113.11' }]);
		expect(robot.sent()).toEqual([POST, LOOK, LOOK, LOOK, LOOK, LOOK]);
		expect(paused()).toEqual([0, 5, 5, 10, 10]);
	});

	it.each([
		['the old server', '203.0.113.10', '203.0.113.10'],
		['another server', '203.0.113.20', '203.0.113.20'],
		['no server', null, 'no server'],
		['an empty text', '', 'no server'],
		['an address that begins like it', '203.0.113.110', '203.0.113.110'],
	])('is an error that says where it leads, where that stays %s', async (_what, active, words) => {
		seen(active, Infinity);
		const run = await robot.run(toWeb2);

		expect(shown(run)).toEqual({
			message: `Robot has not carried the change out within 300 seconds (it leads to ${words})`,
			description: 'It is still under way: look again later, or allow a longer Maximum Wait.',
			httpCode: null,
			item: 0,
		});
		expect(robot.sent().filter((line) => line.startsWith('POST'))).toEqual([POST]);
	});

	it('does not take for an answer that a look does not say where it leads', async () => {
		robot.simulator.inject({ kind: 'reply', status: 200, contentType: 'application/json', body: '{"failover":{"ip":"198.51.100.200"}}', method: 'GET', times: 2 });
		const run = await robot.run(toWeb2);

		expect(run.json).toMatchObject([{ active_server_ip: '203.0.113.11' }]);
		expect(robot.sent()).toEqual([POST, LOOK, LOOK, LOOK]);
	});

	it('knows a net in another spelling', async () => {
		seen('2001:0db8:0000:0322:0000:0000:0000:0000', 1, IPV6);
		const run = await robot.run(failover('switch', { failoverIp: by('ip', IPV6), activeServerIp: by('ip', '2001:db8:0:322::/64'), waitForCompletion: true }));

		expect(run.error).toBeUndefined();
		expect(robot.sent().filter((line) => line.startsWith('GET'))).toHaveLength(1);
	});

	it('takes at most the longest time that is given, and not a hundred looks an hour', async () => {
		seen('203.0.113.10', Infinity);
		expect((await robot.run({ ...toWeb2, maximumWait: 12 })).error?.message).toBe('Robot has not carried the change out within 12 seconds (it leads to 203.0.113.10)');
		expect(paused()).toEqual([0, 5, 5, 2]);

		robot.simulator.clearRequests();
		await robot.run({ ...toWeb2, activeServerIp: by('ip', '203.0.113.20'), maximumWait: 3600 });
		expect(robot.sent().filter((line) => line === LOOK).length).toBeLessThan(100);
	});

	it.each([
		['={{ $json.missing }}', 'Maximum Wait (Seconds) resolved to nothing'],
		[0, 'Maximum Wait (Seconds) is less than a second'],
		['soon', 'Maximum Wait (Seconds) is not a number'],
	])('sends nothing for %j seconds', async (maximumWait, message) => {
		expect((await robot.run({ ...toWeb2, maximumWait })).error?.message).toBe(message);
		expect(robot.sent()).toEqual([]);
	});

	it('waits for nothing where Robot has not taken the switch', async () => {
		robot.simulator.inject({ kind: 'error', status: 409, code: 'FAILOVER_LOCKED', message: 'blocked', method: 'POST' });

		expect(shown(await robot.run(toWeb2))).toMatchObject({
			message: 'blocked [FAILOVER_LOCKED]',
			description: 'Another switch is under way: try again in a minute. The option Wait While Busy lets the node wait for that.',
		});
		expect(robot.sent()).toEqual([POST]);
	});

	it('waits for another switch first with Wait While Busy', async () => {
		robot.simulator.inject({ kind: 'error', status: 409, code: 'FAILOVER_LOCKED', message: 'blocked', method: 'POST', times: 2 });
		const run = await robot.run({ ...toWeb2, options: { waitWhileBusy: 300 } });

		expect(run.json).toMatchObject([{ active_server_ip: '203.0.113.11' }]);
		expect(robot.sent()).toEqual([POST, POST, POST, LOOK]);
	});

	it('sends nothing where it leads there already with Only If Different', async () => {
		robot.simulator.state.failovers[0]!.active_server_ip = '203.0.113.11';
		const run = await robot.run({ ...toWeb2, options: { onlyIfDifferent: true } });

		expect(robot.sent()).toEqual([LOOK]);
		expect(run.json).toMatchObject([{ changed: false, active_server_ip: '203.0.113.11' }]);
	});

	it('does not pause where Robot says that it leads there already', async () => {
		robot.simulator.state.failovers[0]!.active_server_ip = '203.0.113.11';
		const run = await robot.run({ ...toWeb2, options: { alreadyDone: true } });

		expect(run.json).toMatchObject([{ changed: false, active_server_ip: '203.0.113.11' }]);
		expect(robot.sent().filter((line) => line.startsWith('POST'))).toHaveLength(1);
		expect(paused()).toEqual([0]);
	});

	it('ends one switch before it begins the next', async () => {
		const run = await robot.run({ ...toWeb2, failoverIp: by('ip', '={{ $json.n }}'), activeServerIp: by('name', 'web2') }, { items: itemsOf(IPV4, IPV6) });

		expect(robot.sent()).toEqual(['GET /server', POST, LOOK, `POST /failover/${IPV6} active_server_ip=2001:db8:0:322::`, `GET /failover/${IPV6}`]);
		expect(run.json).toMatchObject([
			{ active_server_ip: '203.0.113.11', active_server_name: 'web2' },
			{ active_server_ip: '2001:db8:0:322::', active_server_name: 'web2' },
		]);
	});

	it('sends nothing in a dry run', async () => {
		const run = await robot.run({ ...toWeb2, options: { dryRun: true } });

		expect(run.json).toMatchObject([{ dryRun: true, changed: true, changes: [{ field: 'active_server_ip', from: '203.0.113.10', to: '203.0.113.11' }] }]);
		expect(robot.sent()).toEqual([LOOK]);
	});
});

describe('Delete Routing', () => {
	it('leads the address nowhere', async () => {
		const run = await robot.run(failover('deleteRouting', { failoverIp: by('ip', IPV6) }));

		expect(robot.sent()).toEqual(['DELETE /failover/2001:db8:ff00:1::']);
		expect(run.json).toMatchObject([{ ip: IPV6, active_server_ip: null }]);
		expect(routeOf(IPV6)).toBeNull();
		expect(routeOf(IPV4)).toBe('203.0.113.10');
	});
});
