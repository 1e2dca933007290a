import { describe, expect, it } from '@jest/globals';
import { pass } from '../support/clock.mts';
import { error, invalid, type Form } from './client.mts';
import { client, freshSimulator, simulator } from './fresh.mts';

freshSimulator();

const ALICE = { key: { name: 'alice@laptop', fingerprint: '30:ed:2e:78:3b:da:1f:eb:a3:7e:01:8e:48:90:09:29', type: 'ED25519', size: 256 } };
const HOST_KEY = { key: { fingerprint: expect.stringMatching(/^([0-9a-f]{2}:){15}[0-9a-f]{2}$/), type: 'ED25519', size: 256 } };
const ID = expect.stringMatching(/^B\d{8}-\d{6}-\d{6}$/);
const DATE = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/);
const order = (...form: Form) => client.post('/order/server/transaction', form);
const ids = async (query = '') => (await client.get(`/order/server/product${query}`)).body.map(({ product }: any) => product.id);
const transactions = async () => (await client.get('/order/server/transaction')).body.map(({ transaction }: any) => transaction);

const AX42 = {
	id: 'AX42',
	name: 'Dedicated Server AX42',
	description: ['AMD Ryzen™ 7 PRO 8700GE', '64 GB DDR5 ECC RAM', '2 x 512 GB NVMe SSD (Software-RAID 1)', '1 Gbit/s bandwidth'],
	traffic: '20 TB',
};
const ARCH = '@deprecated arch';

describe('GET /order/server/product', () => {
	it("shows prices by location and the addons' own", async () => {
		const { status, body } = await client.get('/order/server/product/AX42');
		expect(status).toBe(200);
		const setup = { net: '39.00', gross: '46.41' };
		const addon = (location: string) => ({
			location,
			price: { net: '1.7000', gross: '2.0230', hourly_net: '0.0027', hourly_gross: '0.0032' },
			price_setup: { net: '0.0000', gross: '0.0000' },
		});
		expect(body).toEqual({
			product: {
				...AX42,
				dist: ['Rescue system', 'AlmaLinux 9 minimal', 'Debian 12 minimal', 'Debian 13 minimal', 'Ubuntu 24.04 LTS minimal'],
				[ARCH]: [64],
				lang: ['en', 'de'],
				location: ['FSN1', 'HEL1'],
				prices: [
					{ location: 'FSN1', price: { net: '49.00', gross: '58.31', hourly_net: '0.0785', hourly_gross: '0.0934' }, price_setup: setup },
					{ location: 'HEL1', price: { net: '46.00', gross: '54.74', hourly_net: '0.0737', hourly_gross: '0.0877' }, price_setup: setup },
				],
				orderable_addons: [{ id: 'primary_ipv4', name: 'Primary IPv4', min: 0, max: 1, prices: [addon('FSN1'), addon('HEL1')] }],
			},
		});
		expect(Object.keys(body.product)).toEqual([...Object.keys(AX42), 'dist', ARCH, 'lang', 'location', 'prices', 'orderable_addons']);
		expect((await client.get('/order/server/product')).body[1]).toEqual(body);
	});

	it('has one that is not billed hourly', async () => {
		expect((await client.get('/order/server/product/SX65')).body.product.prices[0].price).toEqual({
			net: '104.00',
			gross: '123.76',
			hourly_net: null,
			hourly_gross: null,
		});
		expect(await client.get('/order/server/product/EX4')).toEqual(error(404, 'NOT_FOUND', 'Product not found'));
	});

	it.each([
		['', ['EX44', 'AX42', 'AX102', 'SX65']],
		['?min_price=46', ['AX42', 'AX102', 'SX65']],
		['?max_price=46', ['EX44', 'AX42']],
		['?min_price=47&max_price=100', ['AX42']],
		['?min_price_setup=39.01', ['SX65']],
		['?max_price_setup=0', ['EX44']],
		['?location=FSN1', ['EX44', 'AX42', 'AX102']],
		['?location=NBG1', ['EX44']],
		['?location=FSN1&max_price=46&min_price=', ['EX44']],
	])('filters %s', async (query, expected) => {
		expect(await ids(query)).toEqual(expected);
	});

	it('is a 404 when nothing is left', async () => {
		const none = error(404, 'NOT_FOUND', 'No products found');
		expect(await client.get('/order/server/product?location=FSN1&min_price=1000')).toEqual(none);
		expect(await client.get('/order/server/product?location=SIN')).toEqual(none);
	});
});

