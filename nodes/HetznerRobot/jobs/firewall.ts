import type { IDataObject } from 'n8n-workflow';
import type { Endpoint } from '../../common/http/endpoint';
import { InputError } from '../../common/http/errors';
import type { JsonRecord } from '../../common/http/json';
import type { Run, Value } from '../../common/operation/operation';
import { getFirewall, getFirewallTemplate } from '../endpoints/firewall';
import { rulesOf, type Rules } from '../robot/firewallRules';
import { sendAndWait, stateOf } from './wait';

/** Settings that a request replaces although it does not name them, with their parameters. */
const SETTINGS = { filter_ipv6: 'filterIpv6', whitelist_hos: 'whitelistHos', is_default: 'isDefault' };

/** Makes the operation's own request and waits, where wished, until the status is active or disabled. */
export const changeFirewall = async (run: Run): Promise<IDataObject[]> =>
	await sendAndWait(run, getFirewall, ({ status }) => ({ state: stateOf([status], ['active', 'disabled']), seen: `status ${String(status)}` }));

/** Applies rules and settings to a server; what is to be kept is read first, because Robot replaces everything. */
export async function applyFirewall(run: Run): Promise<IDataObject[]> {
	if (run.values.template_id === undefined) {
		await keepCurrent(run, getFirewall);
		checkNotCutOff(run, run.values.status === 'active');
	}
	return await changeFirewall(run);
}

export async function createTemplate(run: Run): Promise<IDataObject[]> {
	checkNotCutOff(run, true);
	return await run.send();
}

export async function updateTemplate(run: Run): Promise<IDataObject[]> {
	await keepCurrent(run, getFirewallTemplate);
	checkNotCutOff(run, true);
	return await run.send();
}

async function keepCurrent(run: Run, look: Endpoint): Promise<void> {
	const rules = run.values.rules as Rules;
	const kept = Object.entries(SETTINGS).filter(([, parameter]) => run.parameter(parameter) === 'keep');
	const keepsName = look === getFirewallTemplate && run.values.name === undefined;
	if (rules.input && rules.output && kept.length === 0 && !keepsName) return;
	const [current = {}] = (await run.call(look, run.path)) as JsonRecord[];
	run.values.rules = { ...rulesOf(current), ...rules };
	for (const [sends] of kept) run.values[sends] = current[sends] as Value;
	if (keepsName) run.values.name = current.name as Value;
}

/** An active firewall without rules in one direction discards everything in that direction. */
function checkNotCutOff(run: Run, isActive: boolean): void {
	const { input = [], output = [] } = run.values.rules as Rules;
	const empty = [input.length === 0 && 'input', output.length === 0 && 'output'].filter(Boolean).join(' and no ');
	if (isActive && empty !== '') {
		throw new InputError('rules', `: there are no ${empty} rules, which would cut the server off the network`, 'Nothing was changed. Add a rule for each direction; to block all traffic, add one that discards it.');
	}
}
