import { describe, expect, it } from '@jest/globals';
import { labelSelector } from '../../simulator/console/input/labelSelector.mts';
import { password } from '../../simulator/console/input/password.mts';
import { homeDirectory, labels, type Rule } from '../../simulator/console/input/rules.mts';

/** The rules for inputs, one by one. */

describe('passwords', () => {
	it.each(['Correct-Horse-9', 'aA1!aA1!aA1!', `aA1!${'x'.repeat(124)}`, 'Ää1°Ää1°Ää1°', 'aB3^°!§$%/()', 'aB3=?+#-.,;:~*@{}_&ÖÜöüß'])('%s is good', (value) => {
		expect(password(value)).toEqual([]);
	});

	it.each([
		['aA1!aA1!aA1', 'is too short, at least 12 characters'],
		[`aA1!${'x'.repeat(125)}`, 'is too long, at most 128 characters'],
		['correct-horse-9', 'must contain an upper case letter'],
		['CORRECT-HORSE-9', 'must contain a lower case letter'],
		['Correct-Horse-x', 'must contain a digit'],
		['CorrectHorse99', 'must contain a special character'],
		['Password123!', 'is known from a data breach'],
		...[' ', '"', "'", '<', '>', '[', ']', '|', '\\', '`', '€', 'é'].map((sign) => [`Correct-Horse-9${sign}`, 'contains characters that are not allowed'] as const),
	])('%s %s', (value, message) => {
		expect(password(value)).toEqual([message]);
	});

	it('are texts', () => {
		for (const value of [123_456_789_012, null, ['Correct-Horse-9']]) expect(password(value)).toEqual(['must be a string']);
	});
});

const good = (rule: Rule<any>, value: unknown) => rule(value).length === 0;

describe('home directories', () => {
	it.each(['a', 'a/b', 'a/', '.', 'a b', 'A-1_.x', 'a'.repeat(999)])('%s is one', (value) => expect(good(homeDirectory, value)).toBe(true));
	it.each(['', '/', '/a', 'a'.repeat(1000), 'ä', 'a\\b', 'a:b', null])('%s is none', (value) => expect(good(homeDirectory, value)).toBe(false));
});

describe('labels', () => {
	const long = 'a'.repeat(63);
	it.each([
		[{}],
		[{ a: '' }],
		[{ 'a-b_c.d': 'A-b_c.9' }],
		[{ [long]: long }],
		[{ 'example.com/name': 'x' }],
		[{ [`${`${'a'.repeat(50)}.`.repeat(4)}${'a'.repeat(49)}/name`]: 'x' }],
		[{ 'x.hetzner.cloud/a': '' }],
	])('%j are good', (value) => expect(good(labels, value)).toBe(true));

	it.each([
		[{ '': 'a' }],
		[{ '-a': '' }],
		[{ 'a-': '' }],
		[{ 'a b': '' }],
		[{ [`${long}a`]: '' }],
		[{ a: `${long}a` }],
		[{ a: '-b' }],
		[{ a: 'b c' }],
		[{ a: 1 }],
		[{ a: null }],
		[{ '/a': '' }],
		[{ 'a/': '' }],
		[{ 'a/b/c': '' }],
		[{ 'A/b': '' }],
		[{ [`${`${'a'.repeat(50)}.`.repeat(5)}a/name`]: 'x' }],
		[{ 'hetzner.cloud/a': '' }],
		[[]],
		['a=b'],
		[null],
	])('%j are not', (value) => expect(good(labels, value)).toBe(false));
});

describe('label selectors', () => {
	const things = { prod: { env: 'prod', zone: 'a' }, test: { env: 'test', old: '' }, bare: {} };
	const selected = (selector?: string) => Object.keys(things).filter((name) => labelSelector(selector)(things[name as keyof typeof things] as Record<string, string>));

	it.each([
		[undefined, ['prod', 'test', 'bare']],
		['', ['prod', 'test', 'bare']],
		['env=prod', ['prod']],
		['env==prod', ['prod']],
		['env = prod', ['prod']],
		['env!=prod', ['test', 'bare']],
		['env', ['prod', 'test']],
		['!env', ['bare']],
		['old=', ['test']],
		['env in (prod,test)', ['prod', 'test']],
		['env in (prod, x)', ['prod']],
		['env notin (prod)', ['test', 'bare']],
		['env,!old', ['prod']],
		['env in (prod,test),zone=a', ['prod']],
		['env, zone notin (b,c)', ['prod', 'test']],
		['toString', []],
	])('%s selects', (selector, names) => {
		expect(selected(selector)).toEqual(names);
	});

	it.each(['a b', 'a in b', 'a in (b', '=a', ',', 'a,', 'a===b', '!', '-a', 'a=b=c', 'a>1'])('%s is none', (selector) => {
		expect(() => labelSelector(selector)).toThrow("invalid input in field 'label_selector'");
	});
});
