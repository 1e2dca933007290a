import { describe, expect, it } from '@jest/globals';
import { by } from '../contract/case.mts';
import { pass } from '../support/clock.mts';
import { runNode } from '../support/engine.mts';
import { itemsOf, simulatedRobot } from '../support/simulatedRobot.mts';

/** n8n's Retry On Fail runs a node again with all its items; so it does when the first item carries an error. */

const robot = simulatedRobot();

const reset = { resource: 'reset', operation: 'execute', serverNumber: by('id', '={{ $json.n }}'), type: 'hw' };
const market = { resource: 'order', operation: 'orderMarketServer', productId: by('id', '={{ $json.n }}'), test: false };
const rescue = { resource: 'boot', operation: 'activateRescue', serverNumber: by('id', '={{ $json.n }}'), os: 'linux', resetNow: true, resetType: 'hw' };

const resets = () => robot.sent().filter((line) => line.startsWith('POST /reset'));
const changes = () => robot.sent().filter((line) => !line.startsWith('GET'));
const refuse = (path: string, times = Infinity) =>
	robot.simulator.inject({ kind: 'error', status: 409, code: 'RESET_MANUAL_ACTIVE', message: 'manual reset', method: 'POST', path, times });
const cut = (path: string, times = 1) => robot.simulator.inject({ kind: 'reply', status: 502, body: '', method: 'POST', path, times });

