import { afterEach, beforeEach } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { startSimulator, type ConsoleSettings, type Fault, type Simulator, type SimulatorOptions } from '../../simulator/index.mts';
import { runNode, type NodeResult, type NodeRun } from './engine.mts';
import type { AnyCredential } from './n8n.mts';
import { node } from './stubConsole.mts';

export interface SimulatedConsole {
	readonly simulator: Simulator;
	/** A credential that it accepts. */
	readonly credential: AnyCredential;
	/** Runs the node with that credential, unless told. */
	run: (parameters: INodeParameters, options?: Partial<Omit<NodeRun, 'parameters'>>) => Promise<NodeResult>;
	/** Runs the node, which has to succeed, and gives back what it puts out. */
	items: (parameters: INodeParameters) => Promise<Array<Record<string, unknown>>>;
	set: (settings: Partial<ConsoleSettings>) => void;
	inject: (fault: Fault) => void;
	/** What arrived and changes something, in order, as it is read in a log. */
	changes: () => string[];
}

/** A simulated Hetzner Console for the tests of one file, with a new one for each test. */
export function simulatedConsole(options?: SimulatorOptions): SimulatedConsole {
	let simulator: Simulator;
	beforeEach(async () => {
		simulator = await startSimulator(options);
	});
	afterEach(() => simulator.close());
	const credential = () => ({ apiToken: simulator.console.token, baseUrl: simulator.console.url });
	const run: SimulatedConsole['run'] = async (parameters, more = {}) =>
		await runNode({ credential: credential(), node, type: 'n8n-nodes-hetzner-robot.hetznerStorageBox', parameters, ...more });
	return {
		get simulator() {
			return simulator;
		},
		get credential() {
			return credential();
		},
		run,
		items: async (parameters) => {
			const { error, json } = await run(parameters);
			if (error) throw error;
			return json as Array<Record<string, unknown>>;
		},
		set: (settings) => simulator.console.set(settings),
		inject: (fault) => simulator.inject(fault),
		changes: () =>
			simulator
				.requests()
				.filter(({ method }) => method !== 'GET')
				.map(({ method, path }) => `${method} ${path.replace('/console/v1', '')}`),
	};
}
