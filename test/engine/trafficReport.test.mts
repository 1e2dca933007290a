import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { setClock } from '../support/clock.mts';
import { runNode } from '../support/engine.mts';
import { refusal, startOddRobot } from '../support/oddRobot.mts';
import { simulatedRobot } from '../support/simulatedRobot.mts';

/** What a Robot lists and knows of its traffic, as a test wants it. */
interface Account {
	servers: unknown[];
	/** By address as it is asked for; an address that is not here is left out. */
	data: unknown;
}

const WEB = { server_number: 321, server_name: 'web1', server_ip: '203.0.113.10', server_ipv6_net: '2001:db8:0:321::', product: 'AX41', traffic: '20 TB' };
const web = (more: object = {}) => ({ ...WEB, ip: ['203.0.113.10'], subnet: [{ ip: '2001:db8:0:321::', mask: '64' }], ...more });
const amount = (received: number, sent: number) => ({ in: received, out: sent, sum: received + sent });

/** The same amount on each of so many days: `{"01": …, "02": …}`. */
const days = (last: number, of: object, first = 1) => Object.fromEntries(Array.from({ length: last - first + 1 }, (_none, index) => [String(first + index).padStart(2, '0'), of]));

let robot: Awaited<ReturnType<typeof startOddRobot>>;
let account: Account;
let refused: ReturnType<typeof refusal> | undefined;
beforeEach(async () => {
	setClock('2026-11-27T10:00:00Z');
	account = { servers: [web()], data: { '203.0.113.10': days(26, amount(1, 9)), '2001:db8:0:321::/64': days(26, amount(0, 1)) } };
	refused = undefined;
	robot = await startOddRobot(({ path }) =>
		path === '/traffic' ? (refused ?? { body: { traffic: { type: 'month', from: '', to: '', data: account.data } } }) : { body: account.servers.map((server) => ({ server })) },
	);
});
afterEach(() => robot.close());

const report = async (more: INodeParameters = {}, timezone = 'UTC') =>
	await runNode({ credential: robot.credential, timezone, parameters: { resource: 'traffic', operation: 'report', returnAll: true, output: 'raw', ...more } });
const rows = async (more: INodeParameters = {}, timezone?: string) => {
	const run = await report(more, timezone);
	expect(run.error).toBeUndefined();
	return run.json as IDataObject[];
};

const ASKED = 'POST /traffic ip=203.0.113.10&subnet=2001:db8:0:321::&type=month';
const NOTHING = { in: null, out: null, sum: null, share: null, projected: null, projected_share: null, days_counted: 0 };

describe('Report', () => {
	it('asks for the list of servers, and once for the days of all their addresses', async () => {
		expect(await rows()).toEqual([
			{
				server_number: 321,
				server_name: 'web1',
				server_ip: '203.0.113.10',
				product: 'AX41',
				month: '2026-11',
				traffic: '20 TB',
				quota: 20000,
				in: 26,
				out: 260,
				sum: 286,
				share: 1.4,
				projected: 330,
				projected_share: 1.7,
				days_counted: 26,
				days_in_month: 30,
				without_data: [],
				note: null,
			},
		]);
		expect(robot.wire).toEqual(['GET /server', `${ASKED}&from=2026-11-01&to=2026-11-26&single_values=true`]);
	});

	it('counts what was chosen towards the quota', async () => {
		expect(await rows({ countedTraffic: 'out' })).toMatchObject([{ sum: 286, share: 1.3, projected: 300, projected_share: 1.5 }]);
		expect(await rows({ countedTraffic: 'in' })).toMatchObject([{ sum: 286, share: 0.1, projected: 30, projected_share: 0.2 }]);
	});

	it('sums the days as precisely as Robot tells them', async () => {
		account.data = { '203.0.113.10': days(3, amount(0.1, 0.2)) };
		expect(await rows()).toMatchObject([{ in: 0.3, out: 0.6, sum: 0.9 }]);
	});

	it('puts out those that had most traffic first, and those without data last', async () => {
		const number = (server_number: number, ip: string) => web({ server_number, server_ip: ip, ip: [ip], server_ipv6_net: null, subnet: null });
		account.servers = [number(1, '192.0.2.1'), number(2, '192.0.2.2'), number(3, '192.0.2.3')];
		account.data = { '192.0.2.2': days(26, amount(1, 1)), '192.0.2.3': days(26, amount(5, 5)) };
		expect((await rows()).map(({ server_number }) => server_number)).toEqual([3, 2, 1]);
		expect(robot.wire.slice(1)).toEqual(['POST /traffic ip[]=192.0.2.1&ip[]=192.0.2.2&ip[]=192.0.2.3&type=month&from=2026-11-01&to=2026-11-26&single_values=true']);
	});

	it('asks about those only that the filters leave', async () => {
		account.servers.push(web({ server_number: 9, server_name: 'db1', server_ip: '192.0.2.9', ip: ['192.0.2.9'], server_ipv6_net: null, subnet: null }));
		expect(await rows({ filters: { namePattern: 'db*' } })).toMatchObject([{ server_number: 9 }]);
		expect(robot.wire[1]).toContain('ip=192.0.2.9&type');
		expect(await rows({ filters: { namePattern: 'nothing' } })).toEqual([]);
		expect(robot.wire.filter((line) => line.startsWith('POST'))).toHaveLength(1);
	});

	it('asks for 200 addresses at a time', async () => {
		const ip = (number: number) => `192.0.${Math.floor(number / 200)}.${(number % 200) + 1}`;
		account.servers = Array.from({ length: 450 }, (_none, number) =>
			web({ server_number: number + 1, server_ip: ip(number), ip: [ip(number)], server_ipv6_net: null, subnet: null }),
		);
		account.data = { [ip(449)]: days(26, amount(1, 1)) };
		expect((await rows())[0]).toMatchObject({ server_number: 450, sum: 52 });
		expect(robot.wire.slice(1).map((line) => line.match(/ip\[]=/g)?.length)).toEqual([200, 200, 50]);
	});
});

