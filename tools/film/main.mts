/**
 * `npm run film`: docs/demo.mp4 and docs/demo.gif, of what people do in the editor of a real n8n, against the simulated Robot.
 * What is done there is tested in test/e2e/usability.
 */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ROOT } from '../../demo/paths.mts';
import { run } from '../../demo/process.mts';
import { Editor } from '../../test/e2e/browser.mts';
import { startEnvironment } from '../../test/e2e/environment.mts';
import { tasks } from '../../test/e2e/tasks.mts';
import { User } from '../../test/e2e/user.mts';
import { Recorder } from './recorder.mts';
import { say, setStage } from './stage.mts';

const DOCS = join(ROOT, 'docs');

/** Milliseconds between two steps, and at the end of a scene. */
const STEP = 350;
const LOOK = 3000;

interface Scene {
	words: string;
	show: (user: User) => Promise<void>;
}

const task = (name: string): Scene['show'] => tasks.find((candidate) => candidate.name === name)!.node;

/** The first one is the short film. */
const SCENES: Scene[] = [
	{
		words: 'What would a reset of web1 do? Dry Run shows it, and sends nothing.',
		show: async (user) => {
			await user.startToDo('reset', 'Hetzner Robot', 'Reset server (hard reboot)');
			await user.pick('serverNumber', 'web1');
			await user.add('Add Option', 'Dry Run');
			await user.execute();
		},
	},
	{ words: 'All servers, in five clicks', show: task('List servers') },
	{ words: 'One address more is let in; all other rules stay', show: task('Let my address in') },
	{ words: 'A failover IP moves to another server', show: task('Switch a failover IP to web2') },
	{ words: 'A snapshot of a Storage Box in Hetzner Console', show: task('Take a snapshot of a Storage Box') },
	{ words: 'Start a workflow when the server market has a GPU', show: task('Watch the server market for a GPU') },
	{ words: 'An agent may reset servers, when a person approves', show: task('Give an agent a reset that a person reviews') },
];

async function main(): Promise<void> {
	await run('gulp', ['build'], { quiet: true });
	const { url, simulator, close } = await startEnvironment();
	let editor: Editor | undefined;
	try {
		editor = await Editor.signIn(url, { slowMo: STEP });
		const { page } = editor;
		await setStage(page);
		await page.goto(`${url}/workflow/new`);
		const recorder = await Recorder.start(page);
		let shortSeconds = 0;
		for (const { words, show } of SCENES) {
			simulator.reset();
			const user = new User(page, url);
			recorder.pause();
			await user.begin();
			await say(page, words);
			recorder.goOn();
			await show(user);
			await pause(LOOK);
			shortSeconds ||= recorder.seconds + LOOK / 2000;
		}
		await recorder.finish({ film: join(DOCS, 'demo.mp4'), short: join(DOCS, 'demo.gif'), shortSeconds });
	} finally {
		await editor?.close();
		await close();
	}
}

await main();
