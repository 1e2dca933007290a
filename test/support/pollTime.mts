import { beforeEach } from '@jest/globals';

/**
 * The time of everything in this process, the simulated Robot included, which a test can move. To be imported before
 * everything else: the package takes hold of the clock when it is loaded.
 */
let offset = 0;
let stoppedAt: number | undefined;

const machine = () => Math.floor(performance.timeOrigin + performance.now());
const now = () => (stoppedAt ?? machine()) + offset;

Date.now = now;
// Here time moves when the test says so, and not when the node pauses.
beforeEach(() => {
	Date.now = now;
	stoppedAt = undefined;
});

/** For the rest of a test time passes with `pass` only, however long the machine takes. */
export function stopClock(): void {
	stoppedAt = machine();
}

/** Lets time pass, or jump where it is negative. */
export function pass(seconds: number): void {
	offset += seconds * 1000;
}
