import { beforeEach, describe, expect, it } from '@jest/globals';
import { Lane } from '../../nodes/common/http/lane.ts';

/** How many requests of one login may be refused at once: a password that has changed is refused by each of them. */

const START = Date.UTC(2030, 0, 1);

let lane: Lane;
beforeEach(() => {
	lane = new Lane();
});

/** So many requests one after another, each accepted. */
function accepted(count: number, now = START): void {
	for (let index = 0; index < count; index++) lane.leave(lane.enter('server'), true, now);
}

describe('at risk', () => {
	it('is what is under way', () => {
		expect(lane.atRisk()).toBe(0);
		const numbers = [lane.enter('server'), lane.enter('server'), lane.enter('boot')];
		expect(numbers).toEqual([1, 2, 3]);
		expect(lane.atRisk()).toBe(3);
		lane.leave(3, false, START);
		expect(lane.atRisk()).toBe(2);
	});

	it('is none that was sent before an accepted one: the login was good by then', () => {
		for (let index = 0; index < 4; index++) lane.enter('server');
		lane.leave(3, true, START);
		expect(lane.atRisk()).toBe(1);
		lane.leave(1, true, START);
		expect(lane.atRisk()).toBe(1);
		lane.leave(4, false, START);
		expect(lane.atRisk()).toBe(0);
	});
});

it('knows which parts of the API are being asked', () => {
	const number = lane.enter('boot');
	expect([lane.isAsking('boot'), lane.isAsking('server')]).toEqual([true, false]);
	lane.leave(number, false, START);
	expect(lane.isAsking('boot')).toBe(false);
});

describe('the width', () => {
	/** Somebody waits for a turn: the burst is not over. */
	const waiting = () => void lane.wait(new Promise(() => {}));

	it('is one, one more for each accepted reply, and twenty at most', () => {
		waiting();
		expect(lane.width(START)).toBe(1);
		accepted(1);
		expect(lane.width(START)).toBe(2);
		accepted(17);
		expect(lane.width(START)).toBe(19);
		accepted(1);
		expect(lane.width(START)).toBe(20);
		accepted(5);
		expect(lane.width(START)).toBe(20);
	});

	it('is not earned by a reply that was not accepted', () => {
		waiting();
		accepted(3);
		lane.leave(lane.enter('server'), false, START + 1999);
		expect([lane.width(START + 1999), lane.width(START + 2000)]).toEqual([4, 1]);
	});

	it('is one again two seconds after the last accepted reply, and on a clock that was set back', () => {
		waiting();
		accepted(3);
		expect([lane.width(START), lane.width(START + 1999), lane.width(START + 2000), lane.width(START - 1)]).toEqual([4, 4, 1, 1]);
		accepted(1, START + 2000);
		expect(lane.width(START + 2000)).toBe(2);
	});

	it('is one again once nothing is at risk and nobody waits', () => {
		const [first, second] = [lane.enter('server'), lane.enter('server')];
		lane.leave(first, true, START);
		expect(lane.width(START)).toBe(2);
		lane.leave(second, true, START);
		expect(lane.width(START)).toBe(1);
	});

	it('is kept as long as somebody waits', async () => {
		let tell = () => {};
		const change = new Promise<void>((resolve) => (tell = resolve));
		const wait = lane.wait(change);
		accepted(1);
		expect(lane.width(START)).toBe(2);
		tell();
		await wait;
		accepted(1);
		expect(lane.width(START)).toBe(1);
	});
});
