import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { HetznerRobot } from '../../nodes/HetznerRobot/HetznerRobot.node.ts';
import { by } from '../contract/case.mts';
import { startOddRobot } from '../support/oddRobot.mts';
import { itemsOf, shown, simulatedRobot } from '../support/simulatedRobot.mts';
import { toolOf } from '../support/agent.mts';

/** Output: simplified, raw, or selected fields, on the simulated account. */

const robot = simulatedRobot();

const SIMPLIFIED = { output: 'simplified' };
const selected = (fields: unknown): INodeParameters => ({ output: 'selectedFields', fields: fields as string[] });
const web1 = { resource: 'server', operation: 'get', serverNumber: by('id', '321') };
const servers = { resource: 'server', operation: 'getAll' };

const SIMPLIFIED_WEB1 = {
	server_number: 321,
	server_name: 'web1',
	server_ip: '203.0.113.10',
	server_ipv6_net: '2001:db8:0:321::',
	product: 'AX41-NVMe',
	dc: 'FSN1-DC14',
	status: 'ready',
	cancelled: false,
	paid_until: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
	ip: ['203.0.113.10', '203.0.113.12'],
	nets: ['2001:db8:0:321::/64', '203.0.113.160/29', '198.51.100.200/32', '2001:db8:ff00:1::/64'],
	features: ['reset', 'rescue', 'vnc', 'windows', 'plesk', 'cpanel', 'wol'],
};

describe('Simplified', () => {
	it('is what comes out unless told', async () => {
		const run = await robot.run({ ...web1, output: undefined });
		expect(run.json).toEqual([SIMPLIFIED_WEB1]);
	});

	it('is the same for an input item each, asked for once', async () => {
		const run = await robot.run({ ...web1, ...SIMPLIFIED }, { items: itemsOf(1, 2) });
		expect(run.json).toEqual([SIMPLIFIED_WEB1, SIMPLIFIED_WEB1]);
		expect(robot.sent()).toEqual(['GET /server/321']);
	});

	it('says of an offer of the market what it costs and what is in it', async () => {
		const { json } = await robot.run({ resource: 'order', operation: 'getAllProducts', kind: 'market', limit: 1, ...SIMPLIFIED });
		expect(json).toEqual([
			{
				id: 2710001,
				name: 'SB27',
				cpu: 'Intel Core i7-6700',
				memory_size: 32,
				drives: '2x SSD M.2 NVMe 512 GB',
				datacenter: 'FSN1-DC7',
				price_vat: 32.13,
				price_setup_vat: 0,
				fixed_price: false,
				next_reduce_date: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
				traffic: '20 TB',
				extras: [],
				addons: ['primary_ipv4'],
			},
		]);
	});

	it('puts each rule of a firewall into a line', async () => {
		const run = await robot.run({ resource: 'firewall', operation: 'get', serverNumber: by('name', 'web1'), ...SIMPLIFIED });
		expect(run.json).toEqual([
			{
				server_name: 'web1',
				server_number: 321,
				server_ip: '203.0.113.10',
				status: 'active',
				filter_ipv6: false,
				whitelist_hos: true,
				port: 'main',
				input_rules: [
					'ssh from office: accept IPv4 TCP from 192.0.2.128/28 to port 22',
					'http: accept IPv4 TCP to port 80',
					'https: accept IPv4 TCP to port 443',
					'tcp established: accept IPv4 TCP to port 32768-65535 with flags ack',
				],
				output_rules: ['Allow all: accept everything'],
			},
		]);
	});

	it('says which boot system is active, with its password, which is shown once', async () => {
		const activated = await robot.run({ resource: 'boot', operation: 'activateRescue', serverNumber: by('id', '321'), os: 'linux' });
		const [{ password }] = activated.json as [{ password: string }];
		const all = { resource: 'boot', operation: 'get', system: 'all', serverNumber: by('id', '321') };

		expect((await robot.run({ ...all, ...SIMPLIFIED })).json).toMatchObject([{ server_number: 321, active_system: 'rescue', active_os: 'linux', password, authorized_key: [] }]);
		expect((await robot.run({ ...all, ...selected('active_system, password') })).json).toEqual([{ server_number: 321, active_system: 'rescue', password }]);
		expect((await robot.run(all)).json).toMatchObject([{ rescue: { password } }]);
	});

	it('says of an inventory what was asked for, and null for the rest', async () => {
		const inventory = { resource: 'server', operation: 'getInventory', ...SIMPLIFIED, limit: 1, filters: { namePattern: 'web1' } };
		const parts = ['addresses', 'failover', 'resetTypes', 'reverseDns', 'subnets'];
		expect((await robot.run({ ...inventory, parts })).json).toEqual([
			{
				...Object.fromEntries(Object.entries(SIMPLIFIED_WEB1).filter(([name]) => !['features', 'paid_until'].includes(name))),
				cancellation_date: null,
				ptr: expect.arrayContaining(['203.0.113.10 web1.example.com']),
				failover: ['198.51.100.200 leads to web1', '2001:db8:ff00:1:: leads to web1'],
				routed_here: expect.arrayContaining(['198.51.100.200']),
				reset_types: expect.arrayContaining(['hw']),
			},
		]);
		expect((await robot.run({ ...inventory, parts: ['resetTypes'] })).json).toMatchObject([{ ip: SIMPLIFIED_WEB1.ip, nets: SIMPLIFIED_WEB1.nets, ptr: null, failover: null }]);
	});

	it('leaves alone what is no such object', async () => {
		const update = { resource: 'vSwitch', operation: 'update', vSwitchId: by('id', '4321'), updateFields: { name: 'backup' } };
		expect((await robot.run({ ...update, ...SIMPLIFIED })).json).toEqual([{ id: 4321, success: true }]);
		robot.simulator.advance(3600);
		expect((await robot.run({ ...update, ...SIMPLIFIED, waitForCompletion: true })).json).toMatchObject([{ id: 4321, name: 'backup', server_numbers: expect.any(Array) }]);
		expect((await robot.run({ ...update, ...SIMPLIFIED, options: { dryRun: true } })).json).toMatchObject([{ dryRun: true, requests: [{ method: 'POST' }] }]);
	});
});

