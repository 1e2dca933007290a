import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { processMemory } from '../../nodes/common/http/memory.ts';
import type { Fault } from '../../simulator/index.mts';
import { pass } from '../support/clock.mts';
import { Polling } from '../support/poll.mts';
import { ALL, DAY, HOUR, later, watchedRobot } from '../support/trigger.mts';

const { robot, account, published, order, offer, snapshot } = watchedRobot();

const MAINTENANCE: Fault = { kind: 'reply', status: 503, body: '<h1>Maintenance</h1>', times: Infinity };
const CUT: Fault = { kind: 'cut-before', times: Infinity };
const FORBIDDEN: Fault = { kind: 'error', status: 403, code: 'FORBIDDEN', message: 'forbidden', times: Infinity };

const unpublished = (events: string[] = ALL, parameters: INodeParameters = {}) => new Polling({ credential: robot.credential, parameters: { events, ...parameters } });

/** Something for each event; returns the ids of what has to be told, where they do not depend on the time of the start. */
function changeEverything(): string[] {
	robot.server(321).server_name = 'web9';
	account().failovers[0]!.active_server_ip = '203.0.113.11';
	offer();
	order('server', 'B1');
	const name = later(0);
	snapshot(12345, name);
	return ['market:3000000', 'order:server:B1:new', `snapshot:12345:${name}`];
}

describe('n8n that is started while Robot cannot be asked', () => {
	const troubles: Array<[string, Fault, string]> = [
		['is down', CUT, 'temporarily-unavailable'],
		['is under maintenance', MAINTENANCE, 'temporarily-unavailable'],
		['refuses the login', { kind: 'error', status: 401, code: 'UNAUTHORIZED', message: 'Unauthorized', times: Infinity }, 'credential-invalid'],
	];

	it.each(troubles)('keeps the trigger when Robot %s, says so once, and tells what has happened when it is back', async (_name, fault, cause) => {
		const n8n = await published();
		n8n.kill();
		const expected = changeEverything();
		robot.simulator.inject(fault);
		await n8n.start();
		for (let poll = 0; poll < 5; poll++) await n8n.look(60);
		expect(n8n.errors).toMatchObject([{ failure: { cause } }]);
		expect(n8n.started).toEqual([]);

		robot.simulator.clearFaults();
		expect((await n8n.next(HOUR)).map(({ event }) => event)).toEqual(ALL);
		expect(n8n.events.map(({ eventId }) => eventId)).toEqual(expect.arrayContaining(expected));
		expect(await n8n.next()).toEqual([]);
	});

	it.each(troubles)('is started again in an outage without losing anything, or saying it twice, when Robot %s', async (_name, fault) => {
		const n8n = await published();
		n8n.kill();
		const expected = changeEverything();
		pass(HOUR);
		robot.simulator.inject(fault);
		for (let start = 0; start < 3; start++) {
			await n8n.start();
			await n8n.look(HOUR);
			n8n.kill();
		}
		expect(n8n.errors).toHaveLength(1);
		robot.simulator.clearFaults();
		pass(HOUR);
		await n8n.start();
		await n8n.next(HOUR);
		expect(n8n.events.map(({ event }) => event).sort()).toEqual(ALL);
		expect(n8n.events.map(({ eventId }) => eventId)).toEqual(expect.arrayContaining(expected));
	});
});

