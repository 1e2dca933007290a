import { describe, expect, it } from '@jest/globals';
import { pass } from '../support/clock.mts';
import { error, invalid, type Form } from './client.mts';
import { client, freshSimulator, simulator } from './fresh.mts';

freshSimulator();

const ALICE = { key: { name: 'alice@laptop', fingerprint: '30:ed:2e:78:3b:da:1f:eb:a3:7e:01:8e:48:90:09:29', type: 'ED25519', size: 256 } };
const order = (...form: Form) => client.post('/order/server_market/transaction', form);
const products = async () => (await client.get('/order/server_market/product')).body.map(({ product }: any) => product);
const transactions = async () => (await client.get('/order/server_market/transaction')).body.map(({ transaction }: any) => transaction);
const ARCH = '@deprecated arch';

const HARDWARE = {
	cpu: 'Intel Xeon E3-1275V6',
	cpu_benchmark: 9217,
	memory_size: 64,
	hdd_size: 4096,
	hdd_text: 'ENT.HDD ECC',
	hdd_count: 2,
	datacenter: 'FSN1-DC14',
	network_speed: '1 Gbit/s',
};
const NAME = {
	id: 2710004,
	name: 'SB38',
	description: ['Intel Xeon E3-1275V6', '4x RAM 16384 MB DDR4', '2x HDD SATA 4,0 TB Enterprise'],
	traffic: '20 TB',
};

describe('GET /order/server_market/product', () => {
	it('lists six servers that differ', async () => {
		const list = await products();
		expect(list.map(({ id, datacenter, memory_size, fixed_price }: any) => [id, datacenter, memory_size, fixed_price])).toEqual([
			[2710001, 'FSN1-DC7', 32, false],
			[2710002, 'HEL1-DC6', 64, true],
			[2710003, 'HEL1-DC6', 128, false],
			[2710004, 'FSN1-DC14', 64, false],
			[2710005, 'FSN1-DC18', 256, true],
			[2710006, 'NBG1-DC3', 128, false],
		]);
		expect(list[5]).toMatchObject({ price: '151.00', price_vat: '179.69', price_hourly: null, price_hourly_vat: null });
		expect(list[1].next_reduce).toBe(0);
	});

	it('shows one with flat prices, whose countdown runs', async () => {
		const { status, body } = await client.get('/order/server_market/product/2710004');
		const product = {
			...NAME,
			dist: ['Rescue system'],
			[ARCH]: [64],
			lang: ['en'],
			...HARDWARE,
			price: '38.00',
			price_hourly: '0.0609',
			price_setup: '0.00',
			price_vat: '45.22',
			price_hourly_vat: '0.0725',
			price_setup_vat: '0.00',
			fixed_price: false,
			next_reduce: expect.any(Number),
			next_reduce_date: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
			orderable_addons: [
				{
					id: 'primary_ipv4',
					name: 'Primary IPv4',
					min: 0,
					max: 1,
					prices: [
						{
							location: 'FSN1',
							price: { net: '1.7000', gross: '2.0230', hourly_net: '0.0027', hourly_gross: '0.0032' },
							price_setup: { net: '0.0000', gross: '0.0000' },
						},
					],
				},
			],
		};
		expect(status).toBe(200);
		expect(body).toEqual({ product });
		expect(Object.keys(body.product)).toEqual(Object.keys(product));
		expect(Math.abs(body.product.next_reduce - 3 * 3600)).toBeLessThan(10);
		pass(4 * 3600);
		expect(Math.abs((await products())[3].next_reduce + 3600)).toBeLessThan(10);
		expect(await client.get('/order/server_market/product/1')).toEqual(error(404, 'NOT_FOUND', 'Product not found'));
	});

	it('is a 404 without any', async () => {
		simulator.state.orders.market.length = 0;
		expect(await client.get('/order/server_market/product')).toEqual(error(404, 'NOT_FOUND', 'No products found'));
	});
});

