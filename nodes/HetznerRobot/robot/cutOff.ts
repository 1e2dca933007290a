import { InputError } from '../../common/http/errors';
import { netOf, type Range } from './addresses';
import { PROTOCOLS, type Direction, type Rule, type Rules } from './firewallRules';

/** What of a server a set of rules would take off the network. */

export type IpVersion = 'ipv4' | 'ipv6';

/** No packet of this IP version passes in this direction. */
export interface Shut {
	direction: Direction;
	version: IpVersion;
}

const WORDS = { input: 'in', output: 'out', ipv4: 'IPv4', ipv6: 'IPv6' };

/**
 * Refuses rules that let nothing through, unless `allowed` has the IP version.
 *
 * @param filterIpv6 whether IPv6 is filtered as well
 * @param about what to say first of the rules
 * @throws InputError that says which directions and IP versions would be shut
 */
export function checkNotCutOff(parameter: string, rules: Rules, filterIpv6: boolean, allowed: IpVersion[], about = ''): void {
	const shut = shutBy(rules, filterIpv6).filter(({ version }) => !allowed.includes(version));
	if (shut.length === 0) return;
	const directions = [...new Set(shut.map(({ direction }) => direction))];
	const parts = directions.map((direction) => {
		const versions = shut.filter((entry) => entry.direction === direction).map(({ version }) => WORDS[version]);
		return `nothing would get ${WORDS[direction]} over ${versions.join(' and ')}`;
	});
	throw new InputError(parameter, `: ${parts.join(', and ')}`, `${about}${ADVICE}`);
}

const ADVICE =
	'These rules were not applied. Robot discards what no rule accepts: add a last rule that accepts everything else, with the IP version Any, ' +
	'and none before it that discards everything. To cut the server off on purpose, add the option Rules May Cut Off.';

/**
 * Finds where nothing passes (documentation: "Firewall"). Rules are tried from the top, and what none of them accepts is
 * discarded; IPv6 passes untouched unless it is filtered. A direction that is not given is not looked at.
 */
export function shutBy(rules: Rules, filterIpv6: boolean): Shut[] {
	const versions: IpVersion[] = filterIpv6 ? ['ipv4', 'ipv6'] : ['ipv4'];
	return (['input', 'output'] as const).flatMap((direction) => {
		const given = rules[direction];
		return given ? versions.filter((version) => !letsThrough(given, version)).map((version) => ({ direction, version })) : [];
	});
}

/** Whether an accept rule is left something by the rules before it. */
function letsThrough(rules: Rule[], version: IpVersion): boolean {
	const own = rules.filter(({ ip_version }) => ip_version === undefined || ip_version === version);
	return own.some((rule, index) => {
		const discards = own.slice(0, index).filter(({ action }) => action === 'discard');
		return rule.action === 'accept' && protocolsOf(rule).some((protocol) => !isTaken(rule, discards, protocol));
	});
}

/** Whether the discards together match every packet of the protocol that the rule matches. */
function isTaken(rule: Rule, discards: Rule[], protocol: string): boolean {
	const matching = discards.filter((discard) => protocolsOf(discard).includes(protocol) && (discard.tcp_flags === undefined || flagsOf(discard) === flagsOf(rule)));
	const box = boxOf(rule);
	// Only what cannot be reads backwards: port 0.
	return box.some(([first, last]) => first > last) || isCovered(box, matching.map(boxOf));
}

const EVERY_ADDRESS = '0.0.0.0/0';

/** What a rule matches: the ranges of source and destination addresses and of source and destination ports. What cannot be read overlaps nothing. */
type Box = Range[];

const boxOf = ({ src_ip, dst_ip, src_port, dst_port }: Rule): Box => [netOf(src_ip ?? EVERY_ADDRESS), netOf(dst_ip ?? EVERY_ADDRESS), portsOf(src_port), portsOf(dst_port)];

/** Whether nothing is left of a box when the others are taken out of it. */
function isCovered(box: Box, [other, ...rest]: Box[]): boolean {
	return other !== undefined && remainders(box, other).every((part) => isCovered(part, rest));
}

/** What is left of a box when another is taken out of it: in each dimension what lies before it and behind it. */
function remainders(box: Box, other: Box): Box[] {
	if (box.some((range, at) => !overlaps(range, other[at] as Range))) return [box];
	const parts: Box[] = [];
	const inner = [...box];
	for (const [at, [from, to]] of other.entries()) {
		const [first, last] = inner[at] as Range;
		if (first < from) parts.push(replaced(inner, at, [first, from - 1]));
		if (to < last) parts.push(replaced(inner, at, [to + 1, last]));
		inner[at] = [Math.max(first, from), Math.min(last, to)];
	}
	return parts;
}

const replaced = (box: Box, at: number, range: Range): Box => box.map((kept, index) => (index === at ? range : kept));

const overlaps = ([first, last]: Range, [from, to]: Range): boolean => from <= last && first <= to;

/** Only TCP has flags, only TCP and UDP have ports. */
function protocolsOf({ protocol, tcp_flags, dst_port, src_port }: Rule): string[] {
	if (protocol !== undefined) return [protocol];
	if (tcp_flags !== undefined) return ['tcp'];
	return dst_port === undefined && src_port === undefined ? [...PROTOCOLS, 'any other'] : ['tcp', 'udp'];
}

/** Nothing is sent to port 0 or from it. */
function portsOf(ports = '1-65535'): Range {
	const [first, last = first] = ports.split('-').map(Number);
	return [Math.max(1, first as number), last as number];
}

/** `syn|ack` and `ack|syn` match the same. */
const flagsOf = ({ tcp_flags = '' }: Rule): string => (tcp_flags.includes('&') ? tcp_flags : tcp_flags.split('|').sort().join('|'));
