import type { Clock } from '../clock.mts';
import { ConsoleError } from './errors.mts';

/**
 * One allowance for the whole project, which unauthenticated requests use up as well. It refills steadily, so that
 * a pause of seconds is enough after a 429. A refused request costs nothing.
 */
export class RateLimit {
	enabled: boolean;
	readonly #clock: Clock;
	readonly #perHour: () => number;
	#used = 0;
	#at = 0;

	/** `perHour` is asked again at every request, since a test may change it. */
	constructor(clock: Clock, enabled: boolean, perHour: () => number) {
		this.#clock = clock;
		this.enabled = enabled;
		this.#perHour = perHour;
	}

	/** Counts a request, or throws the 429. */
	count(): void {
		if (!this.enabled) return;
		this.#refill();
		if (this.#used + 1 > this.#perHour()) throw new ConsoleError(429, 'rate_limit_exceeded', `limit of ${this.#perHour()} requests per hour reached`);
		this.#used += 1;
	}

	/** `RateLimit-Reset` is the UNIX second at which the allowance is full again. */
	headers(): Record<string, string> {
		const limit = this.#perHour();
		this.#refill();
		const secondsToFull = this.#used / (limit / 3600);
		return {
			'ratelimit-limit': String(limit),
			'ratelimit-remaining': String(Math.max(0, Math.floor(limit - this.#used))),
			'ratelimit-reset': String(Math.ceil(this.#clock.milliseconds() / 1000 + secondsToFull)),
		};
	}

	clear(): void {
		this.#used = 0;
	}

	#refill(): void {
		const now = this.#clock.milliseconds();
		const seconds = Math.max(0, now - this.#at) / 1000;
		this.#used = Math.min(this.#perHour(), Math.max(0, this.#used - (seconds * this.#perHour()) / 3600));
		this.#at = now;
	}
}
