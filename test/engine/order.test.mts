import { describe, expect, it } from '@jest/globals';
import { by } from '../contract/case.mts';
import { pass } from '../support/clock.mts';
import { placedAt } from '../support/orderNodes.mts';
import { itemsOf, pairedItems, shown, simulatedRobot } from '../support/simulatedRobot.mts';

const robot = simulatedRobot();
const get = (operation: string, kind: string, more = {}) => ({ resource: 'order', operation, kind, ...more });
const of = (operation: string, product: string, more = {}) => ({ resource: 'order', operation, productId: by('id', product), ...more });
const transactions = () => robot.simulator.state.orders.transactions;

const ordered = () => placedAt(robot);

const KEY = '30:ed:2e:78:3b:da:1f:eb:a3:7e:01:8e:48:90:09:29';

describe('Get Currency', () => {
	it('puts out the currency', async () => {
		const run = await robot.run({ resource: 'order', operation: 'getCurrency' });
		expect(robot.sent()).toEqual(['GET /order/currency']);
		expect(run.json).toEqual([{ currency: 'EUR' }]);
	});
});

describe('Get Many Products', () => {
	it('puts out every standard server, the cheapest first', async () => {
		const run = await robot.run({ resource: 'order', operation: 'getAllProducts' });

		expect(robot.sent()).toEqual(['GET /order/server/product']);
		expect(run.json).toMatchObject([{ id: 'EX44' }, { id: 'AX42' }, { id: 'AX102' }, { id: 'SX65' }]);
		expect(run.json[0]).toMatchObject({ arch: [64], location: ['FSN1', 'NBG1', 'HEL1'], orderable_addons: [{ id: 'primary_ipv4' }] });
		expect(pairedItems(run)).toEqual([{ item: 0 }, { item: 0 }, { item: 0 }, { item: 0 }]);
	});

	it('sends the filters in the address', async () => {
		const run = await robot.run(get('getAllProducts', 'server', { filters: { location: 'HEL1', maxPrice: 104.5, minPrice: 40, maxPriceSetup: 39, minPriceSetup: 0 } }));

		expect(run.error).toBeUndefined();
		expect(Object.fromEntries(robot.simulator.requests()[0]!.query)).toEqual({
			location: 'HEL1',
			max_price: '104.5',
			min_price: '40',
			max_price_setup: '39',
			min_price_setup: '0',
		});
		expect(run.json).toMatchObject([{ id: 'AX42' }, { id: 'AX102' }]);
	});

	it('puts out nothing where nothing is that cheap', async () => {
		expect(await robot.run(get('getAllProducts', 'server', { filters: { maxPrice: 1 } }))).toMatchObject({ error: undefined, json: [] });
	});

	it('puts out the server market', async () => {
		const run = await robot.run(get('getAllProducts', 'market'));
		expect(robot.sent()).toEqual(['GET /order/server_market/product']);
		expect(run.json).toHaveLength(6);
		expect(run.json[0]).toMatchObject({ id: 2710001, name: 'SB27', price: '27.00', arch: [64], fixed_price: false });
	});

	it('puts out the addons of a server given by its name', async () => {
		const run = await robot.run(get('getAllProducts', 'addon', { serverNumber: by('name', 'build-runner') }));
		expect(robot.sent()).toEqual(['GET /server', 'GET /order/server_addon/412/product']);
		expect(run.json).toMatchObject([{ id: 'failover_subnet_ipv6_64', price: { location: 'HEL1' } }]);
	});

	it('does not filter the market with what was entered for standard servers', async () => {
		await robot.run(get('getAllProducts', 'market', { filters: { maxPrice: 1 } }));
		expect(robot.sent()).toEqual(['GET /order/server_market/product']);
	});
});

describe('Get Product', () => {
	it.each([
		['server', 'EX44', '/order/server/product/EX44', { id: 'EX44' }],
		['market', '2710003', '/order/server_market/product/2710003', { id: 2710003 }],
	])('puts out a product (%s)', async (kind, id, path, product) => {
		const run = await robot.run(get('getProduct', kind, { productId: by('id', id) }));
		expect(robot.sent()).toEqual([`GET ${path}`]);
		expect(run.json).toMatchObject([product]);
	});

	it('says that it is not offered', async () => {
		expect(shown(await robot.run(get('getProduct', 'market', { productId: by('id', '1') })))).toMatchObject({ message: 'Product not found [NOT_FOUND]', httpCode: '404' });
	});
});

