import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { measuredIn, USABILITY_PAGE, usabilityPage, type Effort, type Measured } from '../../tools/usability.mts';
import { Editor } from './browser.mts';
import { requestLines, START_TIMEOUT, startEnvironment, type Environment } from './environment.mts';
import { httpCredentials } from './httpRequest.mts';
import { tasks, type Task } from './tasks.mts';
import { User } from './user.mts';

/** Ten usual tasks in the editor, counted; with USABILITY=write they are written into the page. */

const WRITES = process.env.USABILITY === 'write';

const TEST_TIMEOUT = 120_000;

let environment: Environment;
let editor: Editor;
let user: User;
const measured: Measured[] = [];

beforeAll(async () => {
	environment = await startEnvironment();
	const { client, simulator, url } = environment;
	for (const credential of httpCredentials(simulator)) await client.createCredential(credential);
	editor = await Editor.signIn(url);
	user = new User(editor.page, url);
}, START_TIMEOUT);

afterAll(async () => {
	await editor?.close();
	await environment?.close();
	if (WRITES && measured.length === tasks.length) writeFileSync(USABILITY_PAGE, usabilityPage(measured));
}, 60_000);

/** The effort of somebody who does a task. Every change must have arrived, and no other one; reads only where they are the task. */
async function effortOf(steps: () => Promise<void>, sent: string[]): Promise<Effort> {
	environment.simulator.reset();
	environment.simulator.console.set({ actionSeconds: 0 });
	await user.begin();
	await steps();
	const { effort } = user;
	const arrived = requestLines(environment.simulator).filter((line) => !line.startsWith('GET') || sent.includes(line));
	expect(arrived).toEqual(sent.map((line) => expect.stringContaining(line)));
	return effort;
}

async function measure({ name, node, http, sent }: Task): Promise<Measured> {
	const places = { robot: environment.simulator.url, console: environment.simulator.console.url };
	const effort = await effortOf(async () => await node(user), sent);
	return { name, node: effort, ...(http && { http: await effortOf(async () => await http(user, places), sent) }) };
}

describe('from an empty canvas to green', () => {
	test.each(tasks.map((task) => ({ task, title: task.name })))(
		'$title',
		async ({ task }) => {
			const done = await measure(task);
			measured.push(done);
			const { clicks, fields } = done.node;
			expect({ clicks: Math.max(clicks, task.most.clicks), fields: Math.max(fields, task.most.fields) }).toEqual(task.most);
			if (!WRITES) expect(measuredIn(readFileSync(USABILITY_PAGE, 'utf8'))).toContainEqual(done);
		},
		TEST_TIMEOUT,
	);
});
