import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { N8nClient, type Workflow } from '../../demo/client.mts';
import { OWNER, setUpExamples } from '../../demo/examples.mts';
import { installN8n, installPackage, packPackage } from '../../demo/install.mts';
import { startN8n } from '../../demo/n8n.mts';
import { freePort, waitFor } from '../../demo/process.mts';
import { startSimulator, type Simulator } from '../../simulator/index.mts';
import { Editor } from './browser.mts';
import { START_TIMEOUT } from './environment.mts';

/** n8n polls at every minute; after that a workflow has to start and to send what it got. */
const POLL_SECONDS = 75;

/** A poll that comes soon after another leaves out what it may not ask yet: the next one asks for it. */
const NOTICED_SECONDS = 2 * POLL_SECONDS;

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
	await setUpExamples(client, simulator);
}, START_TIMEOUT);

afterAll(async () => {
	await editor?.close();
	await stopN8n();
	await simulator?.close();
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

interface Inbox {
	server: Server;
	url: string;
	/** What the workflow sent, in order. */
	events: Array<{ event: string; eventId: string }>;
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

async function workflow(): Promise<Partial<Workflow>> {
	const { id, name } = (await client.findCredential('Simulated Robot'))!;
	return {
		name: 'Robot events',
		nodes: [
			{
				id: 'trigger',
				name: 'Hetzner Robot Trigger',
				type: 'n8n-nodes-hetzner-robot.hetznerRobotTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: { events: ['orderTransactionUpdated', 'serverChanged', 'snapshotCompleted'], pollTimes: { item: [{ mode: 'everyMinute' }] } },
				credentials: { robotApi: { id, name } },
			},
			{
				id: 'send',
				name: 'Send',
				type: 'n8n-nodes-base.httpRequest',
				typeVersion: 4.2,
				position: [200, 0],
				parameters: { method: 'POST', url: inbox.url, sendBody: true, specifyBody: 'json', jsonBody: '={{ JSON.stringify($json) }}' },
			},
		],
		connections: { 'Hetzner Robot Trigger': { main: [[{ node: 'Send', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
}

const arrived = () => inbox.events.map(({ eventId }) => eventId.replace(/:[a-z0-9]+-\d+:\w+$/, '')).sort();

const settle = (index: number) => {
	const order = simulator.state.orders.transactions.server[index]!;
	order.status = 'ready';
	return `order:server:${order.id}:ready`;
};

function takeSnapshot(boxId: number): string {
	const time = new Date().toISOString().slice(0, 19);
	const name = time.replaceAll(':', '-');
	simulator.state.storageBoxes.find(({ id }) => id === boxId)!.snapshots.push({ name, timestamp: `${time}+00:00`, size: 1, filesystem_size: 1, automatic: false, comment: '' });
	return `snapshot:${boxId}:${name}`;
}

function order(): string {
	const { server } = simulator.state.orders.transactions;
	server.unshift({ ...structuredClone(server[0]!), id: `B${server.length}`, date: new Date().toISOString(), status: 'in process' });
	return `order:server:${server[0]!.id}:new`;
}

const pause = async (seconds: number) => await new Promise((resolve) => setTimeout(resolve, seconds * 1000));

test(
	'each event starts the published workflow exactly once, though n8n is killed in between',
	async () => {
		await client.activateWorkflow(await client.createWorkflow(await workflow()));
		const published = Date.now();
		// The first poll is over when it has looked at every box.
		await waitFor('the first poll', 30, async () => simulator.requests().some(({ path, status }) => path === '/storagebox/12347/snapshot' && status === 200));
		await pause(1);
		expect(inbox.events).toEqual([]);

		const first = [settle(0), takeSnapshot(12346)].sort();
		await waitFor('the first events', NOTICED_SECONDS, async () => inbox.events.length >= first.length);
		expect(arrived()).toEqual(first);

		// A poll later, n8n is killed between two polls; Robot goes on meanwhile.
		await pause(POLL_SECONDS);
		await killHard();
		simulator.state.servers.find(({ server_number }) => server_number === 321)!.server_name = 'web9';
		const second = [...first, order(), takeSnapshot(12345), 'server:321:renamed'].sort();
		await start();
		await waitFor('what happened while n8n was down', NOTICED_SECONDS, async () => inbox.events.length >= second.length);
		expect(arrived()).toEqual(second);

		// Nothing comes again, and what happens now comes once.
		const third = [...second, settle(0)].sort();
		await waitFor('the last event', NOTICED_SECONDS, async () => inbox.events.length >= third.length);
		await pause(POLL_SECONDS);
		expect(arrived()).toEqual(third);
		expect(new Set(inbox.events.map(({ eventId }) => eventId)).size).toBe(third.length);

		const minutes = (Date.now() - published) / 60_000;
		const spent: Record<string, number> = {};
		for (const { path } of simulator.requests()) spent[path.replace(/\d{4,}/, '*')] = (spent[path.replace(/\d{4,}/, '*')] ?? 0) + 1;
		console.log(`Requests in ${minutes.toFixed(1)} minutes of polling at every minute`, spent);
		// One poll at each full minute, of which 5.8 minutes may hold six, and one at each of the two starts; three boxes are
		// looked at in turns, 100 times an hour.
		for (const path of ['/server', '/storagebox', '/order/server/transaction']) expect(spent[path]).toBeLessThanOrEqual(Math.ceil(minutes) + 2);
		expect(spent['/storagebox/*/snapshot']).toBeLessThanOrEqual(3 + 1 + (minutes * 100) / 60);
		expect(simulator.requests().map(({ status }) => status)).toEqual(simulator.requests().map(() => 200));
	},
	15 * 60_000,
);

test('the editor says how soon a snapshot is noticed, and fetches a test event', async () => {
	editor = await Editor.signIn(url);
	await client.signIn(OWNER);
	const { id } = await client.createWorkflow({ ...(await workflow()), name: 'Robot events to look at' });
	await editor.openWorkflow(id);
	await editor.part('canvas-node', 'Hetzner Robot Trigger').dblclick();
	await editor.part('node-hint', 'All Storage Boxes are watched in turns').waitFor();
	await editor.part('node-execute-button').click();
	await editor.part('node-run-status-success').waitFor();
	const output = editor.part('output-panel');
	await output.getByText('JSON', { exact: true }).click();
	await output.getByText('"orderTransactionUpdated"').waitFor();
	await editor.screenshot('trigger');
}, 180_000);
