import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';
import { pass, setClock } from '../support/clock.mts';
import { POLLS } from '../support/histories.mts';
import { refusal, startOddRobot, type Answer } from '../support/oddRobot.mts';
import { Polling, type Event, type PollingOptions } from '../support/poll.mts';
import { DAY, HOUR } from '../support/trigger.mts';

const EVENT = 'paidUntil';

const server = (number: number, paid_until: unknown, more: object = {}) => ({
	server_number: number,
	server_name: `server-${number}`,
	server_ip: '203.0.113.10',
	server_ipv6_net: null,
	traffic: 'unlimited',
	status: 'ready',
	cancelled: false,
	paid_until,
	ip: ['203.0.113.10'],
	subnet: null,
	...more,
});

/** The servers that are listed, and what Robot says of the cancellation of each. */
let servers: unknown[];
let ends: Record<string, unknown>;
let instead: ((path: string) => Answer | undefined) | undefined;
let robot: Awaited<ReturnType<typeof startOddRobot>>;

beforeEach(async () => {
	setClock('2026-11-10T10:00:00Z');
	servers = [server(321, '2026-11-30')];
	ends = {};
	instead = undefined;
	robot = await startOddRobot(({ path }) => {
		const [, number = ''] = /^\/server\/(\d+)\/cancellation$/.exec(path) ?? [];
		return (
			instead?.(path) ?? { body: number === '' ? servers.map((each) => ({ server: each })) : { cancellation: { server_number: Number(number), cancellation_date: ends[number] } } }
		);
	});
});
afterEach(() => robot.close());

async function published(parameters: INodeParameters = {}, options: Partial<PollingOptions> = {}): Promise<Polling> {
	const n8n = new Polling({ credential: robot.credential, timezone: 'UTC', parameters: { events: [EVENT], ...parameters }, ...options });
	await n8n.start();
	expect(n8n.errors).toEqual([]);
	expect(n8n.events).toEqual([]);
	robot.wire.length = 0;
	return n8n;
}
const dates = (events: Event[]) => events.map(({ serverNumber, kind, date, daysLeft }) => [serverNumber, kind, date, daysLeft].join(' '));
const cancelled = (number: number, end: unknown) => {
	ends[number] = end;
	return server(number, '2027-12-31', { cancelled: true });
};

