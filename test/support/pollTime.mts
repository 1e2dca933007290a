import { beforeEach } from '@jest/globals';

/**
 * The time of everything in this process, the simulated Robot included, which a test can move. To be imported before
 * everything else: the package takes hold of the clock when it is loaded.
 */
let offset = 0;

const now = () => Math.floor(performance.timeOrigin + performance.now()) + offset;

Date.now = now;
// Here time moves when the test says so, and not when the node pauses.
beforeEach(() => void (Date.now = now));

/** Lets time pass, or jump where it is negative. */
export function pass(seconds: number): void {
	offset += seconds * 1000;
}
