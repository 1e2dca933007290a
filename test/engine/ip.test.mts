import { describe, expect, it } from '@jest/globals';
import { by, NEXT_YEAR } from '../contract/case.mts';
import { itemsOf, pairedItems, shown, simulatedRobot } from '../support/simulatedRobot.mts';

const robot = simulatedRobot();
const of = (operation: string, ip: string, more = {}) => ({ resource: 'ip', operation, ip: by('ip', ip), ...more });
const address = (ip: string) => robot.simulator.state.ips.find((known) => known.ip === ip)!;

describe('Get Many', () => {
	it('puts out every single address of the account', async () => {
		const run = await robot.run({ resource: 'ip', operation: 'getAll' });

		expect(robot.sent()).toEqual(['GET /ip']);
		expect(run.json).toHaveLength(18);
		expect(run.json[0]).toEqual({
			ip: '203.0.113.10',
			server_ip: '203.0.113.10',
			server_number: 321,
			locked: false,
			separate_mac: null,
			traffic_warnings: false,
			traffic_hourly: 200,
			traffic_daily: 2000,
			traffic_monthly: 20,
		});
	});

	it('puts out those of the chosen server', async () => {
		const run = await robot.run({ resource: 'ip', operation: 'getAll', filters: { serverIp: '192.0.2.25' } });

		expect(robot.sent()).toEqual(['GET /ip?server_ip=192.0.2.25']);
		expect(run.json).toMatchObject([
			{ ip: '192.0.2.25', server_number: 401 },
			{ ip: '192.0.2.26', server_number: 401 },
			{ ip: '192.0.2.27', server_number: 401 },
		]);
		expect(pairedItems(run)).toEqual([{ item: 0 }, { item: 0 }, { item: 0 }]);
	});

	it('puts out nothing for an address that no server has', async () => {
		expect(await robot.run({ resource: 'ip', operation: 'getAll', filters: { serverIp: '192.0.2.99' } })).toMatchObject({ error: undefined, json: [] });
	});

	it.each([
		['', 'Server is empty'],
		['={{ $json.missing }}', 'Server resolved to nothing'],
		['={{ null }}', 'Server resolved to nothing'],
	])('does not ask for all when the filter was added and is %j', async (serverIp, message) => {
		const run = await robot.run({ resource: 'ip', operation: 'getAll', filters: { serverIp } });
		expect(run.error?.message).toBe(message);
		expect(robot.sent()).toEqual([]);
	});
});

describe('Get', () => {
	it('puts out gateway, mask and broadcast too', async () => {
		const run = await robot.run(of('get', '203.0.113.12'));

		expect(robot.sent()).toEqual(['GET /ip/203.0.113.12']);
		expect(run.json).toEqual([
			{
				ip: '203.0.113.12',
				gateway: '203.0.113.1',
				mask: 26,
				broadcast: '203.0.113.63',
				server_ip: '203.0.113.10',
				server_number: 321,
				locked: false,
				separate_mac: null,
				traffic_warnings: false,
				traffic_hourly: 200,
				traffic_daily: 2000,
				traffic_monthly: 20,
			},
		]);
	});

	it('gets the address of each item', async () => {
		const run = await robot.run(of('get', '={{ $json.n }}'), { items: itemsOf('192.0.2.26', '192.0.2.27') });

		expect(run.json).toMatchObject([{ ip: '192.0.2.26' }, { ip: '192.0.2.27' }]);
		expect(pairedItems(run)).toEqual([{ item: 0 }, { item: 1 }]);
	});

	it('says that the account has no such address', async () => {
		expect(shown(await robot.run(of('get', '192.0.2.99')))).toEqual({
			message: 'No IP addresses found [IP_NOT_FOUND]',
			description: 'Check the IP address: it may belong to another account.',
			httpCode: '404',
			item: 0,
		});
	});

	it.each([
		['', 'IP Address is empty'],
		['192.0.2', 'IP Address is not an IP address: 192.0.2'],
		['192.0.2.1/../..', 'IP Address is not an IP address: 192.0.2.1/../..'],
		['web1', 'IP Address is not an IP address: web1'],
	])('sends nothing for %j', async (ip, message) => {
		const run = await robot.run(of('get', '={{ $json.n }}'), { items: itemsOf(ip) });
		expect(run.error?.message).toBe(message);
		expect(robot.sent()).toEqual([]);
	});
});

