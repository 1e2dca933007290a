/** Everything that the tests need, started and ended together. */
import { chmodSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setUpCredentials } from '../../demo/examples.mts';
import { installN8n, installPackage, packPackage } from '../../demo/install.mts';
import { startSimulator, type Simulator } from '../../simulator/index.mts';
import { startCluster, type Cluster, type ClusterOptions } from './cluster.mts';
import { startPostgres, startRedis, type Postgres, type Redis } from './services.mts';
import { wayTo, type WayToRobot } from './wayToRobot.mts';

export interface World {
	simulator: Simulator;
	way: WayToRobot;
	cluster: Cluster;
	/** In queue mode. */
	postgres?: Postgres;
	redis?: Redis;
	/** What n8n's processes know of the account, how often they have ordered with it for one, they do not know of this one. */
	freshAccount: () => Promise<void>;
}

/** What must be ended, the latest first. Also where the test ends before everything was started. */
const opened: Array<() => Promise<unknown>> = [];

let closing: Promise<void> = Promise.resolve();

/** Whoever asks while it is under way waits for its end as well. */
export async function closeAll(): Promise<void> {
	closing = closing.then(async () => {
		for (const close of opened.splice(0).reverse()) await close().catch((error: unknown) => console.error(error));
	});
	await closing;
}

export async function startWorld({ queue, concurrency }: { queue: boolean } & Pick<ClusterOptions, 'concurrency'>): Promise<World> {
	await installN8n();
	const folder = await mkdtemp(join(tmpdir(), 'robot-queue-'));
	// PostgreSQL's own user has to come to its data.
	chmodSync(folder, 0o711);
	opened.push(async () => await rm(folder, { recursive: true, force: true }));
	await installPackage(await packPackage(folder), folder);
	const simulator = await startSimulator({ limits: false });
	opened.push(simulator.close);
	const way = await wayTo(simulator.url);
	opened.push(way.close);
	const redis = queue ? await startRedis(folder) : undefined;
	if (redis) opened.push(redis.stop);
	const postgres = queue ? await startPostgres(folder) : undefined;
	if (postgres) opened.push(postgres.stop);
	const cluster = await startCluster({ folder, concurrency, queue: redis && postgres && { redis, postgres } });
	opened.push(cluster.stop);
	const freshAccount = async () => await setUpCredentials(cluster.client, { ...simulator, url: await way.newAddress(), console: simulator.console });
	await freshAccount();
	return { simulator, way, cluster, postgres, redis, freshAccount };
}
