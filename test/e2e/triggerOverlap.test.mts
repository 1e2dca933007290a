import { afterAll, expect, test } from '@jest/globals';
import { waitFor } from '../../demo/process.mts';
import { Editor } from './browser.mts';
import { pause } from './environment.mts';
import { happening, NOTICED_SECONDS, PolledN8n, SETTLED_SECONDS } from './polledN8n.mts';

let editor: Editor | undefined;
afterAll(async () => await editor?.close());

const n8n = new PolledN8n();

test(
	'polls that overlap while Robot is slow and n8n is busy put out everything once',
	async () => {
		// Half a minute for the replies of one poll, of which n8n begins one every 10 seconds for each workflow.
		const { robot } = await n8n.anotherRobot('slow');
		const workflows: string[] = [];
		for (const name of ['slow one', 'slow other']) workflows.push(await n8n.publish(name, ['marketOfferFound', 'orderTransactionUpdated', 'serverChanged'], 'slow'));
		await waitFor('the first polls', NOTICED_SECONDS, async () => robot.requests().filter(({ path, status }) => path === '/server' && status === 200).length === workflows.length);
		await pause(1);
		for (const path of ['/server', '/order/*']) robot.inject({ kind: 'drip', bytesPerSecond: 600, path, times: Infinity });

		const { order, offer, rename } = happening(robot);
		const expected = [rename('web9')];
		for (let change = 0; change < 6; change++) {
			expected.push(order(), offer());
			await pause(5);
		}
		for (const name of ['slow one', 'slow other']) await waitFor(`the events of the ${name}`, 240, async () => n8n.toldTo(name).length >= expected.length);
		await pause(SETTLED_SECONDS);
		for (const name of ['slow one', 'slow other']) expect(n8n.arrived(name)).toEqual([...expected].sort());
		// When a poll ends, n8n takes away what the requests of another one that is still under way need.
		for (const id of workflows) expect(await n8n.client.failedExecutions(id)).toEqual([]);
	},
	8 * 60_000,
);

test('the editor says how soon a snapshot is noticed, and fetches a test event', async () => {
	editor = await Editor.signIn(n8n.url);
	const { id } = await n8n.client.createWorkflow(await n8n.workflow('Robot events to look at', ['orderTransactionUpdated', 'serverChanged', 'snapshotCompletedRobot']));
	await editor.openWorkflow(id);
	await editor.part('canvas-node', 'Hetzner Robot Trigger').dblclick();
	await editor.part('node-hint', 'All Storage Boxes of Robot are watched in turns').waitFor();
	await editor.part('node-execute-button').click();
	await editor.part('node-run-status-success').waitFor();
	const output = editor.part('output-panel');
	await output.getByText('JSON', { exact: true }).click();
	await output.getByText('"orderTransactionUpdated"').waitFor();
}, 180_000);
