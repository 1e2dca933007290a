import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';
import { pass, setClock } from '../support/clock.mts';
import { POLLS } from '../support/histories.mts';
import { refusal, startOddRobot, type Answer } from '../support/oddRobot.mts';
import { Polling, type Event, type PollingOptions } from '../support/poll.mts';
import { DAY, HOUR } from '../support/trigger.mts';

const EVENT = 'trafficAbove';
const WEB = '203.0.113.10';
const DB = '203.0.113.20';

const server = (number: number, ip: string, more: object = {}) => ({
	server_number: number,
	server_name: `server-${number}`,
	server_ip: ip,
	server_ipv6_net: null,
	traffic: '1 TB',
	status: 'ready',
	cancelled: false,
	paid_until: '2026-12-31',
	ip: [ip],
	subnet: null,
	...more,
});

/** What an account has: GB that went out by address and day, and how Robot tells it. */
let servers: unknown[];
let traffic: Record<string, Record<string, number>>;
/** What Robot answers to a query instead. */
let instead: Answer | undefined;
/** The day that Robot takes for today: it tells of those before. */
let today: () => string;
let robot: Awaited<ReturnType<typeof startOddRobot>>;

beforeEach(async () => {
	setClock('2026-11-10T10:00:00Z');
	servers = [server(321, WEB), server(345, DB)];
	traffic = { [WEB]: {}, [DB]: {} };
	instead = undefined;
	today = () => new Date(Date.now()).toISOString().slice(0, 10);
	robot = await startOddRobot(({ path }) =>
		path === '/server' ? { body: servers.map((each) => ({ server: each })) } : (instead ?? { body: { traffic: told(robot.wire.at(-1)!) } }),
	);
});
afterEach(() => robot.close());

/** What Robot says to a query: the days from the first to the last one that are over, of addresses that have any. */
function told(asked: string) {
	const [from, to] = ['from', 'to'].map((name) => new RegExp(`\\b${name}=([\\d-]+)`).exec(asked)![1]!) as [string, string];
	const data = Object.entries(traffic).map(([address, days]) => {
		const known = Object.entries(days).filter(([day]) => day >= from && day <= to && day < today());
		return [address, Object.fromEntries(known.map(([day, sent]) => [day.slice(8), { in: 1, out: sent, sum: sent + 1 }]))] as const;
	});
	const some = data.filter(([, days]) => Object.keys(days).length > 0);
	return { type: 'month', from, to, data: some.length > 0 ? Object.fromEntries(some) : [] };
}

/** So many GB went out on each day from one to another. */
function went(address: string, from: string, to: string, sent: number): void {
	for (let time = Date.parse(from); time <= Date.parse(to); time += DAY * 1000) (traffic[address] ??= {})[new Date(time).toISOString().slice(0, 10)] = sent;
}

async function published(parameters: INodeParameters = {}, options: Partial<PollingOptions> = {}): Promise<Polling> {
	const n8n = new Polling({ credential: robot.credential, timezone: 'UTC', parameters: { events: [EVENT], countedTraffic: 'out', ...parameters }, ...options });
	await n8n.start();
	expect(n8n.errors).toEqual([]);
	expect(n8n.events).toEqual([]);
	robot.wire.length = 0;
	return n8n;
}
const perDay = { trafficMeasure: 'perDay', trafficPerDay: 100 };
const periods = (events: Event[]) => events.map(({ serverNumber, period }) => `${String(serverNumber)} ${String(period)}`);

