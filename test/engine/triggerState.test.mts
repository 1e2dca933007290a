import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { PollContext } from 'n8n-core';
import type { IDataObject } from 'n8n-workflow';
import { WATCHES } from '../../nodes/HetznerRobot/trigger/watches.ts';
import { pass } from '../support/clock.mts';
import { Polling } from '../support/poll.mts';
import { ALL, DAY, HOUR, later, watchedRobot } from '../support/trigger.mts';

const { robot, account, published, order, offer, snapshot } = watchedRobot();
const NODE = 'node:Hetzner Robot Trigger';

let round = 0;

/** Something for each event. */
function changeEverything(): void {
	round++;
	robot.server(321).server_name = `web-${round}`;
	account().failovers[0]!.active_server_ip = round % 2 === 1 ? '203.0.113.11' : '203.0.113.20';
	offer({ id: 3_000_000 + round });
	order('server', `B-${round}`);
	snapshot(12345, later(round));
}

const kinds = (events: Array<{ event: string }>) => [...new Set(events.map(({ event }) => event))].sort();

/** A trigger of which n8n keeps this. */
async function startedWith(saved: unknown): Promise<Polling> {
	const n8n = new Polling({ credential: robot.credential, parameters: { events: ALL } });
	n8n.saved = { [NODE]: saved } as IDataObject;
	await n8n.start();
	return n8n;
}

/** What n8n keeps of a trigger that is in order. */
async function soundState(): Promise<IDataObject> {
	const n8n = await published();
	n8n.kill();
	pass(HOUR);
	return (n8n.saved[NODE] as { robot: IDataObject }).robot;
}

async function expectAlive(n8n: Polling): Promise<void> {
	await n8n.next(HOUR);
	changeEverything();
	expect(kinds(await n8n.next(HOUR))).toEqual(ALL);
	expect(await n8n.next(HOUR)).toEqual([]);
}

type Damage = (state: any) => unknown;

describe('what n8n keeps, damaged', () => {
	const damages: Array<[string, Damage]> = [
		['is a text', () => 'damaged'],
		['is a number', () => 7],
		['is null', () => null],
		['is a list', () => []],
		['is empty', () => ({})],
		['is of the version before', ({ watches }) => ({ version: 1, account: watches.serverChanged.account, polls: 3, known: { serverChanged: watches.serverChanged.known } })],
		['is of a later version', (state) => ({ ...state, version: 3, watches: { serverChanged: { of: 'later' } } })],
		['has a text for the count of polls', (state) => ({ ...state, polls: 'many' })],
		['has no count of polls', ({ polls: _polls, ...state }) => state],
		['has a negative count of polls', (state) => ({ ...state, polls: -1 })],
		['has no watches', ({ watches: _watches, ...state }) => state],
		['has a list of watches', (state) => ({ ...state, watches: [] })],
		['has null for what was told', (state) => ({ ...state, told: null })],
		['has texts for the times of what was told', (state) => ({ ...state, told: { node: '', at: { 'serverChanged x': 'yesterday' } } })],
		...ALL.flatMap(
			(event): Array<[string, Damage]> => [
				[`knows null of ${event}`, (state) => ((state.watches[event].known = null), state)],
				[`knows a text of ${event}`, (state) => ((state.watches[event].known = 'nothing'), state)],
				[`knows a list of ${event}`, (state) => ((state.watches[event].known = [1]), state)],
				[
					`knows null for a part of ${event}`,
					(state) => ((state.watches[event].known = Object.fromEntries(Object.keys(state.watches[event].known).map((name) => [name, null]))), state),
				],
				[`has null for ${event}`, (state) => ((state.watches[event] = null), state)],
				[`has a text for the hold-back of ${event}`, (state) => ((state.watches[event].heldBackUntil = 'for ever'), state)],
			],
		),
	];

	it.each(damages)('%s: a new beginning, without a word', async (_name, damage) => {
		const n8n = await startedWith({ robot: damage(structuredClone(await soundState())) });
		expect(n8n.errors).toEqual([]);
		await expectAlive(n8n);
	});

	it('in one event does not cost what is known of the others', async () => {
		const state = (await soundState()) as any;
		state.watches.serverChanged.known.of = null;
		changeEverything();
		const n8n = await startedWith({ robot: state });
		expect(kinds(n8n.events)).toEqual(ALL.filter((event) => event !== 'serverChanged'));
	});

	it.each(['text', 7, null, true])('so that nothing can be kept at all (%j): told once in a day, and the trigger is not given up', async (saved) => {
		const n8n = await startedWith(saved);
		for (let poll = 0; poll < 5; poll++) await n8n.look(HOUR);
		expect(n8n.errors).toHaveLength(1);
		expect(n8n.errors).toMatchObject([{ message: expect.stringContaining('damaged'), description: expect.stringContaining('Rename the node') }]);
	});

	it('in any way: it never throws, and a wrong shape never keeps an event from being told', async () => {
		const sound = JSON.stringify(await soundState());
		const paths = fc.array(fc.nat(50), { minLength: 1, maxLength: 9 });
		const property = fc.asyncProperty(paths, fc.jsonValue({ maxDepth: 3 }), async (path, value) => {
			const state = damaged(JSON.parse(sound) as IDataObject, path, value);
			pass(DAY);
			await expectAlive(await startedWith({ robot: state }));
		});
		await fc.assert(property, { numRuns: 40 });
	}, 120_000);
});

