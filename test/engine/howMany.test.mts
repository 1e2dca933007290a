import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { givenFor } from '../contract/cases/index.mts';
import { by } from '../contract/case.mts';
import { choiceOf, endpoints, nameOf } from '../contract/documentation/documentation.mts';
import { search } from '../support/engine.mts';
import { startOddRobot } from '../support/oddRobot.mts';
import { itemsOf, pairedItems, shown, simulatedRobot } from '../support/simulatedRobot.mts';

/** Return All, Limit and Sort of what gives a list. */

const robot = simulatedRobot();

/** The documented lists, by hand: all operations with "Many" in their names. */
const lists = endpoints.filter(({ operation }) => /^getAll/.test(operation));

const all = { resource: 'server', operation: 'getAll' };
const numbers = (json: unknown[]) => json.map((item) => (item as { server_number: number }).server_number);

/** An account with sixty servers more, in an order of its own: server 1060 first. */
function manyServers(): void {
	const { servers } = robot.simulator.state;
	for (let number = 1060; number > 1000; number--) servers.push({ ...structuredClone(servers[0]!), server_number: number, server_name: `n${number - 1000}` });
}

describe.each(lists.map((endpoint) => ({ endpoint, title: `${endpoint.resource}: ${nameOf(endpoint)}` })))('$title', ({ endpoint }) => {
	it('gives one with a limit of 1, and all with Return All, in one request each', async () => {
		const { resource, operation } = endpoint;
		const { these, before } = givenFor(endpoint);
		before?.(robot.simulator.state);
		const given = these.map((entry) => (typeof entry === 'function' ? entry(robot.simulator.state) : entry)).at(-1);
		const parameters = { resource, operation, ...choiceOf(endpoint), ...given };

		const whole = await robot.run({ ...parameters, returnAll: true });
		const first = await robot.run({ ...parameters, returnAll: false, limit: 1 });

		expect(whole.json.length).toBeGreaterThan(0);
		// How many seconds it is until an offer becomes cheaper.
		const still = (json: unknown[]) => json.map((item) => ({ ...(item as object), next_reduce: 0 }));
		expect(still(first.json)).toEqual(still(whole.json.slice(0, 1)));
		expect(robot.sent()).toHaveLength(2);
	});
});

describe('How many', () => {
	it('are 50 unless told', async () => {
		manyServers();
		expect((await robot.run(all)).json).toHaveLength(50);
		expect((await robot.run({ ...all, returnAll: true })).json).toHaveLength(76);
	});

	it.each<[string, INodeParameters]>([
		['numbers', { returnAll: false, limit: 10 }],
		['texts', { returnAll: '={{ "false" }}', limit: '10' }],
		['texts of expressions', { returnAll: '={{ "false" }}', limit: '={{ "10" }}' }],
	])('are taken as %s', async (_what, how) => {
		expect((await robot.run({ ...all, ...how })).json).toHaveLength(10);
	});

	it('are all where Return All is the text "true", whatever Limit says', async () => {
		expect((await robot.run({ ...all, returnAll: '={{ "true" }}', limit: 3 })).json).toHaveLength(16);
	});

	it.each<[string, INodeParameters, string]>([
		['that an expression finds nothing for', { limit: '={{ $json.missing }}' }, 'Limit is empty'],
		['null', { limit: '={{ null }}' }, 'Limit is empty'],
		['blank', { limit: '={{ "" }}' }, 'Limit is empty'],
		['a blank', { limit: '={{ " " }}' }, 'Limit is not a number'],
		['0', { limit: '={{ 0 }}' }, 'Limit is not a whole number from 1'],
		['the text "0"', { limit: '={{ "0" }}' }, 'Limit is not a whole number from 1'],
		['below 0', { limit: '={{ -1 }}' }, 'Limit is not a whole number from 1'],
		['broken', { limit: '={{ 1.5 }}' }, 'Limit is not a whole number from 1'],
		['words', { limit: '={{ "abc" }}' }, 'Limit is not a number'],
		['infinite', { limit: '={{ Infinity }}' }, 'Limit is not a number'],
		['a list', { limit: '={{ [5] }}' }, 'Limit is not a number'],
		['an object', { limit: '={{ {} }}' }, 'Limit is not a number'],
	])('are never all for a limit that is %s', async (_what, how, message) => {
		expect(shown(await robot.run({ ...all, ...how })).message).toBe(message);
		expect(robot.sent()).toEqual([]);
	});

	it.each<[string, INodeParameters, string]>([
		['finds nothing', { returnAll: '={{ $json.missing }}' }, 'Return All is empty'],
		['is a word', { returnAll: '={{ "yes" }}' }, 'Return All is neither true nor false'],
	])('are never all where Return All %s', async (_what, how, message) => {
		expect(shown(await robot.run({ ...all, ...how, limit: 3 })).message).toBe(message);
		expect(robot.sent()).toEqual([]);
	});

	it('are said by each item, of one list that is asked for once', async () => {
		const run = await robot.run({ ...all, limit: '={{ $json.n }}' }, { items: itemsOf(1, 3, 2) });

		expect(pairedItems(run)).toEqual([0, 1, 1, 1, 2, 2].map((item) => ({ item })));
		expect(robot.sent()).toEqual(['GET /server']);
	});

	it('are none of an empty list', async () => {
		robot.simulator.state.servers.length = 0;
		const run = await robot.run(all);
		expect(run.error).toBeUndefined();
		expect(run.json).toEqual([]);
	});

	it('do not limit the lists of the editor and the look for a name', async () => {
		manyServers();
		expect((await search(robot.credential, 'searchServers')).results).toHaveLength(76);
		expect((await robot.run({ resource: 'server', operation: 'get', serverNumber: by('name', 'n60') })).json).toMatchObject([{ server_number: 1060 }]);
	});
});