describe('a workflow that is published while Robot cannot be asked', () => {
	it('takes its starting point when Robot is back, and tells orders and snapshots that came meanwhile', async () => {
		const n8n = unpublished();
		order('market', 'B0', 'ready');
		robot.simulator.inject(CUT);
		await n8n.start();
		pass(HOUR);
		const [, ...expected] = changeEverything();
		await n8n.look();
		robot.simulator.clearFaults();

		expect((await n8n.next(HOUR)).map(({ eventId }) => eventId)).toEqual(expected);
		expect(await n8n.next()).toEqual([]);
		robot.server(321).server_name = 'web-1';
		expect(await n8n.next()).toMatchObject([{ change: 'renamed', before: { server_name: 'web9' } }]);
	});

	it('does so for one kind of orders that alone cannot be asked for', async () => {
		const n8n = unpublished(['orderTransactionUpdated']);
		robot.simulator.inject({ ...MAINTENANCE, path: '/order/server/transaction' });
		await n8n.start();
		order('market', 'B1');
		expect((await n8n.next(60)).map(({ eventId }) => eventId)).toEqual(['order:market:B1:new']);
		pass(HOUR);
		order('server', 'B2');
		robot.simulator.clearFaults();
		expect((await n8n.next()).map(({ eventId }) => eventId)).toEqual(['order:server:B2:new']);
	});

	it('has its starting point saved as soon as there is one, though nothing has happened', async () => {
		const n8n = unpublished(['serverChanged', 'failoverIpSwitched']);
		robot.simulator.inject(CUT);
		await n8n.start();
		robot.simulator.clearFaults();
		await n8n.look();
		await n8n.look();
		expect(n8n.started).toEqual([[]]);
		n8n.kill();

		robot.server(321).server_name = 'web9';
		account().failovers[0]!.active_server_ip = null;
		pass(HOUR);
		await n8n.start();
		expect(n8n.events).toMatchObject([{ event: 'failoverIpSwitched' }, { change: 'renamed' }]);
	});

	it('keeps what was known before, with another account that does not work yet', async () => {
		const n8n = await published(['serverChanged']);
		robot.server(321).server_name = 'web9';
		await n8n.start({ credential: { ...robot.credential, username: '#ws+typo' } });
		expect(n8n.errors).toMatchObject([{ failure: { cause: 'credential-invalid' } }]);
		pass(HOUR);
		await n8n.start({ credential: robot.credential });
		expect(n8n.events).toMatchObject([{ change: 'renamed', before: { server_name: 'web1' } }]);
	});
});

