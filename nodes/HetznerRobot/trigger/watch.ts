import type { Choice } from './choice';
import type { TriggerEvent } from './events';
import type { PollRequests } from './requests';

/** One poll, as a watched thing sees it. */
export interface Poll {
	requests: PollRequests;
	choice: Choice;
	/** Counts the polls of this node. */
	number: number;
	/** Milliseconds since 1970, on the clock of this n8n, which may be wrong. */
	now: number;
}

/** What a look at a thing has shown. */
export interface Look<Known> {
	/** What the next poll compares with: ids and compared fields, as plain JSON. */
	known: Known;
	/** Oldest first. */
	events: TriggerEvent[];
}

/** Something that can be watched. */
export interface Watch<Known> {
	/**
	 * Asks how things are now and compares that with what was known. Without `known` it takes the starting point and
	 * finds no events. It must find the same events, with the same ids, again when it starts from the same `known`
	 * again: n8n may have been killed before what came later was saved.
	 */
	look(poll: Poll, known: Known | undefined): Promise<Look<Known>>;
	/** An event made out of what is there now, `undefined` when there is nothing. */
	sample(poll: Poll): Promise<TriggerEvent | undefined>;
	/** What to say when there is nothing, e.g. "no failover IP". */
	nothing: string;
}
