import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkNotCutOff, shutBy } from '../../nodes/HetznerRobot/robot/cutOff.ts';
import type { Rule, Rules } from '../../nodes/HetznerRobot/robot/firewallRules.ts';

const accept = (match: Rule = {}): Rule => ({ ...match, action: 'accept' });
const discard = (match: Rule = {}): Rule => ({ ...match, action: 'discard' });
const v4 = (match: Rule = {}): Rule => ({ ip_version: 'ipv4', ...match });
const v6 = (match: Rule = {}): Rule => ({ ip_version: 'ipv6', ...match });
const tcp = (dst_port?: string): Rule => v4({ protocol: 'tcp', ...(dst_port && { dst_port }) });

/** Over which IP versions nothing gets in, where IPv6 is filtered as well. */
const shut = (...input: Rule[]) => shutBy({ input }, true).map(({ version }) => version);

describe('nothing gets in', () => {
	const cases: Array<[string, Rule[], string[]]> = [
		['without rules', [], ['ipv4', 'ipv6']],
		['where one address is discarded and nothing accepted', [discard(v4({ src_ip: '192.0.2.99' }))], ['ipv4', 'ipv6']],
		['where everything is discarded', [discard()], ['ipv4', 'ipv6']],
		['behind a rule that discards everything', [discard(), accept()], ['ipv4', 'ipv6']],
		['over IPv6 where rules are for IPv4 only', [accept(tcp('22')), accept(v4())], ['ipv6']],
		['over IPv4 where rules are for IPv6 only', [accept(v6())], ['ipv4']],
		['over IPv4 behind a rule that discards all of IPv4', [discard(v4()), accept()], ['ipv4']],
		['over IPv6 behind a rule that discards all of IPv6', [discard(v6()), accept()], ['ipv6']],
		['behind one rule for each version that discards it', [discard(v4()), discard(v6()), accept()], ['ipv4', 'ipv6']],
		['behind a discarded net of all addresses', [discard(v4({ src_ip: '0.0.0.0/0', dst_ip: '0.0.0.0/0' })), accept(v4())], ['ipv4', 'ipv6']],
		['from a net that is discarded before', [discard(v4({ src_ip: '192.0.2.0/24' })), accept(v4({ src_ip: '192.0.2.128/25' }))], ['ipv4', 'ipv6']],
		['from an address that is discarded before', [discard(v4({ src_ip: '192.0.2.1' })), accept(v4({ src_ip: '192.0.2.1/32' }))], ['ipv4', 'ipv6']],
		['to a port that is discarded before', [discard(v4({ dst_port: '1-1024' })), accept(tcp('22'))], ['ipv4', 'ipv6']],
		['to any port where all are discarded before', [discard(tcp('0-65535')), accept(tcp())], ['ipv4', 'ipv6']],
		['of a protocol that is discarded before', [discard(v4({ protocol: 'tcp' })), accept(tcp('443'))], ['ipv4', 'ipv6']],
		['to a port that is discarded before for one protocol after the other', [discard(tcp()), discard(v4({ protocol: 'udp' })), accept(v4({ dst_port: '53' }))], ['ipv4', 'ipv6']],
		['from a port that is discarded before for one protocol after the other', [discard(tcp()), discard(v4({ protocol: 'udp' })), accept(v4({ src_port: '53' }))], ['ipv4', 'ipv6']],
		['from two halves of all addresses that are discarded before', [discard(v4({ src_ip: '0.0.0.0/1' })), discard(v4({ src_ip: '128.0.0.0/1' })), accept(v4())], ['ipv4', 'ipv6']],
		['to ports that two ranges discard before', [discard(tcp('0-1023')), discard(tcp('1000-65535')), accept(tcp())], ['ipv4', 'ipv6']],
		[
			'from a net of which one half is discarded before, and of the other all ports in two ranges',
			[
				discard(v4({ src_ip: '192.0.2.0/25' })),
				discard(v4({ src_ip: '192.0.2.128/25', protocol: 'tcp', dst_port: '0-99' })),
				discard(tcp('100-65535')),
				accept(v4({ protocol: 'tcp', src_ip: '192.0.2.0/24' })),
			],
			['ipv4', 'ipv6'],
		],
		['of flags that are discarded before in another order', [discard(v4({ tcp_flags: 'ack|syn' })), accept(v4({ protocol: 'tcp', tcp_flags: 'syn|ack' }))], ['ipv4', 'ipv6']],
		['to port 0, which nothing is sent to', [accept(tcp('0'))], ['ipv4', 'ipv6']],
		['to the one port that is left, 0', [discard(tcp('1-65535')), accept(tcp())], ['ipv4', 'ipv6']],
		['of flags that are discarded before', [discard(tcp()), accept(v4({ tcp_flags: 'syn' }))], ['ipv4', 'ipv6']],
	];

	it.each(cases)('%s', (_what, rules, expected) => {
		expect(shut(...rules)).toEqual(expected);
	});
});

