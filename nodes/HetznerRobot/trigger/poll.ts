import { NodeOperationError, type IDataObject, type INodeExecutionData, type IPollFunctions } from 'n8n-workflow';
import { toNodeError } from '../../common/n8n/nodeError';
import { robotClient } from '../connection/client';
import { readChoice, type Choice } from './choice';
import type { EventName, TriggerEvent } from './events';
import { failovers } from './failovers';
import { market } from './market';
import { orders } from './orders';
import { PollRequests } from './requests';
import { servers } from './servers';
import { snapshots } from './snapshots';
import { readState, writeState, type State } from './state';
import type { Poll, Watch } from './watch';

/** What each event watches. What is known comes out of the state as plain JSON. */
const WATCHES: Record<EventName, Watch<unknown>> = {
	failoverIpSwitched: failovers as Watch<unknown>,
	marketOfferFound: market as Watch<unknown>,
	orderTransactionUpdated: orders as Watch<unknown>,
	serverChanged: servers as Watch<unknown>,
	snapshotCompleted: snapshots as Watch<unknown>,
};

/** Where n8n does not say how long a poll may take. */
const USUAL_BUDGET_MS = 5 * 60 * 1000;

/** What is kept free at the end of a poll's time for everything but requests. */
const RESERVE = 0.2;

/**
 * Looks at everything that is watched, and puts out what has happened since the last poll. The first poll, and the
 * first after a change of what is watched, only notes how things are. A poll that fails leaves no trace.
 */
export async function runPoll(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const items = context.getMode() === 'manual' ? sampleItems(context) : newItems(context);
	return await items.catch((error: unknown) => Promise.reject(toNodeError(context.getNode(), error)));
}

async function newItems(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const choice = readChoice(context);
	const requests = await requestsOf(context, choice);
	const data = context.getWorkflowStaticData('node');
	const state = readState(data, requests.client.account);
	const poll: Poll = { requests, choice, number: state.polls, now: Date.now() };
	const known: State['known'] = {};
	const events: TriggerEvent[] = [];
	for (const event of choice.events) {
		const look = await WATCHES[event].look(poll, state.known[event]);
		known[event] = look.known;
		events.push(...look.events);
	}
	return writeState(data, state, known) && events.length > 0 ? [itemsOf(events)] : null;
}

/** For "Fetch Test Event": what is there now, as if it had just happened. Nothing is noted. */
async function sampleItems(context: IPollFunctions): Promise<INodeExecutionData[][]> {
	const choice = readChoice(context);
	const poll: Poll = { requests: await requestsOf(context, choice), choice, number: 0, now: Date.now() };
	const samples: TriggerEvent[] = [];
	for (const event of choice.events) {
		const sample = await WATCHES[event].sample(poll);
		if (sample) samples.push(sample);
	}
	if (samples.length > 0) return [itemsOf(samples)];
	const nothing = choice.events.map((event) => WATCHES[event].nothing).join(', ');
	throw new NodeOperationError(context.getNode(), `There is nothing to show: ${nothing}`, {
		description: 'The trigger works all the same: publish the workflow, and it starts when something happens.',
	});
}

async function requestsOf(context: IPollFunctions, { share }: Choice): Promise<PollRequests> {
	const budget = (context as Partial<IPollFunctions>).getPollBudgetMs?.() ?? USUAL_BUDGET_MS;
	const endsAt = Date.now() + budget * (1 - RESERVE);
	const secondsLeft = () => (endsAt - Date.now()) / 1000;
	// n8n tries a failed poll again by itself, later and later.
	const client = await robotClient(context, { purpose: 'polling', secondsLeft });
	return new PollRequests(client, JSON.stringify([context.getWorkflow().id, context.getNode().id]), share, endsAt);
}

const itemsOf = (events: TriggerEvent[]): INodeExecutionData[] => events.map((event) => ({ json: event as IDataObject }));
