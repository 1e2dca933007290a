import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { processMemory } from '../../../nodes/common/http/memory.ts';
import { action, box, newBox, pages, type } from '../../contract/console/objects.mts';
import { pass, paused } from '../../support/clock.mts';
import { WORKFLOW } from '../../support/engine.mts';
import { database, rowOf } from '../../support/n8n.mts';
import { itemsOf, shown } from '../../support/simulatedRobot.mts';
import { refusal, stubConsole, type StubReply, type StubRequest } from '../../support/stubConsole.mts';

/** What costs money: ceilings of the price, and no second Storage Box for one intent. */

const console = stubConsole();

const by = (value: string, mode = 'id') => ({ __rl: true, mode, value });
const create = (more: INodeParameters = {}) => ({
	resource: 'storageBox',
	operation: 'create',
	name: 'archive',
	storageBoxType: by('bx11', 'name'),
	location: 'fsn1',
	generatePassword: false,
	password: 'Correct-Horse-7',
	...more,
});
const changeType = (options: INodeParameters) => ({ resource: 'storageBox', operation: 'changeType', storageBoxId: by('42'), storageBoxType: by('1333'), options });

/** What the stub has: the boxes that it lists, and those that it knows by their id. */
let listed: object[];
let known: Map<string, object>;
let creation: () => StubReply;
let types: unknown[];
beforeEach(() => {
	listed = [];
	known = new Map([['42', box]]);
	types = [type];
	creation = () => {
		known.set('43', newBox);
		return { status: 201, body: { storage_box: newBox, action: action('create') } };
	};
	console.answer(answer);
});

function answer({ method, path }: StubRequest): StubReply {
	if (method === 'POST' && path === '/storage_boxes') return creation();
	if (method === 'POST') return { status: 201, body: { action: action('change_type') } };
	if (path.startsWith('/storage_boxes?')) return { body: { storage_boxes: listed, meta: pages(1, 1, listed.length) } };
	if (path.startsWith('/storage_box_types')) return { body: { storage_box_types: types, meta: pages(1, 1, types.length) } };
	const found = known.get(path.split('/')[2]!);
	return found ? { body: { storage_box: found } } : refusal(404, 'not_found');
}

/** Of the type in Falkenstein, with VAT. */
const PRICE = { monthly: 3.808, setup: 0 };

const orders = () => console.sent().filter((request) => request.startsWith('POST'));

