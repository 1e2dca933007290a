import { describe, expect, it } from '@jest/globals';
import { del, get, one, perDay, perHour, post } from '../../nodes/common/http/endpoint.ts';
import { networkError } from '../../nodes/common/http/errors.ts';
import { ADVICE } from '../../nodes/HetznerRobot/robot/advice.ts';
import { documentedError, undocumentedError } from '../../nodes/HetznerRobot/robot/errors.ts';

const UNKNOWN = 'It is unknown whether Robot carried the request out: look before you repeat it.';
const MOVED = 'Storage Boxes may have moved to Hetzner Console, and Robot may no longer serve them: look for the box there.';

const read = get('/server/{serverNumber}', perHour(200), one(null));
const change = post('/failover/{failoverIp}', perHour(50), one('failover'));
const storageBox = get('/storagebox/{storageBoxId}', perHour(200), one(null));

describe('the advice', () => {
	it.each(Object.keys(ADVICE))('for %s is a sentence', (code) => {
		expect(ADVICE[code]).toMatch(/^[A-Z].*\.$/);
	});

	it('is missing for a code that is the name of something else', () => {
		expect(documentedError(read, 400, { code: 'constructor', message: 'x' }).details.advice).toBeUndefined();
	});
});

describe('an error with a code', () => {
	it('has the message, the inputs, the code and the advice', () => {
		expect(documentedError(change, 400, { code: 'INVALID_INPUT', message: 'invalid input', missing: ['a'], invalid: ['b', 'c'] })).toMatchObject({
			message: 'invalid input (missing: a; invalid: b, c) [INVALID_INPUT]',
			details: { status: 400, code: 'INVALID_INPUT', missing: ['a'], invalid: ['b', 'c'], advice: 'Correct the inputs named above.', outcome: 'refused' },
		});
	});

	it.each([
		[undefined, []],
		[null, []],
		['', []],
		['rules', ['rules']],
		[['rules', 'status'], ['rules', 'status']],
	])('understands invalid inputs given as %j', (invalid, names) => {
		expect(documentedError(change, 400, { code: 'INVALID_INPUT', message: 'x', invalid }).details.invalid).toEqual(names);
	});

	it.each([
		[409, 'refused'],
		[500, 'unknown'],
		[503, 'unknown'],
	])('and status %i leaves the request %s', (status, outcome) => {
		expect(documentedError(change, status, { code: 'X', message: 'x' }).details.outcome).toBe(outcome);
	});

	it('of a used-up limit says whose limit it is, and takes the documented one where Robot names none', () => {
		expect(documentedError(read, 403, { code: 'RATE_LIMIT_EXCEEDED' })).toMatchObject({
			message: "Robot's request limit is used up: 200 requests per hour",
			details: { cause: 'rate-limited', retryAfterSeconds: 3600, outcome: 'refused' },
		});
		expect(documentedError(post('/order', perDay(20), one(null)), 403, { code: 'RATE_LIMIT_EXCEEDED', interval: 0, max_request: null }).message).toBe(
			"Robot's request limit is used up: 20 requests per day",
		);
	});

	it('of 401 is a refused login, whatever its code', () => {
		expect(documentedError(read, 401, { code: 'SOMETHING', message: 'x' })).toMatchObject({
			message: 'Robot refused the user name or the password',
			details: { status: 401, cause: 'credential-invalid' },
		});
	});

	it.each([403, 404, 410])('and status %i on a storage box says that it may have moved', (status) => {
		expect(documentedError(storageBox, status, { code: 'GONE', message: 'x' }).details.advice).toBe(MOVED);
		expect(undocumentedError(storageBox, status).details.advice).toBe(MOVED);
	});
});

describe('an error without a reply', () => {
	const host = 'robot-ws.your-server.de';

	it.each([
		'ECONNREFUSED',
		'ENOTFOUND',
		'EAI_AGAIN',
		'EHOSTUNREACH',
		'ENETUNREACH',
		'CERT_HAS_EXPIRED',
		'DEPTH_ZERO_SELF_SIGNED_CERT',
		'SELF_SIGNED_CERT_IN_CHAIN',
		'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		'ERR_TLS_CERT_ALTNAME_INVALID',
	])('%s comes before anything is sent', (code) => {
		const { details } = networkError('Robot', change, host, code, 60);
		expect(details.outcome).toBe('not-sent');
		expect(details.advice).toMatch(/ Nothing was sent\.$/);
	});

	it.each(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ECONNABORTED', 'ERR_BAD_RESPONSE', 'UNKNOWN'])('%s leaves the outcome of a change unknown', (code) => {
		expect(networkError('Robot', change, host, code, 60).details.outcome).toBe('unknown');
		expect(networkError('Robot', change, host, code, 60).details.advice).toContain(UNKNOWN);
		expect(networkError('Robot', del('/key/{fingerprint}', perHour(200), one(null)), host, code, 60).details.advice).toContain(UNKNOWN);
		expect(networkError('Robot', read, host, code, 60).details.advice).not.toContain('unknown');
	});

	it.each(['ETIMEDOUT', 'ECONNABORTED'])('%s says how long was waited', (code) => {
		expect(networkError('Robot', change, host, code, 240).message).toBe('robot-ws.your-server.de did not answer within 240 seconds');
		expect(networkError('Robot', read, host, code, 60).message).toBe('robot-ws.your-server.de did not answer within 60 seconds');
	});
});
