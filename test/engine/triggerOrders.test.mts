import { describe, expect, it } from '@jest/globals';
import type { Event, Polling } from '../support/poll.mts';
import { DAY, slow, watchedRobot } from '../support/trigger.mts';

const { robot, account, published, order, settle } = watchedRobot();

const tellings = (events: Event[]) => events.map(({ eventId, previousStatus }) => [eventId, previousStatus]);

/** Watches these orders only, which are in process, until some days later. */
async function waitingFor(days: number, ...ids: string[]): Promise<Polling> {
	for (const id of ids) order('server', id);
	account().orders.transactions.server.length = ids.length;
	const n8n = await published('orderTransactionUpdated', { orderKinds: ['server'] });
	expect(await n8n.next(days * DAY)).toEqual([]);
	robot.simulator.clearRequests();
	return n8n;
}

/** Which orders a poll asks for one by one. */
async function askedFor(n8n: Polling): Promise<string[]> {
	robot.simulator.clearRequests();
	await n8n.next();
	const [list, ...singles] = robot.sent();
	expect(list).toBe('GET /order/server/transaction');
	return singles.map((request) => request.replace('GET /order/server/transaction/', ''));
}

describe("several orders that left Robot's list in process", () => {
	it('are asked for in turns, one at each poll', async () => {
		const n8n = await waitingFor(40, 'B1', 'B2', 'B3');
		const round = [...(await askedFor(n8n)), ...(await askedFor(n8n)), ...(await askedFor(n8n))];
		expect([...round].sort()).toEqual(['B1', 'B2', 'B3']);
		expect([await askedFor(n8n), await askedFor(n8n), await askedFor(n8n)]).toEqual(round.map((id) => [id]));
	});

	it('are each told about when they end', async () => {
		const n8n = await waitingFor(40, 'B1', 'B2', 'B3');
		settle('server', 'B1', 'ready');
		settle('server', 'B2', 'cancelled');
		settle('server', 'B3', 'ready');
		for (let poll = 0; poll < 6; poll++) await n8n.next();

		expect(tellings(n8n.events).sort()).toEqual([
			['order:server:B1:ready', 'in process'],
			['order:server:B2:cancelled', 'in process'],
			['order:server:B3:ready', 'in process'],
		]);
		expect(await askedFor(n8n)).toEqual([]);
	});

	it('are left for the next poll when the list has taken nearly all of the time of a poll', async () => {
		const n8n = await waitingFor(40, 'B1', 'B2', 'B3');
		const end = slow(account().orders.transactions, 'server', 250);
		expect(await askedFor(n8n)).toEqual([]);
		end();
		expect(await askedFor(n8n)).toHaveLength(1);
	});

	it('are asked for further when Robot has forgotten one of them', async () => {
		const n8n = await waitingFor(40, 'B1', 'B2', 'B3');
		account().orders.transactions.server = account().orders.transactions.server.filter(({ id }) => id !== 'B2');
		for (let poll = 0; poll < 3; poll++) await n8n.next();

		expect([...(await askedFor(n8n)), ...(await askedFor(n8n))].sort()).toEqual(['B1', 'B3']);
		settle('server', 'B1', 'ready');
		settle('server', 'B3', 'ready');
		for (let poll = 0; poll < 3; poll++) await n8n.next();
		expect(n8n.events.map(({ eventId }) => eventId).sort()).toEqual(['order:server:B1:ready', 'order:server:B3:ready']);
	});
});

describe('an order that takes long', () => {
	it.each([61, 200])('is told about when it ends after %s days in process', async (days) => {
		const n8n = await waitingFor(days, 'B1');
		expect(await askedFor(n8n)).toEqual(['B1']);
		settle('server', 'B1', 'ready');
		expect(tellings(await n8n.next())).toEqual([['order:server:B1:ready', 'in process']]);
		expect(await askedFor(n8n)).toEqual([]);
	});
});

describe('an order that has ended', () => {
	const isKnown = (n8n: Polling) => JSON.stringify(n8n.memory).includes('B1');

	it('is no new one when Robot lists it again within 60 days', async () => {
		order('server', 'B1', 'ready');
		const n8n = await published('orderTransactionUpdated', { orderKinds: ['server'] });
		expect(await n8n.next(59 * DAY)).toEqual([]);
		expect(isKnown(n8n)).toBe(true);
		account().orders.transactions.server[0]!.date = new Date(Date.now()).toISOString();
		expect(await n8n.next()).toEqual([]);
	});

	it('is forgotten after 60 days, so that what is kept does not grow', async () => {
		order('server', 'B1', 'ready');
		const n8n = await published('orderTransactionUpdated', { orderKinds: ['server'] });
		await n8n.next(61 * DAY);
		expect(isKnown(n8n)).toBe(false);
	});
});