describe('Paid Until', () => {
	it.each([
		['Europe/Berlin', '2026-11-29T23:30:00+00:00', '2026-11-30'],
		['America/New_York', '2026-12-01T04:59:00Z', '2026-11-30'],
		['UTC', '2026-12-01 00:30:00+0100', '2026-11-30'],
		['Asia/Tokyo', '2026-11-29T16:00:00Z', '2026-11-30'],
		['Asia/Tokyo', '2026-11-30 00:30:00', '2026-11-30'],
	])('reads an instant as the day that the workflow has then (%s, %s)', async (timezone, paidUntil, day) => {
		const n8n = await published({}, { timezone });
		servers = [server(321, paidUntil)];
		await n8n.next(12 * DAY);
		expect(dates(await n8n.next(3 * DAY))).toEqual([expect.stringContaining(`321 paidUntil ${day} `)]);
	});

	it('tells of a server once, so many days before', async () => {
		const n8n = await published();
		expect(await n8n.next(12 * DAY)).toEqual([]);
		expect(await n8n.next(DAY)).toEqual([
			{
				event: EVENT,
				eventId: 'paidUntil:321:paidUntil:2026-11-30:7',
				kind: 'paidUntil',
				date: '2026-11-30',
				daysLeft: 7,
				serverNumber: 321,
				serverName: 'server-321',
				server: server(321, '2026-11-30'),
			},
		]);
		expect(robot.wire).toEqual(['GET /server', 'GET /server']);
		for (let day = 0; day < 10; day++) expect(await n8n.next(DAY)).toEqual([]);
	});

	it('tells of each new date', async () => {
		const n8n = await published();
		expect(dates(await n8n.next(13 * DAY))).toEqual(['321 paidUntil 2026-11-30 7']);
		servers = [server(321, '2026-12-31')];
		expect(await n8n.next(10 * DAY)).toEqual([]);
		expect(dates(await n8n.next(21 * DAY))).toEqual(['321 paidUntil 2026-12-31 7']);
	});

	it('tells late where polls run late', async () => {
		const n8n = await published();
		expect(dates(await n8n.next(30 * DAY))).toEqual(['321 paidUntil 2026-11-30 -10']);
	});

	it('tells nothing of what is near at the start', async () => {
		servers = [server(321, '2026-11-12'), server(322, '2026-11-01')];
		const n8n = await published();
		expect(await n8n.next(DAY)).toEqual([]);
		expect(await n8n.next(5 * DAY)).toEqual([]);
	});

	it('tells of a server that comes into the account when its date is near', async () => {
		const n8n = await published();
		servers.push(server(400, '2026-11-12'));
		expect(dates(await n8n.next())).toEqual(['400 paidUntil 2026-11-12 2']);
	});

	it.each([
		['UTC', '2026-11-22T22:59:00Z', '2026-11-23T00:01:00Z'],
		['Europe/Berlin', '2026-11-22T22:59:00Z', '2026-11-22T23:01:00Z'],
		['America/New_York', '2026-11-23T04:59:00Z', '2026-11-23T05:01:00Z'],
	])('counts the days by the clocks in %s', async (timezone, before, after) => {
		const n8n = await published({}, { timezone });
		setClock(before);
		expect(await n8n.next(0)).toEqual([]);
		setClock(after);
		expect(await n8n.next(0)).toHaveLength(1);
	});

	it('counts the days over the change of the clocks', async () => {
		setClock('2026-10-20T10:00:00Z');
		servers = [server(321, '2026-10-31')];
		const n8n = await published({ daysBefore: 6 }, { timezone: 'Europe/Berlin' });
		setClock('2026-10-24T21:59:00Z');
		expect(await n8n.next(0)).toEqual([]);
		setClock('2026-10-24T22:01:00Z');
		expect(dates(await n8n.next(0))).toEqual(['321 paidUntil 2026-10-31 6']);
	});

	it('needs a time zone', async () => {
		const n8n = new Polling({ credential: robot.credential, timezone: 'CEST', parameters: { events: [EVENT] } });
		await n8n.start();
		expect(n8n.errors.map(({ message }) => message)).toEqual(['Days Before needs the time zone of the workflow, and "CEST" is none']);
	});

	it.each([null, undefined, '', '0000-00-00', '2026-02-30', '30.11.2026', 'soon', 20261130, {}, ['2026-11-30']])('takes %j for no date, and nothing happens', async (given) => {
		servers = [server(321, given), server(322, '2026-11-30')];
		const n8n = await published();
		expect(dates(await n8n.next(13 * DAY))).toEqual(['322 paidUntil 2026-11-30 7']);
		servers = [server(321, '2027-01-31'), server(322, given)];
		expect(await n8n.next(HOUR)).toEqual([]);
		servers = [server(321, '2027-01-31'), server(322, '2026-11-30')];
		expect(await n8n.next(HOUR)).toEqual([]);
	});

	it.each<[string, () => unknown[]]>([
		['empty', () => []],
		['short', () => [server(400, '2027-12-31')]],
		['without numbers', () => [server(null as never, '2026-11-30')]],
		['twice as long', () => [server(321, '2026-11-30'), server(321, '2026-11-30')]],
	])('tells nothing twice for a list that is %s', async (_what, list) => {
		const n8n = await published();
		expect(await n8n.next(13 * DAY)).toHaveLength(1);
		servers = list();
		expect(await n8n.next(DAY)).toEqual([]);
		servers = [server(321, '2026-11-30')];
		expect(await n8n.next(DAY)).toEqual([]);
	});

	it('tells a date that comes and goes once', async () => {
		const n8n = await published();
		const all = [];
		pass(13 * DAY);
		for (const date of ['2026-11-30', '2026-11-29', '2026-11-30', '2026-11-29']) {
			servers = [server(321, date)];
			all.push(...(await n8n.next()));
		}
		expect(dates(all)).toEqual(['321 paidUntil 2026-11-30 7', '321 paidUntil 2026-11-29 6']);
	});
});

