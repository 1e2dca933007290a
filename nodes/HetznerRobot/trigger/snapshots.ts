import type { IDataObject } from 'n8n-workflow';
import type { JsonRecord } from '../../common/http/json';
import type { Endpoint } from '../../common/http/endpoint';
import type { TriggerEvent } from './events';
import type { SnapshotChoice } from './parameters';
import type { PollRequests } from './requests';
import { isCount, isNumber, isText, listOf, orNothing, recordOf, shaped } from './shape';
import type { Look, Poll, Watch } from './watch';

/** One of the APIs that have Storage Boxes and their snapshots. */
export interface SnapshotSource extends Pick<Watch<unknown, SnapshotChoice>, 'connect' | 'choose'> {
	/** The boxes that can be asked for. @param known how many there were last time */
	boxes(requests: PollRequests, isFirst: boolean, known: number): Promise<JsonRecord[]>;
	/** The endpoint whose limit the snapshots of a box count against. */
	endpoint: Endpoint;
	/** The snapshots of a box that can be told from others; none for a box that is gone. */
	snapshots(requests: PollRequests, box: JsonRecord): Promise<JsonRecord[]>;
	/** What tells the snapshots of a box from each other. */
	idOf(snapshot: JsonRecord): string;
	/** When it was taken; UTC where it says no time zone. */
	takenAt(snapshot: JsonRecord): unknown;
	isAutomatic(snapshot: JsonRecord): boolean;
	/** A box that nobody has, and a snapshot of it. */
	example(isAutomatic: boolean): { box: JsonRecord; snapshot: JsonRecord };
	event: Extract<TriggerEvent['event'], 'snapshotCompleted' | 'snapshotCompletedRobot'>;
	/** What the ids of its events begin with, which no other source has. */
	prefix: string;
}

/** What is known of one Storage Box. */
interface KnownBox {
	/** Snapshots up to this time are not new, in seconds since 1970. */
	after: number;
	/** The snapshots after that time, and those of the latest day, that were seen, with their times: only these are remembered by id. Missing before the first look. */
	seen?: Record<string, number>;
	/** When it was looked at, counted and not timed, so that a clock that jumps does not let a box starve. */
	turn: number;
}

export interface Known {
	/** By id. */
	boxes: Record<string, KnownBox>;
	/** The chosen ids; none means all boxes, and then one that is not known yet is new in the account. */
	chosen: string[];
	/** When the starting point for this choice was to be taken, in seconds since 1970. */
	since: number;
	turn: number;
}

/** How much later than a newer one a snapshot may show up in the list, in seconds. */
const LATE = 24 * 3600;

/** In the manual test, how many boxes are searched for a snapshot. */
const SAMPLED_BOXES = 10;

/** When the second box cannot be looked at, it is not the box: the next poll goes on. */
const FAILURES = 2;

const isKnownBox = shaped<KnownBox>({ after: isNumber, seen: orNothing(recordOf(isNumber)), turn: isCount });

/** Looks for new snapshots, box by box in turns. */
export const snapshotsOf = (source: SnapshotSource): Watch<Known, SnapshotChoice> => ({
	connect: source.connect,
	choose: source.choose,
	isKnown: shaped<Known>({ boxes: recordOf(isKnownBox), chosen: listOf(isText), since: isNumber, turn: isCount }),

	async look(poll, known) {
		const { requests, choice, now } = poll;
		const isOtherChoice = known === undefined || JSON.stringify(known.chosen) !== JSON.stringify(choice.boxes);
		const boxes = watched(choice, await source.boxes(requests, isOtherChoice, Object.keys(known?.boxes ?? {}).length));
		const since = isOtherChoice ? seconds(poll.since ?? now) : known.since;
		const next: Known = { boxes: keptBoxes(known, choice), chosen: choice.boxes, since, turn: known?.turn ?? 0 };
		const isNewInAccount = choice.boxes.length === 0 && !isOtherChoice;
		// What a new box holds is new, but for what the list was lacking when the starting point was taken.
		const startingPoint: KnownBox = { after: isNewInAccount ? Math.min(since, seconds(now)) - LATE : since, turn: 0 };
		const events: TriggerEvent[] = [];
		const troubles: unknown[] = [];
		for (const { box, isStart } of inTurns(boxes, next.boxes, isNewInAccount)) {
			if (troubles.length >= FAILURES || requests.isOutOfTime() || requests.allowed(source.endpoint, isStart) < 1) break;
			const before = next.boxes[idOf(box)] ?? startingPoint;
			const failed = (error: unknown): Look<KnownBox> => ({ known: before, events: [], troubles: [error] });
			const look = await (isStart ? begin(source, poll, box, before) : lookAt(source, poll, box, before)).catch(failed);
			next.boxes[idOf(box)] = { ...look.known, turn: ++next.turn };
			events.push(...look.events);
			troubles.push(...(look.troubles ?? []));
		}
		for (const box of boxes) next.boxes[idOf(box)] ??= startingPoint;
		const turns = turnsOf(boxes, requests, source);
		return { known: next, events: events.map((event) => ({ ...event, ...turns })), troubles };
	},

	async sample(poll) {
		const boxes = watched(poll.choice, await source.boxes(poll.requests, true, 0));
		const found: TriggerEvent[] = [];
		for (const box of boxes.slice(0, SAMPLED_BOXES)) found.push(...(await lookAt(source, poll, box, EVERYTHING)).events);
		const timeOfEvent = ({ snapshot }: TriggerEvent) => timeOf(source.takenAt(snapshot as JsonRecord));
		const [newest] = found.sort((a, b) => timeOfEvent(b) - timeOfEvent(a));
		return { ...(newest ?? exampleOf(source, poll.choice)), ...turnsOf(boxes, poll.requests, source) };
	},
});

