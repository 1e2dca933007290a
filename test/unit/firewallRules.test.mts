import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkRules, rulesIn, withRules } from '../../nodes/HetznerRobot/robot/firewallRules.ts';
import { encodeForm } from '../../nodes/HetznerRobot/robot/form.ts';
import { InputCheck } from '../../simulator/errors.mts';
import { Input } from '../../simulator/input.mts';
import { decodePairs } from '../../simulator/url.mts';
import { rulesFrom } from '../../simulator/routes/firewallRules.mts';

const NOTHING = { ip_version: null, name: null, dst_ip: null, src_ip: null, dst_port: null, src_port: null, protocol: null, tcp_flags: null };

const EMPTY = { value: '', inWords: 'Empty matches everything.' } as const;

const check = (...rules: unknown[]) => checkRules('rulesJson', 'input', rules, EMPTY);

/** As the editor hands a row over: what matches everything is an empty text. */
const asRow = (given: Given) => Object.fromEntries(Object.entries(given).map(([key, value]) => [key, value ?? '']));

/** A rule that Robot takes. */
const sound = fc
	.record({
		ip_version: fc.constant('ipv4'),
		name: fc.constantFrom(null, 'web', 'a b.-+_@9'),
		dst_ip: fc.constantFrom(null, '192.0.2.1'),
		src_ip: fc.constantFrom(null, '198.51.100.0/24'),
		dst_port: fc.constantFrom(null, '443', '1024-65535'),
		src_port: fc.constantFrom(null, '53'),
		protocol: fc.constantFrom(null, 'tcp', 'icmp'),
		tcp_flags: fc.constantFrom(null, 'syn|ack'),
		action: fc.constantFrom('accept', 'discard'),
	})
	.map((given) => (given.protocol === 'icmp' ? { ...given, dst_port: null, src_port: null, tcp_flags: null } : given));

/** What people may enter, good and bad. */
const entered = fc.record({
	ip_version: fc.constantFrom('ipv6', 'IPv4', '', null),
	name: fc.constantFrom('a,b', 'a[b]', 'a&b=c', 'a/b', ''),
	dst_ip: fc.constantFrom('192.0.2.0/24', '0.0.0.0/0', '192.0.2.0/33', '192.0.2', '2001:db8::1', ''),
	src_ip: fc.constantFrom('198.51.100.7/32', '198.51.100.0/024', '1.2.3.4/5/6', '1.2.3.4/', 'any'),
	dst_port: fc.constantFrom(443, '0', '65535', '65536', '80-79', '80-80', '80,443', '-1', '1-2-3', ''),
	src_port: fc.constantFrom('1024-65535', '1024-', '1 - 2', 70000, 'http'),
	protocol: fc.constantFrom('udp', 'gre', 'ipip', 'ah', 'esp', 'icmp', 'sctp', 'TCP', ''),
	tcp_flags: fc.constantFrom('syn', 'syn&fin', 'syn,ack', '|', ''),
	action: fc.constantFrom('reject', '', null),
});

/** A sound rule in which up to three fields were entered otherwise. */
const rule = fc
	.tuple(sound, entered, fc.subarray(Object.keys({ ...NOTHING, action: null }), { maxLength: 3 }))
	.map(([good, other, keys]): Given => ({ ...good, ...Object.fromEntries(Object.entries(other).filter(([key]) => keys.includes(key))) }));

type Given = Record<string, unknown>;

/** Rules as the documentation writes them in a form. */
const formOf = (rules: { input?: Given[]; output?: Given[] }) =>
	Object.entries(rules)
		.flatMap(([direction, list]) => list.flatMap((entry, index) => Object.entries(entry).map(([key, value]) => [`rules[${direction}][${index}][${key}]`, value ?? ''])))
		.map(([name, value]) => `${String(name)}=${encodeURIComponent(String(value))}`)
		.join('&');

/** How the simulated Robot, written from the documentation on its own, reads a form: `undefined` where it refuses it. */
function readByRobot(form: string) {
	const problems = new InputCheck();
	const rules = rulesFrom(new Input(decodePairs(form)), problems);
	try {
		problems.done();
		return rules;
	} catch {
		return undefined;
	}
}

const reading = { parameter: 'rules', failure: 'cannot be kept', advice: 'Define them.' };

