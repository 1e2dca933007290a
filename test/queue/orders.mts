/** What many processes do that order the same. */
import { waitFor } from '../../demo/process.mts';
import { leaveDeadHolder, rowsOf } from './lockRow.mts';
import { ownerOf } from './programs.mts';
import { offer, openShop, ordersOf, type Answer, type Shop } from './shop.mts';
import type { World } from './world.mts';

/** What was seen, for the page and for the end of the test. */
export interface Seen {
	what: string;
	/** What was expected, and seen. */
	result: string;
	isRight: boolean;
}

/** A process sends at most 20 in a day, as Robot allows. */
const ORDERS_OF_AN_ACCOUNT = 15;

let products = 0;

const newProduct = (world: World): string => offer(world.simulator, `EX${(products += 1) + 1000}`);

const several = async (count: number, call: (index: number) => Promise<Answer>): Promise<Answer[]> =>
	await Promise.all(Array.from({ length: count }, async (_none, index) => await call(index).catch((): Answer => ({ status: 0, error: 'no answer of n8n' }))));

/** How the calls ended that did not order, told by the first words of their errors. */
class Ends {
	private readonly counts = new Map<string, number>();

	note(answers: Answer[]): void {
		for (const { error, id, message } of answers) {
			const end = id !== undefined ? 'ordered' : (error ?? message ?? 'no answer').includes('was ordered') ? 'found the order' : (error ?? message ?? '').slice(0, 60);
			this.counts.set(end, (this.counts.get(end) ?? 0) + 1);
		}
	}

	toString(): string {
		return [...this.counts].map(([end, count]) => `${count} × ${end}`).join(', ');
	}
}

const ordersIn = (counts: number[]) =>
	[0, 1, 2, 3].flatMap((orders) => (counts.includes(orders) ? [`${counts.filter((count) => count === orders).length} × ${orders}`] : [])).join(', ');

/** As many calls at the same moment as there are workers, each of which carries out one at a time. */
export async function sameMoment(world: World, shop: Shop, calls: number, rounds: number): Promise<Seen> {
	const ends = new Ends();
	const counts: number[] = [];
	for (let round = 0; round < rounds; round++) {
		if (round % ORDERS_OF_AN_ACCOUNT === 0) await world.freshAccount();
		const product = newProduct(world);
		ends.note(await several(calls, async () => await shop.order(product)));
		counts.push(ordersOf(world.simulator, product));
	}
	return {
		what: `${calls} workers order the same at the same moment, ${rounds} rounds`,
		result: `orders per round: ${ordersIn(counts)} (${ends})`,
		isRight: counts.every((count) => count === 1),
	};
}

/** What the lock does not cover, which shows that the rounds can fail. */
export async function copiedNode(world: World, shops: Shop[], rounds: number): Promise<Seen> {
	const counts: number[] = [];
	await world.freshAccount();
	for (let round = 0; round < rounds; round++) {
		const product = newProduct(world);
		await several(shops.length, async (index) => await shops[index]!.order(product));
		counts.push(ordersOf(world.simulator, product));
	}
	return {
		what: `For comparison, without a lock in common: two workflows order the same at the same moment, ${rounds} rounds`,
		result: `orders per round: ${ordersIn(counts)}`,
		isRight: counts.some((count) => count > 1),
	};
}

/** Kills the worker whose order is on its way, and gives back how many calls are over. */
async function killHolder(world: World, shop: Shop, product: string, isCarriedOut: boolean): Promise<void> {
	const stopped = world.way.stopNext('POST', '/order', 'before');
	void shop.order(product).catch(() => {});
	const { port, release } = await stopped;
	// The system's list is not read at one moment, and may lack one.
	const holder = await waitFor('the owner of the connection', 10, async () => await ownerOf(port, world.cluster.workers));
	holder.kill();
	await waitFor('the end of the worker', 10, async () => !holder.isRunning());
	if (isCarriedOut) release();
}

