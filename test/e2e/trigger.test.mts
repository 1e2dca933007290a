import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { N8nClient, type Workflow } from '../../demo/client.mts';
import { OWNER, setUpCredentials } from '../../demo/examples.mts';
import { installN8n, installPackage, packPackage } from '../../demo/install.mts';
import { startN8n } from '../../demo/n8n.mts';
import { freePort, waitFor } from '../../demo/process.mts';
import { startSimulator, type Simulator } from '../../simulator/index.mts';
import { Editor } from './browser.mts';
import { Door } from './door.mts';
import { START_TIMEOUT } from './environment.mts';

/**
 * n8n wants a minute between two polls of one poll time, and takes several. A poll every 10 seconds, with the whole of
 * Robot's limits: a list is asked for every 18 seconds, and each of three Storage Boxes every 54.
 */
const POLL_TIMES = { item: [0, 10, 20, 30, 40, 50].map((second) => ({ mode: 'custom', cronExpression: `${second} * * * * *` })) };
const SHARE = { budgetShare: 100 };

/** Until whatever has happened was told, with the start of the workflow. */
const NOTICED_SECONDS = 120;

/** n8n tries for 15 seconds to start a trigger that throws, and never again. */
const GIVEN_UP_SECONDS = 25;

const EVENTS = ['failoverIpSwitched', 'marketOfferFound', 'orderTransactionUpdated', 'serverChanged', 'snapshotCompletedRobot'];

let simulator: Simulator;
let inbox: Inbox;
let folder: string;
let stopN8n = async () => {};
let client: N8nClient;
let url: string;
let editor: Editor | undefined;

beforeAll(async () => {
	await installN8n((line) => void process.stdout.write(`${line}\n`));
	folder = await mkdtemp(join(tmpdir(), 'robot-e2e-'));
	await installPackage(await packPackage(folder, { build: false }), folder);
	[simulator, inbox] = [await startSimulator(), await startInbox()];
	const [box, other] = simulator.state.storageBoxes;
	box!.snapshotplan = { ...other!.snapshotplan };
	await start();
	await client.signIn(OWNER);
	await setUpCredentials(client, simulator);
}, START_TIMEOUT);

afterAll(async () => {
	await editor?.close();
	await stopN8n();
	await simulator?.close();
	for (const { robot, door } of others) {
		door.shut();
		await robot.close();
	}
	inbox?.server.close();
	inbox?.server.closeAllConnections();
	if (folder) await rm(folder, { recursive: true, force: true });
}, 60_000);

async function start(): Promise<void> {
	({ url } = await startN8n({ userFolder: folder, port: await freePort(), started: (stop) => (stopN8n = stop) }));
	client = new N8nClient(url);
}

/** As a power failure does it: n8n cannot save anything any more. */
async function killHard(): Promise<void> {
	const children = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)], { encoding: 'utf8' });
	const pid = /^\s*(\d+) .*n8n start$/m.exec(children)?.[1];
	process.kill(-Number(pid), 'SIGKILL');
	await waitFor("n8n's end", 10, async () => {
		const alive = await fetch(url).then(
			() => true,
			() => false,
		);
		return !alive;
	});
}

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

