import { describe, expect, it } from '@jest/globals';
import { toPattern } from '../../nodes/HetznerStorageBox/console/pattern.ts';

const isLike = (pattern: unknown, text: string) => toPattern('namePattern', pattern)(text);

describe('a pattern', () => {
	it.each([
		['nightly', 'nightly'],
		['nightly*', 'nightly'],
		['nightly*', 'nightly web'],
		['*web', 'nightly web'],
		['n*y*b', 'nightly web'],
		['*', ''],
		['**', 'x'],
		['a*a', 'aa'],
		['a*b*b', 'abb'],
		[' day* ', 'day 1'],
		['a.c (1)*', 'a.c (1) [x]'],
		[2025, '2025'],
	])('%p fits %p', (pattern, text) => expect(isLike(pattern, text)).toBe(true));

	it.each([
		['nightly', 'nightly web'],
		['nightly', 'a nightly'],
		['nightly*', 'Nightly web'],
		['*web', 'nightly web 2'],
		['a*a', 'a'],
		['ab*bc', 'abc'],
		['a*b*b', 'ab'],
		['a*bb*b', 'abb'],
		['*x*y*', 'yx'],
		['a.c', 'abc'],
		['a?c', 'abc'],
		['day', ''],
	])('%p does not fit %p', (pattern, text) => expect(isLike(pattern, text)).toBe(false));

	it.each([
		['', 'is empty'],
		['  ', 'is empty'],
		[null, 'is not a text'],
		[['a'], 'is not a text'],
		['x'.repeat(1001), 'is longer than 1000 characters'],
	])('is never %p', (pattern, problem) => expect(() => toPattern('namePattern', pattern)).toThrow(`namePattern ${problem}`));

	it('with many stars does not take long', () => {
		const before = performance.now();
		expect(isLike(`${'*a'.repeat(300)}*b`, 'a'.repeat(1000))).toBe(false);
		expect(performance.now() - before).toBeLessThan(1000);
	});
});
