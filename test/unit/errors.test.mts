import { describe, expect, it } from '@jest/globals';
import { del, get, one, perDay, perHour, post } from '../../nodes/common/http/endpoint.ts';
import { networkError } from '../../nodes/common/http/networkError.ts';
import { ADVICE } from '../../nodes/HetznerRobot/robot/advice.ts';
import { documentedError, undocumentedError } from '../../nodes/HetznerRobot/robot/errors.ts';

const UNKNOWN = 'It is unknown whether Robot carried the request out: look before you repeat it.';
const MOVED = 'Robot has not served Storage Boxes since July 2025: use the node Hetzner Storage Box, with a token of Hetzner Console.';

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
		[
			['rules', 'status'],
			['rules', 'status'],
		],
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

	it('of a used-up limit under a status that Robot has not for it says not that nothing was carried out', () => {
		expect(documentedError(post('/order', perDay(20), one(null)), 500, { code: 'RATE_LIMIT_EXCEEDED' }).details.outcome).toBe('unknown');
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
		[
			'ECONNREFUSED',
			'robot-ws.your-server.de, or the proxy that n8n uses, refused the connection',
			'Check the Base URL of the credential, and the proxy that n8n uses (HTTPS_PROXY). Nothing was sent.',
		],
		[
			'ENOTFOUND',
			'robot-ws.your-server.de, or the proxy that n8n uses, cannot be found',
			'Check the Base URL of the credential, the proxy that n8n uses (HTTPS_PROXY), and the name resolution of this n8n. Nothing was sent.',
		],
		['ETIMEDOUT', 'The connection to robot-ws.your-server.de failed (ETIMEDOUT)', 'No connection came about. Nothing was sent.'],
		[
			'ECONNABORTED',
			'No connection to robot-ws.your-server.de came about within 60 seconds',
			'It may be unreachable: check the Base URL of the credential, and the proxy that n8n uses (HTTPS_PROXY). Nothing was sent.',
		],
	])('%s before anything was sent says so, and passes', (code, message, advice) => {
		expect(networkError('Robot', change, host, { code, notSent: true }, 60)).toMatchObject({
			message,
			details: { code, advice, outcome: 'not-sent', cause: 'temporarily-unavailable' },
		});
	});

	it.each(['CERT_HAS_EXPIRED', 'SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'ERR_TLS_CERT_ALTNAME_INVALID', 'INVALID_CA', 'HOSTNAME_MISMATCH'])(
		'%s says what to do about a certificate, and does not pass',
		(code) => {
			const { message, details } = networkError('Robot', change, host, { code, notSent: true }, 60);
			expect(message).toBe(`The certificate of robot-ws.your-server.de is not trusted by this n8n (${code})`);
			expect(details).toMatchObject({ outcome: 'not-sent', cause: 'configuration-invalid' });
			expect(details.advice).toContain('A proxy may inspect TLS');
			expect(details.advice).toContain('NODE_EXTRA_CA_CERTS');
		},
	);

	it.each([
		['PROXY_407', 'configuration-invalid'],
		['PROXY_403', 'configuration-invalid'],
		['PROXY_404', 'configuration-invalid'],
		['PROXY_302', 'configuration-invalid'],
		['PROXY_502', 'temporarily-unavailable'],
		['PROXY_503', 'temporarily-unavailable'],
		['PROXY_CUT', 'temporarily-unavailable'],
		['ERR_INVALID_URL', 'configuration-invalid'],
	])('%s blames the proxy (%s)', (code, cause) => {
		const { message, details } = networkError('Robot', change, host, { code, notSent: true }, 60);
		expect(message).toMatch(/^The (proxy|address of the proxy) that n8n uses .*robot-ws\.your-server\.de/);
		expect(details).toMatchObject({ outcome: 'not-sent', cause, advice: expect.stringMatching(/HTTPS_PROXY|NO_PROXY/) });
	});

	it("has n8n's own words where n8n has refused to send", () => {
		const words = { message: 'The request was blocked', description: 'The target is not allowed.' };
		const error = networkError('Robot', change, host, { code: 'REFUSED_BY_N8N', notSent: true, words }, 60);
		expect(error).toMatchObject({
			message: 'n8n refused to send to robot-ws.your-server.de: The request was blocked',
			details: { outcome: 'not-sent', cause: 'configuration-invalid', advice: 'The target is not allowed. Nothing was sent.' },
		});
	});

	it.each(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ECONNABORTED', 'ERR_BAD_RESPONSE', 'UNKNOWN', 'ECONNREFUSED'])('%s leaves the outcome of a change unknown', (code) => {
		const fault = { code, notSent: false };
		expect(networkError('Robot', change, host, fault, 60).details.outcome).toBe('unknown');
		expect(networkError('Robot', change, host, fault, 60).details.advice).toContain(UNKNOWN);
		expect(networkError('Robot', del('/key/{fingerprint}', perHour(200), one(null)), host, fault, 60).details.advice).toContain(UNKNOWN);
		expect(networkError('Robot', read, host, fault, 60).details.advice).not.toContain('unknown');
	});

	it('does not call a connection refused that was there', () => {
		expect(networkError('Robot', change, host, { code: 'ECONNREFUSED', notSent: false }, 60).message).toBe('The connection to robot-ws.your-server.de failed (ECONNREFUSED)');
	});

	it.each(['ETIMEDOUT', 'ECONNABORTED'])('%s says how long was waited', (code) => {
		expect(networkError('Robot', change, host, { code, notSent: false }, 240).message).toBe('robot-ws.your-server.de did not answer within 240 seconds');
		expect(networkError('Robot', read, host, { code, notSent: false }, 60).message).toBe('robot-ws.your-server.de did not answer within 60 seconds');
	});
});

