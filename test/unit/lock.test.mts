import { describe, expect, it } from '@jest/globals';
import type { IExecuteFunctions } from 'n8n-workflow';
import { lockOf } from '../../nodes/common/n8n/deduplication.ts';
import { LEASE_MS, NO_LOCK, RowLock, type Clock } from '../../nodes/common/n8n/lock.ts';
import { Chance } from '../money/random.mts';
import { processedData, STATEMENT } from '../support/processedData.mts';
import { VirtualTime } from '../support/virtualTime.mts';

/** The lock that several processes of n8n hold by a row of its database, against a simulated one, in a time of its own. */

const KEY = 'a node';
const MINUTE = 60_000;
/** The start of an hour. */
const HOUR = Date.parse('2026-05-04T10:00:00Z');

function world(now = HOUR) {
	const time = new VirtualTime(now);
	const table = processedData(async () => await time.sleep(1));
	return { time, table, rows: table.rows, lock: (clock: Partial<Clock> = {}) => lockOn(time, table, clock) };
}

function lockOn(time: VirtualTime, table: ReturnType<typeof processedData>, clock: Partial<Clock> = {}): RowLock {
	const store = { count: () => table.count(KEY), add: async (values: string[]) => (await table.add(KEY, values)).processed, clear: () => table.clear(KEY) };
	return new RowLock(store, { now: () => time.now, pause: (milliseconds) => time.sleep(milliseconds), isCancelled: () => false, ...clock });
}

/** Lets something go on to its end, and gives back how it ended. */
async function ended<T>(time: VirtualTime, work: Promise<T>): Promise<T | Error> {
	const settled = work.catch((error: Error) => error);
	await time.run([settled]);
	return await settled;
}

/** Fills the row as a holder does who takes it so long ago. */
const takenBefore = (now: number, milliseconds: number) => [
	'lock',
	'other',
	...Array.from({ length: Math.floor((now - milliseconds) / 30_000) % 120 }, (_none, index) => String(index + 1)),
];

describe('the row', () => {
	it('tells by its length when it was taken: two values, and one for each half minute of the hour', async () => {
		for (const [passed, length] of [
			[0, 2],
			[29_900, 2],
			[30_000, 3],
			[59 * MINUTE + 59_000, 121],
			[60 * MINUTE, 2],
		] as const) {
			const { time, rows, lock } = world(HOUR + passed);
			await ended(time, lock().take());
			expect(rows.get(KEY)).toHaveLength(length);
		}
	});

	it('is gone after the holder has left, and nothing is left of it', async () => {
		const { time, rows, lock } = world();
		const holder = lock();
		await ended(time, holder.take());
		await ended(time, holder.confirm());
		expect(rows.size).toBe(1);
		await ended(time, holder.leave());
		expect(rows.size).toBe(0);
		await ended(time, holder.leave());
		expect(rows.size).toBe(0);
	});

	it('is taken anew by whoever takes it again', async () => {
		const { time, rows, lock } = world();
		const holder = lock();
		await ended(time, holder.take());
		const [, first] = rows.get(KEY)!;
		await ended(time, holder.take());
		expect(rows.get(KEY)![1]).not.toBe(first);
		expect(await ended(time, holder.confirm())).toBeUndefined();
	});
});

