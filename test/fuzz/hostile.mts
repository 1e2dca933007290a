import fc from 'fast-check';
import { DateTime } from 'luxon';
import { resources } from '../../nodes/HetznerRobot/resources/index.ts';
import type { Field, Operation } from '../../nodes/common/operation/operation.ts';

/** Values that no form would give, but expressions, AI agents and people who try things do. */

const SEGMENTS = [
	'..',
	'.',
	'../',
	'../../server',
	'/',
	'//',
	'\\',
	'%2e%2e',
	'%2F..%2F',
	'..%2f..%2freset%2f321',
	'321/cancellation',
	'321/../322',
	'321?revert=true',
	'321#',
	'321;x',
	'321%00',
	'321 ',
	' ',
	'\t',
	'\r\n',
	'321\r\nX-Injected: 1',
	'321\nHost: evil',
	'\u0000',
	'321\u0000',
	'\u2028',
	'\u202e',
	'\ufeff',
	'\ud800',
	'a\udc00b',
	'💶',
	'ａ',
	'@evil.example.com',
	'http://evil.example.com/',
	'//evil.example.com',
	'::',
	'::1',
	'2001:db8::/64',
	'203.0.113.10/32',
	'203.0.113.10',
	'0',
	'-1',
	'1e3',
	'0x141',
	'٣٢١',
	'321.0',
	'__proto__',
	'constructor',
	'prototype',
	'toString',
	'hasOwnProperty',
	'null',
	'true',
	'false',
	'True',
	'no',
	'now',
	'[]',
	'{}',
	'a=b&c=d',
	'x[]',
	'x[y]',
	'test=false',
	'2026-02-30',
	'9999-99-99',
	'0000-00-00',
	'2026-01-01T00:00:00Z',
	'${7*7}',
	'{{7*7}}',
	"'; DROP TABLE x; --",
	'<script>',
	'=',
	'+',
	'-',
	'*',
];

const JSON_TEXTS = [
	'{"__proto__":{"polluted":true}}',
	'{"constructor":{"prototype":{"polluted":true}}}',
	'[{"__proto__":{"polluted":true},"action":"accept"}]',
	'{"input":[{"action":"accept","__proto__":{"polluted":1}}],"output":[]}',
	'{"input":{"0":{"action":"accept"}}}',
	'{"input":[[]],"output":[null]}',
	'{"rules":{"rules":{}}}',
	'{"input":',
	'[',
	'"x"',
	'5',
	'null',
	'[1,2,3]',
	`[${'{"action":"accept"},'.repeat(20)}{"action":"accept"}]`,
	`{"input":${'['.repeat(500)}${']'.repeat(500)}}`,
];

/** JSON.parse makes a key of its own out of "__proto__", which a literal would not. */
const parsed = (text: string): unknown => JSON.parse(text) as unknown;

const ODDITIES: Array<() => unknown> = [
	() => null,
	() => undefined,
	() => '',
	() => 0,
	() => -0,
	() => -1,
	() => 1.5,
	() => 1e21,
	() => 1e308,
	() => NaN,
	() => Infinity,
	() => 10n ** 30n,
	() => true,
	() => false,
	() => [],
	() => {},
	() => ({}),
	() => [null],
	() => [''],
	() => [[]],
	() => [{}],
	() => ['a', 'a'],
	() => new Array(5),
	() => [undefined],
	() => new Date(0),
	() => new Date(NaN),
	() => new Date(8.64e15),
	() => DateTime.fromMillis(0),
	() => DateTime.invalid('test'),
	() => parsed('{"__proto__":{"polluted":true}}'),
	() => parsed('{"constructor":{"prototype":{"polluted":true}}}'),
	() => ({ mode: 'list' }),
	() => ({ mode: 'list', value: null }),
	() => ({ mode: 'name', value: '' }),
	() => ({ __rl: true, mode: 'id', value: {} }),
	() => ({ __rl: true, mode: {}, value: '1' }),
	() => ({ __rl: true, mode: 'name', value: '__proto__' }),
	() => ({ __rl: true, mode: 'ip', value: '::' }),
	() => ({ rule: null }),
	() => ({ rule: [null] }),
	() => ({ rule: {} }),
	() => ({ rule: [{ name: {} }] }),
	() => ({ length: 5 }),
	() => ({ toISO: 'x' }),
	() => ({ toISO: () => null }),
	() => Symbol.iterator,
	() => () => 1,
	() => new Map(),
	() => Buffer.from('x'),
];

const HUGE = [300, 70_000, 1_100_000, 10_000_000];

const text = fc.oneof(
	{ weight: 6, arbitrary: fc.constantFrom(...SEGMENTS) },
	{ weight: 2, arbitrary: fc.constantFrom(...JSON_TEXTS) },
	{ weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
	{ weight: 1, arbitrary: fc.string({ maxLength: 40 }) },
	{ weight: 1, arbitrary: fc.tuple(fc.constantFrom(...SEGMENTS), fc.constantFrom(...SEGMENTS)).map((parts) => parts.join('')) },
	{ weight: 1, arbitrary: fc.array(fc.integer({ min: 0xd800, max: 0xdfff }), { minLength: 1, maxLength: 4 }).map((units) => String.fromCharCode(...units)) },
);

/** Rarely, because it takes time: a text of up to 10 MB. */
const huge = fc.tuple(fc.constantFrom(...HUGE), fc.constantFrom('a', '1', 'ä', '/')).map(([length, letter]) => letter.repeat(length));

const value: fc.Arbitrary<unknown> = fc.oneof(
	{ weight: 40, arbitrary: text },
	{ weight: 25, arbitrary: fc.constantFrom(...ODDITIES).map((make) => make()) },
	{ weight: 12, arbitrary: text.map((entered) => ({ __rl: true, mode: 'id', value: entered })) },
	{ weight: 6, arbitrary: fc.tuple(fc.constantFrom('list', 'id', 'name', 'ip', 'url', ''), text).map(([mode, entered]) => ({ __rl: true, mode, value: entered })) },
	{ weight: 6, arbitrary: fc.array(text, { maxLength: 4 }) },
	{ weight: 5, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
	{ weight: 3, arbitrary: fc.tuple(text, fc.jsonValue({ maxDepth: 2 })).map(([key, entry]) => ({ [key]: entry })) },
	{ weight: 1, arbitrary: huge },
);

/** What the editor knows as parameters of an operation: by name, those of collections as `options.waitForLimit`. */
function parametersOf(operation: Operation): string[] {
	const calls = [...(operation.choice ? [operation.choice] : []), ...operation.calls.flatMap(({ fields }) => fields)];
	const names = (field: Field): string[] => [field.property.name, ...(field.fields ?? []).map((inner) => `${field.property.name}.${inner.property.name}`)];
	return [...new Set([...operation.fields, ...calls].flatMap(names))];
}

const byOperation = new Map(
	resources.flatMap(({ value: resource, operations }) => operations.map((operation) => [`${resource}: ${operation.value}`, parametersOf(operation)] as const)),
);

/** Some parameters of an operation with strange values. */
export const hostile = (resource: string, operation: string): fc.Arbitrary<Array<[string, unknown]>> => {
	const names = byOperation.get(`${resource}: ${operation}`) ?? [];
	if (names.length === 0) return fc.constant([]);
	return fc.array(fc.tuple(fc.constantFrom(...names), value), { minLength: 1, maxLength: 3 });
};
