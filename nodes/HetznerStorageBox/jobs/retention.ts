import type { JsonRecord } from '../../common/http/json';
import type { PathValue } from '../../common/http/path';
import { wordOf } from '../../common/operation/values';
import { isId, toId } from '../console/ids';

/** Which snapshots stay and which go. */

/** A snapshot goes where every rule that is given lets it go. */
export interface Rules {
	keepNewest?: number;
	olderThanDays?: number;
}

/** A snapshot of which is known how to delete it, and when it was made. */
export interface Dated {
	id: PathValue;
	/** Milliseconds since 1970. */
	created: number;
	snapshot: JsonRecord;
}

export interface Verdict {
	/** The oldest first: whatever stops the deletion, the newest are left. */
	going: Dated[];
	/** How many stay. */
	kept: number;
	/** What stays because it has no ID, or no date that can be. */
	undated: JsonRecord[];
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * @param snapshots those that the rules are about
 * @param now milliseconds since 1970
 * @param spared the ID of one that stays whatever the rules say
 */
export function verdictOn(snapshots: JsonRecord[], { keepNewest, olderThanDays }: Rules, now: number, spared?: string): Verdict {
	const known = snapshots.map((snapshot) => dated(snapshot, now));
	const newestFirst = known.filter((entry) => entry !== undefined).sort(byAge);
	const rules = [
		keepNewest !== undefined && ((_snapshot: Dated, place: number) => place >= keepNewest),
		olderThanDays !== undefined && (({ created }: Dated) => now - created > olderThanDays * DAY_MS),
	].filter((rule) => rule !== false);
	const goes = (snapshot: Dated, place: number) => snapshot.id !== spared && rules.length > 0 && rules.every((letsGo) => letsGo(snapshot, place));
	const going = newestFirst.filter(goes).reverse();
	return { going, kept: snapshots.length - going.length, undated: snapshots.filter((_snapshot, index) => known[index] === undefined) };
}

/** Of the same second, the one with the higher ID was made later. */
const byAge = (a: Dated, b: Dated): number => b.created - a.created || Number(b.id) - Number(a.id);

/** What claims to be made tomorrow or later would take the place of one of the newest; two clocks may differ by less. */
function dated(snapshot: JsonRecord, now: number): Dated | undefined {
	const id = wordOf(snapshot.id ?? '');
	const created = instantOf(snapshot.created);
	return isId(id) && created !== undefined && created - now <= DAY_MS ? { id: toId('snapshotId', id), created, snapshot } : undefined;
}

/** With a time zone, as the API writes it: without one it may be another instant. */
const INSTANT = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** Milliseconds since 1970, `undefined` for what is no instant, and for a day that is not in the calendar. */
function instantOf(value: unknown): number | undefined {
	const [, day] = typeof value === 'string' ? (INSTANT.exec(value) ?? []) : [];
	if (day === undefined) return undefined;
	const midnight = Date.parse(`${day}T00:00:00Z`);
	const instant = Date.parse(value as string);
	const isDay = !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(day);
	return isDay && !Number.isNaN(instant) ? instant : undefined;
}
