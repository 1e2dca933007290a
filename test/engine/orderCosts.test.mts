import { describe, expect, it, jest } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Fault } from '../../simulator/index.mts';
import { by } from '../contract/case.mts';
import { addon, market, placedAt, server } from '../support/orderNodes.mts';
import { paused } from '../support/clock.mts';
import { runNode } from '../support/engine.mts';
import { refusal, startOddRobot, usedUp } from '../support/oddRobot.mts';
import { itemsOf, simulatedRobot } from '../support/simulatedRobot.mts';

/** The item of an order says what it costs, in the words of its dry run; that it cannot be asked for stops nothing. */

const robot = simulatedRobot();
const placed = () => placedAt(robot);
const asked = () => robot.sent().map((line) => line.split(' ', 2).join(' '));
const priced = async (parameters: INodeParameters) => ((await robot.run(parameters)).json as IDataObject[]).map(({ price }) => price);

const inHelsinki = { ...server, additionalFields: { location: 'HEL1' } };
const withAddress = { ...server, additionalFields: { location: 'HEL1', addon: ['primary_ipv4'] } };

/** With VAT, as the simulated Robot lists them. */
const orders: Array<[what: string, order: INodeParameters, price: object, read: string]> = [
	['a server', inHelsinki, { monthly: 44.03, setup: 0 }, 'GET /order/server/product/EX44'],
	['a server with an addon', withAddress, { monthly: 46.053, setup: 0 }, 'GET /order/server/product/EX44'],
	['a market server', market, { monthly: 32.13, setup: 0 }, 'GET /order/server_market/product/2710001'],
	['an addon', addon, { monthly: 2.023, setup: 5.831 }, 'GET /order/server_addon/322/product'],
];

describe('the price of an order', () => {
	it.each(orders)('of %s is that of its dry run, and asked for once', async (_what, order, price, read) => {
		expect(await priced({ ...order, options: { dryRun: true } })).toEqual([price]);
		expect(placed()).toEqual([]);
		robot.simulator.clearRequests();

		expect(await priced(order)).toEqual([price]);
		expect(asked()).toEqual([read, expect.stringMatching(/^GET \/order\/\w+\/transaction$/), expect.stringMatching(/^POST /)]);
	});

	it.each(orders)('of %s is said by a test of it as well, whatever is chosen of the output', async (_what, order, price, read) => {
		for (const output of [{}, { output: 'raw' }, { output: 'selectedFields', fields: ['id'] }]) {
			expect(await priced({ ...order, ...output, test: true })).toEqual([price]);
		}
		expect(asked()).toEqual([1, 2, 3].flatMap(() => [expect.stringMatching(/^POST /), read]));
		expect(await priced({ ...order, test: true, options: { dryRun: true } })).toEqual([price]);
	});

	it('is asked for no second time where options limit it', async () => {
		expect(await priced({ ...inHelsinki, options: { maximumPrice: 50 } })).toEqual([{ monthly: 44.03, setup: 0 }]);
		expect(asked()).toEqual(['GET /order/server/product/EX44', 'GET /order/server/transaction', 'POST /order/server/transaction']);
	});

	it('of a dry run is the last one that was read, and no other', async () => {
		const product = (price_vat: string) => ({ product: { id: 2710001, price_vat, price_setup_vat: '0.00' } });
		const odd = await startOddRobot(({ path, count }) => {
			if (path.endsWith('/product/2710001')) return { body: product(count === 1 ? '30.00' : '90.00') };
			return count === 1 ? usedUp(60) : refusal(404, 'NOT_FOUND');
		});
		const run = await runNode({ credential: odd.credential, parameters: { ...market, options: { dryRun: true, waitForLimit: 900 } } }).finally(odd.close);

		expect(run.json).toMatchObject([
			{ price: { monthly: 90, setup: 0 }, warnings: [expect.stringMatching(/^Costs money: /), 'Price with VAT: 90.00 per month and 0.00 for setup.'] },
		]);
	});

	it('is not asked for where Robot does not pass a test', async () => {
		robot.simulator.inject({ kind: 'error', method: 'POST', status: 409, code: 'CONFLICT', message: 'Not available' });
		expect((await robot.run({ ...server, test: true })).error?.message).toBe('Not available [CONFLICT]');
		expect(asked()).toEqual(['POST /order/server/transaction']);
	});

	it('limits no test', async () => {
		expect(await priced({ ...inHelsinki, test: true, options: { maximumPrice: 1 } })).toEqual([{ monthly: 44.03, setup: 0 }]);
	});

	it('is kept where Retry On Fail puts out what an earlier try has ordered', async () => {
		robot.simulator.inject({ kind: 'error', method: 'GET', path: '/order/server/transaction', status: 409, code: 'CONFLICT', message: 'Not now', skip: 1 });
		const run = await robot.run({ ...server, productId: by('id', '={{ $json.n }}') }, { items: itemsOf('EX44', 'AX42'), tries: 2 });
		expect(run.json).toMatchObject([{ price: { monthly: 48.79, setup: 0 } }, { price: { monthly: expect.any(Number) } }]);
		expect(asked().filter((line) => line.endsWith('/EX44'))).toHaveLength(1);
	});
});

