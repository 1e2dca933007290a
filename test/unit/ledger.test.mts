import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { oncePer, perDay, perHour, type Endpoint } from '../../nodes/common/http/endpoint.ts';
import { RequestLedger } from '../../nodes/common/http/ledger.ts';
import { ProcessMemory } from '../../nodes/common/http/memory.ts';
import { get, post } from '../support/madeUp.mts';
import { account } from '../support/wire.mts';

/** The window in which requests count against a documented limit: it slides, and ends to the millisecond. */

const START = Date.UTC(2030, 0, 1);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const listServers = get('/server', perHour(200));

let now: number;
let memory: ProcessMemory;
beforeEach(() => {
	now = START;
	memory = new ProcessMemory(() => now);
});

const ledgerOf = (who = account) => memory.account(who).ledger;

/** Sends so many requests now; what each was told to wait, in seconds. */
const take = (count: number, endpoint: Endpoint = listServers, who = account) => Array.from({ length: count }, () => ledgerOf(who).reserve(endpoint));
const none = (count: number) => Array<number>(count).fill(0);
const used = (endpoint: Endpoint = listServers) => ledgerOf().usage(endpoint).used;

describe('200 requests per hour', () => {
	it('lets 200 through at once, and tells the 201st to wait the hour', () => {
		expect(take(200)).toEqual(none(200));
		expect(take(1)).toEqual([3600]);
	});

	it('lets request 201 through exactly an hour after request 1, and not a millisecond before', () => {
		expect(take(1)).toEqual([0]);
		now = START + MINUTE;
		expect(take(199)).toEqual(none(199));

		now = START + HOUR - 1;
		expect(take(1)).toEqual([1]);
		now = START + HOUR;
		expect(used()).toBe(199);
		expect(take(1)).toEqual([0]);
		// The next place is free when request 2 is an hour old.
		expect(take(1)).toEqual([60]);
	});

	it('slides: every request gives its place free at its own time', () => {
		for (let minute = 0; minute < 50; minute++) {
			now = START + minute * MINUTE;
			expect(take(4)).toEqual(none(4));
		}
		expect(take(1)).toEqual([600 + 60]);

		for (let minute = 60; minute < 109; minute++) {
			now = START + minute * MINUTE;
			expect(take(5)).toEqual([...none(4), 60]);
		}
	});

	it('does not start anew with the clock hour: 200 late in one hour leave nothing for the next', () => {
		now = START + HOUR - MINUTE;
		take(200);
		now = START + HOUR + MINUTE;
		expect(take(1)).toEqual([58 * 60]);
	});

	it('does not count what it held back', () => {
		take(200);
		expect(take(50)).toEqual(Array(50).fill(3600));
		expect(used()).toBe(200);
		now = START + HOUR;
		expect(take(201)).toEqual([...none(200), 3600]);
	});

	it('rounds the time to wait up, so that nobody comes too early', () => {
		take(200);
		now = START + HOUR - 1500;
		expect(take(1)).toEqual([2]);
	});

	it('only looked at counts nothing', () => {
		take(10);
		for (let look = 0; look < 300; look++) ledgerOf().usage(listServers);
		expect(ledgerOf().usage(listServers)).toEqual({ used: 10, max: 200, seconds: 3600, wait: 0 });
	});
});

describe('a limit', () => {
	it.each([
		['20 requests per day', perDay(20), 20, 86_400],
		['1 request per 5 seconds', oncePer(5), 1, 5],
	])('of %s has a window of its own length', (_words, limit, max, seconds) => {
		const endpoint = post('/order/server/transaction', limit);
		expect(take(max + 1, endpoint)).toEqual([...none(max), seconds]);
		now = START + seconds * 1000 - 1;
		expect(take(1, endpoint)).toEqual([1]);
		now = START + seconds * 1000;
		expect(take(1, endpoint)).toEqual([0]);
	});

	it.each<[string, Endpoint]>([
		['another path', get('/ip', perHour(200))],
		['another method', post('/server', perHour(200))],
		['a bucket', get('/server', perHour(200, 'a bucket'))],
	])('is counted apart for %s', (_what, other) => {
		take(200);
		expect(take(1, other)).toEqual([0]);
	});

	it('is counted together for endpoints of one bucket', () => {
		const [list, one] = [get('/server', perHour(200, 'servers')), get('/server/{serverNumber}', perHour(200, 'servers'))];
		expect(take(150, list)).toEqual(none(150));
		expect(take(51, one)).toEqual([...none(50), 3600]);
		expect(take(1, list)).toEqual([3600]);
	});

	it('is counted apart for each user and each address, and together for a user whose password was changed', () => {
		take(200);
		expect(take(1, listServers, { ...account, username: 'other' })).toEqual([0]);
		expect(take(1, listServers, { ...account, baseUrl: 'https://other.example.com' })).toEqual([0]);
		expect(take(1, listServers, { ...account, password: 'other' })).toEqual([3600]);
	});
});

