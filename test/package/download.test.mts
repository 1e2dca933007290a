import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installLocked, notBuilt } from '../../demo/download.mts';

/** `npm start` fetches some gigabytes first; here one package, from a server that cuts connections. */

const SLOW = 60_000;

let folder: string;
let server: Server;
let cuts: number;
let served: number;
const env = { ...process.env };

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'download-'));
	const made = join(folder, 'made', 'package');
	mkdirSync(made, { recursive: true });
	writeFileSync(join(made, 'package.json'), JSON.stringify({ name: 'far-away', version: '1.0.0' }));
	execFileSync('tar', ['-czf', join(folder, 'far-away.tgz'), '-C', join(folder, 'made'), 'package']);
	const tarball = readFileSync(join(folder, 'far-away.tgz'));
	served = 0;
	server = createServer((_request, response) => {
		served++;
		if (cuts-- <= 0) return void response.end(tarball);
		response.writeHead(200, { 'content-length': tarball.length });
		response.write(tarball.subarray(0, 50));
		setTimeout(() => response.destroy(), 50);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const resolved = `http://127.0.0.1:${(server.address() as AddressInfo).port}/far-away.tgz`;
	const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
	const dependencies = { 'far-away': '1.0.0' };
	writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'here', version: '1.0.0', dependencies }));
	writeFileSync(
		join(folder, 'package-lock.json'),
		JSON.stringify({
			name: 'here',
			version: '1.0.0',
			lockfileVersion: 3,
			packages: { '': { name: 'here', version: '1.0.0', dependencies }, 'node_modules/far-away': { version: '1.0.0', resolved, integrity } },
		}),
	);
	Object.assign(process.env, { npm_config_cache: join(folder, 'cache'), npm_config_fetch_retries: '0' });
});

afterEach(() => {
	process.env = env;
	server.closeAllConnections();
	server.close();
	rmSync(folder, { recursive: true });
});

const install = async () => {
	const lines: string[] = [];
	const failure = await installLocked(folder, { say: (line) => lines.push(line), secondsBetweenLines: 0.05 }).then(
		() => undefined,
		(error: Error) => error.message,
	);
	return { lines, failure };
};

it(
	'says how far it is, and goes on by itself where the download breaks off',
	async () => {
		cuts = 2;
		const { lines, failure } = await install();
		expect(failure).toBeUndefined();
		expect(existsSync(join(folder, 'node_modules', 'far-away', 'package.json'))).toBe(true);
		expect(served).toBe(3);
		expect(lines).toContain('  looking up 1 packages');
		expect(lines.filter((line) => line.startsWith('It broke off: '))).toHaveLength(2);
	},
	SLOW,
);

it(
	'gives up after the third time, with what npm said, and what to do',
	async () => {
		cuts = 100;
		const { failure } = await install();
		expect(served).toBe(3);
		expect(failure).toMatch(/^The installation failed\. Start again to go on: npm keeps what has come already\.\nnpm ci .*ended with 1\n[^]*npm error/);
	},
	SLOW,
);

it.each([
	['/srv/my projects/robot/demo', 'Move the clone out of /srv/my projects/robot/demo'],
	['/srv/robot (1)/demo', 'Move the clone out of /srv/robot (1)/demo'],
	['/srv/robot-1.0/demo', 'that takes Python, make and a C++ compiler'],
	['C:\\Users\\me\\robot\\demo', 'that takes Python, make and a C++ compiler'],
])('says what to do where a driver cannot be built in %s', (folder, advice) => {
	const message = notBuilt(folder, 'npm rebuild sqlite3 ended with 1');
	expect(message).toMatch(/^n8n's database driver could not be built\. /);
	expect(message).toContain(advice);
	expect(message).toMatch(/\nnpm rebuild sqlite3 ended with 1$/);
});
