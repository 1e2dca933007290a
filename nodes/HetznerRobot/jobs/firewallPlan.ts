import { ApiError, InputError } from '../../common/http/errors';
import type { JsonRecord } from '../../common/http/json';
import type { PathValue } from '../../common/http/path';
import type { RequestValue, RequestValues } from '../../common/http/request';
import { isSame } from '../../common/operation/difference';
import type { Run } from '../../common/operation/operation';
import { wordOf } from '../../common/operation/values';
import { getFirewall } from '../endpoints/firewall';
import { knownServer } from '../lookups/servers';
import { otherThan } from '../robot/ids';
import { ADVICE } from '../robot/advice';
import { checkNotCutOff, shutBy } from '../robot/cutOff';
import type { Direction, Reading } from '../robot/firewallRules';
import { tooMany, type AllRules, type RuleChange } from '../robot/ruleChanges';
import { isSameRules } from '../robot/sameRules';
import { askedAnew, bothOf, chosenCutOff, toKeep } from './firewall';

/** What is to become of the firewall of each of several servers, before anything is sent. */

/** A server whose rules are to be changed. */
export interface Target {
	number: PathValue;
	name: string | undefined;
	/** What people know it by: `"web1" (321)`. */
	label: string;
}

/** What is to become of one server. */
export interface FirewallPlan extends Target {
	/** What is there. */
	firewall: JsonRecord;
	/** What would be sent; nothing where nothing is to be. */
	values?: RequestValues;
	/** What is done, or why nothing is. */
	message: string;
	warning?: string;
	isMissing?: true;
	/** When it was read, in milliseconds since 1970. */
	readAt: number;
}

/** What a change makes of a server's firewall. */
export interface Change {
	of: (now: AllRules) => RuleChange;
	/** What becomes of the settings, which are kept otherwise. */
	settings?: Settings;
	/** What to do where no server has the rule that is to be changed; nothing where that is as good. */
	missing?: string;
}

type Settings = Record<'filter_ipv6' | 'whitelist_hos', RequestValue>;

export const SO_ALREADY = 'It is so already: nothing was sent';
export const NOTHING_SENT = 'Nothing was sent for this item.';

/** Read from Robot, and sent again as it is. */
const TO_KEEP: Reading = { parameter: 'Rules', failure: 'cannot be kept', advice: `${NOTHING_SENT} Change these rules in Robot, or replace all of them with Set.` };

export const rulesOf = (firewall: JsonRecord): AllRules => bothOf(firewall, TO_KEEP);

/** A firewall that is on lets nothing through without rules: it is more likely that Robot does not say them. */
function checkSaysRules({ status }: JsonRecord, now: AllRules, { parameter }: Run): void {
	const direction = directionWithoutRules(now);
	if (status !== 'active' || direction === undefined || chosenCutOff(parameter).includes('ipv4')) return;
	throw new InputError(
		'Rules',
		`cannot be kept: Robot lists no ${direction} rules, although the firewall is on`,
		`${NOTHING_SENT} Look at it in Robot, or define all rules with Set.`,
	);
}

export const directionWithoutRules = (rules: AllRules): Direction | undefined => (['input', 'output'] as const).find((each) => rules[each].length === 0);

/** The chosen servers, or all that the account has. */
export async function targetsOf(run: Run): Promise<Target[]> {
	const { values } = await run.settled();
	const numbers = values.servers ?? values.selected_servers ?? [];
	return await Promise.all((numbers as PathValue[]).map(async (number) => await toTarget(run, number)));
}

export async function toTarget({ client }: Run, number: PathValue): Promise<Target> {
	const server = await knownServer(client, number).catch(() => undefined);
	const name = wordOf(server?.server_name ?? '');
	return name === '' ? { number, name: undefined, label: `server ${number}` } : { number, name, label: `"${name}" (${number})` };
}

/** Reads the firewall of each server, and checks all before any is changed. */
export async function planAll(run: Run, targets: Target[], change: Change): Promise<FirewallPlan[]> {
	const plans: FirewallPlan[] = [];
	for (const target of targets) plans.push(await planOne(run, target, change));
	const first = plans.find(({ isMissing }) => isMissing);
	const isNowhere = plans.every(({ isMissing, firewall }) => isMissing ?? firewall.status === undefined);
	if (first && change.missing !== undefined && (isNowhere || !isForAll(run))) throw new InputError('ruleName', `: ${first.label}: ${first.message}`, change.missing);
	return plans;
}

const isForAll = ({ parameter }: Run): boolean => parameter('servers') === 'all';

/** Reads the firewall of a server, and says what it is to become. */
export async function planOne(run: Run, { number, name, label }: Target, change: Change): Promise<FirewallPlan> {
	// Of an older plan only the server counts.
	const target = { number, name, label };
	const readAt = Date.now();
	try {
		const firewall = await idleFirewall(run, target.number);
		return { ...target, readAt, firewall, ...wantedOf(run, firewall, change) };
	} catch (error) {
		if (!isForAll(run) || !isWithoutFirewall(error)) throw about(target.label, error);
		return { ...target, readAt, firewall: { server_number: Number(target.number) }, message: error.message };
	}
}