describe('a limit that Robot says is used up', () => {
	it('lets nothing through until the time is over, to the millisecond', () => {
		ledgerOf().close(listServers, 600);
		expect(take(1)).toEqual([600]);
		now = START + 10 * MINUTE - 1;
		expect(take(1)).toEqual([1]);
		now = START + 10 * MINUTE;
		expect(take(1)).toEqual([0]);
	});

	it('still counts what was sent before', () => {
		take(200);
		ledgerOf().close(listServers, 600);
		expect(take(1)).toEqual([3600]);
	});

	it('closes the whole bucket, and nothing else', () => {
		const [list, one] = [get('/server', perHour(200, 'servers')), get('/server/{serverNumber}', perHour(200, 'servers'))];
		ledgerOf().close(list, 600);
		expect(take(1, one)).toEqual([600]);
		expect(take(1, get('/ip', perHour(200)))).toEqual([0]);
		expect(take(1, list, { ...account, username: 'other' })).toEqual([0]);
	});
});

describe('a clock that is set back', () => {
	it('forgets what now lies in the future, and keeps what does not', () => {
		take(100);
		now = START + 40 * MINUTE;
		take(100);
		now = START + 20 * MINUTE;
		expect(used()).toBe(100);
		expect(take(101)).toEqual([...none(100), 40 * 60]);
	});

	it('never holds a request back for longer than the window', () => {
		now = START + 365 * 24 * HOUR;
		take(200);
		now = START;
		expect(take(201)).toEqual([...none(200), 3600]);
	});

	it('forward frees everything', () => {
		take(200);
		now = START + 24 * HOUR;
		expect(used()).toBe(0);
	});
});

describe('polling', () => {
	/** Requests travel for 10 seconds at most: what left an hour apart may arrive within the hour. */
	const ON_THE_WAY = 10_000;

	function poll(...minutes: number[]): void {
		for (const minute of minutes) {
			now = START + minute * MINUTE;
			ledgerOf().reserve(listServers, 'polling');
		}
	}

	const left = (most: number) => ledgerOf().pollsLeft(listServers, most);

	it('has its share to itself: what executions ask for takes nothing of it', () => {
		poll(0, 1, 2);
		take(50);
		expect(left(10)).toEqual({ left: 7, freeAt: 0 });
		expect(used()).toBe(53);
	});

	it('that has used its share up has the next place when the oldest poll is out of the window, with the time that requests travel', () => {
		poll(0, 1, 2);
		expect(left(3)).toEqual({ left: 0, freeAt: START + HOUR + ON_THE_WAY });
		expect(left(2)).toEqual({ left: -1, freeAt: START + HOUR + MINUTE + ON_THE_WAY });

		now = START + HOUR + ON_THE_WAY - 1;
		expect(left(3)).toEqual({ left: 0, freeAt: START + HOUR + ON_THE_WAY });
		now = START + HOUR + ON_THE_WAY;
		expect(left(3)).toEqual({ left: 1, freeAt: 0 });
	});

	it('has no place while Robot says that the limit is used up', () => {
		poll(0);
		ledgerOf().close(listServers, 600);
		expect(left(5)).toEqual({ left: 0, freeAt: START + 10 * MINUTE });
		expect(left(1)).toEqual({ left: 0, freeAt: START + HOUR + ON_THE_WAY });

		now = START + 10 * MINUTE - 1;
		expect(left(5).left).toBe(0);
		now = START + 10 * MINUTE;
		expect(left(5).left).toBe(4);
	});

	it('learns what other pollings have sent since it last looked, and when', () => {
		poll(0, 5, 10);
		take(20);
		const after = (known: number) => ledgerOf().pollsAfter(listServers, known);
		expect(after(0)).toEqual({ polled: 3, times: [START, START + 5 * MINUTE, START + 10 * MINUTE] });
		expect(after(2)).toEqual({ polled: 3, times: [START + 10 * MINUTE] });
		expect(after(3)).toEqual({ polled: 3, times: [] });

		now = START + HOUR + MINUTE;
		expect(after(0)).toEqual({ polled: 3, times: [START + 5 * MINUTE, START + 10 * MINUTE] });
		expect(after(2)).toEqual({ polled: 3, times: [START + 10 * MINUTE] });
	});

	it('keeps its count when the clock is set back, as if all of it had been sent then', () => {
		poll(40, 50);
		now = START;
		expect(used()).toBe(0);
		expect(left(2)).toEqual({ left: 0, freeAt: START + HOUR + ON_THE_WAY });
	});
});