describe('Cancellation Date', () => {
	const END = { serverDates: ['cancellationDate'] };

	it('is asked for when a server is cancelled, and again before it is told', async () => {
		const n8n = await published(END);
		servers = [cancelled(321, '2026-12-15')];
		expect(await n8n.next()).toEqual([]);
		expect(robot.wire).toEqual(['GET /server', 'GET /server/321/cancellation']);
		expect(dates(await n8n.next(28 * DAY))).toEqual(['321 cancellationDate 2026-12-15 7']);
		expect(await n8n.next(DAY)).toEqual([]);
	});

	it('is told at once where it is near', async () => {
		const n8n = await published(END);
		servers = [cancelled(321, '2026-11-10')];
		expect(dates(await n8n.next())).toEqual(['321 cancellationDate 2026-11-10 0']);
	});

	it('that was put off since is told when it is near', async () => {
		servers = [cancelled(321, '2026-11-20')];
		const n8n = await published(END);
		ends[321] = '2026-12-20';
		expect(await n8n.next(5 * DAY)).toEqual([]);
		expect(dates(await n8n.next(28 * DAY))).toEqual(['321 cancellationDate 2026-12-20 7']);
	});

	it('of a server that is not cancelled any more is none', async () => {
		servers = [cancelled(321, '2026-11-20')];
		const n8n = await published(END);
		servers = [server(321, '2027-12-31')];
		expect(await n8n.next(5 * DAY)).toEqual([]);
		expect(robot.wire).toEqual(['GET /server']);
		servers = [cancelled(321, '2026-11-21')];
		expect(dates(await n8n.next())).toEqual(['321 cancellationDate 2026-11-21 6']);
	});

	it.each([null, undefined, 'now', '', '2026-13-01', {}])('of %j is nothing that anybody knows', async (end) => {
		const n8n = await published(END);
		servers = [cancelled(321, end)];
		expect(await n8n.next()).toEqual([]);
		ends[321] = '2026-11-12';
		expect(dates(await n8n.next())).toEqual(['321 cancellationDate 2026-11-12 2']);
	});

	it('takes two requests in a poll where servers are cancelled: the others are asked for in turns', async () => {
		servers = [cancelled(1, '2027-05-01'), cancelled(2, '2027-05-01'), cancelled(3, '2027-05-01')];
		const n8n = await published(END);
		for (let poll = 0; poll < 6; poll++) await n8n.next();
		expect(robot.wire.filter((line) => line === 'GET /server')).toHaveLength(6);
		expect(robot.wire.filter((line) => line !== 'GET /server').sort()).toEqual([1, 1, 2, 2, 3, 3].map((number) => `GET /server/${number}/cancellation`));
	});

	it('of one server that cannot be asked for is a trouble, and the others come', async () => {
		const n8n = await published(END);
		servers = [cancelled(321, '2026-11-12'), cancelled(322, '2026-11-13'), cancelled(323, '2026-11-14')];
		instead = (path) => (path.includes('321') ? refusal(500, 'INTERNAL_ERROR') : undefined);
		const looks = [await n8n.look(), await n8n.look(), await n8n.look()];
		expect(dates(looks.flatMap(({ events }) => events)).sort()).toEqual(['322 cancellationDate 2026-11-13 3', '323 cancellationDate 2026-11-14 4']);
		expect(looks.flatMap(({ errors }) => errors)).toHaveLength(1);
		instead = undefined;
		expect(dates([...(await n8n.next()), ...(await n8n.next())])).toEqual(['321 cancellationDate 2026-11-12 2']);
	});

	it('that cannot be asked for again is not told until it can', async () => {
		servers = [cancelled(321, '2026-12-15')];
		const n8n = await published(END);
		instead = (path) => (path.includes('321') ? refusal(500, 'INTERNAL_ERROR') : undefined);
		expect((await n8n.look(30 * DAY)).events).toEqual([]);
		instead = undefined;
		ends[321] = '2026-12-16';
		expect(dates(await n8n.next())).toEqual(['321 cancellationDate 2026-12-16 6']);
	});

	it('of a server that is gone by now is none', async () => {
		const n8n = await published(END);
		servers = [cancelled(321, '2026-11-12')];
		instead = (path) => (path.includes('321') ? refusal(404, 'SERVER_NOT_FOUND') : undefined);
		expect(await n8n.next()).toEqual([]);
	});

	it('that could not be asked for at the start is no news when it can', async () => {
		servers = [cancelled(321, '2026-11-12')];
		instead = (path) => (path.includes('321') ? refusal(500, 'INTERNAL_ERROR') : undefined);
		const n8n = new Polling({ credential: robot.credential, timezone: 'UTC', parameters: { events: [EVENT], ...END } });
		await n8n.start();
		expect(n8n.errors).toHaveLength(1);
		instead = undefined;
		expect(await n8n.next()).toEqual([]);
		ends[321] = '2026-11-13';
		expect(dates([...(await n8n.next()), ...(await n8n.next())])).toEqual(['321 cancellationDate 2026-11-13 3']);
	});

	it('is not asked for where it is not watched', async () => {
		servers = [cancelled(321, '2026-11-12')];
		const n8n = await published({ serverDates: ['paidUntil'] });
		await n8n.next();
		expect(robot.wire).toEqual(['GET /server']);
	});

	it.each([null, 'true', undefined])('of a server that is cancelled: %j is not asked for', async (value) => {
		servers = [server(321, '2027-12-31', { cancelled: value })];
		ends[321] = '2026-11-12';
		const n8n = await published(END);
		expect(await n8n.next()).toEqual([]);
		expect(robot.wire).toEqual(['GET /server']);
	});
});

