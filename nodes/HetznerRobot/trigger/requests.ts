import type { ApiClient } from '../../common/http/client';
import { inMinutes, limitInWords, type Endpoint } from '../../common/http/endpoint';
import { ApiError } from '../../common/http/errors';
import type { JsonRecord } from '../../common/http/json';
import type { PathValue } from '../../common/http/path';
import { pollingPace, type PollingPace } from './pace';
import { secondsWithin } from './turns';

/** It is not the turn of a request, or the time of the poll is over: a later poll makes it. No trouble to speak of. */
export class Postponed extends Error {}

/** How a list is read that is more than one request, or is followed by others. */
export interface ListOptions {
	needs?: number;
	read?: () => Promise<JsonRecord[]>;
}

/** The requests of one poll: within polling's share of the limits and within the time that n8n gives a poll. */
export class PollRequests {
	readonly client: ApiClient;

	/** Percent of each documented limit. */
	readonly share: number;

	/** Tells this trigger from others on the same account. */
	private readonly trigger: string;

	private readonly endsAt: number;

	private readonly pace: PollingPace;

	/** Each request that was made, by its address: the client answers a second one from the first. */
	private readonly made = new Set<string>();

	/** Whether somebody waits for the answer, whom the share does not concern. */
	private readonly isTest: boolean;

	/** @param endsAt when to stop asking, in milliseconds since 1970 */
	constructor(client: ApiClient, trigger: string, share: number, endsAt: number, isTest: boolean) {
		this.client = client;
		this.trigger = trigger;
		this.share = share;
		this.endsAt = endsAt;
		this.isTest = isTest;
		this.pace = client.accountMemory.of(pollingPace);
	}

	/** How many requests to this endpoint may be made now; `atOnce` for a starting point, which has to be whole. */
	allowed(endpoint: Endpoint, atOnce = false): number {
		const { used, max, wait } = this.client.accountMemory.ledger.usage(endpoint);
		const left = wait > 0 ? 0 : max - used;
		return Math.min(left, this.pace.allowed(endpoint, this.trigger, this.share, atOnce));
	}

	isOutOfTime(): boolean {
		return Date.now() >= this.endsAt;
	}

	/**
	 * The objects of a list.
	 *
	 * @param isFirst whether this is the starting point, without which changes could be lost
	 * @throws Postponed when it is not its turn, or the time is over
	 * @throws ApiError, also for a starting point that the limits do not allow now
	 */
	async list(endpoint: Endpoint, isFirst: boolean, { needs = 1, read = this.ask.bind(this, endpoint, {}) }: ListOptions = {}): Promise<JsonRecord[]> {
		return await this.within(endpoint, isFirst, { needs, read });
	}

	/**
	 * Reads what takes requests to an endpoint, as `list` does.
	 *
	 * @param needs how many requests have to be free: where the list and what is asked after it count together, a list
	 * alone would use up for ever what the rest needs
	 * @param read reads the list where one request is not all
	 */
	async within<T>(endpoint: Endpoint, isFirst: boolean, { needs, read }: { needs: number; read: () => Promise<T> }): Promise<T> {
		const isFree = this.isTest || this.made.has(keyOf(endpoint));
		if (!isFree && this.isOutOfTime()) throw new Postponed();
		if (isFree || this.allowed(endpoint, isFirst) >= (isFirst ? 1 : needs)) {
			this.made.add(keyOf(endpoint));
			return await read();
		}
		if (!isFirst) throw new Postponed();
		// Where the API's own limit is used up, the client says so, and sends nothing.
		if (this.client.accountMemory.ledger.usage(endpoint).wait > 0) return await read();
		throw this.shareIsSpent(endpoint);
	}

	/** How long so many requests take within polling's share, in seconds; 0 as long as no limit is known. A poll's own interval comes on top. */
	secondsFor(requests: number, endpoint: Endpoint): number {
		return secondsWithin(this.share, this.client, requests, endpoint);
	}

	/** Makes a request, or gives back what this poll was answered before. */
	async ask(endpoint: Endpoint, path: Record<string, PathValue> = {}): Promise<JsonRecord[]> {
		this.made.add(keyOf(endpoint, path));
		return await this.client.objects(endpoint, { path, values: {} });
	}

	/** Asks about one thing, of which the API may say by an error code that it is gone: then there is nothing. */
	async askUnlessGone(endpoint: Endpoint, path: Record<string, PathValue>, goneCode: string): Promise<JsonRecord[]> {
		return await this.ask(endpoint, path).catch((error: unknown) => {
			if (error instanceof ApiError && error.details.code === goneCode) return [];
			throw error;
		});
	}

	private shareIsSpent(endpoint: Endpoint): ApiError {
		const seconds = Math.max(1, this.pace.secondsToWait(endpoint, this.share));
		return new ApiError(`Polling has spent its share of the limit of ${limitInWords(endpoint.limit)}`, {
			code: 'POLLING_SHARE_SPENT',
			advice: `Nothing was sent. The starting point is taken in ${inMinutes(seconds)}, or at once with a larger share in the node's options.`,
			outcome: 'not-sent',
			cause: 'rate-limited',
			retryAfterSeconds: seconds,
		});
	}
}

const keyOf = ({ path: template }: Endpoint, path: Record<string, string> = {}) => JSON.stringify([template, path]);
