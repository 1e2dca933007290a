import { describe, expect, it } from '@jest/globals';
import { by } from '../contract/case.mts';
import { itemsOf, pairedItems, shown, simulatedRobot } from '../support/simulatedRobot.mts';

const robot = simulatedRobot();
const get = (more = {}) => ({ resource: 'traffic', operation: 'get', trafficOf: 'addresses', ...more });
const custom = (type: string, from: unknown, to: unknown, more = {}) => get({ period: 'custom', type, from, to, ip: [WEB], ...more });

const WEB = '203.0.113.10';
const DB = '203.0.113.20';
const NET = '2001:db8:0:321::';
/** The spare address that has never had any traffic. */
const SILENT = '192.0.2.27';

const INCOMPLETE = "Server: Robot's list of this server's addresses is incomplete";

/** What Robot would answer, where the simulated one has no traffic of its own to fit. */
const answer = (traffic: object) => robot.simulator.inject({ kind: 'reply', status: 200, body: JSON.stringify({ traffic }) });
const amounts = (sum: number) => ({ in: sum, out: 0, sum });

describe('the addresses', () => {
	it('are sent bare where there is one', async () => {
		const run = await robot.run(custom('month', '2026-01-01', '2026-01-31'));

		expect(robot.sent()).toEqual(['POST /traffic ip=203.0.113.10 type=month from=2026-01-01 to=2026-01-31']);
		expect(run.json).toEqual([{ address: WEB, type: 'month', from: '2026-01-01', to: '2026-01-31', in: expect.any(Number), out: expect.any(Number), sum: expect.any(Number) }]);
		const [{ in: received, out, sum }] = run.json as [{ in: number; out: number; sum: number }];
		expect(sum).toBeCloseTo(received + out, 3);
		expect(sum).toBeGreaterThan(0);
	});

	it.each([
		['as a list', [WEB, DB]],
		['as one text with commas', '={{ "203.0.113.10, 203.0.113.20" }}'],
	])('are sent as a list where there are several: %s', async (_how, ip) => {
		const run = await robot.run(custom('month', '2026-01-01', '2026-01-31', { ip }));

		expect(robot.sent()).toEqual(['POST /traffic ip[]=203.0.113.10 ip[]=203.0.113.20 type=month from=2026-01-01 to=2026-01-31']);
		expect(run.json).toMatchObject([{ address: WEB }, { address: DB }]);
		expect(pairedItems(run)).toEqual([{ item: 0 }, { item: 0 }]);
	});

	it('can be nets, whose items have the prefix length', async () => {
		const run = await robot.run(custom('month', '2026-01-01', '2026-01-31', { ip: [], subnet: [`${NET}/64`] }));

		expect(robot.sent()).toEqual([`POST /traffic subnet=${NET} type=month from=2026-01-01 to=2026-01-31`]);
		expect(run.json).toMatchObject([{ address: `${NET}/64` }]);
	});

	it('can be both', async () => {
		const run = await robot.run(custom('month', '2026-01-01', '2026-01-31', { subnet: [NET, '203.0.113.160'] }));
		expect(robot.sent()).toEqual([`POST /traffic ip=${WEB} subnet[]=${NET} subnet[]=203.0.113.160 type=month from=2026-01-01 to=2026-01-31`]);
		expect(run.json).toMatchObject([{ address: WEB }, { address: `${NET}/64` }, { address: '203.0.113.160/29' }]);
	});

	it.each([
		[{ ip: [] }, 'IP Addresses is empty'],
		[{ ip: '={{ $json.missing }}' }, 'IP Addresses resolved to nothing'],
		[{ ip: ['web1'] }, 'IP Addresses is not an IP address: web1'],
		[{ subnet: ['2001:db8::/64', 'k8s'] }, 'Subnets is not an IP address: k8s'],
	])('%j send nothing', async (more, message) => {
		const run = await robot.run(custom('month', '2026-01-01', '2026-01-31', more));
		expect(run.error?.message).toBe(message);
		expect(robot.sent()).toEqual([]);
	});

	it('of somebody else are refused by Robot', async () => {
		expect(shown(await robot.run(custom('month', '2026-01-01', '2026-01-31', { ip: ['8.8.8.8'] })))).toMatchObject({
			message: 'No IP addresses or subnets found [NOT_FOUND]',
			httpCode: '404',
		});
	});

	it('without traffic are left out', async () => {
		const run = await robot.run(custom('month', '2026-01-01', '2026-01-31', { ip: [SILENT, WEB] }));
		expect(run.json).toMatchObject([{ address: WEB }]);
	});

	it('without any traffic at all give no item', async () => {
		const run = await robot.run(custom('month', '2026-01-01', '2026-01-31', { ip: [SILENT] }));
		expect(run).toMatchObject({ error: undefined, json: [] });
		expect(robot.sent()).toHaveLength(1);
	});
});

