/** Random choices that can be made again: the number that a failed run prints is its seed. */
export class Chance {
	#state: number;

	constructor(seed: number) {
		this.#state = seed >>> 0;
	}

	/** From 0 up to, but not including, 1 (mulberry32). */
	next(): number {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	}

	/** A whole number from 0 up to, but not including, `below`. */
	number(below: number): number {
		return Math.floor(this.next() * below);
	}

	pick<T>(choices: readonly T[]): T {
		return choices[this.number(choices.length)] as T;
	}

	/** True as often as told, from 0 to 1. */
	happens(share: number): boolean {
		return this.next() < share;
	}
}
