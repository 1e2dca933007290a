import { limitKey, type Endpoint, type Limit } from './endpoint';

/** What a request is made for: polling has only a share of each limit, and is counted by itself as well. */
export type Purpose = 'editor' | 'execution' | 'polling';

/** How much of a documented limit this process has used. */
export interface Usage {
	/** Requests in the last `seconds`. */
	used: number;
	max: number;
	seconds: number;
	/** Seconds until the next request is allowed, 0 when it is allowed now. */
	wait: number;
	/** What the wait is for, where the API has said it. */
	said?: Said;
}

/** The API's word that a limit is used up. */
interface Said {
	/** Milliseconds since 1970. */
	at: number;
	/** The limit as the API named it. */
	limit?: Limit;
}

/** What a reply tells of a limit that it counts against: how many requests it allows in its window, and how many are left. */
export interface ToldLimit {
	max: number;
	left: number;
}

interface Sent {
	/** Milliseconds since 1970. */
	at: number;
	purpose: Purpose;
	/** Its reply is not there yet. */
	isUnderWay?: boolean;
	/** The clock was set back since: when it was sent is not known any more, and `at` is when that was noticed. */
	undated?: true;
}

interface Count {
	/** Oldest first. */
	sent: Sent[];
	/** How many requests polling has ever made. */
	polled: number;
	/** The API said that the limit is used up, by this or another program: until then nothing is sent. */
	closedUntil: number;
	/** For how long it was closed, in milliseconds: a clock that was set back must not make it longer. */
	closedFor: number;
	said?: Said;
	/** What the last reply has told, and when; it becomes more again steadily, `max` in the window. */
	told?: ToldLimit & { at: number };
}

/** Requests take their time to arrive: what was sent an hour apart may arrive within an hour. */
const ON_THE_WAY_MS = 10 * 1000;

/**
 * What was asked of one account, by documented limit, so that a limit is kept instead of run into. It knows this
 * process only; when the API refuses a request because of other programs, `close` corrects it.
 */
export class RequestLedger {
	private readonly counts = new Map<string, Count>();

	private readonly now: () => number;

	constructor(now: () => number = () => Date.now()) {
		this.now = now;
	}

	/** Counts a request that is about to be sent. Gives back 0, or the seconds to wait when it must not be sent yet. */
	reserve(endpoint: Endpoint, purpose: Purpose = 'execution'): number {
		const { wait } = this.usage(endpoint);
		if (wait > 0) return wait;
		const count = this.countOf(endpoint);
		count.sent.push({ at: this.now(), purpose, isUnderWay: true });
		if (purpose === 'polling') count.polled += 1;
		return 0;
	}

	/** Notes that a request is over: the API counts it from when it arrived, which was now at the latest. */
	over(endpoint: Endpoint): void {
		const count = this.countOf(endpoint);
		const index = count.sent.findIndex(({ isUnderWay }) => isUnderWay);
		count.sent.push(...count.sent.splice(index, index < 0 ? 0 : 1).map(({ purpose }) => ({ at: this.now(), purpose })));
	}

	/** Notes that the API refuses requests of this kind for the given time, and which limit it named. */
	close(endpoint: Endpoint, seconds: number, limit?: Limit): void {
		const count = this.countOf(endpoint);
		count.said = { at: this.now(), limit };
		count.closedFor = seconds * 1000;
		count.closedUntil = this.now() + count.closedFor;
	}

	/** For how many seconds the API has refused such requests, where that is over for no longer; `undefined` where it did not. */
	lastLimit(endpoint: Endpoint): number | undefined {
		const { closedUntil, closedFor } = this.countOf(endpoint);
		return closedFor > 0 && this.now() < closedUntil + closedFor ? closedFor / 1000 : undefined;
	}

	/** Notes what a reply tells of the limit. */
	told(endpoint: Endpoint, limit: ToldLimit | undefined): void {
		if (limit) this.countOf(endpoint).told = { ...limit, at: this.now() };
	}

	usage(endpoint: Endpoint): Usage {
		const { max, seconds } = endpoint.limit;
		const { sent, closedUntil, said, told } = this.countOf(endpoint);
		if (told) return this.toldUsage(told, seconds, sent, closedUntil);
		const now = this.now();
		const counted = sent.filter(({ at, undated }) => !undated && at > now - seconds * 1000);
		const freeAt = counted.length < max ? 0 : (counted[counted.length - max] as Sent).at + seconds * 1000;
		const wait = Math.max(0, Math.ceil((Math.max(freeAt, closedUntil) - now) / 1000));
		return { used: counted.length, max, seconds, wait, said: wait > 0 && closedUntil >= freeAt ? said : undefined };
	}

	/** What is left by now of a limit that was told. */
	private toldUsage({ max, left, at }: ToldLimit & { at: number }, seconds: number, sent: Sent[], closedUntil: number): Usage {
		const now = this.now();
		const regained = (Math.max(0, now - at) * max) / (seconds * 1000);
		const allowed = Math.min(max, left + regained) - sent.filter((entry) => entry.at > at).length;
		const untilOne = allowed >= 1 ? 0 : ((1 - allowed) * seconds) / max;
		return { used: Math.max(0, Math.ceil(max - allowed)), max, seconds, wait: Math.max(0, Math.ceil(Math.max(untilOne, (closedUntil - now) / 1000))) };
	}

	/** How many requests polling has ever made to this endpoint, and when it made those after the first `known` (as far as they count). */
	pollsAfter(endpoint: Endpoint, known: number): { polled: number; times: number[] } {
		const { sent, polled } = this.countOf(endpoint);
		const times = sent.filter(({ purpose }) => purpose === 'polling').map(({ at }) => at);
		return { polled, times: times.slice(Math.max(0, times.length - (polled - known))) };
	}

	/** When polling may make the next request if it may make `most` within the limit's window, and how many it may make now. */
	pollsLeft(endpoint: Endpoint, most: number): { left: number; freeAt: number } {
		const { sent, closedUntil } = this.countOf(endpoint);
		const polls = sent.filter(({ purpose }) => purpose === 'polling');
		const freeing = polls[polls.length - most];
		const freeAt = freeing === undefined ? 0 : freeing.at + endpoint.limit.seconds * 1000 + ON_THE_WAY_MS;
		return { left: closedUntil > this.now() ? 0 : most - polls.length, freeAt: Math.max(freeAt, closedUntil) };
	}

	/** The count, brought up to now. A clock that was set back neither locks it nor opens it for polls. */
	private countOf(endpoint: Endpoint): Count {
		const key = limitKey(endpoint);
		const now = this.now();
		const count = this.counts.get(key) ?? { sent: [], polled: 0, closedUntil: 0, closedFor: 0 };
		const oldest = now - endpoint.limit.seconds * 1000 - ON_THE_WAY_MS;
		// They are in order: so the last one tells whether the clock was set back, and the first whether any is too old.
		if ((count.sent.at(-1)?.at ?? now) > now) count.sent = count.sent.map((entry): Sent => (entry.at > now ? { ...entry, at: now, undated: true } : entry));
		if ((count.sent[0]?.at ?? now) <= oldest) count.sent = count.sent.filter(({ at }) => at > oldest);
		count.closedUntil = Math.min(count.closedUntil, now + count.closedFor);
		this.counts.set(key, count);
		return count;
	}
}
