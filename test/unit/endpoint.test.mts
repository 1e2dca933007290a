import { describe, expect, it } from '@jest/globals';
import { elapsed, inMinutes, limitInWords, oncePer, pathParameters, perDay, perHour } from '../../nodes/common/http/endpoint.ts';

describe('a request limit', () => {
	it.each([
		[perHour(200), '200 requests per hour'],
		[perHour(1), '1 request per hour'],
		[perDay(20), '20 requests per day'],
		[oncePer(5), '1 request per 5 seconds'],
		[{ max: 1, seconds: 5 }, '1 request per 5 seconds'],
		[{ max: 200, seconds: 3600 }, '200 requests per hour'],
		[{ max: 3, seconds: 90 }, '3 requests per 90 seconds'],
	])('%j reads "%s"', (limit, words) => {
		expect(limitInWords(limit)).toBe(words);
	});
});

describe('a time to wait', () => {
	it.each([
		[0.2, '1 second'],
		[1, '1 second'],
		[1.2, '2 seconds'],
		[4.2, '5 seconds'],
		[59, '59 seconds'],
		[60, '1 minute'],
		[61, '2 minutes'],
		[600, '10 minutes'],
		[3600, '60 minutes'],
		[7200, '2 hours'],
	])('of %d seconds reads "%s"', (seconds, words) => {
		expect(inMinutes(seconds)).toBe(words);
	});
});

describe('a time that has passed', () => {
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
	])('of %d seconds is not more than "%s"', (seconds, words) => {
		expect(elapsed(seconds)).toBe(words);
	});
});

describe('a path', () => {
	it('names its parameters in order', () => {
		expect(pathParameters('/storagebox/{storageBoxId}/snapshot/{snapshotName}')).toEqual(['storageBoxId', 'snapshotName']);
		expect(pathParameters('/server')).toEqual([]);
	});
});