describe('a share of the quota', () => {
	it('is told once when the month comes to it', async () => {
		went(WEB, '2026-11-01', '2026-11-09', 80);
		const n8n = await published();
		went(WEB, '2026-11-10', '2026-11-30', 80);

		expect(await n8n.next(DAY)).toEqual([
			{
				event: EVENT,
				eventId: 'traffic:321:2026-11:out:80',
				serverNumber: 321,
				serverName: 'server-321',
				measure: 'quotaShare',
				limit: 80,
				period: '2026-11',
				used: 800,
				quota: 1000,
				share: 80,
				traffic: { in: 10, out: 800, sum: 810 },
				server: expect.objectContaining({ server_number: 321 }),
			},
		]);
		expect(robot.wire).toEqual(['GET /server', `POST /traffic ip[]=${WEB}&ip[]=${DB}&type=month&from=2026-11-01&to=2026-11-10&single_values=true`]);
		for (let day = 0; day < 19; day++) expect(await n8n.next(DAY)).toEqual([]);
	});

	it('is told anew in the new month', async () => {
		went(WEB, '2026-11-01', '2026-12-31', 50);
		const n8n = await published();
		const all = [];
		for (let day = 0; day < 45; day++) all.push(...(await n8n.next(DAY)));
		// 16 days of 50 GB: the 16th is over on the 17th.
		expect(all.map(({ eventId }) => eventId)).toEqual(['traffic:321:2026-11:out:80', 'traffic:321:2026-12:out:80']);
	});

	it('is told of the last day of a month on the first of the next one', async () => {
		went(WEB, '2026-11-01', '2026-11-29', 1);
		went(WEB, '2026-11-30', '2026-11-30', 900);
		const n8n = await published();
		pass(20 * DAY);
		expect(periods(await n8n.next(HOUR))).toEqual([]);
		expect(periods(await n8n.next(DAY))).toEqual(['321 2026-11']);
		expect(robot.wire.slice(-2)[1]).toContain('from=2026-11-01&to=2026-11-30');
		expect(await n8n.next(DAY)).toEqual([]);
	});

	it('is told of a last day that Robot knows late', async () => {
		went(WEB, '2026-11-01', '2026-11-30', 1);
		const n8n = await published();
		pass(21 * DAY);
		await n8n.next(0);
		went(WEB, '2026-11-30', '2026-11-30', 900);
		expect(periods(await n8n.next(DAY))).toEqual(['321 2026-11']);
		expect(robot.wire.filter((line) => line.startsWith('POST')).map((line) => /from=\S+?&to=[\d-]+/.exec(line)![0])).toEqual([
			'from=2026-11-01&to=2026-11-30',
			'from=2026-11-01&to=2026-11-30',
			'from=2026-12-01&to=2026-12-01',
		]);
	});

	it('is told of the month before where polls run late', async () => {
		went(WEB, '2026-11-01', '2026-12-20', 50);
		const n8n = await published();
		expect(periods(await n8n.next(40 * DAY))).toEqual(['321 2026-11', '321 2026-12']);
		expect(await n8n.next(DAY)).toEqual([]);
		expect(robot.wire).toHaveLength(5);
	});

	it.each(['unlimited', '', null, 'much', '1.000 GB'])('is nothing for a server whose quota is %j', async (quota) => {
		servers = [server(321, WEB, { traffic: quota })];
		went(WEB, '2026-11-01', '2026-11-09', 1);
		const n8n = await published();
		went(WEB, '2026-11-10', '2026-11-30', 100_000);
		expect(await n8n.next(2 * DAY)).toEqual([]);
	});

	it('that was come to at the start is no news', async () => {
		went(WEB, '2026-11-01', '2026-11-30', 200);
		const n8n = await published();
		for (let day = 0; day < 25; day++) expect(await n8n.next(DAY)).toEqual([]);
		expect(robot.wire.filter((line) => line.startsWith('POST'))).not.toHaveLength(0);
	});

	it('counts each address once', async () => {
		servers = [server(321, WEB, { ip: [WEB, `${WEB}/32`], subnet: [{ ip: WEB }] }), server(345, DB, { ip: [DB, WEB] })];
		went(WEB, '2026-11-01', '2026-11-09', 1);
		const n8n = await published({ trafficShare: 10 });
		went(WEB, '2026-11-10', '2026-11-10', 95);
		expect(periods(await n8n.next(DAY))).toEqual(['321 2026-11']);
	});

	it('counts what was chosen', async () => {
		went(WEB, '2026-11-01', '2026-11-09', 1);
		const n8n = await published({ countedTraffic: 'in', trafficShare: 1.2 });
		went(WEB, '2026-11-10', '2026-11-12', 900);
		expect(await n8n.next(DAY)).toEqual([]);
		expect(await n8n.next(2 * DAY)).toMatchObject([{ used: 12, share: 1.2 }]);
	});
});

