import { describe, expect, it } from '@jest/globals';
import { by, NEXT_YEAR } from '../contract/case.mts';
import { itemsOf, shown, simulatedRobot } from '../support/simulatedRobot.mts';

const robot = simulatedRobot();
const of = (operation: string, ip: string, more = {}) => ({ resource: 'subnet', operation, netIp: by('ip', ip), ...more });
const subnet = (ip: string) => robot.simulator.state.subnets.find((known) => known.ip === ip)!;

/** The main IPv6 net of server 401, whose second address 192.0.2.27 has a MAC address of its own. */
const MAIN = '2001:db8:0:401::';
const MAIN_MAC = '00:21:85:00:04:01';
const SECOND_MAC = '00:50:56:00:4b:27';

describe('Get Many', () => {
	it('puts out every net of the account', async () => {
		const run = await robot.run({ resource: 'subnet', operation: 'getAll' });

		expect(robot.sent()).toEqual(['GET /subnet']);
		expect(run.json).toHaveLength(19);
	});

	it('puts out those of the chosen server', async () => {
		const run = await robot.run({ resource: 'subnet', operation: 'getAll', filters: { serverIp: '203.0.113.10' } });

		expect(robot.sent()).toEqual(['GET /subnet?server_ip=203.0.113.10']);
		expect(run.json).toMatchObject([
			{ ip: '2001:db8:0:321::', mask: 64, failover: false },
			{ ip: '203.0.113.160', mask: 29, failover: false },
			{ ip: '198.51.100.200', mask: 32, failover: true },
			{ ip: '2001:db8:ff00:1::', mask: 64, failover: true },
		]);
	});
});

describe('Get', () => {
	it('puts out the net of a server without an IPv4 address', async () => {
		const run = await robot.run(of('get', '2001:db8:0:412::'));

		expect(robot.sent()).toEqual(['GET /subnet/2001:db8:0:412::']);
		expect(run.json).toEqual([
			{
				ip: '2001:db8:0:412::',
				mask: 64,
				gateway: 'fe80::1',
				server_ip: null,
				server_number: 412,
				failover: false,
				locked: false,
				traffic_warnings: false,
				traffic_hourly: 200,
				traffic_daily: 2000,
				traffic_monthly: 20,
			},
		]);
	});

	it.each(['203.0.113.160', '203.0.113.160/29', ' 203.0.113.160 '])('leaves out of %j what Robot does not take', async (ip) => {
		const run = await robot.run(of('get', ip));
		expect(run.error).toBeUndefined();
		expect(robot.sent()).toEqual(['GET /subnet/203.0.113.160']);
	});

	it('says that the account has no such net', async () => {
		expect(shown(await robot.run(of('get', '2001:db8:0:999::')))).toEqual({
			message: 'Subnet not found [SUBNET_NOT_FOUND]',
			description: 'Check the net address, given without its prefix length.',
			httpCode: '404',
			item: 0,
		});
	});

	it.each([
		['', 'Subnet is empty'],
		['2001:db8::g', 'Subnet is not an IP address: 2001:db8::g'],
		['k8s', 'Subnet is not an IP address: k8s'],
	])('sends nothing for %j', async (ip, message) => {
		const run = await robot.run(of('get', '={{ $json.n }}'), { items: itemsOf(ip) });
		expect(run.error?.message).toBe(message);
		expect(robot.sent()).toEqual([]);
	});
});

describe('Update Traffic Warnings', () => {
	it('changes the chosen settings and nothing else', async () => {
		const run = await robot.run(of('updateTrafficWarnings', MAIN, { updateFields: { trafficWarnings: true, trafficHourly: 500 } }));

		expect(robot.sent()).toEqual([`POST /subnet/${MAIN} traffic_warnings=true traffic_hourly=500`]);
		expect(run.json).toMatchObject([{ ip: MAIN, traffic_warnings: true, traffic_hourly: 500, traffic_daily: 2000, traffic_monthly: 20 }]);
	});

	it('sends nothing when nothing is to be changed', async () => {
		const run = await robot.run(of('updateTrafficWarnings', MAIN));
		expect(run.error?.message).toBe('Update Fields is empty');
		expect(robot.sent()).toEqual([]);
	});
});