describe('one event that cannot be asked for', () => {
	const paths: Array<[string, string, string]> = [
		['failoverIpSwitched', '/failover', 'Failover IP Switched'],
		['marketOfferFound', '/order/server_market/product', 'Market Offer Found'],
		['orderTransactionUpdated', '/order/*', 'Order Transaction Updated'],
		['serverChanged', '/server', 'Server Changed'],
		['snapshotCompletedRobot', '/storagebox', 'Snapshot Completed (Robot, Until July 2025)'],
	];

	it.each(paths)('%s leaves the others alone, and loses nothing', async (event, path, name) => {
		const n8n = await published(ALL.filter((other) => other !== 'marketOfferFound' || event === other));
		changeEverything();
		robot.simulator.inject({ ...FORBIDDEN, path });
		const { events, errors } = await n8n.look();
		expect(events.map((told) => told.event)).toEqual(ALL.filter((other) => other !== event && other !== 'marketOfferFound'));
		expect(errors).toMatchObject([{ message: 'forbidden [FORBIDDEN]', description: expect.stringContaining(`Affected: ${name}.`) }]);

		robot.simulator.clearFaults();
		expect((await n8n.next()).map((told) => told.event)).toEqual([event]);
		expect(await n8n.next()).toEqual([]);
	});

	it('is told once in a day, and again when it has worked for a while', async () => {
		const n8n = await published(['serverChanged', 'failoverIpSwitched']);
		robot.simulator.inject({ ...FORBIDDEN, path: '/failover' });
		for (let hour = 0; hour < 23; hour++) await n8n.look(HOUR);
		expect(n8n.errors).toHaveLength(1);
		for (let hour = 0; hour < 2; hour++) await n8n.look(HOUR);
		expect(n8n.errors).toHaveLength(2);

		robot.simulator.clearFaults();
		for (let hour = 0; hour < 2; hour++) await n8n.next(HOUR);
		robot.simulator.inject({ ...FORBIDDEN, path: '/failover' });
		await n8n.look(HOUR);
		expect(n8n.errors).toHaveLength(3);
	});

	it('is told once when it comes and goes from poll to poll, whatever the fault is called', async () => {
		const n8n = await published(['serverChanged', 'failoverIpSwitched']);
		for (let poll = 0; poll < 10; poll++) {
			robot.simulator.clearFaults();
			robot.simulator.inject(poll % 2 === 0 ? CUT : MAINTENANCE);
			await n8n.look(120);
			robot.simulator.clearFaults();
			await n8n.next(120);
		}
		expect(n8n.errors).toHaveLength(1);
	});

	it('does not hide that later no event can be asked for', async () => {
		const n8n = await published(['serverChanged', 'failoverIpSwitched', 'snapshotCompletedRobot']);
		robot.simulator.inject({ ...MAINTENANCE, path: '/storagebox' });
		for (let hour = 0; hour < 3; hour++) await n8n.look(HOUR);
		expect(n8n.errors).toMatchObject([{ description: expect.stringContaining('Affected: Snapshot Completed (Robot, Until July 2025).') }]);
		robot.simulator.inject(MAINTENANCE);
		for (let hour = 0; hour < 3; hour++) await n8n.look(HOUR);
		expect(n8n.errors.slice(1)).toMatchObject([{ description: expect.stringContaining('Affected: Failover IP Switched, Server Changed.') }]);
	});

	it('that others meet one after another is told once, and one that goes on alone is told for itself', async () => {
		const n8n = await published(['serverChanged', 'failoverIpSwitched']);
		robot.simulator.inject({ ...MAINTENANCE, path: '/failover' });
		await n8n.look(60 * 2);
		robot.simulator.inject(MAINTENANCE);
		await n8n.look(600);
		for (let hour = 0; hour < 4; hour++) await n8n.look(HOUR);
		expect(n8n.errors).toHaveLength(1);
		robot.simulator.clearFaults();
		for (let hour = 0; hour < 3; hour++) await n8n.next(HOUR);

		robot.simulator.inject({ ...MAINTENANCE, path: '/failover', times: 1 });
		await n8n.look(HOUR);
		robot.simulator.inject({ ...MAINTENANCE, path: '/server' });
		await n8n.look(60 * 2);
		expect(n8n.errors).toHaveLength(2);
		for (let hour = 0; hour < 3; hour++) await n8n.look(HOUR);
		expect(n8n.errors.slice(2)).toMatchObject([{ description: expect.stringContaining('Affected: Server Changed.') }]);
	});

	it('is told when another trouble takes its place', async () => {
		const n8n = await published(['failoverIpSwitched']);
		robot.simulator.inject(MAINTENANCE);
		await n8n.look();
		robot.simulator.clearFaults();
		robot.simulator.inject(FORBIDDEN);
		await n8n.look();
		expect(n8n.errors.map(({ message }) => message)).toEqual([expect.stringContaining('maintenance'), 'forbidden [FORBIDDEN]']);
	});

	it('is told again to whoever publishes the workflow anew', async () => {
		const n8n = unpublished(['serverChanged'], { serverChanges: [] });
		await n8n.start();
		n8n.kill();
		await n8n.start();
		expect(n8n.errors).toHaveLength(1);
		await n8n.start({ parameters: { events: ['serverChanged'], serverChanges: '={{ [] }}' } });
		expect(n8n.errors).toHaveLength(2);
		n8n.switchOff();
		await n8n.start();
		expect(n8n.errors).toHaveLength(3);
	});
});