describe('GET /order/server/transaction', () => {
	it('lists the last 30 days: in process, ready, cancelled', async () => {
		const { status, body } = await client.get('/order/server/transaction');
		expect(status).toBe(200);
		expect(body.map(({ transaction }: any) => [transaction.status, transaction.server_number])).toEqual([
			['in process', null],
			['ready', 421],
			['cancelled', null],
		]);
		expect(body[1].transaction).toEqual({
			id: ID,
			date: DATE,
			status: 'ready',
			server_number: 421,
			server_ip: '198.51.100.31',
			authorized_key: [ALICE],
			host_key: [{ key: { ...HOST_KEY.key, fingerprint: 'c1:e4:08:73:dd:f7:e9:d1:94:ab:e9:0f:28:b2:d2:ed' } }],
			comment: null,
			product: {
				id: 'EX44',
				name: 'Dedicated Server EX44',
				description: expect.arrayContaining(['64 GB DDR4 RAM']),
				traffic: '20 TB',
				dist: 'Rescue system',
				[ARCH]: '64',
				lang: 'en',
				location: 'HEL1',
			},
			addons: ['primary_ipv4'],
		});
	});

	it('forgets them one by one; a single query does not', async () => {
		const [first] = await transactions();
		pass(28 * 86_400);
		expect((await transactions()).map(({ id }: any) => id)).toEqual([first.id]);
		pass(2 * 86_400);
		expect(await client.get('/order/server/transaction')).toEqual(error(404, 'NOT_FOUND', 'No transactions found'));
		expect(await client.get(`/order/server/transaction/${first.id}`)).toMatchObject({ status: 200, body: { transaction: first } });
		expect(await client.get('/order/server/transaction/B1')).toEqual(error(404, 'NOT_FOUND', 'Transaction not found'));
	});
});

