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
