import { describe, expect, it } from '@jest/globals';
import { sleep, type INodeParameters } from 'n8n-workflow';
import { by } from '../contract/case.mts';
import { itemsOf, shown, simulatedRobot } from '../support/simulatedRobot.mts';
import { paused } from '../support/time.mts';

const robot = simulatedRobot();
const KEY = '30:ed:2e:78:3b:da:1f:eb:a3:7e:01:8e:48:90:09:29';
const server = { resource: 'order', operation: 'orderServer', productId: by('id', 'EX44'), authorizedKey: [KEY], test: false };
const market = { ...server, operation: 'orderMarketServer', productId: by('id', '2710001') };
const addon = { resource: 'order', operation: 'orderAddon', serverNumber: by('id', '322'), productId: by('id', 'additional_ipv4'), reason: 'VPS', test: false };
const placed = () => robot.sent().filter((line) => line.startsWith('POST '));

/** The three kinds of orders, with the path of each. */
const KINDS = [
	{ kind: 'server', parameters: server, path: '/order/server/transaction' },
	{ kind: 'market', parameters: market, path: '/order/server_market/transaction' },
	{ kind: 'addon', parameters: addon, path: '/order/server_addon/transaction' },
] as const;

/** What Robot lists as ordered does not hold the latest orders yet, or none. */
const listsLag = (path: string) => robot.simulator.inject({ kind: 'error', method: 'GET', path, status: 404, code: 'NOT_FOUND', message: 'No transactions found', times: Infinity });

/** Robot answers with this transaction to whoever asks for the list. */
const listed = (path: string, transaction: object) =>
	robot.simulator.inject({ kind: 'reply', method: 'GET', path, status: 200, body: JSON.stringify([{ transaction }]), contentType: 'application/json', times: Infinity });