describe('a lock that another holds', () => {
	it.each([
		[0, 'less than a minute'],
		[10_000, 'less than a minute'],
		[MINUTE, 'about a minute'],
		[2 * MINUTE, 'about 2 minutes'],
		[4.9 * MINUTE, 'about 5 minutes'],
	])('since %d ms is waited for, for 15 seconds, and then is an error that says how long it is held', async (milliseconds, since) => {
		const { time, rows, lock } = world(HOUR + 30 * MINUTE);
		rows.set(KEY, takenBefore(time.now, milliseconds));
		const before = structuredClone(rows);
		const error = await ended(time, lock().take());
		expect(error).toMatchObject({
			message: `Not ordered: another execution of this node has been ordering for ${since}, and this one has waited 15 seconds for it`,
			details: { code: 'ORDER_UNDER_WAY', outcome: 'not-sent', advice: expect.stringMatching(/^Nothing was ordered\. Try again in a minute\. .* 5 minutes after/) },
		});
		expect(time.now - HOUR - 30 * MINUTE).toBeGreaterThanOrEqual(15_000);
		expect(time.now - HOUR - 30 * MINUTE).toBeLessThan(15_200);
		expect(rows).toEqual(before);
	});

	it('is taken as soon as the other leaves it', async () => {
		const { time, lock } = world();
		const [first, second] = [lock(), lock()];
		await ended(time, first.take());
		const taken = second.take();
		await ended(
			time,
			time.sleep(5000).then(async () => await first.leave()),
		);
		await ended(time, taken);
		expect(time.now - HOUR).toBeLessThan(5200);
		expect(await ended(time, second.confirm())).toBeUndefined();
	});

	it('is not waited for by an execution that is cancelled', async () => {
		const { time, rows, lock } = world();
		rows.set(KEY, takenBefore(time.now, 0));
		const error = await ended(time, lock({ isCancelled: () => time.now > HOUR + 1000 }).take());
		expect(error).toMatchObject({ details: { code: 'CANCELLED' } });
		expect(time.now - HOUR).toBeLessThan(1200);
	});

	it('is held as well where its clock is ahead, or others came too late and made it look younger', async () => {
		for (const more of [1, 5, 29]) {
			const { time, rows, lock } = world(HOUR + 30 * MINUTE);
			rows.set(KEY, [...takenBefore(time.now, 0), ...Array.from({ length: more }, (_none, index) => `late ${index}`)]);
			expect(await ended(time, lock().take())).toMatchObject({ details: { code: 'ORDER_UNDER_WAY' }, message: expect.stringContaining('for less than a minute') });
		}
	});
});

describe('a holder that was killed', () => {
	it.each([
		['a little more than five minutes ago', LEASE_MS + 30_000, HOUR + 30 * MINUTE],
		['half an hour ago', 30 * MINUTE, HOUR + 40 * MINUTE],
		['before the hour began', 10 * MINUTE, HOUR + MINUTE],
		['an hour and a half ago', 90 * MINUTE, HOUR],
	])('%s is dead: a second later the lock is free', async (_when, milliseconds, now) => {
		const { time, rows, lock } = world(now);
		rows.set(KEY, takenBefore(now, milliseconds));
		const holder = lock();
		expect(await ended(time, holder.take())).toBeUndefined();
		expect(time.now - now).toBeGreaterThanOrEqual(1000);
		expect(time.now - now).toBeLessThan(1300);
		expect(rows.get(KEY)).not.toContain('other');
		expect(await ended(time, holder.confirm())).toBeUndefined();
	});

	it('whose trace is left without a mark is dead', async () => {
		const { time, rows, lock } = world();
		rows.set(KEY, ['own']);
		expect(await ended(time, lock().take())).toBeUndefined();
	});

	it('is cleared once by each who takes it: a row that comes back is waited for', async () => {
		const { time, rows, table, lock } = world(HOUR + 30 * MINUTE);
		rows.set(KEY, takenBefore(time.now, LEASE_MS + MINUTE));
		table.before = () => rows.set(KEY, takenBefore(time.now, LEASE_MS + MINUTE));
		expect(await ended(time, lock().take())).toMatchObject({ details: { code: 'ORDER_UNDER_WAY' } });
		expect(table.asked.filter((question) => question === 'clear')).toHaveLength(1);
	});
});

