import type { IDataObject } from 'n8n-workflow';
import { rulesOf, withRules, type Rules } from '../firewallRules';
import type { Call, Run, Value } from '../operation';
import { get, perHour } from '../robot/endpoint';
import { InputError } from '../robot/errors';
import { sendAndWait, stateOf } from './wait';

const getFirewall: Call = { endpoint: get('/firewall/{serverNumber}', perHour(500)), output: { key: 'firewall', shape: withRules } };

const getTemplate: Call = {
	endpoint: get('/firewall/template/{templateId}', perHour(500)),
	output: { key: 'firewall_template', shape: withRules },
};

/** Settings that a request replaces although it does not name them, with their parameters. */
const SETTINGS = { filter_ipv6: 'filterIpv6', whitelist_hos: 'whitelistHos', is_default: 'isDefault' };

/** Makes the operation's own request and waits, where wished, until the status is active or disabled. */
export const changeFirewall = async (run: Run): Promise<IDataObject[]> =>
	await sendAndWait(run, getFirewall, ({ status }) => ({ state: stateOf([status], ['active', 'disabled']), seen: `status ${String(status)}` }));

/** Applies rules and settings to a server; what is to be kept is read first, because Robot replaces everything. */
export async function setFirewall(run: Run): Promise<IDataObject[]> {
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
	await keepCurrent(run, getTemplate);
	checkNotCutOff(run, true);
	return await run.send();
}

async function keepCurrent(run: Run, look: Call): Promise<void> {
	const rules = run.values.rules as unknown as Rules;
	const kept = Object.entries(SETTINGS).filter(([, parameter]) => run.parameter(parameter) === 'keep');
	const keepsName = look === getTemplate && run.values.name === undefined;
	if (rules.input && rules.output && kept.length === 0 && !keepsName) return;
	const [current = {}] = await run.call(look, run.path);
	run.values.rules = { ...rulesOf(current), ...rules } as Value;
	for (const [sends] of kept) run.values[sends] = current[sends] as Value;
	if (keepsName) run.values.name = current.name as Value;
}

/** An active firewall without rules in one direction discards everything in that direction. */
function checkNotCutOff(run: Run, isActive: boolean): void {
	const { input = [], output = [] } = run.values.rules as unknown as Rules;
	const empty = [input.length === 0 && 'input', output.length === 0 && 'output'].filter(Boolean).join(' and no ');
	if (isActive && empty !== '') {
		throw new InputError('rules', `: there are no ${empty} rules, which would cut the server off the network`, 'Nothing was changed. Add a rule for each direction; to block all traffic, add one that discards it.');
	}
}
