import { describe, expect, it } from '@jest/globals';
import { get, one, perHour, post } from '../../nodes/common/http/endpoint.ts';
import { documentedError, undocumentedError } from '../../nodes/HetznerRobot/robot/errors.ts';
import { loginHeldBackError } from '../../nodes/HetznerRobot/robot/logins.ts';
import { loginVerdict } from '../../nodes/HetznerRobot/robot/reply.ts';

const read = get('/server/{serverNumber}', perHour(200), one(null));
const change = post('/reset/{serverNumber}', perHour(50), one(null));
const at = Date.UTC(2030, 5, 1, 4, 32);
const block = { refusals: 4, since: at, until: at + 600_000 };

describe('times in words', () => {
	it.each([
		['Europe/Berlin', '06:32', '06:42'],
		['Asia/Tokyo', '13:32', '13:42'],
	])('are those of %s, which is said', (timezone, since, until) => {
		const error = loginHeldBackError({ seconds: 600, part: '', block }, timezone);
		expect(error.message).toBe(`Nothing was sent: Robot has refused 4 logins from here since ${since} and blocks this address, right passwords included, until ${until}`);
		expect(error.details.advice).toContain(`Wait until then (time of ${timezone}), and meanwhile correct a credential that is wrong.`);
	});

	it('are UTC where no time zone is known, which they say', () => {
		expect(loginHeldBackError({ seconds: 600, part: '', block }).message).toContain('since 04:32 UTC and blocks this address, right passwords included, until 04:42 UTC');
	});
});

describe('what a reply says of the login', () => {
	const json = (error: object) => JSON.stringify({ error });

	it.each([
		[200, '[{"server":{}}]', 'accepted'],
		[200, ' {"server":{}}', 'accepted'],
		[201, '', 'accepted'],
		[404, json({ status: 404, code: 'SERVER_NOT_FOUND' }), 'accepted'],
		[409, json({ code: 'CONFLICT' }), 'accepted'],
		[401, '', 'refused'],
		[200, json({ status: 401, code: 'UNAUTHORIZED' }), 'refused'],
		[403, '', 'doubtful'],
		[403, '<h1>Forbidden</h1>', 'doubtful'],
		[403, json({ message: 'Blocked by policy' }), 'doubtful'],
		[403, json({ code: 'forbidden', message: 'No' }), 'doubtful'],
		[403, json({ code: 'RATE_LIMIT_EXCEEDED' }), 'unclear'],
		[403, json({ status: 403, max_request: 200, interval: 3600, message: 'rate limit exceeded' }), 'unclear'],
		[200, '<h1>Welcome to the hotel</h1>', 'unclear'],
		[302, '', 'unclear'],
		[404, '<h1>Not Found</h1>', 'unclear'],
		[404, '{"message":"no route"}', 'unclear'],
		[404, '', 'unclear'],
		[405, '', 'unclear'],
		[429, '', 'unclear'],
		[429, '{"message":"slow down"}', 'unclear'],
		[407, '', 'unclear'],
		[500, json({ code: 'INTERNAL_ERROR' }), 'unclear'],
		[503, '', 'unclear'],
	])('%i with %j: %s', (status, text, verdict) => {
		expect(loginVerdict({ status, headers: {}, text })).toBe(verdict);
	});
});

describe("a status without Robot's own words", () => {
	it.each([
		...[400, 402, 403, 404, 405, 406, 408, 409, 410, 412, 415, 416, 418, 422, 423, 425, 426, 428, 429, 451, 499, 500, 502, 503, 504].map((status) => [status, 'unknown'] as const),
		...[401, 411, 413, 414, 431].map((status) => [status, 'refused'] as const),
		[407, 'not-sent'] as const,
	])('%i leaves a change %s', (status, outcome) => {
		const { details } = undocumentedError(change, status);
		expect(details.outcome).toBe(outcome);
		expect(details.advice?.includes('It is unknown whether Robot carried the request out') ?? false).toBe(outcome === 'unknown');
		expect(undocumentedError(read, status).details.advice ?? '').not.toContain('unknown');
	});

	it.each([
		[{ code: 'CONFLICT', message: 'x' }, 'refused'],
		[{ code: 'conflict', message: 'x' }, 'unknown'],
		[{ code: 409, message: 'x' }, 'unknown'],
		[{ message: 'x' }, 'unknown'],
	])('is what 409 with the error %j is, unless its code is one of Robot', (body, outcome) => {
		expect(documentedError(change, 409, body).details.outcome).toBe(outcome);
	});

	it('and with an error of somebody else says what became of a change, where there is no other advice', () => {
		expect(documentedError(change, 409, { message: 'x' }).details.advice).toBe('It is unknown whether Robot carried the request out: look before you repeat it.');
		expect(documentedError(read, 409, { message: 'x' }).details.advice).toBeUndefined();
	});
});

describe('a request limit', () => {
	it('is documented without a code', () => {
		expect(documentedError(change, 403, { status: 403, max_request: 20, interval: 60, message: 'rate limit exceeded' })).toMatchObject({
			message: "Robot's request limit is used up: 20 requests per 60 seconds",
			details: { cause: 'rate-limited', outcome: 'refused', retryAfterSeconds: 60 },
		});
	});

	it.each([
		[500, { max_request: 20, interval: 60 }],
		[403, { max_request: 20 }],
		[403, { interval: 60 }],
	])('is not what HTTP %i with %j is', (status, body) => {
		expect(documentedError(change, status, body).details.outcome).toBe('unknown');
	});
});
