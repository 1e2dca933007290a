import { execFileSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll } from '@jest/globals';
import { N8nClient, type Workflow } from '../../demo/client.mts';
import { OWNER, setUpCredentials } from '../../demo/examples.mts';
import { startN8n } from '../../demo/n8n.mts';
import { freePort, waitFor } from '../../demo/process.mts';
import { startSimulator, type Simulator } from '../../simulator/index.mts';
import { Door } from './door.mts';
import { newUserFolder, START_TIMEOUT } from './environment.mts';

/**
 * n8n wants a minute between two polls of one poll time, and takes several. A poll every 10 seconds, with the whole of
 * Robot's limits: a list is asked for every 18 seconds, and each of three Storage Boxes every 54.
 */
const POLL_TIMES = { item: [0, 10, 20, 30, 40, 50].map((second) => ({ mode: 'custom', cronExpression: `${second} * * * * *` })) };
const SHARE = { budgetShare: 100 };

/** Until whatever has happened was told, with the start of the workflow. */
export const NOTICED_SECONDS = 120;

/** Longer than n8n needs for the next poll of everything, and than it tries to start a trigger that throws: 15 seconds, and never again. */
export const SETTLED_SECONDS = 25;

interface Told {
	workflow: string;
	event: string;
	eventId: string;
}

interface Inbox {
	server: Server;
	url: string;
	/** What the workflow sent, in order. */
	events: Told[];
}