describe('a part of an event that cannot be asked for', () => {
	it('is one Storage Box, and does not keep the others from being watched', async () => {
		const n8n = await published('snapshotCompletedRobot');
		snapshot(12345, later(1));
		snapshot(12346, later(1));
		robot.simulator.inject({ ...FORBIDDEN, path: '/storagebox/12345/snapshot' });
		const { events, errors } = await n8n.look();
		expect(events).toMatchObject([{ storageBox: { id: 12346 } }]);
		expect(errors).toHaveLength(1);
		robot.simulator.clearFaults();
		expect(await n8n.next()).toMatchObject([{ storageBox: { id: 12345 } }]);
	});

	it('is no single box when the second one fails, too: nothing more is sent, and the next poll goes on with the others', async () => {
		const n8n = await published('snapshotCompletedRobot');
		robot.simulator.inject({ ...CUT, path: '/storagebox/*' });
		await n8n.look();
		await n8n.look();
		expect(robot.sent()).toEqual([
			'GET /storagebox',
			'GET /storagebox/12345/snapshot',
			'GET /storagebox/12346/snapshot',
			'GET /storagebox',
			'GET /storagebox/12347/snapshot',
			'GET /storagebox/12345/snapshot',
		]);
		expect(n8n.errors).toHaveLength(1);
	});

	it('is the single order that left the list', async () => {
		order('server', 'B1');
		const n8n = await published('orderTransactionUpdated', { orderKinds: ['server'] });
		await n8n.next(40 * DAY);
		order('server', 'B2');
		robot.simulator.inject({ ...FORBIDDEN, path: '/order/server/transaction/*' });
		expect((await n8n.look()).events).toMatchObject([{ eventId: 'order:server:B2:new' }]);
	});

	it('is the name of a server that a failover IP leads to', async () => {
		const n8n = await published('failoverIpSwitched');
		account().failovers[0]!.active_server_ip = '203.0.113.11';
		robot.simulator.inject({ ...FORBIDDEN, path: '/server' });
		expect(await n8n.next()).toMatchObject([{ to: { ip: '203.0.113.11', serverNumber: null, serverName: null } }]);
	});
});

describe('what a person has to mend', () => {
	it('in one event leaves the others alone', async () => {
		const n8n = await published(['serverChanged', 'marketOfferFound'], { marketFilters: { maximumPrice: '={{ $vars.missing }}' } });
		expect(n8n.errors).toMatchObject([{ message: 'Maximum Monthly Price (EUR) is empty', description: expect.stringContaining('Affected: Market Offer Found.') }]);
		robot.server(321).server_name = 'web9';
		expect(await n8n.next()).toMatchObject([{ change: 'renamed' }]);
	});

	it('is told for a choice that is none', async () => {
		const n8n = await published(['orderTransactionUpdated'], { orderKinds: '={{ ["vserver"] }}' });
		expect(n8n.errors).toMatchObject([{ message: 'Order Kinds holds "vserver"', description: expect.stringContaining('Possible are: addon, market, server.') }]);
	});

	it('is told for a credential that is gone, and nothing is lost', async () => {
		const n8n = await published(['serverChanged', 'failoverIpSwitched']);
		robot.server(321).server_name = 'web9';
		Object.assign(n8n.options.credential, { username: '' });
		const { errors } = await n8n.look();
		expect(errors).toMatchObject([{ message: 'Username is empty' }]);
		Object.assign(n8n.options.credential, robot.credential);
		expect(await n8n.next()).toMatchObject([{ change: 'renamed' }]);
	});
});

describe('a refusal that holds for a while', () => {
	it('is kept when n8n is started again: the limit of an hour', async () => {
		const n8n = await published(['serverChanged', 'failoverIpSwitched']);
		n8n.kill();
		robot.simulator.inject({
			kind: 'error',
			status: 403,
			code: 'RATE_LIMIT_EXCEEDED',
			message: 'rate limit exceeded',
			extra: { max_request: 200, interval: HOUR },
			path: '/server',
		});
		pass(60);
		await n8n.start();
		expect(n8n.errors).toMatchObject([{ description: expect.stringMatching(/^The trigger asks again in 60 minutes\. Affected: Server Changed\. /) }]);
		n8n.kill();
		processMemory.forget();
		robot.simulator.clearRequests();
		await n8n.start();
		await n8n.next(30 * 60);
		expect(robot.sent()).not.toContain('GET /server');
		await n8n.next(31 * 60);
		expect(robot.sent()).toContain('GET /server');
	});

	it('is kept when n8n is started again: a refused login', async () => {
		const n8n = unpublished(['serverChanged']);
		n8n.options.credential = { ...robot.credential, password: 'wrong' };
		await n8n.start();
		for (let restart = 0; restart < 4; restart++) {
			n8n.kill();
			processMemory.forget();
			pass(60);
			await n8n.start();
		}
		expect(robot.sent()).toEqual(['GET /server']);
		Object.assign(n8n.options.credential, robot.credential);
		await n8n.look(10 * 60);
		robot.server(321).server_name = 'web9';
		expect(await n8n.next()).toMatchObject([{ change: 'renamed' }]);
	});
});
