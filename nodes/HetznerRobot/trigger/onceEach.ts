import type { TriggerEvent } from './events';
import { counted, remembered, type Days } from './marketDays';
import { isCount, isNumber, isText, listOf, recordOf, shaped, tuple, type Check } from './shape';

/** What is told of each thing once for each key: a month, a day, a date. */

/** The last day on which the thing was listed, and the keys that were told; `null` as long as the first look at it is to come. */
type KnownThing = [day: number, keys: string[] | null];

export interface OnceEach extends Days {
	/** By id. */
	of: Record<string, KnownThing>;
}

const isKeys: Check<string[] | null> = (value): value is string[] | null => value === null || listOf(isText)(value);
export const isOnceEach = shaped<OnceEach>({ of: recordOf(tuple<KnownThing>(isCount, isKeys)), days: isCount, today: isNumber });

/** What is so now, and has to be told unless it was. */
export interface Due {
	key: string;
	event: TriggerEvent;
}

/** What is so of each thing that is listed, by id; `undefined` for one of which nobody knows. */
export type Dues = Map<string, Due[] | undefined>;

interface Told {
	known: OnceEach;
	events: TriggerEvent[];
	/** Whether a first look has noted something that a restart must not lose. */
	isToBeSaved: boolean;
}

/** How many keys of a thing are kept: two months of days, and some. */
const MOST_KEYS = 70;

export const NOTHING_KNOWN: OnceEach = { of: {}, days: 0, today: 0 };

/**
 * Tells what is so and was not told. The first look at the things that are listed at the start tells nothing; of one that
 * comes later it does. A list without anything tells nothing, and is no start.
 *
 * @param isAnew whether something else is to be told from now on: what is so already is no news then
 * @param isNews whether a key cannot have been so at the start, for a thing of which nothing was known then
 */
export function toldOnce(before: OnceEach, dues: Dues, now: number, isAnew: boolean, isNews: (key: string) => boolean = () => false): Told {
	if (dues.size === 0 && !isAnew) return { known: before, events: [], isToBeSaved: false };
	const days = dues.size === 0 ? before : counted(before, now);
	const isStart = before.days === 0 || isAnew;
	const of: OnceEach['of'] = isStart ? Object.fromEntries(Object.entries(before.of).map(([id, [day]]) => [id, [day, null]])) : { ...before.of };
	const events: TriggerEvent[] = [];
	let isToBeSaved = isStart;
	for (const [id, due] of dues) {
		const keys = of[id]?.[1];
		const isFirstLook = isStart || keys === null;
		if (due === undefined) {
			if (isFirstLook || keys) of[id] = [days.days, keys ?? null];
			continue;
		}
		const isTold = (key: string) => (isFirstLook ? isStart || !isNews(key) : keys?.includes(key) === true);
		if (isFirstLook) isToBeSaved = true;
		events.push(...due.filter(({ key }) => !isTold(key)).map(({ event }) => event));
		of[id] = [days.days, [...new Set([...(isFirstLook ? [] : (keys ?? [])), ...due.map(({ key }) => key)])].slice(-MOST_KEYS)];
	}
	return { known: { of: remembered(of, days), days: days.days, today: days.today }, events, isToBeSaved };
}