describe('what the node says beside it', () => {
	const toFirewall = { resource: 'firewall', operation: 'set', serverNumber: by('id', '321'), status: 'active', options: { onlyIfDifferent: true } };
	const same = { rename: { ...web1, operation: 'rename', serverName: 'web1', options: { onlyIfDifferent: true } }, toFirewall };

	it.each([
		['simplified', SIMPLIFIED, { server_number: 321, server_name: 'web1' }],
		['selected', selected(['product']), { product: 'AX41-NVMe' }],
		['raw', { output: 'raw' }, { server_number: 321, reset: true }],
	])('is there in the output %s', async (_how, how, fields) => {
		expect((await robot.run({ ...same.rename, ...how })).json).toMatchObject([{ ...fields, changed: false, message: expect.any(String) }]);
		expect((await robot.run({ ...same.rename, serverName: 'web-1', ...how })).json).toMatchObject([{ changed: true }]);
	});

	it('is told of servers that were added to a vSwitch', async () => {
		const add = { resource: 'vSwitch', operation: 'addServers', vSwitchId: by('id', '4321'), server: '={{ [321] }}', waitForCompletion: true };
		expect((await robot.run({ ...add, ...SIMPLIFIED })).json).toMatchObject([{ id: 4321, added_servers: [{ server_number: 321 }], server_numbers: expect.arrayContaining([321]) }]);
	});
});

