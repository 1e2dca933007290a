import { describe, expect, it } from '@jest/globals';
import { encodeByType, isEmpty, toAmount, toBoolean, toList, toLocator, toNumber, toText } from '../../nodes/common/operation/values.ts';
import { toCancellationDate } from '../../nodes/HetznerRobot/resources/fields/cancellation.ts';
import { isIPv4, isIPv6, toAddress } from '../../nodes/HetznerRobot/robot/pathValues.ts';

describe('what was not entered', () => {
	it.each<[unknown]>([[undefined], [null], [''], [[]]])('is %p', (value) => expect(isEmpty(value)).toBe(true));
	it.each([0, false, ' ', '0', 'false'])('is not %j', (value) => expect(isEmpty(value)).toBe(false));
});

describe('a text', () => {
	it.each([
		['a', 'a'],
		[5, '5'],
		[0, '0'],
		[false, 'false'],
		[10n, '10'],
	])('is made of %p', (value, text) => expect(toText('name', value)).toBe(text));

	it.each([[{}], [[]], [undefined], [() => 'x']])('is not made of %p', (value) => expect(() => toText('name', value)).toThrow('name is not a text'));
});

describe('a yes or no', () => {
	it.each([
		[true, true],
		[false, false],
		['true', true],
		['false', false],
	])('is made of %p', (value, expected) => expect(toBoolean('name', value)).toBe(expected));

	it.each(['True', 'yes', '1', 1, 0, null])('is not made of %p, which could mean either', (value) =>
		expect(() => toBoolean('name', value)).toThrow('name is neither true nor false'));
});

describe('a number', () => {
	it.each([
		[5, 5],
		['5', 5],
		[' 12.5 ', 12.5],
		[0, 0],
	])('is made of %p', (value, number) => expect(toNumber('name', value)).toBe(number));

	it.each(['five', '', ' ', '5 GB', Number.NaN, Number.POSITIVE_INFINITY, true, null])('is not made of %p', (value) =>
		expect(() => toNumber('name', value)).toThrow('name is not a number'));
});

describe('an amount', () => {
	it.each([
		[5, 5],
		['2.5', 2.5],
		[0, 0],
	])('is made of %p', (value, amount) => expect(toAmount('name', value)).toBe(amount));

	it.each([-5, '-0.01'])('is not made of %p', (value) => expect(() => toAmount('name', value)).toThrow(`name is negative: ${value}`));
	it.each(['five', null])('is not made of %p, which is no number', (value) => expect(() => toAmount('name', value)).toThrow('name is not a number'));
});

describe('a list', () => {
	it.each([
		[['a', 'b'], ['a', 'b']],
		['a, b,,c ', ['a', 'b', 'c']],
		[['a ', ''], ['a']],
		[321, ['321']],
		[[321, 322], ['321', '322']],
	])('is made of %j', (value, list) => expect(toList('name', value)).toEqual(list));

	it.each([[{}], [[['a']]]])('is not made of %j', (value) => expect(() => toList('name', value)).toThrow('name is not a text'));
});

describe('a cancellation date', () => {
	it.each([
		['2099-12-31', '2099-12-31'],
		['2099-12-31T00:00:00', '2099-12-31'],
		['2099-12-31 10:00', '2099-12-31'],
		[' now ', 'now'],
		['2096-02-29', '2096-02-29'],
		[new Date('2099-12-31T00:00:00Z'), '2099-12-31'],
	])('is made of %p', (value, date) => expect(toCancellationDate('date', value)).toBe(date));

	it.each(['2099-02-30', '2099-13-01', '2095-02-29', '99-12-31', '20991231', '2099-12-31x', 'NOW', 'tomorrow', 20991231, new Date(Number.NaN), {}, null])(
		'is not made of %p',
		(value) => expect(() => toCancellationDate('date', value)).toThrow('date is not a date'),
	);
});

describe('a value without rules of its own', () => {
	it('is sent as its parameter type says', () => {
		expect(encodeByType('boolean', 'a', 'true')).toBe(true);
		expect(encodeByType('number', 'a', '5')).toBe(5);
		expect(encodeByType('multiOptions', 'a', 'x,y')).toEqual(['x', 'y']);
		expect(encodeByType('options', 'a', 64)).toBe('64');
		expect(encodeByType('string', 'a', 'x')).toBe('x');
	});
});

describe('a locator', () => {
	it.each([
		[{ __rl: true, mode: 'id', value: ' 321 ' }, { mode: 'id', value: '321' }],
		[{ __rl: true, mode: 'id', value: 321 }, { mode: 'id', value: '321' }],
		[{ __rl: true, mode: 'list', value: null }, { mode: 'list', value: '' }],
		['web1', { mode: '', value: 'web1' }],
		[321, { mode: '', value: '321' }],
		[undefined, { mode: '', value: '' }],
		[null, { mode: '', value: '' }],
	])('reads %j', (given, locator) => expect(toLocator('server', given)).toEqual(locator));

	it('does not read an object as a value', () => {
		expect(() => toLocator('server', { mode: 'id', value: {} })).toThrow('server is not a text');
	});
});

describe('an address', () => {
	it.each(['0.0.0.0', '203.0.113.10', '255.255.255.255'])('of IPv4: %s', (text) => expect(isIPv4(text)).toBe(true));
	it.each(['203.0.113', '203.0.113.256', '203.0.113.10.', '203.0.113.10.1', 'a.b.c.d', '', '203.0.113.10\n', '-1.0.0.0'])('not of IPv4: %j', (text) =>
		expect(isIPv4(text)).toBe(false));

	it.each(['::', '::1', '2001:db8::', '2001:DB8:0:321::', '1:2:3:4:5:6:7:8'])('of IPv6: %s', (text) => expect(isIPv6(text)).toBe(true));
	it.each(['1:2', 'web1', '', '1:2:3:4:5:6:7:8:9', '12345::', 'g::', '::1\n', '2001:db8::/64', '00:21:85:00:03:21:aa:bb:cc'])('not of IPv6: %j', (text) =>
		expect(isIPv6(text)).toBe(false));

	it.each([
		['203.0.113.10', '203.0.113.10'],
		['203.0.113.160/29', '203.0.113.160'],
		['2001:db8:0:321::/64', '2001:db8:0:321::'],
	])('%s is asked for as %s', (given, address) => expect(toAddress('ip', given)).toBe(address));

	it.each(['..', '../server', '203.0.113.10/', '203.0.113.10/x', 'example.com', '203.0.113.10?a=b'])('is not made of %j', (given) =>
		expect(() => toAddress('ip', given)).toThrow(`ip is not an IP address: ${given}`));
});