/** @param waits whether the lease is waited for, instead of writing the row as one that is older */
export async function killedHolder(world: World, shop: Shop, workers: number, { isCarriedOut, waits }: { isCarriedOut: boolean; waits: boolean }): Promise<Seen> {
	await world.freshAccount();
	const product = newProduct(world);
	await killHolder(world, shop, product, isCarriedOut);
	const atOnce = await several(2, async () => await shop.order(product));
	const before = ordersOf(world.simulator, product);
	const rows = rowsOf(world.postgres!, shop.workflow.id).length;
	await world.cluster.setWorkers(workers);
	if (waits) await new Promise((resolve) => setTimeout(resolve, 6 * 60_000));
	else leaveDeadHolder(world.postgres!, shop.workflow.id);
	const later = await several(6, async () => await shop.order(product));
	const orders = ordersOf(world.simulator, product);
	const ends = new Ends();
	ends.note(later);
	const isHeld = atOnce.every(({ error }) => error?.includes('another execution of this node has been ordering'));
	return {
		what: `kill -9 of the worker whose order is on its way, which Robot ${isCarriedOut ? 'carries out' : 'does not get'}; two order the same at once, six after the lease${waits ? ' (waited for)' : ''}`,
		result: `at once: ${isHeld ? 'both held back' : JSON.stringify(atOnce)}; later: ${ends}; orders in all: ${orders}`,
		isRight: isHeld && rows === 1 && before === (isCarriedOut ? 1 : 0) && orders === 1,
	};
}

export async function deadHolder(world: World, shop: Shop, rounds: number): Promise<Seen> {
	const ends = new Ends();
	const counts: number[] = [];
	for (let round = 0; round < rounds; round++) {
		if (round % ORDERS_OF_AN_ACCOUNT === 0) await world.freshAccount();
		const product = newProduct(world);
		leaveDeadHolder(world.postgres!, shop.workflow.id);
		ends.note(await several(6, async () => await shop.order(product)));
		counts.push(ordersOf(world.simulator, product));
	}
	return {
		what: `Six calls find a dead holder at the same moment, ${rounds} rounds`,
		result: `orders per round: ${ordersIn(counts)} (${ends})`,
		isRight: counts.every((count) => count === 1),
	};
}

/** The database is gone while the node looks, or while Robot carries the order out; and comes back. */
export async function databaseGone(world: World, shop: Shop, when: 'looks' | 'orders'): Promise<Seen> {
	await world.freshAccount();
	const product = newProduct(world);
	const stopped = when === 'looks' ? world.way.stopNext('GET', '/order/server/transaction', 'after') : world.way.stopNext('POST', '/order', 'after');
	const call = shop.order(product).catch((error: Error): Answer => ({ status: 0, message: error.message }));
	const { release } = await stopped;
	await world.postgres!.kill();
	release();
	await new Promise((resolve) => setTimeout(resolve, 10_000));
	const meanwhile = ordersOf(world.simulator, product);
	await world.postgres!.start();
	const answer = await Promise.race([call, new Promise<Answer>((resolve) => setTimeout(() => resolve({ status: 0, message: 'nothing' }), 20_000))]);
	const sql = /insert into|select /i.test(JSON.stringify(answer));
	await waitFor('n8n to have its database again', 120, async () => (await shop.order(newProduct(world)).catch(() => undefined)) !== undefined);
	leaveDeadHolder(world.postgres!, shop.workflow.id);
	await several(2, async () => await shop.order(product));
	const orders = ordersOf(world.simulator, product);
	return {
		what: `PostgreSQL is gone while the node ${when === 'looks' ? 'looks for earlier orders' : 'orders'}`,
		result: `orders meanwhile: ${meanwhile}; the call was told: ${answer.error ?? answer.message ?? `order ${answer.id}`}; ordered again once it is back: ${orders} in all`,
		isRight: meanwhile === (when === 'looks' ? 0 : 1) && orders === 1 && !sql,
	};
}

export const shopsOf = async ({ cluster: { client, url } }: World): Promise<Shop[]> => await Promise.all(['one', 'two'].map(async (path) => await openShop(client, url, path)));