describe('a price that cannot be asked for', () => {
	const UNKNOWN = { monthly: null, setup: null };
	const atProducts = { method: 'GET', path: '/order/server/product*', times: Infinity } as const;
	const faults: Array<[how: string, fault: Fault]> = [
		['the connection breaks', { ...atProducts, kind: 'cut-before' }],
		['Robot has an error', { ...atProducts, kind: 'reply', status: 500 }],
		['Robot does not have the product', { ...atProducts, kind: 'error', status: 404, code: 'NOT_FOUND', message: 'Product not found' }],
		[
			'its limit is used up',
			{ ...atProducts, kind: 'error', status: 403, code: 'RATE_LIMIT_EXCEEDED', message: 'rate limit exceeded', extra: { max_request: 500, interval: 3600 } },
		],
		['Robot is under maintenance', { ...atProducts, kind: 'error', status: 503, code: 'MAINTENANCE', message: 'Maintenance' }],
		['the reply is empty', { ...atProducts, kind: 'reply', status: 200, body: '' }],
		['the reply is about another product', { ...atProducts, kind: 'reply', status: 200, body: '{"product":{"id":"AX41","price_vat":"1"}}', contentType: 'application/json' }],
		['the reply does not say it', { ...atProducts, kind: 'reply', status: 200, body: '{"product":{"id":"EX44"}}', contentType: 'application/json' }],
	];

	it.each(faults)('because %s stops no order, and is not known', async (_how, fault) => {
		for (const order of [server, { ...server, test: true }]) {
			robot.simulator.inject(fault);
			const run = await robot.run(order);
			expect(run.error).toBeUndefined();
			expect(run.json).toMatchObject([{ status: 'in process', price: UNKNOWN }]);
			robot.simulator.clearFaults();
		}
		expect(placed()).toHaveLength(2);
		expect(paused().reduce((sum, seconds) => sum + seconds, 0)).toBeLessThan(30);
	});

	it.each(faults)('because %s is followed by one look for earlier orders, right before the order', async (_how, fault) => {
		// The longest pauses that there are between the tries.
		const random = jest.spyOn(Math, 'random').mockReturnValue(0.99);
		robot.simulator.inject(fault);
		await robot.run(server);
		random.mockRestore();

		expect(asked().filter((line) => !line.includes('/product'))).toEqual(['GET /order/server/transaction', 'POST /order/server/transaction']);
	});

	it('hides no earlier order', async () => {
		await robot.run(server);
		const random = jest.spyOn(Math, 'random').mockReturnValue(0.99);
		robot.simulator.inject({ ...atProducts, kind: 'error', status: 503, code: 'MAINTENANCE', message: 'Maintenance' });
		const again = await robot.run(server);
		random.mockRestore();

		expect(again.error?.message).toContain('was ordered less than a minute ago');
		expect(placed()).toHaveLength(1);
	});

	it('stops an order whose price is limited', async () => {
		robot.simulator.inject({ ...atProducts, kind: 'reply', status: 500 });
		const run = await robot.run({ ...server, options: { maximumPrice: 100 } });
		expect(run.error).toBeDefined();
		expect(placed()).toEqual([]);
	});

	it('because the login is refused sends no second login', async () => {
		const run = await robot.run(server, { credential: { ...robot.credential, password: 'wrong' } });
		expect(run.error?.message).toBe('Robot refused the user name or the password');
		expect(robot.sent()).toEqual(['GET /order/server/product/EX44']);
	});
});
