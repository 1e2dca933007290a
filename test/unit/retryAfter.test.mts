import { describe, expect, it } from '@jest/globals';
import { retryAfterSeconds } from '../../nodes/common/http/retryAfter.ts';

const NOW = Date.UTC(2026, 2, 14, 6, 27);
const asked = (value: unknown) => retryAfterSeconds({ status: 429, headers: { 'retry-after': value }, text: '' }, NOW);

describe('how long a reply asks to wait', () => {
	it.each<[unknown, number]>([
		['30', 30],
		[' 30 ', 30],
		[30, 30],
		[['30', '60'], 30],
		['Sat, 14 Mar 2026 06:28:30 GMT', 90],
		['0', 1],
		['Sat, 14 Mar 2026 06:26:00 GMT', 1],
		['86400', 86_400],
		['86401', 86_400],
		['99999999999999999999', 86_400],
		['Sun, 14 Mar 2027 06:27:00 GMT', 86_400],
	])('is %j: %i seconds', (value, seconds) => expect(asked(value)).toBe(seconds));

	it.each<[unknown]>([[undefined], [null], [''], ['soon'], ['-1'], ['1.5'], [{}], [[]], [NaN]])('is not said by %j', (value) => expect(asked(value)).toBeUndefined());

	it('is not said without the header', () => expect(retryAfterSeconds({ status: 429, headers: {}, text: '' }, NOW)).toBeUndefined());
});
