import type { IDataObject } from 'n8n-workflow';
import type { Endpoint } from '../../common/http/endpoint';
import { InputError } from '../../common/http/errors';
import type { Json, JsonRecord } from '../../common/http/json';
import type { Inputs, RequestValue, RequestValues } from '../../common/http/request';
import type { PathValue } from '../../common/http/path';
import { optionOf } from '../../common/operation/given';
import type { Completion, Parameter, Run, SendDetails } from '../../common/operation/operation';
import { wordOf } from '../../common/operation/values';
import { getFirewall, getFirewallTemplate } from '../endpoints/firewall';
import { checkNotCutOff, type IpVersion } from '../robot/cutOff';
import { otherThan } from '../robot/ids';
import { rulesIn, type Reading, type Rules } from '../robot/firewallRules';
import { aboutEverything } from '../robot/ruleInWords';
import { sendAndWait, stateOf, statusInWords } from './wait';

/** Settings that a request replaces although it does not name them, with their parameters. */
const SETTINGS = { filter_ipv6: 'filterIpv6', whitelist_hos: 'whitelistHos', is_default: 'isDefault' };

const BOTH: IpVersion[] = ['ipv4', 'ipv6'];

/** What may be cut off, by the value of the option `cutOff`. */
export const CUT_OFF: Record<string, IpVersion[]> = { nothing: [], ipv4: ['ipv4'], ipv6: ['ipv6'], both: BOTH };

/** The IP versions of which rules may shut everything out: a firewall that is switched off shuts nothing out. */
export const mayCutOff = (parameter: Parameter): IpVersion[] => (parameter('status') === 'disabled' ? BOTH : chosenCutOff(parameter));

/** What the option says. */
export function chosenCutOff(parameter: Parameter): IpVersion[] {
	const chosen = wordOf(optionOf(parameter, 'cutOff') ?? '');
	return (Object.hasOwn(CUT_OFF, chosen) && CUT_OFF[chosen]) || [];
}

/** Makes the operation's own request and waits, where wished, until the status is active or disabled. */
export const changeFirewall = async (run: Run, details?: SendDetails): Promise<IDataObject[]> =>
	await sendAndWait(run, getFirewall, ({ status }) => ({ state: stateOf([status], ['active', 'disabled']), seen: statusInWords(status) }), details);

/** Applies rules and settings to a server; what is to be kept is read first, because Robot replaces everything. */
export const applyFirewall = async (run: Run): Promise<IDataObject[]> =>
	await changeFirewall(run, {
		complete: async (inputs) => {
			const { input = [] } = (inputs.values.rules ?? {}) as Rules;
			for (const warning of aboutEverything(input, input)) run.foretell?.({}, warning);
			return await (inputs.values.template_id === undefined ? keepCurrent(run, getFirewall, inputs) : checkTemplate(run, inputs));
		},
	});

export const updateTemplate = async (run: Run): Promise<IDataObject[]> => await run.send({ complete: async (inputs) => await keepCurrent(run, getFirewallTemplate, inputs) });

/** Robot applies a template as it is, so that its rules must be looked at before. */
async function checkTemplate(run: Run, { values }: Inputs): Promise<Completion> {
	const allowed = mayCutOff(run.parameter);
	if (BOTH.every((version) => allowed.includes(version))) return {};
	const [template = {}] = await askedAnew(run, getFirewallTemplate, { templateId: values.template_id as PathValue });
	checkSame({ templateId: values.template_id as PathValue }, template, TO_JUDGE);
	if (typeof template.filter_ipv6 !== 'boolean') throw run.client.dialect.undocumented(getFirewallTemplate);
	checkNotCutOff('templateId', bothOf(template, TO_JUDGE), template.filter_ipv6, allowed);
	return {};
}

export const askedAnew = async (run: Pick<Run, 'call'>, endpoint: Endpoint, path: Inputs['path']): Promise<JsonRecord[]> =>
	(await run.call(endpoint, path, {}, { fresh: true })) as JsonRecord[];

const TO_JUDGE: Reading = {
	parameter: 'templateId',
	failure: 'cannot be judged',
	advice: 'The template was not applied: the node cannot tell whether it cuts the server off. Change it in Robot, or say so with the option Rules May Cut Off.',
	isStrict: true,
};

const TO_KEEP: Reading = {
	parameter: 'rules',
	failure: 'cannot be kept',
	advice: 'Nothing was changed for this item. To replace these rules, define them here; otherwise change them in Robot.',
};

/** The rules of another server must not be sent to this one, nor those of another template be judged for this one. */
function checkSame({ serverNumber, templateId }: Inputs['path'], { server_number, id }: JsonRecord, { parameter, failure, advice }: Reading): void {
	const other = templateId === undefined ? otherThan(serverNumber, server_number) : otherThan(templateId, id);
	if (other !== undefined) throw new InputError(parameter, `${failure}: Robot's reply is about ${templateId === undefined ? 'server' : 'template'} ${other}`, advice);
}

/** Nobody who has chosen no rules understands what is wrong with them. */
const THESE_ARE_KEPT = 'The rules are those that are there now, which are kept. ';

export const bothOf = (firewall: JsonRecord, reading: Reading): Required<Rules> => ({ input: rulesIn(firewall, 'input', reading), output: rulesIn(firewall, 'output', reading) });

async function keepCurrent(run: Run, look: Endpoint, { path, values: given }: Inputs): Promise<Completion> {
	const rules = given.rules as Rules;
	const kept = Object.entries(SETTINGS).filter(([, parameter]) => run.parameter(parameter) === 'keep');
	const keepsName = look === getFirewallTemplate && given.name === undefined;
	if (rules.input && rules.output && kept.length === 0 && !keepsName) return {};
	const [current = {}] = await askedAnew(run, look, path);
	checkSame(path, current, TO_KEEP);
	const values: RequestValues = { rules: { input: rules.input ?? rulesIn(current, 'input', TO_KEEP), output: rules.output ?? rulesIn(current, 'output', TO_KEEP) } };
	for (const [sends, parameter] of kept) values[sends] = toKeep(parameter, current[sends], 'boolean', 'Choose On or Off.');
	if (keepsName) values.name = toKeep('name', current.name, 'string', 'Enter a name.');
	const about = rules.input || rules.output ? '' : THESE_ARE_KEPT;
	checkNotCutOff('rules', values.rules as Rules, (values.filter_ipv6 ?? given.filter_ipv6) === true, mayCutOff(run.parameter), about);
	return { values };
}

/** What is not sent, Robot replaces: a value that it does not say cannot be kept. */
export function toKeep(parameter: string, value: Json | undefined, type: 'boolean' | 'string', advice: string): RequestValue {
	if (typeof value === type && value !== '') return value as RequestValue;
	throw new InputError(parameter, 'cannot be kept: Robot does not say what it is', `Nothing was changed for this item. ${advice}`);
}
