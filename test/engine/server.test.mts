import { describe, expect, it } from '@jest/globals';
import { by } from '../contract/case.mts';
import { itemsOf, pairedItems, shown, simulatedRobot } from '../support/simulatedRobot.mts';

const robot = simulatedRobot();
const of = (operation: string) => ({ resource: 'server', operation });

describe('Get', () => {
	it('puts out the server with its addresses and features', async () => {
		const run = await robot.run({ ...of('get'), serverNumber: by('id', '412') });

		expect(robot.sent()).toEqual(['GET /server/412']);
		expect(run.json).toEqual([
			{
				server_ip: null,
				server_ipv6_net: '2001:db8:0:412::',
				server_number: 412,
				server_name: 'build-runner',
				product: 'SB-i7-8700',
				dc: 'HEL1-DC6',
				traffic: '20 TB',
				status: 'ready',
				cancelled: false,
				paid_until: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
				ip: null,
				subnet: [{ ip: '2001:db8:0:412::', mask: '64' }],
				reset: true,
				rescue: true,
				vnc: true,
				windows: false,
				plesk: false,
				cpanel: false,
				wol: false,
				hot_swap: false,
				linked_storagebox: null,
			},
		]);
	});

	it('gets the server of each item', async () => {
		const run = await robot.run({ ...of('get'), serverNumber: by('id', '={{ $json.n }}') }, { items: itemsOf(321, '345', 450) });

		expect(robot.sent()).toEqual(['GET /server/321', 'GET /server/345', 'GET /server/450']);
		expect(run.json).toMatchObject([{ server_name: 'web1' }, { server_name: 'db1' }, { server_name: 'backup' }]);
		expect(pairedItems(run)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
	});

	it('says that there is no such server', async () => {
		expect(shown(await robot.run({ ...of('get'), serverNumber: by('id', '999') }))).toEqual({
			message: 'Server with id 999 not found [SERVER_NOT_FOUND]',
			description: 'Check the server number: the server may belong to another account or be cancelled.',
			httpCode: '404',
			item: 0,
		});
	});
});

describe('the server', () => {
	const get = of('get');

	it.each([
		['picked from the list', by('list', '321')],
		['given by its number', by('id', '321')],
		['given by its number with spaces around it', by('id', ' 321 ')],
		['given by its number as a number', { __rl: true, mode: 'id', value: 321 }],
		['given as a bare number, as AI agents do', 321],
	])('%s is asked for at once', async (_how, serverNumber) => {
		const run = await robot.run({ ...get, serverNumber });
		expect(run.json).toMatchObject([{ server_name: 'web1' }]);
		expect(robot.sent()).toEqual(['GET /server/321']);
	});

	it.each([
		['by its bare number as a text, which may be a name', '321'],
		['by its name', by('name', 'web1')],
		['by its main IPv4 address', by('ip', '203.0.113.10')],
		['by its main IPv6 net', by('ip', '2001:db8:0:321::')],
		['by its main IPv6 net with the prefix length', by('ip', '2001:db8:0:321::/64')],
		['by its bare name', 'web1'],
		['by its bare address', '203.0.113.10'],
		['by its bare IPv6 net', '2001:db8:0:321::'],
	])('given %s is looked up in the list of servers', async (_how, serverNumber) => {
		const run = await robot.run({ ...get, serverNumber });
		expect(run.error).toBeUndefined();
		expect(run.json).toMatchObject([{ server_number: 321 }]);
		expect(robot.sent()).toEqual(['GET /server', 'GET /server/321']);
	});

	it('given by name is looked up once for many items', async () => {
		const run = await robot.run({ ...get, serverNumber: by('name', '={{ $json.n }}') }, { items: itemsOf('web1', 'web2', 'db1') });

		expect(run.json).toMatchObject([{ server_number: 321 }, { server_number: 322 }, { server_number: 345 }]);
		expect(robot.sent()).toEqual(['GET /server', 'GET /server/321', 'GET /server/322', 'GET /server/345']);
	});

	it('given by a name that n8n takes for the code of a network error is named as it is', async () => {
		const run = await robot.run({ ...get, serverNumber: by('name', 'ECONNRESET') });
		expect(run.error?.message).toBe('Server: no server is named "ECONNRESET"');
	});

	it('given by a name that two servers have is refused', async () => {
		robot.server(322).server_name = 'web1';
		const run = await robot.run({ ...of('rename'), serverNumber: by('name', 'web1'), serverName: 'x' });

		expect(run.error?.message).toBe('Server: 2 servers are named "web1": "web1" (321), "web1" (322)');
		expect(robot.sent()).toEqual(['GET /server']);
	});

	it('given by an address that no server has is refused', async () => {
		const run = await robot.run({ ...of('rename'), serverNumber: by('ip', '203.0.113.12'), serverName: 'x' });

		expect(run.error?.message).toBe('Server: no server has the main address 203.0.113.12');
		expect(robot.sent()).toEqual(['GET /server']);
	});

	it.each([
		['nothing', by('list', '={{ "" }}'), 'Server is empty'],
		['nothing bare', '={{ "" }}', 'Server is empty'],
		['a value that the item does not have', by('id', '={{ $json.missing }}'), 'Server is empty'],
		['spaces', by('id', '   '), 'Server is empty'],
		['letters for a number', by('id', 'web1'), 'Server is not a server number: web1'],
		['a path for a number', by('id', '../321'), 'Server is not a server number: ../321'],
		['a line break in a number', by('id', '32\n1'), 'Server is not a server number: 32\n1'],
		['NUL after a number', by('id', '321\u0000'), 'Server is not a server number: 321\u0000'],
		['a negative number', by('id', '-321'), 'Server is not a server number: -321'],
		['a fraction', by('id', '3.5'), 'Server is not a server number: 3.5'],
		['letters for an address', by('ip', 'web1'), 'Server is not an IP address: web1'],
		['an address out of range', by('ip', '203.0.113.256'), 'Server is not an IP address: 203.0.113.256'],
		['an object', by('id', '={{ { a: 1 } }}'), 'Server is not a text'],
	])('given as %s sends nothing', async (_what, serverNumber, message) => {
		const run = await robot.run({ ...get, serverNumber });

		expect(run.error?.message).toBe(message);
		expect(robot.sent()).toEqual([]);
	});
});

describe('Get Many', () => {
	it('puts out one item for each server', async () => {
		const run = await robot.run({ ...of('getAll'), sort: 'none' });

		expect(robot.sent()).toEqual(['GET /server']);
		expect((run.json as Array<{ server_number: number }>).map(({ server_number }) => server_number)).toEqual([
			321, 322, 345, 346, 401, 412, 421, 422, 423, 450, 460, 465, 470, 480, 485, 499,
		]);
		expect(pairedItems(run)).toEqual(Array.from({ length: 16 }, () => ({ item: 0 })));
	});

	it('puts out nothing for an account without servers', async () => {
		robot.simulator.state.servers.length = 0;

		const run = await robot.run(of('getAll'));
		expect(run.error).toBeUndefined();
		expect(run.json).toEqual([]);
		expect(robot.simulator.requests()).toMatchObject([{ status: 404 }]);
	});

	it("takes only the list's own code for an empty list", async () => {
		robot.simulator.inject({ kind: 'error', status: 404, code: 'NOT_FOUND', message: 'Not Found' });
		expect((await robot.run(of('getAll'))).error?.message).toBe('Not Found [NOT_FOUND]');
	});

	it('takes an empty array for an empty list, too', async () => {
		robot.simulator.inject({ kind: 'reply', status: 200, contentType: 'application/json', body: '[]' });
		expect(await robot.run(of('getAll'))).toMatchObject({ error: undefined, json: [] });
	});
});

describe('Rename', () => {
	it('changes the name', async () => {
		const run = await robot.run({ ...of('rename'), serverNumber: by('id', '480'), serverName: 'Büro & "Test" + 100 %' });

		expect(run.error).toBeUndefined();
		expect(robot.sent()).toEqual(['POST /server/480 server_name=Büro & "Test" + 100 %']);
		expect(robot.server(480).server_name).toBe('Büro & "Test" + 100 %');
		expect(run.json).toMatchObject([{ server_number: 480, server_name: 'Büro & "Test" + 100 %' }]);
	});

	it('sends nothing without a name', async () => {
		const run = await robot.run({ ...of('rename'), serverNumber: by('id', '480'), serverName: '={{ $json.missing }}' });

		expect(run.error?.message).toBe('Server Name is empty');
		expect(robot.sent()).toEqual([]);
	});

	it('names the input that Robot refuses', async () => {
		const run = await robot.run({ ...of('rename'), serverNumber: by('id', '480'), serverName: 'x'.repeat(256) });

		expect(shown(run)).toMatchObject({ message: `invalid input (invalid: Server Name "${'x'.repeat(60)}…" (e.g. web1)) [INVALID_INPUT]`, httpCode: '400' });
		expect(robot.server(480).server_name).toBe('');
	});
});

describe('Get Cancellation', () => {
	it('puts out the possible reasons as long as the server is not cancelled', async () => {
		const run = await robot.run({ ...of('getCancellation'), serverNumber: by('id', '321') });

		expect(robot.sent()).toEqual(['GET /server/321/cancellation']);
		expect(run.json).toMatchObject([{ server_number: 321, cancelled: false, cancellation_date: null }]);
		expect((run.json[0] as { cancellation_reason: string[] }).cancellation_reason).toHaveLength(9);
	});
});

describe('Cancel', () => {
	const cancel = { ...of('cancel'), serverNumber: by('id', '321') };

	it('takes effect at once with Cancel Immediately, also given as a text', async () => {
		await robot.run({ ...cancel, immediately: true });
		await robot.run({ ...of('cancel'), serverNumber: by('id', '322'), immediately: '={{ "true" }}' });

		expect(robot.sent()).toEqual(['POST /server/321/cancellation cancellation_date=now', 'POST /server/322/cancellation cancellation_date=now']);
	});

	it('needs a date where it is not immediate, also given as a text', async () => {
		const run = await robot.run({ ...cancel, immediately: '={{ "false" }}' });

		expect(run.error?.message).toBe('Cancellation Date is empty');
		expect(robot.sent()).toEqual([]);
	});

	it('cancels the server at the date, with a reason', async () => {
		const run = await robot.run({ ...cancel, cancellationDate: '2099-12-31', additionalFields: { cancellationReason: 'Server too expensive' } });

		expect(run.error).toBeUndefined();
		expect(robot.sent()).toEqual(['POST /server/321/cancellation cancellation_date=2099-12-31 cancellation_reason=Server too expensive']);
		expect(run.json).toMatchObject([{ server_number: 321, cancelled: true, cancellation_date: '2099-12-31', cancellation_reason: 'Server too expensive' }]);
		expect(robot.server(321).cancellation.cancellation_date).toBe('2099-12-31');
	});

	it.each([
		['as the editor picks it', '2099-12-31T00:00:00', '2099-12-31'],
		['with time and zone', '2099-12-31T23:30:00.000-05:00', '2099-12-31'],
		['as an expression makes it', '={{ DateTime.fromISO("2099-12-31") }}', '2099-12-31'],
		['now', 'now', 'now'],
	])('takes a date %s', async (_how, cancellationDate, sent) => {
		const run = await robot.run({ ...cancel, cancellationDate });

		expect(run.error).toBeUndefined();
		expect(robot.sent()).toEqual([`POST /server/321/cancellation cancellation_date=${sent}`]);
	});

	it.each([
		['nothing', '={{ $json.missing }}', 'Cancellation Date is empty'],
		['two digits for the year', '99-12-31', 'Cancellation Date is not a date'],
		['a day that is not in the calendar', '2099-02-30', 'Cancellation Date is not a date'],
		['a German date', '31.12.2099', 'Cancellation Date is not a date'],
		['words', 'tomorrow', 'Cancellation Date is not a date'],
		['a number', '={{ 20991231 }}', 'Cancellation Date is not a date'],
	])('sends nothing for %s as the date', async (_what, cancellationDate, message) => {
		const run = await robot.run({ ...cancel, cancellationDate });

		expect(run.error?.message).toBe(message);
		expect(robot.sent()).toEqual([]);
	});

	it.each([
		['true', true],
		['false', false],
		['"true" as AI agents write it', 'true'],
	])('sends Reserve Location %s in lower case', async (_what, reserveLocation) => {
		const run = await robot.run({ ...of('cancel'), serverNumber: by('id', '345'), cancellationDate: '2099-12-31', additionalFields: { reserveLocation } });

		expect(run.error).toBeUndefined();
		expect(robot.sent()).toEqual([`POST /server/345/cancellation cancellation_date=2099-12-31 reserve_location=${reserveLocation}`]);
		expect(robot.server(345).cancellation.reserved).toBe(String(reserveLocation) === 'true');
	});

	it('sends nothing for a Reserve Location that is neither true nor false', async () => {
		const run = await robot.run({ ...cancel, cancellationDate: '2099-12-31', additionalFields: { reserveLocation: 'perhaps' } });

		expect(run.error?.message).toBe('Reserve Location is neither true nor false');
		expect(robot.sent()).toEqual([]);
	});

	it('says that the location cannot be reserved', async () => {
		const run = await robot.run({ ...cancel, cancellationDate: '2099-12-31', additionalFields: { reserveLocation: true } });

		expect(shown(run)).toMatchObject({
			message: expect.stringMatching(/\[SERVER_CANCELLATION_RESERVE_LOCATION_FALSE_ONLY\]$/),
			description: 'This location cannot be reserved: leave Reserve Location out or switch it off.',
			httpCode: '409',
		});
		expect(robot.server(321).cancellation.cancellation_date).toBeNull();
	});

	it('says that the server is cancelled already', async () => {
		const run = await robot.run({ ...of('cancel'), serverNumber: by('id', '470'), cancellationDate: '2099-12-31' });

		expect(shown(run)).toEqual({
			message: 'Server 470: The server is already cancelled [CONFLICT]',
			description: 'Robot gives the reason above; nothing was changed.',
			httpCode: '409',
			item: 0,
		});
	});

	it('cancels none of several servers when the date of one is wrong', async () => {
		const run = await robot.run(
			{ ...of('cancel'), serverNumber: by('id', '={{ [321, 322, 401][$itemIndex] }}'), cancellationDate: '={{ $json.n }}' },
			{ items: itemsOf('2099-12-31', '2099-12-31', '2099-13-31') },
		);

		expect(shown(run)).toMatchObject({ message: 'Cancellation Date is not a date', item: 2 });
		expect(robot.sent()).toEqual([]);
	});
});

describe('Withdraw Cancellation', () => {
	it('keeps the server, and says so although Robot answers nothing', async () => {
		const run = await robot.run({ ...of('withdrawCancellation'), serverNumber: by('id', '470') });

		expect(robot.sent()).toEqual(['DELETE /server/470/cancellation']);
		expect(run.json).toEqual([{ server_number: 470, success: true }]);
		expect(pairedItems(run)).toEqual([{ item: 0 }]);
		expect(robot.server(470).cancellation.cancellation_date).toBeNull();
	});

	it('says that there is nothing to withdraw', async () => {
		expect(shown(await robot.run({ ...of('withdrawCancellation'), serverNumber: by('id', '321') }))).toMatchObject({
			message: 'Server 321: The cancellation cannot be revoked [CONFLICT]',
			httpCode: '409',
		});
	});
});
