import type { IDataObject } from 'n8n-workflow';
import type { JsonRecord } from '../../common/http/json';
import { robotClient } from '../connection/client';
import { listSnapshots, listStorageBoxes } from '../endpoints/storageBox';
import { isNumericId, numberIn } from '../robot/pathValues';
import { snapshotChoice, type SnapshotChoice } from './choice';
import type { TriggerEvent } from './events';
import type { PollRequests } from './requests';
import { isCount, isNumber, isText, listOf, orNothing, recordOf, shaped } from './shape';
import type { Look, Poll, Watch } from './watch';

/** What is known of one Storage Box. */
interface KnownBox {
	/** Snapshots up to this time are not new, in seconds since 1970. */
	after: number;
	/** The snapshots after that time, and those of the latest day, that were seen, with their times: only these are remembered by name. Missing before the first look. */
	seen?: Record<string, number>;
	/** When it was looked at, counted and not timed, so that a clock that jumps does not let a box starve. */
	turn: number;
}

interface Known {
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
const SAMPLED_BOXES = 3;

/** When the second box cannot be looked at, it is not the box: the next poll goes on. */
const FAILURES = 2;

const isKnownBox = shaped<KnownBox>({ after: isNumber, seen: orNothing(recordOf(isNumber)), turn: isCount });

/** Documentation: "Storage Box", snapshots. */
export const snapshots: Watch<Known, SnapshotChoice> = {
	connect: robotClient,
	choose: snapshotChoice,
	isKnown: shaped<Known>({ boxes: recordOf(isKnownBox), chosen: listOf(isText), since: isNumber, turn: isCount }),
	nothing: 'no snapshot in the first Storage Boxes',

	async look(poll, known) {
		const { requests, choice, now } = poll;
		const isOtherChoice = known === undefined || JSON.stringify(known.chosen) !== JSON.stringify(choice.boxes);
		const boxes = watched(choice, await requests.list(listStorageBoxes, isOtherChoice));
		const since = isOtherChoice ? seconds(poll.since ?? now) : known.since;
		const next: Known = { boxes: keptBoxes(known, choice), chosen: choice.boxes, since, turn: known?.turn ?? 0 };
		const isNewInAccount = choice.boxes.length === 0 && !isOtherChoice;
		// What a new box holds is new, but for what the list was lacking when the starting point was taken.
		const startingPoint: KnownBox = { after: isNewInAccount ? Math.min(since, seconds(now)) - LATE : since, turn: 0 };
		const events: TriggerEvent[] = [];
		const troubles: unknown[] = [];
		for (const { box, isStart } of inTurns(boxes, next.boxes, isNewInAccount)) {
			if (troubles.length >= FAILURES || requests.isOutOfTime() || requests.allowed(listSnapshots, isStart) < 1) break;
			const before = next.boxes[idOf(box)] ?? startingPoint;
			const failed = (error: unknown): Look<KnownBox> => ({ known: before, events: [], troubles: [error] });
			const look = await (isStart ? begin(poll, box, before) : lookAt(poll, box, before)).catch(failed);
			next.boxes[idOf(box)] = { ...look.known, turn: ++next.turn };
			events.push(...look.events);
			troubles.push(...(look.troubles ?? []));
		}
		for (const box of boxes) next.boxes[idOf(box)] ??= startingPoint;
		const every = secondsBetweenLooks(boxes.length, requests.share);
		return { known: next, events: events.map((event) => ({ ...event, secondsBetweenLooks: every })), troubles };
	},

	async sample(poll) {
		const boxes = watched(poll.choice, await poll.requests.ask(listStorageBoxes));
		for (const box of boxes.slice(0, SAMPLED_BOXES)) {
			const look = await lookAt(poll, box, EVERYTHING);
			const newest = look.events.pop();
			if (newest) return { ...newest, secondsBetweenLooks: secondsBetweenLooks(boxes.length, poll.requests.share) };
		}
		return undefined;
	},
};

const EVERYTHING: KnownBox = { after: 0, turn: 0 };

const keptBoxes = (known: Known | undefined, { boxes }: SnapshotChoice): Known['boxes'] =>
	Object.fromEntries(Object.entries(known?.boxes ?? {}).filter(([id]) => boxes.length === 0 || boxes.includes(id)));

/** A box that is listed without its number cannot be asked for, and must not keep the others from being watched. */
function watched({ boxes: chosen }: SnapshotChoice, listed: JsonRecord[]): JsonRecord[] {
	const boxes = listed.filter((box) => isNumericId(idOf(box)));
	return boxes.filter((box) => chosen.length === 0 || chosen.includes(idOf(box)));
}

/** How long it takes to look at every box once, as the share of the limit allows. A poll's own interval comes on top. */
export const secondsBetweenLooks = (boxes: number, share: number): number =>
	Math.ceil((boxes * listSnapshots.limit.seconds) / Math.max(1, Math.floor((listSnapshots.limit.max * share) / 100)));

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
 * Takes the starting point of a box. Robot's clock and this one may differ by up to a day, and what is older than that is
 * not news later on, though the list should lack it now. Where the starting point had to wait, what was taken since it
 * was to be taken is news.
 */
async function begin(poll: Poll<SnapshotChoice>, box: JsonRecord, { after: since }: KnownBox): Promise<Look<KnownBox>> {
	const { known, events } = await lookAt(poll, box, EVERYTHING);
	const hadToWait = since < seconds(poll.now);
	return {
		known: { ...known, after: Math.max(known.after, since - LATE) },
		events: events.filter(({ snapshot }) => hadToWait && timeOf(snapshot as JsonRecord) > since),
	};
}

async function lookAt({ requests, choice, now }: Poll<SnapshotChoice>, box: JsonRecord, { after: until, seen: before, turn }: KnownBox): Promise<Look<KnownBox>> {
	const seen = before ?? {};
	const after = Math.min(until, before ? latestStart(before, now) : seconds(now));
	// One that was listed with a broken time, as if it were old, is still to be told.
	const isSeen = (name: string) => Object.hasOwn(seen, name) && Number(seen[name]) > after;
	const listed = (await snapshotsOf(requests, box)).filter(isWhole).map((snapshot) => ({ snapshot, name: String(snapshot.name), time: timeOf(snapshot) }));
	const fresh = listed.filter(({ name, time }) => time > after && !isSeen(name)).sort((a, b) => a.time - b.time);
	const newAfter = Math.max(after, ...listed.map(({ time }) => Math.min(time, seconds(now)) - LATE));
	const known = { ...seen, ...Object.fromEntries(listed.map(({ name, time }) => [name, time])) };
	const forgotten = Math.min(newAfter, latestStart(known, 0));
	return {
		known: { after: newAfter, seen: Object.fromEntries(Object.entries(known).filter(([, time]) => time > forgotten)), turn },
		events: fresh.filter(({ snapshot }) => choice.kinds.includes(kindOf(snapshot))).map(({ snapshot }) => eventOf(box, snapshot)),
	};
}

/**
 * After which time snapshots may be news at the latest, whatever was noted on a clock that was ahead: it is a day before
 * now, or before the latest snapshot where this clock is behind. Of that day all that were seen are known by name.
 */
const latestStart = (seen: Record<string, number>, now: number): number => Math.max(seconds(now), ...Object.values(seen)) - LATE;

/** A box that was deleted since it was listed has none; so has, maybe, one that Robot answers 404 for. */
async function snapshotsOf(requests: PollRequests, box: JsonRecord): Promise<JsonRecord[]> {
	return await requests.askUnlessGone(listSnapshots, { storageBoxId: numberIn('Storage Boxes', 'Storage Box', box, 'id') }, 'STORAGEBOX_NOT_FOUND');
}

const eventOf = (box: JsonRecord, snapshot: JsonRecord): TriggerEvent => ({
	event: 'snapshotCompleted',
	eventId: `snapshot:${idOf(box)}:${String(snapshot.name)}`,
	storageBox: { id: box.id as number, name: (box.name as string | undefined) ?? '' },
	snapshot: snapshot as IDataObject,
});

/** One that is listed without its name cannot be told from others. */
const isWhole = ({ name }: JsonRecord) => typeof name === 'string';

const seconds = (milliseconds: number) => Math.floor(milliseconds / 1000);
const idOf = ({ id }: JsonRecord) => String(id);
const kindOf = ({ automatic }: JsonRecord) => (automatic === true ? 'automatic' : 'manual');

/** Seconds since 1970. Without a time zone it is UTC, as documented. */
function timeOf({ timestamp }: JsonRecord): number {
	const text = String(timestamp ?? '');
	return (Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`) || 0) / 1000;
}