describe('something gets in', () => {
	const open: Array<[string, Rule[]]> = [
		['where everything is accepted', [accept()]],
		['where each version has a rule', [accept(tcp('22')), accept(v6({ protocol: 'tcp', dst_port: '22' }))]],
		['where one address is discarded and the rest accepted', [discard(v4({ src_ip: '192.0.2.99' })), accept()]],
		['before a rule that discards everything', [accept({ dst_port: '443' }), discard()]],
		['from the rest of a net', [discard(v4({ src_ip: '192.0.2.128/25' })), accept(v4({ src_ip: '192.0.2.0/24' })), accept(v6())]],
		['from an address far from a net', [discard(v4({ src_ip: '10.0.0.0/8' })), accept(v4({ src_ip: '192.0.2.1' })), accept(v6())]],
		['from between two discarded nets', [discard(v4({ src_ip: '0.0.0.0/2' })), discard(v4({ src_ip: '128.0.0.0/1' })), accept(v4()), accept(v6())]],
		['to the one port between two ranges', [discard(tcp('0-21')), discard(tcp('23-65535')), accept(tcp()), accept(v6())]],
		['to another address', [discard(v4({ dst_ip: '203.0.113.10' })), accept(v4()), accept(v6())]],
		['to the rest of a range of ports', [discard({ dst_port: '25' }), accept({ dst_port: '1-1024' })]],
		['to the neighbours of a port', [discard(tcp('22')), accept(tcp('23')), accept(v6())]],
		['from another port', [discard({ src_port: '53' }), accept({ dst_port: '53' })]],
		['of another protocol', [discard(tcp()), accept(v4({ protocol: 'udp' })), accept(v6())]],
		['of protocols without ports, where all ports are discarded', [discard({ dst_port: '0-65535' }), accept()]],
		['of protocols without ports, where all ports they could come from are discarded', [discard({ src_port: '0-65535' }), accept()]],
		['of one protocol, where the port of another is discarded', [discard(tcp('53')), accept({ dst_port: '53' })]],
		['of other flags', [discard({ tcp_flags: 'syn' }), accept({ tcp_flags: 'ack' })]],
		['without the flags', [discard({ tcp_flags: 'syn' }), accept(tcp()), accept(v6({ protocol: 'tcp' }))]],
		['where a discarded net is none that could be read', [discard(v4({ src_ip: 'office' })), accept(v4({ src_ip: '192.0.2.1' })), accept(v6())]],
	];

	it.each(open)('%s', (_what, rules) => {
		expect(shut(...rules)).toEqual([]);
	});
});

describe('IPv6 that is not filtered', () => {
	it('is never cut off', () => {
		expect(shutBy({ input: [accept(v4())], output: [] }, false)).toEqual([{ direction: 'output', version: 'ipv4' }]);
	});

	it('does not help IPv4', () => {
		expect(shutBy({ input: [accept(v6())] }, false)).toEqual([{ direction: 'input', version: 'ipv4' }]);
	});
});

it('each direction has its own rules, and one that is not given is not looked at', () => {
	expect(shutBy({ input: [accept()], output: [discard(), accept()] }, true)).toEqual([
		{ direction: 'output', version: 'ipv4' },
		{ direction: 'output', version: 'ipv6' },
	]);
	expect(shutBy({ output: [discard(v4())] }, false)).toEqual([{ direction: 'output', version: 'ipv4' }]);
	expect(shutBy({}, true)).toEqual([]);
});