describe('Get Many Transactions', () => {
	it.each([
		[
			'server',
			'/order/server/transaction',
			[
				{ status: 'in process', product: { id: 'EX44' } },
				{ status: 'ready', server_number: 421 },
				{ status: 'cancelled', product: { id: 'SX65' } },
			],
		],
		['market', '/order/server_market/transaction', [{ status: 'ready', server_number: 412, product: { id: 2709871 } }]],
		[
			'addon',
			'/order/server_addon/transaction',
			[{ status: 'cancelled' }, { status: 'ready', resources: [{ type: 'subnet', id: '2001:db8:ff00:1::' }] }, { status: 'ready', resources: [{ type: 'ip', id: '192.0.2.27' }] }],
		],
	])('puts out the orders of the last 30 days (%s)', async (kind, path, expected) => {
		const run = await robot.run(get('getAllTransactions', kind));
		expect(robot.sent()).toEqual([`GET ${path}`]);
		expect(run.json).toMatchObject(expected);
	});

	it('puts out nothing where nothing was ordered', async () => {
		transactions().addon.length = 0;
		expect(await robot.run(get('getAllTransactions', 'addon'))).toMatchObject({ error: undefined, json: [] });
	});
});

describe('Get Transaction', () => {
	it.each([
		['server', 'server'],
		['market', 'server_market'],
		['addon', 'server_addon'],
	] as const)('puts out an order (%s)', async (kind, path) => {
		const { id } = transactions()[kind][0]!;
		const run = await robot.run(get('getTransaction', kind, { transactionId: by('id', id) }));
		expect(robot.sent()).toEqual([`GET /order/${path}/transaction/${id}`]);
		expect(run.json).toMatchObject([{ id }]);
	});

	it('sends nothing without a number', async () => {
		const run = await robot.run(get('getTransaction', 'server', { transactionId: by('id', '={{ $json.missing }}') }));
		expect(run.error?.message).toBe('Transaction is empty');
		expect(robot.sent()).toEqual([]);
	});
});

describe('an order', () => {
	const orders: Array<[string, string, string, Record<string, unknown>]> = [
		['orderServer', 'EX44', '/order/server/transaction product_id=EX44', {}],
		['orderMarketServer', '2710001', '/order/server_market/transaction product_id=2710001', {}],
		['orderAddon', 'failover_subnet_ipv6_64', '/order/server_addon/transaction server_number=321 product_id=failover_subnet_ipv6_64', { serverNumber: by('id', '321') }],
	];

	it.each(orders)('%s is a test unless the workflow says otherwise', async (operation, product, sent, more) => {
		const before = structuredClone(transactions());
		const run = await robot.run(of(operation, product, more));

		expect(run.error).toBeUndefined();
		expect(ordered()).toEqual([`POST ${sent} test=true`]);
		expect(run.json).toMatchObject([{ status: 'in process' }]);
		expect(transactions()).toEqual(before);
	});

	it.each(orders)('%s that is a test says so in the item, whatever else is wanted of it, and a real order does not', async (operation, product, _sent, more) => {
		const said = { test: true, message: 'This was a test: nothing was ordered, and nothing is charged.' };
		for (const output of [{}, { output: 'raw' }, { output: 'selectedFields', fields: ['id'] }]) {
			const test = await robot.run(of(operation, product, { ...more, ...output, test: true }), { items: itemsOf(1, 2) });
			expect(test.json).toMatchObject([said, said]);
		}

		const real = await robot.run(of(operation, product, { ...more, test: false }));
		expect(real.error).toBeUndefined();
		expect(real.json[0]).not.toHaveProperty('test');
		expect(real.json[0]).not.toHaveProperty('message');
	});

	it.each(orders)('%s is a test when Test is empty, missing or unknown to the item', async (operation, product, sent, more) => {
		const run = await robot.run(of(operation, product, { ...more, test: '={{ $json.n }}' }), { items: itemsOf('', null, undefined, [], true, 'true') });

		expect(run.error).toBeUndefined();
		expect(ordered()).toEqual(Array(6).fill(`POST ${sent} test=true`));
	});

	it.each(orders)('%s is placed for real once Test is switched off', async (operation, product, sent, more) => {
		const before = Object.values(transactions()).flat().length;
		const run = await robot.run(of(operation, product, { ...more, test: false }));

		expect(run.error).toBeUndefined();
		expect(ordered()).toEqual([`POST ${sent}`]);
		expect(Object.values(transactions()).flat()).toHaveLength(before + 1);
		const { id } = run.json[0] as { id: string };
		expect(
			Object.values(transactions())
				.flat()
				.map((transaction) => transaction.id),
		).toContain(id);
	});

	it.each(['no', 'False', 'off', 0, 1, {}])('is not sent when Test is %j', async (test) => {
		const run = await robot.run(of('orderServer', 'EX44', { test: '={{ $json.n }}' }), { items: itemsOf(test) });
		expect(run.error?.message).toBe('Test is neither true nor false');
		expect(robot.sent()).toEqual([]);
	});

	it('of several items is not sent for any of them when one cannot be sent', async () => {
		const run = await robot.run({ resource: 'order', operation: 'orderServer', productId: by('id', '={{ $json.n }}'), test: false }, { items: itemsOf('EX44', 'AX42', '') });
		expect(shown(run)).toMatchObject({ message: 'Product is empty', item: 2 });
		expect(robot.sent()).toEqual([]);
	});

	it('is sent once when the connection is cut, and the error says to look first', async () => {
		robot.simulator.inject({ kind: 'cut-after', method: 'POST' });
		const run = await robot.run(of('orderServer', 'EX44', { test: false }));

		expect(run.error?.description).toContain('It is unknown whether Robot carried the request out: look before you repeat it.');
		expect(ordered()).toHaveLength(1);
		expect(transactions().server[0]).toMatchObject({ status: 'in process', product: { id: 'EX44' } });
	});

	it('needs ordering to be switched on, which the error says', async () => {
		robot.simulator.inject({ kind: 'error', method: 'POST', status: 412, code: 'PRECONDITION_FAILED', message: 'Ordering over the webservice is not activated' });
		expect(shown(await robot.run(of('orderServer', 'EX44')))).toEqual({
			message: 'Ordering over the webservice is not activated [PRECONDITION_FAILED]',
			description: 'Ordering over the webservice must be switched on in Robot (Settings > Web service and app settings > Ordering); otherwise place this order in Robot.',
			httpCode: '412',
			item: 0,
		});
	});
});

