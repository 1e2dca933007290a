/**
 * Many processes of n8n that work on one account: `npm run e2e:queue`. Starts and ends everything itself. Needs Debian's
 * redis-server and postgresql.
 *
 *   --short   fewer rounds, and nothing is waited for
 *   --write   writes docs/scale.md
 */
import { copiedNode, databaseGone, deadHolder, killedHolder, sameMoment, shopsOf, type Seen } from './orders.mts';
import { writePage } from './page.mts';
import type { Shop } from './shop.mts';
import { killedReset, mixed, speed, trigger, wrongPassword } from './workers.mts';
import { closeAll, startWorld, type World } from './world.mts';

const isShort = process.argv.includes('--short');
const rounds = isShort ? 5 : 100;
const seen: Seen[] = [];

async function see(work: Promise<Seen>): Promise<void> {
	const result = await work;
	seen.push(result);
	console.log(`${result.isRight ? 'right' : 'WRONG'}: ${result.what}\n       ${result.result}`);
}

async function inQueueMode(): Promise<string[]> {
	const world = await startWorld({ queue: true, concurrency: 1 });
	await orders(world);
	if (!isShort) await allElse(world);
	const versions = [`PostgreSQL ${world.postgres!.version}`, `Redis ${world.redis!.version}`];
	await closeAll();
	return versions;
}

async function orders(world: World): Promise<void> {
	const { setWorkers } = world.cluster;
	const [shop, copy] = (await shopsOf(world)) as [Shop, Shop];
	await setWorkers(2);
	await see(sameMoment(world, shop, 2, rounds));
	await see(copiedNode(world, [shop, copy], 10));
	await setWorkers(3);
	await see(sameMoment(world, shop, 3, rounds));
	await see(deadHolder(world, shop, isShort ? 3 : 25));
	await see(killedHolder(world, shop, 3, { isCarriedOut: true, waits: false }));
	if (isShort) return;
	await see(killedHolder(world, shop, 3, { isCarriedOut: false, waits: false }));
	await see(databaseGone(world, shop, 'looks'));
	await see(databaseGone(world, shop, 'orders'));
	await see(killedHolder(world, shop, 3, { isCarriedOut: false, waits: true }));
}

async function allElse(world: World): Promise<void> {
	const { setWorkers } = world.cluster;
	await see(wrongPassword(world, 3));
	await setWorkers(1, 10);
	await see(speed(world, 1));
	await setWorkers(2);
	await see(speed(world, 2));
	await see(mixed(world, 2));
	await see(trigger(world, 2));
	await see(killedReset(world));
}

async function inOneProcess(): Promise<void> {
	const world = await startWorld({ queue: false });
	const [shop] = await shopsOf(world);
	const one = await sameMoment(world, shop!, 3, isShort ? 3 : 20);
	await see(Promise.resolve({ ...one, what: one.what.replace('3 workers order', 'One process with SQLite: three calls order') }));
	await closeAll();
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void closeAll().finally(() => process.exit(1)));
try {
	const versions = await inQueueMode();
	await inOneProcess();
	if (process.argv.includes('--write')) await writePage(seen, versions);
} finally {
	await closeAll();
}
process.exit(seen.every(({ isRight }) => isRight) ? 0 : 1);
