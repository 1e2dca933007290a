import type { Editor } from '../../test/e2e/browser.mts';
import type { User } from '../../test/e2e/user.mts';

/** n8n tests a credential that is opened. */
async function testCredential(user: User): Promise<void> {
	await user.part('credential-edit-button').click();
	const accepted = user.part('credentials-config-container-test-success');
	await accepted.waitFor();
	await accepted.locator('.n8n-spinner').waitFor({ state: 'detached' });
}

/** The pictures of the whole editor in README and docs. What they show is tested in test/e2e. */
export const pages: Record<string, (user: User, editor: Editor) => Promise<void>> = {
	'node-panel': async (user) => {
		await user.begin();
		await user.click(user.part('canvas-add-button'));
		await user.find('hetzner', 'Hetzner Robot');
		await user.click(user.part('node-creator-category-item', 'Actions'));
		await user.entry('Set firewall of server (replaced rules are lost)').scrollIntoViewIfNeeded();
	},
	'server-list': async (user) => {
		await user.begin();
		await user.startToDo('hetzner', 'Hetzner Robot', 'Get server');
		await user.click(user.part('resource-locator-serverNumber').locator('[data-test-id="rlc-input"]'));
		await user.part('rlc-item', 'web1').waitFor();
	},
	'running-node': async (user) => {
		await user.begin();
		await user.startToDo('hetzner', 'Hetzner Robot', 'Get many servers');
		await user.execute();
	},
	'storage-box': async (user) => {
		await user.begin();
		await user.startToDo('hetzner', 'Hetzner Storage Box', 'Create snapshot');
		await user.pick('storageBoxId', 'Backup Server 1');
		await user.execute();
	},
	credential: async (user, editor) => {
		await editor.openWorkflow('robotServersAndResets');
		await user.part('canvas-node', 'Get Servers').dblclick();
		await testCredential(user);
	},
	'console-credential': async (user) => {
		await user.begin();
		await user.startToDo('hetzner', 'Hetzner Storage Box', 'Create snapshot');
		await testCredential(user);
	},
	workflow: async (user, editor) => {
		await editor.openWorkflow('robotServersAndResets');
		await user.part('execute-workflow-button').click();
		await user.part('canvas-node', 'Keep What Matters').locator('[data-test-id="canvas-node-status-success"]').waitFor();
		await user.part('zoom-to-fit').click();
	},
};
