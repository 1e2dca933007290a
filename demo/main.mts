/**
 * `npm start`: a simulated Robot and Hetzner Console, and an n8n with this package, its credentials and the example workflows.
 * `npm run dev`: the same, with the package rebuilt and loaded again at every save.
 */
import { parseArgs } from 'node:util';
import { FleetProblem, readFleet, type Fleet } from '../simulator/fleet.mts';
import { startSimulator } from '../simulator/index.mts';
import { N8nClient } from './client.mts';
import { CHAT_TOKEN, OWNER, setUpExamples, startsByItself } from './examples.mts';
import { forgetInstalled, INSTALLED_PACKAGE, installN8n, installOwnPackage } from './install.mts';
import { startN8n } from './n8n.mts';
import { HOME } from './paths.mts';
import { isPortFree } from './process.mts';
import { rebuildAtEverySave } from './rebuild.mts';
import { ledTo, startStandIn } from './standIn.mts';

const COMMAND = process.argv.includes('--rebuild') ? 'npm run dev' : 'npm start';
const USAGE = `${COMMAND} -- [--port 5678] [--simulator-port 8093] [--fleet fleet.json]`;

const REBUILDING = `
Whatever you save in nodes/ and credentials/ is compiled, and loaded by this n8n within seconds.`;

class UsageError extends Error {}

function readOptions(): { port: number; simulatorPort: number; rebuild: boolean; fleet: Fleet | undefined } {
	let values: { port: string; 'simulator-port': string; rebuild: boolean; fleet?: string | undefined };
	try {
		({ values } = parseArgs({
			options: {
				port: { type: 'string', default: '5678' },
				'simulator-port': { type: 'string', default: '8093' },
				rebuild: { type: 'boolean', default: false },
				fleet: { type: 'string' },
			},
		}));
	} catch (error) {
		throw new UsageError(`${(error as Error).message}\nUsage: ${USAGE}`);
	}
	return {
		port: readPort('--port', values.port),
		simulatorPort: readPort('--simulator-port', values['simulator-port']),
		rebuild: values.rebuild,
		fleet: values.fleet === undefined ? undefined : readFleet(values.fleet),
	};
}

function readPort(option: string, text: string): number {
	const port = Number(text);
	if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new UsageError(`${option} is a number from 1 to 65535, not "${text}".`);
	return port;
}

async function requireFree(port: number, what: string, option: string): Promise<void> {
	if (await isPortFree(port)) return;
	throw new UsageError(`Port ${port} is taken, so ${what} cannot listen there. Choose another one: ${COMMAND} -- ${option} ${port + 1}`);
}

/** What is running, newest last; ended in reverse. */
const running: Array<{ stop(): Promise<void> }> = [];
let ending: Promise<void> | undefined;

function endAll(): Promise<void> {
	ending ??= (async () => {
		for (const { stop } of running.splice(0).reverse()) await stop();
	})();
	return ending;
}

async function main(): Promise<void> {
	const { port, simulatorPort, rebuild, fleet } = readOptions();
	await requireFree(port, 'n8n', '--port');
	await requireFree(simulatorPort, 'the simulated Robot', '--simulator-port');
	// The workflows keep its address: it is the same at the next start.
	const standInPort = simulatorPort + 1;
	await requireFree(standInPort, 'what the example workflows talk to', '--simulator-port');

	await installN8n();
	await installOwnPackage();
	if (rebuild) {
		// `npm start` has to install what is then in the sources.
		await forgetInstalled();
		running.push(rebuildAtEverySave(INSTALLED_PACKAGE));
	}

	const simulator = await startSimulator({ port: simulatorPort, fleet });
	running.push({ stop: () => simulator.close() });
	const standIn = await startStandIn(standInPort, (text) => console.log(`\nA workflow says: ${text}`));
	running.push({ stop: () => standIn.close() });
	console.log('Starting n8n: up to a minute.');
	const n8n = await startN8n({ userFolder: HOME, port, reload: rebuild, started: (stop) => running.push({ stop }) });
	n8n.onUnexpectedEnd((log) => void fail(new Error(`n8n ended by itself. The end of its log:\n${log}`)));
	await setUpExamples(new N8nClient(n8n.url), simulator, startsByItself, (workflow) => ledTo(standIn.url, workflow));

	console.log(`
  n8n              ${n8n.url}
    sign in with   ${OWNER.email}  ${OWNER.password}
  Simulated Robot  ${simulator.url}
    the account    ${simulator.username}  ${simulator.password}
  Simulated Hetzner Console, for its Storage Boxes
                   ${simulator.console.url}
    the token      ${simulator.console.token}

Nothing in it is real: reset, reinstall and cancel as you like. What the example workflows say to a chat is printed here.

To try: open "List servers and reset options" and execute it, or ask about a server from another terminal, as a chat does ("/reset web1" is the next thing to say):

  curl -H '${CHAT_TOKEN.name}: ${CHAT_TOKEN.value}' -H 'Content-Type: application/json' -d '{"text": "/status web1"}' ${n8n.url}/webhook/robot-chat

The nodes "Hetzner Robot" and "Hetzner Storage Box" are in the node panel, the credentials "Simulated Robot" and "Simulated Hetzner Console" are ready to use.${rebuild ? REBUILDING : ''}
Ctrl-C stops everything. What you made in n8n is kept in demo/.home for the next start.`);
}

async function fail(error: unknown): Promise<void> {
	if (ending) return;
	console.error(error instanceof UsageError || error instanceof FleetProblem ? error.message : error);
	await endAll();
	process.exit(1);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.on(signal, () => {
		if (!ending && running.length > 0) console.log('\nStopping n8n.');
		void endAll().then(() => process.exit(0));
	});
}
main().catch(fail);
