import type { IDataObject } from 'n8n-workflow';
import { counted } from '../../common/http/counted';
import { ApiError, InputError, NOTHING } from '../../common/http/errors';
import type { JsonRecord } from '../../common/http/json';
import type { Slot } from '../../common/http/memory';
import { Rehearsed } from '../../common/http/rehearsal';
import { differenceOf } from '../../common/operation/difference';
import { Unchanged } from '../../common/operation/onlyIfDifferent';
import type { Rehearsal, Run } from '../../common/operation/operation';
import { INTERRUPTS } from '../../common/operation/warning';
import { getFirewall, setFirewall } from '../endpoints/firewall';
import { firewallNow, firewallWanted, isSameFirewall } from '../robot/sameRules';
import { about, planAll, planOne, targetsOf, type Change, type FirewallPlan, type Target } from './firewallPlan';
import { failure, maximumWaitOf, pauseBeforeLook, stateOf, statusInWords, waitsForCompletion } from './wait';

/** Changes rules of several servers: all are read and checked, then all are changed, then the node waits for all. */

/** What a plan has become. */
interface Sent extends FirewallPlan {
	values: NonNullable<FirewallPlan['values']>;
	/** What Robot has answered. */
	reply: IDataObject;
}

/** What the tries of an item have done so far. */
interface Progress {
	/** By server number. */
	sent: Map<string, Sent>;
	/** Those of which nobody knows whether a change has reached them. */
	doubtful: Set<string>;
}

const progressOfItem: Slot<Progress> = { begin: () => ({ sent: new Map(), doubtful: new Set() }) };

export type ChangeOf = (run: Run) => Change | Promise<Change>;

/** What a dry run of changed rules says. */
export const rehearseRules = async (run: Run, changeOf: ChangeOf): Promise<Rehearsal[]> => (await planAll(run, await targetsOf(run), await changeOf(run))).map(rehearsed);

function rehearsed({ firewall, values, message, warning, ...target }: FirewallPlan): Rehearsal {
	const { number, label } = target;
	const thing = namesOf(target);
	if (!values) return { thing, message, changes: [], requests: [], warnings: [] };
	const { changes } = differenceOf(firewallNow(firewall), firewallWanted(values), firewall);
	const request = new Rehearsed(setFirewall, { path: { serverNumber: number }, values }).request;
	return {
		thing,
		message,
		changes,
		requests: [request as IDataObject],
		warnings: warning === undefined ? [] : [`${label}: ${warning}`],
		...(firewall.status === 'disabled' && { untrue: INTERRUPTS }),
	};
}

/** Changes the rules of one firewall after another. */
export async function changeRules(run: Run, changeOf: ChangeOf): Promise<IDataObject[]> {
	const progress = run.itemMemory.of(progressOfItem);
	const targets = await targetsOf(run);
	const left = targets.filter(({ number }) => !progress.sent.has(number));
	let isAllSent = false;
	try {
		const change = left.length === 0 ? undefined : await changeOf(run);
		const plans: FirewallPlan[] = [];
		if (change) for (const plan of await planAll(run, left, change)) plans.push(plan.values ? await send(run, plan, change, progress) : plan);
		isAllSent = true;
		const seen = waitsForCompletion(run) ? await whenDone(run, [...progress.sent.values()]) : undefined;
		return targets.map(({ number }) => {
			const sent = progress.sent.get(number);
			return sent ? changedItem(sent, seen?.get(number) ?? sent.reply) : unchangedItem(plans.find((plan) => plan.number === number) as FirewallPlan, progress);
		});
	} catch (error) {
		throw withProgress(error, targets, progress, isAllSent);
	}
}

/** After so long somebody else may have changed what was read. */
const OLD_MS = 5000;

/** Changes one server by its plan, or by a newer one where that is old. */
async function send(run: Run, plan: FirewallPlan, change: Change, { sent, doubtful }: Progress): Promise<FirewallPlan> {
	const { number, label } = plan;
	let latest = plan;
	const complete = async () => {
		// A clock may be set back.
		if (Math.abs(Date.now() - latest.readAt) >= OLD_MS) latest = await planOne(run, plan, change);
		if (!latest.values) throw new Unchanged(latest.firewall);
		return { values: latest.values };
	};
	const replies = await run.call(setFirewall, { serverNumber: number }, {}, { complete, thing: number }).catch((error: unknown) => {
		if (error instanceof Unchanged) return [];
		if (error instanceof ApiError && error.details.outcome === 'unknown') doubtful.add(number);
		throw about(label, error);
	});
	if (latest.values) sent.set(number, { ...latest, values: latest.values, reply: replies[0] ?? {} });
	return latest;
}