describe('POST /order/server/transaction', () => {
	it('delivers a server with IPv4 after ten minutes', async () => {
		const { status, body } = await order(
			['product_id', 'AX42'],
			['location', 'HEL1'],
			['dist', 'Debian 13 minimal'],
			['arch', '64'],
			['lang', 'de'],
			['authorized_key[]', ALICE.key.fingerprint],
			['addon[]', 'primary_ipv4'],
		);
		const transaction = {
			id: ID,
			date: DATE,
			status: 'in process',
			server_number: null,
			server_ip: null,
			authorized_key: [ALICE],
			host_key: [],
			comment: null,
			product: { ...AX42, dist: 'Debian 13 minimal', [ARCH]: '64', lang: 'de', location: 'HEL1' },
			addons: ['primary_ipv4'],
		};
		expect(status).toBe(201);
		expect(body).toEqual({ transaction });
		expect(Object.keys(body.transaction)).toEqual(Object.keys(transaction));
		const path = `/order/server/transaction/${body.transaction.id}`;
		pass(590);
		expect((await client.get(path)).body).toEqual(body);
		expect((await client.get('/server')).body).toHaveLength(16);
		pass(10);
		const ready = { ...transaction, status: 'ready', server_number: 500, server_ip: '198.19.0.2', host_key: [HOST_KEY] };
		expect((await client.get(path)).body).toEqual({ transaction: ready });
		expect((await transactions())[0]).toEqual(ready);
	});

	it('puts the new server everywhere', async () => {
		await order(['product_id', 'EX44'], ['addon[]', 'primary_ipv4']);
		pass(600);
		expect((await client.get('/server/500')).body.server).toMatchObject({
			server_ip: '198.19.0.2',
			server_ipv6_net: '2001:db8:0:500::',
			server_name: '',
			product: 'EX44',
			dc: 'FSN1-DC14',
			traffic: '20 TB',
			status: 'ready',
			cancelled: false,
			ip: ['198.19.0.2'],
			subnet: [{ ip: '2001:db8:0:500::', mask: '64' }],
		});
		for (const path of ['/reset/500', '/boot/500/rescue', '/ip/198.19.0.2', '/subnet/2001:db8:0:500::', '/rdns/198.19.0.2', '/firewall/500']) {
			expect([path, (await client.get(path)).status]).toEqual([path, 200]);
		}
		expect((await client.post('/vswitch/4321/server', [['server', '500']])).status).toBe(201);
	});

	it('delivers without IPv4 unless it was ordered, and numbers on', async () => {
		await order(['product_id', 'EX44']);
		await order(['product_id', 'AX42'], ['password', 'secret'], ['addon[]', 'primary_ipv4']);
		await order(['product_id', 'SX65'], ['addon', 'primary_ipv4']);
		pass(600);
		expect((await transactions()).slice(0, 3).map(({ server_number, server_ip }: any) => [server_number, server_ip])).toEqual([
			[502, '198.19.0.3'],
			[501, '198.19.0.2'],
			[500, null],
		]);
		expect((await client.get('/server/500')).body.server).toMatchObject({ server_ip: null, ip: null, product: 'EX44' });
		expect((await client.get('/server/502')).body.server).toMatchObject({ dc: 'HEL1-DC6', traffic: 'unlimited' });
		expect(new Set((await transactions()).map(({ id }: any) => id)).size).toBe(6);
	});

	it('answers a test, and does nothing', async () => {
		const before = await transactions();
		const { status, body } = await order(['product_id', 'EX44'], ['test', 'true']);
		expect(status).toBe(201);
		expect(body.transaction).toMatchObject({ id: ID, status: 'in process', product: { id: 'EX44', location: 'FSN1', dist: 'Rescue system' } });
		expect((await client.get(`/order/server/transaction/${body.transaction.id}`)).status).toBe(404);
		pass(86_400);
		expect(await transactions()).toEqual(before);
		expect((await client.get('/server')).body).toHaveLength(16);
		expect((await order(['product_id', 'EX4'], ['test', 'true'])).status).toBe(400);
	});

	it('takes test=True for an order', async () => {
		await order(['product_id', 'EX44'], ['test', 'True']);
		expect(await transactions()).toHaveLength(4);
	});

	it('leaves an order with a comment to a person', async () => {
		const { body } = await order(['product_id', 'EX44'], ['comment', 'Next to web1, please']);
		expect(body.transaction.comment).toBe('Next to web1, please');
		pass(5 * 86_400);
		expect((await transactions())[0]).toMatchObject({ id: body.transaction.id, status: 'in process', server_number: null });
	});

	const key = (fingerprint: string): [string, string] => ['authorized_key[]', fingerprint];
	it.each([
		['no product', [['location', 'SIN']], ['product_id'], null],
		['an unknown product', [['product_id', 'EX4']], null, ['product_id']],
		[
			'an unknown location',
			[
				['product_id', 'AX42'],
				['location', 'NBG1'],
			],
			null,
			['location'],
		],
		[
			'an unknown distribution',
			[
				['product_id', 'EX44'],
				['dist', 'Debian 7.7 minimal'],
			],
			null,
			['dist'],
		],
		[
			'an unknown language and architecture',
			[
				['product_id', 'EX44'],
				['lang', 'fr'],
				['arch', '32'],
			],
			null,
			['arch', 'lang'],
		],
		['an unknown key', [['product_id', 'EX44'], key(ALICE.key.fingerprint), key('00:11')], null, ['authorized_key']],
		['a key and a password', [['product_id', 'EX44'], key(ALICE.key.fingerprint), ['password', 'x']], null, ['password']],
		[
			'an unknown addon',
			[
				['product_id', 'EX44'],
				['addon[]', 'primary_ipv6'],
			],
			null,
			['addon'],
		],
		[
			'an addon twice',
			[
				['product_id', 'EX44'],
				['addon[]', 'primary_ipv4'],
				['addon[]', 'primary_ipv4'],
			],
			null,
			['addon'],
		],
	] as [string, Form, string[] | null, string[] | null][])('refuses %s', async (_, form, missing, wrong) => {
		expect(await order(...form)).toEqual(invalid(missing, wrong));
		expect(await transactions()).toHaveLength(3);
	});

	it('can be refused by the account', async () => {
		simulator.inject({ kind: 'error', method: 'POST', path: '/order/*', status: 412, code: 'PRECONDITION_FAILED', message: 'Order cannot be accepted.' });
		expect(await order(['product_id', 'EX44'])).toEqual(error(412, 'PRECONDITION_FAILED', 'Order cannot be accepted.'));
		expect(await transactions()).toHaveLength(3);
	});

	it('takes 20 orders a day', async () => {
		for (let count = 0; count < 20; count++) expect((await order(['product_id', 'EX44'], ['test', 'true'])).status).toBe(201);
		const exceeded = error(403, 'RATE_LIMIT_EXCEEDED', 'rate limit exceeded', { max_request: 20, interval: 86_400 });
		expect(await order(['product_id', 'EX44'])).toEqual(exceeded);
		expect((await client.post('/order/server_market/transaction', [['product_id', '2710001']])).status).toBe(201);
		pass(86_400);
		expect((await order(['product_id', 'EX44'])).status).toBe(201);
	});
});