describe('a ceiling of the price', () => {
	it.each([
		['the dearer one', [{ location: 'fsn1', price_monthly: { gross: '30.0000' }, setup_fee: { gross: '0.0000' } }], 'this type costs 30.00 per month with VAT'],
		['one without a price', [], 'Hetzner Console does not say what this type costs per month in "fsn1"'],
	])('counts of a type that is listed twice %s', async (_which, prices, words) => {
		types = [type, { ...(type as object), id: 1444, prices }];
		expect(shown(await console.run(create({ options: { maximumPrice: 4 } }))).message).toBe(`Maximum Monthly Price (Project Currency): ${words}`);
		expect(orders()).toEqual([]);
	});

	it.each<[string, INodeParameters, number]>([
		['the monthly price', { maximumPrice: 3.81 }, 1],
		['exactly the monthly price', { maximumPrice: '3.8080' }, 1],
		['less than the monthly price', { maximumPrice: 3.8 }, 0],
		['nothing per month', { maximumPrice: 0 }, 0],
		['nothing for setup', { maximumSetupPrice: 0 }, 1],
		['both', { maximumPrice: 4, maximumSetupPrice: 0 }, 1],
	])('of %s lets through what it says', async (_what, options, count) => {
		const run = await console.run(create({ options }));
		expect(orders()).toHaveLength(count);
		if (count === 0)
			expect(shown(run)).toMatchObject({ message: 'Maximum Monthly Price (Project Currency): this type costs 3.81 per month with VAT', description: 'Nothing was ordered.' });
	});

	it('is that of the location', async () => {
		await console.run(create({ location: 'hel1', options: { maximumPrice: 4 } }));
		const run = await console.run(create({ location: 'hel1', options: { maximumSetupPrice: 1 } }));
		expect(shown(run).message).toBe('Maximum Setup Price (Project Currency): this type costs 1.19 for setup with VAT');
		expect(orders()).toEqual([]);
	});

	it.each<[string, unknown[], string]>([
		['no prices', [{ ...type, prices: null }], 'Maximum Monthly Price (Project Currency): Hetzner Console does not say what this type costs per month in "fsn1"'],
		[
			'no price in this location',
			[{ ...type, prices: [type.prices[1]] }],
			'Maximum Monthly Price (Project Currency): Hetzner Console does not say what this type costs per month in "fsn1"',
		],
		[
			'a price that is none',
			[{ ...type, prices: [{ ...type.prices[0], price_monthly: { gross: 'free' } }] }],
			'Maximum Monthly Price (Project Currency): Hetzner Console does not say what this type costs per month in "fsn1"',
		],
		[
			'a negative price',
			[{ ...type, prices: [{ ...type.prices[0], price_monthly: { gross: '-1' } }] }],
			'Maximum Monthly Price (Project Currency): Hetzner Console does not say what this type costs per month in "fsn1"',
		],
		[
			'two prices, of which the dearer counts',
			[{ ...type, prices: [type.prices[0], { ...type.prices[0], price_monthly: { gross: '9.0' } }] }],
			'Maximum Monthly Price (Project Currency): this type costs 9.00 per month with VAT',
		],
		[
			'one that is none beside it',
			[{ ...type, prices: [type.prices[0], { ...type.prices[0], price_monthly: null }] }],
			'Maximum Monthly Price (Project Currency): Hetzner Console does not say what this type costs per month in "fsn1"',
		],
		['no such type', [], 'Storage Box Type: Hetzner Console offers no "bx11"'],
	])('lets nothing through where there is %s', async (_what, offered, message) => {
		types = offered;
		expect(shown(await console.run(create({ options: { maximumPrice: 5 } }))).message).toBe(message);
		expect(orders()).toEqual([]);
	});

	it('goes by the ID that was given, whatever another type is named', async () => {
		types = [
			{ ...type, id: 5, name: '1333', prices: [{ ...type.prices[0], price_monthly: { gross: '1' } }] },
			{ ...type, id: 1333 },
		];
		expect(shown(await console.run(create({ storageBoxType: by('1333'), options: { maximumPrice: 2 } }))).message).toBe(
			'Maximum Monthly Price (Project Currency): this type costs 3.81 per month with VAT',
		);
		types = types.slice(0, 1);
		expect(shown(await console.run(create({ storageBoxType: by('1333'), options: { maximumPrice: 2 } }))).message).toBe('Storage Box Type: Hetzner Console offers no "1333"');
		expect(orders()).toEqual([]);
	});

	it('counts for another type in the location of the box', async () => {
		known.set('42', { ...box, location: { ...box.location, name: 'hel1' } });
		expect(shown(await console.run(changeType({ maximumPrice: 4 }))).message).toBe('Maximum Monthly Price (Project Currency): this type costs 4.64 per month with VAT');
		expect(orders()).toEqual([]);
		expect((await console.run(changeType({ maximumPrice: 5 }))).error).toBeUndefined();
		expect(orders()).toEqual(['POST /storage_boxes/42/actions/change_type {"storage_box_type":"1333"}']);
	});

	it('does not go by the location of another box', async () => {
		known.set('42', { ...box, id: 43 });
		expect((await console.run(changeType({ maximumPrice: 4 }))).error?.message).toMatch(
			/^Maximum Monthly Price \(Project Currency\): Hetzner Console does not say what this type costs per month/,
		);
		expect(orders()).toEqual([]);
	});

	it('that is not set orders whatever it costs, and says it', async () => {
		expect((await console.run(create())).json).toEqual([{ ...newBox, price: PRICE }]);
		expect((await console.run(create({ name: 'another', options: { waitForCompletion: false } }))).json).toMatchObject([{ price: PRICE, action: { command: 'create' } }]);
		known.set('42', { ...box, location: { ...box.location, name: 'hel1' } });
		expect((await console.run(changeType({}))).json).toMatchObject([{ id: 42, price: { monthly: 4.641, setup: 1.19 } }]);
	});

	it.each<[string, StubReply]>([
		['is refused', refusal(403, 'forbidden')],
		['fails', { status: 500, body: {} }],
		['is no list', { body: { storage_box_types: null, meta: pages(1, 1, 0) } }],
		['lacks the type', { body: { storage_box_types: [], meta: pages(1, 1, 0) } }],
		['does not say the price', { body: { storage_box_types: [{ ...type, prices: [] }], meta: pages(1, 1, 1) } }],
	])('that is not set orders also where the list of types %s', async (_what, reply) => {
		console.answer((request) => (request.path.startsWith('/storage_box_types') ? reply : answer(request)));
		expect((await console.run(create())).json).toEqual([{ ...newBox, price: { monthly: null, setup: null } }]);
		expect(orders()).toHaveLength(1);
	});
});

