import { deepCopy, type IDataObject, type INodeExecutionData, type IPollFunctions } from 'n8n-workflow';
import { processMemory, type Slot } from '../../common/http/memory';
import { toNodeError } from '../../common/n8n/nodeError';
import { chosenEvents } from './parameters';
import { digest } from './differences';
import { DAY_MS, isWithin, type EventName, type TriggerEvent } from './events';
import { canBeTold, judged, tell, type Told, type Trouble } from './reports';
import { connections, lookAround } from './round';
import { readState, writeState, type State } from './state';
import { WATCHES } from './watches';

/** What this process remembers of a node that n8n polls, until n8n starts it anew. */
interface Standing {
	told: Told;
	/** Until when each event is not looked for, because of what was refused before n8n was started again. */
	heldBack: Partial<Record<EventName, number>>;
}

/** Kept by what n8n gives to all polls of a node that it has started. */
const standings: Slot<WeakMap<IPollFunctions, Standing>> = { begin: () => new WeakMap() };

type Items = INodeExecutionData[][] | null;

/**
 * Looks at everything that is watched, and puts out what has happened since the last poll. The first poll, and the
 * first after a change of what is watched, only notes how things are. What cannot be looked at keeps what is known of
 * it. Never throws but in the manual test, and where n8n is so old that it could not be told of any trouble.
 */
export async function runPoll(context: IPollFunctions): Promise<Items> {
	const isManual = context.getMode() === 'manual';
	const items = isManual ? sampleItems(context) : alone(context, newItems);
	return await items.catch((error: unknown) => {
		if (isManual || !canBeTold(context)) return Promise.reject(toNodeError(context.getNode(), error));
		report(context, [{ error }], []);
		return null;
	});
}

/** A poll that is under way: when it has begun, in milliseconds, and its end, which never rejects. */
interface UnderWay {
	since: number;
	end: Promise<null>;
}

const underWay: Slot<WeakMap<IPollFunctions, UnderWay>> = { begin: () => new WeakMap() };

/** A poll that takes longer than this is not waited for any more. */
const LONGEST_POLL_MS = 10 * 60 * 1000;

/**
 * Polls, or waits for the poll that is under way: a second one would only spend requests. It must not end before the first
 * one either: at the end of each n8n takes away the expressions that the next request of the other one needs.
 */
async function alone(context: IPollFunctions, poll: (context: IPollFunctions) => Promise<Items>): Promise<Items> {
	const polls = processMemory.of(underWay);
	const other = polls.get(context);
	if (other && isWithin(LONGEST_POLL_MS, other.since, Date.now())) return await other.end;
	const items = poll(context);
	const nothing = () => null;
	const own = { since: Date.now(), end: items.then(nothing, nothing) };
	polls.set(context, own);
	return await items.finally(() => {
		if (polls.get(context) === own) polls.delete(context);
	});
}

async function newItems(context: IPollFunctions): Promise<Items> {
	const isStart = !processMemory.of(standings).has(context);
	const data = context.getWorkflowStaticData('node');
	const state = readState(data);
	const standing = standingOf(context, state);
	const { watches, events, troubles, works, hasBegun } = await lookAround(context, state, (event) => isHeldBack(standing, event));
	const told = report(context, troubles, works);
	if (!writeState(data, state, watches, told)) return null;
	if (events.length > 0) return [itemsOf(events)];
	// n8n saves what a node knows when it starts it, and then only with something that is put out: an execution without items.
	return hasBegun && !isStart ? [[]] : null;
}

const isHeldBack = ({ heldBack }: Standing, event: EventName): boolean => Date.now() < (heldBack[event] ?? 0) && isWithin(DAY_MS, heldBack[event], Date.now());

/** Tells of what was not told yet. */
function report(context: IPollFunctions, troubles: Trouble[], works: Array<EventName | undefined>): Told {
	const standing = standingOf(context);
	const { news, told } = judged(standing.told, troubles, works, Date.now());
	standing.told = told;
	tell(context, news);
	return told;
}

function standingOf(context: IPollFunctions, state?: State): Standing {
	const known = processMemory.of(standings);
	const standing = known.get(context) ?? begin(context, state);
	known.set(context, standing);
	return standing;
}

/** Who publishes a workflow, or has changed the node, is told what is wrong, though it was told before. */
function begin(context: IPollFunctions, state: State | undefined): Standing {
	const { parameters, credentials } = context.getNode();
	const node = digest(JSON.stringify([parameters, credentials]));
	const mode = context.getActivationMode();
	const isAgain = state?.told.node === node && mode !== 'activate' && mode !== 'create';
	const isRestart = mode === 'init' || mode === 'leadershipChange';
	const heldBack = Object.entries(state?.watches ?? {}).map(([event, { heldBackUntil }]) => [event, heldBackUntil]);
	return { told: isAgain ? state.told : { node, at: {} }, heldBack: isRestart ? (Object.fromEntries(heldBack) as Standing['heldBack']) : {} };
}

/** For "Fetch Test Event": what is there now, as if it had just happened, or else an example. Nothing is noted. */
async function sampleItems(context: IPollFunctions): Promise<INodeExecutionData[][]> {
	const chosen = chosenEvents(context).map((event) => ({ watch: WATCHES[event], choice: WATCHES[event].choose(context) }));
	const requestsOf = connections(context);
	const samples: TriggerEvent[] = [];
	for (const { watch, choice } of chosen) {
		const sample = await watch.sample({ requests: await requestsOf(watch), choice, number: 0, now: Date.now() });
		const { event, eventId, ...told } = deepCopy(sample);
		samples.push({ event, eventId: `sample:${eventId}`, sample: true, ...told });
	}
	return [itemsOf(samples)];
}

const itemsOf = (events: TriggerEvent[]): INodeExecutionData[] => events.map((event) => ({ json: event as IDataObject }));