describe('GB per day', () => {
	it('are told once for each day that comes to them', async () => {
		went(WEB, '2026-11-01', '2026-11-30', 1);
		const n8n = await published(perDay);
		went(WEB, '2026-11-11', '2026-11-12', 100);
		went(WEB, '2026-11-14', '2026-11-14', 99.9);
		expect(await n8n.next(DAY)).toEqual([]);
		expect(await n8n.next(DAY)).toMatchObject([
			{ eventId: 'traffic:321:2026-11-11:out:100', measure: 'perDay', limit: 100, used: 100, quota: null, share: null, traffic: { in: 1, out: 100, sum: 101 } },
		]);
		expect(await n8n.next()).toEqual([]);
		expect(periods(await n8n.next(DAY))).toEqual(['321 2026-11-12']);
		expect(await n8n.next(5 * DAY)).toEqual([]);
	});

	it('are told of all days since the last poll, over the end of the month', async () => {
		went(WEB, '2026-11-01', '2026-12-20', 1);
		const n8n = await published(perDay);
		for (const day of ['2026-11-10', '2026-11-30', '2026-12-01', '2026-12-05']) went(WEB, day, day, 500);
		expect(periods(await n8n.next(29 * DAY))).toEqual(['321 2026-11-10', '321 2026-11-30', '321 2026-12-01', '321 2026-12-05']);
		expect(await n8n.next(DAY)).toEqual([]);
	});

	it('are those of the days by the clocks of the workflow, over the change of the clocks', async () => {
		setClock('2026-10-24T20:00:00Z');
		today = () => '2027-01-01';
		went(WEB, '2026-10-01', '2026-10-31', 1);
		const n8n = await published(perDay, { timezone: 'Europe/Berlin' });
		went(WEB, '2026-10-24', '2026-10-26', 500);
		expect(await n8n.next(HOUR)).toEqual([]);
		expect(periods(await n8n.next(2 * HOUR))).toEqual(['321 2026-10-24']);
		// The 25th has 25 hours, from 22:00 to 23:00 UTC.
		expect(await n8n.next(23 * HOUR)).toEqual([]);
		expect(periods(await n8n.next(2 * HOUR))).toEqual(['321 2026-10-25']);
	});
});