describe('right before the order', () => {
	it.each<[string, (rows: Map<string, string[]>) => void]>([
		['is taken away', (rows) => rows.clear()],
		["is another's", (rows) => rows.set(KEY, ['lock', 'other'])],
	])('a lock that %s is lost: nothing is ordered, and nothing of it is released', async (_what, change) => {
		const { time, rows, table, lock } = world();
		const holder = lock();
		await ended(time, holder.take());
		change(rows);
		expect(await ended(time, holder.confirm())).toMatchObject({ details: { code: 'ORDER_TOO_SLOW', outcome: 'not-sent', advice: 'Nothing was ordered. Try again.' } });
		await ended(time, holder.leave());
		expect(table.asked).not.toContain('clear');
		expect(rows.has(KEY)).toBe(_what !== 'is taken away');
	});

	it('a lock whose lease would end before the reply is lost, and released', async () => {
		const { time, rows, lock } = world();
		const holder = lock();
		await ended(time, holder.take());
		time.now += LEASE_MS - 90_000;
		expect(await ended(time, holder.confirm())).toMatchObject({ details: { code: 'ORDER_TOO_SLOW' } });
		await ended(time, holder.leave());
		expect(rows.size).toBe(0);
	});

	it('a lock that was never taken, or left, is lost', async () => {
		const { time, table, lock } = world();
		expect(await ended(time, lock().confirm())).toMatchObject({ details: { code: 'ORDER_TOO_SLOW' } });
		expect(table.asked).toEqual([]);
	});

	it('a lease that is over releases nothing: the row may be of another by now', async () => {
		const { time, rows, lock } = world();
		const holder = lock();
		await ended(time, holder.take());
		time.now += LEASE_MS;
		await ended(time, holder.leave());
		expect(rows.size).toBe(1);
	});
});

describe('a database that fails', () => {
	const fails = (what: string) => (question: string) => {
		if (question === what) throw new Error(STATEMENT);
	};

	it.each(['count', 'add'])('when it is asked to %s: nothing is ordered, and its statement is told to nobody', async (question) => {
		const { time, table, lock } = world();
		table.before = fails(question);
		const error = await ended(time, lock().take());
		expect(error).toMatchObject({ message: "Not ordered: n8n's database could not tell whether another execution of this node is ordering", details: { outcome: 'not-sent' } });
		expect(JSON.stringify([error, (error as Error).stack, (error as Error).cause])).not.toContain('insert');
	});

	it('right before the order: nothing is ordered', async () => {
		for (const question of ['count', 'add']) {
			const { time, table, lock } = world();
			const holder = lock();
			await ended(time, holder.take());
			table.before = fails(question);
			expect(await ended(time, holder.confirm())).toMatchObject({ details: { code: 'NO_DATABASE', advice: expect.stringContaining('Nothing was ordered.') } });
		}
	});

	it('when a dead holder is cleared: nothing is ordered', async () => {
		const { time, rows, table, lock } = world();
		rows.set(KEY, ['own']);
		table.before = fails('clear');
		expect(await ended(time, lock().take())).toMatchObject({ details: { code: 'NO_DATABASE' } });
	});

	it('after the order: that is not told, and the row is left to its lease', async () => {
		const { time, rows, table, lock } = world();
		const holder = lock();
		await ended(time, holder.take());
		table.before = fails('clear');
		expect(await ended(time, holder.leave())).toBeUndefined();
		expect(rows.size).toBe(1);
	});
});

const RUNS = Number(process.env.LOCK_RUNS ?? 300);

/** What happens to one who orders. */
interface Story {
	name: string;
	ordered: number;
	end: 'ordered' | 'found' | 'killed' | string;
}

describe(`${RUNS} random histories`, () => {
	it.each([
		['of two to six that order the same at the same moment', { contenders: [2, 6], killed: 0, dead: 0 }],
		['of some that are killed on the way', { contenders: [2, 6], killed: 0.4, dead: 0 }],
		['of some that find a dead holder at the same moment', { contenders: [2, 6], killed: 0.2, dead: 1 }],
	])(
		'%s: never a second order',
		async (_what, given) => {
			for (let number = 0; number < RUNS; number++) await history(new Chance(number), given);
		},
		120_000,
	);
});

