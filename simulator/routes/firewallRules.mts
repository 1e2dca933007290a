/** The input `rules` of the sections Firewall and Firewall template, with its limitations for IPv6. */
import { isIPv4 } from '../addresses.mts';
import type { InputCheck } from '../errors.mts';
import type { Input, InputTree } from '../input.mts';
import type { FirewallRule, FirewallRules } from '../state/firewall.mts';

/** More of them in one direction are refused as invalid `rules`, without a further word. */
const RULES_PER_DIRECTION = 10;

const NAME = /^[A-Za-z0-9 .\-+_@]*$/;
const FLAG = '(syn|ack|fin|rst|psh|urg)';
const TCP_FLAGS = new RegExp(`^${FLAG}([|&]${FLAG})*$`, 'i');
const PROTOCOLS = ['tcp', 'udp', 'gre', 'icmp', 'ipip', 'ah', 'esp'];

/** The documented keys of a rule in their order, each with what may stand in it. */
const FIELDS: Record<keyof FirewallRule, (value: string) => boolean> = {
	ip_version: (value) => value === 'ipv4' || value === 'ipv6',
	name: (value) => NAME.test(value),
	dst_ip: isIPv4OrNet,
	src_ip: isIPv4OrNet,
	dst_port: isPortOrRange,
	src_port: isPortOrRange,
	protocol: (value) => PROTOCOLS.includes(value),
	tcp_flags: (value) => TCP_FLAGS.test(value),
	action: (value) => value === 'accept' || value === 'discard',
};

/** Reads the rules; without `rules` there are none, in either direction. Whatever is wrong with them is invalid `rules`. */
export function rulesFrom(input: Input, check: InputCheck): FirewallRules {
	const tree = input.nested('rules') ?? {};
	const directions = [rulesOf(tree.input), rulesOf(tree.output)];
	const known = Object.keys(tree).every((name) => name === 'input' || name === 'output');
	if (!known || directions.includes(undefined)) check.invalid('rules');
	return { input: directions[0] ?? [], output: directions[1] ?? [] };
}

/** The rules of one direction in the order of their indices; undefined when one of them is not a rule. */
function rulesOf(direction: string | InputTree | undefined): FirewallRule[] | undefined {
	if (direction === undefined) return [];
	if (typeof direction === 'string') return undefined;
	const entries = Object.entries(direction);
	const rules = entries.map(([index, tree]) => (/^\d+$/.test(index) && typeof tree === 'object' ? ruleFrom(tree) : undefined));
	return rules.length <= RULES_PER_DIRECTION && rules.every((rule) => rule !== undefined) ? rules : undefined;
}

/** What is not sent, or sent empty, is null and matches everything. Only the action is required. */
function ruleFrom(tree: InputTree): FirewallRule | undefined {
	const values = Object.entries(FIELDS).map(([name, valid]): [string, string | null | undefined] => {
		const value = tree[name] ?? '';
		return [name, value === '' ? null : typeof value === 'string' && valid(value) ? value : undefined];
	});
	if (values.some(([, value]) => value === undefined) || Object.keys(tree).some((name) => !(name in FIELDS))) return undefined;
	const rule = Object.fromEntries(values) as unknown as FirewallRule;
	return rule.action !== null && withinIpv6Limits(rule) && fitsProtocol(rule) ? rule : undefined;
}

/**
 * Addresses only with `ipv4`, a protocol only with an IP version. ICMPv6 is always allowed and cannot be filtered.
 */
function withinIpv6Limits({ ip_version, src_ip, dst_ip, protocol }: FirewallRule): boolean {
	if (ip_version !== 'ipv4' && (src_ip !== null || dst_ip !== null)) return false;
	if (ip_version === null) return protocol === null;
	return ip_version === 'ipv4' || protocol !== 'icmp';
}

/** "TCP/UDP port", "TCP flags"; the documented examples have ports without a protocol. */
function fitsProtocol({ protocol, dst_port, src_port, tcp_flags }: FirewallRule): boolean {
	if (protocol === null) return true;
	if (tcp_flags !== null && protocol !== 'tcp') return false;
	return (dst_port === null && src_port === null) || protocol === 'tcp' || protocol === 'udp';
}

function isIPv4OrNet(value: string): boolean {
	const [address, bits, ...rest] = value.split('/');
	if (!isIPv4(address!) || rest.length > 0) return false;
	return bits === undefined || (/^\d{1,2}$/.test(bits) && Number(bits) <= 32);
}

function isPortOrRange(value: string): boolean {
	if (!/^\d{1,5}(-\d{1,5})?$/.test(value)) return false;
	const [first, last = first] = value.split('-').map(Number) as [number, number?];
	return first <= last && last <= 65_535;
}