describe('Retry On Fail', () => {
	it('tries a refused item again, and does not repeat what was carried out before it', async () => {
		refuse('/reset/322');
		const run = await robot.run(reset, { items: itemsOf(321, 322), tries: 3 });

		expect(run.error?.message).toContain('RESET_MANUAL_ACTIVE');
		expect(resets()).toEqual(['POST /reset/321 type=hw', 'POST /reset/322 type=hw', 'POST /reset/322 type=hw', 'POST /reset/322 type=hw']);
	});

	it('does not repeat what was carried out where an expression says something else in every try', async () => {
		const names = { resource: 'server', operation: 'rename', serverNumber: by('id', '321'), serverName: '={{ "web-" + Math.random() }}' };
		robot.simulator.inject({ kind: 'cut-after', method: 'POST', path: '/server/321' });
		await robot.run(names, { tries: 3 });

		expect(changes()).toEqual([expect.stringMatching(/^POST \/server\/321 server_name=web-0/)]);
	});

	it('puts out what an earlier try has carried out', async () => {
		refuse('/reset/322', 1);
		const run = await robot.run(reset, { items: itemsOf(321, 322), tries: 2 });

		expect(run.error).toBeUndefined();
		expect(run.json).toMatchObject([
			{ server_ip: '203.0.113.10', type: 'hw' },
			{ server_ip: '203.0.113.11', type: 'hw' },
		]);
		expect(resets()).toEqual(['POST /reset/321 type=hw', 'POST /reset/322 type=hw', 'POST /reset/322 type=hw']);
	});

	it('does not repeat the good items where the first one carries an error', async () => {
		refuse('/reset/321');
		const run = await robot.run(reset, { items: itemsOf(321, 322, 345), tries: 3, onError: 'continueRegularOutput' });

		expect(run.json).toMatchObject([{ error: expect.stringContaining('RESET_MANUAL_ACTIVE') }, { server_ip: '203.0.113.11' }, { server_ip: '203.0.113.20' }]);
		expect(resets().filter((line) => !line.includes('/321'))).toEqual(['POST /reset/322 type=hw', 'POST /reset/345 type=hw']);
	});

	it('does not repeat a change of which nobody knows what became, and says so', async () => {
		cut('/reset/321', Infinity);
		const run = await robot.run(reset, { items: itemsOf(321), tries: 3 });

		expect(resets()).toHaveLength(1);
		expect(run.error?.message).toBe('Not sent again: an earlier try was sent, and it is unknown what became of it (Robot, or a proxy in front of it, failed (HTTP 502))');
		expect(run.error?.description).toBe('Retry On Fail was held back. Look whether the change was carried out before you run it again.');
	});

	it('tries again what was certainly not sent', async () => {
		robot.simulator.inject({
			kind: 'error',
			status: 403,
			code: 'RATE_LIMIT_EXCEEDED',
			message: 'limit',
			extra: { interval: 3600, max_request: 50 },
			method: 'POST',
			path: '/reset/321',
			times: 1,
		});
		const run = await robot.run(reset, { items: itemsOf(321), tries: 2 });

		expect(run.error?.message).toContain('its limit of 50 requests per hour is used up');
		expect(resets()).toHaveLength(1);
	});

	it('takes up a job where it was left: what was activated is not activated again', async () => {
		refuse('/reset/321', 1);
		const run = await robot.run(rescue, { items: itemsOf(321), tries: 2 });

		expect(run.json).toMatchObject([{ active: true, reset: { server_ip: '203.0.113.10' } }]);
		expect(changes()).toEqual(['POST /boot/321/rescue os=linux', 'POST /reset/321 type=hw', 'POST /reset/321 type=hw']);
	});

	it('does not activate an installation again whose reply did not arrive', async () => {
		robot.simulator.inject({ kind: 'reply', status: 504, body: '', method: 'POST', path: '/boot/321/linux', times: Infinity });
		const run = await robot.run({ ...rescue, operation: 'activateLinux', dist: 'Debian 12 minimal', lang: 'en' }, { items: itemsOf(321), tries: 3 });

		expect(run.error?.message).toMatch(/^Not sent again/);
		expect(changes()).toHaveLength(1);
	});

	it('orders once what was ordered, and what is unknown', async () => {
		const path = '/order/server_market/transaction';
		robot.simulator.inject({ kind: 'error', status: 409, code: 'CONFLICT', message: 'sold', method: 'POST', path, times: 1, skip: 1 });
		robot.simulator.inject({ kind: 'cut-before', method: 'POST', path, times: 1, skip: 1 });
		const run = await robot.run(market, { items: itemsOf(2710001, 2710002), tries: 5 });

		expect(run.error?.message).toMatch(/^Not sent again/);
		expect(changes().map((line) => /product_id=(\d+)/.exec(line)![1])).toEqual(['2710001', '2710002', '2710002']);
	});

	it('does everything again in a new execution: that may be meant', async () => {
		refuse('/reset/322', 1);
		await robot.run(reset, { items: itemsOf(321, 322) });
		await robot.run(reset, { items: itemsOf(321, 322) });
		expect(resets()).toEqual(['POST /reset/321 type=hw', 'POST /reset/322 type=hw', 'POST /reset/321 type=hw', 'POST /reset/322 type=hw']);
	});

	it('does everything in every run of Loop Over Items, with the very same items, too', async () => {
		const items = itemsOf(321);
		await robot.run(reset, { items, moreRuns: [items, items], tries: 2 });
		expect(resets()).toHaveLength(3);
	});

	it('sends two items that want the same, and each of them once', async () => {
		refuse('/reset/345', 1);
		await robot.run(reset, { items: itemsOf(321, 321, 345), tries: 2 });
		expect(resets()).toEqual(['POST /reset/321 type=hw', 'POST /reset/321 type=hw', 'POST /reset/345 type=hw', 'POST /reset/345 type=hw']);
	});

	it('holds for the tool of an agent, whose calls are new ones each time', async () => {
		const tool = { type: 'n8n-nodes-hetzner-robot.hetznerRobotTool' };
		const reset321 = { ...reset, allowInAgents: true };
		cut('/reset/321', 1);
		await robot.run(reset321, { items: itemsOf(321), tries: 3, ...tool });
		expect(resets()).toHaveLength(1);
		await robot.run(reset321, { items: itemsOf(321), ...tool });
		expect(resets()).toHaveLength(2);
	});

	describe('whose later try cannot begin', () => {
		/** The password is gone after the first try: the secret that the credential takes it from was deleted. */
		const credential = () => ({
			...robot.credential,
			get password() {
				return changes().length > 1 ? '' : robot.credential.password;
			},
		});
		const run = async (onError?: 'continueRegularOutput') =>
			await runNode({ credential: credential(), parameters: reset, items: itemsOf(321, 322), tries: 2, ...(onError && { onError }) });

		it('says what the earlier one has done', async () => {
			refuse('/reset/322', 1);
			const { error } = await run();

			expect(error?.message).toBe('Password is empty');
			expect(error?.description).toBe(
				'An earlier try has carried out item 0 (321). This try has not begun: Complete the Hetzner Robot credential. ' +
					'With On Error set to Continue, the node puts out what was carried out.',
			);
			expect(error?.context.data).toMatchObject({ finished: [{ item: 0, output: [{ server_ip: '203.0.113.10' }] }] });
		});

		it('puts out what the earlier one has done, where the workflow continues on errors', async () => {
			refuse('/reset/321', 1);
			const { json } = await run('continueRegularOutput');
			expect(json).toMatchObject([{ error: 'Password is empty' }, { server_ip: '203.0.113.11', type: 'hw' }]);
		});
	});

	it('asks anew what failed to be read', async () => {
		robot.simulator.inject({ kind: 'error', status: 404, code: 'SERVER_NOT_FOUND', message: 'not found', method: 'GET', path: '/server/321', times: 1 });
		const run = await robot.run({ resource: 'server', operation: 'get', serverNumber: by('id', '321') }, { tries: 2 });
		expect(run.json).toMatchObject([{ server_number: 321 }]);
	});
});

