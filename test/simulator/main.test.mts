import { expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { startSimulator } from '../../simulator/index.mts';
import { clientOf } from './client.mts';

const MAIN = resolve(__dirname, '../../simulator/main.mts');

function run(...args: string[]) {
	const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
	let text = '';
	child.stdout.on('data', (chunk) => (text += chunk));
	child.stderr.on('data', (chunk) => (text += chunk));
	return { child, text: () => text, closed: once(child, 'close') };
}

it('says where it listens, answers there, and leaves on Ctrl-C', async () => {
	const { child, text, closed } = run('--port', '0', '--no-limits');
	while (!text().includes('Ctrl-C')) await once(child.stdout, 'data');
	const url = /Base URL\s+(\S+)/.exec(text())![1]!;
	expect(text()).toContain('#ws+demo');
	expect(text()).toContain('demo-password');
	expect(text()).toContain(`${url}/_simulator/`);
	const simulator = { url, username: '#ws+demo', password: 'demo-password' } as Awaited<ReturnType<typeof startSimulator>>;
	expect((await clientOf(simulator).get('/server/321')).body.server.server_name).toBe('web1');
	const [, consoleUrl] = /Base URL\s+(\S+\/console\/v1)/.exec(text())!;
	const [, token] = /Token\s+(\S+)/.exec(text())!;
	const boxes = await fetch(`${consoleUrl}/storage_boxes`, { headers: { authorization: `Bearer ${token}` } });
	expect(boxes.status).toBe(200);
	expect(text()).toContain('readonly'.repeat(8));
	child.kill('SIGINT');
	expect(await closed).toEqual([0, null]);
});

it('says which port is taken, and how to choose another', async () => {
	const simulator = await startSimulator();
	const port = Number(new URL(simulator.url).port);
	const { text, closed } = run('--port', String(port));
	expect(await closed).toEqual([1, null]);
	expect(text()).toContain(`Port ${port} on 127.0.0.1 is taken`);
	expect(text()).toContain(`--port ${port + 1}`);
	await simulator.close();
});

it.each([
	[['--port', 'x'], '--port is a number'],
	[['--port', '70000'], '--port is a number'],
	[['--prot', '1'], 'Usage:'],
	[['--fleet', 'nowhere.json'], 'nowhere.json: ENOENT'],
	[['--fleet', 'package.json'], 'package.json: "name" is not known; a fleet has servers'],
])('explains %j', async (args, message) => {
	const { text, closed } = run(...args);
	expect(await closed).toEqual([1, null]);
	expect(text()).toContain(message);
});