describe('Update Traffic Warnings', () => {
	it('changes the chosen settings and nothing else', async () => {
		const run = await robot.run(of('updateTrafficWarnings', '203.0.113.12', { updateFields: { trafficMonthly: 30, trafficWarnings: true } }));

		expect(run.error).toBeUndefined();
		expect(robot.sent()).toEqual(['POST /ip/203.0.113.12 traffic_warnings=true traffic_monthly=30']);
		expect(run.json).toMatchObject([{ traffic_warnings: true, traffic_hourly: 200, traffic_daily: 2000, traffic_monthly: 30 }]);
		expect(address('203.0.113.12')).toMatchObject({ traffic_warnings: true, traffic_monthly: 30 });
	});

	it('can switch the warnings off, and set a limit of 0', async () => {
		address('203.0.113.12').traffic_warnings = true;
		await robot.run(of('updateTrafficWarnings', '203.0.113.12', { updateFields: { trafficWarnings: false, trafficDaily: 0 } }));

		expect(robot.sent()).toEqual(['POST /ip/203.0.113.12 traffic_warnings=false traffic_daily=0']);
		expect(address('203.0.113.12')).toMatchObject({ traffic_warnings: false, traffic_daily: 0 });
	});

	it('takes "false" from an expression for false', async () => {
		address('203.0.113.12').traffic_warnings = true;
		await robot.run(of('updateTrafficWarnings', '203.0.113.12', { updateFields: { trafficWarnings: '={{ $json.n }}' } }), { items: itemsOf('false') });
		expect(address('203.0.113.12').traffic_warnings).toBe(false);
	});

	it('sends nothing when nothing is to be changed', async () => {
		const run = await robot.run(of('updateTrafficWarnings', '203.0.113.12', { updateFields: {} }));

		expect(shown(run)).toMatchObject({ message: 'Update Fields is empty', description: 'Add at least one field to change.', item: 0 });
		expect(robot.sent()).toEqual([]);
	});

	it.each([
		[{ trafficWarnings: 'yes' }, 'Traffic Warnings is neither true nor false'],
		[{ trafficDaily: 'much' }, 'Daily Limit (MB) is not a number'],
	])('sends nothing for %j', async (updateFields, message) => {
		const run = await robot.run(of('updateTrafficWarnings', '203.0.113.12', { updateFields }));
		expect(run.error?.message).toBe(message);
		expect(robot.sent()).toEqual([]);
	});

	it('names the limit that Robot does not take', async () => {
		const run = await robot.run(of('updateTrafficWarnings', '203.0.113.12', { updateFields: { trafficHourly: -1 } }));
		expect(shown(run)).toMatchObject({
			message: 'invalid input (invalid: Hourly Limit (MB) "-1" (takes 0 or more)) [INVALID_INPUT]',
			description: 'Correct the inputs named above.',
			httpCode: '400',
		});
	});
});

