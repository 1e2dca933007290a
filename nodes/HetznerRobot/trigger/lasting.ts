import { advanced, differences, isEntries, startingPoint, type Difference, type Entries, type Fields } from './differences';
import { HOUR_MS, isWithin } from './events';
import { isNumber, orNothing, recordOf, shaped, type Check } from './shape';
import type { Look } from './watch';

/**
 * What is known of things that do not come and go by the minute. Their list may be short or empty for a while: what it
 * lacks is believed after an hour.
 */
export interface Lasting extends Entries {
	/** Things that are not listed any more, with the time since when; they count as there until that was an hour ago. */
	missing: Record<string, number>;
	/** The list was empty when the starting point was to be taken: since when. */
	emptySince?: number;
}

const isMore = shaped<Omit<Lasting, keyof Entries>>({ missing: recordOf(isNumber), emptySince: orNothing(isNumber) });
export const isLasting = ((value) => isEntries(value) && isMore(value)) as Check<Lasting>;

/** Whether there is a starting point to compare with. */
export const hasStarted = <Known extends Lasting>(known: Known | undefined, now: number): known is Known =>
	known !== undefined && (known.emptySince === undefined || !isWithin(HOUR_MS, notAhead(known.emptySince, now), now));

/** On a clock that was set back the time counts anew. */
const notAhead = (since: number | undefined, now: number): number => Math.min(since ?? now, now);

/** A list without anything is believed after an hour only: until then the first things that are listed are no new ones. */
export function begin(current: Record<string, Fields>, known: Lasting | undefined, now: number): Look<Lasting> {
	const isEmpty = Object.keys(current).length === 0;
	return {
		known: { ...startingPoint(now, current), missing: {}, ...(isEmpty ? { emptySince: notAhead(known?.emptySince, now) } : {}) },
		events: [],
		hasBegun: !isEmpty,
	};
}

/** What differs, and what is known from then on, given the ids of the things that events were put out about. */
export function compared(known: Lasting, current: Record<string, Fields>, now: number): { found: Difference[]; next: (putOut: Set<string>) => Lasting } {
	const missing = missingSince(known, current, now);
	const isGone = (id: string) => known.missing[id] !== undefined && !isWithin(HOUR_MS, missing[id], now);
	const awaited = Object.keys(missing).filter((id) => !isGone(id));
	const found = differences(known, { ...current, ...Object.fromEntries(awaited.map((id) => [id, known.of[id]?.[1] as Fields])) });
	return { found, next: (putOut) => ({ ...advanced(known, found, putOut), missing: Object.fromEntries(awaited.map((id) => [id, missing[id] as number])) }) };
}

function missingSince(known: Lasting, current: Record<string, Fields>, now: number): Lasting['missing'] {
	const missing = Object.entries(known.of).filter(([id, [, fields]]) => fields !== undefined && current[id] === undefined);
	return Object.fromEntries(missing.map(([id]) => [id, notAhead(known.missing[id], now)]));
}
