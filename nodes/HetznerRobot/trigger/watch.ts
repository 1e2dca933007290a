import type { IPollFunctions } from 'n8n-workflow';
import type { ApiClient, ClientOptions } from '../../common/http/client';
import type { TriggerEvent } from './events';
import type { PollRequests } from './requests';

/** One poll, as a watched thing sees it. */
export interface Poll<Choice> {
	requests: PollRequests;
	choice: Choice;
	/** Counts the polls of this node. */
	number: number;
	/** Milliseconds since 1970, on the clock of this n8n, which may be wrong. */
	now: number;
	/** When the starting point was to be taken for the first time, where that has failed: what has happened since is news. */
	since?: number;
}

/** What a look at a thing has shown. */
export interface Look<Known> {
	/** What the next poll compares with: ids and compared fields, as plain JSON. */
	known: Known;
	/** Oldest first. */
	events: TriggerEvent[];
	/** Why a part of the thing could not be looked at. */
	troubles?: unknown[];
	/** Whether what is known now has to be saved though nothing has happened: a starting point, and what a later event depends on. */
	hasBegun?: boolean;
}

/** Something that can be watched. It brings everything it needs, so that it fails alone. */
export interface Watch<Known, Choice> {
	/** Who is asked. */
	connect(context: IPollFunctions, options: ClientOptions): Promise<ApiClient>;
	/**
	 * What a person wants to hear about.
	 *
	 * @throws InputError
	 */
	choose(context: IPollFunctions): Choice;
	/** Whether this is what a look has noted. Anything else is a new beginning. */
	isKnown(value: unknown): value is Known;
	/**
	 * Asks how things are now and compares that with what was known. Without `known` it takes the starting point and
	 * finds no events. It must find the same events, with the same ids, again when it starts from the same `known`
	 * again: n8n may have been killed before what came later was saved.
	 *
	 * @throws Postponed when it is not its turn
	 */
	look(poll: Poll<Choice>, known: Known | undefined): Promise<Look<Known>>;
	/** An event made out of what is there now, as if it had just happened; out of an example where nothing is like that. */
	sample(poll: Poll<Choice>): Promise<TriggerEvent>;
}
