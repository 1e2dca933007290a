import { describe, expect, it } from '@jest/globals';
import { isId, isSameId, plainId } from '../../nodes/HetznerRobot/robot/ids.ts';

describe('an id', () => {
	it.each([[321], [0], ['321'], ['EX44'], [' x ']])('can be %j', (value) => expect(isId(value)).toBe(true));
	it.each([[undefined], [null], [''], [' '], [{}], [[]], [true]])('cannot be %j', (value) => expect(isId(value)).toBe(false));

	it.each([
		[321, '321'],
		['0321', '321'],
		['00', '0'],
		['EX44', 'ex44'],
		[' EX44 ', 'ex44'],
		['0x44', '0x44'],
		['3210', '3210'],
		[null, ''],
	])('%j is compared as "%s"', (value, plain) => expect(plainId(value)).toBe(plain));
});

describe('two ids', () => {
	it.each([
		[321, '0321'],
		['ex44', 'EX44'],
		['primary_ipv4', ' Primary_IPv4'],
	])('%j and %j are the same', (one, other) => {
		expect(isSameId(one, other)).toBe(true);
		expect(isSameId(other, one)).toBe(true);
	});

	it.each([
		[321, 3210],
		['EX44', 'EX4'],
		['0EX44', 'EX44'],
		[null, null],
		[undefined, ''],
		[null, 'null'],
		[{}, '[object Object]'],
	])('%j and %j are not', (one, other) => {
		expect(isSameId(one, other)).toBe(false);
		expect(isSameId(other, one)).toBe(false);
	});
});
