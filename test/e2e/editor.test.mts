import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Editor } from './browser.mts';
import { requestLines, START_TIMEOUT, startEnvironment, type Environment } from './environment.mts';

const TEST_TIMEOUT = 180_000;

let environment: Environment;
let editor: Editor;

beforeAll(async () => {
	environment = await startEnvironment();
	editor = await Editor.signIn(environment.url);
}, START_TIMEOUT);

afterAll(async () => {
	await editor?.close();
	await environment?.close();
}, 60_000);

beforeEach(() => environment.simulator.reset());

test(
	'the node panel finds the node by its name and lists what it can do',
	async () => {
		await editor.openWorkflow('robotServersAndResets');
		await editor.findNode('Hetzner Robot');
		// One list: n8n draws it bit by bit.
		for (const action of [
			'Boot server into rescue system now (reboots it)',
			'Activate rescue system for next boot of server',
			'Reinstall server with Linux now (deletes all data)',
			'Switch failover IP to another server',
			'Reset server (hard reboot)',
			'Get many servers',
		]) {
			await editor.part('node-creator-item-name', action).waitFor();
		}
		expect(await editor.page.getByText(/^Actions \(\d+\)$/).isVisible()).toBe(true);
	},
	TEST_TIMEOUT,
);

test(
	'a server is picked from the list by its name, and the step puts out that server',
	async () => {
		const { id } = await environment.client.createWorkflow({
			name: 'Look at a server',
			nodes: [{ id: 'start', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0], parameters: {} }],
			connections: {},
			settings: {},
		});
		await editor.openWorkflow(id);
		await editor.findNode('Hetzner Robot');
		await editor.part('node-creator-item-name', /^Get server$/).click();
		await editor.part('rlc-input').click();
		await editor.part('rlc-item', 'web1').waitFor();

		await editor.part('rlc-search').fill('web');
		// The list is emptied for the moment of the search.
		await editor.part('rlc-item', 'backup').waitFor({ state: 'detached' });
		await editor.part('rlc-item', 'web1').waitFor();
		expect(await editor.part('rlc-item').allInnerTexts()).toEqual([expect.stringContaining('web1'), expect.stringContaining('web2')]);
		await editor.part('rlc-item', 'web1').click();
		environment.simulator.clearRequests();
		await editor.part('node-execute-button').click();
		await editor.part('node-run-status-success').waitFor();

		const output = editor.part('output-panel');
		await output.getByText('JSON', { exact: true }).click();
		await output.getByText('"AX41-NVMe"').waitFor();
		expect(await output.innerText()).toMatch(/"server_name":\s*"web1"/);
		expect(requestLines(environment.simulator)).toEqual(['GET /server/321']);
	},
	TEST_TIMEOUT,
);

test(
	'the credential form says that the connection works, after one request',
	async () => {
		await editor.openWorkflow('robotServersAndResets');
		await editor.part('canvas-node', 'Get Servers').dblclick();
		await editor.part('credential-edit-button').click();
		const accepted = editor.part('credentials-config-container-test-success');
		await accepted.waitFor();
		await accepted.locator('.n8n-spinner').waitFor({ state: 'detached' });

		expect(environment.simulator.requests().map(({ status }) => status)).toEqual([200]);
	},
	TEST_TIMEOUT,
);

test(
	'the list of servers runs from the canvas',
	async () => {
		await editor.openWorkflow('robotServersAndResets');
		await editor.part('execute-workflow-button').click();
		await editor.part('canvas-node', 'Keep What Matters').locator('[data-test-id="canvas-node-status-success"]').waitFor();

		expect(requestLines(environment.simulator).sort()).toEqual(['GET /reset', 'GET /server']);
	},
	TEST_TIMEOUT,
);
