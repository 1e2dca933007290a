import { describe, expect, it } from '@jest/globals';
import { networkFault } from '../../nodes/common/http/networkFault.ts';

const failed = (code: string, syscall?: string) => Object.assign(new Error(`${syscall} ${code}`), { code, syscall });
/** As n8n and its HTTP client hand errors on. */
const wrapped = (cause: Error) =>
	Object.assign(new Error('The service failed', { cause: Object.assign(new Error('AxiosError', { cause }), { code: (cause as { code?: string }).code }) }), { httpCode: 'X' });

describe('nothing was sent', () => {
	it.each([
		['connect', 'ECONNREFUSED'],
		['connect', 'EHOSTUNREACH'],
		['connect', 'ENETUNREACH'],
		['connect', 'ETIMEDOUT'],
		['connect', 'ECONNRESET'],
		['getaddrinfo', 'ENOTFOUND'],
		['getaddrinfo', 'EAI_AGAIN'],
		['getaddrinfo', 'ECONNREFUSED'],
	])('where %s failed with %s', (syscall, code) => {
		expect(networkFault(failed(code, syscall))).toEqual({ code, notSent: true });
		expect(networkFault(wrapped(failed(code, syscall)))).toEqual({ code, notSent: true });
	});

	it.each([
		'ENOTFOUND',
		'EAI_AGAIN',
		'CERT_HAS_EXPIRED',
		'DEPTH_ZERO_SELF_SIGNED_CERT',
		'SELF_SIGNED_CERT_IN_CHAIN',
		'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		'ERR_TLS_CERT_ALTNAME_INVALID',
	])('where there is %s, which comes before a connection only', (code) => expect(networkFault(wrapped(failed(code)))).toEqual({ code, notSent: true }));

	it('where no address of the host could be connected to', () => {
		const every = Object.assign(new AggregateError([failed('ECONNREFUSED', 'connect'), failed('ENETUNREACH', 'connect')]), { code: 'ECONNREFUSED' });
		expect(networkFault(wrapped(every))).toEqual({ code: 'ECONNREFUSED', notSent: true });
	});

	it('where the connection ended in the TLS handshake', () => {
		const cut = Object.assign(new Error('Client network socket disconnected before secure TLS connection was established'), { code: 'ECONNRESET' });
		expect(networkFault(wrapped(cut))).toEqual({ code: 'ECONNRESET', notSent: true });
	});
});

describe('something may have been sent', () => {
	it.each([
		['read', 'ECONNREFUSED'],
		['read', 'EHOSTUNREACH'],
		['read', 'ENETUNREACH'],
		['write', 'EHOSTUNREACH'],
		['read', 'ECONNRESET'],
		[undefined, 'ECONNREFUSED'],
		[undefined, 'ECONNABORTED'],
		[undefined, 'ETIMEDOUT'],
	])('where %s failed with %s', (syscall, code) => {
		expect(networkFault(failed(code, syscall))).toEqual({ code, notSent: false });
		expect(networkFault(wrapped(failed(code, syscall)))).toEqual({ code, notSent: false });
	});

	it('where a code only has the word of such a trouble in it', () => {
		expect(networkFault(failed('ERR_SSL_CERT_REJECTED'))).toEqual({ code: 'ERR_SSL_CERT_REJECTED', notSent: false });
	});

	it('where the words of a cut handshake are not the last ones', () => {
		const error = Object.assign(new Error('It was not before secure TLS connection was established that it was cut'), { code: 'ECONNRESET' });
		expect(networkFault(error)).toEqual({ code: 'ECONNRESET', notSent: false });
	});

	it('where the failed opening is wrapped more than four times, deeper than anybody looks', () => {
		const wrappedTimes = (times: number) => Array.from({ length: times }).reduce<Error>((cause) => new Error('failed', { cause }), failed('ECONNREFUSED', 'connect'));
		expect(networkFault(wrappedTimes(4))).toEqual({ code: 'ECONNREFUSED', notSent: true });
		expect(networkFault(wrappedTimes(5))).toEqual({ code: 'UNKNOWN', notSent: false });
	});

	it('where one of several errors is not that of a connection', () => {
		const some = Object.assign(new AggregateError([failed('ECONNREFUSED', 'connect'), failed('ECONNRESET', 'read')]), { code: 'ECONNREFUSED' });
		expect(networkFault(some)).toEqual({ code: 'ECONNREFUSED', notSent: false });
	});

	it.each([
		[undefined],
		[null],
		['ECONNREFUSED'],
		[{}],
		[{ code: 'not a code' }],
		[{ code: 'read ECONNRESET' }],
		[{ code: 'ECONNRESET on read' }],
		[{ code: ['ECONNRESET'] }],
		[{ errors: [] }],
	])('where %j says nothing', (error) => {
		expect(networkFault(error)).toEqual({ code: 'UNKNOWN', notSent: false });
	});

	it('where the error goes round in a circle', () => {
		const error = failed('ECONNREFUSED');
		error.cause = error;
		expect(networkFault(error)).toEqual({ code: 'ECONNREFUSED', notSent: false });
	});
});

