import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import type { Orders } from '../../simulator/state/order.mts';
import { addon, market, placedAt, server } from '../support/orderNodes.mts';
import { shown, simulatedRobot } from '../support/simulatedRobot.mts';

/** With a price limit nothing is ordered whose price is not known. */

const robot = simulatedRobot();
const placed = () => placedAt(robot);
const offered = () => robot.simulator.state.orders;

async function expectNotOrdered(parameters: INodeParameters, message: string): Promise<void> {
	expect(shown(await robot.run(parameters))).toMatchObject({ message, description: 'Nothing was ordered.' });
	expect(placed()).toEqual([]);
}

/** Far above every price of the simulated Robot: what stops an order here is never that it costs too much. */
const limits: Array<[name: string, options: INodeParameters, message: string]> = [
	['Maximum Monthly Price (EUR)', { maximumPrice: 100_000 }, 'Maximum Monthly Price (EUR): Robot does not say what the order costs per month'],
	['Maximum Setup Price (EUR)', { maximumSetupPrice: 100_000 }, 'Maximum Setup Price (EUR): Robot does not say what the order costs for setup'],
];

const atHelsinki = { ...server, additionalFields: { location: 'HEL1' } };
const withAddress = { ...server, additionalFields: { addon: ['primary_ipv4'] } };

/** Where the two prices of each order stand in Robot's reply. */
const places: Array<[what: string, order: INodeParameters, write: (orders: Orders, price: unknown) => void]> = [
	['of a server at one of its locations', server, ({ products }, price) => Object.assign(products[0]!.prices[1]!, { price: { gross: price }, price_setup: { gross: price } })],
	[
		'of a server at the chosen location',
		atHelsinki,
		({ products }, price) => Object.assign(products[0]!.prices.find(({ location }) => location === 'HEL1')!, { price: { gross: price }, price_setup: { gross: price } }),
	],
	[
		'of a chosen addon',
		withAddress,
		({ products }, price) => Object.assign(products[0]!.orderable_addons[0]!.prices[0]!, { price: { gross: price }, price_setup: { gross: price } }),
	],
	['of a market server', market, ({ market: servers }, price) => Object.assign(servers[0]!, { price_vat: price, price_setup_vat: price })],
	[
		'of an addon for a server',
		addon,
		({ addons }, price) => Object.assign(addons.find(({ id }) => id === 'additional_ipv4')!, { price: { price: { gross: price }, price_setup: { gross: price } } }),
	],
];

const prices: Array<[how: string, price: unknown]> = [
	['missing', undefined],
	['null', null],
	['a text that is no number', 'on request'],
	['a number with a comma', '46,41'],
];

const cases = limits.flatMap(([limit, options, message]) =>
	places.flatMap(([what, order, write]) => prices.map(([how, price]) => ({ limit, options, message, what, order, write, how, price }))),
);

describe('a price that Robot does not say', () => {
	it.each(cases)('$what ($how) orders nothing with $limit', async ({ options, message, order, write, price }) => {
		write(offered(), price);
		await expectNotOrdered({ ...order, options }, message);
	});

	it.each(limits)('because the server has no prices at all orders nothing with %s', async (_limit, options, message) => {
		offered().products[0]!.prices = [];
		await expectNotOrdered({ ...server, options }, message);
	});

	it.each(limits)('because the chosen addon has no prices at all orders nothing with %s', async (_limit, options, message) => {
		Object.assign(offered().products[0]!.orderable_addons[0]!, { prices: undefined });
		await expectNotOrdered({ ...withAddress, options }, message);
	});

	it.each(limits)('because the server is not offered at the chosen location orders nothing with %s', async (_limit, options, message) => {
		offered().products[0]!.prices = offered().products[0]!.prices.filter(({ location }) => location !== 'HEL1');
		await expectNotOrdered({ ...atHelsinki, options }, message);
	});

	it.each(limits)('because the addon is not offered at the chosen location orders nothing with %s', async (_limit, options, message) => {
		const [address] = offered().products[0]!.orderable_addons;
		address!.prices = address!.prices.filter(({ location }) => location !== 'HEL1');
		const parameters = { ...server, additionalFields: { location: 'HEL1', addon: ['primary_ipv4'] }, options };
		await expectNotOrdered(parameters, message);
	});

	it('orders nothing where an addon is listed twice, and the dearer one costs too much', async () => {
		const { addons } = offered();
		const listed = addons.find(({ id }) => id === 'additional_ipv4')!;
		const price = { ...listed.price, price: { ...listed.price.price, gross: '117.8100' } };
		addons.push({ ...listed, price });

		await expectNotOrdered({ ...addon, options: { maximumPrice: 50 } }, 'Maximum Monthly Price (EUR): the order costs 117.81 euros per month with VAT');
	});

	it.each([server, market, addon])('does not matter without a price limit ($operation)', async (order) => {
		for (const [, , write] of places) write(offered(), null);
		expect((await robot.run(order)).error).toBeUndefined();
		expect(placed()).toHaveLength(1);
	});

	it('matters for the price that is limited only', async () => {
		Object.assign(offered().market[0]!, { price_setup_vat: null });
		expect((await robot.run({ ...market, options: { maximumPrice: 32.13 } })).error).toBeUndefined();
		expect(placed()).toHaveLength(1);
	});
});
