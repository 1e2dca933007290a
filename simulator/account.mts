import { Clock } from './clock.mts';
import { seedWorld, type World } from './sections.mts';
import { startTimers } from './timers.mts';

/** The simulated account and the clock it lives by. Robot and Console are two views of it. */
export class Account {
	readonly clock = new Clock();
	#world: World;

	constructor() {
		this.#world = this.#freshWorld();
	}

	/** The account as of now: what has become due has happened. */
	get world(): World {
		this.clock.runDue();
		return this.#world;
	}

	/** As seeded, at the real time. */
	reset(): void {
		this.clock.reset();
		this.#world = this.#freshWorld();
	}

	#freshWorld(): World {
		const world = seedWorld(this.clock.now());
		startTimers(world, this.clock);
		return world;
	}
}
