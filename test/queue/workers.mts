/** What else happens where many processes work on one account. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { waitFor } from '../../demo/process.mts';
import type { Seen } from './orders.mts';
import { ownerOf } from './programs.mts';
import { publish, type Published } from './shop.mts';
import type { World } from './world.mts';

const by = (value: string) => ({ __rl: true, mode: 'id', value });
const SERVER = by('={{ $json.body.server }}');
const RESET = { resource: 'reset', operation: 'execute', serverNumber: SERVER, type: 'hw' };
const READ = { resource: 'server', operation: 'get', serverNumber: SERVER };

const open = async ({ cluster: { client, url } }: World, path: string, parameters: Record<string, unknown>, more?: Parameters<typeof publish>[4]): Promise<Published> =>
	await publish(client, url, path, parameters, more);

const requestsTo = ({ simulator }: World, method: string, path: string) => simulator.requests().filter((request) => request.method === method && request.path.startsWith(path));

/** A worker is killed while a reset is on its way: n8n does not carry it out again, and the caller is told late, and without words. */
export async function killedReset(world: World): Promise<Seen> {
	const { call } = await open(world, 'reset-killed', RESET);
	await world.freshAccount();
	world.simulator.clearRequests();
	const stopped = world.way.stopNext('POST', '/reset', 'before');
	const start = Date.now();
	const answer = call({ server: '321' });
	const { port, release } = await stopped;
	const holder = await waitFor('the owner of the connection', 10, async () => await ownerOf(port, world.cluster.workers));
	holder.kill();
	release();
	const { status, message = '' } = await answer;
	const seconds = Math.round((Date.now() - start) / 1000);
	// Whoever took it up again would have sent it by now.
	await new Promise((resolve) => setTimeout(resolve, 30_000));
	const sent = requestsTo(world, 'POST', '/reset/321').length;
	return {
		what: 'kill -9 of a worker whose reset is on its way',
		result: `resets sent: ${sent}; after ${seconds} seconds the caller got HTTP ${status} (${message.slice(0, 60)})`,
		isRight: sent === 1 && status === 500,
	};
}

/** Every process tries a wrong password once: with three of them that is as often as Robot allows. */
export async function wrongPassword(world: World, workers: number): Promise<Seen> {
	const { cluster, simulator, way } = world;
	await cluster.client.createCredential({ name: 'Wrong Password', type: 'robotApi', data: { username: simulator.username, password: 'wrong', baseUrl: await way.newAddress() } });
	const { call } = await open(world, 'wrong-password', READ, { credential: 'Wrong Password' });
	simulator.clearRequests();
	const answers = await Promise.all(Array.from({ length: 20 }, async () => await call({ server: '321' })));
	const refused = simulator.requests().filter(({ status }) => status === 401).length;
	simulator.reset();
	return {
		what: `${workers} workers with a wrong password, 20 calls at once`,
		result: `logins that Robot refused: ${refused}; calls that were told: ${answers.filter(({ error }) => error !== undefined).length}`,
		isRight: refused <= workers && answers.every(({ error }) => error !== undefined),
	};
}

/** Reads and resets, more of these than an hour allows. */
export async function mixed(world: World, workers: number): Promise<Seen> {
	const { simulator } = world;
	const [read, reset] = [await open(world, 'mixed-read', READ), await open(world, 'mixed-reset', RESET)];
	await world.freshAccount();
	simulator.reset();
	simulator.setLimits(true);
	const start = Date.now();
	const answers = await Promise.all(
		Array.from({ length: 200 }, async (_none, index) => ({
			isReset: index % 2 === 1,
			answer: await (index % 2 === 1 ? reset : read).call({ server: index % 4 < 2 ? '321' : '322' }),
			server: index % 4 < 2 ? 321 : 322,
		})),
	);
	const seconds = ((Date.now() - start) / 1000).toFixed(1);
	const carriedOut = requestsTo(world, 'POST', '/reset').filter(({ status }) => status === 200).length;
	const refused = simulator.requests().filter(({ status }) => status === 403).length;
	const addresses = new Map(simulator.state.servers.map(({ server_number, server_ip }) => [server_number, server_ip]));
	const isOwn = ({ answer, server }: (typeof answers)[number]) => answer.error === undefined && (answer as { server_ip?: unknown }).server_ip === addresses.get(server);
	const reads = answers.filter((entry) => !entry.isReset && isOwn(entry)).length;
	const resets = answers.filter((entry) => entry.isReset && isOwn(entry)).length;
	const stoppedBefore = answers.filter(({ isReset, answer }) => isReset && answer.error !== undefined).length;
	simulator.setLimits(false);
	return {
		what: `200 executions at once on ${workers} workers: 100 reads, and 100 resets of which Robot allows 50 in an hour`,
		result: `${reads} reads and ${resets} resets put out what belongs to them, ${stoppedBefore} resets were told the limit; at Robot ${carriedOut} resets and ${refused} refusals because of the limit; ${seconds} seconds`,
		isRight: reads === 100 && resets === carriedOut && carriedOut === 50 && stoppedBefore === 50 && refused <= 10,
	};
}

