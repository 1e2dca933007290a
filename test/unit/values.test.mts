import { describe, expect, it } from '@jest/globals';
import { encodeByType, isEmpty, isOn, toAmount, toBoolean, toFilledList, toList, toLocator, toNumber, toText, toTrimmed, wordOf } from '../../nodes/common/operation/values.ts';
import { toCancellationDate } from '../../nodes/HetznerRobot/resources/fields/cancellation.ts';

describe('what was not entered', () => {
	it.each<[unknown]>([[undefined], [null], [''], [[]]])('is %p', (value) => expect(isEmpty(value)).toBe(true));
	it.each<[unknown]>([[0], [false], [' '], ['0'], ['false'], [['a']], [['']], [{}], [{ length: 0 }]])('is not %j', (value) => expect(isEmpty(value)).toBe(false));
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

it('a text in which an expression has left an object is refused', () => {
	const refused = { message: 'name holds an object', advice: 'An expression in it gives an object, "[object Object]", instead of a text. Nothing was sent.' };
	expect(() => toText('name', 'web-[object Object]')).toThrow(expect.objectContaining(refused));
});

describe('a yes or no', () => {
	it.each([
		[true, true],
		[false, false],
		['true', true],
		['false', false],
	])('is made of %p', (value, expected) => expect(toBoolean('name', value)).toBe(expected));

	it.each(['True', 'yes', '1', 1, 0, null])('is not made of %p, which could mean either', (value) =>
		expect(() => toBoolean('name', value)).toThrow('name is neither true nor false'),
	);
});

describe('a switch of the node', () => {
	it.each([
		[true, true],
		['true', true],
		[false, false],
		['false', false],
		[undefined, false],
		[null, false],
		['', false],
	])('with %p is on: %p', (value, on) => expect(isOn('test', value)).toBe(on));

	it.each(['yes', 1, {}])('with %j is neither on nor off', (value) => expect(() => isOn('test', value)).toThrow('test is neither true nor false'));
});

describe('one of several words', () => {
	it.each<[unknown, string]>([
		['hw', 'hw'],
		[64, '64'],
		[true, 'true'],
	])('is made of %p', (value, word) => expect(wordOf(value)).toBe(word));

	it.each<[unknown]>([[{}], [['hw']], [null], [Object.create(null)], [() => 'hw'], [Symbol('hw')]])('is none for %p', (value) => expect(wordOf(value)).toBe(''));
});

describe('a number', () => {
	it.each([
		[5, 5],
		['5', 5],
		[' 12.5 ', 12.5],
		[0, 0],
	])('is made of %p', (value, number) => expect(toNumber('name', value)).toBe(number));

	it.each(['five', '', ' ', '5 GB', Number.NaN, Number.POSITIVE_INFINITY, true, null])('is not made of %p', (value) =>
		expect(() => toNumber('name', value)).toThrow('name is not a number'),
	);
});

describe('an amount', () => {
	it.each([
		[5, 5],
		['2.5', 2.5],
		[0, 0],
	])('is made of %p', (value, amount) => expect(toAmount('name', value)).toBe(amount));

	it.each([-5, '-0.01'])('is not made of %p', (value) =>
		expect(() => toAmount('name', value)).toThrow(expect.objectContaining({ message: `name is negative: ${value}`, advice: 'Nothing was sent. Give 0 or more.' })),
	);
	it.each(['five', null])('is not made of %p, which is no number', (value) => expect(() => toAmount('name', value)).toThrow('name is not a number'));
});

describe('a list', () => {
	it.each([
		[
			['a', 'b'],
			['a', 'b'],
		],
		['a, b,,c ', ['a', 'b', 'c']],
		['a, ,b,', ['a', 'b']],
		['a;b\r\nc\nd\u2028e', ['a', 'b', 'c', 'd', 'e']],
		['["a", " b", 3]', ['a', 'b', '3']],
		[' [\n"a,b"\n] ', ['a,b']],
		['[]', []],
		['web 1, web 2', ['web 1', 'web 2']],
		[
			['a', 'b ', 'a', ' b'],
			['a', 'b'],
		],
		['a,b;a', ['a', 'b']],
		[['a,b'], ['a,b']],
		[321, ['321']],
		[
			[321, 322],
			['321', '322'],
		],
	])('is made of %j', (value, list) => expect(toList('name', value)).toEqual(list));

	it.each([[{}], [[['a']]], [[null]], ['[{"a":1}]'], ['[["a"]]'], ['[null]']])('is not made of %j', (value) => expect(() => toList('name', value)).toThrow('name is not a text'));
	it.each(["['a']", '[a, b]', '["a"', '["a"], ["b"]'])('is not made of %j, which looks like JSON', (value) =>
		expect(() => toList('name', value)).toThrow(
			expect.objectContaining({ message: 'name begins like a list in JSON, but is none', advice: 'Nothing was sent. Give it as ["a", "b"], or as a text with commas.' }),
		),
	);

	it.each<[unknown]>([[['a ', '']], ['["a", " "]']])('is not made of %j, in which an expression has found nothing', (value) =>
		expect(() => toList('name', value)).toThrow('name is empty'),
	);

	it.each<[unknown]>([['[]'], [' , '], [['', ' ']], ['\n']])('with at least one entry is not made of %j', (value) =>
		expect(() => toFilledList('name', value)).toThrow('name is empty'),
	);
});

describe('a text without rules of its own', () => {
	it.each([
		[' a b\n', 'a b'],
		['\u00a0a\ufeff', 'a'],
		[5, '5'],
	])('%j is sent as %j', (value, text) => expect(toTrimmed('name', value)).toBe(text));

	it.each([' ', '\n', '\u00a0'])('is empty for %j', (value) => expect(() => toTrimmed('name', value)).toThrow('name is empty'));
});

describe('a cancellation date', () => {
	it.each([
		['2099-12-31', '2099-12-31'],
		['2099-12-31T00:00:00', '2099-12-31'],
		['2099-12-31 10:00', '2099-12-31'],
		[' now ', 'now'],
		['2096-02-29', '2096-02-29'],
		[new Date('2099-12-30T23:30:00Z'), '2099-12-31'],
	])('is made of %p in Berlin', (value, date) => expect(toCancellationDate('date', value, 'Europe/Berlin')).toBe(date));

	it.each(['2099-02-30', '2099-13-01', '2095-02-29', '99-12-31', '20991231', '2099-12-31x', 'NOW', 'tomorrow', 20991231, new Date(Number.NaN), {}, null])(
		'is not made of %p',
		(value) => expect(() => toCancellationDate('date', value, 'UTC')).toThrow('date is not a date'),
	);
});

describe('a value without rules of its own', () => {
	it('is sent as its parameter type says', () => {
		expect(encodeByType('boolean', 'a', 'true')).toBe(true);
		expect(encodeByType('number', 'a', '5')).toBe(5);
		expect(encodeByType('multiOptions', 'a', 'x,y')).toEqual(['x', 'y']);
		expect(encodeByType('options', 'a', 64)).toBe('64');
		expect(encodeByType('string', 'a', ' x\n')).toBe('x');
		expect(() => encodeByType('multiOptions', 'a', '[]')).toThrow('a is empty');
	});
});

describe('a locator', () => {
	it.each([
		[
			{ __rl: true, mode: 'id', value: ' 321 ' },
			{ mode: 'id', value: '321', given: ' 321 ' },
		],
		[
			{ __rl: true, mode: 'id', value: 321 },
			{ mode: 'id', value: '321', given: 321 },
		],
		[
			{ __rl: true, mode: 'list', value: null },
			{ mode: 'list', value: '', given: null },
		],
		[{ value: 'web1' }, { mode: '', value: 'web1', given: 'web1' }],
		['web1', { mode: '', value: 'web1', given: 'web1' }],
		[321, { mode: '', value: '321', given: 321 }],
		[undefined, { mode: '', value: '', given: undefined }],
		[null, { mode: '', value: '', given: null }],
	])('reads %j', (given, locator) => expect(toLocator('server', given)).toEqual(locator));

	it('does not read an object as a value', () => {
		expect(() => toLocator('server', { mode: 'id', value: {} })).toThrow('server is not a text');
	});
});
