import { beforeEach, describe, expect, it } from '@jest/globals';
import { oncePer, perDay, perHour, type Endpoint } from '../../nodes/common/http/endpoint.ts';
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
