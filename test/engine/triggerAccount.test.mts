import { describe, expect, it } from '@jest/globals';
import { pass } from '../support/clock.mts';
import type { Event, Polling } from '../support/poll.mts';
import { ALL, later, watchedRobot } from '../support/trigger.mts';

const { robot, account, published, order, offer, snapshot } = watchedRobot();

const ids = (events: Event[]) => events.map(({ eventId }) => eventId);

/** From now on Robot serves the account of another login, in which nothing is as in the first one. */
function otherAccount(): void {
	robot.simulator.username = '#ws+other';
	const { servers, failovers, storageBoxes, orders } = account();
	for (const server of servers) Object.assign(server, { server_number: server.server_number + 5000, server_name: 'other', status: 'ready' });
	for (const failover of failovers) Object.assign(failover, { server_number: failover.server_number + 5000, active_server_ip: '203.0.113.20' });
	for (const box of storageBoxes) box.id += 5000;
	for (const product of orders.market) product.id += 5000;
	for (const transaction of Object.values(orders.transactions).flat()) transaction.id = `other-${transaction.id}`;
	order('market', 'other-new', 'ready');
	snapshot(17_346, later(1));
}

/** Something for each event; returns the ids of what has to be told, where they do not depend on the time of the start. */
function changeEverything(): string[] {
	account().servers[0]!.server_name = 'renamed';
	account().failovers[0]!.active_server_ip = null;
	order('server', 'B1');
	offer();
	const name = later(2);
	snapshot(17_346, name);
	return ['market:3000000', 'order:server:B1:new', `snapshot:17346:${name}`];
}

async function expectExactly(n8n: Polling, expected: string[]): Promise<void> {
	const events = await n8n.next();
	expect(events.map(({ event }) => event)).toEqual(ALL);
	expect(ids(events)).toEqual(expect.arrayContaining(expected));
	expect(events).toMatchObject([{ to: null }, {}, {}, { change: 'renamed', serverNumber: 5321 }, {}]);
	expect(await n8n.next()).toEqual([]);
}

describe('another account that is chosen in the credential', () => {
	it.each<[string, (n8n: Polling) => Promise<void>]>([
		['while the workflow runs', async (n8n) => void Object.assign(n8n.options.credential, robot.credential)],
		['and the workflow is published again', async (n8n) => await n8n.start({ credential: robot.credential })],
	])('%s starts nothing, and what changes there later is told, exactly', async (_how, choose) => {
		const n8n = await published();
		// Nobody has looked at these when the other account is chosen.
		account().servers.pop();
		order('addon', 'B0', 'cancelled');
		otherAccount();
		pass(600);
		await choose(n8n);

		expect(await n8n.next()).toEqual([]);
		expect(await n8n.next()).toEqual([]);
		expect(n8n.events).toEqual([]);
		await expectExactly(n8n, changeEverything());
	});

	it('has its starting point saved at once: what changes while n8n is down then is told', async () => {
		const n8n = await published();
		otherAccount();
		Object.assign(n8n.options.credential, robot.credential);
		expect(await n8n.next()).toEqual([]);
		expect(await n8n.next()).toEqual([]);
		// One execution without items: n8n saves what a trigger knows with an execution only.
		expect(n8n.started).toEqual([[]]);
		n8n.kill();
		const expected = changeEverything();
		pass(600);
		await n8n.start();
		expect(n8n.events.map(({ event }) => event)).toEqual(ALL);
		expect(ids(n8n.events)).toEqual(expect.arrayContaining(expected));
	});

	it('starts nothing when the first one is chosen again, whatever has happened there meanwhile', async () => {
		const n8n = await published(['serverChanged']);
		const first = robot.credential;
		const { servers } = account();
		otherAccount();
		Object.assign(n8n.options.credential, robot.credential);
		await n8n.next();
		account().servers[0]!.server_name = 'renamed';
		expect(await n8n.next()).toHaveLength(1);

		robot.simulator.username = first.username;
		servers.pop();
		Object.assign(n8n.options.credential, first);
		expect(await n8n.next()).toEqual([]);
		servers[0]!.server_name = 'renamed again';
		expect(await n8n.next()).toMatchObject([{ change: 'renamed', after: { server_name: 'renamed again' } }]);
		expect(await n8n.next()).toEqual([]);
	});
});
