import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { START_TIMEOUT, startEnvironment, type Environment } from './environment.mts';

/** An n8n and a simulated account for the tests of one file, there from its first hook on; each test finds the account as it was. */
export function ownEnvironment(): Environment {
	const environment = {} as Environment;
	beforeAll(async () => void Object.assign(environment, await startEnvironment()), START_TIMEOUT);
	// Where it did not start there is nothing to close.
	afterAll(async () => await (environment as Partial<Environment>).close?.(), 60_000);
	beforeEach(() => environment.simulator.reset());
	return environment;
}
