import { describe, expect, it, jest } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { HetznerRobot } from '../../nodes/HetznerRobot/HetznerRobot.node.ts';
import { by } from '../contract/case.mts';
import { search, testCredential } from '../support/engine.mts';
import { simulatedRobot } from '../support/simulatedRobot.mts';
import { limitKey } from '../../nodes/common/http/endpoint.ts';
import { limitProblems, operationEndpoints, usedEndpoints } from '../support/usedEndpoints.mts';

/** Whoever asks Robot, the documented limits hold, and the reply is waited for long enough. */

const robot = simulatedRobot();
const { listSearch } = new HetznerRobot().methods;

/** A switch of a failover IP takes minutes; nothing else does. */
const SLOW = ['POST /failover/{failoverIp}', 'DELETE /failover/{failoverIp}'];

/** What Robot counts together: everything else has a count of its own. */
const COUNTED_TOGETHER = [
	['GET /server', 'GET /server/{serverNumber}'],
	[
		'POST /storagebox/{storageBoxId}',
		'POST /storagebox/{storageBoxId}/password',
		'POST /storagebox/{storageBoxId}/snapshot',
		'DELETE /storagebox/{storageBoxId}/snapshot/{snapshotName}',
		'POST /storagebox/{storageBoxId}/snapshot/{snapshotName}',
		'POST /storagebox/{storageBoxId}/snapshot/{snapshotName}/comment',
		'POST /storagebox/{storageBoxId}/snapshotplan',
		'POST /storagebox/{storageBoxId}/subaccount',
		'PUT /storagebox/{storageBoxId}/subaccount/{username}',
		'DELETE /storagebox/{storageBoxId}/subaccount/{username}',
		'POST /storagebox/{storageBoxId}/subaccount/{username}/password',
	],
];

const nameOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;

describe('the operations', () => {
	it('count together what Robot counts together, and nothing else', () => {
		const counters = new Map<string, Set<string>>();
		for (const endpoint of operationEndpoints) counters.set(limitKey(endpoint), (counters.get(limitKey(endpoint)) ?? new Set()).add(nameOf(endpoint)));
		const together = [...counters.values()].filter(({ size }) => size > 1).map((names) => [...names].sort());
		expect(together.sort()).toEqual(COUNTED_TOGETHER.map((names) => [...names].sort()).sort());
	});

	it('wait a minute for a reply, and four minutes for a failover IP', () => {
		const slow = operationEndpoints.filter(({ timeoutSeconds }) => timeoutSeconds === 240).map(nameOf);
		expect(slow.sort()).toEqual([...SLOW].sort());
		expect(new Set(operationEndpoints.map(({ timeoutSeconds }) => timeoutSeconds))).toEqual(new Set([60, 240]));
	});
});

/** What was asked in the test, with how long each reply was waited for. */
const timeouts = () => Object.fromEntries(usedEndpoints().map((endpoint) => [nameOf(endpoint), endpoint.timeoutSeconds]));

function expectDocumentedLimits(): void {
	expect(limitProblems()).toEqual([]);
	expect(usedEndpoints()).not.toEqual([]);
	for (const [name, seconds] of Object.entries(timeouts())) expect([name, seconds]).toEqual([name, SLOW.includes(name) ? 240 : 60]);
}

describe('the lists of the editor', () => {
	const chosen = { serverNumber: by('id', '460'), netIp: by('ip', '2001:db8:0:401::'), storageBoxId: by('id', '12345'), failoverIp: by('ip', '198.51.100.200') };
	const kinds: INodeParameters[] = [
		{ ...chosen, kind: 'server', productId: by('id', 'EX44') },
		{ ...chosen, kind: 'market', productId: by('id', '2710001') },
		{ ...chosen, kind: 'addon', productId: by('id', 'additional_ipv4') },
	];
	const byName = { ...kinds[0], serverNumber: by('name', 'panel') };

	it.each(Object.keys(listSearch))('%s keeps the documented limits', async (method) => {
		for (const parameters of [...kinds, byName]) await search(robot.credential, method, '', parameters);
		expectDocumentedLimits();
	});
});