describe('a storage box', () => {
	const LOGIN =
		'Robot needs the web service user (Robot > Settings > Web service and app settings), not the Robot login. ' +
		'After 3 failed logins Robot blocks your IP address for 10 minutes.';

	it.each([
		[401, 'UNAUTHORIZED', `${LOGIN} ${MOVED}`],
		[404, 'NOT_FOUND', `Check the number, name or address: it may belong to another account or be gone. ${MOVED}`],
		[404, 'STORAGEBOX_NOT_FOUND', `Check the number of the Storage Box. ${MOVED}`],
		[400, 'SOMETHING_NEW', MOVED],
		[500, 'INTERNAL_ERROR', `An internal error at Hetzner. Try again later. ${MOVED}`],
		[503, 'MAINTENANCE', `Robot is unavailable because of maintenance. Try again later. ${MOVED}`],
	])('may have moved where Robot answers %i %s', (status, code, advice) => {
		expect(documentedError(storageBox, status, { code, message: 'x' }).details.advice).toBe(advice);
	});

	it.each([
		[200, `It is not the documented JSON: it was cut off, or a proxy in between answered. ${MOVED}`],
		[302, `Redirects are not followed, so that the password stays with Robot. Check the Base URL of the credential. ${MOVED}`],
		[401, `${LOGIN} ${MOVED}`],
		[418, `Check the Base URL of the credential. ${MOVED}`],
		[502, `Try again later. ${MOVED}`],
	])('may have moved where somebody answers %i without a reason', (status, advice) => {
		expect(undocumentedError(storageBox, status).details.advice).toBe(advice);
	});

	it.each([
		[400, 'INVALID_INPUT'],
		[404, 'SNAPSHOT_NOT_FOUND'],
		[409, 'SNAPSHOT_LIMIT_EXCEEDED'],
		[400, 'STORAGEBOX_INVALID_PASSWORD'],
		[404, 'STORAGEBOX_SUBACCOUNT_NOT_FOUND'],
	])('has moved also where Robot answers %i %s', (status, code) => {
		expect(documentedError(storageBox, status, { code, message: 'x', interval: 10 }).details.advice).toContain(MOVED);
	});

	it('has moved for nobody who asks for a server', () => {
		expect(documentedError(read, 401, { code: 'UNAUTHORIZED' }).details.advice).toBe(LOGIN);
		expect(undocumentedError(read, 404).details.advice).toBe('Check the Base URL of the credential.');
	});
});

describe('an internal error', () => {
	it('of a read passes, and its advice speaks of no change', () => {
		expect(documentedError(read, 500, { code: 'INTERNAL_ERROR', message: 'x' }).details).toMatchObject({
			advice: 'An internal error at Hetzner. Try again later.',
			cause: 'temporarily-unavailable',
		});
		expect(undocumentedError(read, 500).details.cause).toBe('temporarily-unavailable');
	});

	it('of a change says to look first', () => {
		expect(documentedError(change, 500, { code: 'INTERNAL_ERROR', message: 'x' }).details).toMatchObject({
			advice: 'An internal error at Hetzner. Look whether the change was made before you repeat it.',
			outcome: 'unknown',
		});
	});
});