describe('a price limit', () => {
	// Gross prices of the simulated Robot: EX44 46.41 in FSN1, 48.79 in NBG1, 44.03 in HEL1; an IPv4 address 2.02; the
	// market server 32.13; an additional address 2.02 and 5.83 for setup.
	it.each<[string, INodeParameters, INodeParameters, string]>([
		['the dearest location where none is chosen', server, { maximumPrice: 48 }, 'Maximum Monthly Price: the order costs 48.79 euros per month with VAT'],
		['the chosen location', { ...server, additionalFields: { location: 'HEL1' } }, { maximumPrice: 44 }, 'Maximum Monthly Price: the order costs 44.03 euros per month with VAT'],
		['the chosen addons', { ...server, additionalFields: { location: 'HEL1', addon: ['primary_ipv4'] } }, { maximumPrice: 46 }, 'Maximum Monthly Price: the order costs 46.05 euros per month with VAT'],
		['a market server', market, { maximumPrice: 32 }, 'Maximum Monthly Price: the order costs 32.13 euros per month with VAT'],
		['an addon', addon, { maximumPrice: 2 }, 'Maximum Monthly Price: the order costs 2.02 euros per month with VAT'],
		['the setup', addon, { maximumSetupPrice: 5 }, 'Maximum Setup Price: the order costs 5.83 euros for setup with VAT'],
	])('counts %s, and nothing is ordered above it', async (_what, parameters, options, message) => {
		expect(shown(await robot.run({ ...parameters, options }))).toMatchObject({ message, description: 'Nothing was ordered.' });
		expect(placed()).toEqual([]);
	});

	it.each<[string, INodeParameters, INodeParameters]>([
		['a server', { ...server, additionalFields: { location: 'HEL1' } }, { maximumPrice: 44.03, maximumSetupPrice: 0 }],
		['a market server', market, { maximumPrice: 32.13, maximumSetupPrice: 0 }],
		['an addon', addon, { maximumPrice: 2.1, maximumSetupPrice: 5.9 }],
	])('lets %s through that costs no more', async (_what, parameters, options) => {
		expect((await robot.run({ ...parameters, options })).error).toBeUndefined();
		expect(placed()).toHaveLength(1);
	});

	// Robot's product as it is, but with other prices.
	const offers = (path: string, product: object) =>
		robot.simulator.inject({ kind: 'reply', method: 'GET', path, status: 200, body: JSON.stringify({ product }), contentType: 'application/json', times: Infinity });
	const priced = (gross: unknown) => ({ id: 'EX44', prices: [{ location: 'HEL1', price: { gross }, price_setup: { gross } }], orderable_addons: [] });

	it.each(['', ' ', [], -5, '-5', null, {}, '46,41'])('orders nothing where Robot says %j for a price', async (gross) => {
		offers('/order/server/product/EX44', priced(gross));
		const monthly = await robot.run({ ...server, options: { maximumPrice: 50 } });
		const setup = await robot.run({ ...server, options: { maximumSetupPrice: 50 } });

		expect(shown(monthly)).toMatchObject({ message: 'Maximum Monthly Price: Robot does not say what the order costs per month', description: 'Nothing was ordered.' });
		expect(shown(setup)).toMatchObject({ message: 'Maximum Setup Price: Robot does not say what the order costs for setup', description: 'Nothing was ordered.' });
		expect(placed()).toEqual([]);
	});

	it('orders no addon that the product does not list', async () => {
		offers('/order/server/product/EX44', priced('10.00'));
		const run = await robot.run({ ...server, additionalFields: { addon: ['primary_ipv4'] }, options: { maximumPrice: 50 } });
		expect(run.error?.message).toBe('Maximum Monthly Price: Robot does not say what the order costs per month');
		expect(placed()).toEqual([]);
	});

	it('lets an order through that costs exactly as much', async () => {
		// 44.03 and an address for 2.023.
		const parameters = { ...server, additionalFields: { location: 'HEL1', addon: ['primary_ipv4'] } };
		expect((await robot.run({ ...parameters, options: { maximumPrice: 46.052 } })).error?.message).toContain('46.05 euros per month');
		expect((await robot.run({ ...parameters, options: { maximumPrice: 46.053 } })).error).toBeUndefined();
	});

	it('finds the product without case', async () => {
		offers('/order/server/product/ex44', priced('60.00'));
		const run = await robot.run({ ...server, productId: by('id', 'ex44'), options: { maximumPrice: 50 } });
		expect(run.error?.message).toBe('Maximum Monthly Price: the order costs 60.00 euros per month with VAT');
	});

	it.each(['', null, [], 'fifty', {}])('that is %j orders nothing', async (limit) => {
		for (const parameters of [server, market, addon]) {
			for (const name of ['maximumPrice', 'maximumSetupPrice']) {
				expect((await robot.run({ ...parameters, options: { [name]: '={{ $json.n }}' } }, { items: itemsOf(limit) })).error).toBeDefined();
			}
		}
		expect(placed()).toEqual([]);
	});

	it('orders nothing that is not offered', async () => {
		const run = await robot.run({ ...addon, productId: by('id', 'gold'), options: { maximumPrice: 100 } });
		expect(run.error?.message).toBe('Product: Robot does not offer "gold"');
		expect(placed()).toEqual([]);
	});
});

describe('the same order again', () => {
	it('is refused with the earlier transaction', async () => {
		const [first] = (await robot.run(server)).json as [{ id: string }];
		const again = await robot.run(server);

		expect(shown(again)).toMatchObject({
			message: `Product: EX44 was ordered 0 minutes ago (transaction ${first.id}, in process)`,
			description: 'Nothing was ordered. To order it once more, shorten Duplicate Protection in the options.',
		});
		expect(placed()).toHaveLength(1);
	});

	it('is placed when the first is more than ten minutes old', async () => {
		robot.simulator.advance(-601); // Robot dates the orders of this test ten minutes back.
		await robot.run(server);
		expect((await robot.run(server)).error).toBeUndefined();
		expect(placed()).toHaveLength(2);
	});

	it.each([
		['a longer time holds back', 20, 1],
		['no protection lets through', 0, 2],
	])('follows the option: %s', async (_what, duplicateWindow, count) => {
		robot.simulator.advance(-601);
		await robot.run(server);
		await robot.run({ ...server, options: { duplicateWindow } });
		expect(placed()).toHaveLength(count);
	});

	it('of one execution is another order', async () => {
		const run = await robot.run(server, { items: itemsOf(1, 2) });
		expect(run.json).toHaveLength(2);
		expect(placed()).toHaveLength(2);
	});

	it('of an addon is the same for the same server only', async () => {
		await robot.run(addon);
		expect((await robot.run({ ...addon, serverNumber: by('name', 'web1') })).error).toBeUndefined();
		expect((await robot.run({ ...addon, serverNumber: by('name', 'web2') })).error?.message).toContain('additional_ipv4 was ordered 0 minutes ago');
		expect(placed()).toHaveLength(2);
	});
});

