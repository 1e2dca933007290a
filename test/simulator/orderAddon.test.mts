import { describe, expect, it } from '@jest/globals';
import { routes } from '../../simulator/sections.mts';
import { pass } from '../support/clock.mts';
import { error, invalid, type Form } from './client.mts';
import { client, freshSimulator, simulator } from './fresh.mts';

freshSimulator();

const order = (server: number, product: string, ...form: Form) =>
	client.post('/order/server_addon/transaction', [['server_number', String(server)], ['product_id', product], ...form]);
const REASON: [string, string] = ['reason', 'VPS'];
const transactions = async () => (await client.get('/order/server_addon/transaction')).body.map(({ transaction }: any) => transaction);
const offered = async (server: number) => (await client.get(`/order/server_addon/${server}/product`)).body.map(({ product }: any) => product.id);
const IPV4 = {
	id: 'additional_ipv4',
	name: 'Additional IP address',
	price: {
		location: 'HEL1',
		price: { net: '1.7000', gross: '2.0230', hourly_net: '0.0027', hourly_gross: '0.0032' },
		price_setup: { net: '4.9000', gross: '5.8310' },
	},
};

describe('GET /order/server_addon/{server-number}/product', () => {
	it('lists what the server can have, at the price of its location', async () => {
		const { status, body } = await client.get('/order/server_addon/421/product');
		expect(status).toBe(200);
		expect(body[0]).toEqual({ product: { ...IPV4, type: 'ip_ipv4' } });
		expect(Object.keys(body[0].product)).toEqual(['id', 'name', 'type', 'price']);
		expect(body.map(({ product }: any) => [product.id, product.type])).toEqual([
			['additional_ipv4', 'ip_ipv4'],
			['subnet_ipv4_29', 'subnet_ipv4'],
			['subnet_ipv4_28', 'subnet_ipv4'],
			['failover_subnet_ipv4_29', 'failover_subnet_ipv4'],
			['failover_subnet_ipv6_64', 'failover_subnet_ipv6'],
		]);
		expect(body[4].product.price.price).toEqual({ net: '5.0000', gross: '5.9500', hourly_net: null, hourly_gross: null });
	});

	it('depends on the server', async () => {
		expect(await offered(412)).toEqual(['failover_subnet_ipv6_64']);
		expect(await client.get('/order/server_addon/499/product')).toEqual(error(404, 'NOT_FOUND', 'No products found'));
		expect(await client.get('/order/server_addon/1/product')).toEqual(error(404, 'SERVER_NOT_FOUND', 'Server with id 1 not found'));
	});
});

describe('GET /order/server_addon/transaction', () => {
	it('lists those of the last 30 days, whose products have no type', async () => {
		const list = await transactions();
		expect(list.map(({ status, server_number, resources }: any) => [status, server_number, resources])).toEqual([
			['cancelled', 401, []],
			['ready', 321, [{ type: 'subnet', id: '2001:db8:ff00:1::' }]],
			['ready', 401, [{ type: 'ip', id: '192.0.2.27' }]],
		]);
		expect(list[0].product).toEqual({ ...IPV4, price: { ...IPV4.price, location: 'NBG1' } });
		expect(list[0].id).toMatch(/^B\d{8}-\d{7}-S\d{5}$/);
		expect(Object.keys(list[0])).toEqual(['id', 'date', 'status', 'server_number', 'product', 'resources']);
		pass(28 * 86_400);
		expect(await client.get('/order/server_addon/transaction')).toEqual(error(404, 'NOT_FOUND', 'No transactions found'));
	});

	it('shows one', async () => {
		const [first] = await transactions();
		expect(await client.get(`/order/server_addon/transaction/${first.id}`)).toMatchObject({ status: 200, body: { transaction: first } });
		expect((await client.get(`/order/server_addon/transaction/${first.id}`)).body.transaction.product).not.toHaveProperty('type');
		expect(await client.get('/order/server_addon/transaction/B1')).toEqual(error(404, 'NOT_FOUND', 'Transaction not found'));
	});
});

