/**
 * The simulator's clock: real time plus an offset that `advance` moves, so that a test does not have to
 * wait an hour for a request limit or ten minutes for a login block. It also runs what happens later
 * (a server that comes back up, a firewall that gets ready).
 */
interface Pending {
	/** Milliseconds since the epoch, on this clock. */
	at: number;
	run: () => void;
}

export class Clock {
	#offset = 0;
	#pending: Pending[] = [];

	now(): Date {
		return new Date(Date.now() + this.#offset);
	}

	/** The current time in milliseconds since the epoch. */
	milliseconds(): number {
		return Date.now() + this.#offset;
	}

	/** Moves the clock forward and runs everything that has become due, in order. */
	advance(seconds: number): void {
		this.#offset += seconds * 1000;
		this.runDue();
	}

	/** Remembers something that happens `seconds` from now. It runs with the first request, or look at the state, after that. */
	after(seconds: number, run: () => void): void {
		this.#pending.push({ at: this.milliseconds() + seconds * 1000, run });
		this.#pending.sort((a, b) => a.at - b.at);
	}

	runDue(): void {
		while (this.#pending.length > 0 && this.#pending[0]!.at <= this.milliseconds()) {
			this.#pending.shift()!.run();
		}
	}

	/** Back to real time, with nothing pending. */
	reset(): void {
		this.#offset = 0;
		this.#pending = [];
	}
}