describe('a custom time', () => {
	it.each([
		['day', '2026-01-31T09:30:00', '2026-01-31T17:00:00', '2026-01-31T09', '2026-01-31T17'],
		['day', '2026-01-31', '2026-01-31', '2026-01-31T00', '2026-01-31T23'],
		['day', '2026-01-31T09', '2026-01-31T10', '2026-01-31T09', '2026-01-31T10'],
		['month', '2026-01-01T00:00:00', '2026-01-31T00:00:00', '2026-01-01', '2026-01-31'],
		['month', '2026-01-01T23:59:59', '2026-01-15', '2026-01-01', '2026-01-15'],
		['year', '2025-02-14T00:00:00', '2025-11-30T00:00:00', '2025-02', '2025-11'],
		['year', '2025-02', '2025-11', '2025-02', '2025-11'],
	])('of the type %s from %s to %s is sent as Robot wants it', async (type, from, to, sentFrom, sentTo) => {
		const run = await robot.run(custom(type, from, to));
		expect(run.error).toBeUndefined();
		expect(robot.sent()).toEqual([`POST /traffic ip=203.0.113.10 type=${type} from=${sentFrom} to=${sentTo}`]);
		expect(run.json).toMatchObject([{ type, from: sentFrom, to: sentTo }]);
	});

	it('can be a date of Luxon', async () => {
		await robot.run(custom('month', '={{ DateTime.fromISO("2026-01-01") }}', '={{ DateTime.fromISO("2026-01-31") }}'));
		expect(robot.sent()).toEqual(['POST /traffic ip=203.0.113.10 type=month from=2026-01-01 to=2026-01-31']);
	});

	it.each([
		['month', 'yesterday', '2026-01-31', 'From is not a date'],
		['month', '2026-01', '2026-01-31', 'From is not a date'],
		['day', '2026-01-31', '31.01.2026', 'To is not a date'],
		['year', '2025', '2025-11', 'From is not a date'],
		['month', '={{ $json.missing }}', '2026-01-31', 'From is empty'],
	])('of the type %s from %j to %j sends nothing', async (type, from, to, message) => {
		const run = await robot.run(custom(type, from, to));
		expect(run.error?.message).toBe(message);
		expect(robot.sent()).toEqual([]);
	});
});