/** Looks until Robot has carried all of it out. With many servers it looks less often: a look at each is a request. */
async function whenDone(run: Run, all: Sent[]): Promise<Map<string, JsonRecord>> {
	const maximum = maximumWaitOf(run);
	const seen = new Map<string, JsonRecord>();
	const isPending = ({ number }: Sent) => stateOf([seen.get(number)?.status], ['active', 'disabled']) !== 'ready';
	for (let waited = 0, turn = 0; all.some(isPending); turn++) {
		const pending = all.filter(isPending);
		if (waited >= maximum) throw notDone(pending, maximum, seen);
		const pause = Math.min(Math.max(pauseBeforeLook(turn), pending.length), maximum - waited);
		await run.client.pause(pause * 1000);
		waited += pause;
		for (const { number } of pending) seen.set(number, ((await run.call(getFirewall, { serverNumber: number }, {}, { fresh: true }))[0] ?? {}) as JsonRecord);
	}
	const others = all.filter(({ number, values }) => !isSameFirewall(seen.get(number) as JsonRecord, values));
	if (others.length > 0) throw changedMeanwhile(others);
	return seen;
}

function notDone(pending: Sent[], maximum: number, seen: Map<string, JsonRecord>): ApiError {
	const states = pending.map(({ number, label }) => `${label}: ${statusInWords(seen.get(number)?.status)}`);
	return failure(
		`Robot has not carried the change out within ${counted(maximum, 'second')} (${states.join(', ')})`,
		'It is still under way: look again later, or allow a longer Maximum Wait.',
	);
}

const changedMeanwhile = (others: Sent[]): ApiError =>
	new ApiError(`The firewall is not as it was sent: ${labelsOf(others)}`, {
		code: 'CHANGED_MEANWHILE',
		advice: 'Somebody else may have changed it at the same time. Look at it with Get.',
		outcome: 'unknown',
		isAfterChange: true,
	});

const labelsOf = (plans: Array<{ label: string }>): string => plans.map(({ label }) => label).join(', ');

/** An error after the first change says which servers were changed, and which were not. */
function withProgress(error: unknown, targets: Target[], { sent, doubtful }: Progress, isAllSent: boolean): unknown {
	if (targets.length === 1 || sent.size + doubtful.size === 0) return error;
	// Those that needed no change are not left.
	const others = isAllSent ? [] : targets.filter(({ number }) => !sent.has(number));
	const groups = {
		'A change was sent to': [...sent.values()],
		'Nobody knows of': others.filter(({ number }) => doubtful.has(number)),
		'Not changed': others.filter(({ number }) => !doubtful.has(number)),
	};
	const said = Object.entries(groups).flatMap(([what, of]) => (of.length > 0 ? [`${what}: ${labelsOf(of)}.`] : []));
	const advice = (own = '') => [...said, ...(others.length > 0 ? [AGAIN] : []), own.replaceAll(NOTHING, '')].join(' ').trim();
	if (error instanceof InputError) return new InputError(error.parameter, error.problem, advice(error.advice));
	if (!(error instanceof ApiError)) return error;
	const { reason = error.message, isAfterChange } = error.details;
	const begun = isAllSent ? 'All changes were sent, but then' : `Stopped after ${sent.size} of ${targets.length} servers`;
	const message = isAfterChange || sent.size === 0 ? error.message : `${begun}: ${reason}`;
	return new ApiError(message, { ...error.details, words: undefined, reason: undefined, isAfterChange: true, advice: advice(error.details.advice) });
}

const AGAIN = 'The same once more changes only what is left.';

const namesOf = ({ number, name }: Target): IDataObject => ({ server_number: Number(number), ...(name !== undefined && { server_name: name }) });

function changedItem({ firewall, values, message, ...target }: Sent, now: IDataObject): IDataObject {
	const known = now.status === undefined ? { ...values, status: 'in process' } : now;
	return { ...firewall, ...(known as IDataObject), ...namesOf(target), changed: true, message };
}

/** What an earlier try has sent with an unknown outcome has changed it, if it is so by now. */
function unchangedItem(plan: FirewallPlan, { doubtful }: Progress): IDataObject {
	const { firewall, message, number } = plan;
	return { ...firewall, ...namesOf(plan), changed: doubtful.has(number), message };
}
