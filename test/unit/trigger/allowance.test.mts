import { beforeEach, describe, expect, it } from '@jest/globals';
import { Allowance } from '../../../nodes/HetznerRobot/trigger/allowance.ts';
import { get, perHour } from '../../../nodes/HetznerRobot/robot/endpoint.ts';

const account = { baseUrl: 'https://robot.example', username: 'u', password: 'p' };
const endpoint = get('/failover', perHour(100));
const HOUR = 3600;

let seconds: number;
let allowance: Allowance;
beforeEach(() => {
	seconds = 1_000_000;
	allowance = new Allowance(() => seconds * 1000);
});

const room = (trigger = 'a', atOnce = false, share = 50) => allowance.room(account, endpoint, trigger, share, atOnce);
const spend = (count: number) => {
	for (let spent = 0; spent < count; spent++) allowance.spend(account, endpoint, 50);
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
		allowance.close(account, endpoint, HOUR);
		expect(room('a', true)).toBe(0);
		expect(allowance.wait(account, endpoint, 50)).toBe(HOUR);
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
		expect(allowance.room({ ...account, username: 'v' }, endpoint, 'a', 50, true)).toBe(50);
	});
});