describe('grouped traffic', () => {
	it('is one item for each day, in order', async () => {
		const run = await robot.run(custom('month', '2026-01-09', '2026-01-11', { singleValues: true, ip: [WEB, DB] }));

		expect(robot.sent()[0]).toContain('single_values=true');
		expect(run.json).toMatchObject([
			{ address: WEB, type: 'month', from: '2026-01-09', to: '2026-01-11', interval: '09', timestamp: '2026-01-09T00:00:00', sum: expect.any(Number) },
			{ address: WEB, interval: '10', timestamp: '2026-01-10T00:00:00' },
			{ address: WEB, interval: '11', timestamp: '2026-01-11T00:00:00' },
			{ address: DB, interval: '09', timestamp: '2026-01-09T00:00:00' },
			{ address: DB, interval: '10', timestamp: '2026-01-10T00:00:00' },
			{ address: DB, interval: '11', timestamp: '2026-01-11T00:00:00' },
		]);
	});

	it('adds up to what is not grouped', async () => {
		const days = (await robot.run(custom('month', '2026-01-09', '2026-01-11', { singleValues: true }))).json as Array<{ sum: number }>;
		const [total] = (await robot.run(custom('month', '2026-01-09', '2026-01-11'))).json as [{ sum: number }];
		expect(days.reduce((sum, day) => sum + day.sum, 0)).toBeCloseTo(total.sum, 2);
	});

	it('is one item for each hour', async () => {
		const run = await robot.run(custom('day', '2026-01-31T22', '2026-01-31T23', { singleValues: true }));
		expect(run.json).toMatchObject([
			{ interval: '22', timestamp: '2026-01-31T22:00:00' },
			{ interval: '23', timestamp: '2026-01-31T23:00:00' },
		]);
	});

	it('is one item for each month', async () => {
		const run = await robot.run(custom('year', '2025-10', '2025-12', { singleValues: true }));
		expect(run.json).toMatchObject([
			{ interval: '10', timestamp: '2025-10-01T00:00:00' },
			{ interval: '11', timestamp: '2025-11-01T00:00:00' },
			{ interval: '12', timestamp: '2025-12-01T00:00:00' },
		]);
	});

	it('is one item for each hour in the last 24, of which the day before comes first', async () => {
		const run = await robot.run(get({ ip: [WEB], period: 'last24Hours', singleValues: true }));
		const timestamps = run.json.map((item) => (item as { timestamp: string }).timestamp);

		expect(run.json).toHaveLength(24);
		expect(timestamps).toEqual(timestamps.toSorted());
		expect(new Set(timestamps).size).toBe(24);
		expect(Date.parse(`${timestamps[23]}Z`) - Date.parse(`${timestamps[0]}Z`)).toBe(23 * 3600 * 1000);
	});

	it('across the end of a month goes on in the next one', async () => {
		answer({ type: 'month', from: '2026-02-27', to: '2026-03-02', data: { [WEB]: { '01': amounts(3), '02': amounts(4), '27': amounts(1), '28': amounts(2) } } });
		const run = await robot.run(custom('month', '2026-02-27', '2026-03-02', { singleValues: true }));
		expect(run.json).toMatchObject([
			{ interval: '27', timestamp: '2026-02-27T00:00:00', sum: 1 },
			{ interval: '28', timestamp: '2026-02-28T00:00:00', sum: 2 },
			{ interval: '01', timestamp: '2026-03-01T00:00:00', sum: 3 },
			{ interval: '02', timestamp: '2026-03-02T00:00:00', sum: 4 },
		]);
	});

	it('across the end of a year goes on in the next one', async () => {
		answer({ type: 'year', from: '2025-11', to: '2026-01', data: { [WEB]: { '01': amounts(3), '11': amounts(1), '12': amounts(2) } } });
		const run = await robot.run(custom('year', '2025-11', '2026-01', { singleValues: true }));
		expect(run.json).toMatchObject([{ timestamp: '2025-11-01T00:00:00' }, { timestamp: '2025-12-01T00:00:00' }, { timestamp: '2026-01-01T00:00:00' }]);
	});

	it('across midnight on the last day of a year goes on in the next one', async () => {
		answer({ type: 'day', from: '2025-12-31T23', to: '2026-01-01T00', data: { [WEB]: { '00': amounts(2), '23': amounts(1) } } });
		const run = await robot.run(custom('day', '2025-12-31T23', '2026-01-01T00', { singleValues: true }));
		expect(run.json).toMatchObject([
			{ timestamp: '2025-12-31T23:00:00', sum: 1 },
			{ timestamp: '2026-01-01T00:00:00', sum: 2 },
		]);
	});

	it.each([false, 'false', ''])('is not wished with %j', async (singleValues) => {
		await robot.run(custom('month', '2026-01-09', '2026-01-11', { singleValues }));
		expect(robot.sent()).toEqual(['POST /traffic ip=203.0.113.10 type=month from=2026-01-09 to=2026-01-11']);
	});
});

describe('a time without data', () => {
	it('gives no item', async () => {
		expect(await robot.run(custom('month', '2090-01-01', '2090-01-31'))).toMatchObject({ error: undefined, json: [] });
	});

	it('gives no item when Robot sends a list instead of a map', async () => {
		answer({ type: 'month', from: '2026-01-01', to: '2026-01-31', data: [] });
		expect((await robot.run(custom('month', '2026-01-01', '2026-01-31'))).json).toEqual([]);
	});
});

