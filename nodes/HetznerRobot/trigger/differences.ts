import { createHash } from 'crypto';
import { stamp } from './events';
import { isCount, isText, orNothing, recordOf, shaped, tuple, type Check } from './shape';

/** What is compared of one object. */
export type Fields = Record<string, string | boolean | null>;

/** What is known of one object: how many times something was put out about it, and its fields unless it is gone. */
export type Entry = [times: number, fields?: Fields];

/** Everything that is known of one kind of objects. */
export interface Entries {
	/** When the starting point was taken: events after another starting point have other ids. */
	since: string;
	/** By id. */
	of: Record<string, Entry>;
}

const isField: Check<Fields[string]> = (value): value is Fields[string] => value === null || typeof value === 'boolean' || isText(value);
const isEntry: Check<Entry> = tuple<Entry>(isCount, orNothing(recordOf(isField)));
export const isEntries = shaped<Entries>({ since: isText, of: recordOf(isEntry) });

/** Whether all that is there has the fields that are compared: one without them is another version's, and not as it was. */
export const haveFields =
	(areFields: (fields: Fields) => boolean) =>
	({ of }: Entries): boolean =>
		Object.values(of).every(([, known]) => known === undefined || areFields(known));

/** An object that is not as it was. */
export interface Difference {
	id: string;
	/** `undefined` for a new object. */
	before?: Fields;
	/** `undefined` for one that is gone. */
	after?: Fields;
	/** The part of an event's id that tells this difference from earlier ones: the same again when it is found again. */
	occurrence: string;
}

export const startingPoint = (now: number, current: Record<string, Fields>): Entries => ({
	since: stamp(now),
	of: Object.fromEntries(Object.entries(current).map(([id, fields]) => [id, [0, fields]])),
});

/** What differs between what was known and what is there now. */
export function differences({ since, of }: Entries, current: Record<string, Fields>): Difference[] {
	const ids = new Set([...Object.keys(of), ...Object.keys(current)]);
	return [...ids].flatMap((id) => {
		const [times, before] = of[id] ?? [0];
		const after = current[id];
		const isSame = before && after ? changedFields(before, after).length === 0 : before === after;
		return isSame ? [] : [{ id, before, after, occurrence: `${since}-${times + 1}` }];
	});
}

/**
 * What is known from now on.
 *
 * @param putOut the ids of the objects that events were put out about. Only these count: a difference that started
 * nothing is not saved by n8n, and when it is found again, the ids of what came with it must be the same.
 */
export function advanced({ since, of }: Entries, found: Difference[], putOut: Set<string>): Entries {
	const changed = found.map(({ id, after }): [string, Entry] => {
		const times = (of[id]?.[0] ?? 0) + (putOut.has(id) ? 1 : 0);
		return [id, after ? [times, after] : [times]];
	});
	return { since, of: { ...of, ...Object.fromEntries(changed) } };
}

export const changedFields = (before: Fields, after: Fields): string[] => Object.keys(after).filter((name) => before[name] !== after[name]);

/** A short text that stands for a value in an id. */
export const digest = (value: string): string => createHash('sha256').update(value).digest('hex').slice(0, 8);
