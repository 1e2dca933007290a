/** Programs of this machine that the tests start, each in a process group of its own, and end. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { readFile, readlink, readdir } from 'node:fs/promises';
import { endGroup } from '../../demo/process.mts';

export interface Program {
	name: string;
	pid: number;
	log: string;
	/** As `kill -9`, for all that it has started; another signal for it alone. */
	kill: (signal?: NodeJS.Signals) => void;
	stop: () => Promise<void>;
	isRunning: () => boolean;
}

export interface ProgramOptions {
	env?: Record<string, string>;
	cwd?: string;
	/** Whom it runs as, where that is not us. */
	uid?: number;
	/** Its output goes there. */
	log: string;
}

export function startProgram(name: string, command: string, args: string[], { env = {}, cwd, uid, log }: ProgramOptions): Program {
	writeFileSync(log, '');
	const child: ChildProcess = spawn(command, args, { cwd, uid, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
	const file = createWriteStream(log);
	child.stdout!.pipe(file);
	child.stderr!.pipe(file);
	child.on('error', (error) => file.write(`${error.message}\n`));
	let isAsked = false;
	child.once('exit', (code, signal) => {
		if (!isAsked) console.error(`${name} has ended by itself (${signal ?? code}):\n${readFileSync(log, 'utf8').slice(-2000)}`);
	});
	const { pid } = child;
	if (pid === undefined) throw new Error(`${command} cannot be started`);
	return {
		name,
		pid,
		log,
		kill: (signal) => {
			isAsked = true;
			process.kill(signal ? pid : -pid, signal ?? 'SIGKILL');
		},
		stop: async () => {
			isAsked = true;
			await endGroup(child, 15);
		},
		isRunning: () => child.exitCode === null && child.signalCode === null,
	};
}

/** Where Debian keeps PostgreSQL's programs, and other systems may, too. */
export function postgresProgram(name: string): string {
	const found = globSync(`/usr/lib/postgresql/*/bin/${name}`).sort().at(-1) ?? ['/usr/local/bin', '/usr/bin'].map((folder) => `${folder}/${name}`).find((path) => existsSync(path));
	if (found) return found;
	throw new Error(`There is no ${name} on this machine: apt-get install postgresql redis-server`);
}

/** Whose connection it is, by the port that it comes from. Linux only. */
export async function ownerOf<T extends { pid: number }>(port: number, programs: T[]): Promise<T | undefined> {
	const hex = port.toString(16).toUpperCase().padStart(4, '0');
	const tables = await Promise.all(['tcp', 'tcp6'].map(async (table) => await readFile(`/proc/net/${table}`, 'utf8')));
	const lines = tables.flatMap((table) => table.split('\n')).map((line) => line.trim().split(/\s+/));
	const inode = lines.find((line) => line[1]?.endsWith(`:${hex}`))?.[9];
	for (const program of programs) {
		const folder = `/proc/${program.pid}/fd`;
		const files = existsSync(folder) ? await readdir(folder) : [];
		const links = await Promise.all(files.map(async (file) => await readlink(`${folder}/${file}`).catch(() => '')));
		if (links.includes(`socket:[${inode}]`)) return program;
	}
	return undefined;
}
