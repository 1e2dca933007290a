import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Memory, ProcessMemory } from '../../nodes/common/http/memory.ts';
import type { JsonRecord } from '../../nodes/common/http/json.ts';
import type { OutgoingRequest, Reply } from '../../nodes/common/http/request.ts';
import { NO_LOCK } from '../../nodes/common/n8n/lock.ts';
import { ItemAttempts } from '../../nodes/common/operation/attempts.ts';
import type { Run, SendDetails } from '../../nodes/common/operation/operation.ts';
import { lateInputs } from '../../nodes/common/operation/run.ts';
import { ORDER_KINDS, type OrderKind } from '../../nodes/HetznerRobot/endpoints/order.ts';
import { placeOrder } from '../../nodes/HetznerRobot/jobs/order.ts';
import { broken, clientOn } from '../support/wire.mts';

/** What is looked at before money is spent, and what keeps an order from being sent. */

const NOW = Date.UTC(2030, 0, 1, 12);
const MINUTE = 60_000;
const FOLDER = { addon: 'server_addon', market: 'server_market', server: 'server' };
const NOTHING_ORDERED = 'Nothing was ordered.';

let now: number;
let memory: ProcessMemory;
/** What Robot was asked, by all executions. */
let sent: string[];
/** What Robot lists, whatever was ordered. */
let listed: unknown[];
let product: JsonRecord;
/** What becomes of the next orders; after that they are placed. */
let answers: Array<() => Reply | Error>;

beforeEach(() => {
	now = NOW;
	jest.spyOn(Date, 'now').mockImplementation(() => now);
	memory = new ProcessMemory(() => now);
	sent = [];
	listed = [];
	product = { id: 'EX44', prices: [{ location: 'HEL1', price: { gross: '44.03' }, price_setup: { gross: '39.00' } }] };
	answers = [];
});

const json = (status: number, body: unknown): Reply => ({ status, headers: {}, text: JSON.stringify(body) });
const refusal = (status: number, code: string): Reply => json(status, { error: { status, code, message: code } });
const cut = broken('ECONNRESET');

function robot({ method, url }: OutgoingRequest): Reply | Error {
	const path = url.replace('https://robot.example.com/order/', '');
	sent.push(`${method} ${path}`);
	if (method === 'POST') return answers.shift()?.() ?? json(201, { transaction: { id: `B${sent.filter((line) => line.startsWith('POST')).length}`, status: 'in process' } });
	if (path.endsWith('/transaction'))
		return listed.length === 0
			? refusal(404, 'NOT_FOUND')
			: json(
					200,
					listed.map((transaction) => ({ transaction })),
				);
	return path.startsWith('server_addon') ? json(200, [{ product }]) : json(200, { product });
}

/** A run of the node: what its items remember of each other, and nothing of an earlier execution. */
const aRun = () => new ItemAttempts(new Memory(), () => ({ get: () => undefined, set: () => undefined }));

/** What a job may use, as far as an order does. */
function runOn(client: Run['client'], kind: OrderKind, values: Run['values'] = {}, options: Record<string, unknown> = {}, attempts = aRun()): Run {
	const all = { product_id: 'EX44', ...values };
	return {
		client,
		lock: () => NO_LOCK,
		values: all,
		option: (name: string) => options[name],
		parameter: () => undefined,
		settled: async () => await Promise.resolve({ path: {}, values: all }),
		memory: attempts.memory,
		send: async ({ complete }: SendDetails = {}) =>
			await client.objects(ORDER_KINDS[kind].order, async () => ({ ...(await lateInputs(client, attempts, {}, all, complete)()), values: {} })),
	} as unknown as Run;
}

/** One execution: its items order one after another. */
function execution() {
	const { client, pauses } = clientOn(robot, { memory });
	const attempts = aRun();
	const order = async (values: Run['values'] = {}, options: Record<string, unknown> = {}, kind: OrderKind = 'server') =>
		await placeOrder(runOn(client, kind, values, options, attempts), kind);
	return { order, pauses };
}
const order = async (...given: Parameters<ReturnType<typeof execution>['order']>) => await execution().order(...given);

