import { afterEach, beforeEach } from '@jest/globals';
import { startSimulator, type Simulator, type SimulatorOptions } from '../../simulator/index.mts';
import { clientOf } from './client.mts';

/** The simulator of the test that runs, and a client of it. */
export let simulator: Simulator;
export let client: ReturnType<typeof clientOf>;

/** Gives each test of a file a simulator of its own. */
export function freshSimulator(options?: SimulatorOptions): void {
	beforeEach(async () => {
		simulator = await startSimulator(options);
		client = clientOf(simulator);
	});
	afterEach(() => simulator.close());
}
