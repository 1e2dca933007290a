import { describe, expect, it } from '@jest/globals';
import { by } from '../contract/case.mts';
import { holdPauses, paused } from '../support/clock.mts';
import { startNode } from '../support/engine.mts';
import { addon, market, placedAt, server } from '../support/orderNodes.mts';
import { itemsOf, shown, simulatedRobot } from '../support/simulatedRobot.mts';
import { until } from '../support/turns.mts';

/** Limits of the price and other options of an order: what cannot be read in them, or held against them, orders nothing. */

const robot = simulatedRobot();
const placed = () => placedAt(robot);

describe('a price limit', () => {
	// Robot's product as it is, but with other prices.
	const offers = (path: string, product: object) =>
		robot.simulator.inject({ kind: 'reply', method: 'GET', path, status: 200, body: JSON.stringify({ product }), contentType: 'application/json', times: Infinity });
	const priced = (gross: unknown) => ({ id: 'EX44', prices: [{ location: 'HEL1', price: { gross }, price_setup: { gross } }], orderable_addons: [] });

	it.each(['', ' ', [], -5, '-5', null, {}, '46,41'])('orders nothing where Robot says %j for a price', async (gross) => {
		offers('/order/server/product/EX44', priced(gross));
		const monthly = await robot.run({ ...server, options: { maximumPrice: 50 } });
		const setup = await robot.run({ ...server, options: { maximumSetupPrice: 50 } });

		expect(shown(monthly)).toMatchObject({ message: 'Maximum Monthly Price (EUR): Robot does not say what the order costs per month', description: 'Nothing was ordered.' });
		expect(shown(setup)).toMatchObject({ message: 'Maximum Setup Price (EUR): Robot does not say what the order costs for setup', description: 'Nothing was ordered.' });
		expect(placed()).toEqual([]);
	});

	it('orders no addon that the product does not list', async () => {
		offers('/order/server/product/EX44', priced('10.00'));
		const run = await robot.run({ ...server, additionalFields: { addon: ['primary_ipv4'] }, options: { maximumPrice: 50 } });
		expect(run.error?.message).toBe('Maximum Monthly Price (EUR): Robot does not say what the order costs per month');
		expect(placed()).toEqual([]);
	});

	it('lets an order through that costs exactly as much', async () => {
		// 44.03 and an address for 2.023.
		const parameters = { ...server, additionalFields: { location: 'HEL1', addon: ['primary_ipv4'] } };
		expect((await robot.run({ ...parameters, options: { maximumPrice: 46.052 } })).error?.message).toContain('46.05 euros per month');
		expect((await robot.run({ ...parameters, options: { maximumPrice: 46.053 } })).error).toBeUndefined();
	});

	it('is held against the price of now', async () => {
		robot.simulator.inject({
			kind: 'reply',
			method: 'GET',
			path: '/order/server/product/EX44',
			status: 200,
			body: JSON.stringify({ product: priced('60.00') }),
			contentType: 'application/json',
		});
		offers('/order/server/product/EX44', priced('10.00'));
		const run = await robot.run({ ...server, options: { maximumPrice: 50 } }, { items: itemsOf(1, 2), onError: 'continueRegularOutput' });
		expect(run.json).toMatchObject([{ error: 'Maximum Monthly Price (EUR): the order costs 60.00 euros per month with VAT' }, { status: 'in process' }]);
	});

	it('finds the product without case', async () => {
		offers('/order/server/product/ex44', priced('60.00'));
		const run = await robot.run({ ...server, productId: by('id', 'ex44'), options: { maximumPrice: 50 } });
		expect(run.error?.message).toBe('Maximum Monthly Price (EUR): the order costs 60.00 euros per month with VAT');
	});

	it.each(['', null, [], 'fifty', {}])('that is %j orders nothing', async (limit) => {
		for (const parameters of [server, market, addon]) {
			for (const name of ['maximumPrice', 'maximumSetupPrice']) {
				expect((await robot.run({ ...parameters, options: { [name]: '={{ $json.n }}' } }, { items: itemsOf(limit) })).error).toBeDefined();
			}
		}
		expect(placed()).toEqual([]);
	});
});

describe("a day's limit of orders", () => {
	const limited = { ...server, options: { maximumPrice: 50, waitForLimit: 90_000 } };
	const useUp = async () => {
		await robot.run({ ...server, test: true }, { items: itemsOf(...Array.from({ length: 20 }, (_, index) => index)) });
		robot.simulator.clearRequests();
	};

	it('is waited for before the price and earlier orders are looked at, which may be others afterwards', async () => {
		await useUp();
		holdPauses();
		const { result, cancel } = startNode({ credential: robot.credential, parameters: limited });
		await until(() => paused().length > 0);
		const sentBefore = robot.sent();
		cancel();
		await result.catch(() => undefined);
		expect(sentBefore).toEqual([]);
	});

	it('lets the order go out once it has passed', async () => {
		await useUp();
		const run = await robot.run({ ...limited, options: { waitForLimit: 90_000, maximumPrice: 100 } });

		expect(run.error).toBeUndefined();
		expect(robot.sent().map((line) => line.split(' ', 2).join(' '))).toEqual(['GET /order/server/product/EX44', 'GET /order/server/transaction', 'POST /order/server/transaction']);
		expect(paused()).toHaveLength(1);
	});
});

describe('a negative option', () => {
	const NAMES = {
		duplicateWindow: 'Duplicate Protection (Minutes)',
		maximumPrice: 'Maximum Monthly Price (EUR)',
		maximumSetupPrice: 'Maximum Setup Price (EUR)',
		waitForLimit: 'Wait for Request Limit (Seconds)',
	};

	it.each(Object.entries(NAMES))('(%s) sends nothing, for no item', async (name, label) => {
		for (const parameters of [server, market, addon]) {
			const run = await robot.run({ ...parameters, options: { [name]: '={{ $json.n }}' } }, { items: itemsOf(5, '-0.5') });
			expect(shown(run)).toMatchObject({ message: `${label} is negative: -0.5`, description: 'Nothing was sent. Give 0 or more.', item: 1 });
		}
		expect(robot.sent()).toEqual([]);
	});

	it.each([
		['maxPrice', 'Maximum Price (EUR)'],
		['maxPriceSetup', 'Maximum Setup Price (EUR)'],
		['minPrice', 'Minimum Price (EUR)'],
		['minPriceSetup', 'Minimum Setup Price (EUR)'],
	])('of a list of products (%s) sends nothing', async (name, label) => {
		const run = await robot.run({ resource: 'order', operation: 'getAllProducts', kind: 'server', filters: { [name]: -1 } });
		expect(run.error?.message).toBe(`${label} is negative: -1`);
		expect(robot.sent()).toEqual([]);
	});
});
