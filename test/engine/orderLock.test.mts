import { describe, expect, it } from '@jest/globals';
import { pass, paused } from '../support/clock.mts';
import { startNode, WORKFLOW } from '../support/engine.mts';
import { database, rowOf } from '../support/n8n.mts';
import { addon, market, placedAt, server } from '../support/orderNodes.mts';
import { STATEMENT } from '../support/processedData.mts';
import { itemsOf, shown, simulatedRobot } from '../support/simulatedRobot.mts';
import { until } from '../support/turns.mts';

/** Several processes of n8n that order side by side: what one of them does while another holds the lock in n8n's database. */

const robot = simulatedRobot();
const placed = () => placedAt(robot);

const ROW = rowOf(WORKFLOW, '1');
const halfMinutes = (minutesAgo: number) => Math.floor((Date.now() - minutesAgo * 60_000) / 30_000) % 120;
/** Another process has taken the lock. */
const heldSince = (minutesAgo: number) =>
	void database.rows.set(ROW, ['lock', 'another process', ...Array.from({ length: halfMinutes(minutesAgo) }, (_none, index) => String(index + 1))]);

const nodes = [
	['server', server],
	['market server', market],
	['addon', addon],
] as const;

describe.each(nodes)('an order (%s)', (_kind, node) => {
	it('holds the lock while it looks and orders, and asks right before it orders whether that is still so', async () => {
		robot.simulator.inject({ kind: 'hang', method: 'POST' });
		const run = startNode({ credential: robot.credential, parameters: node });
		await until(() => placed().length === 1);
		expect(database.asked).toEqual(['count', 'add', 'count', 'add']);
		expect(database.rows.has(ROW)).toBe(true);
		run.cancel();
	});

	it('leaves nothing of it behind', async () => {
		expect((await robot.run(node)).error).toBeUndefined();
		expect(database.asked.at(-1)).toBe('clear');
		expect(database.rows.size).toBe(0);
	});

	it('is not sent while another process orders, and says for how long that has been', async () => {
		heldSince(2);
		const run = await robot.run(node);
		expect(shown(run)).toMatchObject({
			message: expect.stringMatching(/^Not ordered: another execution of this node has been ordering for about [23] minutes, and this one has waited 15 seconds for it$/),
			description: expect.stringMatching(/^Nothing was ordered\. Try again in a minute\./),
			item: 0,
		});
		expect(robot.sent().filter((line) => line.includes('/transaction'))).toEqual([]);
		expect(database.rows.get(ROW)).toContain('another process');
	});

	it('is sent once the other process must be dead', async () => {
		heldSince(6);
		expect((await robot.run(node)).error).toBeUndefined();
		expect(placed()).toHaveLength(1);
		expect(paused().some((seconds) => seconds === 1)).toBe(true);
	});

	it.each(['count', 'add', 'clear'] as const)('is not sent where the database fails when it is asked to %s, and says nothing of its statement', async (question) => {
		heldSince(6);
		if (question === 'add') database.rows.clear();
		database.before = (asked) => {
			if (asked === question) throw new Error(STATEMENT);
		};
		const run = await robot.run(node);
		expect(shown(run)).toMatchObject({
			message: "Not ordered: n8n's database could not tell whether another execution of this node is ordering",
			description: expect.stringMatching(/^Nothing was ordered\./),
		});
		expect(JSON.stringify([run.error, run.error?.stack, run.error?.cause])).not.toMatch(/insert into/);
		expect(placed()).toEqual([]);
	});

	it('is not sent where the lock was lost while it looked', async () => {
		database.before = () => {
			if (database.asked.length > 2) database.rows.set(ROW, ['lock', 'another process']);
		};
		const run = await robot.run(node);
		expect(shown(run)).toMatchObject({
			message: 'Not ordered: looking at what was ordered before took so long that another execution of this node may be ordering by now',
			description: 'Nothing was ordered. Try again.',
		});
		expect(placed()).toEqual([]);
		expect(database.rows.get(ROW)).toContain('another process');
	});

	it('is put out as always where the lock cannot be released', async () => {
		database.before = (asked) => {
			if (asked === 'clear') throw new Error(STATEMENT);
		};
		const run = await robot.run(node);
		expect(run.error).toBeUndefined();
		expect(run.json).toMatchObject([{ status: 'in process' }]);
	});

	it('that is a test or a dry run takes no lock', async () => {
		heldSince(0);
		expect((await robot.run({ ...node, test: true })).error).toBeUndefined();
		expect((await robot.run({ ...node, options: { dryRun: true } })).json).toMatchObject([{ dryRun: true }]);
		expect(database.asked).toEqual([]);
	});

	it('in a workflow without an id is placed without', async () => {
		for (const workflowId of ['', '__EMPTY__']) await robot.run(node, { workflowId });
		expect(placed()).toHaveLength(1);
		expect(database.asked).toEqual([]);
	});
});

