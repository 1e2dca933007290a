import { InputError } from '../../common/http/errors';
import { isRecord } from '../../common/http/json';
import { later } from '../../common/operation/later';
import { locator } from '../../common/operation/locator';
import { field, operation, parameter, type Operation, type Parameter } from '../../common/operation/operation';
import { toFilledList, toTrimmed, wordOf } from '../../common/operation/values';
import { interruptsService, warning } from '../../common/operation/warning';
import { setFirewall } from '../endpoints/firewall';
import type { ChangeOf } from '../jobs/firewallRules';
import { hasNoCondition, type Direction, type Rule, type Rules } from '../robot/firewallRules';
import { checkChoice, fromJson, ruleRow, rows, rowsOf, rulesJson } from './fields/firewall';
import { direction, firewallServers } from './fields/firewallServers';
import { serverModes, toServer } from './fields/server';
import { waitFields } from './fields/wait';

const changeRules = later(async () => (await import('../jobs/firewallRules')).changeRules);
const rehearseRules = later(async () => (await import('../jobs/firewallRules')).rehearseRules);
const adding = later(async () => (await import('../jobs/ruleChanges')).adding);
const copying = later(async () => (await import('../jobs/ruleChanges')).copying);
const removing = later(async () => (await import('../jobs/ruleChanges')).removing);
const replacing = later(async () => (await import('../jobs/ruleChanges')).replacing);

/** How an operation changes rules, and what its dry run says. */
export const changingRules = (changeOf: ChangeOf): Pick<Operation, 'job' | 'rehearsal'> => ({
	job: async (run) => await changeRules(run, changeOf),
	rehearsal: async (run) => await rehearseRules(run, changeOf),
});

/** Some rules of one server, several or all are changed, and the others kept. */

const wait = waitFields(5 * 60, true);

export const whatIsCutOff = interruptsService('what the rules do not accept any more is cut off, and what they accept gets through');

/** A row is one rule, whatever is left open in it. */
const withoutConditions = parameter('withoutConditionsNotice', {
	displayName: 'A rule without a condition matches everything: Accept lets all packets through, Discard none.',
	type: 'notice',
	default: '',
});

export const addRules = operation('addRules', {
	name: 'Add Rules',
	action: 'Add rules to firewalls',
	description: 'Add rules to the firewalls of one server, several or all; the other rules are kept, and a rule that is there already is not added again',
	warnings: [whatIsCutOff],
	fields: [
		...firewallServers,
		field('rules', {
			displayName: 'Rules',
			type: 'options',
			options: [
				{ name: 'Define Below', value: 'rows', description: 'Input rules in rows' },
				{ name: 'JSON', value: 'json', description: 'Input rules as a list, or input and output rules as Get puts them out' },
			],
			default: 'rows',
			required: true,
			description: 'Where the rules come from',
			encode: toAdd,
		}),
		rows('inputRules', 'Input Rules', 'Rules for incoming packets, tried from the top; what no rule accepts is discarded', { rules: ['rows'] }),
		rulesJson,
		withoutConditions,
		parameter('position', {
			displayName: 'Position',
			type: 'options',
			options: [
				{ name: 'After the Others', value: 'last', description: 'They count for what no other rule matches' },
				{ name: 'Before the Others', value: 'first', description: 'They count before all others' },
			],
			default: 'first',
			required: true,
			description: 'Where the rules are put: the first rule that matches counts',
			encode: (value) => checkChoice('position', value, ['first', 'last']),
		}),
		...wait,
	],
	endpoint: setFirewall,
	...changingRules(adding),
});

function toAdd(source: unknown, parameters: Parameter): Rules {
	checkChoice('rules', source, ['json', 'rows']);
	const given: Rules = source === 'json' ? fromJson(parameters('rulesJson')) : { input: rowsToAdd(parameters('inputRules')) };
	if ((given.input ?? []).length + (given.output ?? []).length > 0) return given;
	throw new InputError(source === 'json' ? 'rulesJson' : 'inputRules', 'holds no rules', 'Nothing was sent. Add at least one rule.');
}

/** n8n makes such a row of each character of a text that stands for the rows, and of one that was added and left as it is. */
const acceptsAllUnnamed = (rule: Rule): boolean => rule.action === 'accept' && rule.name === undefined && hasNoCondition(rule);