describe('the MAC address', () => {
	it('is put out with the possible ones', async () => {
		const run = await robot.run(of('getMac', MAIN));

		expect(robot.sent()).toEqual([`GET /subnet/${MAIN}/mac`]);
		expect(run.json).toEqual([{ ip: MAIN, mask: '64', mac: MAIN_MAC, possible_mac: { '192.0.2.25': MAIN_MAC, '192.0.2.27': SECOND_MAC } }]);
	});

	it('is set to another one, and reset to that of the main address', async () => {
		const set = await robot.run(of('setMac', `${MAIN}/64`, { mac: SECOND_MAC }));
		expect(set.json).toMatchObject([{ ip: MAIN, mac: SECOND_MAC }]);
		expect(subnet(MAIN).mac).toBe(SECOND_MAC);

		const reset = await robot.run(of('resetMac', MAIN));
		expect(reset.json).toMatchObject([{ ip: MAIN, mac: MAIN_MAC }]);
		expect(robot.sent()).toEqual([`PUT /subnet/${MAIN}/mac mac=${SECOND_MAC}`, `DELETE /subnet/${MAIN}/mac`]);
	});

	it('goes back to that of the main address when the other one is deleted', async () => {
		await robot.run(of('setMac', MAIN, { mac: SECOND_MAC }));
		await robot.run({ resource: 'ip', operation: 'deleteMac', ip: by('ip', '192.0.2.27') });

		expect((await robot.run(of('getMac', MAIN))).json).toMatchObject([{ mac: MAIN_MAC, possible_mac: { '192.0.2.25': MAIN_MAC } }]);
	});

	it('is not set to one that the server does not have', async () => {
		expect(shown(await robot.run(of('setMac', MAIN, { mac: '00:00:00:00:00:00' })))).toMatchObject({
			message: 'invalid input (invalid: MAC Address "00:00:00:00:00:00") [INVALID_INPUT]',
			httpCode: '400',
		});
	});

	it('is not set to nothing', async () => {
		const run = await robot.run(of('setMac', MAIN, { mac: '={{ $json.missing }}' }));
		expect(run.error?.message).toBe('MAC Address is empty');
		expect(robot.sent()).toEqual([]);
	});

	it('cannot be had for every net', async () => {
		expect(shown(await robot.run(of('getMac', '203.0.113.160')))).toMatchObject({
			message: 'For this IP address it is not possible to set a separate MAC address [MAC_NOT_AVAILABLE]',
			description: 'This address cannot have a separate MAC address.',
			httpCode: '404',
		});
	});
});

describe('the cancellation', () => {
	it('is put out with the mask', async () => {
		expect((await robot.run(of('getCancellation', '203.0.113.160'))).json).toMatchObject([
			{ ip: '203.0.113.160', mask: '29', server_number: 321, cancelled: false, cancellation_date: null },
		]);
	});

	it('is made to a date, and withdrawn', async () => {
		const cancelled = await robot.run(of('cancel', '203.0.113.160', { cancellationDate: NEXT_YEAR }));
		expect(cancelled.json).toMatchObject([{ ip: '203.0.113.160', cancelled: true, cancellation_date: NEXT_YEAR }]);
		expect(subnet('203.0.113.160').cancellation.cancellation_date).toBe(NEXT_YEAR);

		const withdrawn = await robot.run(of('withdrawCancellation', '203.0.113.160'));
		expect(withdrawn.json).toMatchObject([{ cancelled: false, cancellation_date: null }]);
		expect(robot.sent()).toEqual([`POST /subnet/203.0.113.160/cancellation cancellation_date=${NEXT_YEAR}`, 'DELETE /subnet/203.0.113.160/cancellation']);
	});

	it('of a main net is refused with the reason', async () => {
		expect(shown(await robot.run(of('cancel', MAIN, { cancellationDate: NEXT_YEAR })))).toMatchObject({
			message: 'It is not possible to cancel this subnet. [CONFLICT]',
			description: 'Robot gives the reason above; nothing was changed.',
			httpCode: '409',
		});
	});

	it('without a date sends nothing', async () => {
		const run = await robot.run(of('cancel', '203.0.113.160', { cancellationDate: '={{ $json.missing }}' }));
		expect(run.error?.message).toBe('Cancellation Date is empty');
		expect(robot.sent()).toEqual([]);
	});
});
