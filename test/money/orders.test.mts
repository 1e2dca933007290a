import { afterEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { processMemory } from '../../nodes/common/http/memory.ts';
import type { Fault } from '../../simulator/index.mts';
import { pass } from '../support/clock.mts';
import type { NodeResult } from '../support/engine.mts';
import { simulatedRobot } from '../support/simulatedRobot.mts';
import { Chance } from './random.mts';
import { injectSome, itemsFor, lagBehind, NODES, ordersOf, PRODUCTS, type Kind } from './shop.mts';

/** Robot never holds two orders for one intent, whatever goes wrong and however often the node is run again. */

const KINDS: Kind[] = ['addon', 'market', 'server'];
const RUNS = Number(process.env.MONEY_RUNS ?? 200);
const SEED = Number(process.env.MONEY_SEED ?? 20_260_101);

const robot = simulatedRobot({ limits: false });

/** Where orders are never answered, they are given up after a fifth of a second instead of a minute. */
const { timeoutOf } = processMemory;
const giveUpSoon = (isSoon: boolean) => void (processMemory.timeoutOf = (endpoint) => (isSoon && endpoint.effect === 'buy' ? 0.2 : timeoutOf(endpoint)));
afterEach(() => giveUpSoon(false));

/** A fresh account after a restart of n8n: no limit and no earlier order is left. */
function freshAccount(): void {
	processMemory.forget();
	robot.simulator.reset();
}

type OnError = 'continueRegularOutput' | undefined;

const execute = async (parameters: INodeParameters, products: string[], onError?: OnError): Promise<NodeResult> =>
	await robot.run(parameters, { items: itemsFor(products), ...(onError && { onError }) });

/** "Retry On Fail" runs the whole node again, with the same items. */
async function executeWithRetries(parameters: INodeParameters, products: string[], tries: number, onError?: OnError): Promise<NodeResult> {
	let run = await execute(parameters, products, onError);
	for (let attempt = 2; attempt <= tries && run.error; attempt++) {
		pass(1);
		run = await execute(parameters, products, onError);
	}
	return run;
}

/** What was ordered since, by product. */
function orderedSince(kind: Kind, earlier: Map<string, number>): Record<string, number> {
	const entries = [...ordersOf(robot.simulator, kind)].map(([product, count]) => [product, count - (earlier.get(product) ?? 0)] as const);
	return Object.fromEntries(entries.filter(([, count]) => count > 0));
}

const countOf = (products: string[]) => Object.fromEntries(products.map((product) => [product, products.filter((other) => other === product).length]));

const totals = { executions: 0, orders: 0, requests: 0, faults: 0 };

it(`${RUNS} random runs with faults, retries and executions side by side never order twice`, async () => {
	for (let number = 0; number < RUNS; number++) {
		freshAccount();
		const chance = new Chance(SEED + number);
		const kind = chance.pick(KINDS);
		const products = Array.from({ length: 1 + chance.number(3) }, () => chance.pick(PRODUCTS[kind]));
		const onError = chance.pick<OnError>([undefined, undefined, 'continueRegularOutput']);
		const options = chance.pick<INodeParameters>([{}, {}, { options: { maximumPrice: 1000 } }]);
		const tries = 1 + chance.number(5);
		const way = chance.pick(['once', 'again', 'side by side']);
		const earlier = ordersOf(robot.simulator, kind);
		const faults = injectSome(robot.simulator, chance, chance.pick([0, 0.1, 0.3, 0.6]));
		// Late lists are met apart from lost replies: together they are what nobody can protect from.
		const lags = faults.length === 0 && chance.happens(0.5);
		if (lags) lagBehind(robot.simulator, kind);
		giveUpSoon(faults.some((fault) => fault.endsWith('hang')));
		const parameters = { ...NODES[kind], ...options };
		const start = async () => await executeWithRetries(parameters, products, tries, onError);

		const runs = await Promise.all(way === 'side by side' ? [start(), start()] : [start()]);
		if (way === 'again') {
			pass(chance.number(4) * 60);
			runs.push(await start());
		}
		const ordered = orderedSince(kind, earlier);
		const story = { number, kind, products, way, tries, faults, lags, ordered };
		const intended = countOf(products);
		const tooMany = Object.entries(ordered).filter(([product, count]) => count > (intended[product] ?? 0));
		expect({ ...story, tooMany }).toEqual({ ...story, tooMany: [] });
		// Where nothing went wrong, everything that was wanted is there; of a used server there is only one.
		const isPossible = kind !== 'market' || new Set(products).size === products.length;
		if (faults.length === 0 && isPossible) expect(story).toEqual({ ...story, ordered: intended });

		// The trouble is over, and the node is run once more for a single item: now there is exactly one order.
		const last = await endOf(parameters, products, faults, runs);
		if (last) expect({ ...story, last, ordered: orderedSince(kind, earlier) }).toEqual({ ...story, last, ordered: intended });
		totals.orders += Object.values(orderedSince(kind, earlier)).reduce((sum, count) => sum + count, 0);
		totals.requests += robot.simulator.requests().length;
		totals.executions += runs.length;
		totals.faults += faults.length;
	}
	process.stdout.write(`${RUNS} runs: ${totals.executions} executions, ${totals.faults} faults, ${totals.requests} requests, ${totals.orders} orders, none twice\n`);
}, 3_600_000);

/** Nothing for more than one item, and while Robot's limit holds orders back. */
async function endOf(parameters: INodeParameters, products: string[], faults: string[], runs: NodeResult[]): Promise<string | undefined> {
	if (products.length > 1 || runs.length > 1) return undefined;
	robot.simulator.clearFaults();
	const { error } = await execute(parameters, products);
	return error?.message.includes('Nothing was sent') || (error && faults.length === 0 && !error.message.includes('was ordered')) ? undefined : (error?.message ?? 'ordered');
}

describe('an order whose outcome is unknown', () => {
	const cut = /^The connection to \S+ failed \([A-Z_]+\)$/;
	const unknown: Array<{ fault: Fault; message: RegExp }> = [
		{ fault: { kind: 'cut-after', method: 'POST' }, message: cut },
		{ fault: { kind: 'cut-during', method: 'POST' }, message: cut },
		{ fault: { kind: 'oversized', bytes: 40 * 1024 * 1024, method: 'POST' }, message: /^\S+ sent a reply of more than 32 MB$/ },
	];
	const cases = KINDS.flatMap((kind) => unknown.map((entry) => ({ kind, how: entry.fault.kind, ...entry })));

	it.each(cases)('$kind, $how: is found when the node is run again', async ({ kind, fault, message }) => {
		freshAccount();
		const [product] = PRODUCTS[kind] as [string];
		robot.simulator.inject(fault);
		const first = await execute(NODES[kind], [product]);
		expect(first.error?.message).toMatch(message);
		expect(first.error?.description).toContain('It is unknown whether Robot carried the request out');

		const again = await execute(NODES[kind], [product]);

		const [transaction] = robot.simulator.state.orders.transactions[kind];
		expect(again.error?.message).toBe(`Product: ${product} was ordered less than a minute ago (transaction ${transaction!.id}, in process)`);
		expect(again.error?.description).toContain('Nothing more was ordered.');
	});
});

describe('a confirmed order that Robot does not list yet', () => {
	it.each(KINDS)('%s: is not placed again, however often the node is run, and side by side', async (kind) => {
		freshAccount();
		const earlier = ordersOf(robot.simulator, kind);
		const [product] = PRODUCTS[kind] as [string];
		lagBehind(robot.simulator, kind);

		const runs = await Promise.all([execute(NODES[kind], [product]), execute(NODES[kind], [product])]);
		for (let minute = 1; minute < 10; minute++) {
			pass(59);
			runs.push(await execute(NODES[kind], [product]));
		}

		const [transaction] = robot.simulator.state.orders.transactions[kind];
		expect(runs.filter(({ error }) => error === undefined)).toHaveLength(1);
		expect(runs.at(-1)!.error?.message).toBe(`Product: ${product} was ordered 8 minutes ago (transaction ${transaction!.id}, in process)`);
		expect(orderedSince(kind, earlier)).toEqual({ [product]: 1 });
	});
});

describe('two items that order the same', () => {
	it.each(['addon', 'server'] as const)('%s: are two orders', async (kind) => {
		freshAccount();
		const earlier = ordersOf(robot.simulator, kind);
		const [product] = PRODUCTS[kind] as [string];

		const run = await execute(NODES[kind], [product, product]);

		expect(run.error).toBeUndefined();
		expect(orderedSince(kind, earlier)).toEqual({ [product]: 2 });
	});

	it.each(['addon', 'server'] as const)('%s: are two orders also beside another execution of the same', async (kind) => {
		freshAccount();
		const earlier = ordersOf(robot.simulator, kind);
		const [product] = PRODUCTS[kind] as [string];

		const runs = await Promise.all([execute(NODES[kind], [product, product]), execute(NODES[kind], [product, product])]);

		expect(runs.filter(({ error }) => error === undefined)).toHaveLength(1);
		expect(orderedSince(kind, earlier)).toEqual({ [product]: 2 });
	});
});

describe('a reply in which earlier orders cannot be read', () => {
	it.each(['', '{}', '[]x', '[{}]', '[{"transaction":null}]', '[{"transaction":{"id":"B1"}}]', '{"transaction":[]}', '"OK"', '[null]', '<html>'])(
		'%j lets nothing be ordered',
		async (body) => {
			for (const kind of KINDS) {
				freshAccount();
				robot.simulator.inject({ kind: 'reply', status: 200, body, contentType: 'application/json', method: 'GET', times: Infinity });

				const run = await execute(NODES[kind], [PRODUCTS[kind][0]!]);

				expect(run.error?.message).toBe("Robot's reply could not be read");
				expect(robot.simulator.requests().filter(({ method }) => method === 'POST')).toEqual([]);
			}
		},
	);
});

describe('a test order', () => {
	const unclear: Array<[string, INodeParameters]> = [
		['missing', {}],
		['on', { test: true }],
		['on, as text', { test: 'true' }],
		['empty', { test: '' }],
		['null', { test: null as unknown as string }],
		['an expression without a value', { test: '={{ $json.nothing }}' }],
		['an empty list', { test: [] }],
		['"no"', { test: 'no' }],
		['"False"', { test: 'False' }],
		['0', { test: 0 }],
		['an object', { test: {} }],
	];

	it.each(KINDS.flatMap((kind) => unclear.map(([how, test]) => ({ kind, how, test }))))('$kind: never costs money where Test is $how', async ({ kind, test }) => {
		for (const fault of [undefined, 'cut-after', 'cut-during'] as const) {
			freshAccount();
			const earlier = ordersOf(robot.simulator, kind);
			const { test: _, ...parameters } = NODES[kind];
			if (fault) robot.simulator.inject({ kind: fault, method: 'POST' });

			await executeWithRetries({ ...parameters, ...test }, PRODUCTS[kind], 3);

			expect(orderedSince(kind, earlier)).toEqual({});
			expect(robot.simulator.requests().filter(({ method, form }) => method === 'POST' && !form.some(([name, value]) => name === 'test' && value === 'true'))).toEqual([]);
		}
	});
});
