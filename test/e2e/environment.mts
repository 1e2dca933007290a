import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { N8nClient } from '../../demo/client.mts';
import { setUpExamples } from '../../demo/examples.mts';
import { installN8n, installPackage, packPackage } from '../../demo/install.mts';
import { startN8n } from '../../demo/n8n.mts';
import { N8N } from '../../demo/paths.mts';
import { freePort, waitFor } from '../../demo/process.mts';
import { startSimulator, type Simulator } from '../../simulator/index.mts';

/** Room for n8n's installation, which the first test file on a machine has to wait for. */
export const START_TIMEOUT = 25 * 60_000;

export type Item = Record<string, unknown>;

/** A new n8n with the packed package and the example workflows, and the simulated Robot that its credential leads to. */
export interface Environment {
	url: string;
	client: N8nClient;
	simulator: Simulator;
	/** Runs a workflow from a trigger by hand, and returns the items that a node of it put out. */
	run(workflowId: string, trigger: string, node: string): Promise<Item[]>;
	close(): Promise<void>;
}

/** `gulp e2e` has built the package. */
export async function startEnvironment({ simulatorPort = 0 } = {}): Promise<Environment> {
	await installN8n((line) => void process.stdout.write(`${line}\n`));
	const folder = await mkdtemp(join(tmpdir(), 'robot-e2e-'));
	await installPackage(await packPackage(folder, { build: false }), folder);
	const simulator = await startSimulator({ port: simulatorPort });
	let stopN8n = async () => {};
	const close = async () => {
		await stopN8n();
		await simulator.close();
		await rm(folder, { recursive: true, force: true });
	};
	const start = async () => {
		const { url } = await startN8n({ userFolder: folder, port: await freePort(), started: (stop) => (stopN8n = stop) });
		const client = new N8nClient(url);
		await setUpExamples(client, simulator);
		return { url, client };
	};
	const { url, client } = await start().catch(async (error: unknown) => {
		await close();
		throw error;
	});
	const run = async (workflowId: string, trigger: string, node: string) => {
		const id = await client.runWorkflow(workflowId, trigger);
		const { status, data } = await waitFor(`execution ${id}`, 60, async () => {
			const execution = await client.execution(id);
			return execution.finished || ['error', 'crashed', 'canceled'].includes(execution.status) ? execution : undefined;
		});
		return outputOf(data!, node, status);
	};
	return { url, client, simulator, run, close };
}

interface RunData {
	resultData: {
		error?: { message: string };
		runData: Record<string, Array<{ data?: { main: Array<Array<{ json: Item }> | null> } }>>;
	};
}

/** n8n stores an execution in its flattened JSON. */
function outputOf(data: string, node: string, status: string): Item[] {
	const { parse } = createRequire(join(N8N, 'package.json'))('flatted') as { parse: (text: string) => RunData };
	const { error, runData } = parse(data).resultData;
	if (status !== 'success') throw new Error(`The execution ended with ${status}: ${error?.message}`);
	return (runData[node]?.[0]?.data?.main ?? []).flatMap((items) => items ?? []).map(({ json }) => json);
}

/** What arrived at the simulator, in a form that reads well in an expectation. */
export function requestLines(simulator: Simulator): string[] {
	return simulator.requests().map(({ method, path, form }) => {
		const body = form.map(([name, value]) => `${name}=${value}`).join('&');
		return [method, path, body].filter(Boolean).join(' ');
	});
}
