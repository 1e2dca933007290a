import { Clock } from './clock.mts';
import type { Fleet } from './fleet.mts';
import { seedWorld, type World } from './sections.mts';
import { worldOf } from './ownFleet.mts';
import { startTimers } from './timers.mts';

/** The simulated account and the clock it lives by. Robot and Console are two views of it. */
export class Account {
	readonly clock = new Clock();
	readonly #fleet: Fleet | undefined;
	#world: World;

	/** @param fleet instead of the built-in one */
	constructor(fleet?: Fleet) {
		this.#fleet = fleet;
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
		const now = this.clock.now();
		const world = this.#fleet ? worldOf(this.#fleet, now) : seedWorld(now);
		startTimers(world, this.clock);
		return world;
	}
}