function rowsToAdd(given: unknown): Rule[] {
	const rules = rowsOf('inputRules', 'input', given);
	if (!rules.some(acceptsAllUnnamed)) return rules;
	throw new InputError(
		'inputRules',
		'has a rule that accepts everything and has no name',
		'Nothing was sent. Add a condition to it, or a name, e.g. "Allow all", where that is meant.',
	);
}

export const copyFromServer = operation('copyFromServer', {
	name: 'Copy From Server',
	action: 'Copy firewall rules from server (replaced rules are lost)',
	description: 'Give one server, several or all the firewall rules of another server: the rules that they have are lost, and their firewalls stay on or off',
	warnings: [warning('Replaces rules', 'the rules that the servers have now are lost'), whatIsCutOff],
	fields: [
		parameter('fromServerNumber', {
			...locator({
				displayName: 'From Server',
				description: 'The server whose rules are copied',
				list: { method: 'searchServers', placeholder: 'Select a server...' },
				by: serverModes,
			}),
			toPath: (given) => toServer('fromServerNumber', given),
		}),
		...firewallServers,
		parameter('copied', {
			displayName: 'What to Copy',
			type: 'options',
			options: [
				{ name: 'Rules', value: 'rules', description: 'Input and output rules' },
				{ name: 'Rules and Settings', value: 'rulesAndSettings', description: 'Also whether IPv6 is filtered and Hetzner services always get through' },
			],
			default: 'rules',
			required: true,
			brings: { effect: 'destroy' },
			description: 'What the servers get',
			encode: (value) => checkChoice('copied', value, ['rules', 'rulesAndSettings']),
		}),
		...wait,
	],
	endpoint: setFirewall,
	...changingRules(copying),
});

export const removeRules = operation('removeRules', {
	name: 'Remove Rules',
	action: 'Remove rules from firewalls (removed rules are lost)',
	description: 'Remove rules by their names from the firewalls of one server, several or all: they are lost, and the other rules are kept',
	warnings: [warning('Removes rules', 'all rules of these names are lost'), whatIsCutOff],
	fields: [
		...firewallServers,
		direction('Of which packets the rules are', { name: 'Both', value: 'both' }),
		parameter('ruleNames', {
			displayName: 'Rule Names',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. ssh from home, mysql',
			brings: { effect: 'destroy' },
			description: 'The names of the rules, with commas between them. All rules with one of the names are removed.',
			encode: (value) => void toFilledList('ruleNames', value),
		}),
		...wait,
	],
	endpoint: setFirewall,
	...changingRules(removing),
});

export const replaceRule = operation('replaceRule', {
	name: 'Replace Rule',
	action: 'Replace rule of firewalls by its name',
	description: 'Replace a rule by its name in the firewalls of one server, several or all, e.g. to let a new address in; the other rules are kept',
	warnings: [whatIsCutOff],
	fields: [
		...firewallServers,
		direction('Of which packets the rule is'),
		parameter('ruleName', {
			displayName: 'Rule Name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. ssh from home',
			description: 'The name of the rule, which it keeps. Where several rules have it, all of them are replaced by one.',
		}),
		field('rule', {
			displayName: 'New Rule',
			type: 'fixedCollection',
			typeOptions: { multipleValues: false, hideOptionalFields: true, addOptionalFieldButtonText: 'Add Condition' },
			default: {},
			placeholder: 'Define Rule',
			needed: true,
			description: 'What stands in its place',
			options: [{ displayName: 'Rule', name: 'rule', values: ruleRow.filter(({ name }) => name !== 'name') }],
			encode: toRule,
		}),
		withoutConditions,
		parameter('addIfMissing', {
			displayName: 'Add If Missing',
			type: 'boolean',
			default: false,
			description: 'Whether to add the rule before the others where there is none of the name',
		}),
		...wait,
	],
	endpoint: setFirewall,
	...changingRules(replacing),
});

function toRule(given: unknown, parameters: Parameter): Rule {
	const row = isRecord(given) ? given.rule : undefined;
	if (!isRecord(row)) throw new InputError('rule', 'is empty', 'Nothing was sent. Define the rule that stands in its place.');
	const named = { ...row, name: toTrimmed('ruleName', parameters('ruleName')) };
	return rowsOf('rule', wordOf(parameters('direction')) as Direction, { rule: [named] })[0] as Rule;
}
