import { usage, type RobotClient, type Wrapping } from '../robot/client';
import { inMinutes, limitInWords, type Endpoint } from '../robot/endpoint';
import { RobotError } from '../robot/errors';
import type { JsonRecord } from '../robot/reply';
import { Allowance } from './allowance';

/** One for the process: see there. */
const allowance = new Allowance();

/** What is kept free at the end of a poll's time for everything but requests. */
const RESERVE = 0.2;

/** The requests of one poll: within polling's share of the limits and within the time that n8n gives a poll. */
export class PollRequests {
	readonly client: RobotClient;

	/** Percent of each documented limit. */
	readonly share: number;

	/** Tells this trigger from others on the same account. */
	private readonly trigger: string;

	private readonly endsAt: number;

	/** Each request that was made, by its address: the client answers a second one from the first. */
	private readonly made = new Set<string>();

	/** @param budgetMs how long the poll may take, in milliseconds */
	constructor(client: RobotClient, trigger: string, share: number, budgetMs: number) {
		this.client = client;
		this.trigger = trigger;
		this.share = share;
		this.endsAt = Date.now() + budgetMs * (1 - RESERVE);
	}

	/** How many requests to this endpoint may be made now; `atOnce` for a starting point, which has to be whole. */
	room(endpoint: Endpoint, atOnce = false): number {
		const { used, max, wait } = usage(this.client.account, endpoint);
		const left = wait > 0 ? 0 : max - used;
		return Math.min(left, allowance.room(this.client.account, endpoint, this.trigger, this.share, atOnce));
	}

	isOutOfTime(): boolean {
		return Date.now() >= this.endsAt;
	}

	/**
	 * The objects of a list, `undefined` when it is not its turn yet.
	 *
	 * @param isFirst whether this is the starting point, without which changes could be lost
	 * @throws RobotError, also for a starting point that the limits do not allow now
	 */
	async list(endpoint: Endpoint, wrapping: Wrapping, isFirst: boolean): Promise<JsonRecord[] | undefined> {
		const isMade = this.made.has(keyOf(endpoint));
		if (isMade || this.room(endpoint, isFirst) > 0) return await this.ask(endpoint, wrapping);
		if (!isFirst) return undefined;
		throw this.shareIsSpent(endpoint);
	}

	/** Makes a request, or gives back what this poll was answered before. */
	async ask(endpoint: Endpoint, wrapping: Wrapping, path: Record<string, string> = {}): Promise<JsonRecord[]> {
		const key = keyOf(endpoint, path);
		if (!this.made.has(key)) allowance.spend(this.client.account, endpoint, this.share);
		this.made.add(key);
		const secondsLeft = Math.max(1, Math.ceil((this.endsAt - Date.now()) / 1000));
		const timely = { ...endpoint, timeoutSeconds: Math.min(endpoint.timeoutSeconds, secondsLeft) };
		return await this.client.objects(timely, { path, values: {} }, wrapping).catch((error: unknown) => this.refused(endpoint, error));
	}

	/** The first poll that Robot refuses says so; the next ones leave this endpoint alone for as long as Robot asked. */
	private refused(endpoint: Endpoint, error: unknown): never {
		if (error instanceof RobotError && error.details.code === 'RATE_LIMIT_EXCEEDED') {
			allowance.close(this.client.account, endpoint, error.details.retryAfterSeconds ?? endpoint.limit.seconds);
		}
		throw error;
	}

	private shareIsSpent(endpoint: Endpoint): RobotError {
		const { account } = this.client;
		const seconds = Math.max(1, allowance.wait(account, endpoint, this.share), usage(account, endpoint).wait);
		return new RobotError(`Polling has spent its share of Robot's limit of ${limitInWords(endpoint.limit)}`, {
			code: 'POLLING_SHARE_SPENT',
			advice: `Nothing was sent. Publish the workflow again in ${inMinutes(seconds)}, or raise the share in the node's options.`,
			outcome: 'not-sent',
			cause: 'rate-limited',
			retryAfterSeconds: seconds,
		});
	}
}

const keyOf = ({ path: template }: Endpoint, path: Record<string, string> = {}) => JSON.stringify([template, path]);