describe('a preset', () => {
	it.each(['last24Hours', 'lastMonth', 'thisMonth'])('%s is a query that Robot takes', async (period) => {
		const run = await robot.run(get({ ip: [WEB], period }));
		expect(run.error).toBeUndefined();
		expect(robot.sent()).toHaveLength(1);
	});

	it('Last Month has as many days as the month', async () => {
		const run = await robot.run(get({ ip: [WEB], period: 'lastMonth', singleValues: true }));
		const [{ from, to }] = run.json as [{ from: string; to: string }];

		expect(from).toMatch(/-01$/);
		expect(run.json).toHaveLength(Number(to.slice(8)));
		const dayAfter = new Date(Date.parse(to) + 24 * 3600 * 1000).toISOString();
		expect(dayAfter.slice(8, 10)).toBe('01');
	});

	it('is chosen for each item, whatever From and To say', async () => {
		await robot.run(get({ ip: [WEB], period: '={{ $json.n }}', type: 'year', from: '2020-01-01', to: '2020-12-31' }), { items: itemsOf('lastMonth', 'last24Hours', 'custom') });

		const sent = robot.simulator.requests().map(({ form }) => Object.fromEntries(form));
		expect(sent.map(({ type }) => type)).toEqual(['month', 'day', 'year']);
		expect(sent.map(({ from }) => from!.startsWith('2020'))).toEqual([false, false, true]);
	});
});

it('of an unknown period is not asked for', async () => {
	const run = await robot.run(get({ ip: [WEB], period: '={{ "lastWeek" }}' }));

	expect(run.error?.message).toBe('Period is none of custom, last24Hours, lastMonth, thisMonth');
	expect(robot.sent()).toEqual([]);
});

