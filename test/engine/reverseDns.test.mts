import { describe, expect, it } from '@jest/globals';
import { by } from '../contract/case.mts';
import { itemsOf, pairedItems, shown, simulatedRobot } from '../support/simulatedRobot.mts';

const robot = simulatedRobot();
const of = (operation: string, ip: string, more = {}) => ({ resource: 'reverseDns', operation, ip: by('ip', ip), ...more });
const ptrOf = (ip: string) => robot.simulator.state.rdns.find((entry) => entry.ip === ip)?.ptr;

/** An additional address without an entry. */
const NEW = '203.0.113.12';

describe('Get Many', () => {
	it('puts out the entries of a server, those in its nets too', async () => {
		const run = await robot.run({ resource: 'reverseDns', operation: 'getAll', filters: { serverIp: '203.0.113.10' } });

		expect(robot.sent()).toEqual(['GET /rdns?server_ip=203.0.113.10']);
		expect(run.json).toEqual([
			{ ip: '203.0.113.10', ptr: 'web1.example.com' },
			{ ip: '2001:db8:0:321::2', ptr: 'web1.example.com' },
		]);
		expect(pairedItems(run)).toEqual([{ item: 0 }, { item: 0 }]);
	});

	it('puts out all of them, and nothing where there is none', async () => {
		expect((await robot.run({ resource: 'reverseDns', operation: 'getAll' })).json).toHaveLength(17);
		robot.simulator.state.rdns.length = 0;
		expect(await robot.run({ resource: 'reverseDns', operation: 'getAll' })).toMatchObject({ error: undefined, json: [] });
	});
});

describe('Get', () => {
	it.each(['203.0.113.10', '2001:db8:0:321::2'])('puts out the entry of %s', async (ip) => {
		const run = await robot.run(of('get', ip));
		expect(robot.sent()).toEqual([`GET /rdns/${ip}`]);
		expect(run.json).toEqual([{ ip, ptr: 'web1.example.com' }]);
	});

	it('tells an address without an entry from one of somebody else', async () => {
		expect(shown(await robot.run(of('get', NEW)))).toEqual({
			message: 'The IP address 203.0.113.12 has no reverse DNS entry yet [RDNS_NOT_FOUND]',
			description: 'There is no reverse DNS entry yet: create one.',
			httpCode: '404',
			item: 0,
		});
		expect(shown(await robot.run(of('get', '8.8.8.8')))).toMatchObject({
			message: 'The IP address 8.8.8.8 was not found [IP_NOT_FOUND]',
			description: 'Check the IP address: it may belong to another account.',
		});
	});
});

describe('Create', () => {
	it('makes the first entry of an address', async () => {
		const run = await robot.run(of('create', NEW, { ptr: 'spare.example.com' }));

		expect(robot.sent()).toEqual(['PUT /rdns/203.0.113.12 ptr=spare.example.com']);
		expect(robot.simulator.requests()[0]).toMatchObject({ status: 201, contentType: 'application/x-www-form-urlencoded' });
		expect(run.json).toEqual([{ ip: NEW, ptr: 'spare.example.com' }]);
		expect(ptrOf(NEW)).toBe('spare.example.com');
	});

	it('names the operation for an address that has an entry, as all do at Hetzner', async () => {
		const run = await robot.run(of('create', '203.0.113.10', { ptr: 'other.example.com' }));

		expect(shown(run)).toEqual({
			message: 'There is already an existing reverse DNS entry [RDNS_ALREADY_EXISTS]',
			description: 'Use Create or Update, which replaces the entry.',
			httpCode: '409',
			item: 0,
		});
		expect(ptrOf('203.0.113.10')).toBe('web1.example.com');
	});
});

describe('Create or Update', () => {
	it('creates where there is none (201) and replaces where there is one (200)', async () => {
		const run = await robot.run(of('upsert', '={{ $json.n }}', { ptr: 'new.example.com' }), { items: itemsOf(NEW, '203.0.113.10', '2001:db8:0:321::77') });

		expect(robot.simulator.requests().map(({ status }) => status)).toEqual([201, 200, 201]);
		expect(run.json).toEqual([
			{ ip: NEW, ptr: 'new.example.com' },
			{ ip: '203.0.113.10', ptr: 'new.example.com' },
			{ ip: '2001:db8:0:321::77', ptr: 'new.example.com' },
		]);
		expect(pairedItems(run)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
	});

	it('shows what Robot says of a name that it does not take', async () => {
		expect(shown(await robot.run(of('upsert', NEW, { ptr: 'localhost' })))).toMatchObject({
			message: 'invalid input (invalid: PTR Record "localhost" (e.g. mail.example.com)) [INVALID_INPUT]',
			description: 'Correct the inputs named above.',
			httpCode: '400',
		});
	});

	it('sends nothing without a name', async () => {
		const run = await robot.run(of('upsert', NEW, { ptr: '={{ $json.missing }}' }));
		expect(run.error?.message).toBe('PTR Record is empty');
		expect(robot.sent()).toEqual([]);
	});

	it('changes none of several entries when one has no name', async () => {
		const run = await robot.run(of('upsert', '203.0.113.10', { ptr: '={{ $json.n }}' }), { items: itemsOf('a.example.com', '') });

		expect(shown(run)).toMatchObject({ message: 'PTR Record is empty', item: 1 });
		expect(robot.sent()).toEqual([]);
		expect(ptrOf('203.0.113.10')).toBe('web1.example.com');
	});
});

describe('Delete', () => {
	it('says that the entry is gone', async () => {
		const run = await robot.run(of('delete', '203.0.113.10'));

		expect(robot.sent()).toEqual(['DELETE /rdns/203.0.113.10']);
		expect(run.json).toEqual([{ ip: '203.0.113.10', deleted: true }]);
		expect(ptrOf('203.0.113.10')).toBeUndefined();
	});
});