function wantedOf(run: Run, firewall: JsonRecord, { of, settings }: Change): Pick<FirewallPlan, 'values' | 'message' | 'warning' | 'isMissing'> {
	const [now, there] = [rulesOf(firewall), settingsOf(firewall)];
	checkSaysRules(firewall, now, run);
	const { rules, message: done, unchanged = SO_ALREADY, warning, isMissing } = of(now);
	const wanted = settings ?? there;
	const isSo = isSameRules(now.input, rules.input) && isSameRules(now.output, rules.output) && isSame(there, wanted);
	const message = [isSo && !isMissing ? unchanged : done, ...idleOf(firewall, now, rules, wanted)].join('. ');
	if (isSo) return { message, isMissing };
	const excess = tooMany(now, rules);
	if (excess !== undefined) throw new InputError('Rules', excess, NOTHING_SENT);
	checkStaysOpen(run, firewall, [now, there], [rules, wanted]);
	return { values: { status: wordOf(firewall.status), ...wanted, rules: rules as RequestValue }, message, warning };
}

/** Why rules do nothing, although they are there. */
function idleOf({ status }: JsonRecord, now: AllRules, wanted: AllRules, { filter_ipv6 }: Settings): string[] {
	const added = [...wanted.input, ...wanted.output].filter((rule) => ![...now.input, ...now.output].includes(rule));
	return [
		...(status === 'disabled' ? ['The firewall is off: its rules count once it is on'] : []),
		...(filter_ipv6 !== true && added.some(({ ip_version }) => ip_version === 'ipv6') ? ['IPv6 is not filtered: rules for it count once Filter IPv6 is on'] : []),
	];
}

type Filter = [AllRules, Settings];

/** A firewall that is off shuts nothing out, and what is shut already is not shut by this change. */
function checkStaysOpen({ parameter }: Run, { status }: JsonRecord, now: Filter, [rules, settings]: Filter): void {
	const shutNow = shutIn(now);
	if (status === 'disabled' || shutIn([rules, settings]).every((each) => shutNow.includes(each))) return;
	checkNotCutOff('Rules', rules, settings.filter_ipv6 === true, chosenCutOff(parameter), 'This is what the rules would be. ');
}

const shutIn = ([rules, { filter_ipv6 }]: Filter): string[] => shutBy(rules, filter_ipv6 === true).map(({ direction, version }) => `${direction} ${version}`);

export const settingsOf = (firewall: JsonRecord): Settings => ({
	filter_ipv6: toKeep('Filter IPv6', firewall.filter_ipv6, 'boolean', SET_IT),
	whitelist_hos: toKeep('Always Allow Hetzner Services', firewall.whitelist_hos, 'boolean', SET_IT),
});

const SET_IT = 'Choose On or Off with Set.';

/** The firewall of a server as it is, unless it is being changed: then nobody can tell what to keep. */
export async function idleFirewall(run: Run, number: PathValue): Promise<JsonRecord> {
	const [firewall = {}] = await askedAnew(run, getFirewall, { serverNumber: number });
	const other = otherThan(number, firewall.server_number);
	if (other !== undefined) throw new InputError('Rules', `cannot be kept: Robot's reply is about server ${other}`, NOTHING_SENT);
	if (firewall.status === 'active' || firewall.status === 'disabled') return firewall;
	throw new ApiError(`The firewall is being changed (status ${wordOf(firewall.status ?? '') || 'unknown'}) [${BUSY}]`, {
		code: BUSY,
		advice: ADVICE[BUSY],
		outcome: 'refused',
	});
}

const BUSY = 'FIREWALL_IN_PROCESS';

const isWithoutFirewall = (error: unknown): error is ApiError =>
	error instanceof ApiError && error.details.outcome === 'refused' && ['FIREWALL_NOT_AVAILABLE', 'FIREWALL_PORT_NOT_FOUND'].includes(error.details.code);

/** The statuses of refusals that are about the server: its rules are wrong, it is not there, or its state is in the way. */
const ABOUT_THE_SERVER = [400, 404, 409];

/** The same error, which says first which server it is about. */
export function about(label: string, error: unknown): unknown {
	if (error instanceof InputError) return new InputError(error.parameter, `: ${label}${error.problem.startsWith(':') ? '' : ' '}${error.problem}`, error.advice);
	const isAboutIt = error instanceof ApiError && (error.details.code === BUSY || ABOUT_THE_SERVER.includes(error.details.status ?? 0));
	return isAboutIt ? new ApiError(`${label}: ${error.message}`, { ...error.details, words: undefined }) : error;
}