describe('a server', () => {
	const month = { trafficOf: 'server', period: 'custom', type: 'month', from: '2026-01-01', to: '2026-01-31' };
	const of = (serverNumber: unknown, more = {}) => get({ ...month, serverNumber, ...more });
	/** All that server 321 has, its failover IPs included. */
	const NETS = [NET, '203.0.113.160', '198.51.100.200', '2001:db8:ff00:1::'];
	/** What Robot says of server 321. */
	const says = (more: object) => {
		const server = { server_ip: WEB, server_ipv6_net: NET, server_number: 321, ip: [WEB, '203.0.113.12'], subnet: [{ ip: NET, mask: '64' }], ...more };
		robot.simulator.inject({ kind: 'reply', method: 'GET', path: '/server/321', status: 200, body: JSON.stringify({ server }), times: 3 });
	};

	it('stands for all of its addresses and subnets', async () => {
		const run = await robot.run(of(by('number', '321')));

		expect(robot.sent()).toEqual([
			'GET /server/321',
			`POST /traffic type=month from=2026-01-01 to=2026-01-31 ip[]=${WEB} ip[]=203.0.113.12 ${NETS.map((net) => `subnet[]=${net}`).join(' ')}`,
		]);
		expect(run.json).toMatchObject(
			[WEB, '203.0.113.12', `${NET}/64`, '203.0.113.160/29', '198.51.100.200/32', '2001:db8:ff00:1::/64'].map((address) => ({
				server_number: 321,
				address,
				sum: expect.any(Number),
			})),
		);
	});

	it.each([by('name', 'web1'), by('ip', WEB), 'web1'])('is given in every way, and said in each item: %j', async (serverNumber) => {
		const run = await robot.run(of(serverNumber));
		expect(robot.sent().slice(0, 2)).toEqual(['GET /server', 'GET /server/321']);
		expect(run.json).toMatchObject(Array(6).fill({ server_number: 321, server_name: 'web1' }));
	});

	it('is asked for each item, and the same one once', async () => {
		const run = await robot.run(of(by('number', '={{ $json.n }}')), { items: itemsOf(321, 322, 321) });
		expect(run.error).toBeUndefined();
		expect(
			robot
				.sent()
				.filter((line) => line.startsWith('GET'))
				.sort(),
		).toEqual(['GET /server/321', 'GET /server/322']);
	});

	it('without IPv4 has its nets only', async () => {
		await robot.run(of(by('name', 'build-runner')));
		expect(robot.sent().at(-1)).toBe('POST /traffic type=month from=2026-01-01 to=2026-01-31 subnet=2001:db8:0:412::');
	});

	it('has its main address and its main net, whether or not the lists hold them', async () => {
		says({ ip: ['203.0.113.12'], subnet: null });
		await robot.run(of(by('number', '321')));
		expect(robot.sent().at(-1)).toContain(`ip[]=203.0.113.12 ip[]=${WEB} subnet=${NET}`);
	});

	it('has each address once, however it is spelt', async () => {
		says({ ip: [WEB, ` ${WEB}/32`], subnet: [{ ip: '2001:DB8:0:321:0:0:0:0' }, { ip: `${NET}/64` }] });
		await robot.run(of(by('number', '321')));
		expect(robot.sent().at(-1)).toBe(`POST /traffic type=month from=2026-01-01 to=2026-01-31 ip=${WEB} subnet=${NET}`);
	});

	it.each([
		['={{ $json.missing }}', 'Traffic Of is empty'],
		['={{ "" }}', 'Traffic Of is empty'],
		['={{ null }}', 'Traffic Of is empty'],
		['servers', 'Traffic Of is none of IP Addresses and Subnets, Server'],
	])('is not meant by %s', async (trafficOf, message) => {
		const run = await robot.run(of(by('number', '321'), { trafficOf }));
		expect(run.error?.message).toBe(message);
		expect(robot.sent()).toEqual([]);
	});

	it('that Robot does not know is an error', async () => {
		expect((await robot.run(of(by('number', '999')))).error?.message).toContain('not found [SERVER_NOT_FOUND]');
		expect(robot.sent()).toEqual(['GET /server/999']);
	});

	it('leaves out what was chosen before, and is left out where addresses are chosen', async () => {
		await robot.run(of(by('number', '321'), { ip: by('list', DB) }));
		expect(robot.sent().at(-1)).not.toContain(DB);
		await robot.run(get({ ...month, trafficOf: 'addresses', serverNumber: by('number', '321'), ip: by('list', DB) }));
		expect(robot.sent().at(-1)).toBe(`POST /traffic ip=${DB} type=month from=2026-01-01 to=2026-01-31`);
	});

	it.each([
		['has no addresses', { ip: null, subnet: null, server_ip: null, server_ipv6_net: null }, 'Server: Robot lists no address of this server'],
		['has empty lists', { ip: [], subnet: [], server_ip: '', server_ipv6_net: null }, 'Server: Robot lists no address of this server'],
		['is listed without its addresses', { ip: undefined }, INCOMPLETE],
		['is listed without its subnets', { subnet: undefined }, INCOMPLETE],
		['has addresses that are no list', { ip: WEB }, INCOMPLETE],
		['has an address that is none', { ip: [WEB, null] }, INCOMPLETE],
		['has a subnet without its address', { subnet: [{ mask: '64' }] }, INCOMPLETE],
		['has a subnet that is none', { subnet: ['web1'] }, INCOMPLETE],
		['has a main address that is none', { server_ip: 'web1' }, INCOMPLETE],
	])('that %s is an error', async (_what, more, message) => {
		says(more);
		expect((await robot.run(of(by('number', '321')))).error?.message).toBe(message);
		expect(robot.sent().filter((line) => line.startsWith('POST'))).toEqual([]);
	});

	it.each([
		[undefined, 'Server is empty'],
		[by('list', ''), 'Server is empty'],
		[by('name', 'web3'), 'Server: no server is named "web3"'],
		[by('number', '={{ $json.missing }}'), 'Server is empty'],
	])('that is %j asks for no traffic', async (serverNumber, message) => {
		const run = await robot.run(of(serverNumber ?? '={{ $json.missing }}'));
		expect(run.error?.message).toBe(message);
		expect(robot.sent().filter((line) => line.startsWith('POST'))).toEqual([]);
	});
});
