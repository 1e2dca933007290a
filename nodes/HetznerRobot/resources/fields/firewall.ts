import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { InputError } from '../../../common/http/errors';
import { isRecord, type JsonRecord } from '../../../common/http/json';
import { field, parameter, type Field, type Parameter } from '../../../common/operation/operation';
import { isEmpty, toText, wordOf } from '../../../common/operation/values';
import { CUT_OFF, mayCutOff } from '../../jobs/firewall';
import { checkNotCutOff } from '../../robot/cutOff';
import { checkRules, type Anything, type Direction, type Rule, type Rules } from '../../robot/firewallRules';

const ALLOW_ALL: Rule = { name: 'Allow all', action: 'accept' };

const KEEP = { name: 'Keep Current', value: 'keep' };

/** A setting that is switched on or off or, where there is a current one, kept. */
export function setting(sends: string, displayName: string, description: string, choice: 'create' | 'update', showIf?: Field['showIf']): Field {
	const omit = { name: 'Leave to Robot', value: 'omit', description: 'The setting is not sent, and Robot decides' };
	const kept = [KEEP, { name: 'Off', value: 'false' }, { name: 'On', value: 'true' }, omit];
	return field(sends, {
		displayName,
		type: 'options',
		options: choice === 'update' ? kept : kept.slice(1),
		default: choice === 'update' ? 'keep' : 'omit',
		description,
		needed: true,
		showIf,
		encode: (value) => {
			if (value === 'keep' || value === 'omit') return undefined;
			if (wordOf(value) === 'true' || wordOf(value) === 'false') return wordOf(value) === 'true';
			throw new InputError(displayName, 'is neither on nor off');
		},
	});
}

const anyVersion: INodePropertyOptions = { name: 'Any', value: '' };

/** n8n shows the others on demand, and stores every field of a row in any case. */
const always = { showEvenWhenOptional: true };

/** The fields of one rule, in the order in which rules are read. */
export const ruleRow: INodeProperties[] = [
	{ displayName: 'Name', name: 'name', type: 'string', default: '', typeOptions: always, placeholder: 'e.g. Allow HTTPS', description: 'The name of the rule' },
	{
		displayName: 'Action',
		name: 'action',
		type: 'options',
		typeOptions: always,
		options: [
			{ name: 'Accept', value: 'accept' },
			{ name: 'Discard', value: 'discard' },
		],
		default: 'accept',
		description: 'What happens to packets that match; without a condition all do',
	},
	{
		displayName: 'IP Version',
		name: 'ipVersion',
		type: 'options',
		typeOptions: always,
		options: [anyVersion, { name: 'IPv4', value: 'ipv4' }, { name: 'IPv6', value: 'ipv6' }],
		default: 'ipv4',
		description: 'Addresses can be filtered for IPv4 only, protocols for a given version only',
	},
	{
		displayName: 'Protocol',
		name: 'protocol',
		type: 'options',
		options: [
			{ name: 'AH', value: 'ah' },
			{ name: 'Any', value: '' },
			{ name: 'ESP', value: 'esp' },
			{ name: 'GRE', value: 'gre' },
			{ name: 'ICMP', value: 'icmp' },
			{ name: 'IPIP', value: 'ipip' },
			{ name: 'TCP', value: 'tcp' },
			{ name: 'UDP', value: 'udp' },
		],
		default: '',
		description: 'Protocol above the IP layer',
	},
	condition('srcIp', 'Source IP', '198.51.100.0/24', 'Address or net, for IPv4 only; left empty, it matches every address'),
	condition('dstIp', 'Destination IP', '203.0.113.0/24', 'Address or net, for IPv4 only; left empty, it matches every address'),
	condition('srcPort', 'Source Port', '1024-65535', 'Port or range of ports of TCP and UDP; left empty, it matches every port'),
	condition('dstPort', 'Destination Port', '80 or 32768-65535', 'Port or range of ports of TCP and UDP; left empty, it matches every port'),
	condition('tcpFlags', 'TCP Flags', 'syn|ack', 'TCP flag or logical combination of flags; left empty, it matches all'),
];