/** How many boxes take turns, and how long that takes. */
const turnsOf = (boxes: JsonRecord[], requests: PollRequests, { endpoint }: SnapshotSource) => ({
	storageBoxesWatched: boxes.length,
	secondsBetweenLooks: requests.secondsFor(boxes.length, endpoint),
});

function exampleOf(source: SnapshotSource, { kinds }: SnapshotChoice): TriggerEvent {
	const { box, snapshot } = source.example(kinds.includes('automatic'));
	return eventOf(source, box, snapshot);
}

const EVERYTHING: KnownBox = { after: 0, turn: 0 };

const keptBoxes = (known: Known | undefined, { boxes }: SnapshotChoice): Known['boxes'] =>
	Object.fromEntries(Object.entries(known?.boxes ?? {}).filter(([id]) => boxes.length === 0 || boxes.includes(id)));

const watched = ({ boxes: chosen }: SnapshotChoice, boxes: JsonRecord[]): JsonRecord[] => boxes.filter((box) => chosen.length === 0 || chosen.includes(idOf(box)));

/**
 * Which box is looked at next: those without a starting point first, at once, because what happens before it would be
 * lost; then the one whose last look is the longest ago. A box without one that has just come into the account has
 * new snapshots only.
 */
function inTurns(boxes: JsonRecord[], known: Record<string, KnownBox>, isNewInAccount: boolean): Array<{ box: JsonRecord; isStart: boolean }> {
	const turnOf = (box: JsonRecord) => known[idOf(box)]?.turn ?? -1;
	return [...boxes].sort((a, b) => turnOf(a) - turnOf(b)).map((box) => ({ box, isStart: turnOf(box) < 0 && !isNewInAccount }));
}

/**
 * Takes the starting point of a box. The API's clock and this one may differ by up to a day, and what is older than that is
 * not news later on, though the list should lack it now. Where the starting point had to wait, what was taken since it
 * was to be taken is news.
 */
async function begin(source: SnapshotSource, poll: Poll<SnapshotChoice>, box: JsonRecord, { after: since }: KnownBox): Promise<Look<KnownBox>> {
	const { known, events } = await lookAt(source, poll, box, EVERYTHING);
	const hadToWait = since < seconds(poll.now);
	return {
		known: { ...known, after: Math.max(known.after, since - LATE) },
		events: events.filter(({ snapshot }) => hadToWait && timeOf(source.takenAt(snapshot as JsonRecord)) > since),
	};
}

async function lookAt(
	source: SnapshotSource,
	{ requests, choice, now }: Poll<SnapshotChoice>,
	box: JsonRecord,
	{ after: until, seen: before, turn }: KnownBox,
): Promise<Look<KnownBox>> {
	const seen = before ?? {};
	const after = Math.min(until, before ? latestStart(before, now) : seconds(now));
	// One that was listed with a broken time, as if it were old, is still to be told.
	const isSeen = (id: string) => Object.hasOwn(seen, id) && Number(seen[id]) > after;
	const snapshots = await source.snapshots(requests, box);
	const listed = snapshots.map((snapshot) => ({ snapshot, id: source.idOf(snapshot), time: timeOf(source.takenAt(snapshot)) }));
	const fresh = listed.filter(({ id, time }) => time > after && !isSeen(id)).sort((a, b) => a.time - b.time);
	const newAfter = Math.max(after, ...listed.map(({ time }) => Math.min(time, seconds(now)) - LATE));
	const known = { ...seen, ...Object.fromEntries(listed.map(({ id, time }) => [id, time])) };
	const forgotten = Math.min(newAfter, latestStart(known, 0));
	return {
		known: { after: newAfter, seen: Object.fromEntries(Object.entries(known).filter(([, time]) => time > forgotten)), turn },
		events: fresh.filter(({ snapshot }) => choice.kinds.includes(source.isAutomatic(snapshot) ? 'automatic' : 'manual')).map(({ snapshot }) => eventOf(source, box, snapshot)),
	};
}

/**
 * After which time snapshots may be news at the latest, whatever was noted on a clock that was ahead: it is a day before
 * now, or before the latest snapshot where this clock is behind. Of that day all that were seen are known by id.
 */
const latestStart = (seen: Record<string, number>, now: number): number => Math.max(seconds(now), ...Object.values(seen)) - LATE;

const eventOf = ({ event, prefix, idOf: idOfSnapshot }: SnapshotSource, box: JsonRecord, snapshot: JsonRecord): TriggerEvent => ({
	event,
	eventId: `${prefix}:${idOf(box)}:${idOfSnapshot(snapshot)}`,
	storageBox: { id: box.id as number, name: (box.name as string | undefined) ?? '' },
	snapshot: snapshot as IDataObject,
});

const seconds = (milliseconds: number) => Math.floor(milliseconds / 1000);
const idOf = ({ id }: JsonRecord) => String(id);

/** Seconds since 1970. Without a time zone it is UTC, as documented. */
function timeOf(time: unknown): number {
	const text = String(time ?? '');
	return (Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`) || 0) / 1000;
}
