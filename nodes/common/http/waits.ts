/** How long a request waits for a limit, or for what its reply asks, without being asked to. */
export const SHORT_SECONDS = 60;

/** How long the API has refused a request because of a limit. */
export interface Refused {
	/** In all. */
	seconds: number;
	/** Of these, what was waited without being asked to. */
	unasked: number;
}

/** Short waits need no leave, but refusals may not add up to a long one. */
export const isLong = (seconds: number, refused: Refused): boolean => Math.max(seconds, refused.seconds) > SHORT_SECONDS;

/** How long an execution has waited for long limits. */
export class LongWaits {
	private seconds = 0;

	/** Until when it waits, in milliseconds since 1970. */
	private until = 0;

	private readonly now: () => number;

	constructor(now: () => number) {
		this.now = now;
	}

	/** Whether an execution that may wait `patience` seconds for long limits in all may wait for this one. */
	isWithin(patience: number, seconds: number, refused: Refused): boolean {
		return !isLong(seconds, refused) || refused.unasked + this.seconds + this.more(seconds) <= patience;
	}

	note(seconds: number): void {
		this.seconds += this.more(seconds);
		this.until = Math.max(this.until, this.now() + seconds * 1000);
	}

	/** How much longer a wait makes the execution: reads that wait side by side wait together. */
	private more(seconds: number): number {
		return Math.max(0, seconds - Math.max(0, this.until - this.now()) / 1000);
	}
}