describe("the user's Retry of a failed execution", () => {
	const refuseOrder = () =>
		robot.simulator.inject({ kind: 'error', status: 409, code: 'CONFLICT', message: 'sold', method: 'POST', path: '/order/server_market/transaction', times: 1 });
	const orders = () => changes().filter((line) => line.includes('/order/'));
	/** A second one of an offer that is there once. */
	const PLACED = { status: 201, contentType: 'application/json', body: JSON.stringify({ transaction: { id: 'B20-2', status: 'in process' } }) };

	it('does not buy again what was bought, and puts it out', async () => {
		const items = itemsOf(2710001, 2710002);
		const first = await robot.run({ ...market, options: { duplicateWindow: 0 } }, { items: items.slice(0, 1) });
		refuseOrder();
		pass(86_400);
		const second = await robot.run({ ...market, options: { duplicateWindow: 0 } }, { items, retried: first.context });
		expect(second.error?.message).toContain('CONFLICT');
		const third = await robot.run({ ...market, options: { duplicateWindow: 0 } }, { items, retried: second.context });

		expect(third.error).toBeUndefined();
		expect(third.json).toMatchObject([{ id: (first.json[0] as { id: string }).id }, { product: { id: 2710002 } }]);
		expect(orders().map((line) => /product_id=(\d+)/.exec(line)![1])).toEqual(['2710001', '2710002', '2710002']);
	});

	it('is not held back by what it has bought itself, also where two items buy the same', async () => {
		const items = itemsOf(2710001, 2710001);
		robot.simulator.inject({ kind: 'error', status: 409, code: 'CONFLICT', message: 'sold', method: 'POST', path: '/order/server_market/transaction', times: 1, skip: 1 });
		robot.simulator.inject({ kind: 'reply', method: 'POST', path: '/order/server_market/transaction', skip: 1, ...PLACED });
		const first = await robot.run(market, { items });
		expect(first.error?.message).toContain('CONFLICT');
		const second = await robot.run(market, { items, retried: first.context });

		expect(second.error).toBeUndefined();
		expect(second.json).toMatchObject([{ product: { id: 2710001 } }, { id: 'B20-2' }]);
		expect(orders()).toHaveLength(3);
	});

	it('does everything else again', async () => {
		refuse('/reset/322', 1);
		const first = await robot.run(reset, { items: itemsOf(321, 322) });
		const second = await robot.run(reset, { items: itemsOf(321, 322), retried: first.context });

		expect(second.error).toBeUndefined();
		expect(resets()).toHaveLength(4);
	});

	it('stores no password with the execution', async () => {
		const run = await robot.run({ ...market, password: 'S3cret/P@ss' }, { items: itemsOf(2710001) });
		expect(run.json).toHaveLength(1);
		expect(JSON.stringify(run.context)).not.toContain('S3cret');
	});
});

describe('an item after which the node stops', () => {
	it('says what the items before it have done, speaks of itself, and hands on what they put out', async () => {
		refuse('/reset/345');
		const run = await robot.run(reset, { items: itemsOf(321, 322, 345, 346) });

		expect(run.error?.message).toBe('Server 345: manual reset [RESET_MANUAL_ACTIVE]');
		expect(run.error?.description).toBe(
			'Items 0 to 1 were carried out (321, 322). For item 2: A technician is already on the way for a manual reset: wait until it is done. ' +
				'With On Error set to Continue, the node puts out what was carried out.',
		);
		expect(run.error?.context.data).toMatchObject({
			finished: [
				{ item: 0, output: [{ server_ip: '203.0.113.10', type: 'hw' }] },
				{ item: 1, output: [{ server_ip: '203.0.113.11' }] },
			],
		});
	});

	it('names the transaction of a server that was bought', async () => {
		robot.simulator.inject({ kind: 'error', status: 409, code: 'CONFLICT', message: 'sold', method: 'POST', path: '/order/server_market/transaction', skip: 1 });
		const run = await robot.run(market, { items: itemsOf(2710001, 2710002) });

		const { id } = robot.simulator.state.orders.transactions.market.find(({ product }) => String(product.id) === '2710001')!;
		expect(run.error?.description).toContain(`Item 0 was carried out (${id}). For item 1: Robot gives the reason above; nothing was changed.`);
		expect(run.error?.context.data).toMatchObject({ finished: [{ item: 0, output: [{ id, product: { id: 2710001 } }] }] });
	});

	it('never shows a password that was put out', async () => {
		const run = await robot.run({ resource: 'boot', operation: 'activateRescue', serverNumber: by('id', '={{ $json.n }}'), os: 'linux' }, { items: itemsOf(321, 99999) });
		const password = robot.server(321).boot.rescue!.active!.password as string;
		expect(password).toMatch(/./);
		expect(run.error?.description).toContain('Item 0 was carried out (321). The passwords that item 0 would have put out are lost with this error: set new ones');
		expect(JSON.stringify([run.error?.description, run.error?.context])).not.toContain(password);
	});

	it('is not said of reads, which change nothing', async () => {
		const run = await robot.run({ resource: 'server', operation: 'get', serverNumber: by('id', '={{ $json.n }}') }, { items: itemsOf(321, 99999) });
		expect(run.error?.description).not.toContain('carried out');
		expect(run.error?.context.data).not.toHaveProperty('finished');
	});
});
