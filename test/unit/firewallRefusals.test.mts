import { describe, expect, it } from '@jest/globals';
import { checkRules, rulesIn } from '../../nodes/HetznerRobot/robot/firewallRules.ts';

/** What people read about a rule that is not sent: which one, which field, and what is wrong with it. */

const check = (...rules: unknown[]) => checkRules('Rules', 'output', rules, { value: '', inWords: 'Empty matches everything.' });
const accept = (match: Record<string, unknown> = {}) => ({ ...match, action: 'accept' });
const v4 = (match: Record<string, unknown>) => accept({ ip_version: 'ipv4', ...match });

const told = (message: string, advice?: string) => expect.objectContaining({ parameter: message.split(' ')[0], message, advice });

const ADDRESS = 'is no IPv4 address or net like 203.0.113.0/24';
const PORT = 'is no port or range of ports like 80 or 32768-65535';
const PROTOCOLS = 'is none of tcp, udp, gre, icmp, ipip, ah, esp';
const FLAGS = 'is no combination like syn or syn|ack';

describe('a rule', () => {
	it.each<[Record<string, unknown>, string]>([
		[accept({ ip_version: 'IPv4' }), 'IP Version: is none of ipv4, ipv6'],
		[accept({ name: 'a,b' }), 'Name: may hold letters, digits, spaces and . - + _ @ only'],
		[accept({ dst_ip: '192.0.2.1' }), 'Destination IP: needs the IP version IPv4: Robot cannot filter IPv6 addresses'],
		[accept({ ip_version: 'ipv6', src_ip: '2001:db8::' }), 'Source IP: needs the IP version IPv4: Robot cannot filter IPv6 addresses'],
		[v4({ src_ip: '192.0.2' }), `Source IP: ${ADDRESS}`],
		[v4({ src_ip: '192.0.2.0/33' }), `Source IP: ${ADDRESS}`],
		[v4({ dst_ip: '192.0.2.0/24/8' }), `Destination IP: ${ADDRESS}`],
		[v4({ protocol: 'icmp', dst_port: '80' }), 'Destination Port: needs the protocol TCP or UDP: no other has ports'],
		[v4({ src_port: 'http' }), `Source Port: ${PORT}`],
		[v4({ dst_port: '80-79' }), `Destination Port: ${PORT}`],
		[v4({ dst_port: '65536' }), `Destination Port: ${PORT}`],
		[accept({ protocol: 'tcp' }), 'Protocol: needs an IP version'],
		[accept({ ip_version: 'ipv6', protocol: 'icmp' }), 'Protocol: cannot be icmp: Robot always allows ICMPv6'],
		[v4({ protocol: 'sctp' }), `Protocol: ${PROTOCOLS}`],
		[v4({ protocol: 'udp', tcp_flags: 'syn' }), 'TCP Flags: needs the protocol TCP: no other has flags'],
		[v4({ protocol: 'tcp', tcp_flags: 'syn,ack' }), `TCP Flags: ${FLAGS}`],
		[{ action: 'reject' }, 'Action: is none of accept, discard'],
		[{ name: '' }, 'Action: is empty'],
		[v4({ dst_ip: {} }), 'Destination IP: is not a text'],
	])('%j is refused', (rule, problem) => {
		const name = rule.name ? ` "${String(rule.name)}"` : '';
		expect(() => check(accept(), rule)).toThrow(told(`Rules : output rule 2${name}, ${problem}`));
	});

	it.each([
		...['tcp', 'udp', 'gre', 'icmp', 'ipip', 'ah', 'esp'].map((protocol) => v4({ protocol })),
		accept({ ip_version: 'ipv6', protocol: 'esp' }),
		accept({ dst_port: '0-65535' }),
		v4({ src_ip: '0.0.0.0/0', dst_ip: '192.0.2.1/32' }),
		v4({ protocol: 'udp', dst_port: '53' }),
		v4({ protocol: 'tcp', src_port: '1024-65535' }),
		v4({ tcp_flags: 'fin|syn&rst' }),
	])('%j is let through', (rule) => {
		expect(check(rule)).toEqual([rule]);
	});

	it('may have any single value as its name', () => {
		expect(check(accept({ name: 10n }), accept({ name: true }), accept({ name: 0 }))).toEqual([accept({ name: '10' }), accept({ name: 'true' }), accept({ name: '0' })]);
	});

	it.each([['accept'], [null], [[accept()]]])('is none where it is %j', (entry) => {
		expect(() => check(accept(), entry)).toThrow(told('Rules : output rule 2 is not a rule'));
	});

	it('is refused with a field that Robot does not have, whose name may be long', () => {
		expect(() => check(accept({ ['x'.repeat(50)]: 1 }))).toThrow(
			told(`Rules : output rule 1 has an unknown field "${'x'.repeat(40)}"`, 'Robot knows ip_version, name, dst_ip, src_ip, dst_port, src_port, protocol, tcp_flags, action.'),
		);
	});

	it('is one of ten at most', () => {
		expect(check(...Array(10).fill(accept()))).toHaveLength(10);
		expect(() => check(...Array(11).fill(accept()))).toThrow(told('Rules : 11 output rules, and Robot allows 10 in each direction'));
	});
});

describe('a rule that Robot holds', () => {
	const advice = 'Nothing was changed for this item. To replace these rules, define them here; otherwise change them in Robot.';
	const reading = { parameter: 'rules', failure: 'cannot be kept', advice };
	const firewall = (...output: unknown[]) => ({ rules: { input: [{ name: 'in', dst_ip: null, action: 'discard' }], output } }) as never;

	it.each<[string, unknown, string]>([
		['is none', 'accept', ' is not a rule'],
		['has a field that may mean something', accept({ name: 'web', rate_limit: 5 }), ' "web" has a field "rate_limit" that this node does not know'],
		['has such a field with a long name', accept({ ['x'.repeat(50)]: 1 }), ` has a field "${'x'.repeat(40)}" that this node does not know`],
		['has a list that may mean something', accept({ src_ip: [] }), ', Source IP: is not a text'],
		['has a field that is no text', accept({ dst_ip: {} }), ', Destination IP: is not a text'],
	])('is not sent again where it %s, and nothing else is', (_what, entry, problem) => {
		expect(() => rulesIn(firewall(accept(), entry), 'output', reading)).toThrow(told(`rules cannot be kept: output rule 2${problem}`, advice));
	});

	it('may have fields that the node does not know, where they say nothing', () => {
		expect(rulesIn(firewall(accept({ rate_limit: null, future: '' })), 'output', reading)).toEqual([accept()]);
	});
});