describe('what is missing', () => {
	const busy = async () => {
		went(WEB, '2026-11-01', '2026-11-09', 1);
		const n8n = await published();
		went(WEB, '2026-11-10', '2026-11-30', 900);
		return n8n;
	};

	it.each<[string, unknown]>([
		['no data', []],
		['null', null],
		['texts', { [WEB]: 'much', [DB]: { '10': 'much' } }],
		['amounts that are none', { [WEB]: { '10': { in: 1, out: 'much', sum: 1 } } }],
		['amounts without a part', { [WEB]: { '10': { out: 900 } } }],
		['days that are not over', { [WEB]: { '11': { in: 1, out: 900, sum: 901 }, '31': { in: 1, out: 900, sum: 901 } } }],
		['other addresses', { '192.0.2.1': { '10': { in: 1, out: 900, sum: 901 } } }],
		['no days', { [WEB]: { in: 1, out: 900, sum: 901 } }],
	])('is no event: a reply with %s', async (_what, data) => {
		const n8n = await busy();
		instead = { body: { traffic: { type: 'month', from: '', to: '', data } } };
		expect(await n8n.next(DAY)).toEqual([]);
		instead = undefined;
		expect(periods(await n8n.next())).toEqual(['321 2026-11']);
	});

	it('is no event: an answer that Robot knows none of the addresses', async () => {
		const n8n = await busy();
		instead = refusal(404, 'NOT_FOUND');
		expect(await n8n.next(DAY)).toEqual([]);
		instead = undefined;
		expect(periods(await n8n.next())).toEqual(['321 2026-11']);
	});

	it('is told as a trouble where Robot fails, and the event comes later', async () => {
		const n8n = await busy();
		instead = refusal(500, 'INTERNAL_ERROR');
		expect((await n8n.look(DAY)).errors).toHaveLength(1);
		instead = undefined;
		expect(periods(await n8n.next())).toEqual(['321 2026-11']);
	});

	it.each<[string, unknown[]]>([
		['empty', []],
		['short', [server(345, DB)]],
		['without numbers', [{ ...server(321, WEB), server_number: null }]],
		['without addresses', [{ ...server(321, WEB), ip: null, server_ip: null }]],
		['with addresses that are none', [{ ...server(321, WEB), ip: ['?'] }]],
		['without quotas', [{ ...server(321, WEB), traffic: null }]],
	])('is no event, and what was told is remembered: a list of servers that is %s', async (_what, list) => {
		const n8n = await busy();
		const whole = servers;
		servers = list;
		expect(await n8n.next(DAY)).toEqual([]);
		servers = whole;
		expect(periods(await n8n.next())).toEqual(['321 2026-11']);
		servers = list;
		expect(await n8n.next()).toEqual([]);
		servers = whole;
		expect(await n8n.next()).toEqual([]);
	});

	it('at the start is not news when it comes, but what is above from then on is', async () => {
		went(WEB, '2026-11-01', '2026-11-30', 900);
		went(DB, '2026-11-01', '2026-11-12', 1);
		instead = { body: { traffic: { type: 'month', from: '', to: '', data: [] } } };
		const n8n = await published();
		instead = undefined;
		went(DB, '2026-11-13', '2026-11-13', 900);
		expect(await n8n.next(DAY)).toEqual([]);
		n8n.kill();
		await n8n.start();
		expect(periods(await n8n.next(3 * DAY))).toEqual(['345 2026-11']);
	});

	it('at the start of a server is not news when it comes, but what was not over then is', async () => {
		went(WEB, '2026-11-01', '2026-11-09', 500);
		instead = { body: { traffic: { type: 'month', from: '', to: '', data: [] } } };
		const n8n = await published(perDay);
		instead = undefined;
		went(WEB, '2026-11-10', '2026-11-11', 500);
		expect(periods(await n8n.next(2 * DAY))).toEqual(['321 2026-11-10', '321 2026-11-11']);
		expect(await n8n.next(DAY)).toEqual([]);
	});

	it('at the start is saved once it comes, so that n8n may be off when the limit is come to', async () => {
		went(WEB, '2026-11-01', '2026-11-09', 1);
		instead = { body: { traffic: { type: 'month', from: '', to: '', data: [] } } };
		const n8n = await published();
		instead = undefined;
		expect(await n8n.next()).toEqual([]);
		n8n.kill();
		went(WEB, '2026-11-10', '2026-11-10', 900);
		pass(2 * DAY);
		await n8n.start();
		expect(periods(n8n.events)).toEqual(['321 2026-11']);
	});

	it('is no start, and starts no execution: an account without any server', async () => {
		went(WEB, '2026-11-01', '2026-11-30', 900);
		const whole = servers;
		servers = [];
		const n8n = await published();
		for (let poll = 0; poll < 3; poll++) expect(await n8n.next()).toEqual([]);
		expect(n8n.started).toEqual([]);
		servers = whole;
		expect(await n8n.next()).toEqual([]);
	});
});

describe('a server that comes into the account', () => {
	it('is told of as the others', async () => {
		const n8n = await published();
		servers.push(server(400, '192.0.2.1'));
		went('192.0.2.1', '2026-11-10', '2026-11-11', 450);
		expect(await n8n.next(DAY)).toEqual([]);
		expect(periods(await n8n.next(DAY))).toEqual(['400 2026-11']);
	});
});

