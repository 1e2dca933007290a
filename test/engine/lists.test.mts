import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { by } from '../contract/case.mts';
import { pass } from '../support/clock.mts';
import { search } from '../support/engine.mts';
import { simulatedRobot } from '../support/simulatedRobot.mts';

const robot = simulatedRobot();
const searched = async (method: string, filter = '', parameters: INodeParameters = {}) => (await search(robot.credential, method, filter, parameters)).results;
const names = async (method: string, filter = '', parameters: INodeParameters = {}) => (await searched(method, filter, parameters)).map(({ name }) => name);

describe('the list of servers', () => {
	it('shows everything that tells servers apart, in the order of the names, and gives their numbers', async () => {
		expect(await searched('searchServers')).toEqual([
			{ name: 'backup (450, SX64, NBG1-DC3, 192.0.2.50)', value: '450' },
			{ name: 'build-runner (412, SB-i7-8700, HEL1-DC6, 2001:db8:0:412::)', value: '412' },
			{ name: 'db-replica (346, AX102, HEL1-DC6, 198.51.100.20)', value: '346' },
			{ name: 'db1 (345, AX102, FSN1-DC14, 203.0.113.20)', value: '345' },
			{ name: 'erp-windows (465, SB-E3-1246, NBG1-DC3, 192.0.2.65)', value: '465' },
			{ name: 'k8s-node-1 (421, EX44, HEL1-DC6, 198.51.100.31)', value: '421' },
			{ name: 'k8s-node-2 (422, EX44, HEL1-DC6, 198.51.100.32)', value: '422' },
			{ name: 'k8s-node-3 (423, EX44, HEL1-DC6, 198.51.100.33)', value: '423' },
			{ name: 'mail (401, EX44, NBG1-DC3, 192.0.2.25)', value: '401' },
			{ name: 'monitoring (485, SB-i7-3770, HEL1-DC6, 198.51.100.85)', value: '485' },
			{ name: 'No name (480, SB-i7-6700, FSN1-DC14, 203.0.113.80)', value: '480' },
			{ name: 'No name (499, EX44, FSN1-DC14, 203.0.113.99, in process)', value: '499' },
			{ name: 'panel (460, EX44, NBG1-DC3, 192.0.2.60)', value: '460' },
			{ name: 'staging (470, SB-Ryzen-3600, FSN1-DC14, 203.0.113.70, cancelled)', value: '470' },
			{ name: 'web1 (321, AX41-NVMe, FSN1-DC14, 203.0.113.10)', value: '321' },
			{ name: 'web2 (322, AX41-NVMe, FSN1-DC14, 203.0.113.11)', value: '322' },
		]);
		expect(robot.sent()).toEqual(['GET /server']);
	});

	it('sorts numbers in names by their size', async () => {
		robot.server(422).server_name = 'k8s-node-10';
		expect((await searched('searchServers', 'k8s')).map(({ value }) => value)).toEqual(['421', '423', '422']);
	});

	it.each([
		['a name', 'web', ['321', '322']],
		['a name in capitals', 'WEB1', ['321']],
		['a number', '345', ['345']],
		['a product', 'ax102', ['346', '345']],
		['a data centre', 'nbg1-dc3', ['450', '465', '401', '460']],
		['an IPv4 address', '198.51.100.31', ['421']],
		['an IPv6 net', '2001:db8:0:412::', ['412']],
		['a state', 'cancelled', ['470']],
		['several words, in any order', 'hel1  ex44', ['421', '422', '423']],
		['what no server has', 'solaris', []],
	])('finds servers by %s', async (_what, filter, numbers) => {
		expect((await searched('searchServers', filter)).map(({ value }) => value)).toEqual(numbers);
	});

	it('is empty for an account without servers', async () => {
		robot.simulator.state.servers.length = 0;
		expect(await searched('searchServers')).toEqual([]);
	});
});