describe('a confirmed order that Robot does not list yet', () => {
	it.each(KINDS)('is not placed again, and the refusal names its transaction ($kind)', async ({ parameters, path }) => {
		listsLag(path);
		const [first] = (await robot.run(parameters)).json as [{ id: string }];
		const again = await robot.run(parameters);

		expect(shown(again)).toMatchObject({
			message: expect.stringContaining(`was ordered 0 minutes ago (transaction ${first.id}, in process)`),
			description: 'Nothing was ordered. To order it once more, shorten Duplicate Protection in the options.',
		});
		expect(placed()).toHaveLength(1);
	});

	it.each([
		['ten minutes, which are over after eleven', {}, 11, 2],
		['ten minutes, which are not over after nine', {}, 9, 1],
		['an hour, which is not over after eleven minutes', { duplicateWindow: 60 }, 11, 1],
		['no time at all', { duplicateWindow: 0 }, 0, 2],
	])('is protected for %s', async (_what, options, minutes, count) => {
		listsLag('/order/server/transaction');
		await robot.run(server);
		await sleep(minutes * 60_000);
		await robot.run({ ...server, options });
		expect(placed()).toHaveLength(count);
	});

	it('is no reason against another product, another server or another kind', async () => {
		for (const { path } of KINDS) listsLag(path);
		await robot.run(server);
		await robot.run(addon);
		const others = [{ ...server, productId: by('id', 'AX42') }, { ...addon, serverNumber: by('id', '321') }, { ...addon, productId: by('id', 'failover_subnet_ipv6_64') }, market];
		for (const other of others) expect((await robot.run(other)).error).toBeUndefined();
		expect(placed()).toHaveLength(6);
	});

	it('is two orders for two items of one run', async () => {
		listsLag('/order/server/transaction');
		expect((await robot.run(server, { items: itemsOf(1, 2) })).json).toHaveLength(2);
		expect((await robot.run(server)).error?.message).toContain('was ordered 0 minutes ago');
		expect(placed()).toHaveLength(2);
	});

	it('is placed again once Robot lists it as cancelled', async () => {
		await robot.run(server);
		robot.simulator.state.orders.transactions.server[0]!.status = 'cancelled';
		expect((await robot.run(server)).error).toBeUndefined();
		expect(placed()).toHaveLength(2);
	});
});

describe('an earlier order', () => {
	const now = () => new Date(Date.now()).toISOString();
	const addonOrder = (serverNumber: unknown, product: unknown = { id: 'additional_ipv4' }) => ({ id: 'B1', date: now(), status: 'in process', server_number: serverNumber, product });
	const isFor = (typed: string) => ({ ...addon, serverNumber: by('id', typed) });

	it.each<[string, INodeParameters, unknown]>([
		['its server is not known yet', isFor('322'), null],
		['its server is not named', isFor('322'), undefined],
		['its server is named by an empty text', isFor('322'), ''],
		['its server is a text', isFor('322'), '322'],
		['its server is typed with a zero in front', isFor('0322'), 322],
		['its server is listed with a zero in front', isFor('322'), '0322'],
	])('is the same where %s', async (_what, parameters, serverNumber) => {
		listed('/order/server_addon/transaction', addonOrder(serverNumber));
		expect((await robot.run(parameters)).error).toBeDefined();
		expect(placed()).toEqual([]);
	});

	it.each<[string, INodeParameters, unknown]>([
		['its server has more digits', isFor('322'), 3220],
		['its server has a zero at the end', isFor('322'), '3220'],
		['its server is another', isFor('322'), 321],
	])('is another where %s', async (_what, parameters, serverNumber) => {
		listed('/order/server_addon/transaction', addonOrder(serverNumber));
		expect((await robot.run(parameters)).error).toBeUndefined();
		expect(placed()).toHaveLength(1);
	});

	it.each([
		['ex44', 'EX44'],
		['EX44', 'ex44'],
		[' EX44 ', 'EX44'],
		['0044', 44],
	])('of the product "%s" is the same as one of %j', async (typed, product) => {
		listed('/order/server/transaction', { id: 'B1', date: now(), status: 'in process', server_number: null, product: { id: product } });
		expect((await robot.run({ ...server, productId: by('id', typed) })).error?.message).toContain('was ordered 0 minutes ago (transaction B1, in process)');
		expect(placed()).toEqual([]);
	});

	it.each<[string, unknown]>([
		['null', null],
		['an empty text', ''],
		['blanks', '  '],
		['an object', {}],
		['a list', []],
	])('lets nothing be ordered where its product is %s', async (_what, id) => {
		listed('/order/server_addon/transaction', addonOrder(322, { id }));
		expect((await robot.run(addon)).error?.message).toBe("Robot's reply could not be read");
		expect(placed()).toEqual([]);
	});

	it.each([[null], [undefined], [0], [1], ['yesterday'], ['2015'], ['2015-01-21'], ['2015-01-21T12:54:01'], ['2015-13-45T99:99:99+01:00'], [{}]])('counts as placed now where its date is %j', async (date) => {
		listed('/order/server_addon/transaction', { ...addonOrder(322), date });
		expect((await robot.run(addon)).error?.message).toContain('was ordered 0 minutes ago');
		expect(placed()).toEqual([]);
	});

	it.each(['2015-01-21T12:54:01+01:00', '2015-01-21T11:54:01Z', '2015-01-21T11:54:01.000Z'])('is over where its date is %s', async (date) => {
		listed('/order/server_addon/transaction', { ...addonOrder(322), date });
		expect((await robot.run(addon)).error).toBeUndefined();
		expect(placed()).toHaveLength(1);
	});

	it('whose transaction has no id lets nothing be ordered', async () => {
		listed('/order/server_addon/transaction', { ...addonOrder(322), id: null });
		expect((await robot.run(addon)).error?.message).toBe("Robot's reply could not be read");
		expect(placed()).toEqual([]);
	});
});