/** The trigger runs in the main process. What happens while that is down is told once it is back. */
export async function trigger(world: World, workers: number): Promise<Seen> {
	const { cluster, simulator } = world;
	await world.freshAccount();
	const inbox: string[] = [];
	const server = createServer((request, response) => {
		inbox.push(request.url!.slice(1));
		response.end('{}');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { id } = (await cluster.client.findCredential('Simulated Robot'))!;
	const pollTimes = { item: [0, 10, 20, 30, 40, 50].map((second) => ({ mode: 'custom', cronExpression: `${second} * * * * *` })) };
	const workflow = await cluster.client.createWorkflow({
		name: 'Trigger',
		nodes: [
			{
				id: 't',
				name: 'Trigger',
				type: 'n8n-nodes-hetzner-robot.hetznerRobotTrigger',
				typeVersion: 1,
				position: [0, 0],
				credentials: { robotApi: { id, name: 'Simulated Robot' } },
				parameters: { events: ['serverChanged'], pollTimes, options: { budgetShare: 100 } },
			},
			{
				id: 's',
				name: 'Send',
				type: 'n8n-nodes-base.httpRequest',
				typeVersion: 4.2,
				position: [200, 0],
				parameters: { url: `=http://127.0.0.1:${(server.address() as AddressInfo).port}/{{ $json.server.server_name }}` },
			},
		],
		connections: { Trigger: { main: [[{ node: 'Send', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	});
	await cluster.client.activateWorkflow(workflow);
	await new Promise((resolve) => setTimeout(resolve, 40_000));
	const rename = (name: string) => void (simulator.state.servers.find(({ server_number }) => server_number === 321)!.server_name = name);
	const told = async (name: string) => await waitFor(`the event ${name}`, 180, async () => inbox.some((url) => url.includes(name))).catch(() => undefined);
	rename('both-busy');
	await told('both-busy');
	cluster.main.kill();
	await waitFor('the end of the main process', 10, async () => !cluster.main.isRunning());
	rename('main-was-down');
	await cluster.restartMain();
	await told('main-was-down');
	cluster.workers[0]!.kill();
	rename('worker-was-killed');
	await told('worker-was-killed');
	// Whatever came twice has come by then.
	await new Promise((resolve) => setTimeout(resolve, 45_000));
	await cluster.setWorkers(workers);
	server.close();
	const times = ['both-busy', 'main-was-down', 'worker-was-killed'].map((name) => inbox.filter((url) => url.includes(name)).length);
	return {
		what: `The trigger with ${workers} workers: an event, one while the main process is killed and started again, one while a worker is killed`,
		result: `executions: ${times.join(', ')}`,
		isRight: times.every((count) => count === 1) && inbox.length === 3,
	};
}

/** How fast the same is done by this node, and by n8n's own for any API. */
export async function speed(world: World, workers: number): Promise<Seen> {
	const { cluster, simulator, way } = world;
	const { username: user, password } = simulator;
	const name = `Any API ${workers}`;
	const { id } = await cluster.client.createCredential({ name, type: 'httpBasicAuth', data: { user, password } });
	const answersAtOnce = { responseMode: 'onReceived' };
	const own = await open(world, `speed-own-${workers}`, READ, answersAtOnce);
	const url = `=${await way.newAddress()}/server/{{ $json.body.server }}`;
	const other = await open(
		world,
		`speed-any-${workers}`,
		{ url, authentication: 'genericCredentialType', genericAuthType: 'httpBasicAuth', options: {} },
		{ ...answersAtOnce, type: 'n8n-nodes-base.httpRequest', typeVersion: 4.2, credentials: { httpBasicAuth: { id, name } } },
	);
	way.latency = 0;
	const rates: Record<string, number[]> = { own: [], other: [] };
	for (let round = 0; round < 4; round++) {
		for (const [side, { call }] of Object.entries({ own, other })) {
			// A process may read 200 times in an hour.
			await world.freshAccount();
			const start = Date.now();
			simulator.clearRequests();
			await Promise.all(Array.from({ length: 100 }, async () => await call({ server: '321' })));
			await waitFor('a hundred executions', 120, async () => simulator.requests().length >= 100);
			// The first round loads what is loaded once.
			if (round > 0) rates[side]!.push(100 / ((Date.now() - start) / 1000));
		}
	}
	way.latency = 100;
	const median = (side: string) => rates[side]!.toSorted((one, more) => one - more)[1]!;
	return {
		what: `Executions per second, a webhook and one read, ${workers} worker${workers > 1 ? 's' : ''} of 10, medians of three times 100`,
		result: `${median('own').toFixed(1)}; with the HTTP Request node ${median('other').toFixed(1)}`,
		isRight: true,
	};
}
