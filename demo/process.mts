/** Programs that the demo runs, and the ports they listen on. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { ROOT } from './paths.mts';

export interface CommandOptions {
	cwd?: string;
	env?: Record<string, string>;
	/** Keeps what the program prints, and shows it only when the program fails. */
	quiet?: boolean;
}

/** Runs a program to its end; rejects when it fails. */
export function run(command: string, args: string[], { cwd = ROOT, env = {}, quiet = false }: CommandOptions = {}): Promise<string> {
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, {
			cwd,
			env: { ...process.env, ...env },
			stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
			shell: process.platform === 'win32',
		});
		// Nothing goes on when the demo is ended meanwhile.
		const kill = () => child.kill();
		process.once('exit', kill);
		let output = '';
		for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
		child.on('error', reject);
		child.on('close', (code, signal) => {
			process.off('exit', kill);
			if (code === 0) resolve(output);
			else reject(new Error(`${[command, ...args].join(' ')} ended with ${signal ?? code}\n${output}`));
		});
	});
}

/** npm without its network extras; install scripts stay off unless `args` switch them on. */
export function npm(args: string[], options?: CommandOptions): Promise<string> {
	return run('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], options);
}

export function isPortFree(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(false));
		server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
	});
}

/** Below those that the system gives to connections: until n8n listens half a minute later, no connection may have taken it. */
export async function freePort(): Promise<number> {
	for (;;) {
		const port = randomInt(20_000, 32_000);
		if (await isPortFree(port)) return port;
	}
}

/**
 * Asks `check` again and again until it answers something, and returns that.
 * @param seconds how long to go on before giving up with `what` in the message
 */
export async function waitFor<T>(what: string, seconds: number, check: () => Promise<T | undefined | false>): Promise<T> {
	const end = Date.now() + seconds * 1000;
	for (;;) {
		const answer = await check();
		if (answer !== undefined && answer !== false) return answer;
		if (Date.now() > end) throw new Error(`Waited ${seconds} s in vain for ${what}`);
		await new Promise((resolve) => setTimeout(resolve, 200));
	}
}

/** Ends a program that was started with `detached: true`, and everything that it started itself. */
export async function endGroup(child: ChildProcess, graceSeconds: number): Promise<void> {
	const { pid } = child;
	if (pid === undefined) return;
	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	if (child.exitCode === null && child.signalCode === null) {
		child.kill('SIGTERM');
		await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, graceSeconds * 1000).unref())]);
	}
	signalGroup(pid, 'SIGKILL');
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
	try {
		process.kill(process.platform === 'win32' ? pid : -pid, signal);
	} catch {
		// Nothing of the group is left.
	}
}
