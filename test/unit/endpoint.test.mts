import { describe, expect, it } from '@jest/globals';
import { inMinutes, limitInWords, oncePer, pathParameters, perDay, perHour } from '../../nodes/common/http/endpoint.ts';

describe('a request limit', () => {
	it.each([
		[perHour(200), '200 requests per hour'],
		[perHour(1), '1 request per hour'],
		[perDay(20), '20 requests per day'],
		[oncePer(5), '1 request per 5 seconds'],
		[{ max: 3, seconds: 90 }, '3 requests per 90 seconds'],
	])('%j reads "%s"', (limit, words) => {
		expect(limitInWords(limit)).toBe(words);
	});
});

describe('a time to wait', () => {
	it.each([
		[1, '1 second'],
		[4.2, '5 seconds'],
		[59, '59 seconds'],
		[60, '1 minute'],
		[61, '2 minutes'],
		[600, '10 minutes'],
		[3600, '60 minutes'],
	])('of %d seconds reads "%s"', (seconds, words) => {
		expect(inMinutes(seconds)).toBe(words);
	});
});

describe('a path', () => {
	it('names its parameters in order', () => {
		expect(pathParameters('/storagebox/{storageBoxId}/snapshot/{snapshotName}')).toEqual(['storageBoxId', 'snapshotName']);
		expect(pathParameters('/server')).toEqual([]);
	});
});