describe('the list of failover IPs', () => {
	it('shows where each leads', async () => {
		robot.simulator.state.failovers[1]!.active_server_ip = null;

		expect(await searched('searchFailoverIps')).toEqual([
			{ name: '198.51.100.200 (leads to web1, 203.0.113.10)', value: '198.51.100.200' },
			{ name: '2001:db8:ff00:1:: (not routed)', value: '2001:db8:ff00:1::' },
		]);
		expect(robot.sent()).toEqual(['GET /failover', 'GET /server']);
	});

	it('finds them by their address and by where they lead', async () => {
		expect(await names('searchFailoverIps', '198.51')).toEqual(['198.51.100.200 (leads to web1, 203.0.113.10)']);
		expect(await names('searchFailoverIps', ':321::')).toEqual(['2001:db8:ff00:1:: (leads to web1, 2001:db8:0:321::)']);
		expect(await names('searchFailoverIps', 'WEB1')).toHaveLength(2);
	});

	it('shows the address of a server that has no name, or that is not listed', async () => {
		robot.server(321).server_name = '';
		robot.simulator.state.failovers[1]!.active_server_ip = '2001:db8:ffff::';
		expect(await names('searchFailoverIps')).toEqual(['198.51.100.200 (leads to 203.0.113.10)', '2001:db8:ff00:1:: (leads to 2001:db8:ffff::)']);
	});

	it('knows the server in whichever way Robot spells its net', async () => {
		robot.simulator.state.failovers[1]!.active_server_ip = '2001:DB8:0:321:0:0:0:0';
		expect(await names('searchFailoverIps', 'web1 ff00')).toEqual(['2001:db8:ff00:1:: (leads to web1, 2001:DB8:0:321:0:0:0:0)']);
	});

	it('does not say of one that is listed without its destination that it is not routed', async () => {
		robot.simulator.inject({ kind: 'reply', method: 'GET', path: '/failover', status: 200, body: JSON.stringify([{ failover: { ip: '198.51.100.200' } }]) });
		expect(await names('searchFailoverIps')).toEqual(['198.51.100.200']);
	});

	it('does without names where the servers cannot be listed', async () => {
		robot.simulator.inject({
			kind: 'error',
			method: 'GET',
			path: '/server',
			status: 403,
			code: 'RATE_LIMIT_EXCEEDED',
			message: 'rate limit exceeded',
			extra: { max_request: 200, interval: 3600 },
		});
		expect(await names('searchFailoverIps', '198.51')).toEqual(['198.51.100.200 (leads to 203.0.113.10)']);
	});

	it('is empty for an account without failover IPs', async () => {
		robot.simulator.state.failovers.length = 0;
		expect(await searched('searchFailoverIps')).toEqual([]);
	});
});

describe('the list of destinations of a failover IP', () => {
	it('gives main IPv4 addresses for an IPv4 address, and leaves out servers without one', async () => {
		const results = await searched('searchFailoverDestinations', '', { failoverIp: by('ip', '198.51.100.200') });

		expect(results).toHaveLength(15);
		expect(results).toContainEqual({ name: 'web2 (322, AX41-NVMe, FSN1-DC14, 203.0.113.11)', value: '203.0.113.11' });
		expect(results.filter(({ name }) => name.startsWith('build-runner'))).toEqual([]);
	});

	it.each(['2001:db8:ff00:1::', '2001:db8:ff00:1::/64'])('gives main IPv6 nets for %s', async (net) => {
		const results = await searched('searchFailoverDestinations', 'build', { failoverIp: by('ip', net) });
		expect(results).toEqual([{ name: 'build-runner (412, SB-i7-8700, HEL1-DC6, 2001:db8:0:412::)', value: '2001:db8:0:412::' }]);
	});

	it.each([undefined, null, '', by('list', ''), { __rl: true, mode: 'ip', value: null }, by('ip', 'web1')])(
		'gives the numbers of all servers while the failover IP is %j',
		async (failoverIp) => {
			const results = await searched('searchFailoverDestinations', 'build', { failoverIp } as INodeParameters);
			expect(results).toEqual([{ name: 'build-runner (412, SB-i7-8700, HEL1-DC6, 2001:db8:0:412::)', value: '412' }]);
		},
	);

	it('is empty for an account without servers', async () => {
		robot.simulator.state.servers.length = 0;
		expect(await searched('searchFailoverDestinations', '', { failoverIp: by('ip', '198.51.100.200') })).toEqual([]);
	});
});

