/** Redis and PostgreSQL, on free ports of this machine, with their data in a folder of the test. */
import { execFileSync } from 'node:child_process';
import { chownSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, waitFor } from '../../demo/process.mts';
import { postgresProgram, startProgram, type Program } from './programs.mts';

const quiet = { stdio: 'pipe' } as const;

export interface Redis {
	port: number;
	version: string;
	stop: () => Promise<void>;
}

export async function startRedis(folder: string): Promise<Redis> {
	const port = await freePort();
	const program = startProgram('redis', 'redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder], { log: join(folder, 'redis.log') });
	await waitFor('Redis', 20, async () => answers(() => execFileSync('redis-cli', ['-p', String(port), 'ping'], quiet)));
	return { port, version: /v=(\S+)/.exec(execFileSync('redis-server', ['--version'], quiet).toString())?.[1] ?? '', stop: program.stop };
}

export interface Postgres {
	port: number;
	version: string;
	/** Runs a statement, and gives back what it puts out, one line for each row. */
	query: (statement: string) => string[];
	/** Ends it at once, as a machine that is switched off. */
	kill: () => Promise<void>;
	start: () => Promise<void>;
	stop: () => Promise<void>;
}

/** PostgreSQL does not run as root: there it runs as its own user. */
export async function startPostgres(folder: string): Promise<Postgres> {
	const uid = process.getuid?.() === 0 ? Number(execFileSync('id', ['-u', 'postgres'], quiet).toString()) : undefined;
	const data = join(folder, 'postgres');
	mkdirSync(data, { mode: 0o700 });
	if (uid !== undefined) chownSync(data, uid, uid);
	const port = await freePort();
	execFileSync(postgresProgram('initdb'), ['-D', data, '-U', 'n8n', '--auth=trust', '-E', 'UTF8', '--no-sync'], { ...quiet, uid, cwd: '/' });
	const query = (statement: string) =>
		execFileSync(postgresProgram('psql'), ['-h', '127.0.0.1', '-p', String(port), '-U', 'n8n', '-d', 'postgres', '-v', 'ON_ERROR_STOP=1', '-Atqc', statement], quiet)
			.toString()
			.split('\n')
			.filter(Boolean);
	let program: Program;
	const start = async () => {
		program = startProgram('postgres', postgresProgram('postgres'), ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', '', '-c', 'fsync=off', '-c', 'max_connections=200'], {
			uid,
			cwd: '/',
			log: join(folder, 'postgres.log'),
		});
		await waitFor('PostgreSQL', 30, async () => answers(() => query('select 1')));
	};
	await start();
	const kill = async () => {
		// Without saying good-bye to anybody.
		program.kill('SIGQUIT');
		await waitFor('the end of PostgreSQL', 10, async () => !program.isRunning());
	};
	return { port, version: query('show server_version')[0]!.split(' ')[0]!, query, kill, start, stop: async () => await program.stop() };
}

function answers(ask: () => unknown): boolean {
	try {
		ask();
		return true;
	} catch {
		return false;
	}
}