/** Where the workflow sends each event to. */
async function startInbox(): Promise<Inbox> {
	const events: Inbox['events'] = [];
	const server = createServer((request, response) => {
		let text = '';
		request.on('data', (chunk: Buffer) => (text += chunk.toString()));
		request.on('end', () => {
			events.push(JSON.parse(text) as Inbox['events'][number]);
			response.end('{}');
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return { server, events, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** A Robot of its own for a workflow, behind a door that can be shut. */
export interface OtherRobot {
	robot: Simulator;
	door: Door;
}

/** An n8n whose published workflows send each event to an inbox, for the tests of one file. It can be killed, and started again. */
export class PolledN8n {
	client!: N8nClient;
	url!: string;
	simulator!: Simulator;
	inbox!: Inbox;
	#folder = '';
	#stop = async () => {};
	readonly #others: OtherRobot[] = [];

	/** Starts it before the tests of the file, and stops it after them. */
	constructor() {
		beforeAll(async () => await this.#setUp(), START_TIMEOUT);
		afterAll(async () => await this.#close(), 60_000);
	}

	async #setUp(): Promise<void> {
		this.#folder = await newUserFolder();
		[this.simulator, this.inbox] = [await quietRobot(), await startInbox()];
		await this.start();
		await setUpCredentials(this.client, this.simulator);
	}

	async start(): Promise<void> {
		({ url: this.url } = await startN8n({ userFolder: this.#folder, port: await freePort(), started: (stop) => (this.#stop = stop) }));
		this.client = new N8nClient(this.url);
		await this.client.signIn(OWNER);
	}

	/** As a power failure does it: n8n cannot save anything any more. */
	async killHard(): Promise<void> {
		const children = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)], { encoding: 'utf8' });
		const pid = /^\s*(\d+) .*n8n start$/m.exec(children)?.[1];
		process.kill(-Number(pid), 'SIGKILL');
		await waitFor("n8n's end", 10, async () => {
			const alive = await fetch(this.url).then(
				() => true,
				() => false,
			);
			return !alive;
		});
	}

	/** A workflow that sends each event to the inbox. */
	async workflow(name: string, events: string[], credential = 'Simulated Robot'): Promise<Partial<Workflow>> {
		const { id } = (await this.client.findCredential(credential))!;
		return {
			name,
			nodes: [
				{
					id: 'trigger',
					name: 'Hetzner Robot Trigger',
					type: 'n8n-nodes-hetzner-robot.hetznerRobotTrigger',
					typeVersion: 1,
					position: [0, 0],
					parameters: { events, pollTimes: POLL_TIMES, options: SHARE },
					credentials: { robotApi: { id, name: credential } },
				},
				{
					id: 'send',
					name: 'Send',
					type: 'n8n-nodes-base.httpRequest',
					typeVersion: 4.2,
					position: [200, 0],
					parameters: { method: 'POST', url: this.inbox.url, sendBody: true, specifyBody: 'json', jsonBody: '={{ JSON.stringify({ workflow: $workflow.name, ...$json }) }}' },
				},
			],
			connections: { 'Hetzner Robot Trigger': { main: [[{ node: 'Send', type: 'main', index: 0 }]] } },
			settings: { executionOrder: 'v1' },
		};
	}

	/** Publishes it, and gives back its id. */
	async publish(name: string, events: string[], credential?: string): Promise<string> {
		const created = await this.client.createWorkflow(await this.workflow(name, events, credential));
		await this.client.activateWorkflow(created);
		return created.id;
	}

	/** Another Robot, with a credential of this name for it. */
	async anotherRobot(name: string): Promise<OtherRobot> {
		const robot = await quietRobot();
		const other = { robot, door: new Door(robot.url) };
		await other.door.open();
		this.#others.push(other);
		await this.client.createCredential(credentialOf(name, other));
		return other;
	}

	/** What a workflow has sent, in order. */
	toldTo = (name: string): Told[] => this.inbox.events.filter(({ workflow }) => workflow === name);

	/** The ids of its events, without the part that differs from run to run, sorted. */
	arrived = (name: string): string[] =>
		this.toldTo(name)
			.map(({ eventId }) => eventId.replace(/:[a-z0-9]+-\d+:\w+$/, ''))
			.sort();

	async #close(): Promise<void> {
		await this.#stop();
		await (this.simulator as Simulator | undefined)?.close();
		for (const { robot, door } of this.#others) {
			door.shut();
			await robot.close();
		}
		const inbox = this.inbox as Inbox | undefined;
		inbox?.server.close();
		inbox?.server.closeAllConnections();
		if (this.#folder) await rm(this.#folder, { recursive: true, force: true });
	}
}

/** A Robot that takes no snapshots by itself. */
async function quietRobot(): Promise<Simulator> {
	const robot = await startSimulator();
	const [box, other] = robot.state.storageBoxes;
	box!.snapshotplan = { ...other!.snapshotplan };
	return robot;
}

/** The credential for a Robot, with its password as it is now. */
export const credentialOf = (name: string, { robot: { username, password }, door: { url: baseUrl } }: OtherRobot) => ({
	name,
	type: 'robotApi',
	data: { username, password, baseUrl },
});

/** What happens in the account of a simulated Robot; each returns the id of its event. */
export const happening = ({ state }: Simulator) => ({
	settle(index: number): string {
		const order = state.orders.transactions.server[index]!;
		order.status = 'ready';
		return `order:server:${order.id}:ready`;
	},

	snapshot(boxId: number): string {
		const time = new Date().toISOString().slice(0, 19);
		const name = time.replaceAll(':', '-');
		state.storageBoxes.find(({ id }) => id === boxId)!.snapshots.push({ name, timestamp: `${time}+00:00`, size: 1, filesystem_size: 1, automatic: false, comment: '' });
		return `snapshot:${boxId}:${name}`;
	},

	order(): string {
		const { server } = state.orders.transactions;
		server.unshift({ ...structuredClone(server[0]!), id: `B${server.length}`, date: new Date().toISOString(), status: 'in process' });
		return `order:server:${server[0]!.id}:new`;
	},

	offer(): string {
		const { market } = state.orders;
		market.push({ ...structuredClone(market[0]!), id: 3_000_000 + market.length });
		return `market:${market.at(-1)!.id}`;
	},

	rename(name: string): string {
		state.servers.find(({ server_number }) => server_number === 321)!.server_name = name;
		return 'server:321:renamed';
	},

	switchFailover(): void {
		state.failovers[0]!.active_server_ip = '203.0.113.11';
	},
});
