/**
 * How many requests of one login may be at risk at most, and so how many reads run side by side. All at once would be
 * faster, but a password that changes meanwhile is refused by each: with twenty, 200 reads take what ten kept
 * connections take.
 */
export const WIDEST = 20;

/** After so long without an accepted reply nobody knows whether the login is still good. */
const PAUSE_MS = 2000;

/**
 * The requests of one login that are under way. At risk are those whose login may be refused: it was good when the
 * latest accepted request was sent, so none that was sent before that one. Each accepted reply lets one more be at risk;
 * where none is at risk any more, or no reply was accepted for two seconds, that begins anew.
 */
export class Lane {
	private sent = 0;

	/** The latest request that was accepted, by its number. */
	private proven = 0;

	private earned = 1;

	private earnedAt = -Infinity;

	/** How many wait for their turn. */
	private waiting = 0;

	/** The part of the API that each is for, by number. */
	private readonly underWay = new Map<number, string>();

	/** How many are at risk. */
	atRisk(): number {
		return [...this.underWay.keys()].filter((number) => number > this.proven).length;
	}

	isAsking(part: string): boolean {
		return [...this.underWay.values()].includes(part);
	}

	/** How many may be at risk after what was accepted so far. */
	width(now: number): number {
		const age = now - this.earnedAt;
		return age >= 0 && age < PAUSE_MS ? this.earned : 1;
	}

	/** @returns the number of the request, which is sent now */
	enter(part: string): number {
		this.sent += 1;
		this.underWay.set(this.sent, part);
		return this.sent;
	}

	/** The reply is there, or there will be none. */
	leave(number: number, isAccepted: boolean, now: number): void {
		this.underWay.delete(number);
		if (isAccepted) {
			this.proven = Math.max(this.proven, number);
			this.earned = Math.min(this.width(now) + 1, WIDEST);
			this.earnedAt = now;
		}
		if (this.waiting === 0 && this.atRisk() === 0) this.earned = 1;
	}

	/** Waits for `change` as one who wants to be next: as long as somebody does, the burst is not over. */
	async wait(change: Promise<void>): Promise<void> {
		this.waiting += 1;
		await change;
		this.waiting -= 1;
	}
}