it('a price that takes its time is followed by one look for a box of the name, right before the creation', async () => {
	// The longest pauses that there are between the tries.
	const random = jest.spyOn(Math, 'random').mockReturnValue(0.99);
	console.answer((request) => (request.path.startsWith('/storage_box_types') ? { status: 503, body: {} } : answer(request)));
	await console.run(create({ options: { waitForCompletion: false } }));
	random.mockRestore();

	expect(console.sent().filter((line) => !line.includes('/storage_box_types'))).toEqual([
		'GET /storage_boxes?name=archive&page=1&per_page=50',
		expect.stringMatching(/^POST \/storage_boxes \{/),
	]);
});

describe('one name, one Storage Box', () => {
	it('orders nothing where there is one of this name', async () => {
		listed = [{ ...newBox, id: 7 }];
		expect(shown(await console.run(create()))).toMatchObject({
			message: 'Name: there is a Storage Box named "archive" already (7)',
			description: 'Nothing was ordered. Use that one, or choose another name.',
		});
		expect(orders()).toEqual([]);
	});

	it.each<[string, StubReply]>([
		['that is refused', refusal(403, 'forbidden')],
		['that is no list', { body: { storage_boxes: null, meta: pages(1, 1, 0) } }],
		['with a box without a name', { body: { storage_boxes: [{ id: 9 }], meta: pages(1, 1, 1) } }],
	])('orders nothing after a list %s', async (_what, reply) => {
		console.answer((request) => (request.path.startsWith('/storage_boxes?') ? reply : answer(request)));
		expect((await console.run(create())).error).toBeDefined();
		expect(orders()).toEqual([]);
	});

	it('orders nothing again that was just created, while the list lags', async () => {
		await console.run(create());
		expect(shown(await console.run(create())).message).toBe('Name: there is a Storage Box named "archive" already (43)');
		expect(orders()).toHaveLength(1);
	});

	it('orders the same for two items once', async () => {
		const run = await console.run(create(), { items: itemsOf(1, 2), onError: 'continueRegularOutput' });
		expect(orders()).toHaveLength(1);
		expect(run.json[1]).toEqual({ error: 'Name: there is a Storage Box named "archive" already (43)', message: expect.any(String) });
	});

	it('orders once where two executions want the same at once', async () => {
		const runs = await Promise.all([console.run(create()), console.run(create())]);
		expect(orders()).toHaveLength(1);
		expect(runs.filter(({ error }) => error !== undefined)).toHaveLength(1);
	});

	it.each<[string, () => void]>([
		['is deleted by now', () => (pass(181), void known.delete('43'))],
		['has another name by now', () => void known.set('43', { ...newBox, name: 'old archive' })],
		['was created long ago', () => pass(601)],
	])('orders again where the one that was created %s', async (_what, happens) => {
		await console.run(create());
		happens();
		expect((await console.run(create())).error).toBeUndefined();
		expect(orders()).toHaveLength(2);
	});

	it.each([0, 170])('orders nothing again %i seconds after a creation of which neither list nor box are shown yet', async (seconds) => {
		await console.run(create());
		known.delete('43');
		pass(seconds);
		expect(shown(await console.run(create())).message).toBe('Name: there is a Storage Box named "archive" already (43)');
		expect(orders()).toHaveLength(1);
	});

	it.each([true, false])('orders again at once what this n8n has deleted (waits for the end: %s)', async (waitForCompletion) => {
		await console.run(create());
		console.answer((request) => {
			if (request.method === 'DELETE') known.delete('43');
			return request.method === 'DELETE' ? { status: 201, body: { action: action('delete') } } : answer(request);
		});
		const gone = await console.run({ resource: 'storageBox', operation: 'delete', storageBoxId: by('043'), options: { waitForCompletion } });
		expect(gone.error).toBeUndefined();
		expect((await console.run(create())).error).toBeUndefined();
		expect(orders().filter((request) => request.startsWith('POST /storage_boxes '))).toHaveLength(2);
	});

	it.each<[string, StubReply]>([
		['is cut', { cut: true }],
		['is that of a proxy', { status: 502, body: '' }],
		['has no box', { status: 201, body: { action: action('create') } }],
	])('orders nothing for 10 minutes after a creation whose reply %s', async (_what, reply) => {
		const [good, before] = [creation, paused().length];
		creation = () => reply;
		expect(shown(await console.run(create())).description).toContain('It is unknown whether Hetzner Console carried the request out');
		creation = good;
		for (const seconds of [0, 70, 500]) {
			pass(seconds);
			expect(shown(await console.run(create()))).toMatchObject({
				message: 'Name: an earlier creation of this name has an unknown outcome ("archive")',
				description: 'Nothing was ordered. It may still take effect: look into Hetzner Console, and try again 10 minutes after it, or choose another name.',
			});
		}
		expect(paused()).toHaveLength(before);
		expect((await console.run(create({ name: 'another' }))).error).toBeUndefined();
		pass(60);
		expect((await console.run(create())).error).toBeUndefined();
		expect(orders()).toHaveLength(3);
	});

	it('orders nothing again where that creation has taken effect late', async () => {
		creation = () => ({ cut: true });
		await console.run(create());
		pass(300);
		listed = [newBox];
		expect(shown(await console.run(create())).message).toBe('Name: there is a Storage Box named "archive" already (43)');
		expect(orders()).toHaveLength(1);
	});

	it('orders once with Retry On Fail, and follows what it has ordered', async () => {
		let reads = 0;
		console.answer((request) => (request.path === '/storage_boxes/43' && ++reads <= 3 ? refusal(500, 'server_error') : answer(request)));
		const run = await console.run(create(), { tries: 3 });
		expect(run.error).toBeUndefined();
		expect(orders()).toHaveLength(1);
	});

	it("orders nothing again in the user's own Retry of an execution", async () => {
		console.answer((request) => (request.path === '/storage_boxes/43' ? refusal(403, 'forbidden') : answer(request)));
		const first = await console.run(create());
		expect(first.error).toBeDefined();
		processMemory.forget();
		console.answer(answer);
		const second = await console.run(create(), { retried: first.context });
		expect(second.json).toEqual([{ ...newBox, price: PRICE }]);
		expect(orders()).toHaveLength(1);
	});

	it("says in the user's own Retry of an execution that the generated password is lost", async () => {
		const lost = { password: null, message: 'The generated password was lost when the execution failed: set a new one with Reset Password.' };
		console.answer((request) => (request.path === '/storage_boxes/43' ? refusal(403, 'forbidden') : answer(request)));
		const first = await console.run(create({ generatePassword: true }));
		processMemory.forget();
		console.answer(answer);
		expect((await console.run(create({ generatePassword: true }), { retried: first.context })).json).toEqual([{ ...newBox, ...lost, price: PRICE }]);
		const unwaited = await console.run(create({ generatePassword: true, options: { waitForCompletion: false } }), { retried: first.context });
		expect(unwaited.json).toEqual([{ storage_box: newBox, action: action('create'), ...lost, price: PRICE }]);
		expect(orders()).toHaveLength(1);
	});

	it('keeps no generated password in the execution', async () => {
		console.answer((request) => (request.path === '/storage_boxes/43' ? refusal(403, 'forbidden') : answer(request)));
		const run = await console.run(create({ generatePassword: true }));
		const sent = console.requests().find(({ method }) => method === 'POST')!.body as { password: string };
		expect(JSON.stringify(run.context)).not.toContain(sent.password);
		expect(JSON.stringify(run.context)).toContain('archive');
	});
});

describe('the lock in the database of n8n', () => {
	const row = rowOf(WORKFLOW, '1');

	it('is held from the look at the boxes to the reply, and asked for right before the order', async () => {
		let held: boolean | undefined;
		const order = creation;
		creation = () => {
			held = database.rows.has(row);
			expect(database.asked).toEqual(['count', 'add', 'count', 'add']);
			return order();
		};
		await console.run(create());
		expect(orders()).toHaveLength(1);
		expect(held).toBe(true);
		expect(database.rows.size).toBe(0);
	});

	it('that another process holds keeps the creation back', async () => {
		const numbers = Array.from({ length: Math.floor(Date.now() / 30_000) % 120 }, (_none, index) => String(index));
		database.rows.set(row, ['lock', 'another process', ...numbers]);
		const run = await console.run(create());
		expect(shown(run)).toMatchObject({
			message: expect.stringMatching(/^Not ordered: another execution of this node has been ordering for less than a minute/),
			description: expect.stringMatching(/^Nothing was ordered\./),
		});
		expect(orders()).toEqual([]);
		expect(database.rows.has(row)).toBe(true);
	});

	it('is not asked for by anything else', async () => {
		await console.run(changeType({}));
		expect(database.asked).toEqual([]);
	});
});