const LOOK = 'GET server/transaction';
const ORDER = 'POST server/transaction';
/** Without the price, which is asked for before each of them. */
const looked = () => sent.filter((line) => !line.includes('/product'));
const orders = () => sent.filter((line) => line.startsWith('POST'));

const minutesAgo = (minutes: number) => new Date(NOW - minutes * MINUTE).toISOString();
const earlier = (given: JsonRecord = {}): JsonRecord => ({ id: 'B7', status: 'ready', date: minutesAgo(5), product: { id: 'EX44' }, ...given });
const refused = (message: string, advice = NOTHING_ORDERED) => expect.objectContaining({ name: 'InputError', message, advice });
const SHORTEN = 'Nothing more was ordered. To order it once more, shorten Duplicate Protection in the options.';

describe('an order that waits because Robot says that its limit is used up', () => {
	const LIMITED: JsonRecord = { status: 403, code: 'RATE_LIMIT_EXCEEDED', message: 'rate limit exceeded', max_request: 20, interval: 60 };
	const limited = () => json(403, { error: LIMITED });
	const patientOrder = async (options: Record<string, unknown> = {}) => {
		const { client } = clientOn(robot, { memory });
		jest.spyOn(client, 'pause').mockImplementation(async (milliseconds) => void (now += milliseconds));
		return await placeOrder(runOn(client, 'server', {}, options), 'server');
	};

	it('costs what it costs after the wait', async () => {
		answers = [
			() => {
				product = { id: 'EX44', prices: [{ price: { gross: '99.00' }, price_setup: { gross: '39.00' } }] };
				return limited();
			},
		];
		await expect(patientOrder({ maximumPrice: 50 })).rejects.toEqual(refused('maximumPrice : the order costs 99.00 euros per month with VAT'));
		expect(orders()).toEqual([ORDER]);
	});

	it('is not placed where somebody else has placed it meanwhile', async () => {
		answers = [
			() => {
				listed = [earlier()];
				return limited();
			},
		];
		await expect(patientOrder()).rejects.toEqual(refused('productId : EX44 was ordered 6 minutes ago (transaction B7, ready)', SHORTEN));
		expect(orders()).toEqual([ORDER]);
	});
});

describe('a test order', () => {
	it('is sent whatever was ordered before and whatever it costs, and leaves nothing behind', async () => {
		listed = [earlier()];
		await order({ test: true }, { maximumPrice: 1 });
		expect(looked()).toEqual([ORDER]);

		listed = [];
		await order();
		expect(looked()).toEqual([ORDER, LOOK, ORDER]);
	});

	it.each([undefined, 'true', 1])('is only what says so: with %j it is a real one', async (test) => {
		await order({ test } as Run['values']);
		expect(looked()).toEqual([LOOK, ORDER]);
	});
});

it('a server that was given by its name is looked up once, for the checks and the order', async () => {
	const lookUp = jest.fn(async () => 322);
	const values = { server_number: { lookUp } } as unknown as Run['values'];
	await order(values, { maximumPrice: 100 }, 'addon');
	expect(lookUp).toHaveBeenCalledTimes(1);
	expect(sent).toEqual(['GET server_addon/322/product', 'GET server_addon/transaction', 'POST server_addon/transaction']);
});

