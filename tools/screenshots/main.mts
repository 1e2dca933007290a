/**
 * `npm run screenshots`: the pictures of the editor in docs/, and one of each panel in screenshots/, to be looked at.
 * `npm run screenshots -- reset firewall` takes those only that have one of these words in their name.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import type { N8nClient } from '../../demo/client.mts';
import { ROOT } from '../../demo/paths.mts';
import { run, waitFor } from '../../demo/process.mts';
import { Editor } from '../../test/e2e/browser.mts';
import { startEnvironment } from '../../test/e2e/environment.mts';
import { User } from '../../test/e2e/user.mts';
import { pages } from './pages.mts';
import { allPanels, type Panel } from './panels.mts';

const DOCS = join(ROOT, 'docs');
const PANELS = join(ROOT, 'screenshots');

/** Of which there is one in docs/ as well. */
const IN_DOCS = ['robot-reset-execute', 'trigger-storageBoxChanged'];

const CREDENTIALS = { robotApi: 'Simulated Robot', hetznerConsoleApi: 'Simulated Hetzner Console' };

/** Pixels. */
const MARGIN = 8;

const isWanted = (name: string) => process.argv.length < 3 || process.argv.slice(2).some((word) => name.includes(word));

/** Opens the panel of a node in a new workflow. */
async function open({ name, type, parameters }: Panel, client: N8nClient, user: User, url: string): Promise<void> {
	const credentials = Object.fromEntries(
		await Promise.all(Object.entries(CREDENTIALS).map(async ([kind, called]) => [kind, { id: (await client.findCredential(called))!.id, name: called }])),
	);
	const node = { id: 'panel', name, type, typeVersion: 1, position: [0, 0], parameters, credentials };
	const workflow = await client.createWorkflow({ name, nodes: [node], connections: {}, settings: {} });
	await user.page.goto(`${url}/workflow/${workflow.id}/panel`);
	await user.part('node-parameters').waitFor();
	await user.page.waitForLoadState('networkidle');
}

interface Box {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** Where something is once n8n has drawn all of it. */
async function settled(part: Locator): Promise<Box> {
	let before: string | undefined;
	return await waitFor('the fields of a panel', 20, async () => {
		const box = (await part.boundingBox())!;
		const isSame = before === JSON.stringify(box);
		before = JSON.stringify(box);
		return isSame && box;
	});
}

/** With some room on all sides. */
const around = ({ x, y, width, height }: Box): Box => ({ x: x - MARGIN, y: y - MARGIN, width: width + 2 * MARGIN, height: height + 2 * MARGIN });

async function main(): Promise<void> {
	await run('gulp', ['build'], { quiet: true });
	await mkdir(PANELS, { recursive: true });
	// The credential shows the port that the demo has.
	const { client, url, close } = await startEnvironment({ robot: { port: 8093 } });
	let editor: Editor | undefined;
	try {
		editor = await Editor.signIn(url);
		const user = new User(editor.page, url);
		for (const [name, show] of Object.entries(pages).filter(([name]) => isWanted(name))) {
			await show(user, editor);
			await editor.screenshot(join(DOCS, `${name}.png`));
		}
		// High enough for all fields of any operation.
		await editor.page.setViewportSize({ width: 1280, height: 2000 });
		for (const panel of allPanels().filter(({ name }) => isWanted(name))) {
			await open(panel, client, user, url);
			const clip = await settled(user.part('node-parameters').locator('.parameter-input-list-wrapper').first());
			for (const folder of IN_DOCS.includes(panel.name) ? [PANELS, DOCS] : [PANELS]) {
				await user.page.screenshot({ path: join(folder, `${panel.name}.png`), clip: around(clip), animations: 'disabled' });
			}
			console.log(panel.name);
		}
	} finally {
		await editor?.close();
		await close();
	}
}

await main();