describe('rules that cut a server off', () => {
	const advice =
		'These rules were not applied. Robot discards what no rule accepts: add a last rule that accepts everything else, with the IP version Any, ' +
		'and none before it that discards everything. To cut the server off on purpose, add the option Rules May Cut Off.';
	const check = (rules: Rules, allowed: Parameters<typeof checkNotCutOff>[3] = [], filterIpv6 = true) => checkNotCutOff('Rules', rules, filterIpv6, allowed);

	it.each<[string, Rules]>([
		['nothing would get in over IPv4 and IPv6', { input: [] }],
		['nothing would get in over IPv6', { input: [accept(v4())] }],
		['nothing would get out over IPv4', { input: [accept()], output: [accept(v6())] }],
		['nothing would get in over IPv4, and nothing would get out over IPv4 and IPv6', { input: [accept(v6())], output: [discard(), accept()] }],
	])('are refused, because %s', (what, rules) => {
		expect(() => check(rules)).toThrow(expect.objectContaining({ message: `Rules : ${what}`, advice }));
	});

	it('are let through where that was said to be on purpose, for this IP version only', () => {
		check({ input: [] }, ['ipv4', 'ipv6']);
		check({ input: [accept(v4())] }, ['ipv6']);
		expect(() => check({ input: [] }, ['ipv4'])).toThrow('Rules : nothing would get in over IPv6');
		expect(() => check({ input: [accept(v4())] }, ['ipv4'])).toThrow('Rules : nothing would get in over IPv6');
	});

	it('are not those that let something through', () => {
		check({ input: [accept()], output: [accept()] });
		check({ input: [accept(v4())] }, [], false);
	});
});

describe('against packets tried one by one', () => {
	/** One packet for every combination that the rules below can tell apart. */
	const packets = ['192.0.2.1', '192.0.2.200', '198.51.100.1'].flatMap((src_ip) =>
		[
			{ protocol: 'icmp' },
			...['tcp', 'udp'].flatMap((protocol) =>
				['22', '80', '443'].flatMap((dst_port) => (protocol === 'tcp' ? ['syn', 'ack'] : [undefined]).map((tcp_flags) => ({ protocol, dst_port, tcp_flags }))),
			),
		].map((packet) => ({ dst_port: undefined, tcp_flags: undefined, ...packet, src_ip })),
	);
	const PORTS: Record<string, string[]> = { '22': ['22'], '80': ['80'], '80-443': ['80', '443'] };
	const NETS: Record<string, string[]> = {
		'192.0.2.1': ['192.0.2.1'],
		'192.0.2.0/24': ['192.0.2.1', '192.0.2.200'],
		'192.0.2.128/25': ['192.0.2.200'],
		'0.0.0.0/0': packets.map(({ src_ip }) => src_ip),
	};

	const matches = ({ src_ip, dst_port, protocol, tcp_flags }: Rule, packet: (typeof packets)[number]): boolean =>
		(src_ip === undefined || NETS[src_ip]!.includes(packet.src_ip)) &&
		(dst_port === undefined || (packet.dst_port !== undefined && PORTS[dst_port]!.includes(packet.dst_port))) &&
		(protocol === undefined || protocol === packet.protocol) &&
		(tcp_flags === undefined || tcp_flags === packet.tcp_flags);
	const passes = (rules: Rule[]) => packets.some((packet) => rules.find((rule) => matches(rule, packet))?.action === 'accept');

	const rule = fc.record(
		{
			src_ip: fc.constantFrom(...Object.keys(NETS)),
			dst_port: fc.constantFrom(...Object.keys(PORTS)),
			protocol: fc.constantFrom('tcp', 'udp'),
			tcp_flags: fc.constantFrom('syn', 'ack'),
			action: fc.constantFrom('accept', 'discard'),
		},
		{ requiredKeys: ['action'] },
	);

	it('nothing gets in where it says so', () => {
		fc.assert(
			fc.property(fc.array(rule, { maxLength: 5 }), (input: Rule[]) => {
				const [refused] = shutBy({ input }, false);
				if (refused !== undefined) expect(passes(input)).toBe(false);
			}),
			{ numRuns: 2000 },
		);
	});

	it('something gets in where it says so, behind one discard', () => {
		fc.assert(
			fc.property(rule, rule, (first: Rule, second: Rule) => {
				// Only TCP has flags.
				fc.pre([first, second].every(({ protocol, tcp_flags }) => protocol !== 'udp' || tcp_flags === undefined));
				const input: Rule[] = [
					{ ...first, action: 'discard' },
					{ ...second, action: 'accept' },
				];
				expect(shutBy({ input }, false)).toEqual(passes(input) ? [] : [{ direction: 'input', version: 'ipv4' }]);
			}),
			{ numRuns: 2000 },
		);
	});
});