describe('the price', () => {
	it.each<[OrderKind, string]>([
		['server', 'server/product/EX44'],
		['market', 'server_market/product/EX44'],
		['addon', 'server_addon/322/product'],
	])('of an order of the kind %s is read from %s, where it is limited', async (kind, path) => {
		await order({ server_number: 322 }, { maximumPrice: 44.03, maximumSetupPrice: '39' }, kind);
		expect(sent).toEqual([`GET ${path}`, `GET ${FOLDER[kind]}/transaction`, `POST ${FOLDER[kind]}/transaction`]);
	});

	it.each([
		[{ maximumPrice: 44.02 }, 'maximumPrice : the order costs 44.03 euros per month with VAT'],
		[{ maximumPrice: '0' }, 'maximumPrice : the order costs 44.03 euros per month with VAT'],
		[{ maximumPrice: 100, maximumSetupPrice: 38.99 }, 'maximumSetupPrice : the order costs 39.00 euros for setup with VAT'],
	])('that is higher than %j orders nothing', async (options, message) => {
		await expect(order({}, options)).rejects.toEqual(refused(message));
		expect(sent).toEqual(['GET server/product/EX44']);
	});

	it('that Robot does not say orders nothing, where it is limited', async () => {
		product = { id: 'EX44', prices: [{ location: 'HEL1', price: { gross: '44.03' } }] };
		await expect(order({}, { maximumSetupPrice: 100 })).rejects.toEqual(refused('maximumSetupPrice : Robot does not say what the order costs for setup'));
		expect(orders()).toEqual([]);
		await order({}, { maximumPrice: 100 });
		expect(orders()).toHaveLength(1);
	});

	it('is read anew for every item: it may have risen', async () => {
		const { order: item } = execution();
		listed = [earlier()];
		await expect(item({}, { maximumPrice: 45 })).rejects.toThrow('EX44 was ordered 5 minutes ago');
		product = { id: 'EX44', prices: [{ location: 'HEL1', price: { gross: '45.01' } }] };
		await expect(item({}, { maximumPrice: 45 })).rejects.toEqual(refused('maximumPrice : the order costs 45.01 euros per month with VAT'));
		expect(orders()).toEqual([]);
	});

	it.each<[string, Parameters<typeof order>]>([
		['productId', [{ product_id: '..' }, { maximumPrice: 100 }]],
		['serverNumber', [{ server_number: '..' }, { maximumPrice: 100 }, 'addon']],
	])('is not asked for with a %s that cannot be part of an address', async (parameter, given) => {
		await expect(order(...given)).rejects.toMatchObject({ name: 'InputError', parameter });
		expect(sent).toEqual([]);
	});

	it.each(['', null, 'cheap', -1])('limited by %j is an error', async (maximumPrice) => {
		await expect(order({}, { maximumPrice })).rejects.toMatchObject({ name: 'InputError', parameter: 'maximumPrice' });
		expect(sent).toEqual([]);
	});

	it('of something that Robot does not offer orders nothing', async () => {
		product = { ...product, id: 'AX41' };
		await expect(order({}, { maximumPrice: 100 })).rejects.toEqual(refused('productId : Robot does not offer "EX44"'));
		expect(orders()).toEqual([]);
	});
});