describe('Order Server', () => {
	it('sends everything that was chosen', async () => {
		const run = await robot.run(
			of('orderServer', 'EX44', {
				authorizedKey: [KEY, '95:7c:77:e3:19:60:de:bf:a1:fd:a5:1b:21:8a:7a:16'],
				additionalFields: { addon: ['primary_ipv4'], arch: 64, comment: 'Rack 7, please', dist: 'Debian 13 minimal', lang: 'de', location: 'HEL1' },
			}),
		);

		expect(run.error).toBeUndefined();
		expect(robot.simulator.requests()[0]!.form).toHaveLength(10);
		expect(robot.simulator.requests()[0]!.form).toEqual(
			expect.arrayContaining([
				['product_id', 'EX44'],
				['authorized_key[]', KEY],
				['authorized_key[]', '95:7c:77:e3:19:60:de:bf:a1:fd:a5:1b:21:8a:7a:16'],
				['addon[]', 'primary_ipv4'],
				['arch', '64'],
				['comment', 'Rack 7, please'],
				['dist', 'Debian 13 minimal'],
				['lang', 'de'],
				['location', 'HEL1'],
				['test', 'true'],
			]),
		);
		expect(run.json).toMatchObject([
			{
				comment: 'Rack 7, please',
				addons: ['primary_ipv4'],
				authorized_key: [{ key: { name: 'alice@laptop' } }, { key: { name: 'deploy' } }],
				product: { id: 'EX44', dist: 'Debian 13 minimal', lang: 'de', arch: '64', location: 'HEL1' },
			},
		]);
	});

	it('brings the server', async () => {
		const run = await robot.run(of('orderServer', 'AX42', { test: false, authorizedKey: [KEY], additionalFields: { addon: ['primary_ipv4'] } }));
		const { id } = run.json[0] as { id: string };
		pass(600);

		const [transaction] = (await robot.run(get('getTransaction', 'server', { transactionId: by('id', id) }))).json;
		expect(transaction).toMatchObject({ status: 'ready', server_number: 500, server_ip: expect.any(String), host_key: [{ key: { type: 'ED25519' } }] });
		expect((await robot.run({ resource: 'server', operation: 'get', serverNumber: by('id', '500') })).json).toMatchObject([{ product: 'AX42', status: 'ready' }]);
	});

	it('orders once for each item', async () => {
		const run = await robot.run(of('orderServer', 'EX44', { test: false }), { items: itemsOf(1, 2) });

		expect(ordered()).toEqual(['POST /order/server/transaction product_id=EX44', 'POST /order/server/transaction product_id=EX44']);
		expect(pairedItems(run)).toEqual([{ item: 0 }, { item: 1 }]);
	});

	it('sends the root password where there are no keys', async () => {
		await robot.run(of('orderServer', 'EX44', { password: 'Correct+Horse&9' }));
		expect(ordered()).toEqual(['POST /order/server/transaction product_id=EX44 password=Correct+Horse&9 test=true']);
	});

	it.each(['orderServer', 'orderMarketServer'])('%s sends nothing for keys and a password together', async (operation) => {
		const run = await robot.run(of(operation, 'EX44', { authorizedKey: [KEY], password: 'Correct+Horse&9' }));

		expect(shown(run)).toMatchObject({
			message: 'Root Password is given beside SSH keys',
			description: 'Robot takes either keys or a password: empty one of the two.',
			item: 0,
		});
		expect(robot.sent()).toEqual([]);
	});

	it('names every input that Robot does not take', async () => {
		const run = await robot.run(
			of('orderServer', 'EX44', { authorizedKey: ['00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff'], additionalFields: { dist: 'Windows 95', location: 'MOON1' } }),
		);
		expect(run.error?.message).toBe(
			'invalid input (invalid: Location "MOON1", Distribution "Windows 95", SSH Keys "00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff") [INVALID_INPUT]',
		);
	});

	it('sends nothing without a product', async () => {
		const run = await robot.run(of('orderServer', '={{ $json.missing }}'));
		expect(run.error?.message).toBe('Product is empty');
		expect(robot.sent()).toEqual([]);
	});
});

