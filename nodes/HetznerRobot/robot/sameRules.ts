import type { IDataObject } from 'n8n-workflow';
import { isRecord, type JsonRecord } from '../../common/http/json';
import type { RequestValues } from '../../common/http/request';
import { isSame } from '../../common/operation/difference';
import { isEmpty } from '../../common/operation/values';
import { plainNet } from './addresses';

/** When firewalls are the same, though Robot does not write down what was sent. */

/** Robot may write an address as a net, a net by its first address, one port as a range, and null for what matches everything. */
const plainRules = (rules: unknown): IDataObject[] => (Array.isArray(rules) ? rules : []).map((rule: unknown) => (isRecord(rule) ? plainRule(rule) : {}));

const plainRule = (rule: JsonRecord): IDataObject =>
	Object.fromEntries(
		Object.entries(rule)
			.map(([key, value]) => [key, typeof value === 'string' ? plainText(key, value) : value] as const)
			.filter(([, value]) => !isEmpty(value)),
	);

function plainText(key: string, value: string): string {
	if (key.endsWith('_ip')) return plainNet(value);
	return key.endsWith('_port') ? value.replace(/^(\d+)-\1$/, '$1') : value;
}

/** In the middle of a change nobody can tell. */
export function firewallNow({ rules, status, ...settings }: IDataObject): IDataObject {
	const { input, output } = isRecord(rules) ? rules : ({} as JsonRecord);
	return {
		...settings,
		status: status === 'active' || status === 'disabled' ? status : undefined,
		...(Array.isArray(input) && { input: plainRules(input) }),
		...(Array.isArray(output) && { output: plainRules(output) }),
	};
}

/** What a request wants, as `firewallNow` says what is there. */
export function firewallWanted({ rules, ...settings }: RequestValues): IDataObject {
	const { input, output } = isRecord(rules) ? rules : ({} as JsonRecord);
	return { ...settings, ...(input !== undefined && { input: plainRules(input) }), ...(output !== undefined && { output: plainRules(output) }) } as IDataObject;
}

const VERSIONS = ['ipv4', 'ipv6'];

/** What is tried for the packets of one IP version: Robot may keep a rule for both as one for each. */
const rulesFor = (version: string, rules: unknown): IDataObject[] =>
	plainRules(rules)
		.filter(({ ip_version: own }) => isEmpty(own) || own === version)
		.map((rule) => ({ ...rule, ip_version: version }));

/** Whether rules are the same in the same order. */
export const isSameRules = (one: unknown, other: unknown): boolean => VERSIONS.every((version) => isSame(rulesFor(version, one), rulesFor(version, other)));

/** Whether a rule is among the rules, wherever it stands. */
export const holdsRule = (rules: unknown, rule: unknown): boolean =>
	VERSIONS.every((version) => rulesFor(version, [rule]).every((wanted) => rulesFor(version, rules).some((known) => isSame(known, wanted))));

/**
 * Whether a firewall has become what was sent. Where no output rules were sent, Robot adds its own.
 *
 * @param now as Robot shows it once it is carried out
 */
export function isSameFirewall(now: JsonRecord, { rules, ...settings }: RequestValues): boolean {
	const { input, output } = firewallNow(now);
	const wanted = rules as { input: unknown; output: unknown[] };
	return (
		isSameRules(input, wanted.input) &&
		(wanted.output.length === 0 || isSameRules(output, wanted.output)) &&
		Object.entries(settings).every(([name, value]) => isSame(now[name], value))
	);
}
