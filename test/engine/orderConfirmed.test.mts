import { describe, expect, it } from '@jest/globals';
import { sleep, type INodeParameters } from 'n8n-workflow';
import { by } from '../contract/case.mts';
import { addon, market, placedAt, server } from '../support/orderNodes.mts';
import { itemsOf, shown, simulatedRobot } from '../support/simulatedRobot.mts';
import { paused } from '../support/clock.mts';

/** Nothing is bought twice, whatever Robot lists as ordered and however the same order is written. */

const robot = simulatedRobot();
const placed = () => placedAt(robot);

/** The three kinds of orders, with the path of each. */
const KINDS = [
	{ kind: 'server', parameters: server, path: '/order/server/transaction' },
	{ kind: 'market', parameters: market, path: '/order/server_market/transaction' },
	{ kind: 'addon', parameters: addon, path: '/order/server_addon/transaction' },
] as const;

/** What Robot lists as ordered does not hold the latest orders yet, or none. */
const listsLag = (path: string) =>
	robot.simulator.inject({ kind: 'error', method: 'GET', path, status: 404, code: 'NOT_FOUND', message: 'No transactions found', times: Infinity });

/** Robot answers with this transaction to whoever asks for the list. */
const listed = (path: string, transaction: object) =>
	robot.simulator.inject({ kind: 'reply', method: 'GET', path, status: 200, body: JSON.stringify([{ transaction }]), contentType: 'application/json', times: Infinity });

describe('a confirmed order that Robot does not list yet', () => {
	it.each(KINDS)('is not placed again, and the refusal names its transaction ($kind)', async ({ parameters, path }) => {
		listsLag(path);
		const [first] = (await robot.run(parameters)).json as [{ id: string }];
		const again = await robot.run(parameters);

		expect(shown(again)).toMatchObject({
			message: expect.stringContaining(`was ordered less than a minute ago (transaction ${first.id}, in process)`),
			description: 'Nothing more was ordered. To order it once more, shorten Duplicate Protection in the options.',
		});
		expect(placed()).toHaveLength(1);
	});

	it('is not placed again where Robot lists other orders', async () => {
		listed('/order/server/transaction', { id: 'B1', date: '2015-01-21T12:54:01+01:00', status: 'ready', server_number: 1, product: { id: 'EX44' } });
		await robot.run(server);
		expect((await robot.run(server)).error?.message).toContain('was ordered less than a minute ago');
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
		// Robot has no standard server of this name, but is asked.
		expect((await robot.run({ ...server, productId: by('id', '2710001') })).error?.message).toContain('INVALID_INPUT');
		expect(placed()).toHaveLength(7);
	});

	it('is no reason against the same order of another user', async () => {
		listsLag('/order/server/transaction');
		await robot.run(server);
		robot.simulator.username = '#ws+other';
		expect((await robot.run(server)).error).toBeUndefined();
		expect(placed()).toHaveLength(2);
	});

	it('is two orders for two items of one run', async () => {
		listsLag('/order/server/transaction');
		expect((await robot.run(server, { items: itemsOf(1, 2) })).json).toHaveLength(2);
		expect((await robot.run(server)).error?.message).toContain('was ordered less than a minute ago');
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
	const addonOrder = (serverNumber: unknown, product: unknown = { id: 'additional_ipv4' }) => ({
		id: 'B1',
		date: now(),
		status: 'in process',
		server_number: serverNumber,
		product,
	});
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
		['server', server],
		['market', market],
	] as const)('of a %s is the same when it has brought its server', async (kind, parameters) => {
		const path = kind === 'server' ? '/order/server/transaction' : '/order/server_market/transaction';
		listed(path, { id: 'B1', date: now(), status: 'ready', server_number: 421, product: { id: kind === 'server' ? 'EX44' : 2710001 } });
		expect((await robot.run(parameters)).error?.message).toContain('was ordered less than a minute ago (transaction B1, ready)');
		expect(placed()).toEqual([]);
	});

	it.each([
		['ex44', 'EX44'],
		['EX44', 'ex44'],
		[' EX44 ', 'EX44'],
		['0044', 44],
	])('of the product "%s" is the same as one of %j', async (typed, product) => {
		listed('/order/server/transaction', { id: 'B1', date: now(), status: 'in process', server_number: null, product: { id: product } });
		expect((await robot.run({ ...server, productId: by('id', typed) })).error?.message).toContain('was ordered less than a minute ago (transaction B1, in process)');
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

	it.each([[null], [undefined], [0], [1], ['yesterday'], ['2015'], ['2015-01-21'], ['2015-01-21T12:54:01'], ['2015-13-45T99:99:99+01:00'], [{}]])(
		'counts as placed now where its date is %j',
		async (date) => {
			listed('/order/server_addon/transaction', { ...addonOrder(322), date });
			expect((await robot.run(addon)).error?.message).toContain('was ordered less than a minute ago');
			expect(placed()).toEqual([]);
		},
	);

	it.each(['2015-01-21T12:54:01+01:00', '2015-01-21T11:54:01Z', '2015-01-21T11:54:01.000Z'])('is over where its date is %s', async (date) => {
		listed('/order/server_addon/transaction', { ...addonOrder(322), date });
		expect((await robot.run(addon)).error).toBeUndefined();
		expect(placed()).toHaveLength(1);
	});

	it('counts as placed now where its clock is ahead', async () => {
		listed('/order/server_addon/transaction', { ...addonOrder(322), date: new Date(Date.now() + 600_000).toISOString() });
		expect((await robot.run(addon)).error?.message).toContain('was ordered less than a minute ago');
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

	it('is waited for no longer than a minute after the clock was set back', async () => {
		robot.simulator.inject({ kind: 'reply', method: 'POST', status: 504 });
		await robot.run(addon);
		await sleep(-3_600_000);
		await robot.run(addon);
		expect(paused()).toEqual([-3600, 60]);
	});
});