/** A workflow that sends each event to the inbox. */
async function workflow(name: string, events: string[], credential = 'Simulated Robot'): Promise<Partial<Workflow>> {
	const { id } = (await client.findCredential(credential))!;
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
				parameters: { method: 'POST', url: inbox.url, sendBody: true, specifyBody: 'json', jsonBody: '={{ JSON.stringify({ workflow: $workflow.name, ...$json }) }}' },
			},
		],
		connections: { 'Hetzner Robot Trigger': { main: [[{ node: 'Send', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
}

async function publish(name: string, events: string[], credential?: string): Promise<string> {
	const created = await client.createWorkflow(await workflow(name, events, credential));
	await client.activateWorkflow(created);
	return created.id;
}

const toldTo = (name: string) => inbox.events.filter(({ workflow: from }) => from === name);
const arrived = (name: string) =>
	toldTo(name)
		.map(({ eventId }) => eventId.replace(/:[a-z0-9]+-\d+:\w+$/, ''))
		.sort();

/** What happens in the account of a simulated Robot; each returns the id of its event. */
const happening = ({ state }: Simulator) => ({
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

const pause = async (seconds: number) => await new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/** A Robot of its own for a workflow, and how it cannot be asked for a while. */
interface Outage {
	name: string;
	robot: Simulator;
	door: Door;
	begin: () => unknown;
	end: () => unknown;
	workflowId: string;
}

const outages: Outage[] = [];
const others: Array<{ robot: Simulator; door: Door }> = [];

async function anotherRobot(): Promise<{ robot: Simulator; door: Door }> {
	const robot = await startSimulator();
	robot.state.storageBoxes[0]!.snapshotplan = { ...robot.state.storageBoxes[1]!.snapshotplan };
	const door = new Door(robot.url);
	await door.open();
	others.push({ robot, door });
	return { robot, door };
}

/** Publishes a workflow with a Robot of its own; while that is down, where `isDownAtFirst`. */
async function prepareOutage(name: string, begin: (outage: Outage) => unknown, end: (outage: Outage) => unknown, isDownAtFirst = false): Promise<void> {
	const { robot, door } = await anotherRobot();
	await client.createCredential(credentialOf(name, robot, door));
	if (isDownAtFirst) door.shut();
	const outage: Outage = { name, robot, door, begin: () => begin(outage), end: () => end(outage), workflowId: await publish(name, EVENTS, name) };
	outages.push(outage);
	if (isDownAtFirst) await door.open();
}

const credentialOf = (name: string, { username, password }: Simulator, { url: baseUrl }: Door) => ({ name, type: 'robotApi', data: { username, password, baseUrl } });

async function enterNewPassword({ name, robot, door }: Outage): Promise<void> {
	await client.updateCredential((await client.findCredential(name))!.id, credentialOf(name, robot, door));
}

const looked = ({ requests }: Simulator) => requests().some(({ path, status }) => path === '/storagebox/12347/snapshot' && status === 200);

test(
	'each event starts the published workflow exactly once, though n8n is killed in between, and started again while Robot cannot be asked',
	async () => {
		const { settle, snapshot, order, rename } = happening(simulator);
		await publish('Robot events', ['orderTransactionUpdated', 'serverChanged', 'snapshotCompletedRobot']);
		const published = Date.now();
		await prepareOutage(
			'down',
			({ door }) => door.shut(),
			({ door }) => door.open(),
			true,
		);
		await prepareOutage(
			'maintenance',
			({ robot }) => robot.inject({ kind: 'reply', status: 503, body: '<h1>Maintenance</h1>', times: Infinity }),
			({ robot }) => robot.clearFaults(),
		);
		await prepareOutage('login', ({ robot }) => void (robot.password = 'new-password'), enterNewPassword);
		// The first poll is over when it has looked at every box.
		for (const robot of [simulator, ...outages.map((outage) => outage.robot)]) await waitFor('the first poll', NOTICED_SECONDS, async () => looked(robot));
		await pause(1);
		expect(inbox.events).toEqual([]);

		const first = [settle(0), snapshot(12346)].sort();
		await waitFor('the first events', NOTICED_SECONDS, async () => inbox.events.length >= first.length);
		expect(arrived('Robot events')).toEqual(first);

		// A poll later, n8n is killed between two polls; Robot goes on meanwhile, and is not there when n8n comes back.
		await pause(15);
		await killHard();
		const second = [...first, order(), snapshot(12345), rename('web9')].sort();
		for (const { robot, begin } of outages) {
			const changed = happening(robot);
			changed.switchFailover();
			for (const change of [changed.offer, changed.order, () => changed.rename('web9'), () => changed.snapshot(12345)]) change();
			robot.clearRequests();
			await begin();
		}
		await start();
		await client.signIn(OWNER);
		await waitFor('what happened while n8n was down', NOTICED_SECONDS, async () => toldTo('Robot events').length >= second.length);
		await pause(GIVEN_UP_SECONDS);
		expect(arrived('Robot events')).toEqual(second);
		for (const { name, workflowId } of outages) {
			expect(toldTo(name)).toEqual([]);
			// Each is told as one failed execution, also that which Robot was down for when the workflow was published.
			expect([name, (await client.failedExecutions(workflowId)).length]).toEqual([name, 1]);
		}
		expect(outages.find(({ name }) => name === 'login')!.robot.requests()).toHaveLength(1);

		for (const { end } of outages) await end();
		for (const { name } of outages) await waitFor(`the events after ${name}`, NOTICED_SECONDS, async () => toldTo(name).length >= EVENTS.length);

		// Nothing comes again, and what happens now comes once.
		const third = [...second, settle(0)].sort();
		await waitFor('the last event', NOTICED_SECONDS, async () => toldTo('Robot events').length >= third.length);
		await pause(GIVEN_UP_SECONDS);
		expect(arrived('Robot events')).toEqual(third);
		for (const { name } of outages) {
			expect(
				toldTo(name)
					.map(({ event }) => event)
					.sort(),
			).toEqual(EVENTS);
		}
		expect(new Set(toldTo('Robot events').map(({ eventId }) => eventId)).size).toBe(third.length);

		const minutes = (Date.now() - published) / 60_000;
		const spent: Record<string, number> = {};
		for (const { path } of simulator.requests()) spent[path.replace(/\d{4,}/, '*')] = (spent[path.replace(/\d{4,}/, '*')] ?? 0) + 1;
		console.log(`Requests in ${minutes.toFixed(1)} minutes of polling at every 10 seconds`, spent);
		// As many as the limit allows in that time, and a starting point at each of the two starts.
		for (const path of ['/server', '/storagebox']) expect(spent[path]).toBeLessThanOrEqual(Math.ceil((minutes * 200) / 60) + 2);
		expect(spent['/storagebox/*/snapshot']).toBeLessThanOrEqual(Math.ceil((minutes * 200) / 60) + 3 + 1);
		expect(simulator.requests().map(({ status }) => status)).toEqual(simulator.requests().map(() => 200));
	},
	15 * 60_000,
);

test(
	'polls that overlap while Robot is slow and n8n is busy put out everything once',
	async () => {
		// Half a minute for the replies of one poll, of which n8n begins one every 10 seconds for each workflow.
		const { robot, door } = await anotherRobot();
		await client.createCredential(credentialOf('slow', robot, door));
		const workflows: string[] = [];
		for (const name of ['slow one', 'slow other']) workflows.push(await publish(name, ['marketOfferFound', 'orderTransactionUpdated', 'serverChanged'], 'slow'));
		await waitFor('the first polls', NOTICED_SECONDS, async () => robot.requests().filter(({ path, status }) => path === '/server' && status === 200).length === workflows.length);
		await pause(1);
		for (const path of ['/server', '/order/*']) robot.inject({ kind: 'drip', bytesPerSecond: 600, path, times: Infinity });

		const { order, offer, rename } = happening(robot);
		const expected = [rename('web9')];
		for (let change = 0; change < 6; change++) {
			expected.push(order(), offer());
			await pause(5);
		}
		for (const name of ['slow one', 'slow other']) await waitFor(`the events of the ${name}`, 240, async () => toldTo(name).length >= expected.length);
		await pause(GIVEN_UP_SECONDS);
		for (const name of ['slow one', 'slow other']) expect(arrived(name)).toEqual([...expected].sort());
		// When a poll ends, n8n takes away what the requests of another one that is still under way need.
		for (const id of workflows) expect(await client.failedExecutions(id)).toEqual([]);
	},
	8 * 60_000,
);

test('the editor says how soon a snapshot is noticed, and fetches a test event', async () => {
	editor = await Editor.signIn(url);
	await client.signIn(OWNER);
	const { id } = await client.createWorkflow(await workflow('Robot events to look at', ['orderTransactionUpdated', 'serverChanged', 'snapshotCompletedRobot']));
	await editor.openWorkflow(id);
	await editor.part('canvas-node', 'Hetzner Robot Trigger').dblclick();
	await editor.part('node-hint', 'All Storage Boxes of Robot are watched in turns').waitFor();
	await editor.part('node-execute-button').click();
	await editor.part('node-run-status-success').waitFor();
	const output = editor.part('output-panel');
	await output.getByText('JSON', { exact: true }).click();
	await output.getByText('"orderTransactionUpdated"').waitFor();
}, 180_000);
