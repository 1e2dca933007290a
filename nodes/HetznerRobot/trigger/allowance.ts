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
}

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
	 * How many requests to this endpoint polling may make now.
	 *
	 * @param share percent of the documented limit
	 * @param atOnce whether the pace may be left aside, for a starting point that has to be taken whole
	 */
	room(account: Account, endpoint: Endpoint, share: number, atOnce: boolean): number {
		const most = mostOf(endpoint, share);
		const { spent, saved } = this.counted(account, endpoint, most);
		const left = most - spent.length;
		return Math.max(0, Math.floor(atOnce ? left : Math.min(left, saved + TOLERANCE)));
	}

	spend(account: Account, endpoint: Endpoint, share: number): void {
		const purse = this.counted(account, endpoint, mostOf(endpoint, share));
		purse.spent.push(this.now());
		purse.saved = Math.max(purse.saved - 1, -TOLERANCE);
	}

	/** Seconds until polling may make the next request to this endpoint, whatever its pace. */
	wait(account: Account, endpoint: Endpoint, share: number): number {
		const most = mostOf(endpoint, share);
		const { spent } = this.counted(account, endpoint, most);
		const freeing = spent[spent.length - most];
		return freeing === undefined ? 0 : Math.ceil((freeing - this.now()) / 1000) + endpoint.limit.seconds;
	}

	/** Brings a purse up to now. A clock that was set back neither locks it nor opens it. */
	private counted({ baseUrl, username }: Account, { path, limit }: Endpoint, most: number): Purse {
		const key = JSON.stringify([baseUrl, username, limit.bucket ?? path]);
		const now = this.now();
		const window = limit.seconds * 1000;
		const purse = this.purses.get(key) ?? { spent: [], saved: 1, at: now };
		purse.spent = purse.spent.map((at) => Math.min(at, now)).filter((at) => at > now - window);
		purse.saved = Math.min(most, purse.saved + (Math.max(0, now - purse.at) * most) / window);
		purse.at = now;
		this.purses.set(key, purse);
		return purse;
	}
}

/** At least one, or the event could never happen. */
const mostOf = ({ limit }: Endpoint, share: number): number => Math.max(1, Math.floor((limit.max * share) / 100));