describe('another choice', () => {
	it('of days tells nothing of what is near by it already, and of the others when they are', async () => {
		servers = [server(321, '2026-11-30'), server(322, '2026-12-10')];
		const n8n = await published();
		pass(HOUR);
		await n8n.start({ parameters: { events: [EVENT], daysBefore: 25 } });
		expect(dates(await n8n.next(5 * DAY))).toEqual(['322 paidUntil 2026-12-10 25']);
		await n8n.start({ parameters: { events: [EVENT], daysBefore: 3 } });
		expect(await n8n.next(DAY)).toEqual([]);
		expect(dates(await n8n.next(11 * DAY))).toEqual(['321 paidUntil 2026-11-30 3']);
	});

	it.each([
		[{ daysBefore: -1 }, 'Days Before is not a whole number from 0 to 365'],
		[{ daysBefore: 1.5 }, 'Days Before is not a whole number from 0 to 365'],
		[{ daysBefore: '={{ undefined }}' }, 'Days Before is not a number'],
		[{ serverDates: [] }, 'Server Dates is empty'],
		[{ serverDates: ['birthday'] }, 'Server Dates holds "birthday"'],
	])('%j is told as a trouble', async (parameters, message) => {
		const n8n = new Polling({ credential: robot.credential, timezone: 'UTC', parameters: { events: [EVENT], ...parameters } });
		await n8n.start();
		expect(n8n.errors.map((error) => error.message)).toEqual([message]);
	});
});

describe('n8n', () => {
	it('that is killed between the start of the workflow and the writing of its database tells the same again, with the same ids', async () => {
		servers.push(cancelled(322, '2026-11-30'));
		const n8n = await published();
		pass(13 * DAY);
		n8n.killAtNextStart = true;
		await n8n.tick();
		await n8n.start();
		const ids = ['paidUntil:321:paidUntil:2026-11-30:7', 'paidUntil:322:cancellationDate:2026-11-30:7'];
		expect(n8n.events.map(({ eventId }) => eventId)).toEqual([...ids, ...ids]);
		n8n.kill();
		await n8n.start();
		expect(n8n.events).toHaveLength(4);
	});

	it('that was off tells what has come near meanwhile', async () => {
		const n8n = await published();
		n8n.kill();
		pass(15 * DAY);
		await n8n.start();
		expect(dates(n8n.events)).toEqual(['321 paidUntil 2026-11-30 5']);
	});

	it.each<[string, (known: Record<string, unknown>) => void]>([
		['no servers', (known) => delete known.of],
		['dates that are none', (known) => (known.ends = { '321': 5 })],
		['no choice', (known) => (known.limit = {})],
	])('that kept %s begins anew', async (_what, damage) => {
		servers = [server(321, '2026-11-12')];
		const n8n = await published();
		n8n.kill();
		damage(
			(n8n.saved as never as Record<string, { robot: { watches: Record<string, { known: Record<string, unknown> }> } }>)['node:Hetzner Robot Trigger']!.robot.watches[EVENT]!.known,
		);
		await n8n.start();
		expect([n8n.events, n8n.errors]).toEqual([[], []]);
		servers = [server(321, '2026-11-13')];
		expect(await n8n.next()).toHaveLength(1);
	});
});

