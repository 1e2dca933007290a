import { afterEach, beforeEach, jest } from '@jest/globals';

/**
 * In all tests time passes without anybody waiting: a pause of the node moves the clock, which is the simulated Robot's
 * too. n8n's engine has a sleep of its own, which stays as it is.
 */
jest.mock('n8n-workflow', () => ({ ...jest.requireActual<object>('n8n-workflow'), sleep }));

const realNow = Date.now;
let passed = 0;
let pauses: number[] = [];

let isHeld = false;

async function sleep(milliseconds: number): Promise<void> {
	pauses.push(milliseconds / 1000);
	if (isHeld) await new Promise<never>(() => {});
	passed += milliseconds;
	await new Promise((resolve) => setImmediate(resolve));
}

/** How long the node has paused in this test, in seconds, pause by pause. */
export const paused = () => pauses;

/** From now on, and to the end of the test, a pause never ends by itself. */
export const holdPauses = () => void (isHeld = true);

beforeEach(() => {
	isHeld = false;
	passed = 0;
	pauses = [];
	jest.spyOn(Date, 'now').mockImplementation(() => realNow() + passed);
});
afterEach(() => {
	jest.restoreAllMocks();
});