describe('Selected Fields', () => {
	it.each<[string, unknown]>([
		['a list', ['server_name', 'server_number']],
		['its JSON', '={{ \'["server_name", "server_number"]\' }}'],
		['a text', '={{ "server_name, server_number" }}'],
		['a text with lines, and one twice', '={{ "server_name\\nserver_number\\nserver_name" }}'],
		['an expression', '={{ ["server_name", " server_number "] }}'],
		['what the editor shows', '={{ "Server Name, server number" }}'],
	])('are taken as %s', async (_how, fields) => {
		expect((await robot.run({ ...web1, ...selected(fields) })).json).toEqual([{ server_name: 'web1', server_number: 321 }]);
	});

	it("are those of both outputs, Robot's own as they are", async () => {
		const { json } = await robot.run({ ...web1, ...selected(['nets', 'subnet', 'wol']) });
		expect(json).toEqual([{ nets: SIMPLIFIED_WEB1.nets, subnet: expect.arrayContaining([{ ip: '2001:db8:0:321::', mask: '64' }]), wol: true }]);
	});

	it.each<[string, unknown, string]>([
		['none', [], 'Fields is empty'],
		['what an expression finds no value for', '={{ $json.missing }}', 'Fields is empty'],
		['null', '={{ null }}', 'Fields is empty'],
		['a blank text', '={{ "  " }}', 'Fields is empty'],
		['an empty list in a text', '={{ "[]" }}', 'Fields is empty'],
		['a list with a hole', '={{ ["server_name", null] }}', 'Fields is not a text'],
		['an object', '={{ {} }}', 'Fields is not a text'],
		['an unknown field', ['server_name', 'password'], 'Fields: there is no field "password"'],
		["a field of another operation's", '={{ "price_vat" }}', 'Fields: there is no field "price_vat"'],
	])('are never everything for %s', async (_what, fields, message) => {
		const run = await robot.run({ ...web1, ...selected(fields) });
		expect(run.json).toEqual([]);
		expect(shown(run).message).toBe(message);
		expect(robot.sent()).toEqual([]);
	});

	it('that are unknown are told which there are', async () => {
		const { description } = shown(await robot.run({ ...servers, ...selected(['size']) }));
		expect(description).toContain(
			'Nothing was sent. There are cancelled, dc, ip, nets, paid_until, product, server_ip, server_ipv6_net, server_name, server_number, status, subnet, traffic.',
		);
	});

	it('are those of the kind that was chosen', async () => {
		const products = { resource: 'order', operation: 'getAllProducts', limit: 1, ...selected(['id', 'price_vat']) };
		expect((await robot.run({ ...products, kind: 'market' })).json).toEqual([{ id: 2710001, price_vat: 32.13 }]);
		expect((await robot.run({ ...products, kind: 'server' })).json).toEqual([{ id: 'EX44', price_vat: expect.any(Number) }]);
		expect(shown(await robot.run({ ...products, ...selected(['cpu']), kind: 'server' })).message).toBe('Fields: there is no field "cpu"');
	});

	it.each([
		['addon', 'date, Server Number', { server_number: 321 }],
		['market', 'Host Key, addons', { addons: ['primary_ipv4'] }],
	])('are understood by their labels among those of the kind: %s', async (kind, fields, some) => {
		const transaction = { id: 'B1', date: '2026-01-01T00:00:00+00:00', server_number: 321, host_key: [], addons: ['primary_ipv4'] };
		const odd = await startOddRobot(() => ({ body: [{ transaction }] }));
		const run = await robot.run({ resource: 'order', operation: 'getAllTransactions', kind, ...selected(fields) }, { credential: odd.credential });
		await odd.close();
		expect(run.json).toMatchObject([some]);
	});

	it('are chosen by each item', async () => {
		const run = await robot.run({ ...web1, ...selected('={{ $json.n }}') }, { items: itemsOf('dc', ['product']) });
		expect(run.json).toEqual([{ dc: 'FSN1-DC14' }, { product: 'AX41-NVMe' }]);
	});
});

describe('Output', () => {
	it.each([
		['nothing', '={{ null }}', 'Output is empty'],
		['a word', '={{ "everything" }}', 'Output is none of Simplified, Raw, Selected Fields'],
	])('is none of the known for %s', async (_what, output, message) => {
		expect(shown(await robot.run({ ...web1, output })).message).toBe(message);
		expect(robot.sent()).toEqual([]);
	});

	it('is put out as in the first try', async () => {
		robot.simulator.inject({ kind: 'error', status: 404, code: 'SERVER_NOT_FOUND', message: 'Not found', method: 'POST', path: '/server/322' });
		const rename = { ...web1, operation: 'rename', serverNumber: by('id', '={{ $json.n }}'), serverName: 'new', ...SIMPLIFIED };
		const run = await robot.run(rename, { items: itemsOf(321, 322), tries: 2 });

		expect(robot.sent().filter((line) => line.startsWith('POST'))).toEqual([
			'POST /server/321 server_name=new',
			'POST /server/322 server_name=new',
			'POST /server/322 server_name=new',
		]);
		expect(run.json).toMatchObject([{ server_number: 321, nets: SIMPLIFIED_WEB1.nets }, { server_number: 322 }]);
	});

	it('is short for a model', async () => {
		const offers = { resource: 'order', operation: 'getAllProducts', kind: 'market' };
		const tool = async (output?: string) => (await toolOf({ credential: robot.credential, node: new HetznerRobot(), parameters: { ...offers, output } })).func({});
		const [own, simplified] = [await tool('raw'), await tool()];
		expect(simplified).toContain('"price_vat":32.13');
		expect(simplified.length).toBeLessThan(own.length / 2);
	});
});

