import { beforeEach, jest } from '@jest/globals';

/**
 * The one clock of the tests: the package reads it, and so does the simulated Robot. It goes on with the machine's and
 * moves by as much as the node pauses, so nobody waits. n8n's engine has a sleep of its own, which stays as it is.
 */
jest.mock('n8n-workflow', () => ({ ...jest.requireActual<object>('n8n-workflow'), sleep }));

const machine = Date.now;
let stoppedAt: number | undefined;
let passed = 0;
let pauses: number[] = [];
let isHeld = false;
let pausesPass = true;

Date.now = () => (stoppedAt ?? machine()) + passed;
beforeEach(() => {
	stoppedAt = undefined;
	passed = 0;
	pauses = [];
	isHeld = false;
	pausesPass = true;
});

async function sleep(milliseconds: number): Promise<void> {
	pauses.push(milliseconds / 1000);
	if (isHeld) await new Promise<never>(() => {});
	if (pausesPass) passed += Math.ceil(milliseconds);
	await new Promise((resolve) => setImmediate(resolve));
}

/** How long the node has paused in this test, in seconds, pause by pause. */
export const paused = () => pauses;

/** From now on, and to the end of the test, a pause never ends by itself. */
export const holdPauses = () => void (isHeld = true);

/** Lets time pass, or jump back where it is negative. */
export const pass = (seconds: number) => void (passed += Math.round(seconds * 1000));

/** For the rest of the test only `pass` moves the time: neither the machine does, nor a pause of the node. */
export function stopClock(): void {
	stoppedAt = machine();
	pausesPass = false;
}

/** For the rest of the test it is this time, in milliseconds since 1970, and later only by `pass` and by what the node pauses: how busy the machine is changes nothing. */
export const standStill = (at: number): void => void (stoppedAt = at - passed);

/** The date in so many days, as Robot writes it. */
export const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** For the rest of the test it is this time, until `pass` moves it. */
export function setClock(now: string): void {
	stopClock();
	passed += Date.parse(now) - Date.now();
}
