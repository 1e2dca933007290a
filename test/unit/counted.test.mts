import { expect, it } from '@jest/globals';
import { counted, isOrAre } from '../../nodes/common/http/counted.ts';
import { elapsed, inMinutes, limitInWords } from '../../nodes/common/http/endpoint.ts';

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

it.each([
	[0.2, '1 second'],
	[1, '1 second'],
	[1.2, '2 seconds'],
	[60, '1 minute'],
	[61, '2 minutes'],
	[7200, '2 hours'],
])('a wait of %j seconds takes %s', (seconds, words) => {
	expect(inMinutes(seconds)).toBe(words);
});

it('one request is no requests', () => {
	expect(limitInWords({ max: 1, seconds: 5 })).toBe('1 request per 5 seconds');
	expect(limitInWords({ max: 200, seconds: 3600 })).toBe('200 requests per hour');
});

it.each([
	[0, '1 second'],
	[1.9, '1 second'],
	[59.9, '59 seconds'],
	[60, '1 minute'],
	[599.9, '9 minutes'],
	[600, '10 minutes'],
	[7199, '119 minutes'],
	[7260, '2 hours'],
	[10_799, '2 hours'],
])('%d seconds have passed: not more than %s', (seconds, words) => {
	expect(elapsed(seconds)).toBe(words);
});
