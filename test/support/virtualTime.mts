interface Sleeper {
	at: number;
	wake: () => void;
}

/** A time of its own for what runs side by side: it stands still while anything can go on, and jumps to whoever wakes next. */
export class VirtualTime {
	/** Milliseconds since 1970. */
	now: number;
	private sleepers: Sleeper[] = [];

	constructor(now: number) {
		this.now = now;
	}

	async sleep(milliseconds: number): Promise<void> {
		await new Promise<void>((wake) => this.sleepers.push({ at: this.now + milliseconds, wake }));
	}

	/** Lets time pass until all of them have ended, or nobody wakes any more. */
	async run(all: Array<Promise<unknown>>): Promise<void> {
		let isOver = false;
		void Promise.allSettled(all).then(() => (isOver = true));
		for (;;) {
			await new Promise((resolve) => setImmediate(resolve));
			const next = this.sleepers.toSorted((one, other) => one.at - other.at)[0];
			if (isOver || !next) return;
			this.sleepers = this.sleepers.filter((sleeper) => sleeper !== next);
			this.now = next.at;
			next.wake();
		}
	}
}