/** Several that order the same, each with a clock and a database of its own speed. */
async function history(chance: Chance, { contenders, killed, dead }: { contenders: number[]; killed: number; dead: number }): Promise<void> {
	const start = HOUR + chance.number(120) * 30_000 + chance.number(30_000);
	const time = new VirtualTime(start);
	const table = processedData(async () => await time.sleep(1 + chance.number(8)));
	if (dead) table.rows.set(KEY, takenBefore(start, LEASE_MS + 31_000 + chance.number(20 * MINUTE)));
	/** What Robot lists. */
	const placed: string[] = [];
	const onTheirWay = new Set<string>();
	const stories: Story[] = [];

	const order = async (name: string, wait: number): Promise<void> => {
		const story: Story = { name, ordered: 0, end: '' };
		stories.push(story);
		await time.sleep(wait);
		const killedAt = chance.happens(killed) ? time.now + chance.number(3000) : Infinity;
		const skew = chance.number(2000) - 1000;
		/** Whoever was killed does nothing any more. */
		const alive = async <T,>(work: Promise<T>): Promise<T> => {
			const result = await work;
			if (time.now < killedAt) return result;
			story.end = 'killed';
			return await new Promise<never>(() => {});
		};
		const lock = new RowLock(
			{ count: () => alive(table.count(KEY)), add: async (values) => (await alive(table.add(KEY, values))).processed, clear: () => alive(table.clear(KEY)) },
			{ now: () => time.now + skew, pause: (milliseconds) => alive(time.sleep(milliseconds)), isCancelled: () => false },
		);
		try {
			await lock.take();
			await alive(time.sleep(20 + chance.number(400)));
			if (placed.length > 0) return void (story.end = 'found');
			await lock.confirm();
			expect([...onTheirWay]).toEqual([]);
			onTheirWay.add(name);
			const sent = time.sleep(10 + chance.number(2000)).then(() => {
				placed.push(name);
				onTheirWay.delete(name);
			});
			await alive(sent);
			story.end = 'ordered';
		} catch (error) {
			story.end = (error as { details?: { code: string } }).details?.code ?? String(error);
		} finally {
			if (story.end !== 'killed') await lock.leave();
		}
	};
	const names = Array.from({ length: contenders[0]! + chance.number(contenders[1]! - contenders[0]! + 1) }, (_none, index) => `execution ${index}`);
	await time.run(names.map(async (name) => await order(name, chance.happens(0.7) ? 0 : chance.number(50))));
	const known = { seed: chance, stories };
	expect({ ...known, placed: placed.length }).toEqual({ ...known, placed: Math.min(placed.length, 1) });
	expect(stories.filter(({ end }) => !['ordered', 'found', 'killed', 'ORDER_UNDER_WAY', 'ORDER_TOO_SLOW'].includes(end))).toEqual([]);
	// Where nobody was killed, one has ordered, and the lock is free.
	if (stories.every(({ end }) => end !== 'killed')) expect({ ...known, placed: placed.length, rows: table.rows.size }).toEqual({ ...known, placed: 1, rows: 0 });

	// Whoever comes when the lease of those is over orders what is not ordered yet.
	time.now += LEASE_MS + MINUTE;
	await time.run([order('the last', 0)]);
	const last = stories.at(-1)!;
	if (last.end !== 'killed') expect({ stories, end: last.end, placed: placed.length }).toEqual({ stories, end: expect.stringMatching('ordered|found'), placed: 1 });
}

describe('the lock of a node', () => {
	const helpers = { checkProcessedAndRecord: () => {}, getProcessedDataCount: () => {}, clearAllProcessedItems: () => {} };
	const contextOf = (given: object, id?: string) => ({ helpers: given, getWorkflow: () => ({ id }) }) as unknown as IExecuteFunctions;

	it('is none where n8n has no such store, or the workflow no id', () => {
		expect(lockOf(contextOf(helpers, '1'))).toBeInstanceOf(RowLock);
		for (const name of Object.keys(helpers)) expect(lockOf(contextOf({ ...helpers, [name]: undefined }, '1'))).toBe(NO_LOCK);
		for (const id of [undefined, '', '__EMPTY__']) expect(lockOf(contextOf(helpers, id))).toBe(NO_LOCK);
	});
});
