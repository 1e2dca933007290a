import type { IPollFunctions } from 'n8n-workflow';
import { ApiError } from '../../common/http/errors';
import { DAY_MS, isWithin, type EventName, type TriggerEvent } from './events';
import { chosenEvents, chosenShare } from './parameters';
import { isInDoubt, type Trouble } from './reports';
import { PollRequests, Postponed } from './requests';
import { hashOf, type State, type WatchState } from './state';
import type { Look } from './watch';
import { WATCHES, type AnyWatch } from './watches';

/** What one look around has shown. */
export interface Round {
	watches: State['watches'];
	events: TriggerEvent[];
	troubles: Trouble[];
	/** What could be looked at without any trouble; `undefined` for what all have in common. */
	works: Array<EventName | undefined>;
	/** Whether a starting point was taken. */
	hasBegun: boolean;
}

/** What became of one watch. */
interface Looked {
	state?: WatchState;
	/** Missing where nobody could look. */
	look?: Look<unknown>;
	troubles: unknown[];
}

/** Where n8n does not say how long a poll may take. */
const USUAL_BUDGET_MS = 5 * 60 * 1000;

/** What is kept free at the end of a poll's time for everything but requests. */
const RESERVE = 0.2;

/**
 * Looks at everything that is watched. Each watch fails alone.
 *
 * @param isHeldBack which events are not to be looked for now
 * @throws InputError for parameters that concern them all
 */
export async function lookAround(context: IPollFunctions, state: State, isHeldBack: (event: EventName) => boolean): Promise<Round> {
	const events = chosenEvents(context);
	const requestsOf = connections(context);
	const looked = new Map<EventName, Looked>();
	for (const event of inTurns(events, state)) {
		const before = state.watches[event];
		looked.set(event, isHeldBack(event) ? { state: before, troubles: [] } : await lookAt(context, WATCHES[event], requestsOf, before, state.polls));
	}
	const all = events.map((event) => [event, looked.get(event) as Looked] as const);
	return {
		watches: Object.fromEntries(all.flatMap(([event, { state: kept }]) => (kept ? [[event, kept]] : []))),
		events: all.flatMap(([, { look }]) => look?.events ?? []),
		troubles: all.flatMap(([event, { troubles }]) => troubles.map((error) => ({ event, error }))),
		works: [undefined, ...all.flatMap(([event, { look, troubles }]) => (look && troubles.length === 0 ? [event] : []))],
		hasBegun: all.some(([, { look }]) => look?.hasBegun),
	};
}

/** How to ask for the things that are watched: those that ask the same API share what they were answered. */
export function connections(context: IPollFunctions): (watch: AnyWatch) => Promise<PollRequests> {
	const share = chosenShare(context);
	const budget = (context as Partial<IPollFunctions>).getPollBudgetMs?.() ?? USUAL_BUDGET_MS;
	const endsAt = Date.now() + budget * (1 - RESERVE);
	const secondsLeft = () => (endsAt - Date.now()) / 1000;
	const trigger = JSON.stringify([context.getWorkflow().id, context.getNode().id]);
	const isTest = context.getMode() === 'manual';
	const made = new Map<AnyWatch['connect'], Promise<PollRequests>>();
	return async ({ connect }) => {
		const connecting = made.get(connect) ?? connect(context, { purpose: 'polling', secondsLeft }).then((client) => new PollRequests(client, trigger, share, endsAt, isTest));
		made.set(connect, connecting);
		return await connecting;
	};
}

/**
 * First what the last polls had no time for, then what has failed, then the rest: where the time of a poll does not
 * suffice for all, none is left out for good.
 */
function inTurns(events: EventName[], { watches }: State): EventName[] {
	const turnOf = (event: EventName) => watches[event]?.turn ?? -1;
	return [...events].sort((a, b) => turnOf(a) - turnOf(b));
}

const turnAfter = (number: number, hasFailed: boolean): number => 2 * number + (hasFailed ? 0 : 1);

async function lookAt(
	context: IPollFunctions,
	watch: AnyWatch,
	requestsOf: (watch: AnyWatch) => Promise<PollRequests>,
	before: WatchState | undefined,
	number: number,
): Promise<Looked> {
	const now = Date.now();
	let own = before;
	try {
		const requests = await requestsOf(watch);
		own = soundFor(watch, hashOf(requests.client.account), before, now);
		const { account, known, since } = own;
		const look = await watch.look({ requests, choice: watch.choose(context), number, now, since }, known);
		const troubles = (look.troubles ?? []).filter(isTrouble);
		const state = { account, known: look.known, turn: turnAfter(number, troubles.length > 0), heldBackUntil: heldBackUntil(troubles, own, now) };
		return { state, look: { ...look, hasBegun: look.hasBegun ?? known === undefined }, troubles };
	} catch (error) {
		// Another account that could not be looked at yet does not cost what is known of the one before.
		const kept = before !== undefined && before.account !== own?.account ? before : own;
		if (!isTrouble(error)) return { state: kept, troubles: [] };
		return { state: kept && { ...kept, turn: turnAfter(number, true), heldBackUntil: heldBackUntil([error], kept, now) }, troubles: [error] };
	}
}

/** What is known for this account, in its right shape. */
function soundFor(watch: AnyWatch, account: string, before: WatchState | undefined, now: number): WatchState {
	const own = before?.account === account ? before : { account, turn: 0 };
	const { known, since, ...rest } = own;
	return watch.isKnown(known) ? { ...rest, known } : { ...rest, since: since ?? now };
}

const isTrouble = (error: unknown): boolean => !(error instanceof Postponed);

/** A refused login counts towards the three after which Robot blocks an address, also when n8n is started anew each minute. */
const LOGIN_SECONDS = 10 * 60;

/** Until when a refusal holds, of the whole or of a part: the latest of these, and of what is held back already. */
function heldBackUntil(troubles: unknown[], { heldBackUntil: before = 0 }: WatchState, now: number): number | undefined {
	const until = Math.max(isWithin(DAY_MS, before, now) ? before : 0, ...troubles.map((error) => now + secondsHeldBack(error) * 1000));
	return until > now ? until : undefined;
}

function secondsHeldBack(error: unknown): number {
	if (!(error instanceof ApiError)) return 0;
	const { cause, outcome, retryAfterSeconds } = error.details;
	if (cause === 'credential-invalid' || isInDoubt(error)) return retryAfterSeconds ?? LOGIN_SECONDS;
	return outcome === 'refused' ? (retryAfterSeconds ?? 0) : 0;
}