describe('a reply without a transaction', () => {
	const reply = (status: number, body = '') => ({ kind: 'reply', method: 'POST', status, body, contentType: 'application/json' }) as const;

	it.each([
		['200 without a body', reply(200)],
		['204', reply(204)],
		['an empty object', reply(201, '{}')],
		['an id that is null', reply(201, '{"transaction":{"id":null,"status":"in process"}}')],
	])('(%s) leaves the outcome unknown, and the same order looks again after a minute', async (_what, fault) => {
		for (const [index, { parameters }] of KINDS.entries()) {
			robot.simulator.inject(fault);
			expect((await robot.run(parameters)).error?.description).toContain('It is unknown whether Robot carried the request out');
			expect((await robot.run(parameters)).error).toBeUndefined();
			expect(paused()).toHaveLength(index + 1);
		}
		expect(placed()).toHaveLength(6);
	});
});

describe('an order whose reply did not arrive', () => {
	it('is the same as the one that is typed in another way', async () => {
		robot.simulator.inject({ kind: 'reply', method: 'POST', status: 504 });
		await robot.run(addon);
		expect(paused()).toEqual([]);
		await robot.run({ ...addon, serverNumber: by('id', '0322'), productId: by('id', 'Additional_IPv4') });
		expect(paused()).toHaveLength(1);
	});
});

describe('a negative option', () => {
	const NAMES = { duplicateWindow: 'Duplicate Protection', maximumPrice: 'Maximum Monthly Price', maximumSetupPrice: 'Maximum Setup Price', waitForLimit: 'Wait for Request Limit' };

	it.each(Object.entries(NAMES))('(%s) sends nothing, for no item', async (name, label) => {
		for (const { parameters } of KINDS) {
			const run = await robot.run({ ...parameters, options: { [name]: '={{ $json.n }}' } }, { items: itemsOf(5, '-0.5') });
			expect(shown(run)).toMatchObject({ message: `${label} is negative: -0.5`, description: 'Nothing was sent. Give 0 or more.', item: 1 });
		}
		expect(robot.sent()).toEqual([]);
	});

	it.each([
		['maxPrice', 'Maximum Price'],
		['maxPriceSetup', 'Maximum Setup Price'],
		['minPrice', 'Minimum Price'],
		['minPriceSetup', 'Minimum Setup Price'],
	])('of a list of products (%s) sends nothing', async (name, label) => {
		const run = await robot.run({ resource: 'order', operation: 'getAllProducts', kind: 'server', filters: { [name]: -1 } });
		expect(run.error?.message).toBe(`${label} is negative: -1`);
		expect(robot.sent()).toEqual([]);
	});
});
