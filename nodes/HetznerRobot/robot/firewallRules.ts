import { InputError } from '../../common/http/errors';
import type { JsonRecord } from '../../common/http/json';
import { isEmpty, toText } from '../../common/operation/values';
import { isIPv4 } from './addresses';

/** One firewall rule under Robot's names (documentation: "Firewall", rule data); what is left out matches everything. */
export type Rule = Partial<Record<RuleKey, string>>;

export type Direction = 'input' | 'output';

/** The rules of one or both directions, each in the order in which they are tried. */
export type Rules = Partial<Record<Direction, Rule[]>>;

/** Robot's names of a rule's fields, in their documented order, and how the editor calls them. */
export const RULE_FIELDS = {
	ip_version: 'IP Version',
	name: 'Name',
	dst_ip: 'Destination IP',
	src_ip: 'Source IP',
	dst_port: 'Destination Port',
	src_port: 'Source Port',
	protocol: 'Protocol',
	tcp_flags: 'TCP Flags',
	action: 'Action',
} as const;

type RuleKey = keyof typeof RULE_FIELDS;

const RULE_KEYS = Object.keys(RULE_FIELDS) as RuleKey[];

const PROTOCOLS = ['tcp', 'udp', 'gre', 'icmp', 'ipip', 'ah', 'esp'];
const MAXIMUM_RULES = 10;

/** What is wrong with one field of a rule, `undefined` where nothing is. */
type Check = (value: string, rule: Rule) => string | undefined;

const oneOf =
	(...allowed: string[]): Check =>
	(value) =>
		allowed.includes(value) ? undefined : `is none of ${allowed.join(', ')}`;

const address: Check = (value, { ip_version }) => {
	if (ip_version !== 'ipv4') return 'needs the IP version IPv4: Robot cannot filter IPv6 addresses';
	const [ip = '', length] = value.split('/');
	const isLength = length === undefined || (/^\d{1,2}$/.test(length) && Number(length) <= 32);
	return isIPv4(ip) && isLength && value.split('/').length <= 2 ? undefined : 'is no IPv4 address or net like 203.0.113.0/24';
};

const port: Check = (value) => {
	const ports = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(value)?.slice(1).filter((text) => text !== undefined).map(Number) ?? [];
	const [first = -1, last = first] = ports;
	return ports.length > 0 && first <= last && last <= 65535 ? undefined : 'is no port or range of ports like 80 or 32768-65535';
};

const CHECKS: Record<RuleKey, Check> = {
	ip_version: oneOf('ipv4', 'ipv6'),
	name: (value) => (/^[\p{L}\d .\-+_@]+$/u.test(value) ? undefined : 'may hold letters, digits, spaces and . - + _ @ only'),
	dst_ip: address,
	src_ip: address,
	dst_port: port,
	src_port: port,
	protocol: (value, { ip_version }) => {
		if (ip_version === undefined) return 'needs an IP version';
		if (ip_version === 'ipv6' && value === 'icmp') return 'cannot be icmp: Robot always allows ICMPv6';
		return oneOf(...PROTOCOLS)(value, {});
	},
	tcp_flags: (value) => (/^(fin|syn|rst|psh|ack|urg)([|&](fin|syn|rst|psh|ack|urg))*$/.test(value) ? undefined : 'is no combination like syn or syn|ack'),
	action: oneOf('accept', 'discard'),
};

/**
 * Checks the rules of one direction before anything is sent.
 *
 * @throws InputError that names the rule and the field
 */
export function checkRules(parameter: string, direction: Direction, entries: unknown[]): Rule[] {
	if (entries.length > MAXIMUM_RULES) {
		throw new InputError(parameter, `: ${entries.length} ${direction} rules, and Robot allows ${MAXIMUM_RULES} in each direction`);
	}
	return entries.map((entry, index) => checkRule(parameter, `${direction} rule ${index + 1}`, entry));
}

function checkRule(parameter: string, position: string, entry: unknown): Rule {
	if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) throw new InputError(parameter, `: ${position} is not a rule`);
	const unknown = Object.keys(entry).find((key) => !Object.hasOwn(RULE_FIELDS, key));
	if (unknown !== undefined) throw new InputError(parameter, `: ${position} has an unknown field "${unknown.slice(0, 40)}"`, `Robot knows ${RULE_KEYS.join(', ')}.`);
	const rule = toRule(entry as JsonRecord);
	const label = rule.name === undefined ? position : `${position} "${rule.name.slice(0, 60)}"`;
	if (rule.action === undefined) throw new InputError(parameter, `: ${label}, ${RULE_FIELDS.action}: is empty`);
	for (const key of RULE_KEYS) {
		const value = rule[key];
		const problem = value === undefined ? undefined : CHECKS[key](value, rule);
		if (problem !== undefined) throw new InputError(parameter, `: ${label}, ${RULE_FIELDS[key]}: ${problem}`);
	}
	return rule;
}

/** The fields that a rule sets; Robot says null where we say nothing. */
function toRule(entry: JsonRecord): Rule {
	const set = RULE_KEYS.filter((key) => !isEmpty(entry[key]));
	return Object.fromEntries(set.map((key) => [key, toText(RULE_FIELDS[key], entry[key])]));
}

/** The rules of a reply, ready to be sent again. */
export function rulesOf(firewall: JsonRecord): Required<Rules> {
	const { input, output } = firewall.rules as Record<Direction, JsonRecord[]>;
	return { input: input.map(toRule), output: output.map(toRule) };
}

/**
 * Gives the rules of a reply one shape, `{ input: [], output: [] }`: on the wire they may be missing, empty or objects
 * with numbers as keys, and the documentation's example has the output rules inside the input rules.
 */
export function withRules(firewall: JsonRecord): JsonRecord[] {
	const rules = (firewall.rules ?? {}) as Partial<Record<Direction, JsonRecord>>;
	return [{ ...firewall, rules: { input: listOf(rules.input), output: listOf(rules.output ?? (rules.input?.output as JsonRecord)) } }];
}

function listOf(rules: JsonRecord | undefined): JsonRecord[] {
	if (Array.isArray(rules)) return rules as JsonRecord[];
	return Object.entries(rules ?? {})
		.filter(([key]) => /^\d+$/.test(key))
		.map(([, rule]) => rule as JsonRecord);
}