describe('the separate MAC address', () => {
	it('is generated, put out, and deleted again', async () => {
		expect((await robot.run(of('generateMac', '192.0.2.26'))).json).toEqual([{ ip: '192.0.2.26', mac: '00:50:56:00:02:1a' }]);
		expect((await robot.run(of('getMac', '192.0.2.26'))).json).toEqual([{ ip: '192.0.2.26', mac: '00:50:56:00:02:1a' }]);
		expect((await robot.run(of('deleteMac', '192.0.2.26'))).json).toEqual([{ ip: '192.0.2.26', mac: null }]);
		expect(robot.sent()).toEqual(['PUT /ip/192.0.2.26/mac', 'GET /ip/192.0.2.26/mac', 'DELETE /ip/192.0.2.26/mac']);
	});

	it.each([
		['getMac', '192.0.2.26', '404', 'There is no separate MAC address set [MAC_NOT_FOUND]', 'No separate MAC address is set: generate one first.'],
		['deleteMac', '192.0.2.26', '409', 'There is no separate MAC address set [MAC_NOT_FOUND]', 'No separate MAC address is set: generate one first.'],
		['generateMac', '192.0.2.27', '409', 'There is already a separate MAC address set [MAC_ALREADY_SET]', 'Nothing to do: a separate MAC address is already set.'],
		[
			'generateMac',
			'203.0.113.10',
			'404',
			'For this IP address it is not possible to set a separate MAC address [MAC_NOT_AVAILABLE]',
			'This address cannot have a separate MAC address.',
		],
	])('%s of %s says why not (%s)', async (operation, ip, httpCode, message, description) => {
		expect(shown(await robot.run(of(operation, ip)))).toEqual({ message, description, httpCode, item: 0 });
	});
});

describe('the cancellation', () => {
	it('is put out under its documented name, whatever Robot calls it', async () => {
		const run = await robot.run(of('getCancellation', '192.0.2.26'));

		expect(robot.sent()).toEqual(['GET /ip/192.0.2.26/cancellation']);
		expect(run.json).toEqual([
			{
				ip: '192.0.2.26',
				server_number: 401,
				earliest_cancellation_date: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
				cancelled: false,
				cancellation_date: null,
			},
		]);
	});

	it('is made to a date, and withdrawn', async () => {
		const cancelled = await robot.run(of('cancel', '192.0.2.26', { cancellationDate: `${NEXT_YEAR}T00:00:00` }));
		expect(cancelled.json).toMatchObject([{ cancelled: true, cancellation_date: NEXT_YEAR }]);

		const withdrawn = await robot.run(of('withdrawCancellation', '192.0.2.26'));
		expect(withdrawn.json).toMatchObject([{ cancelled: false, cancellation_date: null }]);
		expect(robot.sent()).toEqual([`POST /ip/192.0.2.26/cancellation cancellation_date=${NEXT_YEAR}`, 'DELETE /ip/192.0.2.26/cancellation']);
	});

	it('can be immediate, and is then not withdrawn', async () => {
		await robot.run(of('cancel', '192.0.2.26', { cancellationDate: '={{ "now" }}' }));
		expect(robot.sent()).toEqual(['POST /ip/192.0.2.26/cancellation cancellation_date=now']);

		expect(shown(await robot.run(of('withdrawCancellation', '192.0.2.26')))).toMatchObject({
			message: 'The IP cancellation has already been carried out [CONFLICT]',
			description: 'Robot gives the reason above; nothing was changed.',
			httpCode: '409',
		});
	});

	it('of a main address is refused with the reason', async () => {
		expect(shown(await robot.run(of('getCancellation', '203.0.113.10')))).toMatchObject({ message: "It's not possible to cancel this IP. [CONFLICT]", httpCode: '409' });
	});

	it.each([
		['', 'Cancellation Date is empty'],
		['soon', 'Cancellation Date is not a date'],
		['24-01-31', 'Cancellation Date is not a date'],
		['2027-02-30', 'Cancellation Date is not a date'],
		['31.01.2027', 'Cancellation Date is not a date'],
	])('to %j sends nothing', async (date, message) => {
		const run = await robot.run(of('cancel', '192.0.2.26', { cancellationDate: '={{ $json.n }}' }), { items: itemsOf(date) });
		expect(run.error?.message).toBe(message);
		expect(robot.sent()).toEqual([]);
	});
});