function condition(name: string, displayName: string, example: string, description: string): INodeProperties {
	return { displayName, name, type: 'string', default: '', placeholder: `e.g. ${example}`, description };
}

/** Robot's names of the row's fields. */
const ROW_KEYS: Record<string, string> = { ipVersion: 'ip_version', dstIp: 'dst_ip', srcIp: 'src_ip', dstPort: 'dst_port', srcPort: 'src_port', tcpFlags: 'tcp_flags' };

/** Rules in rows. */
export const rows = (name: string, displayName: string, description: string, showIf: Field['showIf']): Field =>
	parameter(name, {
		displayName,
		type: 'fixedCollection',
		typeOptions: {
			multipleValues: true,
			sortable: true,
			multipleValueButtonText: 'Add Rule',
			hideOptionalFields: true,
			addOptionalFieldButtonText: 'Add Condition',
			fixedCollection: { itemTitle: '={{ $collection.item.value.name || "Rule " + ($collection.item.index + 1) }}: {{ $collection.item.value.action }}' },
		},
		default: {},
		placeholder: 'Add Rule',
		description,
		options: [{ displayName: 'Rule', name: 'rule', values: ruleRow }],
		readBy: 'rules',
		showIf,
	});

/** The rules, and how they are given. `template`: a template may be applied instead, which `rules` cannot be combined with. */
export function ruleFields(choice: 'create' | 'update', template?: Field): Field[] {
	const sources = [
		{ name: 'Define Below', value: 'rows', description: 'Rules in rows, input and output separately' },
		...(template ? [{ name: 'Firewall Template', value: 'template', description: 'The rules and settings of a template' }] : []),
		{ name: 'JSON', value: 'json', description: 'Rules as a list, or as Get puts them out' },
		...(choice === 'update' ? [{ ...KEEP, description: 'The rules stay as they are' }] : []),
	];
	return [
		field('rules', {
			displayName: 'Rules',
			type: 'options',
			options: sources,
			default: choice === 'update' ? 'keep' : 'rows',
			required: true,
			// The rules that are replaced are kept nowhere.
			...(choice === 'update' && { brings: { effect: 'destroy', unless: ['keep'] } }),
			description: 'Where the rules come from. Robot always replaces all of them: what is kept is read first and sent again.',
			encode: (source, parameters) => rulesFrom(wordOf(source), parameters, choice),
		}),
		...(template ? [template] : []),
		rows('inputRules', 'Input Rules', 'Rules for incoming packets, tried from the top; what no rule accepts is discarded', { rules: ['rows'] }),
		parameter('outputRulesMode', {
			displayName: 'Output Rules Mode',
			type: 'options',
			options: [
				{ name: 'Allow All', value: 'allowAll', description: 'One rule that accepts every outgoing packet' },
				{ name: 'Define Below', value: 'rows', description: 'Rules in rows' },
				...(choice === 'update' ? [{ ...KEEP, description: 'The output rules stay as they are' }] : []),
			],
			default: choice === 'update' ? 'keep' : 'allowAll',
			description: 'Without output rules the server would be cut off from the network',
			showIf: { rules: ['rows'] },
		}),
		rows('outputRules', 'Output Rules', 'Rules for outgoing packets, tried from the top; what no rule accepts is discarded', {
			rules: ['rows'],
			outputRulesMode: ['rows'],
		}),
		rulesJson,
	];
}

/** The rules in JSON. */
export const rulesJson = parameter('rulesJson', {
	displayName: 'Rules (JSON)',
	type: 'json',
	default: '{\n  "input": [],\n  "output": []\n}',
	description:
		'A list of input rules, or an object with "input" and "output" as Get puts it out, also inside "rules". A direction that is left out stays as it is. In a rule, null matches everything.',
	readBy: 'rules',
	showIf: { rules: ['json'] },
});

