import { beforeEach, describe, expect, it } from '@jest/globals';
import { asTold, get, many, perHour } from '../../../nodes/common/http/endpoint.ts';
import { ProcessMemory } from '../../../nodes/common/http/memory.ts';
import { PollingPace } from '../../../nodes/HetznerRobot/trigger/pace.ts';

const account = { baseUrl: 'https://robot.example', username: 'u', password: 'p' };
const endpoint = get('/failover', perHour(100), many('failover', 'NOT_FOUND'));
const HOUR = 3600;

let seconds: number;
let memory: ProcessMemory;
let pace: PollingPace;
beforeEach(() => {
	seconds = 1_000_000;
	memory = new ProcessMemory(() => seconds * 1000);
	pace = paceOf(account);
});

const paceOf = (who: typeof account) => new PollingPace(memory.account(who).ledger, () => seconds * 1000);
const room = (trigger = 'a', atOnce = false, share = 50) => pace.allowed(endpoint, trigger, share, atOnce);
const spend = (count: number) => {
	for (let spent = 0; spent < count; spent++) memory.account(account).ledger.reserve(endpoint, 'polling');
};

describe('what polling may spend', () => {
	it('is one request at first, and then as many as its pace has saved up', () => {
		expect(room()).toBe(1);
		spend(1);
		expect(room()).toBe(0);
		seconds += 72;
		expect(room()).toBe(1);
		seconds += HOUR / 2;
		expect(room()).toBe(26);
	});

	it('is the whole share for a starting point, and nothing more for an hour', () => {
		expect(room('a', true)).toBe(50);
		spend(50);
		expect(room('a', true)).toBe(0);
		seconds += HOUR;
		expect(room('a', true)).toBe(0);
		seconds += 10;
		expect(room('a', true)).toBe(50);
	});

	it('is a share of the limit that the replies tell, and not limited before they do; the pace begins with the first poll', () => {
		const told = get('/storage_boxes', asTold, many('storage_boxes', null));
		const { ledger } = memory.account(account);
		const most = (atOnce = false) => pace.allowed(told, 'a', 50, atOnce);
		expect(most()).toBe(Infinity);
		ledger.reserve(told, 'polling');
		ledger.over(told);
		ledger.told(told, { max: 3600, left: 3599 });
		expect(most(true)).toBe(1799);
		expect(most()).toBe(0);
		seconds += 60;
		expect(most()).toBe(30);
		seconds += 2 * HOUR;
		expect(most()).toBe(1800);
	});

	it('is at least one request an hour', () => {
		expect(room('a', true, 0.1)).toBe(1);
	});

	it('is not more after a clock was set back, and not nothing for a year', () => {
		room();
		spend(50);
		seconds -= 365 * 24 * HOUR;
		expect(room('a', true)).toBe(0);
		seconds += HOUR + 11;
		expect(room('a', true)).toBe(50);
	});

	it('is nothing while Robot refuses, also after a clock was set back', () => {
		memory.account(account).ledger.close(endpoint, HOUR);
		expect(room('a', true)).toBe(0);
		expect(pace.secondsToWait(endpoint, 50)).toBe(HOUR);
		seconds -= 365 * 24 * HOUR;
		expect(room('a', true)).toBe(0);
		seconds += HOUR + 1;
		expect(room('a', true)).toBeGreaterThan(0);
	});
});

describe('several triggers on one account', () => {
	it('are served in turns', () => {
		const served: string[] = [];
		for (let minute = 0; minute < 12; minute++) {
			seconds += 72;
			for (const trigger of ['a', 'b', 'c']) {
				seconds += 0.001;
				if (room(trigger) === 0) continue;
				spend(1);
				served.push(trigger);
			}
		}
		expect(['a', 'b', 'c'].map((trigger) => served.filter((other) => other === trigger).length)).toEqual([4, 4, 4]);
	});

	it('do not wait for one that was switched off', () => {
		spend(1);
		expect(room('switched off')).toBe(0);
		seconds += 72;
		expect(room('a')).toBe(0);
		seconds += 15 * 60;
		spend(20);
		seconds += 72;
		expect(room('a')).toBe(1);
	});

	it('of other accounts spend their own', () => {
		spend(50);
		expect(paceOf({ ...account, username: 'v' }).allowed(endpoint, 'a', 50, true)).toBe(50);
	});
});
