import { expect, it } from '@jest/globals';
import { counted, isOrAre } from '../../nodes/common/http/counted.ts';
import { inMinutes, limitInWords } from '../../nodes/common/http/endpoint.ts';

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
