import { expect } from '@jest/globals';
import fc from 'fast-check';
import { pass } from './clock.mts';
import type { Event, Polling } from './poll.mts';

/** Random histories of an account, with polls, restarts and kills of n8n at random, for the tests of the trigger. */

/** `TRIGGER_RUNS` sets how many histories are tried. */
const RUNS = Number(process.env.TRIGGER_RUNS ?? 60);

/** One step of a history; the numbers choose what it happens to. */
export interface Step {
	does: string;
	which: number;
	how: number;
}

export const pick = <T,>(list: T[], index: number): T | undefined => list[index % Math.max(1, list.length)];

/** What has to be told about an account; each thing in words. */
export class History<Thing = unknown> {
	/** Each thing that happened. */
	readonly expected: string[] = [];
	/** What has changed and was not told yet: a second change of the same thing could hide the first one. */
	readonly untold = new Map<Thing, Set<string>>();
	#counter = 0;

	number(): number {
		return ++this.#counter;
	}

	toBeTold(thing: Thing, ...events: string[]): void {
		this.expected.push(...events);
		this.untold.set(thing, new Set([...(this.untold.get(thing) ?? []), ...events]));
	}

	wasTold(event: string): void {
		for (const [thing, events] of this.untold) if (events.delete(event) && events.size === 0) this.untold.delete(thing);
	}
}

export type Poll = (n8n: Polling, step: Step) => Promise<void>;

/** The ways to poll that depend on n8n alone. */
export const POLLS: Record<string, (n8n: Polling) => Promise<void>> = {
	polls: async (n8n) => await n8n.tick(),
	'polls twice at once': async (n8n) => void (await Promise.all([n8n.tick(), n8n.tick()])),
	restarts: async (n8n) => {
		n8n.kill();
		await n8n.start();
	},
	'is killed when it starts a workflow': async (n8n) => {
		n8n.killAtNextStart = true;
		await n8n.tick();
		n8n.killAtNextStart = false;
		if (!n8n.isRunning) await n8n.start();
	},
};

interface World<H> {
	begin: () => Promise<{ n8n: Polling; history: H }>;
	changes: Record<string, (history: H, step: Step) => void>;
	polls: Record<string, Poll>;
	/** What an event tells, as the history has it. */
	words: (told: Event) => string;
}

/** Whatever happens, each thing is put out once, and again only after a kill and then with the same id. */
export async function tellsEachThingOnce<H extends History>({ begin, changes, polls, words }: World<H>): Promise<void> {
	const steps = fc.array(
		fc.record<Step>({ does: fc.oneof(fc.constantFrom(...Object.keys(changes)), fc.constantFrom(...Object.keys(polls))), which: fc.nat(1000), how: fc.nat(1000) }),
		{ minLength: 5, maxLength: 50 },
	);
	const live = async (n8n: Polling, history: H, story: Step[]): Promise<void> => {
		let heard = 0;
		const hear = () => {
			for (; heard < n8n.events.length; heard++) history.wasTold(words(n8n.events[heard]!));
		};
		for (const step of story) {
			changes[step.does]?.(history, step);
			const poll = polls[step.does];
			if (!poll) continue;
			pass(60 + step.how * 3);
			await poll(n8n, step);
			hear();
		}
		for (let rest = 0; history.untold.size > 0 && rest < 60; rest++) {
			pass(3600);
			await n8n.tick();
			hear();
		}
	};
	const property = fc.asyncProperty(steps, async (story) => {
		const { n8n, history } = await begin();
		await live(n8n, history, story);

		const byId = new Map(n8n.events.map((event) => [event.eventId, words(event)]));
		expect([...byId.values()].sort()).toEqual([...history.expected].sort());
		for (const event of n8n.events) expect(byId.get(event.eventId)).toBe(words(event));
		const wasKilled = story.some(({ does }) => does.startsWith('is killed'));
		if (!wasKilled) expect(n8n.events).toHaveLength(byId.size);
	});
	await fc.assert(property, { numRuns: RUNS });
}
