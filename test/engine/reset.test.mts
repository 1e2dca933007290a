import { describe, expect, it } from '@jest/globals';
import { by } from '../contract/case.mts';
import { itemsOf, pairedItems, shown, simulatedRobot } from '../support/simulatedRobot.mts';

const robot = simulatedRobot();
const execute = { resource: 'reset', operation: 'execute' };
const get = { resource: 'reset', operation: 'get' };

describe('Reset Server', () => {
	it('resets the server and puts out what Robot answers', async () => {
		const run = await robot.run({ ...execute, serverNumber: by('list', '321'), type: 'hw' });

		expect(run.error).toBeUndefined();
		expect(run.json).toEqual([{ server_number: 321, server_ip: '203.0.113.10', server_ipv6_net: '2001:db8:0:321::', type: 'hw', performed: true }]);
		expect(robot.sent()).toEqual(['POST /reset/321 type=hw']);
		expect(robot.server(321).reset.operating_status).toBe('shut off');
		robot.simulator.advance(15);
		expect(robot.server(321).reset.operating_status).toBe('running');
	});

	it('takes the hardware reset where no type was chosen', async () => {
		await robot.run({ ...execute, serverNumber: by('id', '321') });
		expect(robot.sent()).toEqual(['POST /reset/321 type=hw']);
	});

	it.each([
		['power', 'running'],
		['power_long', 'shut off'],
	])('%s leaves a running server %s at first', async (type, status) => {
		await robot.run({ ...execute, serverNumber: by('id', '321'), type });
		expect(robot.sent()).toEqual([`POST /reset/321 type=${type}`]);
		expect(robot.server(321).reset.operating_status).toBe(status);
	});

	it('resets the server of each item, one after another, with values out of the items', async () => {
		const run = await robot.run({ ...execute, serverNumber: by('id', '={{ $json.n }}'), type: '={{ $json.n === 470 ? "sw" : "hw" }}' }, { items: itemsOf(322, 470, 321) });

		expect(robot.sent()).toEqual(['POST /reset/322 type=hw', 'POST /reset/470 type=sw', 'POST /reset/321 type=hw']);
		expect(run.json).toMatchObject([{ server_ip: '203.0.113.11' }, { server_ip: '203.0.113.70' }, { server_ip: '203.0.113.10' }]);
		expect(pairedItems(run)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
	});
});

describe('Get', () => {
	it('puts out the reset types and the operating status', async () => {
		const run = await robot.run({ ...get, serverNumber: by('id', '423') });

		expect(robot.sent()).toEqual(['GET /reset/423']);
		expect(run.json).toEqual([
			{
				server_ip: '198.51.100.33',
				server_ipv6_net: '2001:db8:0:423::',
				server_number: 423,
				type: ['power', 'power_long', 'hw', 'man'],
				operating_status: 'shut off',
			},
		]);
	});
});

describe('Get Many', () => {
	it('puts out one item for each server that can be reset, all from the one input item', async () => {
		const run = await robot.run({ resource: 'reset', operation: 'getAll' });

		expect(robot.sent()).toEqual(['GET /reset']);
		expect(run.json).toHaveLength(14);
		expect(run.json[0]).toEqual({
			server_ip: '203.0.113.10',
			server_ipv6_net: '2001:db8:0:321::',
			server_number: 321,
			type: ['power', 'power_long', 'hw', 'man'],
		});
		expect(pairedItems(run)).toEqual(Array.from({ length: 14 }, () => ({ item: 0 })));
	});

	it('puts out nothing where no server can be reset', async () => {
		for (const server of robot.simulator.state.servers) server.reset.type = [];

		const run = await robot.run({ resource: 'reset', operation: 'getAll' });
		expect(run.error).toBeUndefined();
		expect(run.json).toEqual([]);
	});
});

describe('an error of Robot', () => {
	it('says that the server cannot be reset', async () => {
		expect(shown(await robot.run({ ...execute, serverNumber: by('id', '485'), type: 'hw' }))).toEqual({
			message: 'Server 485: The server has no reset option [RESET_NOT_AVAILABLE]',
			description: 'This server cannot be reset over Robot: ask Hetzner support.',
			httpCode: '404',
			item: 0,
		});
	});

	it('says which types the server has instead of the one that it lacks', async () => {
		expect(shown(await robot.run({ ...execute, serverNumber: by('id', '321'), type: 'sw' }))).toMatchObject({
			message: 'Type: this server does not offer Software Reset (sw)',
			description: 'It offers Press of Power Button (power), Long Press of Power Button (power_long), Hardware Reset (hw), Manual Reset (man). Nothing was reset.',
			item: 0,
		});
		expect(robot.sent()).toEqual(['POST /reset/321 type=sw', 'GET /reset/321']);
	});

	it('names a type as Robot does where it has no other name', async () => {
		const type = { __rl: true, mode: 'list', value: 'x'.repeat(100) };
		expect(shown(await robot.run({ ...execute, serverNumber: by('id', '321'), type })).message).toBe(`Type: this server does not offer ${'x'.repeat(60)}`);
	});

	it("keeps Robot's refusal of a type where the types cannot be asked for, or where the server has it", async () => {
		const invalid = { kind: 'error', status: 400, code: 'INVALID_INPUT', message: 'invalid input', extra: { missing: null, invalid: ['type'] } } as const;
		robot.simulator.inject({ ...invalid, method: 'POST' });
		expect((await robot.run({ ...execute, serverNumber: by('id', '321'), type: 'hw' })).error?.message).toMatch(/^invalid input .*\[INVALID_INPUT\]$/);

		robot.simulator.inject({ kind: 'error', status: 404, code: 'SERVER_NOT_FOUND', message: 'gone', method: 'GET' });
		expect((await robot.run({ ...execute, serverNumber: by('id', '321'), type: 'sw' })).error?.message).toMatch(/^invalid input .*\[INVALID_INPUT\]$/);
	});

	it('says that a technician is on the way already', async () => {
		await robot.run({ ...execute, serverNumber: by('id', '321'), type: 'man' });
		expect(shown(await robot.run({ ...execute, serverNumber: by('id', '321'), type: 'man' }))).toEqual({
			message: 'Server 321: There is already a running manual reset [RESET_MANUAL_ACTIVE]',
			description: 'A technician is already on the way for a manual reset: wait until it is done.',
			httpCode: '409',
			item: 0,
		});
	});

	it('says what to look at after a failure inside Robot, and sends the reset once', async () => {
		robot.simulator.inject({ kind: 'error', status: 500, code: 'RESET_FAILED', message: 'Resetting failed due to an internal error' });

		expect(shown(await robot.run({ ...execute, serverNumber: by('id', '321'), type: 'hw' }))).toEqual({
			message: 'Resetting failed due to an internal error [RESET_FAILED]',
			description: 'An internal error at Hetzner. Look at the operating status of the server before you try again.',
			httpCode: '500',
			item: 0,
		});
		expect(robot.sent()).toHaveLength(1);
	});

	it('passes a code on that is not documented', async () => {
		robot.simulator.inject({ kind: 'error', status: 409, code: 'SOMETHING_NEW', message: 'Something new' });
		expect((await robot.run({ ...get, serverNumber: by('id', '321') })).error?.message).toBe('Server 321: Something new [SOMETHING_NEW]');
	});

	it('stops the run at the item that failed, and names it', async () => {
		const run = await robot.run({ ...execute, serverNumber: by('id', '={{ $json.n }}'), type: 'hw' }, { items: itemsOf(321, 485, 322) });

		expect(shown(run)).toMatchObject({ message: 'Server 485: The server has no reset option [RESET_NOT_AVAILABLE]', item: 1 });
		expect(robot.sent()).toEqual(['POST /reset/321 type=hw', 'POST /reset/485 type=hw']);
	});

	it('says after the 50th reset of an hour how long the limit lasts', async () => {
		const run = await robot.run({ ...execute, serverNumber: by('id', '470'), type: 'hw' }, { items: itemsOf(...Array.from({ length: 51 }, (_, index) => index)) });

		expect(shown(run)).toEqual({
			message: 'Stopped after 50 of 51 items: Robot allows 50 requests per hour for this, and 50 were used by this n8n process',
			description:
				'Items 0 to 49 were carried out (470). Item 50 was not carried out. It can go on in 60 minutes. The option Wait for Request Limit lets the node wait that long. ' +
				'With On Error set to Continue, the node puts out what was carried out.',
			httpCode: null,
			item: 50,
		});
		expect(run.error?.failure).toMatchObject({ cause: 'rate-limited' });
		expect(robot.sent()).toHaveLength(50);
	});
});

describe('On Error', () => {
	const parameters = { ...execute, serverNumber: by('id', '={{ $json.n }}'), type: 'hw' };

	it('"Continue" makes an item of each error and goes on', async () => {
		const run = await robot.run(parameters, { items: itemsOf(321, 485, 322), onError: 'continueRegularOutput' });

		expect(run.error).toBeUndefined();
		expect(run.json).toEqual([
			{ server_number: 321, server_ip: '203.0.113.10', server_ipv6_net: '2001:db8:0:321::', type: 'hw', performed: true },
			{ error: 'Server 485: The server has no reset option [RESET_NOT_AVAILABLE]', message: 'This server cannot be reset over Robot: ask Hetzner support.' },
			{ server_number: 322, server_ip: '203.0.113.11', server_ipv6_net: '2001:db8:0:322::', type: 'hw', performed: true },
		]);
		expect(pairedItems(run)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		expect(robot.sent()).toEqual(['POST /reset/321 type=hw', 'POST /reset/485 type=hw', 'POST /reset/322 type=hw']);
	});

	it('"Continue (using error output)" gives the failed items to the second output, with what came in', async () => {
		const run = await robot.run(parameters, { items: itemsOf(321, 485, 322), onError: 'continueErrorOutput' });

		expect(run.error).toBeUndefined();
		expect(run.json).toMatchObject([{ server_ip: '203.0.113.10' }, { server_ip: '203.0.113.11' }]);
		expect(run.outputs[1]!.map(({ json }) => json)).toEqual([
			{
				n: 485,
				error: 'Server 485: The server has no reset option [RESET_NOT_AVAILABLE]',
				message: 'This server cannot be reset over Robot: ask Hetzner support.',
			},
		]);
	});

	it('"Continue" carries the other items out when one has a bad parameter', async () => {
		const run = await robot.run(parameters, { items: itemsOf(321, 'abc', 322), onError: 'continueRegularOutput' });

		expect(run.json).toMatchObject([
			{ server_ip: '203.0.113.10' },
			{ error: 'Server is not a server number: abc', message: 'A server number has digits only, e.g. 321.' },
			{ server_ip: '203.0.113.11' },
		]);
		expect(robot.sent()).toEqual(['POST /reset/321 type=hw', 'POST /reset/322 type=hw']);
	});
});

describe('a bad parameter', () => {
	it('of the third item stops the run before anything is sent', async () => {
		const run = await robot.run({ ...execute, serverNumber: by('id', '={{ $json.n }}'), type: 'hw' }, { items: itemsOf(321, 322, 'abc') });

		expect(shown(run)).toMatchObject({
			message: 'Server is not a server number: abc',
			description: 'A server number has digits only, e.g. 321.',
			item: 2,
		});
		expect(robot.sent()).toEqual([]);
	});

	it('is a type that an expression leaves empty', async () => {
		const run = await robot.run({ ...execute, serverNumber: by('id', '321'), type: '={{ $json.missing }}' });

		expect(shown(run)).toMatchObject({ message: 'Type is empty', item: 0 });
		expect(robot.sent()).toEqual([]);
	});

	it('is an operation that does not exist', async () => {
		const run = await robot.run({ resource: 'reset', operation: 'explode' });

		expect(run.error?.message).toBe('There is no operation "explode" of "reset"');
		expect(robot.sent()).toEqual([]);
	});
});
