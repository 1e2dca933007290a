import type { Endpoint } from '../robot/endpoint';
import type { Account } from '../robot/loginGuard';

/** What polling has spent of one documented limit. */
interface Purse {
	/** When requests were made, in milliseconds. */
	spent: number[];
	/** Requests that polling may make now without running ahead of its pace. */
	saved: number;
	/** When `saved` was counted. */
	at: number;
	/** Robot said that the limit is used up, by whichever program: until then polling leaves it alone. */
	closedUntil: number;
	/** Who could not be served, with the time: who waits longer goes first. */
	waiting: Map<string, number>;
}

/** A trigger that does not come back, because its workflow was switched off, is not waited for. */
const PATIENCE_MS = 15 * 60 * 1000;

/** Requests take their time to arrive: what was sent an hour apart may reach Robot within an hour. */
const ON_THE_WAY_MS = 10 * 1000;

/** So that a poll that comes a moment early is not left out. */
const TOLERANCE = 0.05;

/**
 * Keeps all polls of an account within their share of each documented limit, and spreads the share over the limit's
 * window: without a pace, polls at every minute would spend it early and then see nothing for the rest of the hour.
 * One for the process: several triggers on one account share it.
 */
export class Allowance {
	private readonly purses = new Map<string, Purse>();

	private readonly now: () => number;

	constructor(now: () => number = Date.now) {
		this.now = now;
	}

	/**
	 * How many requests to this endpoint a trigger may make now. One that gets none is served before others next time.
	 *
	 * @param trigger any text that tells the triggers of an account apart
	 * @param share percent of the documented limit
	 * @param atOnce whether the pace may be left aside, for a starting point that has to be taken whole
	 */
	room(account: Account, endpoint: Endpoint, trigger: string, share: number, atOnce: boolean): number {
		const most = mostOf(endpoint, share);
		const { spent, saved, at, closedUntil, waiting } = this.counted(account, endpoint, most);
		const left = closedUntil > at ? 0 : most - spent.length;
		const since = waiting.get(trigger) ?? at;
		const before = [...waiting].filter(([other, time]) => other !== trigger && time < since && time > at - PATIENCE_MS).length;
		const room = Math.max(0, Math.floor(atOnce ? left : Math.min(left, saved + TOLERANCE) - before));
		if (room > 0) waiting.delete(trigger);
		else waiting.set(trigger, since);
		return room;
	}

	spend(account: Account, endpoint: Endpoint, share: number): void {
		const purse = this.counted(account, endpoint, mostOf(endpoint, share));
		purse.spent.push(this.now());
		purse.saved = Math.max(purse.saved - 1, -TOLERANCE);
	}

	/** Notes that Robot refuses such requests for some time. */
	close(account: Account, endpoint: Endpoint, seconds: number): void {
		const purse = this.counted(account, endpoint, endpoint.limit.max);
		purse.closedUntil = purse.at + seconds * 1000;
	}

	/** Seconds until polling may make the next request to this endpoint, whatever its pace. */
	wait(account: Account, endpoint: Endpoint, share: number): number {
		const most = mostOf(endpoint, share);
		const { spent, at, closedUntil } = this.counted(account, endpoint, most);
		const freeing = spent[spent.length - most];
		const freeAt = freeing === undefined ? 0 : freeing + endpoint.limit.seconds * 1000 + ON_THE_WAY_MS;
		return Math.max(0, Math.ceil((Math.max(freeAt, closedUntil) - at) / 1000));
	}

	/** Brings a purse up to now. A clock that was set back neither locks it nor opens it. */
	private counted({ baseUrl, username }: Account, { path, limit }: Endpoint, most: number): Purse {
		const key = JSON.stringify([baseUrl, username, limit.bucket ?? path]);
		const now = this.now();
		const window = limit.seconds * 1000;
		const purse = this.purses.get(key) ?? { spent: [], saved: 1, at: now, closedUntil: 0, waiting: new Map<string, number>() };
		purse.spent = purse.spent.map((at) => Math.min(at, now)).filter((at) => at > now - window - ON_THE_WAY_MS);
		purse.saved = Math.min(most, purse.saved + (Math.max(0, now - purse.at) * most) / window);
		purse.at = now;
		purse.closedUntil = Math.min(purse.closedUntil, now + window);
		this.purses.set(key, purse);
		return purse;
	}
}

/** At least one, or the event could never happen. */
const mostOf = ({ limit }: Endpoint, share: number): number => Math.max(1, Math.floor((limit.max * share) / 100));