describe('the error of n8n 1.102 to 2.33, which has lost its cause', () => {
	/** What is left: n8n's own words, the words before them, and the code under another name. */
	const lost = (httpCode: string | null, ...messages: string[]) => Object.assign(new Error('The service failed'), { name: 'NodeApiError', level: 'warning', httpCode, messages });

	it.each([
		['ECONNREFUSED', 'connect ECONNREFUSED 192.0.2.1:443', true],
		['ENOTFOUND', 'getaddrinfo ENOTFOUND robot.example.com', true],
		['ETIMEDOUT', 'connect ETIMEDOUT 192.0.2.1:443', true],
		['ECONNRESET', 'Client network socket disconnected before secure TLS connection was established', true],
		['EPROTO', 'write EPROTO 400D68B0', true],
		['CERT_HAS_EXPIRED', 'certificate has expired', true],
		['ECONNRESET', 'read ECONNRESET', false],
		['ECONNRESET', 'socket hang up', false],
		['ECONNREFUSED', '', false],
		['ECONNABORTED', 'timeout of 60000ms exceeded', false],
	])('has its code %s, and "%s" says whether it was sent', (code, message, notSent) => {
		expect(networkFault(lost(code, message, message))).toEqual({ code, notSent });
	});

	it('has no code in a status of HTTP', () => expect(networkFault(lost('502'))).toEqual({ code: 'UNKNOWN', notSent: false }));

	it('without a code and a description says nothing', () => expect(networkFault(lost(null, 'Something failed'))).toEqual({ code: 'UNKNOWN', notSent: false }));

	it("with a description has n8n's own refusal", () => {
		const refused = Object.assign(lost(null, 'The request was blocked'), { message: 'The request was blocked', description: 'The target is not allowed.' });
		expect(networkFault(refused)).toEqual({ code: 'REFUSED_BY_N8N', notSent: true, words: { message: 'The request was blocked', description: 'The target is not allowed.' } });
	});

	it('that says which hosts the credential allows is a refusal, too', () => {
		const message = 'Domain not allowed: This credential is restricted from accessing https://robot.example.com';
		expect(networkFault(Object.assign(lost(null, message), { message }))).toEqual({ code: 'REFUSED_BY_N8N', notSent: true, words: { message, description: '' } });
	});
});

describe('a refusal by n8n itself', () => {
	it('is found below the error around it, whatever it is called', () => {
		const refusal = Object.assign(new Error('Domain not allowed'), { name: 'UserError', level: 'info', description: null });
		const around = Object.assign(new Error('Domain not allowed', { cause: refusal }), { name: 'NodeApiError', level: 'warning' });
		expect(networkFault(around)).toEqual({ code: 'REFUSED_BY_N8N', notSent: true, words: { message: 'Domain not allowed', description: '' } });
	});

	it('is none where a network error stands beside it', () => {
		const error = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', syscall: 'read', level: 'warning', description: 'x' });
		expect(networkFault(error)).toEqual({ code: 'ECONNRESET', notSent: false });
	});
});

describe("Node's request in the error", () => {
	const withRequest = (request: unknown, code?: string) => Object.assign(new Error('read ECONNRESET'), { code, request });

	it.each<[string, unknown, boolean]>([
		['without a socket', { socket: null }, true],
		['whose TLS handshake is not over', { socket: { encrypted: true, secureConnecting: true } }, true],
		['whose TLS is there', { socket: { encrypted: true, secureConnecting: false } }, false],
		['with a socket of its own', { socket: {} }, false],
		['that is none', {}, false],
		['that is missing', undefined, false],
	])('%s says whether anything was sent', (_what, request, notSent) => {
		expect(networkFault(withRequest(request, 'ECONNRESET'))).toEqual({ code: 'ECONNRESET', notSent });
		expect(networkFault(withRequest(request))).toEqual({ code: 'UNKNOWN', notSent });
	});
});

it.each(['Proxy connection ended before receiving CONNECT response', 'No header received from proxy CONNECT response', 'Invalid header from proxy CONNECT response: "x"'])(
	'"%s" is a proxy that led nowhere',
	(message) => {
		expect(networkFault(wrapped(new Error(message)))).toEqual({ code: 'PROXY_CUT', notSent: true });
	},
);
