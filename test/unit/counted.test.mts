import { expect, it } from '@jest/globals';
import { counted, isOrAre } from '../../nodes/common/http/counted.ts';

it.each([
	[0, '0 seconds'],
	[1, '1 second'],
	[2, '2 seconds'],
])('%j of a thing is %s', (count, words) => {
	expect(counted(count, 'second')).toBe(words);
});

it('one is, several are', () => {
	expect([0, 1, 2].map(isOrAre)).toEqual(['are', 'is', 'are']);
});