describe('several orders', () => {
	const products = { ...addon, productId: '={{ $json.n }}' };

	it('in one run take the lock one after another', async () => {
		const run = await robot.run(products, { items: itemsOf('additional_ipv4', 'subnet_ipv4_29') });
		expect(run.error).toBeUndefined();
		expect(placed()).toHaveLength(2);
		expect(database.asked.filter((question) => question === 'clear')).toHaveLength(2);
	});

	it('side by side in one process do not get in the way of each other', async () => {
		const runs = await Promise.all(['additional_ipv4', 'subnet_ipv4_29', 'subnet_ipv4_28'].map(async (n) => await robot.run(products, { items: itemsOf(n) })));
		expect(runs.map(({ error }) => error?.message)).toEqual([undefined, undefined, undefined]);
		expect(placed()).toHaveLength(3);
		expect(paused()).toEqual([]);
	});

	it('go on where one is held back, with On Error set to Continue', async () => {
		heldSince(3);
		const run = await robot.run(products, { items: itemsOf('additional_ipv4', 'subnet_ipv4_29'), onError: 'continueRegularOutput' });
		expect(run.json).toMatchObject([
			{ error: expect.stringContaining('Not ordered'), message: expect.stringContaining('Nothing was ordered.') },
			{ error: expect.stringContaining('Not ordered') },
		]);
		expect(placed()).toEqual([]);
	});
});

it('Retry On Fail orders once the lock is free', async () => {
	heldSince(4.9);
	const run = await robot.run(server, { tries: 5 });
	expect(run.error).toBeUndefined();
	expect(placed()).toHaveLength(1);
});

describe('a limit', () => {
	const used = (seconds: number) =>
		robot.simulator.inject({
			kind: 'error',
			method: 'GET',
			path: '/order/server/transaction',
			status: 403,
			code: 'RATE_LIMIT_EXCEEDED',
			message: 'rate limit exceeded',
			extra: { interval: seconds, max_request: 7 },
		});

	it('that takes longer than a minute gives the lock back, and after it everything is looked at anew', async () => {
		used(600);
		const run = startNode({ credential: robot.credential, parameters: { ...server, options: { waitForLimit: 3600 } } });
		await until(() => paused().some((seconds) => seconds > 60));
		expect(database.rows.size).toBe(0);
		expect((await run.result).error).toBeUndefined();
		expect(robot.sent().filter((line) => line.endsWith('/order/server/transaction')).length).toBeGreaterThanOrEqual(3);
		expect(database.asked.filter((question) => question === 'clear').length).toBeGreaterThanOrEqual(2);
		expect(placed()).toHaveLength(1);
	});

	it('of half a minute keeps it', async () => {
		used(30);
		const run = startNode({ credential: robot.credential, parameters: server });
		await until(() => paused().some((seconds) => seconds > 20));
		expect(database.rows.has(ROW)).toBe(true);
		expect((await run.result).error).toBeUndefined();
	});
});

it('an order that finds the database slow, for almost as long as the lock lasts, is not sent', async () => {
	database.before = (asked) => {
		if (asked === 'count' && database.asked.length === 3) pass(240);
	};
	const run = await robot.run(server);
	expect(run.error?.message).toContain('Not ordered: looking at what was ordered before took so long');
	expect(placed()).toEqual([]);
	expect(database.rows.size).toBe(0);
});
