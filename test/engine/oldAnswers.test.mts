import { afterEach, describe, expect, it } from '@jest/globals';
import { by } from '../contract/case.mts';
import { holdPauses, paused } from '../support/clock.mts';
import { runNode, startNode, type NodeRun } from '../support/engine.mts';
import { refusal, startOddRobot, usedUp, type Answer, type Asked } from '../support/oddRobot.mts';
import { itemsOf, shown } from '../support/simulatedRobot.mts';
import { until } from '../support/turns.mts';

/** What was asked before a wait may be wrong behind it: names lead elsewhere, prices rise, others order. */

type OddRobot = Awaited<ReturnType<typeof startOddRobot>>;
let robot: OddRobot;
const start = async (answer: (asked: Asked) => Answer) => void (robot = await startOddRobot(answer));
afterEach(async () => await robot.close());
const run = async (parameters: NodeRun['parameters'], more: Partial<NodeRun> = {}) => await runNode({ credential: robot.credential, parameters, ...more });

const WAIT = { options: { waitForLimit: 600 } };
const web1 = by('name', 'web1');
const server = (server_number: number, server_name: string) => ({
	server: { server_number, server_name, server_ip: `203.0.113.${server_number - 320}`, server_ipv6_net: `2001:db8:${server_number}::` },
});
const SERVERS = { body: [server(321, 'web1'), server(322, 'web2')] };
const SWAPPED = { body: [server(321, 'web2'), server(322, 'web1')] };
/** From the second time on the two servers have each other's name. */
const swapping = (count: number) => (count === 1 ? SERVERS : SWAPPED);

describe('a name', () => {
	it.each([
		['a reset', { resource: 'reset', operation: 'execute', serverNumber: web1, type: 'hw' }, ['POST /reset/321 type=hw', 'POST /reset/322 type=hw']],
		[
			'a cancellation',
			{ resource: 'server', operation: 'cancel', serverNumber: web1, immediately: true },
			['POST /server/321/cancellation cancellation_date=now', 'POST /server/322/cancellation cancellation_date=now'],
		],
		[
			'a failover',
			{ resource: 'failover', operation: 'switch', failoverIp: by('ip', '198.51.100.9'), activeServerIp: web1 },
			['POST /failover/198.51.100.9 active_server_ip=203.0.113.1', 'POST /failover/198.51.100.9 active_server_ip=203.0.113.2'],
		],
		[
			'servers of a vSwitch',
			{ resource: 'vSwitch', operation: 'addServers', vSwitchId: by('id', '4321'), server: 'web1' },
			['POST /vswitch/4321/server server[]=321', 'POST /vswitch/4321/server server[]=322'],
		],
	])('of %s is looked up anew where Robot made it wait', async (_what, parameters, expected) => {
		let refused = 0;
		await start(({ method, path, count }) => {
			if (path === '/server') return swapping(count);
			return method === 'POST' && (refused += 1) === 1 ? usedUp() : { body: {} };
		});
		const { error } = await run({ ...parameters, ...WAIT });
		expect(error).toBeUndefined();
		expect(robot.changes()).toEqual(expected);
		expect(paused()).toEqual([500]);
	});

	it('means the same to the end of the item: what is activated is what is reset', async () => {
		await start(({ method, path, count }) => {
			if (path === '/server') return swapping(count);
			if (path.endsWith('/rescue')) return { body: { rescue: { server_number: 321, active: true, password: 'x', authorized_key: [] } } };
			if (method === 'GET') return { body: { reset: { server_number: 321, type: ['hw'] } } };
			return count === 1 ? usedUp() : { body: { reset: { type: 'hw' } } };
		});
		const { error } = await run({ resource: 'boot', operation: 'activateRescue', serverNumber: web1, os: 'linux', resetNow: true, resetType: 'hw', ...WAIT });
		expect(error).toBeUndefined();
		expect(robot.changes()).toEqual(['POST /boot/321/rescue os=linux', 'POST /reset/321 type=hw', 'POST /reset/321 type=hw']);
	});

	it('means the same to all tries of the item, once something was sent', async () => {
		await start(({ method, path, count }) => {
			if (path === '/server') return swapping(count);
			if (path.endsWith('/rescue')) return { body: { rescue: { server_number: 321, active: true, password: 'x', authorized_key: [] } } };
			if (method === 'GET') return { body: { reset: { server_number: 321, type: ['hw'] } } };
			return count === 1 ? refusal(409, 'RESET_MANUAL_ACTIVE') : { body: { reset: { type: 'hw' } } };
		});
		const rescue = { resource: 'boot', operation: 'activateRescue', serverNumber: web1, os: 'linux', resetNow: true, resetType: 'hw' };
		expect((await run(rescue, { tries: 2 })).error).toBeUndefined();
		expect(robot.changes()).toEqual(['POST /boot/321/rescue os=linux', 'POST /reset/321 type=hw', 'POST /reset/321 type=hw']);
	});

	it('means what is looked at after the change', async () => {
		await start(({ method, path, count }) => {
			if (path === '/server') return swapping(count);
			if (method === 'GET' && path === '/firewall/321' && count === 1) return usedUp();
			return { body: { firewall: { server_number: Number(path.slice(-3)), status: 'active', rules: { input: [], output: [] } } } };
		});
		const { json } = await run({ resource: 'firewall', operation: 'clear', serverNumber: web1, waitForCompletion: true, maximumWait: 60, ...WAIT });
		expect(json).toMatchObject([{ server_number: 321 }]);
		expect(robot.wire.filter((line) => line.includes('322'))).toEqual([]);
	});

	it('whose list could not be read once is looked up again by the next item', async () => {
		await start(({ path, count }) => (path === '/server' ? (count <= 3 ? { status: 503 } : SERVERS) : { body: {} }));
		const reset = { resource: 'reset', operation: 'execute', serverNumber: web1, type: 'hw' };
		const { json } = await run(reset, { items: itemsOf(1, 2), onError: 'continueRegularOutput' });
		expect(json).toMatchObject([{ error: expect.stringContaining('503') }, {}]);
		expect(robot.changes()).toEqual(['POST /reset/321 type=hw']);
	});
});

