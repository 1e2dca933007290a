import type { Endpoint } from './endpoint';
import type { Account } from './loginGuard';

/** How much of a documented limit this process has used. */
export interface Usage {
	/** Requests in the last `seconds`. */
	used: number;
	max: number;
	seconds: number;
	/** Seconds until the next request is allowed, 0 when it is allowed now. */
	wait: number;
}

interface Bucket {
	/** When requests were made, in milliseconds, oldest first. */
	sent: number[];
	/** Robot said that the limit is used up, by this or another program: until then nothing is sent. */
	closedUntil: number;
}

/**
 * What was asked of each account, by documented limit, so that a limit is kept instead of run into. It knows this
 * process only; when Robot refuses a request because of other programs, `close` corrects it.
 */
export class RequestLedger {
	private readonly buckets = new Map<string, Bucket>();

	private readonly now: () => number;

	constructor(now: () => number = () => Date.now()) {
		this.now = now;
	}

	/** Counts a request that is about to be sent. Gives back 0, or the seconds to wait when it must not be sent yet. */
	take(account: Account, endpoint: Endpoint): number {
		const { wait } = this.usage(account, endpoint);
		if (wait === 0) this.bucketOf(account, endpoint).sent.push(this.now());
		return wait;
	}

	/** Notes that Robot refuses requests of this kind for the given time. */
	close(account: Account, endpoint: Endpoint, seconds: number): void {
		this.bucketOf(account, endpoint).closedUntil = this.now() + seconds * 1000;
	}

	usage(account: Account, endpoint: Endpoint): Usage {
		const { max, seconds } = endpoint.limit;
		const bucket = this.bucketOf(account, endpoint);
		const now = this.now();
		bucket.sent = bucket.sent.filter((at) => at > now - seconds * 1000 && at <= now);
		const freeAt = bucket.sent.length < max ? 0 : (bucket.sent[bucket.sent.length - max] as number) + seconds * 1000;
		const wait = Math.max(0, Math.ceil((Math.max(freeAt, bucket.closedUntil) - now) / 1000));
		return { used: bucket.sent.length, max, seconds, wait };
	}

	private bucketOf({ baseUrl, username }: Account, { method, path, limit }: Endpoint): Bucket {
		const key = JSON.stringify([baseUrl, username, limit.bucket ?? `${method} ${path}`]);
		const bucket = this.buckets.get(key) ?? { sent: [], closedUntil: 0 };
		this.buckets.set(key, bucket);
		return bucket;
	}
}
