import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { inDays } from '../support/clock.mts';
import { simulatedRobot } from '../support/simulatedRobot.mts';

const robot = simulatedRobot();
const all = ['addresses', 'failover', 'resetTypes', 'reverseDns', 'subnets'];
const inventory = (more: INodeParameters = {}): INodeParameters => ({ resource: 'server', operation: 'getInventory', parts: all, returnAll: true, ...more });

describe('Get Inventory', () => {
	it('joins what belongs to each server out of six requests', async () => {
		const run = await robot.run(inventory());

		expect(robot.sent().sort()).toEqual(['GET /failover', 'GET /ip', 'GET /rdns', 'GET /reset', 'GET /server', 'GET /subnet']);
		expect(run.json.find((server) => (server as { server_number: number }).server_number === 321)).toEqual({
			server_number: 321,
			server_name: 'web1',
			server_ip: '203.0.113.10',
			server_ipv6_net: '2001:db8:0:321::',
			product: 'AX41-NVMe',
			dc: 'FSN1-DC14',
			traffic: '20 TB',
			status: 'ready',
			cancelled: false,
			paid_until: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
			addresses: [
				{ ip: '203.0.113.10', locked: false, separate_mac: null },
				{ ip: '203.0.113.12', locked: false, separate_mac: null },
			],
			subnets: [
				{ subnet: '2001:db8:0:321::/64', gateway: 'fe80::1', failover: false },
				{ subnet: '203.0.113.160/29', gateway: '203.0.113.10', failover: false },
				{ subnet: '198.51.100.200/32', gateway: '203.0.113.10', failover: true },
				{ subnet: '2001:db8:ff00:1::/64', gateway: 'fe80::1', failover: true },
			],
			failover_ips: [
				{ ip: '198.51.100.200', active_server_ip: '203.0.113.10', leads_to: 'web1' },
				{ ip: '2001:db8:ff00:1::', active_server_ip: '2001:db8:0:321::', leads_to: 'web1' },
			],
			routed_here: ['198.51.100.200', '2001:db8:ff00:1::'],
			reverse_dns: [
				{ ip: '203.0.113.10', ptr: 'web1.example.com' },
				{ ip: '2001:db8:0:321::2', ptr: 'web1.example.com' },
			],
			reset_types: ['power', 'power_long', 'hw', 'man'],
		});
	});

	it('asks for the chosen parts of the servers that match only', async () => {
		const run = await robot.run(inventory({ parts: ['resetTypes'], filters: { namePattern: 'WEB?' } }));

		expect(robot.sent()).toEqual(['GET /server', 'GET /reset']);
		expect(run.json).toMatchObject([{ server_name: 'web1', ip: ['203.0.113.10', '203.0.113.12'], reset_types: ['power', 'power_long', 'hw', 'man'] }, { server_name: 'web2' }]);
	});

	it('asks about the cancellations of cancelled servers only', async () => {
		const run = await robot.run(inventory({ parts: '["cancellations"]', filters: { namePattern: 's*' } }));

		expect(robot.sent()).toEqual(['GET /server', 'GET /server/470/cancellation']);
		expect(run.json).toContainEqual(
			expect.objectContaining({
				server_name: 'staging',
				cancellation: { cancellation_date: inDays(20), cancellation_reason: 'Server no longer necessary due to project ending', reserved: false },
			}),
		);
	});

	it('names servers that the filters leave out', async () => {
		const run = await robot.run(inventory({ parts: ['failover'], filters: { namePattern: 'web2' } }));

		expect(run.json).toMatchObject([{ server_name: 'web2', failover_ips: [], routed_here: [] }]);
	});

	it("takes a failover IP that leads nowhere for nobody's, also where a server has no main address", async () => {
		for (const failover of robot.simulator.state.failovers) failover.active_server_ip = null;

		const run = await robot.run(inventory({ parts: ['failover'] }));

		const told = run.json as Array<{ server_ip: string | null; failover_ips: unknown[]; routed_here: string[] }>;
		expect(told.some(({ server_ip }) => server_ip === null)).toBe(true);
		expect(told.flatMap(({ routed_here }) => routed_here)).toEqual([]);
		expect(told.flatMap(({ failover_ips }) => failover_ips)).toContainEqual({ ip: '198.51.100.200', active_server_ip: null, leads_to: null });
	});

	it.each([
		['an unknown part', { parts: ['disks'] }, /^Parts: there is no part "disks"/],
		['no part', { parts: '[]' }, /^Parts is empty/],
		['a part that an expression does not find', { parts: '={{ $json.nothing }}' }, /^Parts is empty|resolved to nothing/],
		['a filter that an expression does not find', { filters: { namePattern: '={{ $json.nothing }}' } }, /^Name Pattern resolved to nothing/],
	])('refuses %s before it asks', async (_what, more, message) => {
		expect((await robot.run(inventory(more))).error?.message).toMatch(message);
		expect(robot.sent()).toEqual([]);
	});
});

describe('Get Many', () => {
	it('narrows the list down', async () => {
		const run = await robot.run({ resource: 'server', operation: 'getAll', returnAll: true, filters: { dataCenter: 'hel1', cancelled: 'false' } });

		expect(robot.sent()).toEqual(['GET /server']);
		expect(run.json.length).toBeGreaterThan(0);
		expect(run.json.every((server) => (server as { dc: string }).dc.startsWith('HEL1'))).toBe(true);
	});
});

describe('the filter Status', () => {
	const withStatus = (status: unknown) => robot.run({ resource: 'server', operation: 'getAll', returnAll: true, filters: { status: status as string[] } });

	it.each([['Ready'], ['in process, READY'], ['["Ready", "In Process"]']])('is understood as the editor shows it: %s', async (status) => {
		expect((await withStatus(status)).json).toEqual((await withStatus(status === 'Ready' ? ['ready'] : ['in process', 'ready'])).json);
		expect((await withStatus(status)).json.length).toBeGreaterThan(0);
	});

	it.each([['all'], ['any'], ['*'], ['cancelled'], ['ready, active'], ['["null"]']])('is no empty list for a status that there is not: %s', async (status) => {
		const run = await withStatus(status);
		expect(run.error?.message).toMatch(/^Status: there is no status "(all|any|\*|cancelled|active|null)"$/);
		expect(run.error?.description).toBe('Nothing was sent. There are in process, ready.');
		expect(robot.sent()).toEqual([]);
	});
});