describe('the month', () => {
	it.each([
		['thisMonth', '2026-11-27T10:00:00Z', 'UTC', '2026-11', '2026-11-01', '2026-11-26'],
		['thisMonth', '2026-11-30T23:30:00Z', 'UTC', '2026-11', '2026-11-01', '2026-11-29'],
		['thisMonth', '2026-11-30T23:30:00Z', 'America/New_York', '2026-11', '2026-11-01', '2026-11-29'],
		// Daylight saving began on the 29th at 01:00 UTC.
		['thisMonth', '2026-03-29T22:30:00Z', 'Europe/Berlin', '2026-03', '2026-03-01', '2026-03-29'],
		['thisMonth', '2026-03-28T22:30:00Z', 'Europe/Berlin', '2026-03', '2026-03-01', '2026-03-27'],
		['thisMonth', '2026-10-25T22:30:00Z', 'Europe/Berlin', '2026-10', '2026-10-01', '2026-10-24'],
		['lastMonth', '2026-03-01T00:10:00Z', 'UTC', '2026-02', '2026-02-01', '2026-02-28'],
		['lastMonth', '2026-02-28T23:10:00Z', 'Europe/Berlin', '2026-02', '2026-02-01', '2026-02-28'],
		['lastMonth', '2027-01-15T12:00:00Z', 'UTC', '2026-12', '2026-12-01', '2026-12-31'],
	])('%s at %s in %s is %s, of which %s to %s are over', async (period, now, timezone, month, from, to) => {
		setClock(now);
		expect(await rows({ period }, timezone)).toMatchObject([{ month }]);
		expect(robot.wire[1]).toBe(`${ASKED}&from=${from}&to=${to}&single_values=true`);
	});

	it('on its first day has no traffic that anybody knows, and nothing is asked for', async () => {
		setClock('2026-11-30T23:30:00Z');
		expect(await rows({}, 'Europe/Berlin')).toMatchObject([
			{ ...NOTHING, month: '2026-12', quota: 20000, note: 'No day of this month is over yet: Robot knows the traffic of whole days only.' },
		]);
		expect(robot.wire).toEqual(['GET /server']);
	});

	it('that is over is projected to what it was', async () => {
		setClock('2026-12-01T10:00:00Z');
		account.data = { '203.0.113.10': days(30, amount(1, 9)), '2001:db8:0:321::/64': days(30, amount(0, 0)) };
		expect(await rows({ period: 'lastMonth' })).toMatchObject([{ month: '2026-11', sum: 300, projected: 300, days_counted: 30, note: null }]);
	});

	it.each([
		['lastWeek', 'Period is none of lastMonth, thisMonth'],
		['custom', 'Period is none of lastMonth, thisMonth'],
		['={{ $json.missing }}', 'Period is empty'],
	])('%s is none', async (period, message) => {
		expect((await report({ period })).error?.message).toBe(message);
		expect(robot.wire).toEqual([]);
	});

	it('needs a time zone', async () => {
		expect((await report({}, 'CEST')).error?.message).toBe('Period needs the time zone of the workflow, and "CEST" is none');
		expect(robot.wire).toEqual([]);
	});
});

