import { afterEach, beforeEach, expect } from '@jest/globals';
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { startSimulator, type Simulator, type SimulatorOptions } from '../../simulator/index.mts';
import type { Server } from '../../simulator/state/server.mts';
import { runNode, type Credential, type NodeResult, type NodeRun } from './engine.mts';
import { forgetUsedEndpoints, limitProblems } from './usedEndpoints.mts';

export interface SimulatedRobot {
	readonly simulator: Simulator;
	/** A credential that it accepts. */
	readonly credential: Credential;
	/** Runs the node with that credential, unless told. */
	run: (parameters: INodeParameters, options?: Partial<Omit<NodeRun, 'parameters'>>) => Promise<NodeResult>;
	/** What arrived, in order, as it is read in a log: `POST /reset/321 type=hw`. Form values are decoded, the address is not. */
	sent: () => string[];
	/** A server of the account, as it is now. */
	server: (number: number) => Server;
}

/** A simulated Robot for the tests of one file, with a new one for each test. */
export function simulatedRobot(options?: SimulatorOptions): SimulatedRobot {
	let simulator: Simulator;
	beforeEach(async () => {
		forgetUsedEndpoints();
		simulator = await startSimulator(options);
	});
	afterEach(async () => {
		await simulator.close();
		// Whatever a test is about: nothing in it may be asked under another limit than the documented one.
		expect(limitProblems()).toEqual([]);
	});
	const credential = (): Credential => ({ username: simulator.username, password: simulator.password, baseUrl: simulator.url });
	return {
		get simulator() {
			return simulator;
		},
		get credential() {
			return credential();
		},
		run: (parameters, options = {}) => runNode({ credential: credential(), parameters, ...options }),
		sent: () => simulator.requests().map(({ method, rawUrl, form }) => [method, rawUrl, ...form.map(([name, value]) => `${name}=${value}`)].join(' ')),
		server: (number) => simulator.state.servers.find(({ server_number }) => server_number === number)!,
	};
}

/** One input item for each value, under the name `n`. */
export const itemsOf = (...values: unknown[]): INodeExecutionData[] => values.map((n) => ({ json: { n } as INodeExecutionData['json'] }));

/** Which input item each item of the first output comes from. */
export const pairedItems = ({ outputs }: NodeResult) => (outputs[0] ?? []).map(({ pairedItem }) => pairedItem);

/** What the person at the editor sees of an error. */
export const shown = ({ error }: NodeResult) => ({
	message: error?.message,
	description: error?.description,
	httpCode: error?.httpCode,
	item: error?.context.itemIndex,
});
