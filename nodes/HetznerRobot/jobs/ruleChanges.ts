import { InputError } from '../../common/http/errors';
import type { PathValue } from '../../common/http/path';
import type { Run } from '../../common/operation/operation';
import { isOn, toFilledList, toNumber, wordOf } from '../../common/operation/values';
import { toBlockable, withBlocked, withoutExpired, withUnblocked } from '../robot/blockedIps';
import type { Direction, Rule, Rules } from '../robot/firewallRules';
import { withAdded, withoutNamed, withReplaced } from '../robot/ruleChanges';
import { about, directionWithoutRules, idleFirewall, NOTHING_SENT, rulesOf, settingsOf, toTarget, type Change } from './firewallPlan';

/** What the operations that change rules make of those of a server, by their parameters. */

export async function adding(run: Run): Promise<Change> {
	const { rules } = (await run.settled()).values;
	const position = run.parameter('position') === 'last' ? 'last' : 'first';
	return { of: (now) => withAdded(now, rules as Rules, position) };
}

export function removing({ parameter }: Run): Change {
	const names = toFilledList('ruleNames', parameter('ruleNames'));
	const chosen = wordOf(parameter('direction'));
	const directions = (['input', 'output'] as const).filter((each) => chosen === each || chosen === 'both');
	return { of: (now) => withoutNamed(now, directions, names) };
}

export async function replacing(run: Run): Promise<Change> {
	const { rule } = (await run.settled()).values;
	const addIfMissing = isOn('addIfMissing', run.parameter('addIfMissing'));
	return {
		of: (now) => withReplaced(now, wordOf(run.parameter('direction')) as Direction, rule as Rule & { name: string }, addIfMissing),
		missing: `${NOTHING_SENT} Correct the name, or switch Add If Missing on.`,
	};
}

const MINUTE_MS = 60_000;

/** The rules that block addresses for a time, by the clock of this machine. */
export function blocking({ parameter }: Run): Change {
	const [at, task] = [Date.now(), parameter('task')];
	if (task === 'removeExpired') return { of: (now) => withoutExpired(now, at) };
	const address = toBlockable('address', parameter('address'));
	if (task === 'unblock') return { of: (now) => withUnblocked(now, address, at) };
	const until = Math.ceil(at / MINUTE_MS + toNumber('blockMinutes', parameter('blockMinutes'))) * MINUTE_MS;
	const reserved = toNumber('maximumBlockingRules', parameter('maximumBlockingRules'));
	return { of: (now) => withBlocked(now, { address, at, until, reserved }) };
}

/** All of one server's rules, and its settings where they are wanted. */
export async function copying(run: Run): Promise<Change> {
	const number = (await run.settled()).path.fromServerNumber as PathValue;
	const { label } = await toTarget(run, number);
	try {
		const firewall = await idleFirewall(run, number);
		const rules = rulesOf(firewall);
		const empty = directionWithoutRules(rules);
		if (empty !== undefined) throw new InputError('fromServerNumber', `: there are no ${empty} rules to copy`, `${NOTHING_SENT} To take rules away, use Remove Rules or Clear.`);
		const isWithSettings = run.parameter('copied') === 'rulesAndSettings';
		return { of: () => ({ rules, message: `Copied from ${label}` }), ...(isWithSettings && { settings: settingsOf(firewall) }) };
	} catch (error) {
		throw about(label, error);
	}
}