describe('rules that are kept, and a template', () => {
	const all = { name: 'all', action: 'accept' };
	const firewall = (name: string): Answer => ({
		body: { firewall: { server_number: 321, status: 'active', filter_ipv6: false, whitelist_hos: true, rules: { input: [{ ...all, name }], output: [all] } } },
	});
	const set = { resource: 'firewall', operation: 'set', serverNumber: by('id', '321'), status: 'active', filterIpv6: 'false', whitelistHos: 'true', ...WAIT };

	it('are read again where the change had to wait', async () => {
		await start(({ method, count }) => (method === 'GET' ? firewall(`version ${count}`) : count === 1 ? usedUp() : firewall('any')));
		expect((await run({ ...set, rules: 'keep' })).error).toBeUndefined();
		expect(robot.changes().map((line) => /version.\d/.exec(line)?.[0])).toEqual(['version+1', 'version+2']);
	});

	it('is judged again where the change had to wait', async () => {
		const template = (input: object[]): Answer => ({ body: { firewall_template: { id: 11, filter_ipv6: false, rules: { input, output: [all] } } } });
		await start(({ method, count }) => (method === 'GET' ? template(count === 1 ? [all] : []) : usedUp()));
		const { error } = await run({ ...set, rules: 'template', templateId: by('id', '11') });
		expect(error?.message).toBe('Firewall Template: nothing would get in over IPv4');
		expect(robot.changes()).toHaveLength(1);
	});
});