describe('a reply that is not as documented', () => {
	const BROKEN = {
		server_number: '321',
		server_name: null,
		server_ip: {},
		product: 7,
		cancelled: 'false',
		ip: ['203.0.113.10', null, { ip: '203.0.113.11' }],
		subnet: [{ ip: '2001:db8::' }, null, 'a net', { mask: 64 }],
		reset: 'true',
		rescue: false,
		vnc: 1,
	};

	it('is simplified as far as it goes, and loses nothing else', async () => {
		const odd = await startOddRobot(() => ({ body: [{ server: BROKEN }, { server: { server_number: 322 } }] }));
		const run = await robot.run({ ...servers, ...SIMPLIFIED, sort: 'none' }, { credential: odd.credential });
		await odd.close();

		const none = { server_name: null, server_ip: null, server_ipv6_net: null, product: null, dc: null, status: null, cancelled: null, paid_until: null, ip: null, nets: null };
		expect(run.json).toEqual([
			{
				...none,
				server_number: '321',
				product: '7',
				cancelled: false,
				ip: ['203.0.113.10', 'unreadable', 'unreadable'],
				nets: ['2001:db8::', 'unreadable', 'a net', 'unreadable'],
			},
			{ ...none, server_number: 322 },
		]);
	});

	const simplifiedOf = async (body: unknown, parameters: INodeParameters) => {
		const odd = await startOddRobot(() => ({ body }));
		const run = await robot.run({ ...SIMPLIFIED, ...parameters }, { credential: odd.credential });
		await odd.close();
		return run.json;
	};

	it('says what is active, however Robot spells it, with the keys of all', async () => {
		const key = (name: string) => ({ key: { name, fingerprint: 'aa:bb' } });
		const rescue = { active: 'true', os: 'linux', password: 'one', authorized_key: [key('a')], host_key: [] };
		const linux = { active: true, dist: 'Debian', password: 'two', authorized_key: [key('b')], host_key: [key('h')] };
		const boot = { resource: 'boot', operation: 'get', system: 'all', serverNumber: by('id', '321') };

		expect(await simplifiedOf({ boot: { rescue } }, boot)).toMatchObject([{ active_system: 'rescue', active_os: 'linux', password: 'one', authorized_key: ['a (aa:bb)'] }]);
		expect(await simplifiedOf({ boot: { rescue, linux } }, boot)).toMatchObject([
			{ active_system: 'rescue, linux', password: 'rescue: one, linux: two', authorized_key: ['a (aa:bb)', 'b (aa:bb)'], host_key: ['h (aa:bb)'] },
		]);
		expect(await simplifiedOf({ boot: { vnc: { active: true, dist: 'Fedora' } } }, boot)).toMatchObject([{ active_system: 'vnc', authorized_key: null, host_key: null }]);
	});

	it('keeps digits that JavaScript would round as they are, or says none', async () => {
		const vSwitch = { resource: 'vSwitch', operation: 'get', vSwitchId: by('id', '4321') };
		const server = [{ server_number: '98765432109876543210' }, { server_number: '321' }, { server_number: null }];
		expect(await simplifiedOf({ id: 4321, vlan: '98765432109876543210', server }, vSwitch)).toMatchObject([
			{ id: 4321, vlan: null, server_numbers: ['98765432109876543210', 321, 'unreadable'] },
		]);
	});

	it('tells drives from what they are connected to', async () => {
		const description = ['Intel Core i7-3770', '2x HDD SATA 3,0 TB', '1x RAID Controller 4-Port SATA/SAS - LSI MegaRAID SAS 9260-4i'];
		const offer = { id: 1, cpu: 'Intel Core i7-3770', description };
		expect(await simplifiedOf([{ product: offer }], { resource: 'order', operation: 'getAllProducts', kind: 'market' })).toMatchObject([
			{ drives: '2x HDD SATA 3,0 TB', extras: ['1x RAID Controller 4-Port SATA/SAS - LSI MegaRAID SAS 9260-4i'] },
		]);
	});

	it('is sorted by the price that it shows, where it is cheapest', async () => {
		const product = (id: string, ...amounts: string[]) => ({ product: { id, prices: amounts.map((gross, index) => ({ location: `L${index}`, price: { gross } })) } });
		const products = [product('A', '50.00', '50.00'), product('B', '80.00', '40.00'), product('C', 'soon'), product('D', '45.00')];
		const list = { resource: 'order', operation: 'getAllProducts', kind: 'server', sort: 'price' };

		expect(await simplifiedOf(products, list)).toMatchObject([
			{ id: 'B', price_vat: 40 },
			{ id: 'D', price_vat: 45 },
			{ id: 'A', price_vat: 50 },
			{ id: 'C', price_vat: null },
		]);
		expect(await simplifiedOf(products, { ...list, limit: 1 })).toMatchObject([{ id: 'B' }]);
	});

	it('has no price where Robot says none', async () => {
		const offers = [
			{ id: 1, price_vat: '' },
			{ id: 2, price_vat: 'free', price_setup_vat: null },
			{ id: 3, price_vat: 0 },
			{ id: 4, price_vat: '27.3700' },
			{ id: 5, price_vat: [27] },
		];
		const odd = await startOddRobot(() => ({ body: offers.map((product) => ({ product })) }));
		const run = await robot.run({ resource: 'order', operation: 'getAllProducts', kind: 'market', ...selected(['id', 'price_vat']), sort: 'none' }, { credential: odd.credential });
		await odd.close();
		expect(run.json).toEqual([
			{ id: 1, price_vat: null },
			{ id: 2, price_vat: null },
			{ id: 3, price_vat: 0 },
			{ id: 4, price_vat: 27.37 },
			{ id: 5, price_vat: null },
		]);
	});
});