describe('the quota', () => {
	it.each([
		['5 TB', 5000],
		['20 TB', 20000],
		['1.5 TB', 1500],
		['500 GB', 500],
		[' 2tb ', 2000],
	])('%j is %s GB', async (traffic, quota) => {
		account.servers = [web({ traffic })];
		expect(await rows()).toMatchObject([{ traffic, quota }]);
	});

	it.each(['unlimited', '', null, '1.000 GB', '1,5 TB', '20', 'TB', '0 TB', '-5 TB', '5 TB or more', 5, {}])('of %j is none', async (traffic) => {
		account.servers = [web({ traffic })];
		expect(await rows()).toMatchObject([{ quota: null, share: null, projected_share: null, sum: 286, projected: 330 }]);
	});

	it('is not what the traffic warnings of addresses say', async () => {
		account.servers = [web({ traffic: 'unlimited', traffic_monthly: 20 })];
		expect(await rows()).toMatchObject([{ quota: null }]);
		expect(robot.wire).toHaveLength(2);
	});
});

describe('the addresses', () => {
	const NET = '2001:db8:0:321::';

	it('count once, however they are spelt', async () => {
		account.servers = [web({ ip: ['203.0.113.10', '203.0.113.10/32'], subnet: [{ ip: '2001:DB8:0:321:0::' }, { ip: NET, mask: 64 }, { ip: '203.0.113.10', mask: 32 }] })];
		expect(await rows()).toMatchObject([{ sum: 286 }]);
		expect(robot.wire[1]).toContain(ASKED);
	});

	it('count once in a reply that tells one twice', async () => {
		account.data = {
			'203.0.113.10': days(26, amount(1, 9)),
			'203.0.113.10/32': days(26, amount(1, 9)),
			[NET]: days(26, amount(0, 1)),
			'2001:DB8:0:321::/64': days(26, amount(0, 1)),
		};
		expect(await rows()).toMatchObject([{ sum: 286 }]);
	});

	it('that two servers list count for the one whose main address it is, else for the first', async () => {
		account.servers = [
			web({ server_number: 1, server_ip: '192.0.2.1', server_ipv6_net: null, ip: ['192.0.2.1', '203.0.113.10', '192.0.2.7'], subnet: null }),
			web({ subnet: [{ ip: NET }, { ip: '192.0.2.7' }] }),
		];
		account.data = { '192.0.2.1': days(26, amount(0, 1)), '192.0.2.7': days(26, amount(0, 2)), '203.0.113.10': days(26, amount(0, 10)) };
		expect(await rows({ sort: 'name' })).toMatchObject([
			{ server_number: 1, sum: 78 },
			{ server_number: 321, sum: 260, without_data: [NET] },
		]);
	});

	it('of a server that is listed twice count once', async () => {
		account.servers = [web(), web({ server_number: '321' }), web()];
		expect(await rows()).toMatchObject([{ sum: 286 }]);
	});

	it('that Robot leaves out are not in the sums, and that is said', async () => {
		account.data = { '203.0.113.10': days(26, amount(1, 9)) };
		expect(await rows()).toMatchObject([{ sum: 260, without_data: [NET], note: '1 of 2 addresses are not in the sums: Robot has no traffic data for them.' }]);
	});

	it.each([
		['is empty', []],
		['is null', null],
		['is a text', 'no data'],
		['is missing', undefined],
		['is about others', { '192.0.2.99': days(26, amount(1, 9)) }],
		['holds null', { '203.0.113.10': null, [NET]: null }],
		['holds texts', { '203.0.113.10': 'none', [NET]: { '01': 'none' } }],
		['has amounts that are none', { '203.0.113.10': days(26, { in: 'a', out: 1, sum: 1 }), [NET]: days(26, { in: 1, out: -1, sum: 0 }) }],
		['lacks a part of each amount', { '203.0.113.10': days(26, { in: 1, out: 1 }), [NET]: days(26, { sum: 5 }) }],
		['is not grouped by days', { '203.0.113.10': amount(1, 9), [NET]: amount(1, 9) }],
		['has days that are not over', { '203.0.113.10': days(30, amount(1, 9), 27) }],
		['has days that are none', { '203.0.113.10': { '2026-11-01': amount(1, 9), '00': amount(1, 9), '1.5': amount(1, 9), '': amount(1, 9), total: amount(1, 9) } }],
	])('of a reply that %s have no traffic, which is not 0', async (_what, data) => {
		account.data = data;
		expect(await rows()).toMatchObject([{ ...NOTHING, quota: 20000, without_data: ['203.0.113.10', NET], note: "Robot has no traffic data for this server's addresses." }]);
	});

	it('that Robot does not know have no traffic either', async () => {
		refused = refusal(404, 'NOT_FOUND');
		expect(await rows()).toMatchObject([{ ...NOTHING, note: "Robot has no traffic data for this server's addresses." }]);
	});

	it.each([
		[500, 'INTERNAL_ERROR'],
		[400, 'INVALID_INPUT'],
		[404, 'SOMETHING_ELSE'],
	])('that cannot be asked for are an error: %s %s', async (status, code) => {
		refused = refusal(status, code);
		expect((await report()).error?.message).toContain(code);
	});

	it('are read where the amounts are texts', async () => {
		account.data = { '203.0.113.10': days(26, { in: '1', out: '9.5', sum: '10.5' }) };
		expect(await rows()).toMatchObject([{ in: 26, out: 247, sum: 273 }]);
	});

	it.each([
		['none', { ip: null, subnet: [], server_ip: null, server_ipv6_net: null }, 'Robot lists no address of this server.'],
		['a list that is none', { ip: 'none' }, "Robot's list of this server's addresses is incomplete: no traffic was asked for."],
		['a list without its key', { ip: undefined }, "Robot's list of this server's addresses is incomplete: no traffic was asked for."],
		['an entry that is no address', { subnet: [{ ip: NET }, {}] }, "Robot's list of this server's addresses is incomplete: no traffic was asked for."],
	])('of a server with %s are not asked for', async (_what, lists, note) => {
		account.servers = [web(lists)];
		expect(await rows()).toMatchObject([{ ...NOTHING, without_data: [], note }]);
		expect(robot.wire).toEqual(['GET /server']);
	});
});