describe('Sort', () => {
	it('puts servers in the natural order of their names, those without one last, before the limit counts', async () => {
		manyServers();
		const sorted = await robot.run({ ...all, returnAll: true });

		expect(sorted.json.slice(0, 3)).toMatchObject([{ server_name: 'backup' }, { server_name: 'build-runner' }, { server_name: 'db-replica' }]);
		expect(sorted.json.slice(-2)).toMatchObject([{ server_name: '' }, { server_name: '' }]);
		const names = sorted.json.map((server) => (server as { server_name: string }).server_name);
		expect(names.indexOf('n9')).toBe(names.indexOf('n10') - 1);
		expect((await robot.run({ ...all, limit: 2 })).json).toEqual(sorted.json.slice(0, 2));
	});

	it('leaves the order to Robot where wished', async () => {
		const inOrder = robot.simulator.state.servers.map(({ server_number }) => server_number);
		expect(numbers((await robot.run({ ...all, sort: 'none' })).json)).toEqual(inOrder);
	});

	it('puts the cheapest offers first, and those without a price last', async () => {
		robot.simulator.state.orders.market[0]!.price_vat = null as never;
		const { json } = await robot.run({ resource: 'order', operation: 'getAllProducts', kind: 'market' });
		expect(json.map((offer) => (offer as { id: number }).id)).toEqual([2710002, 2710004, 2710003, 2710005, 2710006, 2710001]);
	});

	it('puts the newest order first, by instants, and one without a date last', async () => {
		const dates = ['2026-01-01T10:00:00+00:00', null, '2026-01-01T11:30:00+02:00', 'soon', '2026-01-02T00:00:00+00:00'];
		const odd = await startOddRobot(() => ({ body: dates.map((date, id) => ({ transaction: { id, date } })) }));
		const run = await robot.run({ resource: 'order', operation: 'getAllTransactions', kind: 'server' }, { credential: odd.credential });
		await odd.close();

		expect(run.json.map((order) => (order as { id: number }).id)).toEqual([4, 0, 2, 1, 3]);
	});

	it.each([
		['a word', '={{ "size" }}', 'Sort is none of none, name'],
		['nothing', '={{ null }}', 'Sort is empty'],
	])('is none of the known for %s', async (_what, sort, message) => {
		expect(shown(await robot.run({ ...all, sort })).message).toBe(message);
		expect(robot.sent()).toEqual([]);
	});
});