describe('a rule', () => {
	it('is let through when Robot takes it, and refused when Robot would refuse it', () => {
		fc.assert(
			fc.property(rule, (given) => {
				const taken = readByRobot(formOf({ input: [given] }));
				if (taken === undefined) expect(() => check(asRow(given))).toThrow(/^rulesJson : input rule 1/);
				else expect(readByRobot(encodeForm({ rules: { input: check(asRow(given)) as never } }))).toEqual(taken);
			}),
			{ numRuns: 1000 },
		);
	});

	it('that Robot holds survives being read and sent again', () => {
		fc.assert(
			fc.property(fc.array(sound, { maxLength: 10 }), fc.array(sound, { maxLength: 10 }), (input, output) => {
				const held = readByRobot(formOf({ input, output }));
				expect(held).toEqual({ input, output });
				const [firewall] = withRules({ rules: held as never });
				const rules = { input: rulesIn(firewall!, 'input', reading), output: rulesIn(firewall!, 'output', reading) };
				expect(readByRobot(encodeForm({ rules: rules as never }))).toEqual(held);
			}),
			{ numRuns: 200 },
		);
	});

	it('has only the fields that are set, under their documented names', () => {
		expect(check({ ...asRow(NOTHING), name: 'web', dst_port: 443, ip_version: 'ipv4', protocol: 'tcp', action: 'accept', src_ip: '' })).toEqual([
			{ name: 'web', dst_port: '443', ip_version: 'ipv4', protocol: 'tcp', action: 'accept' },
		]);
	});

	it('keeps its place among the others', () => {
		expect(check({ name: 'a', action: 'discard' }, { name: 'b', action: 'accept' }, { name: 'a', action: 'accept' })).toEqual([
			{ name: 'a', action: 'discard' },
			{ name: 'b', action: 'accept' },
			{ name: 'a', action: 'accept' },
		]);
	});

	it('may have a name with letters of other languages', () => {
		expect(check({ name: 'Büro', action: 'accept' })).toEqual([{ name: 'Büro', action: 'accept' }]);
	});

	it('is not copied into the error with more than its name', () => {
		expect(() => check({ name: 'x'.repeat(500), action: 'reject' })).toThrow(`rulesJson : input rule 1 "${'x'.repeat(60)}", Action: is none of accept, discard`);
	});

	it('cannot have fields of other objects', () => {
		expect(() => check({ action: 'accept', toString: 'x' })).toThrow('rulesJson : input rule 1 has an unknown field "toString"');
	});

	it.each([
		['', null, 'Empty matches everything.'],
		[null, '', 'null matches everything.'],
	] as const)('says that a field matches everything with %j, and is refused with %j', (value, other, inWords) => {
		const given = (src_ip: unknown) => checkRules('rulesJson', 'output', [{ action: 'accept', src_ip }], { value, inWords });
		expect(given(value)).toEqual([{ action: 'accept' }]);
		for (const nothing of [other, undefined, []]) {
			expect(() => given(nothing)).toThrow(
				expect.objectContaining({ message: 'rulesJson : output rule 1, Source IP: resolved to nothing', advice: `Correct the expression. ${inWords}` }),
			);
		}
	});

	it.each([{ action: {} }, { action: ['accept'] }])('with %j for an action is refused', (given) => {
		expect(() => check(given)).toThrow();
	});
});

describe('the rules of a reply', () => {
	const accept = { ...NOTHING, action: 'accept' };
	const shape = (rules: unknown) => withRules({ rules: rules as never })[0]!.rules;

	it.each([
		['nothing', undefined, [], []],
		['null', null, [], []],
		['an empty object', {}, [], []],
		['an empty list', [], [], []],
		['lists', { input: [accept], output: [accept] }, [accept], [accept]],
		['no output', { input: [accept] }, [accept], []],
		['output only', { output: [accept] }, [], [accept]],
		[
			'objects with numbers of two digits, and other keys',
			{ input: { 10: { name: 'b' }, 9: { name: 'a' }, x1: { name: 'x' }, '1x': { name: 'x' } } },
			[{ name: 'a' }, { name: 'b' }],
			[],
		],
		['objects with numbers', { input: { 0: { name: 'a' }, 1: { name: 'b' } }, output: { 0: accept } }, [{ name: 'a' }, { name: 'b' }], [accept]],
		['output inside input', { input: { 0: accept, output: [accept] } }, [accept], [accept]],
	])('are two lists where Robot sends %s', (_what, rules, input, output) => {
		expect(shape(rules)).toEqual({ input, output });
	});

	it('are in the order of their numbers', () => {
		const entries = Array.from({ length: 10 }, (_, index) => [String(9 - index), { name: String(9 - index) }]);
		expect(shape({ input: Object.fromEntries(entries), output: {} })).toMatchObject({ input: Array.from({ length: 10 }, (_, index) => ({ name: String(index) })) });
	});
});
