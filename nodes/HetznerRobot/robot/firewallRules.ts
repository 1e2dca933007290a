import { InputError } from '../../common/http/errors';
import { isRecord, type Json, type JsonRecord } from '../../common/http/json';
import { isEmpty, wordOf } from '../../common/operation/values';
import { isIPv4, plainNet } from './addresses';

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

export const PROTOCOLS = ['tcp', 'udp', 'gre', 'icmp', 'ipip', 'ah', 'esp'];

const NO_CONDITIONS: string[] = ['action', 'ip_version', 'name'];

/** Whether a rule is about all packets, if only those of one IP version. */
export const hasNoCondition = (rule: Rule): boolean => Object.keys(rule).every((key) => NO_CONDITIONS.includes(key));

/** Also where it says so itself: `0.0.0.0/0`. */
export const isAboutEverything = (rule: Rule): boolean =>
	hasNoCondition(Object.fromEntries(Object.entries(rule).filter(([key, value]) => !key.endsWith('_ip') || plainNet(value) !== '')));

/** In each direction. */
export const MAXIMUM_RULES = 10;

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

/** The documentation's examples have ports without a protocol. */
const port: Check = (value, { protocol = 'tcp' }) => {
	if (protocol !== 'tcp' && protocol !== 'udp') return 'needs the protocol TCP or UDP: no other has ports';
	const ports =
		/^(\d{1,5})(?:-(\d{1,5}))?$/
			.exec(value)
			?.slice(1)
			.filter((text) => text !== undefined)
			.map(Number) ?? [];
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
	tcp_flags: (value, { protocol = 'tcp' }) => {
		if (protocol !== 'tcp') return 'needs the protocol TCP: no other has flags';
		return /^(fin|syn|rst|psh|ack|urg)([|&](fin|syn|rst|psh|ack|urg))*$/.test(value) ? undefined : 'is no combination like syn or syn|ack';
	},
	action: oneOf('accept', 'discard'),
};

/** How a field says that it matches everything. Any other nothing is what an expression leaves that found nothing. */
export interface Anything {
	value: '' | null;
	inWords: string;
}

/**
 * Checks the rules of one direction before anything is sent.
 *
 * @throws InputError that names the rule and the field
 */
export function checkRules(parameter: string, direction: Direction, entries: unknown[], anything: Anything): Rule[] {
	if (entries.length > MAXIMUM_RULES) {
		throw new InputError(parameter, `: ${entries.length} ${direction} rules, and Robot allows ${MAXIMUM_RULES} in each direction`);
	}
	return entries.map((entry, index) => checkRule(parameter, `${direction} rule ${index + 1}`, entry, anything));
}

function checkRule(parameter: string, position: string, entry: unknown, anything: Anything): Rule {
	if (!isRecord(entry)) throw new InputError(parameter, `: ${position} is not a rule`);
	const label = labelOf(position, entry);
	const unknown = unknownKeys(entry)[0];
	if (unknown !== undefined) throw new InputError(parameter, `: ${label} has an unknown field "${unknown.slice(0, 40)}"`, `Robot knows ${RULE_KEYS.join(', ')}.`);
	const rule = toRule(parameter, `: ${label}`, entry);
	if (rule.action === undefined) throw new InputError(parameter, `: ${label}, ${RULE_FIELDS.action}: is empty`);
	const nothing = RULE_KEYS.find((key) => rule[key] === undefined && Object.hasOwn(entry, key) && entry[key] !== anything.value);
	if (nothing !== undefined) throw new InputError(parameter, `: ${label}, ${RULE_FIELDS[nothing]}: resolved to nothing`, `Correct the expression. ${anything.inWords}`);
	const [problem] = problemsOf(rule);
	if (problem !== undefined) throw new InputError(parameter, `: ${label}, ${problem}`);
	return rule;
}

/** What Robot would not take of a rule, in its documented order. */
function problemsOf(rule: Rule): string[] {
	if (rule.action === undefined) return [`${RULE_FIELDS.action}: is empty`];
	return RULE_KEYS.flatMap((key) => {
		const value = rule[key];
		const problem = value === undefined ? undefined : CHECKS[key](value, rule);
		return problem === undefined ? [] : [`${RULE_FIELDS[key]}: ${problem}`];
	});
}

/** What people tell the rules apart by: place and name. */
function labelOf(position: string, { name }: JsonRecord): string {
	const word = isEmpty(name) ? '' : wordOf(name);
	return word === '' ? position : `${position} "${word.slice(0, 60)}"`;
}

const unknownKeys = (entry: JsonRecord): string[] => Object.keys(entry).filter((key) => !Object.hasOwn(RULE_FIELDS, key));

function toRule(parameter: string, label: string, entry: JsonRecord, advice?: string): Rule {
	const broken = RULE_KEYS.find((key) => !isEmpty(entry[key]) && !isText(entry[key]));
	if (broken !== undefined) throw new InputError(parameter, `${label}, ${RULE_FIELDS[broken]}: is not a text`, advice);
	return textsOf(entry);
}

/** The fields that a rule sets; Robot says null where we say nothing. */
const textsOf = (entry: JsonRecord): Rule => Object.fromEntries(RULE_KEYS.filter((key) => !isEmpty(entry[key])).map((key) => [key, String(entry[key])]));

const isText = (value: unknown): boolean => ['string', 'number', 'bigint', 'boolean'].includes(typeof value);

/** For what the rules of a reply are read, and what to do where they cannot be. */
export interface Reading {
	parameter: string;
	/** "cannot be kept" */
	failure: string;
	advice: string;
	/** What Robot would not take as a rule is no rule: its effect is not known. */
	isStrict?: true;
}

/**
 * The rules of one direction of a reply, with all that they say.
 *
 * @throws InputError when something would be overlooked
 */
export function rulesIn(firewall: JsonRecord, direction: Direction, { parameter, failure, advice, isStrict }: Reading): Rule[] {
	return (firewall.rules as Record<Direction, Json[]>)[direction].map((entry, index) => {
		const position = `${failure}: ${direction} rule ${index + 1}`;
		if (!isRecord(entry)) throw new InputError(parameter, `${position} is not a rule`, advice);
		const label = labelOf(position, entry);
		const lost = unknownKeys(entry).find((key) => !isEmpty(entry[key]));
		if (lost !== undefined) throw new InputError(parameter, `${label} has a field "${lost.slice(0, 40)}" that this node does not know`, advice);
		// An empty list is no way to say that everything matches.
		const list = RULE_KEYS.find((key) => Array.isArray(entry[key]));
		if (list !== undefined) throw new InputError(parameter, `${label}, ${RULE_FIELDS[list]}: is not a text`, advice);
		const rule = toRule(parameter, label, entry, advice);
		const [problem] = isStrict ? problemsOf(rule) : [];
		if (problem !== undefined) throw new InputError(parameter, `${label}, ${problem}`, advice);
		return rule;
	});
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
