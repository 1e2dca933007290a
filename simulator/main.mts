/** The simulated Robot and Console on their own: `npm run simulator`, or `node simulator/main.mts --port 8093 --no-limits --fleet fleet.json`. */
import { parseArgs } from 'node:util';
import { CONTROL_PATH } from './control.mts';
import { FleetProblem, readFleet, type Fleet } from './fleet.mts';
import { startSimulator, type Simulator } from './index.mts';

const USAGE = 'node simulator/main.mts [--port 8093] [--host 127.0.0.1] [--no-limits] [--fleet fleet.json]';

function fail(message: string): never {
	console.error(message);
	process.exit(1);
}

function readArguments(): { port: number; host: string; limits: boolean; fleet: Fleet | undefined } {
	try {
		const { values } = parseArgs({
			options: {
				port: { type: 'string', default: '8093' },
				host: { type: 'string', default: '127.0.0.1' },
				'no-limits': { type: 'boolean', default: false },
				fleet: { type: 'string' },
			},
		});
		const port = Number(values.port);
		if (!Number.isInteger(port) || port < 0 || port > 65_535) fail(`--port is a number from 0 to 65535, not "${values.port}".`);
		return { port, host: values.host, limits: !values['no-limits'], fleet: values.fleet === undefined ? undefined : readFleet(values.fleet) };
	} catch (error) {
		if (error instanceof FleetProblem) return fail(error.message);
		return fail(`${(error as Error).message}\nUsage: ${USAGE}`);
	}
}

function announce(simulator: Simulator, limits: boolean): void {
	console.log(`A simulated Hetzner Robot is listening. Nothing in it is real.

  Base URL   ${simulator.url}
  Username   ${simulator.username}
  Password   ${simulator.password}
  Servers    ${simulator.state.servers.length}
  Limits     ${limits ? 'as documented (--no-limits switches them off)' : 'off'}
  Control    ${simulator.url}${CONTROL_PATH}requests, state, reset, clock, faults, limits, console

  curl -u '${simulator.username}:${simulator.password}' ${simulator.url}/server

Its Storage Boxes, as Hetzner Console's API has them:

  Base URL   ${simulator.console.url}
  Token      ${simulator.console.token}
  Read only  ${simulator.console.readOnlyToken}

  curl -H 'Authorization: Bearer ${simulator.console.token}' ${simulator.console.url}/storage_boxes

Ctrl-C stops it.`);
}

async function main(): Promise<void> {
	const { port, host, limits, fleet } = readArguments();
	const simulator = await startSimulator({ port, host, limits, fleet }).catch((error: NodeJS.ErrnoException) =>
		error.code === 'EADDRINUSE'
			? fail(`Port ${port} on ${host} is taken. Choose another one: ${USAGE.replace('8093', String(port + 1))}`)
			: fail(`Cannot listen on ${host}:${port}: ${error.message}`),
	);
	announce(simulator, limits);
	const stop = () => void simulator.close().then(() => process.exit(0));
	process.on('SIGINT', stop);
	process.on('SIGTERM', stop);
}

void main();
