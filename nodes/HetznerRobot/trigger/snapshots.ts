import type { IDataObject } from 'n8n-workflow';
import type { JsonRecord } from '../../common/http/json';
import { listSnapshots, listStorageBoxes } from '../endpoints/storageBox';
import { isNumericId, numberIn } from '../robot/pathValues';
import type { TriggerEvent } from './events';
import type { PollRequests } from './requests';
import type { Look, Poll, Watch } from './watch';

/** What is known of one Storage Box. */
interface KnownBox {
	/** Snapshots up to this time are not new, in seconds since 1970. */
	after: number;
	/** The snapshots after that time that were seen, with their times: only the latest need to be remembered by name. */
	seen: Record<string, number>;
	/** When it was looked at, counted and not timed, so that a clock that jumps does not let a box starve. */
	turn: number;
}

interface Known {
	/** By id. */
	boxes: Record<string, KnownBox>;
	/** The chosen ids; none means all boxes, and then one that is not known yet is new in the account. */
	chosen: string[];
	turn: number;
}

/** How much later than a newer one a snapshot may show up in the list, in seconds. */
const LATE = 24 * 3600;

/** In the manual test, how many boxes are searched for a snapshot. */
const SAMPLED_BOXES = 3;

/** Documentation: "Storage Box", snapshots. */
export const snapshots: Watch<Known> = {
	nothing: 'no snapshot in the first Storage Boxes',

	async look(poll, known) {
		const chosen = poll.choice.storageBoxes;
		const isOtherChoice = known === undefined || JSON.stringify(known.chosen) !== JSON.stringify(chosen);
		const listed = await poll.requests.list(listStorageBoxes, isOtherChoice);
		if (listed === undefined) return { known: known as Known, events: [] };
		const boxes = watched(poll, listed);
		const kept = Object.entries(known?.boxes ?? {}).filter(([id]) => chosen.length === 0 || chosen.includes(id));
		const next: Known = { boxes: Object.fromEntries(kept), chosen, turn: known?.turn ?? 0 };
		const events: TriggerEvent[] = [];
		const isNewInAccount = chosen.length === 0 && !isOtherChoice;
		for (const { box, start } of inTurns(boxes, next.boxes, isNewInAccount)) {
			if (poll.requests.isOutOfTime() || poll.requests.allowed(listSnapshots, start === 'now') < 1) break;
			const look = await lookAt(poll, box, next.boxes[idOf(box)] ?? startingPoint);
			next.boxes[idOf(box)] = { ...look.known, turn: ++next.turn };
			if (start !== 'now') events.push(...look.events);
		}
		for (const box of boxes) next.boxes[idOf(box)] ??= { ...startingPoint, after: isNewInAccount ? 0 : Math.floor(poll.now / 1000) };
		const every = secondsBetweenLooks(boxes.length, poll.requests.share);
		return { known: next, events: events.map((event) => ({ ...event, secondsBetweenLooks: every })) };
	},

	async sample(poll) {
		const boxes = watched(poll, await poll.requests.ask(listStorageBoxes));
		for (const box of boxes.slice(0, SAMPLED_BOXES)) {
			const look = await lookAt(poll, box, startingPoint);
			const newest = look.events.pop();
			if (newest) return { ...newest, secondsBetweenLooks: secondsBetweenLooks(boxes.length, poll.requests.share) };
		}
		return undefined;
	},
};

const startingPoint: KnownBox = { after: 0, seen: {}, turn: 0 };

/** A box that is listed without its number cannot be asked for, and must not keep the others from being watched. */
function watched({ choice }: Poll, listed: JsonRecord[]): JsonRecord[] {
	const boxes = listed.filter((box) => isNumericId(idOf(box)));
	return boxes.filter((box) => choice.storageBoxes.length === 0 || choice.storageBoxes.includes(idOf(box)));
}

/** How long it takes to look at every box once, as the share of the limit allows. A poll's own interval comes on top. */
export const secondsBetweenLooks = (boxes: number, share: number): number =>
	Math.ceil((boxes * listSnapshots.limit.seconds) / Math.max(1, Math.floor((listSnapshots.limit.max * share) / 100)));

/**
 * Which box is looked at next: those without a starting point first, at once, because what happens before it would be
 * lost; then the one whose last look is the longest ago. A box without one that has just come into the account has
 * new snapshots only.
 */
function inTurns(boxes: JsonRecord[], known: Record<string, KnownBox>, isNewInAccount: boolean): Array<{ box: JsonRecord; start: 'now' | 'known' }> {
	const turnOf = (box: JsonRecord) => known[idOf(box)]?.turn ?? -1;
	return [...boxes].sort((a, b) => turnOf(a) - turnOf(b)).map((box) => ({ box, start: turnOf(box) < 0 && !isNewInAccount ? 'now' : 'known' }));
}

async function lookAt({ requests, choice }: Poll, box: JsonRecord, { after, seen, turn }: KnownBox): Promise<Look<KnownBox>> {
	const listed = (await snapshotsOf(requests, box)).map((snapshot) => ({ snapshot, name: String(snapshot.name), time: timeOf(snapshot) }));
	const fresh = listed.filter(({ name, time }) => time > after && !Object.hasOwn(seen, name)).sort((a, b) => a.time - b.time);
	const newAfter = Math.max(after, ...listed.map(({ time }) => time - LATE));
	const remembered = [...Object.entries(seen), ...listed.map(({ name, time }) => [name, time] as const)].filter(([, time]) => time > newAfter);
	return {
		known: { after: newAfter, seen: Object.fromEntries(remembered), turn },
		events: fresh.filter(({ snapshot }) => choice.snapshotKinds.includes(kindOf(snapshot))).map(({ snapshot }) => eventOf(box, snapshot)),
	};
}

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

const idOf = ({ id }: JsonRecord) => String(id);
const kindOf = ({ automatic }: JsonRecord) => (automatic === true ? 'automatic' : 'manual');

/** Seconds since 1970. Without a time zone it is UTC, as documented. */
function timeOf({ timestamp }: JsonRecord): number {
	const text = String(timestamp ?? '');
	return (Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`) || 0) / 1000;
}