/** A copy in which one value, somewhere, is another one of another type. */
function damaged(state: IDataObject, path: number[], value: unknown): unknown {
	const [step, ...rest] = path;
	if (typeof state !== 'object' || state === null || step === undefined || Object.keys(state).length === 0) return typeOf(value) === typeOf(state) ? [] : value;
	const key = Object.keys(state)[step % Object.keys(state).length]!;
	const copy = (Array.isArray(state) ? [...(state as unknown[])] : { ...state }) as IDataObject;
	copy[key] = damaged(copy[key] as IDataObject, rest, value) as IDataObject;
	return copy;
}

const typeOf = (value: unknown) => (value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value);

describe('a mistake in the trigger itself', () => {
	it('is told once, leaves the other events alone, and costs nothing of what is known', async () => {
		const n8n = await published();
		const mistake = jest.spyOn(WATCHES.serverChanged, 'look').mockRejectedValue(new TypeError('x is not a function'));
		changeEverything();
		expect(kinds((await n8n.look(HOUR)).events)).toEqual(ALL.filter((event) => event !== 'serverChanged'));
		await n8n.look(HOUR);
		expect(n8n.errors).toMatchObject([{ message: 'x is not a function', description: expect.stringContaining('Affected: Server Changed.') }]);
		mistake.mockRestore();
		expect(kinds(await n8n.next())).toEqual(['serverChanged']);
	});

	it('does not throw where n8n starts', async () => {
		jest.spyOn(PollContext.prototype, 'getWorkflowStaticData').mockImplementation(() => {
			throw new RangeError('out of range');
		});
		const n8n = new Polling({ credential: robot.credential, parameters: { events: ALL } });
		await n8n.start();
		expect(n8n.errors).toMatchObject([{ message: 'out of range' }]);
	});
});

describe('an n8n that a poll cannot tell of troubles', () => {
	it('is told by an error where it starts the trigger, and nothing is lost', async () => {
		const n8n = await published(['serverChanged', 'failoverIpSwitched']);
		changeEverything();
		robot.simulator.inject({ kind: 'reply', status: 503, path: '/server' });
		pass(HOUR);
		await expect(n8n.start({ cannotBeTold: true })).rejects.toThrow('Robot is unavailable because of maintenance');
		expect(n8n.events).toEqual([]);
		pass(HOUR);
		await n8n.start();
		expect(kinds(n8n.events)).toEqual(['failoverIpSwitched', 'serverChanged']);
	});
});
