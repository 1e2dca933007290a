import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import type { Answer } from './recorder.mts';

/** Replies that are not Robot's. */

const CODES = ['INVALID_INPUT', 'NOT_FOUND', 'CONFLICT', 'RATE_LIMIT_EXCEEDED', 'UNAUTHORIZED', '__proto__', 'constructor', 'toString', '', 'x'.repeat(5000)];

const wrong: fc.Arbitrary<unknown> = fc.oneof(
	fc.jsonValue({ maxDepth: 3 }),
	fc.constantFrom(null, '', 0, -1, 1e308, true, [], {}, [[]], [null], [{}], { 0: {} }, 'x'.repeat(5000)),
	fc.constantFrom('{"__proto__":{"polluted":true}}', '{"constructor":{"prototype":{"polluted":true}}}', '{"toString":1,"valueOf":1}').map((text): unknown => JSON.parse(text)),
);

/** The documented reply with some of its parts replaced, taken out or put into a list. */
const mutated = (success: string): fc.Arbitrary<string> =>
	fc.array(fc.record({ at: fc.nat(), how: fc.constantFrom('replace', 'replace', 'drop', 'wrap', 'twice'), value: wrong }), { minLength: 1, maxLength: 3 }).map((changes) => {
		const root = { body: success === '' ? null : (JSON.parse(success) as unknown) };
		for (const { at, how, value } of changes) {
			const places = placesOf(root);
			const [parent, key] = places[at % places.length] as [Record<string, unknown>, string];
			if (how === 'drop' && parent !== root) delete parent[key];
			else if (how === 'wrap') parent[key] = { [key]: parent[key] };
			else if (how === 'twice') parent[key] = [parent[key], parent[key]];
			else parent[key] = structuredClone(value);
		}
		return JSON.stringify(root.body) ?? '';
	});

function placesOf(value: unknown): Array<[object, string]> {
	if (typeof value !== 'object' || value === null) return [];
	return Object.keys(value).flatMap((key): Array<[object, string]> => [[value, key], ...placesOf((value as Record<string, unknown>)[key])]);
}

const errorBody = fc
	.record(
		{
			status: fc.oneof(fc.integer({ min: 0, max: 999 }), wrong),
			code: fc.oneof(fc.constantFrom(...CODES), wrong),
			message: fc.oneof(fc.string(), fc.constantFrom('', 'm'.repeat(100_000)), wrong),
			missing: fc.oneof(fc.array(fc.string()), fc.string(), wrong, fc.constant(Array(5000).fill('name'))),
			invalid: fc.oneof(fc.array(wrong), wrong),
			interval: fc.oneof(fc.double(), fc.integer(), wrong),
			max_request: fc.oneof(fc.double(), wrong),
		},
		{ requiredKeys: [] },
	)
	.map((error) => JSON.stringify({ error }));

const body = (success: string): fc.Arbitrary<string | Buffer> =>
	fc.oneof(
		{ weight: 10, arbitrary: mutated(success) },
		{ weight: 4, arbitrary: wrong.map((value) => JSON.stringify(value)) },
		{ weight: 4, arbitrary: errorBody },
		{ weight: 2, arbitrary: fc.nat({ max: 2000 }).map((length) => success.slice(0, length)) },
		{ weight: 2, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
		{
			weight: 2,
			arbitrary: fc.constantFrom(
				'<html><body>Bad Gateway</body></html>',
				'<?xml version="1.0"?>',
				'null',
				'  ',
				'\ufeff{}',
				'{}{}',
				'[',
				'"',
				'undefined',
				'NaN',
				'{"a":1,}',
				"{'a':1}",
			),
		},
		{ weight: 1, arbitrary: fc.constantFrom(2, 100, 5000, 200_000).map((depth) => '['.repeat(depth) + ']'.repeat(depth)) },
		{ weight: 1, arbitrary: fc.constantFrom(2, 100, 5000, 50_000).map((depth) => '{"server":'.repeat(depth) + 'null' + '}'.repeat(depth)) },
	);

const STATUSES = [
	200, 200, 200, 200, 200, 201, 202, 203, 204, 205, 206, 226, 299, 300, 301, 302, 304, 307, 400, 401, 402, 403, 404, 405, 408, 409, 412, 413, 418, 422, 429, 431, 451, 499, 500,
	501, 502, 503, 504, 507, 511, 520, 599, 600, 700, 999,
];

const HEADERS: Array<Record<string, string>> = [
	{},
	{},
	{},
	{ 'content-type': 'application/json' },
	{ 'content-type': 'text/html; charset=utf-16' },
	{ 'content-encoding': 'gzip' },
	{ 'content-encoding': 'br' },
	{ 'content-encoding': 'nonsense' },
	{ location: '/server' },
	{ 'retry-after': 'x' },
	{ 'set-cookie': 'a=b' },
];

const http = (success: string): fc.Arbitrary<Answer> =>
	fc.record({ status: fc.oneof(fc.constantFrom(...STATUSES), fc.integer({ min: 200, max: 999 })), headers: fc.constantFrom(...HEADERS), body: body(success) });

const packed = (success: string): fc.Arbitrary<Answer> =>
	fc.record({ status: fc.constant(200), headers: fc.constant({ 'content-encoding': 'gzip' }), body: body(success).map((text) => gzipSync(text)) });

const RAW = [
	'',
	'x',
	'\r\n\r\n',
	'HTTP/1.1 200 OK\r\n\r\n',
	'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n{}',
	'HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n{}',
	'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}x',
	'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}',
	'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{}',
	`HTTP/1.1 200 OK\r\nX: ${'a'.repeat(100_000)}\r\n\r\n{}`,
	'HTTP/9.9 200 OK\r\n\r\n',
	'HTTP/1.1 99999 OK\r\n\r\n{}',
	'HTTP/1.1 200 OK\r\nBad Header\r\n\r\n{}',
	'HTTP/1.1 100 Continue\r\n\r\n',
	'SSH-2.0-OpenSSH_9.6\r\n',
	'\u0015\u0003\u0001\u0000\u0002\u0002F',
];

const raw: fc.Arbitrary<Answer> = fc
	.oneof(
		fc.constantFrom(...RAW).map((text) => Buffer.from(text, 'latin1')),
		fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
	)
	.map((bytes) => ({ raw: bytes }));

/** @param success the documented reply */
export const anyAnswer = (success: string): fc.Arbitrary<Answer> =>
	fc.oneof({ weight: 12, arbitrary: http(success) }, { weight: 2, arbitrary: packed(success) }, { weight: 1, arbitrary: raw });
