import { InputError } from '../../common/http/errors';
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
 * @throws InputError that says which directions and IP versions would be shut
 */
export function checkNotCutOff(parameter: string, rules: Rules, filterIpv6: boolean, allowed: IpVersion[]): void {
	const shut = shutBy(rules, filterIpv6).filter(({ version }) => !allowed.includes(version));
	if (shut.length === 0) return;
	const directions = [...new Set(shut.map(({ direction }) => direction))];
	const parts = directions.map((direction) => {
		const versions = shut.filter((entry) => entry.direction === direction).map(({ version }) => WORDS[version]);
		return `nothing would get ${WORDS[direction]} over ${versions.join(' and ')}`;
	});
	throw new InputError(
		parameter,
		`: ${parts.join(', and ')}`,
		'These rules were not applied. Robot discards what no rule accepts: add a last rule that accepts everything else, with the IP version Any, ' +
			'and none before it that discards everything. To cut the server off, say so in Cut Off on Purpose.',
	);
}

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

/** Whether an accept rule is left something by the rules before it. Nets and ports that only several rules discard together are not added up. */
function letsThrough(rules: Rule[], version: IpVersion): boolean {
	const own = rules.filter(({ ip_version }) => ip_version === undefined || ip_version === version);
	return own.some((rule, index) => {
		const discards = own.slice(0, index).filter(({ action }) => action === 'discard');
		return rule.action === 'accept' && protocolsOf(rule).some((protocol) => !discards.some((discard) => covers(discard, rule, protocol)));
	});
}

/** Whether the first rule matches every packet of the protocol that the second one matches. */
const covers = (wide: Rule, narrow: Rule, protocol: string): boolean =>
	protocolsOf(wide).includes(protocol) &&
	(wide.tcp_flags === undefined || wide.tcp_flags === narrow.tcp_flags) &&
	contains(netOf(wide.src_ip), netOf(narrow.src_ip)) &&
	contains(netOf(wide.dst_ip), netOf(narrow.dst_ip)) &&
	contains(portsOf(wide.src_port), portsOf(narrow.src_port)) &&
	contains(portsOf(wide.dst_port), portsOf(narrow.dst_port));

/** Only TCP has flags, only TCP and UDP have ports. */
function protocolsOf({ protocol, tcp_flags, dst_port, src_port }: Rule): string[] {
	if (protocol !== undefined) return [protocol];
	if (tcp_flags !== undefined) return ['tcp'];
	return dst_port === undefined && src_port === undefined ? [...PROTOCOLS, 'any other'] : ['tcp', 'udp'];
}

/** First and last; not a number for what cannot be read, which then neither contains anything nor is contained. */
type Range = [first: number, last: number];

const contains = ([first, last]: Range, inner: Range): boolean => first <= inner[0] && inner[1] <= last;

function portsOf(ports = '0-65535'): Range {
	const [first, last = first] = ports.split('-').map(Number);
	return [first as number, last as number];
}

function netOf(net = '0.0.0.0/0'): Range {
	const [ip = '', length = '32'] = net.split('/');
	const size = 2 ** (32 - Number(length));
	const first = Math.floor(ip.split('.').reduce((sum, part) => sum * 256 + Number(part), 0) / size) * size;
	return [first, first + size - 1];
}
