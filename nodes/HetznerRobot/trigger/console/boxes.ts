import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { InputError } from '../../../common/http/errors';
import { isRecord, type JsonRecord } from '../../../common/http/json';
import { toNumber } from '../../../common/operation/values';
import { consoleClient } from '../../../HetznerStorageBox/connection/client';
import { digest, haveFields, type Difference, type Fields } from '../differences';
import type { TriggerEvent } from '../events';
import { begin, compared, hasStarted, isLasting, type Lasting } from '../lasting';
import { someOf } from '../parameters';
import { isNumber, isSaid, isText, isTruth, orNothing, shaped, type Check } from '../shape';
import type { Watch } from '../watch';
import { exampleBox } from './examples';
import { isFull, percentOf, THRESHOLD, type Threshold } from './fill';
import { boxesOf } from './list';
import { areSettings, driftOf, isLearned, driftedFrom, settingsOf } from './settings';
import { countsOf, CROWDED, isCrowded, type Counts } from './subaccounts';

interface Choice {
	changes: string[];
	threshold: Threshold;
}

interface Known extends Lasting {
	/** With which it was found out which boxes are nearly full. */
	threshold: Threshold;
}

const haveBoxFields = haveFields(shaped({ status: isText, type: isText, full: isTruth, settings: areSettings, crowded: orNothing(isTruth) }));
const hasThreshold = shaped<Pick<Known, 'threshold'>>({ threshold: shaped<Threshold>({ level: isNumber, gap: isNumber }) });

/** Reference: "Storage Boxes". */
export const boxes: Watch<Known, Choice> = {
	connect: consoleClient,
	choose: (context) => ({ changes: someOf(context, 'storageBoxChanges', 'Storage Box Changes'), threshold: chosenThreshold(context) }),
	isKnown: ((value) => isLasting(value) && haveBoxFields(value) && hasThreshold(value)) as Check<Known>,

	async look(poll, before) {
		const { requests, choice, now } = poll;
		const { changes, threshold } = choice;
		const listed = await boxesOf(requests, before === undefined, Object.keys(before?.of ?? {}).length);
		const isOther = before !== undefined && JSON.stringify(before.threshold) !== JSON.stringify(threshold);
		const known = before && isOther ? measuredAnew(before, listed, threshold) : before;
		const counts = changes.includes('subaccounts') ? await countsOf(poll, listed, before === undefined) : NOT_COUNTED;
		const { troubles } = counts;
		const current = fieldsById(listed, known, threshold, counts);
		if (!hasStarted(known, now)) {
			const start = begin(current, known, now);
			return { ...start, known: { ...start.known, threshold }, troubles };
		}
		const { found, next } = compared(known, current, now);
		const events = found.flatMap((difference) => eventsOf(changes, difference, boxOf(listed, difference.id), counts.of.get(difference.id)));
		const putOut = new Set(events.map(({ storageBoxId }) => String(storageBoxId)));
		const isBasis = found.some((difference) => changes.some((change) => BASES[change]?.(difference.before, difference.after)));
		return { known: { ...next(putOut), threshold }, events, hasBegun: isOther || isBasis, troubles };
	},

	async sample({ requests, choice: { changes, threshold } }) {
		const change = changes[0] as string;
		const newestFirst = (await boxesOf(requests, true, 0)).sort((a, b) => Number(b.id) - Number(a.id));
		const box = newestFirst.find((listed) => isAsIfJust(change, listed, threshold)) ?? exampleBox(threshold.level);
		const difference = sampled(change, box, threshold);
		return eventOf(change, difference, difference.after && box, change === 'subaccounts' ? CROWDED.level : undefined);
	},
};

const NOT_COUNTED: Counts = { of: new Map(), troubles: [] };

/** @throws InputError */
function chosenThreshold(context: IPollFunctions): Threshold {
	const level = toNumber('Fill Level (%)', context.getNodeParameter('fillLevel', THRESHOLD.level));
	const gap = toNumber('Gap Below Fill Level (%)', context.getNodeParameter('fillGap', THRESHOLD.gap));
	if (level < 1 || level > 100) throw new InputError('Fill Level (%)', 'is not between 1 and 100 percent');
	if (gap < 1 || gap > level) throw new InputError('Gap Below Fill Level (%)', 'is not between 1 percent and the fill level');
	return { level, gap };
}

/** With another threshold, the boxes that are nearly full by it now are no news. */
function measuredAnew(known: Known, listed: JsonRecord[], threshold: Threshold): Known {
	const measured = Object.entries(known.of).map(([id, [times, fields]]) => {
		const percent = percentOf(boxOf(listed, id) ?? {});
		return [id, fields ? [times, { ...fields, full: isFull(percent, threshold, fields.full === true) }] : [times]];
	});
	return { ...known, of: Object.fromEntries(measured) as Known['of'] };
}

