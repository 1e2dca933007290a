import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { N8nClient, type Execution } from '../../demo/client.mts';
import { isCalled, setUpExamples } from '../../demo/examples.mts';
import { installN8n, installPackage, packPackage } from '../../demo/install.mts';
import { startN8n } from '../../demo/n8n.mts';
import { N8N } from '../../demo/paths.mts';
import { freePort, waitFor } from '../../demo/process.mts';
import { startSimulator, type Simulator, type SimulatorOptions } from '../../simulator/index.mts';

/** Room for n8n's installation, which the first test file on a machine has to wait for. */
export const START_TIMEOUT = 25 * 60_000;

export type Item = Record<string, unknown>;

/** A new n8n with the packed package and the example workflows, and the simulated Robot that its credential leads to. */
export interface Environment {
	url: string;
	client: N8nClient;
	simulator: Simulator;
	/** n8n's user folder. */
	folder: string;
	/** Runs a workflow from a trigger by hand, and returns the items that a node of it put out. */
	run(workflowId: string, trigger: string, node: string): Promise<Item[]>;
	/** Runs a workflow from a trigger by hand, however it ends. */
	execute(workflowId: string, trigger: string): Promise<Ended>;
	close(): Promise<void>;
}

/** An execution that has ended, as n8n stores it. */
export interface Ended {
	id: string;
	status: string;
	data: RunData;
}

export interface RunData {
	resultData: {
		error?: { message: string; context?: { data?: unknown } };
		runData: Record<string, Task[]>;
	};
	executionData?: { contextData: Record<string, Record<string, unknown>> };
}

export interface Task {
	data?: { main: Array<Array<{ json: Item }> | null> };
	hints?: Array<{ message: string }>;
}

/** n8n stores an execution in its flattened JSON. */
export const unflattened = (data: string): RunData => (createRequire(join(N8N, 'package.json'))('flatted') as { parse: (text: string) => RunData }).parse(data);

const hasEnded = ({ finished, status }: Execution): boolean => finished || ['error', 'crashed', 'canceled'].includes(status);

export interface EnvironmentOptions {
	/** Of the simulated Robot. */
	robot?: SimulatorOptions;
	/** Environment variables for n8n. */
	settings?: Record<string, string>;
}

/** A user folder for an n8n, with the packed package in it. `gulp e2e` has built that. */
export async function newUserFolder(): Promise<string> {
	await installN8n((line) => void process.stdout.write(`${line}\n`));
	const folder = await mkdtemp(join(tmpdir(), 'robot-e2e-'));
	await installPackage(await packPackage(folder, { build: false }), folder);
	return folder;
}

export const pause = async (seconds: number) => await new Promise((resolve) => setTimeout(resolve, seconds * 1000));

export async function startEnvironment({ robot, settings }: EnvironmentOptions = {}): Promise<Environment> {
	const folder = await newUserFolder();
	const simulator = await startSimulator(robot);
	let stopN8n = async () => {};
	const close = async () => {
		await stopN8n();
		await simulator.close();
		await rm(folder, { recursive: true, force: true });
	};
	const start = async () => {
		const { url } = await startN8n({ userFolder: folder, port: await freePort(), settings, started: (stop) => (stopN8n = stop) });
		const client = new N8nClient(url);
		// The time of day must change nothing in the account while a test looks at it.
		await setUpExamples(client, simulator, isCalled);
		return { url, client };
	};
	const { url, client } = await start().catch(async (error: unknown) => {
		await close();
		throw error;
	});
	const execute = async (workflowId: string, trigger: string): Promise<Ended> => {
		const id = await client.runWorkflow(workflowId, trigger);
		const { status, data } = await waitFor(`execution ${id}`, 60, async () => {
			const execution = await client.execution(id);
			return hasEnded(execution) ? execution : undefined;
		});
		return { id, status, data: unflattened(data!) };
	};
	const run = async (workflowId: string, trigger: string, node: string) => outputOf(await execute(workflowId, trigger), node);
	return { url, client, simulator, folder, run, execute, close };
}

/** The items that a node has put out in its first run. */
export function outputOf({ status, data: { resultData } }: Ended, node: string): Item[] {
	if (status !== 'success') throw new Error(`The execution ended with ${status}: ${resultData.error?.message}`);
	return (resultData.runData[node]?.[0]?.data?.main ?? []).flatMap((items) => items ?? []).map(({ json }) => json);
}

/** What arrived at the simulator, in a form that reads well in an expectation. */
export function requestLines(simulator: Simulator): string[] {
	return simulator.requests().map(({ method, path, form }) => {
		const body = form.map(([name, value]) => `${name}=${value}`).join('&');
		return [method, path, body].filter(Boolean).join(' ');
	});
}
