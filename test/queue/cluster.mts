/** n8n's processes: a main one and, in queue mode, workers, with one user folder and one database for all of them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { N8nClient } from '../../demo/client.mts';
import { OWNER } from '../../demo/examples.mts';
import { answersJson, environmentOf } from '../../demo/n8n.mts';
import { N8N } from '../../demo/paths.mts';
import { freePort, waitFor } from '../../demo/process.mts';
import { startProgram, type Program } from './programs.mts';
import type { Postgres, Redis } from './services.mts';

export interface Cluster {
	/** Of the main process. */
	url: string;
	client: N8nClient;
	main: Program;
	workers: Program[];
	/** Starts workers until there are so many, and ends those that are too many, or carry out another number of executions side by side. */
	setWorkers: (count: number, concurrency?: number) => Promise<void>;
	/** Starts the main process again, on the same port. */
	restartMain: () => Promise<void>;
	stop: () => Promise<void>;
}

export interface ClusterOptions {
	folder: string;
	/** Without them n8n runs in one process, with SQLite. */
	queue?: { redis: Redis; postgres: Postgres };
	/** How many executions a worker carries out side by side. */
	concurrency?: number;
}

const START_SECONDS = 240;

export async function startCluster({ folder, queue, concurrency = 5 }: ClusterOptions): Promise<Cluster> {
	const port = await freePort();
	const url = `http://127.0.0.1:${port}`;
	const start = async (name: string, command: string[], ownPort: number) =>
		startProgram(name, process.execPath, [join(N8N, 'bin', 'n8n'), ...command], {
			cwd: folder,
			env: { ...(await environmentOf(folder, ownPort)), ...settingsOf(queue) },
			log: join(folder, `${name}.log`),
		});
	let started = 0;
	let width = concurrency;
	const cluster: Cluster = {
		url,
		client: new N8nClient(url),
		main: undefined as unknown as Program,
		workers: [],
		setWorkers: async (count, wide = width) => {
			const living = cluster.workers.filter((worker) => worker.isRunning() && wide === width);
			await Promise.all(cluster.workers.filter((worker) => worker.isRunning() && !living.includes(worker)).map(async (worker) => await worker.stop()));
			width = wide;
			await Promise.all(living.slice(count).map(async (worker) => await worker.stop()));
			const wanted = Array.from({ length: Math.max(0, count - living.length) }, () => `worker${(started += 1)}`);
			const more = await Promise.all(wanted.map(async (name) => await start(name, ['worker', `--concurrency=${width}`], await freePort())));
			cluster.workers = [...living.slice(0, count), ...more];
			await Promise.all(
				more.map(async (worker) => await waitFor(`${worker.name}`, START_SECONDS, async () => readFileSync(worker.log, 'utf8').includes('n8n worker is now ready'))),
			);
		},
		restartMain: async () => {
			// Without a command n8n starts its server.
			cluster.main = await start(`main${(started += 1)}`, [], port);
			await waitFor("n8n's editor", START_SECONDS, async () => {
				if (!cluster.main.isRunning()) throw new Error(`n8n ended while it was starting: ${readFileSync(cluster.main.log, 'utf8').slice(-2000)}`);
				return await answersJson(`${url}/rest/settings`);
			});
			await cluster.client.signIn(OWNER);
		},
		stop: async () => void (await Promise.all([...cluster.workers, ...(cluster.main ? [cluster.main] : [])].map(async (program) => await program.stop()))),
	};
	await cluster.restartMain().catch(async (error: unknown) => {
		await cluster.stop();
		throw error;
	});
	return cluster;
}

function settingsOf(queue?: ClusterOptions['queue']): Record<string, string> {
	// The key is the same for all that share the database, before one of them has written it down.
	const common = { N8N_ENCRYPTION_KEY: 'of these tests only' };
	if (!queue) return common;
	return {
		...common,
		EXECUTIONS_MODE: 'queue',
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(queue.redis.port),
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(queue.postgres.port),
		DB_POSTGRESDB_DATABASE: 'postgres',
		DB_POSTGRESDB_USER: 'n8n',
		DB_POSTGRESDB_PASSWORD: 'n8n',
	};
}