/** A box that is listed without what is compared is as it was. */
function fieldsById(listed: JsonRecord[], known: Known | undefined, threshold: Threshold, counts: Counts): Record<string, Fields> {
	const entries = listed.map((box): [string, Fields | undefined] => {
		const before = known?.of[String(box.id)]?.[1];
		return [String(box.id), isWhole(box) ? fieldsOf(box, threshold, before, counts.of.get(String(box.id))) : before];
	});
	return Object.fromEntries(entries.filter((entry): entry is [string, Fields] => entry[1] !== undefined));
}

const typeOf = ({ storage_box_type: type }: JsonRecord) => (isRecord(type) ? type.name : undefined);
const isWhole = (box: JsonRecord) => isSaid(box.status) && isSaid(typeOf(box));

/** @param count how many sub-accounts it has, where they were asked for */
function fieldsOf(box: JsonRecord, threshold: Threshold, before?: Fields, count?: number): Fields {
	const crowded = isCrowded(box, count, before?.crowded as boolean | undefined);
	return {
		status: String(box.status ?? ''),
		type: String(typeOf(box) ?? ''),
		full: isFull(percentOf(box), threshold, before?.full === true),
		settings: settingsOf(box, settingsIn(before)),
		...(crowded !== undefined && { crowded }),
	};
}

const settingsIn = (fields: Fields | undefined) => fields?.settings as string | undefined;

const boxOf = (listed: JsonRecord[], id: string) => listed.find((box) => String(box.id) === id);

type Has = (before: Fields | undefined, after: Fields | undefined) => boolean;

const isOther =
	(name: string): Has =>
	(before, after) =>
		before !== undefined && after !== undefined && before[name] !== after[name];

/** What can happen to a box. One that is nearly full when it is first seen has become so, whenever the polls were. */
const CHANGES: Record<string, Has> = {
	new: (before) => before === undefined,
	gone: (_before, after) => after === undefined,
	status: isOther('status'),
	type: isOther('type'),
	full: (before, after) => before?.full !== true && after?.full === true,
	settings: (before, after) => driftOf(settingsIn(before), settingsIn(after)).length > 0,
	subaccounts: (before, after) => before?.crowded === false && after?.crowded === true,
};

/** What starts nothing and has to be saved: what is forgotten at a restart would keep the next change from being news. */
const BASES: Record<string, Has> = {
	full: (before, after) => before?.full === true && after?.full === false,
	settings: (before, after) => isLearned(settingsIn(before), settingsIn(after)),
	subaccounts: (before, after) => before !== undefined && before.crowded !== false && after?.crowded === false,
};

/** How a box would have been before each change, and after it. */
const SAMPLES: Record<string, (now: Fields) => Pick<Difference, 'before' | 'after'>> = {
	new: (now) => ({ after: now }),
	gone: (now) => ({ before: now }),
	status: (now) => ({ before: { ...now, status: 'initializing' }, after: now }),
	type: (now) => ({ before: { ...now, type: 'old-type' }, after: now }),
	full: (now) => ({ before: { ...now, full: false }, after: { ...now, full: true } }),
	settings: (now) => ({ before: { ...now, settings: driftedFrom(settingsIn(now) as string) }, after: now }),
	subaccounts: (now) => ({ before: { ...now, crowded: false }, after: { ...now, crowded: true } }),
};

const sampled = (change: string, box: JsonRecord, threshold: Threshold): Difference => ({
	id: String(box.id),
	occurrence: 'sample',
	...SAMPLES[change]?.(fieldsOf(box, threshold)),
});

/** Whether a box is as the change would have left it. */
function isAsIfJust(change: string, box: JsonRecord, threshold: Threshold): boolean {
	const { before, after } = sampled(change, box, threshold);
	return CHANGES[change]?.(before, after) === true && JSON.stringify(after) === JSON.stringify(fieldsOf(box, threshold));
}

const eventsOf = (changes: string[], difference: Difference, box: JsonRecord | undefined, count: number | undefined): TriggerEvent[] =>
	Object.entries(CHANGES)
		.filter(([change, has]) => changes.includes(change) && has(difference.before, difference.after))
		.map(([change]) => eventOf(change, difference, box, count));

function eventOf(change: string, { id, before, after, occurrence }: Difference, box: JsonRecord | undefined, count: number | undefined): TriggerEvent {
	const isCompared = change === 'status' || change === 'type';
	const percent = box && percentOf(box);
	const changes = change === 'settings' ? driftOf(settingsIn(before), settingsIn(after)) : [];
	const told = isCompared ? [String(after?.[change])] : changes.length > 0 ? [digest(JSON.stringify(changes))] : [];
	return {
		event: 'storageBoxChanged',
		eventId: ['storageBox', id, change, occurrence, ...told].join(':'),
		change,
		storageBoxId: Number(id),
		from: isCompared ? (before?.[change] ?? null) : null,
		to: isCompared ? (after?.[change] ?? null) : null,
		changes,
		usedPercent: percent === undefined ? null : Math.round(percent * 10) / 10,
		subaccountCount: count ?? null,
		storageBox: (box as IDataObject | undefined) ?? null,
	};
}