describe('days without data', () => {
	it('before the first one are none of the server, and later ones are like the others', async () => {
		// 11 days from the 20th to the 30th.
		account.data = { '203.0.113.10': days(26, amount(0, 10), 20), '2001:db8:0:321::/64': days(26, amount(0, 0), 20) };
		expect(await rows()).toMatchObject([{ sum: 70, days_counted: 7, projected: 110, note: 'Robot has traffic data for 7 of the 26 days that are over.' }]);
		account.data = { '203.0.113.10': { ...days(10, amount(0, 10)), '26': amount(0, 10) } };
		expect(await rows({ filters: {} })).toMatchObject([
			{
				sum: 110,
				days_counted: 11,
				projected: 300,
				note: '1 of 2 addresses are not in the sums: Robot has no traffic data for them. Robot has traffic data for 11 of the 26 days that are over.',
			},
		]);
	});

	it('are zero where Robot says zero', async () => {
		account.data = { '203.0.113.10': days(26, amount(0, 0)), '2001:db8:0:321::/64': days(26, amount(0, 0)) };
		expect(await rows()).toMatchObject([{ in: 0, out: 0, sum: 0, share: 0, projected: 0, days_counted: 26, note: null }]);
	});
});

describe('what is chosen', () => {
	it.each([
		['all', 'Counted Traffic: there is no direction "all"'],
		['={{ $json.missing }}', 'Counted Traffic is empty'],
	])('%s as what counts is refused before anything is sent', async (countedTraffic, message) => {
		expect((await report({ countedTraffic })).error?.message).toBe(message);
		expect(robot.wire).toEqual([]);
	});
});

describe('the report of the simulated account', () => {
	const simulated = simulatedRobot();

	it('has the same sums as the traffic of the server', async () => {
		const run = await simulated.run({ resource: 'traffic', operation: 'report', period: 'lastMonth', filters: { namePattern: 'web1' } });
		const own = await simulated.run({ resource: 'traffic', operation: 'get', trafficOf: 'server', serverNumber: 'web1', period: 'lastMonth' });

		const sum = (own.json as Array<{ sum: number }>).reduce((all, each) => all + each.sum, 0);
		expect((run.json as Array<{ sum: number }>)[0]!.sum).toBeCloseTo(sum, 2);
	});

	it('takes two requests for all servers', async () => {
		const run = await simulated.run({ resource: 'traffic', operation: 'report', period: 'lastMonth', returnAll: true });
		expect(run.json).toHaveLength(16);
		expect(simulated.sent().map((line) => line.split(' ', 2).join(' '))).toEqual(['GET /server', 'POST /traffic']);
		expect(run.json).toContainEqual(expect.objectContaining({ server_number: 499, sum: null, note: "Robot has no traffic data for this server's addresses." }));
	});
});
