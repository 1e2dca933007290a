import { afterEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FleetProblem, readFleet, toFleet } from '../../simulator/fleet.mts';
import { startSimulator, type Simulator } from '../../simulator/index.mts';
import { clientOf } from './client.mts';

/** What the documentation shows as the reply to GET /server, without its deprecated fields. */
const DOCUMENTED = [
	{
		server: {
			server_ip: '123.123.123.123',
			server_ipv6_net: '2a01:f48:111:4221::',
			server_number: 321,
			server_name: 'server1',
			product: 'DS 3000',
			dc: 'NBG1-DC1',
			traffic: '5 TB',
			status: 'ready',
			cancelled: false,
			paid_until: '2010-09-02',
			ip: ['123.123.123.123'],
			subnet: [{ ip: '2a01:4f8:111:4221::', mask: '64' }],
			linked_storagebox: 12345,
		},
	},
	{
		server: {
			server_ip: '123.123.123.124',
			server_ipv6_net: '2a01:f48:111:4221::',
			server_number: 421,
			server_name: 'server2',
			product: 'X5',
			dc: 'FSN1-DC10',
			traffic: '2 TB',
			status: 'ready',
			cancelled: false,
			paid_until: '2010-06-11',
			ip: ['123.123.123.124'],
			subnet: null,
			linked_storagebox: null,
		},
	},
];

const running: Simulator[] = [];
afterEach(async () => {
	for (const simulator of running.splice(0)) await simulator.close();
});

async function withFleet(given?: unknown) {
	const simulator = await startSimulator(given === undefined ? {} : { fleet: toFleet(given) });
	running.push(simulator);
	return { simulator, client: clientOf(simulator) };
}

describe('a fleet of somebody', () => {
	it('is what Robot has answered to GET /server', async () => {
		const { client } = await withFleet(DOCUMENTED);
		const { body } = await client.get('/server');
		expect(body).toMatchObject([
			{
				server: {
					server_number: 321,
					server_name: 'server1',
					server_ip: '123.123.123.123',
					product: 'DS 3000',
					dc: 'NBG1-DC1',
					traffic: '5 TB',
					paid_until: '2010-09-02',
				},
			},
			{ server: { server_number: 421, server_name: 'server2', paid_until: '2010-06-11' } },
		]);
		expect((await client.get('/server/321')).body.server.linked_storagebox).toBe(12345);
		expect((await client.post('/reset/321', [['type', 'hw']])).status).toBe(200);
		expect((await client.get('/server/345')).status).toBe(404);
		expect((await client.get('/failover')).body).toMatchObject({ error: { code: 'NOT_FOUND' } });
	});

	it('stays as it was, where it is what the simulated Robot has answered itself', async () => {
		const { client } = await withFleet();
		const vswitches = await Promise.all((await client.get('/vswitch')).body.map(async ({ id }: { id: number }) => (await client.get(`/vswitch/${id}`)).body));
		const told = { servers: (await client.get('/server')).body, failovers: (await client.get('/failover')).body, storageboxes: (await client.get('/storagebox')).body };
		const fields = ({ id, name, vlan, cancelled, server }: Record<string, unknown>) => ({
			id,
			name,
			vlan,
			cancelled,
			server: (server as any[]).map(({ server_number }) => ({ server_number })),
		});
		const { client: copy } = await withFleet({ ...told, vswitches: vswitches.map(fields) });
		expect((await copy.get('/server')).body).toEqual(told.servers);
		expect((await copy.get('/failover')).body).toEqual(told.failovers);
		expect((await copy.get('/storagebox')).body).toEqual(told.storageboxes);
		expect((await copy.get('/vswitch/4321')).body).toMatchObject({
			name: 'k8s-private',
			vlan: 4000,
			server: [{ server_number: 421 }, { server_number: 422 }, { server_number: 423 }],
		});
	});

	it('needs a number of each server, and is as usual beyond that', async () => {
		const { simulator, client } = await withFleet({
			servers: [
				{ server_number: 1234567, reset: ['sw', 'hw'], windows: true },
				{ server_number: 2, server_ip: '203.0.113.2', operating_status: 'shut off' },
			],
			failovers: [{ ip: '198.51.100.7', server_number: 2 }],
		});
		expect((await client.get('/reset/1234567')).body.reset).toMatchObject({ type: ['sw', 'hw'] });
		expect((await client.get('/reset/2')).body.reset).toMatchObject({ operating_status: 'shut off' });
		expect((await client.get('/server/1234567')).body.server).toMatchObject({ server_ip: null, server_ipv6_net: '2001:db8:123:4567::', windows: true, plesk: false });
		expect((await client.get('/subnet/198.51.100.7')).body.subnet).toMatchObject({ failover: true, server_number: 2 });
		expect((await client.post('/failover/198.51.100.7', [['active_server_ip', '203.0.113.2']])).body).toMatchObject({ error: { code: 'FAILOVER_ALREADY_ROUTED' } });
		simulator.reset();
		expect((await client.get('/server')).body).toHaveLength(2);
	});

	it('is in the file that the start names', () => {
		const folder = mkdtempSync(join(tmpdir(), 'fleet-'));
		const path = join(folder, 'fleet.json');
		writeFileSync(path, JSON.stringify(DOCUMENTED));
		expect(readFleet(path).servers.map(({ server_name }) => server_name)).toEqual(['server1', 'server2']);
		writeFileSync(path, '[{');
		expect(() => readFleet(path)).toThrow(FleetProblem);
		expect(() => readFleet(path)).toThrow(path);
		rmSync(folder, { recursive: true });
		expect(() => readFleet(path)).toThrow(/no such file/);
	});
});