describe('another limit', () => {
	it('tells nothing of what has come to it already, and what comes to it later', async () => {
		went(WEB, '2026-11-01', '2026-11-09', 60);
		went(DB, '2026-11-01', '2026-11-09', 10);
		const n8n = await published();
		pass(HOUR);
		await n8n.start({ parameters: { events: [EVENT], countedTraffic: 'out', trafficShare: 50 } });
		expect(n8n.events).toEqual([]);
		went(DB, '2026-11-10', '2026-11-10', 500);
		expect(periods(await n8n.next(DAY))).toEqual(['345 2026-11']);
		pass(HOUR);
		await n8n.start({ parameters: { events: [EVENT], countedTraffic: 'out', trafficShare: 90 } });
		went(WEB, '2026-11-11', '2026-11-11', 500);
		expect(await n8n.next(DAY)).toMatchObject([{ serverNumber: 321, eventId: 'traffic:321:2026-11:out:90' }]);
	});

	it.each([
		[{ trafficShare: 0 }, 'Share of Quota (%) is not more than 0'],
		[{ trafficShare: '' }, 'Share of Quota (%) is not a number'],
		[{ ...perDay, trafficPerDay: '={{ undefined }}' }, 'GB per Day is not a number'],
		[{ ...perDay, trafficPerDay: -5 }, 'GB per Day is not more than 0'],
		[{ trafficMeasure: 'week' }, 'Traffic Limit is none of perDay, quotaShare'],
		[{ countedTraffic: 'both' }, 'Counted Traffic: there is no direction "both"'],
	])('%j is told as a trouble', async (parameters, message) => {
		const n8n = new Polling({ credential: robot.credential, timezone: 'UTC', parameters: { events: [EVENT], ...parameters } });
		await n8n.start();
		expect(n8n.errors.map((error) => error.message)).toEqual([message]);
		expect(robot.wire).toEqual([]);
	});
});

describe('n8n', () => {
	it('that is killed between the start of the workflow and the writing of its database tells the same again, with the same ids', async () => {
		went(WEB, '2026-11-01', '2026-11-09', 1);
		const n8n = await published();
		went(WEB, '2026-11-10', '2026-11-10', 900);
		pass(DAY);
		n8n.killAtNextStart = true;
		await n8n.tick();
		await n8n.start();
		expect(n8n.events.map(({ eventId }) => eventId)).toEqual(['traffic:321:2026-11:out:80', 'traffic:321:2026-11:out:80']);
		n8n.kill();
		await n8n.start();
		expect(n8n.events).toHaveLength(2);
	});

	it('that polls twice at once tells once', async () => {
		went(WEB, '2026-11-01', '2026-11-09', 1);
		const n8n = await published();
		went(WEB, '2026-11-10', '2026-11-10', 900);
		pass(DAY);
		await Promise.all([n8n.tick(), n8n.tick()]);
		expect(n8n.events).toHaveLength(1);
	});

	it.each<[string, (known: Record<string, unknown>) => void]>([
		['no servers', (known) => delete known.of],
		['keys that are none', (known) => (known.of = { '321': [1, 'all'] })],
		['no day', (known) => (known.day = 5)],
		['no limit', (known) => (known.limit = { measure: 'quotaShare' })],
		['a count that is none', (known) => (known.days = -1)],
	])('that kept %s begins anew', async (_what, damage) => {
		went(WEB, '2026-11-01', '2026-11-30', 900);
		went(DB, '2026-11-01', '2026-11-09', 1);
		const n8n = await published();
		n8n.kill();
		damage(
			(n8n.saved as never as Record<string, { robot: { watches: Record<string, { known: Record<string, unknown> }> } }>)['node:Hetzner Robot Trigger']!.robot.watches[EVENT]!.known,
		);
		await n8n.start();
		expect([n8n.events, n8n.errors]).toEqual([[], []]);
		went(DB, '2026-11-10', '2026-11-10', 900);
		expect(periods(await n8n.next(DAY))).toEqual(['345 2026-11']);
	});

	it('whose clock is set back looks at nothing from before the start', async () => {
		went(WEB, '2026-09-01', '2026-10-31', 500);
		went(WEB, '2026-11-01', '2026-11-30', 1);
		const n8n = await published(perDay);
		const looks = async () => {
			// Polls keep a pace, which a clock that was set back begins anew.
			for (let poll = 0; poll < 3; poll++) expect(await n8n.next(HOUR)).toEqual([]);
		};
		for (const days of [-8, -1, -30]) {
			pass(days * DAY);
			await looks();
		}
		expect(robot.wire.filter((line) => line.startsWith('POST')).every((line) => line.includes('from=2026-11-01'))).toBe(true);
		pass(39 * DAY);
		await looks();
		expect(robot.wire.at(-1)).toContain('from=2026-11-01');
	});
});

