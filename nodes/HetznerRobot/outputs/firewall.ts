import { isRecord } from '../../common/http/json';
import type { Output } from '../../common/operation/operation';
import { each, flag, id, text, texts, type Find } from '../../common/operation/readers';
import type { Direction } from '../robot/firewallRules';
import { ruleInWords } from '../robot/ruleInWords';

const rulesOf =
	(direction: Direction): Find =>
	({ rules }) =>
		isRecord(rules) ? each(direction, ruleInWords)(rules, direction) : undefined;

const settings = { filter_ipv6: flag(), whitelist_hos: flag() };

const rules = {
	input_rules: texts(rulesOf('input'), 'the rules for incoming packets, each in one line, in their order'),
	output_rules: texts(rulesOf('output'), 'the rules for outgoing packets'),
};

export const FIREWALL: Output = {
	simplified: { server_number: id(), server_ip: text(), status: text(), ...settings, port: text(), ...rules },
	raw: ['server_ip', 'server_number', 'status', 'filter_ipv6', 'whitelist_hos', 'port', 'rules'],
};

/** The servers whose rules an operation changes, each by the name that a list has told. */
export const FIREWALL_OF_SEVERAL: Output = {
	simplified: { server_number: id(), server_name: text(), ...FIREWALL.simplified },
	raw: FIREWALL.raw,
};

export const FIREWALL_TEMPLATE: Output = {
	simplified: { id: id(), name: text(), ...settings, is_default: flag(), ...rules },
	raw: ['id', 'name', 'filter_ipv6', 'whitelist_hos', 'is_default', 'rules'],
};