describe('the same order a moment ago', () => {
	it.each<[string, JsonRecord, string]>([
		['five minutes ago', {}, '5 minutes'],
		['just now', { date: new Date(NOW).toISOString() }, 'less than a minute'],
		['almost ten minutes ago', { date: new Date(NOW - 10 * MINUTE + 1).toISOString() }, '9 minutes'],
		['by a clock that is ahead', { date: new Date(NOW + 3 * MINUTE).toISOString() }, 'less than a minute'],
		['in another spelling', { product: { id: 'ex44' } }, '5 minutes'],
		['in another time zone', { date: '2030-01-01T13:55:00+02:00' }, '5 minutes'],
		['at a time without a zone, which may be now', { date: '2029-12-01T12:00:00' }, 'less than a minute'],
		['at a time that is not written as Robot does', { date: '+002029-12-01T12:00:00Z' }, 'less than a minute'],
		['for the server that it has become', { server_number: 321 }, '5 minutes'],
		['at a time that cannot be read', { date: '2029-13-41T12:00:00Z' }, 'less than a minute'],
		['at no time', { date: null }, 'less than a minute'],
	])('is not placed again: %s', async (_what, given, minutes) => {
		listed = [earlier({ product: { id: 'AX41' } }), earlier(given)];
		await expect(order()).rejects.toEqual(refused(`productId : EX44 was ordered ${minutes} ago (transaction B7, ready)`, SHORTEN));
		expect(looked()).toEqual([LOOK]);
	});

	it.each<[string, JsonRecord]>([
		['ten minutes ago', { date: new Date(NOW - 10 * MINUTE).toISOString() }],
		['ten minutes ago in another time zone', { date: '2030-01-01T11:50:00.000+00:00' }],
		['and cancelled since', { status: 'cancelled' }],
		['of another product', { product: { id: 'AX41' } }],
	])('is placed where it was one %s', async (_what, given) => {
		listed = [earlier(given)];
		await order();
		expect(looked()).toEqual([LOOK, ORDER]);
	});

	it('is looked for as far back as the option says, and not at all with 0', async () => {
		listed = [earlier({ date: minutesAgo(59) })];
		await expect(order({}, { duplicateWindow: '60' })).rejects.toThrow('EX44 was ordered 59 minutes ago');
		await order({}, { duplicateWindow: 59 });
		sent = [];
		await order({}, { duplicateWindow: 0 });
		expect(looked()).toEqual([ORDER]);
		await expect(order({}, { duplicateWindow: 'long' })).rejects.toMatchObject({ parameter: 'duplicateWindow' });
	});

	it.each<[string, JsonRecord]>([
		['the same server', { server_number: 322 }],
		['the same server as a text', { server_number: '322' }],
		['a server that Robot does not say', {}],
	])('for %s is not placed again', async (_what, given) => {
		listed = [earlier(given)];
		await expect(order({ server_number: 322 }, {}, 'addon')).rejects.toThrow('EX44 was ordered 5 minutes ago');
		expect(orders()).toEqual([]);
	});

	it('for another server is placed', async () => {
		listed = [earlier({ server_number: 321 })];
		await order({ server_number: 322 }, {}, 'addon');
		expect(orders()).toHaveLength(1);
	});

	it.each<[string, unknown]>([
		['has no id', earlier({ id: null })],
		['has no product', earlier({ product: null })],
		['has a product without an id', earlier({ product: { name: 'EX44' } })],
	])('may be one that %s, so that nothing is ordered', async (_what, transaction) => {
		listed = [earlier({ date: minutesAgo(99) }), transaction];
		await expect(order()).rejects.toThrow("Robot's reply could not be read");
		expect(looked()).toEqual([LOOK]);
	});
});

describe('an order that Robot has confirmed', () => {
	it('by an execution is no reason for it not to place the next: two items are two orders', async () => {
		const { order: item, pauses } = execution();
		expect(await item()).toEqual([{ id: 'B1', status: 'in process' }]);
		listed = [earlier({ id: 'B1' })];
		expect(await item()).toEqual([{ id: 'B2', status: 'in process' }]);
		expect(pauses).toEqual([]);
	});

	it('by another execution counts before Robot lists it', async () => {
		await order();
		now += 4 * MINUTE;
		await expect(order()).rejects.toEqual(refused('productId : EX44 was ordered 4 minutes ago (transaction B1, in process)', SHORTEN));
		await order({ product_id: 'AX41' });
		await order({}, {}, 'market');
		now = NOW + 10 * MINUTE;
		await order();
		expect(orders()).toEqual([ORDER, ORDER, 'POST server_market/transaction', ORDER]);
	});

	it('counts for its server', async () => {
		await order({ server_number: 322 }, {}, 'addon');
		await order({ server_number: 321 }, {}, 'addon');
		await expect(order({ server_number: '322' }, {}, 'addon')).rejects.toThrow('EX44 was ordered less than a minute ago (transaction B1');
		expect(orders()).toHaveLength(2);
	});

	it('is what Robot lists of it, as soon as it does', async () => {
		await order();
		listed = [earlier({ id: 'B1', status: 'cancelled' })];
		await order();
		expect(orders()).toHaveLength(2);
	});

	it.each<[string, unknown]>([
		['without the id of its transaction', { transaction: { id: '', status: 'in process' } }],
		['without a transaction', []],
	])('%s is an error, and unknown', async (_what, body) => {
		answers = [() => json(201, body)];
		await expect(order()).rejects.toMatchObject({ message: "Robot's reply could not be read", details: { outcome: 'unknown', isAfterChange: true } });
		const { order: again, pauses } = execution();
		await again();
		expect(pauses).toEqual([60_000]);
	});
});

