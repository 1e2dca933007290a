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
			{ name: 'No name (499, EX44, FSN1-DC14, 203.0.113.99)', value: '499' },
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
			{ name: '198.51.100.200 (leads to 203.0.113.10)', value: '198.51.100.200' },
			{ name: '2001:db8:ff00:1:: (not routed)', value: '2001:db8:ff00:1::' },
		]);
		expect(robot.sent()).toEqual(['GET /failover']);
	});

	it('finds them by their address and by where they lead', async () => {
		expect(await names('searchFailoverIps', '198.51')).toEqual(['198.51.100.200 (leads to 203.0.113.10)']);
		expect(await names('searchFailoverIps', ':321::')).toEqual(['2001:db8:ff00:1:: (leads to 2001:db8:0:321::)']);
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

describe('the list of SSH keys', () => {
	it('shows fingerprint, name and type, and gives the fingerprints', async () => {
		expect(await searched('searchSshKeys')).toEqual([
			{ name: '30:ed:2e:78:3b:da:1f:eb:a3:7e:01:8e:48:90:09:29 (alice@laptop, ED25519)', value: '30:ed:2e:78:3b:da:1f:eb:a3:7e:01:8e:48:90:09:29' },
			{ name: '80:2b:d3:fe:62:b8:0d:3d:67:cb:5a:43:a0:36:1e:c7 (bob (office), ECDSA)', value: '80:2b:d3:fe:62:b8:0d:3d:67:cb:5a:43:a0:36:1e:c7' },
			{ name: '95:7c:77:e3:19:60:de:bf:a1:fd:a5:1b:21:8a:7a:16 (deploy, RSA)', value: '95:7c:77:e3:19:60:de:bf:a1:fd:a5:1b:21:8a:7a:16' },
		]);
		expect(robot.sent()).toEqual(['GET /key']);
	});

	it('is empty for an account without keys', async () => {
		robot.simulator.state.keys.length = 0;
		expect(await searched('searchSshKeys')).toEqual([]);
	});
});