describe('what is no fleet says what is wrong, and where', () => {
	const server = { server_number: 1 };
	it.each([
		['nothing', null, 'A fleet is a list of servers'],
		['a word', '"servers"', 'A fleet is a list of servers'],
		['no server', [], 'There is no server in it.'],
		['no server, but failover IPs', { failovers: [] }, 'There is no server in it.'],
		['another list', { servers: [server], boxes: [] }, '"boxes" is not known; a fleet has servers, failovers, vswitches, storageboxes.'],
		['one server for the list', { servers: server }, '"servers" is not a list.'],
		['a server without a number', [{ server_name: 'web1' }], 'servers[0] has no server_number.'],
		['a number as text', [server, { server_number: '2' }], 'servers[1].server_number is "2", and has to be a whole number of 1 or more.'],
		['a server twice', [server, { server }], 'servers: server_number 1 is there twice.'],
		['a slip in a name', [{ ...server, operating: 'running' }], 'servers[0].operating is not known'],
		['an object’s own name', [{ ...server, toString: 'x' }], 'servers[0].toString is not known'],
		['another reset type', [{ ...server, reset: ['soft'] }], 'servers[0].reset is ["soft"], and has to be true or false, or a list, each of it "sw" or "hw"'],
		['another address', [{ ...server, server_ip: '2001:db8::1' }], 'servers[0].server_ip is "2001:db8::1", and has to be an IPv4 address, or null.'],
		['a day that there is not', [{ ...server, paid_until: '2027-02-30' }], 'servers[0].paid_until is "2027-02-30", and has to be a day such as'],
		['a net without its size', [{ ...server, subnet: [{ ip: '192.0.2.0' }] }], 'servers[0].subnet is'],
		[
			'another server’s failover IP',
			{ servers: [server], failovers: [{ ip: '192.0.2.1', server_number: 2 }] },
			'The failover IP 192.0.2.1 names the server 2, which is not in the fleet.',
		],
		['another server’s vSwitch', { servers: [server], vswitches: [{ id: 4, name: 'a', vlan: 4000, server: [{ server_number: 2 }] }] }, 'The vSwitch 4 names the server 2'],
		['another server’s Storage Box', { servers: [server], storageboxes: [{ id: 4, name: 'a', linked_server: 2 }] }, 'The Storage Box 4 names the server 2'],
	])('%s', (_what, given, message) => {
		expect(() => toFleet(given)).toThrow(message);
	});
});

it('docs/simulator.md shows one', () => {
	const [, example] = /```json\n([^]*?)```/.exec(readFileSync('docs/simulator.md', 'utf8'))!;
	expect(toFleet(JSON.parse(example!))).toMatchObject({ servers: [{ server_name: 'web1' }, { server_name: 'web2' }], storageboxes: [{ disk_quota: 5_242_880 }] });
});
