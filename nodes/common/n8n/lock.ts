import { randomUUID } from 'crypto';
import { ApiError, cancelledError } from '../http/errors';

/** What one node of one workflow keeps in n8n's database, for all processes of n8n: values, in a row that is there or not. */
export interface Store {
	/** How many values there are; none without a row. */
	count: () => Promise<number>;
	/**
	 * Adds values, and says which were there already. Rejects where two make the row at the same moment; while the row is
	 * there, it is read and then written, and others may write in between.
	 */
	add: (values: string[]) => Promise<string[]>;
	/** Takes the row away. */
	clear: () => Promise<void>;
}

export interface Clock {
	/** Milliseconds since 1970. */
	now: () => number;
	pause: (milliseconds: number) => Promise<void>;
	isCancelled: () => boolean;
}

/** Keeps two from ordering at the same moment, wherever they run. */
export interface Lock {
	/** Waits until nobody else has it. Whoever has it already leaves it first. */
	take: () => Promise<void>;
	/** Makes sure, right before what cannot be undone, that nobody else has it by now. */
	confirm: () => Promise<void>;
	/** Lets others have it. Never fails: it comes after what cannot be undone. */
	leave: () => Promise<void>;
}

/** Where there is nothing to hold. */
export const NO_LOCK: Lock = { take: async () => {}, confirm: async () => {}, leave: async () => {} };

/** After so long a holder is dead. Longer than looking, waiting for a late order and ordering take together. */
export const LEASE_MS = 5 * 60_000;

/** What is left of the lease at least when the order is sent: longer than its reply may take. */
const SENDING_MS = 90_000;

/** A release may be slow, too: later than this before the end of the lease it might free another holder's row. */
const RELEASE_MS = 30_000;

/** How long to wait for another holder: a waiting execution takes up a worker. */
const PATIENCE_MS = 15_000;

/** Two that find the same dead holder may both clear the row: what one puts there meanwhile must be looked at anew. */
const SETTLE_MS = 1000;

const MARK = 'lock';

/**
 * A lock that is the row of the store. A holder puts a mark, a text of its own and as many numbers there as the hour has
 * half-minutes by then: so the count alone tells when it was taken, and looking at it writes nothing.
 */
export class RowLock implements Lock {
	private readonly store: Store;
	private readonly clock: Clock;
	private held?: { own: string; since: number };

	constructor(store: Store, clock: Clock) {
		this.store = store;
		this.clock = clock;
	}

	async take(): Promise<void> {
		await this.leave();
		const giveUpAt = this.clock.now() + PATIENCE_MS;
		let hasCleared = false;
		for (;;) {
			if (this.clock.isCancelled()) throw cancelledError();
			const count = await this.count();
			if (count > 0 && !hasCleared && isDead(count, this.clock.now())) {
				hasCleared = true;
				await this.store.clear().catch(noDatabase);
				await this.clock.pause(SETTLE_MS);
			} else {
				if (count === 0 && (await this.occupy())) return;
				if (this.clock.now() >= giveUpAt) throw count === 0 ? unusable() : busy(count, this.clock.now());
				await this.clock.pause(20 + Math.random() * 60);
			}
		}
	}

	async confirm(): Promise<void> {
		const { held } = this;
		if (!held) throw lost();
		// Adding to no row would make one.
		const isHeld = (await this.count()) > 0 && (await this.store.add([held.own]).catch(noDatabase)).includes(held.own);
		if (!isHeld) this.held = undefined;
		if (!isHeld || this.age(held) > LEASE_MS - SENDING_MS) throw lost();
	}

	async leave(): Promise<void> {
		const { held } = this;
		this.held = undefined;
		if (held && this.age(held) < LEASE_MS - RELEASE_MS) await this.store.clear().catch(() => {});
	}

	private async count(): Promise<number> {
		return await this.store.count().catch(noDatabase);
	}

	/** Who has added everything anew was the one to make the row. */
	private async occupy(): Promise<boolean> {
		const own = randomUUID();
		const since = this.clock.now();
		const numbers = Array.from({ length: halfMinute(since) }, (_none, index) => String(index + 1));
		const known = await this.store.add([MARK, own, ...numbers]).catch(() => [MARK]);
		if (known.length > 0) return false;
		this.held = { own, since };
		return true;
	}

	private age({ since }: { since: number }): number {
		return this.clock.now() - since;
	}
}

const HALF_MINUTE_MS = 30_000;
const HALF_MINUTES = 120;

/** Of the hour. */
const halfMinute = (now: number): number => Math.floor(now / HALF_MINUTE_MS) % HALF_MINUTES;

/** How many half-minutes ago it was taken. */
const ageOf = (count: number, now: number): number => (halfMinute(now) - (count - 2) + HALF_MINUTES) % HALF_MINUTES;

/** Whoever came too late has added a value: each makes the row look half a minute younger, as if from the time to come. Clocks differ, too. */
const FROM_THE_FUTURE = 90;

/** A row without a mark is the trace of a holder that has lost it. */
function isDead(count: number, now: number): boolean {
	const age = ageOf(count, now);
	return count < 2 || (age > LEASE_MS / HALF_MINUTE_MS && age < FROM_THE_FUTURE);
}

const NOTHING_ORDERED = 'Nothing was ordered.';

const notOrdered = (code: string, why: string, advice: string): ApiError =>
	new ApiError(`Not ordered: ${why}`, { code, advice: `${NOTHING_ORDERED} ${advice}`, outcome: 'not-sent' });

function busy(count: number, now: number): ApiError {
	return notOrdered(
		'ORDER_UNDER_WAY',
		`another execution of this node has been ordering for ${inWords(ageOf(count, now))}, and this one has waited ${PATIENCE_MS / 1000} seconds for it`,
		`Try again in a minute. If n8n was ended while it ordered, others may order ${LEASE_MS / 60_000} minutes after that order has begun.`,
	);
}

function inWords(age: number): string {
	if (age < 2 || age >= FROM_THE_FUTURE) return 'less than a minute';
	return age === 2 ? 'about a minute' : `about ${Math.round(age / 2)} minutes`;
}

const lost = (): ApiError =>
	notOrdered('ORDER_TOO_SLOW', 'looking at what was ordered before took so long that another execution of this node may be ordering by now', 'Try again.');

/** The database's own words hold its statements. */
const unusable = (): ApiError =>
	notOrdered(
		'NO_DATABASE',
		"n8n's database could not tell whether another execution of this node is ordering",
		"Look into n8n's log, and try again. A workflow that was never saved has to be saved first.",
	);

function noDatabase(): never {
	throw unusable();
}