describe('an order', () => {
	const KEY = { key: { name: 'deploy', fingerprint: '30:ed:2e:78:3b:da:1f:eb:a3:7e:01:8e:48:90:09:29' } };
	const order = { resource: 'order', operation: 'orderServer', productId: by('id', 'EX44'), password: 'root password', test: false };
	const product = (gross: string): Answer => ({ body: { product: { id: 'EX44', prices: [{ location: 'HEL1', price: { gross }, price_setup: { gross: '0.00' } }] } } });
	const placed = (id: string): Answer => ({ status: 201, body: { transaction: { id, status: 'in process', product: { id: 'EX44' } } } });
	const AT_MOST_50 = { options: { maximumPrice: 50, waitForLimit: 600 } };

	it('is held against the price behind every wait: of the list of orders', async () => {
		await start(({ path, count }) => {
			if (path.includes('/product')) return product(count === 1 ? '44.00' : '119.00');
			return count === 1 ? usedUp() : refusal(404, 'NOT_FOUND');
		});
		expect((await run({ ...order, ...AT_MOST_50 })).error?.message).toBe('Maximum Monthly Price (EUR): the order costs 119.00 euros per month with VAT');
		expect(robot.changes()).toEqual([]);
	});

	it('is held against the price and the orders behind every wait: of the list of keys', async () => {
		let isOrdered = false;
		await start(({ path, count }) => {
			if (path.includes('/product')) return product('44.00');
			if (path === '/key' && count === 1) {
				isOrdered = true;
				return usedUp();
			}
			if (path === '/key') return { body: [KEY] };
			return isOrdered ? { body: [{ transaction: { id: 'B9', status: 'in process', product: { id: 'EX44' } } }] } : refusal(404, 'NOT_FOUND');
		});
		expect((await run({ ...order, password: '', authorizedKey: ['deploy'], ...AT_MOST_50 })).error?.message).toMatch(
			/^Product: EX44 was ordered (less than a|\d) minutes? ago \(transaction B9/,
		);
		expect(robot.changes()).toEqual([]);
	});

	it('for a server by name is for the one that has it behind the wait', async () => {
		await start(({ method, path, count }) => {
			if (path === '/server') return swapping(count);
			if (path.includes('/product'))
				return count === 1 && path.includes('321')
					? usedUp()
					: { body: [{ product: { id: 'additional_ipv4', price: { price: { gross: '1.00' }, price_setup: { gross: '1.00' } } } }] };
			return method === 'GET' ? refusal(404, 'NOT_FOUND') : placed('B1');
		});
		const addon = { resource: 'order', operation: 'orderAddon', serverNumber: web1, productId: by('id', 'additional_ipv4'), reason: 'VPS', test: false };
		expect((await run({ ...addon, ...AT_MOST_50 })).error).toBeUndefined();
		expect(robot.changes()).toEqual([expect.stringContaining('server_number=322')]);
	});

	it('that waits for its limit holds no other order of the account back', async () => {
		await start(({ method, path, count }) => {
			if (method === 'GET') return refusal(404, 'NOT_FOUND');
			if (path.includes('market')) return placed('M1');
			return count === 1 ? usedUp() : placed('B1');
		});
		const market = { ...order, operation: 'orderMarketServer', productId: by('id', '2710001') };
		holdPauses();
		const waiting = startNode({ credential: robot.credential, parameters: { ...order, ...WAIT } });
		await until(() => paused().length > 0);
		expect((await run(market)).json).toMatchObject([{ id: 'M1' }]);
		waiting.cancel();
	});

	it('is not told as something else by the Retry of its user', async () => {
		await start(({ method, count }) => (method === 'GET' ? refusal(404, 'NOT_FOUND') : count === 2 ? refusal(409, 'CONFLICT') : placed(`B${count}`)));
		const first = await run({ ...order, options: { duplicateWindow: 0 } }, { items: itemsOf(1, 2) });
		const second = await run({ ...order, productId: by('id', 'AX102') }, { items: itemsOf(1, 2), retried: first.context });
		expect(shown(second)).toMatchObject({
			message: 'Nothing was ordered: before this Retry the item has ordered something else (B1)',
			description: 'Run the workflow anew, instead of a Retry, to order this as well.',
		});
		expect(robot.changes()).toHaveLength(2);
	});

	it('of two equal ones in a run is not held back by the other in a later try', async () => {
		await start(({ method, count }) => (method === 'GET' ? refusal(404, 'NOT_FOUND') : count === 2 ? refusal(409, 'CONFLICT') : placed(`B${count}`)));
		const { json } = await run(order, { items: itemsOf(1, 2), tries: 2 });
		expect(json).toMatchObject([{ id: 'B1' }, { id: 'B3' }]);
	});
});

describe('a later try', () => {
	const keep = {
		resource: 'firewall',
		operation: 'set',
		serverNumber: by('id', '={{ $json.n }}'),
		status: 'active',
		rules: 'keep',
		filterIpv6: 'false',
		whitelistHos: 'true',
	};

	it('does not say that an earlier one was sent where only a list was not read', async () => {
		await start(({ path, count }) => (path === '/server' ? (count <= 3 ? { status: 504 } : SERVERS) : { body: {} }));
		const { error } = await run({ resource: 'reset', operation: 'execute', serverNumber: web1, type: 'hw' }, { tries: 2 });
		expect(error).toBeUndefined();
		expect(robot.changes()).toEqual(['POST /reset/321 type=hw']);
	});

	it('does not deny a change whose outcome nobody knows', async () => {
		await start(({ method, path, count }) => {
			if (path.endsWith('/linux')) return method === 'POST' ? { status: 504 } : refusal(404, 'SERVER_NOT_FOUND');
			return count === 1 ? { body: { reset: { type: ['hw'] } } } : usedUp(5000);
		});
		const install = { resource: 'boot', operation: 'activateLinux', serverNumber: by('id', '321'), dist: 'Debian', lang: 'en', resetNow: true, resetType: 'hw' };
		const { error } = await run(install, { tries: 2 });
		expect(error?.message).toMatch(/^The change was sent, nobody knows what became of it, and what came after it failed: Robot's request limit is used up/);
		expect(`${error?.message} ${error?.description}`).not.toMatch(/nothing was/i);
		expect(robot.changes()).toHaveLength(1);
	});

	it('is held back in its own words, whatever Robot said of the earlier one', async () => {
		await start(() => refusal(500, 'INTERNAL_ERROR'));
		const { error } = await run({ resource: 'reset', operation: 'execute', serverNumber: by('id', '321'), type: 'hw' }, { tries: 2 });
		expect(error?.message).toMatch(/^Not sent again: an earlier try was sent, and it is unknown what became of it/);
		expect(robot.changes()).toHaveLength(1);
	});

	it('holds a change back without asking for what it keeps', async () => {
		await start(({ method }) =>
			method === 'POST'
				? { status: 504 }
				: { body: { firewall: { status: 'active', filter_ipv6: false, whitelist_hos: true, rules: { input: [{ action: 'accept' }], output: [{ action: 'accept' }] } } } },
		);
		const { error } = await run(keep, { items: itemsOf(321), tries: 3 });
		expect(error?.message).toMatch(/^Not sent again: an earlier try was sent, and it is unknown what became of it/);
		expect(robot.wire).toHaveLength(2);
	});
});

describe('an answer under another status than documented', () => {
	it.each([
		['{"error":"CONFLICT"}', { error: 'CONFLICT' }],
		['an error in a list', [{ error: { code: 'CONFLICT' } }]],
		['no success in a list', [{ success: false }]],
		['"success":0', { success: 0 }],
	])('is no success of a change: %s', async (_what, body) => {
		await start(() => ({ body }));
		const { error } = await run({ resource: 'reset', operation: 'execute', serverNumber: by('id', '321'), type: 'hw' });
		expect(error?.message).toBe("Robot's reply could not be read");
		expect(error?.description).toContain('It is unknown whether Robot carried the request out');
	});

	it('does not mean that it is done already', async () => {
		await start(() => refusal(500, 'FIREWALL_TEMPLATE_NOT_FOUND'));
		const { error } = await run({ resource: 'firewallTemplate', operation: 'delete', templateId: by('id', '11'), options: { alreadyDone: true } });
		expect(error?.message).toContain('FIREWALL_TEMPLATE_NOT_FOUND');
	});
});

it('reads that wait side by side wait together', async () => {
	await start(({ path, count }) => (path === '/server/321' && count === 1 ? usedUp() : { body: { server: { server_number: Number(path.slice(-3)) } } }));
	const get = { resource: 'server', operation: 'get', serverNumber: by('id', '={{ $json.n }}'), ...WAIT };
	const { error, json } = await run(get, { items: itemsOf(321, 322, 323) });
	expect(error).toBeUndefined();
	expect(json).toHaveLength(3);
});

it('a failover does not go to the server that is only named like the number', async () => {
	await start(({ path }) => (path === '/server' ? { body: [server(321, 'web1'), server(322, '321')] } : { body: {} }));
	const { error } = await run({ resource: 'failover', operation: 'switch', failoverIp: by('ip', '198.51.100.9'), activeServerIp: '321' });
	expect(error?.message).toBe('Destination Server: 321 means 2 servers, by number or by name: "web1" (321), "321" (322)');
	expect(robot.changes()).toEqual([]);
});