describe('Order Market Server', () => {
	it('takes the one server from the market', async () => {
		await robot.run(of('orderMarketServer', '2710001', { test: false, authorizedKey: [KEY] }));

		expect(ordered()).toEqual([`POST /order/server_market/transaction product_id=2710001 authorized_key[]=${KEY}`]);
		expect(transactions().market[0]).toMatchObject({ status: 'in process', product: { id: 2710001 } });
		const again = await robot.run(get('getProduct', 'market', { productId: by('id', '2710001') }));
		expect(again.error?.message).toBe('Product not found [NOT_FOUND]');
	});
});

describe('Order Addon', () => {
	it('orders an address for a server given by its name', async () => {
		const run = await robot.run(of('orderAddon', 'additional_ipv4', { serverNumber: by('name', 'web1'), reason: 'VPS', test: false }));

		expect(run.error).toBeUndefined();
		expect(ordered()).toEqual(['POST /order/server_addon/transaction server_number=321 product_id=additional_ipv4 reason=VPS']);
		expect(run.json).toMatchObject([{ status: 'in process', server_number: 321, product: { id: 'additional_ipv4', type: 'ip_ipv4', price: { location: 'FSN1' } }, resources: [] }]);

		pass(300);
		const { resources } = transactions().addon[0]!;
		expect(resources).toEqual([{ type: 'ip', id: expect.any(String) }]);
		expect((await robot.run({ resource: 'ip', operation: 'get', ip: by('ip', resources[0]!.id) })).json).toMatchObject([{ server_number: 321 }]);
	});

	it('routes a net to another address of the server', async () => {
		const more = { serverNumber: by('id', '321'), reason: 'VPS', test: false, additionalFields: { gateway: '203.0.113.12' } };
		await robot.run(of('orderAddon', 'subnet_ipv4_29', more));

		expect(ordered()).toEqual(['POST /order/server_addon/transaction server_number=321 product_id=subnet_ipv4_29 reason=VPS gateway=203.0.113.12']);
		pass(300);
		expect(robot.simulator.state.subnets.at(-1)).toMatchObject({ mask: 29, gateway: '203.0.113.12', server_number: 321 });
	});

	it('says that Robot wants a reason', async () => {
		expect(shown(await robot.run(of('orderAddon', 'additional_ipv4', { serverNumber: by('id', '321') })))).toEqual({
			message: 'invalid input (missing: Reason (e.g. VPS)) [INVALID_INPUT]',
			description: 'Correct the inputs named above.',
			httpCode: '400',
			item: 0,
		});
	});

	it('shows the reason of a conflict', async () => {
		robot.simulator.inject({ kind: 'error', method: 'POST', status: 409, code: 'CONFLICT', message: 'The maximum number of single IP addresses is reached for this server' });
		expect(shown(await robot.run(of('orderAddon', 'additional_ipv4', { serverNumber: by('id', '321'), reason: 'VPS' })))).toMatchObject({
			message: 'The maximum number of single IP addresses is reached for this server [CONFLICT]',
			description: 'Robot gives the reason above; nothing was changed.',
		});
	});

	it.each([
		[{ serverNumber: by('id', '={{ $json.missing }}') }, 'Server is empty'],
		[{ serverNumber: by('id', '321'), additionalFields: { gateway: 'web1' } }, 'Gateway is not an IP address: web1'],
	])('sends nothing for %j', async (more, message) => {
		const run = await robot.run(of('orderAddon', 'subnet_ipv4_29', { reason: 'VPS', ...more }));
		expect(run.error?.message).toBe(message);
		expect(robot.sent()).toEqual([]);
	});

	it('orders nothing for a server that nobody has', async () => {
		const run = await robot.run(of('orderAddon', 'additional_ipv4', { serverNumber: by('name', 'web9'), reason: 'VPS', test: false }));
		expect(run.error?.message).toBe('Server: no server is named "web9"');
		expect(ordered()).toEqual([]);
	});
});