describe('Fetch Test Event', () => {
	it('is the date that comes first', async () => {
		servers = [server(321, '2026-12-30'), server(322, '2026-11-30'), server(323, null)];
		const n8n = await published();
		expect(await n8n.test()).toMatchObject([{ eventId: 'sample:paidUntil:322:paidUntil:2026-11-30:7', daysLeft: 20, sample: true }]);
	});

	it('is the end of a server that is cancelled', async () => {
		servers = [server(321, '2026-12-30'), cancelled(322, '2026-11-30')];
		const n8n = await published({ serverDates: ['cancellationDate'] });
		expect(await n8n.test()).toMatchObject([{ serverNumber: 322, kind: 'cancellationDate', date: '2026-11-30' }]);
	});

	it.each(['paidUntil', 'cancellationDate'])('is an example where there is no such date: %s', async (kind) => {
		servers = [server(321, null)];
		const n8n = await published({ serverDates: [kind] });
		expect(await n8n.test()).toMatchObject([{ serverNumber: 0, kind, daysLeft: 7, server: { cancelled: kind === 'cancellationDate' } }]);
	});
});

/** Random dates, with polls, restarts and kills of n8n at random, and a Robot that fails now and then. */
it('tells each date that a good poll finds near once, and again only after a kill and then with the same ID', async () => {
	const faults: Record<string, () => Answer> = {
		broken: () => refusal(500, 'INTERNAL_ERROR'),
		empty: () => ({ body: [] }),
		odd: () => ({ body: [{ server: server(321, null) }, { server: { server_number: 322 } }] }),
	};
	const step = fc.record({
		moves: fc.tuple(fc.nat(20), fc.nat(20)),
		days: fc.nat(5),
		does: fc.constantFrom(...Object.keys(POLLS)),
		fault: fc.constantFrom('', '', '', ...Object.keys(faults)),
	});
	const property = fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 25 }), async (chapters) => {
		setClock('2026-11-10T10:00:00Z');
		const date = (days: number) => new Date(Date.parse('2026-11-10') + days * DAY * 1000).toISOString().slice(0, 10);
		const paid = [9, 30];
		const list = () => void (servers = paid.map((days, index) => server(321 + index, date(days))));
		list();
		instead = undefined;
		const n8n = await published();
		const expected = new Set<string>();
		let today = 0;
		for (const { moves, days, does, fault } of [...chapters, { moves: [0, 0], days: 1, does: 'polls', fault: '' }]) {
			today += days;
			moves.forEach((move, index) => (paid[index]! += move % 4 === 0 ? move : 0));
			list();
			pass(days * DAY + 600);
			instead = faults[fault];
			if (fault === '') paid.forEach((until, index) => until - today <= 7 && expected.add(`${321 + index} ${date(until)}`));
			await POLLS[does]!(n8n);
			instead = undefined;
		}
		const byId = new Map(n8n.events.map((event) => [event.eventId, `${String(event.serverNumber)} ${String(event.date)}`]));
		expect([...byId.values()].sort()).toEqual([...expected].sort());
		if (!chapters.some(({ does }) => does.startsWith('is killed'))) expect(n8n.events).toHaveLength(byId.size);
	});
	await fc.assert(property, { numRuns: Number(process.env.TRIGGER_RUNS ?? 60) });
}, 600_000);