describe('operations that need more than their own request', () => {
	const jobs: Record<string, [parameters: INodeParameters, asked: string[]]> = {
		'a server given by its name': [
			{ resource: 'server', operation: 'rename', serverNumber: by('name', 'web1'), serverName: 'renamed' },
			['GET /server', 'POST /server/{serverNumber}'],
		],
		'a rescue system with a reset': [
			{ resource: 'boot', operation: 'activateRescue', serverNumber: by('id', '321'), os: 'linux', resetNow: true, resetType: 'hw' },
			['GET /reset/{serverNumber}', 'POST /boot/{serverNumber}/rescue', 'POST /reset/{serverNumber}'],
		],
		'a firewall whose rules are kept': [
			{ resource: 'firewall', operation: 'set', serverNumber: by('id', '321'), status: 'active', rules: 'keep', filterIpv6: 'keep', whitelistHos: 'keep', waitForCompletion: true },
			['GET /firewall/{serverNumber}', 'POST /firewall/{serverNumber}'],
		],
		'a firewall template whose rules are kept': [
			{ resource: 'firewallTemplate', operation: 'update', templateId: by('id', '11'), name: 'Web', rules: 'keep' },
			['GET /firewall/template/{templateId}', 'POST /firewall/template/{templateId}'],
		],
		'a failover IP that is switched': [
			{ resource: 'failover', operation: 'switch', failoverIp: by('ip', '198.51.100.200'), activeServerIp: by('ip', '203.0.113.11'), waitForCompletion: true },
			['POST /failover/{failoverIp}', 'GET /failover/{failoverIp}'],
		],
		'servers that are added to a vSwitch': [
			{ resource: 'vSwitch', operation: 'addServers', vSwitchId: by('id', '4321'), server: by('list', '321'), waitForCompletion: true },
			['POST /vswitch/{vSwitchId}/server', 'GET /vswitch/{vSwitchId}'],
		],
		'a server that is ordered': [
			{ resource: 'order', operation: 'orderServer', productId: by('id', 'EX44'), password: 'Root-Pa55word', test: false, options: { maximumPrice: 100 } },
			['GET /order/server/product/{productId}', 'GET /order/server/transaction', 'POST /order/server/transaction'],
		],
		'a market server that is ordered': [
			{ resource: 'order', operation: 'orderMarketServer', productId: by('id', '2710001'), password: 'Root-Pa55word', test: false, options: { maximumPrice: 100 } },
			['GET /order/server_market/product/{productId}', 'GET /order/server_market/transaction', 'POST /order/server_market/transaction'],
		],
		'an addon that is ordered': [
			{ resource: 'order', operation: 'orderAddon', serverNumber: by('name', 'web1'), productId: by('id', 'failover_subnet_ipv6_64'), test: false, options: { maximumPrice: 100 } },
			['GET /server', 'GET /order/server_addon/{serverNumber}/product', 'GET /order/server_addon/transaction', 'POST /order/server_addon/transaction'],
		],
	};

	it.each(Object.entries(jobs))('%s keeps the documented limits', async (_what, [parameters, asked]) => {
		expect((await robot.run(parameters)).error).toBeUndefined();
		expect(Object.keys(timeouts()).sort()).toEqual([...asked].sort());
		expectDocumentedLimits();
	});
});

describe('the credential test', () => {
	it('keeps the documented limit, and does not let people wait for a minute', async () => {
		const deadlines = jest.spyOn(AbortSignal, 'timeout');
		await testCredential(robot.credential);
		expect(Object.keys(timeouts())).toEqual(['GET /key']);
		expect(deadlines.mock.calls).toEqual([[30_000]]);
		expect(limitProblems()).toEqual([]);
	});
});