describe('POST /order/server_addon/transaction', () => {
	it('brings an address after five minutes', async () => {
		const { status, body } = await order(421, 'additional_ipv4', REASON);
		const transaction = {
			id: expect.stringMatching(/^B\d{8}-\d{7}-S\d{5}$/),
			date: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/),
			status: 'in process',
			server_number: 421,
		};
		expect(status).toBe(201);
		expect(body).toEqual({ transaction: { ...transaction, product: { ...IPV4, type: 'ip_ipv4' }, resources: [] } });
		pass(290);
		expect((await transactions())[0]).toEqual({ ...transaction, product: IPV4, resources: [] });
		expect((await client.get('/server/421')).body.server.ip).toEqual(['198.51.100.31']);
		pass(10);
		expect((await transactions())[0]).toEqual({ ...transaction, status: 'ready', product: IPV4, resources: [{ type: 'ip', id: '198.19.0.2' }] });
		expect((await client.get('/server/421')).body.server.ip).toEqual(['198.51.100.31', '198.19.0.2']);
		expect((await client.get('/ip/198.19.0.2')).body.ip).toMatchObject({ server_number: 421, gateway: '198.19.0.1', mask: 26, broadcast: '198.19.0.63' });
	});

	it('routes a subnet to the main address, or to another one of the server', async () => {
		await order(401, 'subnet_ipv4_29', REASON);
		await order(401, 'subnet_ipv4_28', REASON, ['gateway', '192.0.2.26']);
		pass(300);
		expect((await transactions()).slice(0, 2).map(({ resources }: any) => resources)).toEqual([[{ type: 'subnet', id: '198.18.0.16' }], [{ type: 'subnet', id: '198.18.0.0' }]]);
		expect((await client.get('/subnet/198.18.0.0')).body.subnet).toMatchObject({ mask: 29, gateway: '192.0.2.25', server_number: 401, failover: false });
		expect((await client.get('/subnet/198.18.0.16')).body.subnet).toMatchObject({ mask: 28, gateway: '192.0.2.26' });
		expect((await client.get('/server/401')).body.server.subnet).toEqual([
			{ ip: '2001:db8:0:401::', mask: '64' },
			{ ip: '198.18.0.0', mask: '29' },
			{ ip: '198.18.0.16', mask: '28' },
		]);
	});

	it('makes failover nets of either family switchable', async () => {
		await order(345, 'failover_subnet_ipv4_29', REASON);
		await order(412, 'failover_subnet_ipv6_64');
		pass(300);
		expect((await client.get('/failover/198.18.0.0')).body.failover).toEqual({
			ip: '198.18.0.0',
			netmask: '255.255.255.248',
			server_ip: '203.0.113.20',
			server_ipv6_net: '2001:db8:0:345::',
			server_number: 345,
			active_server_ip: '203.0.113.20',
		});
		expect((await client.get('/failover/2001:db8:ff00:2::')).body.failover).toMatchObject({
			netmask: 'ffff:ffff:ffff:ffff::',
			server_number: 412,
			active_server_ip: '2001:db8:0:412::',
		});
		expect((await client.post('/failover/198.18.0.0', [['active_server_ip', '198.51.100.20']])).status).toBe(200);
		expect((await client.get('/subnet/198.18.0.0')).body.subnet.failover).toBe(true);
	});

	it('answers a test, and does nothing', async () => {
		const { status, body } = await order(421, 'additional_ipv4', REASON, ['test', 'true']);
		expect(status).toBe(201);
		expect(body.transaction).toMatchObject({ status: 'in process', server_number: 421, resources: [] });
		pass(3600);
		expect(await transactions()).toHaveLength(3);
		expect((await client.get('/server/421')).body.server.ip).toEqual(['198.51.100.31']);
	});

	it.each([
		['nothing', [], ['product_id', 'server_number'], null],
		[
			'an unknown server',
			[
				['server_number', '1'],
				['product_id', 'failover_subnet_ipv6_64'],
			],
			null,
			['server_number'],
		],
		[
			'an unknown product',
			[
				['server_number', '421'],
				['product_id', 'ipv4'],
			],
			null,
			['product_id'],
		],
		['IPv4 for a server without it', [['server_number', '412'], ['product_id', 'additional_ipv4'], REASON], null, ['product_id']],
		[
			'an address without reason',
			[
				['server_number', '421'],
				['product_id', 'additional_ipv4'],
			],
			['reason'],
			null,
		],
		[
			'a subnet without reason',
			[
				['server_number', '421'],
				['product_id', 'subnet_ipv4_29'],
			],
			['reason'],
			null,
		],
		[
			'a failover subnet without reason',
			[
				['server_number', '421'],
				['product_id', 'failover_subnet_ipv4_29'],
				['reason', ''],
			],
			['reason'],
			null,
		],
		['a gateway for an address', [['server_number', '401'], ['product_id', 'additional_ipv4'], REASON, ['gateway', '192.0.2.26']], null, ['gateway']],
		['the gateway of another server', [['server_number', '421'], ['product_id', 'subnet_ipv4_29'], REASON, ['gateway', '192.0.2.26']], null, ['gateway']],
	] as [string, Form, string[] | null, string[] | null][])('refuses %s', async (_, form, missing, wrong) => {
		expect(await client.post('/order/server_addon/transaction', form)).toEqual(invalid(missing, wrong));
		expect(await transactions()).toHaveLength(3);
	});

	it('brings a server six addresses at most, those on order included', async () => {
		for (let count = 2; count < 5; count++) await order(401, 'additional_ipv4', REASON);
		pass(300);
		expect((await order(401, 'additional_ipv4', REASON)).status).toBe(201);
		expect(await order(401, 'additional_ipv4', REASON)).toEqual(error(409, 'CONFLICT', 'The maximum number of single IP addresses is reached for this server'));
		expect((await order(401, 'subnet_ipv4_29', REASON)).status).toBe(201);
	});

	it('never hands out an address twice', async () => {
		for (let count = 0; count < 10; count++) await order([321, 421][count % 2]!, count < 4 ? 'additional_ipv4' : 'subnet_ipv4_29', REASON);
		pass(300);
		const ids = (await transactions()).slice(0, 10).map(({ resources }: any) => resources[0].id);
		expect(new Set(ids).size).toBe(10);
	});

	it('leaves nets alone that lie inside of a larger one', async () => {
		for (let count = 0; count < 2; count++) await order(421, 'subnet_ipv4_29', REASON);
		pass(300);
		simulator.state.subnets = simulator.state.subnets.filter(({ ip }) => ip !== '198.18.0.0');
		await order(421, 'subnet_ipv4_28', REASON);
		pass(300);
		expect((await transactions())[0].resources).toEqual([{ type: 'subnet', id: '198.18.0.16' }]);
	});
});

it('GET /order/currency is the euro', async () => {
	expect(await client.get('/order/currency')).toMatchObject({ status: 200, body: { currency: 'EUR' } });
});

it('allows 20 orders of each kind a day, and 500 queries an hour', () => {
	const found = routes.filter(({ path }) => path.startsWith('/order/'));
	expect(found).toHaveLength(15);
	for (const { method, limit } of found) expect([limit.max, limit.seconds, limit.bucket]).toEqual(method === 'GET' ? [500, 3600, undefined] : [20, 86_400, undefined]);
});
