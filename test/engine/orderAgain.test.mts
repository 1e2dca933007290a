import { describe, expect, it } from '@jest/globals';
import { addon, market, placedAt, server } from '../support/orderNodes.mts';
import { itemsOf, shown, simulatedRobot } from '../support/simulatedRobot.mts';
import { until } from '../support/turns.mts';

/** What counts as the same order, just placed. */

const robot = simulatedRobot();
const placed = () => placedAt(robot);
const transactions = () => robot.simulator.state.orders.transactions;

const minutesBefore = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

const nodes = [
	{ kind: 'server', node: server },
	{ kind: 'market', node: market },
	{ kind: 'addon', node: addon },
] as const;
type Kind = (typeof nodes)[number]['kind'];

/** The order of a node as it stands in the account after some other program has placed it. */
function orderOf(kind: Kind, changes: object): object {
	const [newest] = transactions()[kind] as unknown as Array<{ product: object }>;
	const product = { ...newest!.product, id: { server: 'EX44', market: 2710001, addon: 'additional_ipv4' }[kind] };
	const number = kind === 'addon' ? { server_number: 322 } : {};
	return { ...newest, ...number, id: 'B20260101-1-1', status: 'in process', product, ...changes };
}

const placedBefore = (kind: Kind, changes: object) => void (transactions()[kind] as object[]).unshift(orderOf(kind, changes));

/** As `placedBefore`, for a date that the simulated Robot could not read either. */
function listedBefore(kind: Kind, changes: object): void {
	const body = JSON.stringify([{ transaction: orderOf(kind, changes) }]);
	const path = { server: '/order/server/transaction', market: '/order/server_market/transaction', addon: '/order/server_addon/transaction' }[kind];
	robot.simulator.inject({ kind: 'reply', method: 'GET', path, status: 200, contentType: 'application/json', body });
}

describe.each(nodes)('an earlier order ($kind)', ({ kind, node }) => {
	it('of nine minutes ago holds the same one back', async () => {
		placedBefore(kind, { date: minutesBefore(9) });
		const run = await robot.run(node);

		expect(run.error?.message).toMatch(/^Product: \w+ was ordered 9 minutes ago \(transaction B20260101-1-1, in process\)$/);
		expect(placed()).toEqual([]);
	});

	it('of eleven minutes ago does not', async () => {
		placedBefore(kind, { date: minutesBefore(11) });

		expect((await robot.run(node)).error).toBeUndefined();
		expect(placed()).toHaveLength(1);
	});

	it.each([
		['no date', undefined],
		['null for a date', null],
		['a date that cannot be read', 'a moment ago'],
		['an empty date', ''],
		['a date in the future', new Date(Date.now() + 86_400_000).toISOString()],
	])('with %s holds it back, as if it had just been placed', async (_what, date) => {
		listedBefore(kind, { date });
		const run = await robot.run(node);

		expect(shown(run)).toMatchObject({
			message: expect.stringMatching(/^Product: \w+ was ordered less than a minute ago \(transaction B20260101-1-1, in process\)$/),
			description: expect.stringContaining('Nothing more was ordered.'),
		});
		expect(placed()).toEqual([]);
	});

	it('that is ready holds it back as well', async () => {
		placedBefore(kind, { date: minutesBefore(1), status: 'ready' });

		expect((await robot.run(node)).error?.message).toContain('was ordered 1 minute ago');
		expect(placed()).toEqual([]);
	});

	it.each([
		['a moment ago', () => minutesBefore(1)],
		['at a date that cannot be read', () => 'a moment ago'],
	])('that was cancelled does not hold it back (%s)', async (_when, date) => {
		listedBefore(kind, { date: date(), status: 'cancelled' });

		expect((await robot.run(node)).error).toBeUndefined();
		expect(placed()).toHaveLength(1);
	});

	it('of another product does not hold it back', async () => {
		placedBefore(kind, { date: minutesBefore(1), product: { id: 'another', name: 'another' } });

		expect((await robot.run(node)).error).toBeUndefined();
		expect(placed()).toHaveLength(1);
	});

	it('is found behind others', async () => {
		placedBefore(kind, { date: minutesBefore(2) });
		placedBefore(kind, { date: minutesBefore(1), id: 'B20260101-2-2', status: 'cancelled' });

		expect((await robot.run(node)).error?.message).toContain('was ordered 2 minutes ago (transaction B20260101-1-1, in process)');
		expect(placed()).toEqual([]);
	});
});

describe('Duplicate Protection', () => {
	it.each([
		[30, 29, 0],
		[30, 31, 1],
		[5, 4, 0],
		[5, 6, 1],
	])('of %i minutes and an order %i minutes ago: %i are placed', async (duplicateWindow, minutes, count) => {
		placedBefore('server', { date: minutesBefore(minutes) });
		await robot.run({ ...server, options: { duplicateWindow } });
		expect(placed()).toHaveLength(count);
	});

	it('that is switched off does not even look at earlier orders', async () => {
		placedBefore('server', { date: minutesBefore(0) });
		expect((await robot.run({ ...server, options: { duplicateWindow: 0 } })).error).toBeUndefined();
		expect(robot.sent()).toEqual(['GET /order/server/product/EX44', ...placed()]);
	});

	it('of a second item knows the orders of the same run only: one of another program holds it back', async () => {
		// The other program orders while the first item is on its way.
		const run = robot.run(server, { items: itemsOf(1, 2) });
		await until(() => placed().length >= 1);
		placedBefore('server', { date: minutesBefore(0) });

		expect((await run).error?.message).toContain('was ordered less than a minute ago (transaction B20260101-1-1, in process)');
		expect(placed()).toHaveLength(1);
	});
});