/** A guard: what is not understood must not take it away. */
export const cutOff = parameter('cutOff', {
	displayName: 'Rules May Cut Off',
	type: 'options',
	options: [
		{ name: 'IPv4', value: 'ipv4' },
		{ name: 'IPv4 and IPv6', value: 'both' },
		{ name: 'IPv6', value: 'ipv6' },
		{ name: 'Nothing', value: 'nothing' },
	],
	default: 'nothing',
	description: 'Rules that let nothing in, or nothing out, take a server off the network. They are refused, unless you say here over what they may do so.',
	encode: (value) => {
		checkChoice('cutOff', toText('cutOff', value), Object.keys(CUT_OFF));
		return undefined;
	},
});

/** The checked rules; a direction that is missing is to be kept. */
function rulesFrom(source: string, parameters: Parameter, choice: 'create' | 'update'): Rules | undefined {
	checkChoice('rules', source, ['json', 'keep', 'rows', 'template']);
	const given = source === 'rows' ? fromRows(parameters) : source === 'json' ? fromJson(parameters('rulesJson')) : {};
	const rules: Rules = choice === 'create' ? { input: [], output: [ALLOW_ALL], ...given } : given;
	checkNotCutOff('rules', rules, wordOf(parameters('filterIpv6')) === 'true', mayCutOff(parameters));
	return source === 'template' ? undefined : rules;
}

function fromRows(parameters: Parameter): Rules {
	const input = rowsOf('inputRules', 'input', parameters('inputRules'));
	const mode = parameters('outputRulesMode');
	if (isEmpty(mode)) throw new InputError('outputRulesMode', 'is empty');
	checkChoice('outputRulesMode', mode, ['allowAll', 'keep', 'rows']);
	if (mode === 'rows') return { input, output: rowsOf('outputRules', 'output', parameters('outputRules')) };
	return mode === 'allowAll' ? { input, output: [ALLOW_ALL] } : { input };
}

/** An expression may give anything, and what is not understood must not pass for "keep". */
export function checkChoice(parameter: string, value: unknown, allowed: string[]): undefined {
	if (!allowed.includes(wordOf(value))) throw new InputError(parameter, `is none of ${allowed.join(', ')}`);
	return undefined;
}

/** What the editor hands over for a field that was left empty; an expression that finds nothing gives `undefined`. */
const IN_ROWS: Anything = { value: '', inWords: 'A field that is left empty matches everything.' };

/** The checked rules of one direction. */
export function rowsOf(parameter: string, direction: Direction, given: unknown): Rule[] {
	const entries = isRecord(given) && Array.isArray(given.rule) ? given.rule : [];
	const renamed = entries.map((entry) =>
		isRecord(entry) ? Object.fromEntries(Object.entries(entry).map(([key, value]) => [Object.hasOwn(ROW_KEYS, key) ? ROW_KEYS[key] : key, value])) : entry,
	);
	return checkRules(parameter, direction, renamed, IN_ROWS);
}

/** What Get puts out. An empty text is what `"{{ ... }}"` leaves in a JSON text when the expression finds nothing. */
const IN_JSON: Anything = { value: null, inWords: 'null matches everything.' };

/** The checked rules; a direction that is missing was not given. */
export function fromJson(given: unknown): Rules {
	const parsed = typeof given === 'string' ? parse(given) : given;
	if (Array.isArray(parsed)) return { input: checkRules('rulesJson', 'input', parsed, IN_JSON) };
	const outer = isRecord(parsed) && isRecord(parsed.firewall) ? parsed.firewall : parsed;
	const rules = isRecord(outer) && isRecord(outer.rules) ? outer.rules : outer;
	if (!isRecord(rules) || (rules.input === undefined && rules.output === undefined)) {
		throw new InputError('rulesJson', 'holds no rules', 'Give a list of rules, or an object with "input" and "output".');
	}
	return { ...direction('input', rules), ...direction('output', rules) };
}

function direction(name: Direction, rules: JsonRecord): Rules {
	if (!Object.hasOwn(rules, name) || rules[name] === null) return {};
	const given: unknown = rules[name];
	if (!Array.isArray(given)) throw new InputError('rulesJson', `: "${name}" is not a list of rules`);
	return { [name]: checkRules('rulesJson', name, given, IN_JSON) };
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