describe('an order whose outcome is unknown', () => {
	beforeEach(async () => {
		answers = [cut];
		await expect(order()).rejects.toMatchObject({ details: { outcome: 'unknown' } });
		sent = [];
	});

	it.each([
		// After a long pause everything is looked at anew.
		[0, [60_000], 3],
		[20_000, [40_000], 3],
		[59_999, [1], 2],
		[60_000, [], 1],
		// A clock that was set back makes nobody wait for longer.
		[-3_600_000, [60_000], 3],
	])('is placed again, %i ms later, after a pause of %j, before which and after which it is looked for', async (later, expected, looks) => {
		now = NOW + later;
		const { order: again, pauses } = execution();
		await again();
		expect(pauses).toEqual(expected);
		expect(looked()).toEqual([...Array<string>(looks).fill(LOOK), ORDER]);
	});

	it('is not placed again where Robot lists it after the pause', async () => {
		const { client } = clientOn(robot, { memory });
		jest.spyOn(client, 'pause').mockImplementation(async () => void (listed = [earlier({ date: minutesAgo(1) })]));
		await expect(placeOrder(runOn(client, 'server'), 'server')).rejects.toThrow('EX44 was ordered 1 minute ago (transaction B7, ready)');
		expect(looked()).toEqual([LOOK, LOOK]);
	});

	it.each<[string, Parameters<typeof order>]>([
		['another product', [{ product_id: 'AX41' }]],
		['the same for a server', [{ server_number: 322 }]],
		['another kind of order', [{}, {}, 'market']],
		['an order without protection', [{}, { duplicateWindow: 0 }]],
	])('does not make %s wait', async (_what, given) => {
		const { order: other, pauses } = execution();
		await other(...given);
		expect(pauses).toEqual([]);
		expect(orders()).toHaveLength(1);
	});
});

it.each<[string, () => Reply | Error]>([
	['refused', () => refusal(409, 'CONFLICT')],
	['not sent', broken('ENOTFOUND')],
])('an order that was certainly %s is placed by the next execution at once', async (_what, answer) => {
	answers = [answer, answer, answer];
	await expect(order()).rejects.toThrow();
	answers = [];
	const { order: again, pauses } = execution();
	await again();
	expect(pauses).toEqual([]);
});

describe('two executions side by side', () => {
	it('order one after the other, so that the second one finds the order of the first', async () => {
		const [first, second] = await Promise.allSettled([order(), order()]);
		expect(first.status).toBe('fulfilled');
		expect(second).toMatchObject({ status: 'rejected', reason: { message: 'productId : EX44 was ordered less than a minute ago (transaction B1, in process)' } });
		expect(looked()).toEqual([LOOK, ORDER, LOOK]);
	});

	it('do not wait for ever when the first one fails', async () => {
		answers = [() => refusal(409, 'CONFLICT')];
		const [first, second] = await Promise.allSettled([order(), order()]);
		expect([first.status, second.status]).toEqual(['rejected', 'fulfilled']);
		expect(looked()).toEqual([LOOK, ORDER, LOOK, ORDER]);
	});
});