describe('transactions', () => {
	const ORDERED = { ...NAME, dist: 'Rescue system', [ARCH]: '64', lang: 'en', ...HARDWARE };

	it('are listed for 30 days, a server without IPv4 among them', async () => {
		const list = await transactions();
		expect(list).toHaveLength(1);
		expect(list[0]).toMatchObject({ status: 'ready', server_number: 412, server_ip: null, product: { id: 2709871, name: 'SB-i7-8700' } });
		pass(22 * 86_400);
		expect(await client.get('/order/server_market/transaction')).toEqual(error(404, 'NOT_FOUND', 'No transactions found'));
		expect(await client.get('/order/server_market/transaction/B1')).toEqual(error(404, 'NOT_FOUND', 'Transaction not found'));
	});

	it('take the product off the market at once, and deliver it after ten minutes', async () => {
		const { status, body } = await order(['product_id', '2710004'], ['authorized_key[]', ALICE.key.fingerprint], ['addon[]', 'primary_ipv4']);
		expect(status).toBe(201);
		const head = {
			id: expect.stringMatching(/^B\d{8}-\d{6}-\d{6}$/),
			date: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/),
			status: 'in process',
			server_number: null as number | null,
			server_ip: null as string | null,
			authorized_key: [ALICE],
			host_key: [],
			comment: null,
		};
		expect(body).toEqual({ transaction: { ...head, product: ORDERED, addons: ['primary_ipv4'] } });
		expect((await products()).map(({ id }: any) => id)).toEqual([2710001, 2710002, 2710003, 2710005, 2710006]);
		expect((await client.get('/order/server_market/product/2710004')).status).toBe(404);
		expect(await order(['product_id', '2710004'])).toEqual(invalid(null, ['product_id']));
		const next_reduce_date = expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
		expect((await transactions())[0]).toEqual({ ...head, product: { ...ORDERED, fixed_price: true, next_reduce: 0, next_reduce_date } });
		pass(600);
		expect((await client.get(`/order/server_market/transaction/${body.transaction.id}`)).body.transaction).toEqual({
			...head,
			status: 'ready',
			server_number: 500,
			server_ip: '198.19.0.2',
			host_key: [{ key: { fingerprint: expect.any(String), type: 'ED25519', size: 256 } }],
			product: ORDERED,
			addons: ['primary_ipv4'],
		});
		expect((await client.get('/server/500')).body.server).toMatchObject({ product: 'SB38', dc: 'FSN1-DC14', ip: ['198.19.0.2'] });
	});

	it('leave everything as it is when they are a test', async () => {
		const { status, body } = await order(['product_id', '2710004'], ['test', 'true']);
		expect(status).toBe(201);
		expect(body.transaction).toMatchObject({ status: 'in process', product: ORDERED, addons: [] });
		pass(3600);
		expect(await products()).toHaveLength(6);
		expect(await transactions()).toHaveLength(1);
		expect((await client.get('/server')).body).toHaveLength(16);
	});

	it('wait for a person when they have a comment', async () => {
		await order(['product_id', '2710004'], ['comment', 'x']);
		pass(86_400);
		expect((await transactions())[0]).toMatchObject({ status: 'in process', comment: 'x' });
		expect(await products()).toHaveLength(5);
	});

	it.each([
		['no product', [], ['product_id'], null],
		['a product that is not a number', [['product_id', 'SB38']], null, ['product_id']],
		[
			'an unknown distribution',
			[
				['product_id', '2710004'],
				['dist', 'Debian 12 minimal'],
			],
			null,
			['dist'],
		],
		[
			'an unknown key',
			[
				['product_id', '2710004'],
				['authorized_key[]', '00:11'],
			],
			null,
			['authorized_key'],
		],
		[
			'a key and a password',
			[
				['product_id', '2710004'],
				['authorized_key[]', ALICE.key.fingerprint],
				['password', 'x'],
			],
			null,
			['password'],
		],
		[
			'an unknown addon',
			[
				['product_id', '2710004'],
				['addon[]', 'x'],
			],
			null,
			['addon'],
		],
	] as [string, Form, string[] | null, string[] | null][])('refuse %s', async (_, form, missing, wrong) => {
		expect(await order(...form)).toEqual(invalid(missing, wrong));
		expect(await products()).toHaveLength(6);
	});
});