describe('Fetch Test Event', () => {
	it('is the server that has most, as if it had just come to the limit', async () => {
		went(WEB, '2026-11-01', '2026-11-09', 100);
		went(DB, '2026-11-01', '2026-11-09', 110);
		const n8n = await published();
		expect(await n8n.test()).toMatchObject([{ eventId: 'sample:traffic:345:2026-11:out:80', sample: true, used: 990 }]);
	});

	it.each([
		['in', { in: 16000, out: 64000, sum: 80000 }],
		['out', { in: 4000, out: 16000, sum: 20000 }],
		['sum', { in: 3200, out: 12800, sum: 16000 }],
	])('is an example that adds up, and says first what it is (%s)', async (countedTraffic, traffic) => {
		const [sample] = await (await published({ countedTraffic })).test();
		expect(sample).toMatchObject({ used: 16000, traffic });
		expect(Object.keys(sample!).slice(0, 3)).toEqual(['event', 'eventId', 'sample']);
	});

	it('is an example where none has come to it', async () => {
		went(WEB, '2026-11-01', '2026-11-09', 1);
		const n8n = await published();
		expect(await n8n.test()).toMatchObject([{ serverNumber: 0, serverName: 'example-server', used: 16000, quota: 20000, share: 80 }]);
	});
});

/** Random traffic over weeks, with polls, restarts and kills of n8n at random, and a Robot that fails now and then. */
it('tells each day that comes to the limit once, whatever happens, and again only after a kill and then with the same ID', async () => {
	const faults: Record<string, Answer> = {
		none: refusal(404, 'NOT_FOUND'),
		broken: refusal(500, 'INTERNAL_ERROR'),
		empty: { body: { traffic: { data: [] } } },
		odd: { body: { traffic: 'x' } },
	};
	const sent = fc.constantFrom(0, 50, 99.9, 100, 900);
	const story = fc.array(
		fc.record({ sent: fc.tuple(sent, sent), days: fc.nat(3), does: fc.constantFrom(...Object.keys(POLLS)), fault: fc.constantFrom('', '', '', 'list', ...Object.keys(faults)) }),
		{ minLength: 3, maxLength: 25 },
	);
	const property = fc.asyncProperty(story, async (chapters) => {
		setClock('2026-11-10T10:00:00Z');
		servers = [server(321, WEB), server(345, DB)];
		traffic = {};
		went(WEB, '2026-11-01', '2026-11-09', 900);
		went(DB, '2026-11-01', '2026-11-09', 1);
		const n8n = await published(perDay);
		const expected = new Set<string>();
		const whole = servers;
		for (const { sent: amounts, days, does, fault } of [...chapters, ...Array.from({ length: 3 }, () => ({ sent: [0, 0], days: 1, does: 'polls', fault: '' }))]) {
			for (let day = 0; day < days; day++) {
				const date = new Date(Date.now()).toISOString().slice(0, 10);
				[WEB, DB].forEach((address, index) => {
					went(address, date, date, amounts[index]!);
					if (amounts[index]! >= 100) expected.add(`${index === 0 ? 321 : 345} ${date}`);
				});
				pass(DAY);
			}
			pass(600);
			instead = faults[fault];
			servers = fault === 'list' ? [] : whole;
			await POLLS[does]!(n8n);
			instead = undefined;
			servers = whole;
		}
		const byId = new Map(n8n.events.map((event) => [event.eventId, periods([event])[0]!]));
		expect([...byId.values()].sort()).toEqual([...expected].sort());
		if (!chapters.some(({ does }) => does.startsWith('is killed'))) expect(n8n.events).toHaveLength(byId.size);
	});
	await fc.assert(property, { numRuns: Number(process.env.TRIGGER_RUNS ?? 60) });
}, 600_000);
