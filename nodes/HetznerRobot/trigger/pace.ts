import { limitKey, type Endpoint } from '../../common/http/endpoint';
import type { RequestLedger } from '../../common/http/ledger';
import type { AccountMemory, Slot } from '../../common/http/memory';

/** How far polling is ahead of its pace at one documented limit, or behind it. */
interface TokenBucket {
	/** Requests that polling may make now without running ahead of its pace. */
	tokens: number;
	/** When the tokens were counted, in milliseconds. */
	at: number;
	/** How many requests of polling were taken from the tokens. */
	polled: number;
	/** Who could not be served, with the time: who waits longer goes first. */
	waiting: Map<string, number>;
}

/** A trigger that does not come back, because its workflow was switched off, is not waited for. */
const LONGEST_WAIT_MS = 15 * 60 * 1000;

/** So that a poll that comes a moment early is not left out. */
const TOLERANCE = 0.05;

/**
 * Keeps all polls of an account within their share of each documented limit, and spreads the share over the limit's
 * window: without a pace, polls at every minute would spend it early and then see nothing for the rest of the hour.
 * Several triggers on one account share it. What was sent is counted by the ledger.
 */
export class PollingPace {
	private readonly buckets = new Map<string, TokenBucket>();

	private readonly ledger: RequestLedger;

	private readonly now: () => number;

	constructor(ledger: RequestLedger, now: () => number = () => Date.now()) {
		this.ledger = ledger;
		this.now = now;
	}

	/**
	 * How many requests to this endpoint a trigger may make now. One that gets none is served before others next time.
	 *
	 * @param trigger any text that tells the triggers of an account apart
	 * @param share percent of the documented limit
	 * @param atOnce whether the pace may be left aside, for a starting point that has to be taken whole
	 */
	allowed(endpoint: Endpoint, trigger: string, share: number, atOnce: boolean): number {
		const most = this.mostOf(endpoint, share);
		const { left } = this.ledger.pollsLeft(endpoint, most);
		if (most === Infinity) return this.notTold(endpoint, left);
		const { tokens, at, waiting } = this.counted(endpoint, most);
		const since = waiting.get(trigger) ?? at;
		const before = [...waiting].filter(([other, time]) => other !== trigger && time < since && time > at - LONGEST_WAIT_MS).length;
		const allowed = Math.max(0, Math.floor(atOnce ? left : Math.min(left, tokens + TOLERANCE) - before));
		if (allowed > 0) waiting.delete(trigger);
		else waiting.set(trigger, since);
		return allowed;
	}

	/** Seconds until polling may make the next request to this endpoint, whatever its pace. */
	secondsToWait(endpoint: Endpoint, share: number): number {
		const { freeAt } = this.ledger.pollsLeft(endpoint, this.mostOf(endpoint, share));
		return Math.max(0, Math.ceil((freeAt - this.now()) / 1000));
	}

	/** How many requests polling may make in the limit's window: at least one, or the event could never happen. */
	private mostOf(endpoint: Endpoint, share: number): number {
		return Math.max(1, Math.floor((this.ledger.usage(endpoint).max * share) / 100));
	}

	/** A limit that the replies tell is not known before the first one. From then on there is a pace. */
	private notTold(endpoint: Endpoint, left: number): number {
		this.bucketOf(endpoint).at = this.now();
		return left;
	}

	private bucketOf(endpoint: Endpoint): TokenBucket {
		const bucket = this.buckets.get(limitKey(endpoint)) ?? { tokens: 1, at: this.now(), polled: 0, waiting: new Map<string, number>() };
		this.buckets.set(limitKey(endpoint), bucket);
		return bucket;
	}

	/** Brings the tokens up to now. A clock that was set back brings none. */
	private counted(endpoint: Endpoint, most: number): TokenBucket {
		const now = this.now();
		const bucket = this.bucketOf(endpoint);
		const goOnTo = (time: number) => {
			const gained = (Math.max(0, time - bucket.at) * most) / (endpoint.limit.seconds * 1000);
			bucket.tokens = Math.min(most, bucket.tokens + gained);
			bucket.at = time;
		};
		const { polled, times } = this.ledger.pollsAfter(endpoint, bucket.polled);
		for (const time of times) {
			goOnTo(time);
			bucket.tokens = Math.max(bucket.tokens - 1, -TOLERANCE);
		}
		bucket.polled = polled;
		goOnTo(now);
		return bucket;
	}
}

/** One for each account. */
export const pollingPace: Slot<PollingPace, AccountMemory> = { begin: ({ ledger }) => new PollingPace(ledger) };