describe('a reply', () => {
	const over = () => ledgerOf().over(listServers);

	it('makes its request count from now on: Robot counts it from when it arrived', () => {
		take(1);
		now = START + 30 * MINUTE;
		over();
		now = START + HOUR;
		expect(used()).toBe(1);
		now = START + 90 * MINUTE - 1;
		expect(used()).toBe(1);
		now = START + 90 * MINUTE;
		expect(used()).toBe(0);
	});

	it('counts for one request, and a second one for none', () => {
		take(2);
		now = START + 10 * MINUTE;
		over();
		now = START + 20 * MINUTE;
		over();
		now = START + 30 * MINUTE;
		over();
		expect(used()).toBe(2);
		now = START + HOUR + 10 * MINUTE - 1;
		expect(used()).toBe(2);
		now = START + HOUR + 10 * MINUTE;
		expect(used()).toBe(1);
		now = START + HOUR + 20 * MINUTE;
		expect(used()).toBe(0);
	});

	it('is that of the oldest request under way, and keeps what the others were sent for', () => {
		take(1);
		over();
		now = START + MINUTE;
		ledgerOf().reserve(listServers, 'polling');
		take(1);
		now = START + 2 * MINUTE;
		over();
		expect(ledgerOf().pollsAfter(listServers, 0)).toEqual({ polled: 1, times: [START + 2 * MINUTE] });
		expect(used()).toBe(3);
	});

	it('to nothing that was counted changes nothing', () => {
		over();
		expect(used()).toBe(0);
	});
});

describe('what Robot has said of a limit', () => {
	const said = () => ledgerOf().usage(listServers).said;
	const limit = { max: 50, seconds: 3600 };

	it('is told with the wait for it, and no longer', () => {
		expect(said()).toBeUndefined();
		ledgerOf().close(listServers, 600, limit);
		expect(said()).toEqual({ at: START, limit });
		now = START + 10 * MINUTE - 1;
		expect(said()).toEqual({ at: START, limit });
		now = START + 10 * MINUTE;
		expect(said()).toBeUndefined();
	});

	it('is not what is waited for where the own count takes longer', () => {
		take(200);
		ledgerOf().close(listServers, 3599, limit);
		expect(said()).toBeUndefined();
		ledgerOf().close(listServers, 3600, limit);
		expect(said()).toEqual({ at: START, limit });
	});

	it('is known as the last limit for as long again as it was closed', () => {
		const last = () => ledgerOf().lastLimit(listServers);
		expect(last()).toBeUndefined();
		ledgerOf().close(listServers, 600);
		expect(last()).toBe(600);
		now = START + 20 * MINUTE - 1;
		expect(last()).toBe(600);
		now = START + 20 * MINUTE;
		expect(last()).toBeUndefined();
	});

	it('holds for no longer than it was said on a clock that was set back', () => {
		ledgerOf().close(listServers, 600);
		now = START - 5 * HOUR;
		expect(take(1)).toEqual([600]);
		now = START - 5 * HOUR + 10 * MINUTE;
		expect(take(1)).toEqual([0]);
	});
});

it("a ledger without a clock of its own goes by the computer's", () => {
	const clock = jest.spyOn(Date, 'now').mockReturnValue(START);
	const ledger = new RequestLedger();
	const once = get('/server', { max: 1, seconds: 60 });
	expect([ledger.reserve(once), ledger.reserve(once)]).toEqual([0, 60]);
	clock.mockReturnValue(START + MINUTE);
	expect(ledger.reserve(once)).toBe(0);
});
