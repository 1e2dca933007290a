import type { Clock } from './clock.mts';
import { RobotError } from './errors.mts';

/** A documented request limit. Endpoints with the same `bucket` count together; without one, each counts alone. */
export interface RequestLimit {
	max: number;
	seconds: number;
	bucket?: string;
}

export const perHour = (max: number, bucket?: string): RequestLimit => ({ max, seconds: 3600, bucket });
export const perDay = (max: number, bucket?: string): RequestLimit => ({ max, seconds: 86_400, bucket });

/**
 * Documentation: "Request limit". Counts the requests of the last `seconds` (a sliding window). A refused
 * request is not counted, so that a client that waits is let through again.
 */
export class RequestLimits {
	enabled: boolean;
	readonly #clock: Clock;
	readonly #seen = new Map<string, number[]>();

	constructor(clock: Clock, enabled: boolean) {
		this.#clock = clock;
		this.enabled = enabled;
	}

	/** Counts a request against its endpoint's limit, or throws the documented 403. */
	count(endpoint: string, limit: RequestLimit): void {
		if (!this.enabled) return;
		const bucket = limit.bucket ?? endpoint;
		const now = this.#clock.milliseconds();
		const recent = (this.#seen.get(bucket) ?? []).filter((at) => at > now - limit.seconds * 1000);
		this.#seen.set(bucket, recent);
		if (recent.length >= limit.max) {
			throw new RobotError(403, 'RATE_LIMIT_EXCEEDED', 'rate limit exceeded', {
				max_request: limit.max,
				interval: limit.seconds,
			});
		}
		recent.push(now);
	}

	clear(): void {
		this.#seen.clear();
	}
}