describe('typing into a search', () => {
	it('asks Robot once within 15 seconds, for the lists of servers and of destinations together', async () => {
		for (const filter of ['', 'w', 'we', 'web']) await search(robot.credential, 'searchServers', filter);
		await search(robot.credential, 'searchFailoverDestinations', '', { failoverIp: by('ip', '198.51.100.200') });

		expect(robot.sent()).toEqual(['GET /server']);
	});

	it('asks Robot once for searches at the same time', async () => {
		await Promise.all(['', 'w', 'we'].map((filter) => search(robot.credential, 'searchServers', filter)));
		expect(robot.sent()).toEqual(['GET /server']);
	});

	it('does not show the list to somebody with another password', async () => {
		await search(robot.credential, 'searchServers');
		await expect(search({ ...robot.credential, password: 'wrong' }, 'searchServers')).rejects.toThrow('Robot refused the user name or the password');
	});

	it('asks again after 15 seconds, and shows what is new', async () => {
		await search(robot.credential, 'searchServers');
		robot.server(321).server_name = 'renamed';
		pass(15);

		expect(await names('searchServers', '321')).toEqual(['renamed (321, AX41-NVMe, FSN1-DC14, 203.0.113.10)']);
		expect(robot.sent()).toEqual(['GET /server', 'GET /server']);
	});

	it('shows the reason when Robot refuses, and asks again next time', async () => {
		robot.simulator.inject({ kind: 'error', status: 403, code: 'RATE_LIMIT_EXCEEDED', message: 'rate limit exceeded', extra: { max_request: 200, interval: 3600 } });

		await expect(search(robot.credential, 'searchServers')).rejects.toMatchObject({
			message: "Robot's request limit is used up: 200 requests per hour",
			description: expect.stringContaining('try again within 60 minutes'),
		});
		expect(await names('searchServers', 'web1')).toEqual(['web1 (321, AX41-NVMe, FSN1-DC14, 203.0.113.10)']);
	});
});

describe('the lists of what belongs to servers', () => {
	it('call single addresses by the names of their servers, and ask for these once', async () => {
		expect(await searched('searchIps', 'web1')).toEqual([
			{ name: '203.0.113.10 (web1, 321)', value: '203.0.113.10' },
			{ name: '203.0.113.12 (web1, 321)', value: '203.0.113.12' },
		]);
		expect(await names('searchIps', '203.0.113.80')).toEqual(['203.0.113.80 (480)']);
		expect(await names('searchSubnets', '401')).toEqual(['2001:db8:0:401::/64 (mail, 401)']);
		expect(await names('searchSubnets', 'failover')).toEqual(['198.51.100.200/32 (web1, 321, failover)', '2001:db8:ff00:1::/64 (web1, 321, failover)']);
		expect(robot.sent()).toEqual(['GET /ip', 'GET /server', 'GET /subnet']);
	});

	it('ask for no servers where there is nothing of them', async () => {
		robot.simulator.state.ips.length = 0;
		expect(await searched('searchIps')).toEqual([]);
		expect(robot.sent()).toEqual(['GET /ip']);
	});

	it('say that the login was refused', async () => {
		await expect(search({ ...robot.credential, password: 'wrong' }, 'searchIps')).rejects.toThrow('Robot refused the user name or the password');
	});

	it('leave out what is listed without its address', async () => {
		robot.simulator.inject({
			kind: 'reply',
			method: 'GET',
			path: '/ip',
			status: 200,
			body: JSON.stringify([{ ip: { ip: null, server_number: 321 } }, { ip: { ip: '203.0.113.10', server_number: null } }]),
		});
		expect(await searched('searchIps')).toEqual([{ name: '203.0.113.10', value: '203.0.113.10' }]);
	});
});

describe('the list of vSwitches', () => {
	it('shows names first, and marks what is cancelled', async () => {
		expect(await searched('searchVSwitches')).toEqual([
			{ name: 'k8s-private (4321, VLAN 4000)', value: '4321' },
			{ name: 'old-lab (4330, VLAN 4091, cancelled)', value: '4330' },
			{ name: 'storage (4322, VLAN 4001)', value: '4322' },
		]);
	});
});

describe('the list of SSH keys', () => {
	it('shows name, fingerprint and type, and gives the fingerprints', async () => {
		expect(await searched('searchSshKeys')).toEqual([
			{ name: 'alice@laptop (30:ed:2e:78:3b:da:1f:eb:a3:7e:01:8e:48:90:09:29, ED25519)', value: '30:ed:2e:78:3b:da:1f:eb:a3:7e:01:8e:48:90:09:29' },
			{ name: 'bob (office) (80:2b:d3:fe:62:b8:0d:3d:67:cb:5a:43:a0:36:1e:c7, ECDSA)', value: '80:2b:d3:fe:62:b8:0d:3d:67:cb:5a:43:a0:36:1e:c7' },
			{ name: 'deploy (95:7c:77:e3:19:60:de:bf:a1:fd:a5:1b:21:8a:7a:16, RSA)', value: '95:7c:77:e3:19:60:de:bf:a1:fd:a5:1b:21:8a:7a:16' },
		]);
		expect(robot.sent()).toEqual(['GET /key']);
	});

	it('is empty for an account without keys', async () => {
		robot.simulator.state.keys.length = 0;
		expect(await searched('searchSshKeys')).toEqual([]);
	});
});
