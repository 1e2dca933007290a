import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { InputError } from '../../../common/http/errors';
import { isRecord, type JsonRecord } from '../../../common/http/json';
import { toNumber } from '../../../common/operation/values';
import { consoleClient } from '../../../HetznerStorageBox/connection/client';
import { haveFields, type Difference, type Fields } from '../differences';
import type { TriggerEvent } from '../events';
import { begin, compared, hasStarted, isLasting, type Lasting } from '../lasting';
import { someOf } from '../parameters';
import { isNumber, isSaid, isText, isTruth, shaped, type Check } from '../shape';
import type { Watch } from '../watch';
import { exampleBox } from './examples';
import { isFull, percentOf, THRESHOLD, type Threshold } from './fill';
import { boxesOf } from './list';

interface Choice {
	changes: string[];
	threshold: Threshold;
}

interface Known extends Lasting {
	/** With which it was found out which boxes are nearly full. */
	threshold: Threshold;
}

const haveBoxFields = haveFields(shaped({ status: isText, type: isText, full: isTruth }));
const hasThreshold = shaped<Pick<Known, 'threshold'>>({ threshold: shaped<Threshold>({ level: isNumber, gap: isNumber }) });

/** Reference: "Storage Boxes". */
export const boxes: Watch<Known, Choice> = {
	connect: consoleClient,
	choose: (context) => ({ changes: someOf(context, 'storageBoxChanges', 'Storage Box Changes'), threshold: chosenThreshold(context) }),
	isKnown: ((value) => isLasting(value) && haveBoxFields(value) && hasThreshold(value)) as Check<Known>,

	async look({ requests, choice: { changes, threshold }, now }, before) {
		const listed = await boxesOf(requests, before === undefined, Object.keys(before?.of ?? {}).length);
		const isOther = before !== undefined && JSON.stringify(before.threshold) !== JSON.stringify(threshold);
		const known = before && isOther ? measuredAnew(before, listed, threshold) : before;
		const current = fieldsById(listed, known, threshold);
		if (!hasStarted(known, now)) {
			const start = begin(current, known, now);
			return { ...start, known: { ...start.known, threshold } };
		}
		const { found, next } = compared(known, current, now);
		const events = found.flatMap((difference) => eventsOf(changes, difference, boxOf(listed, difference.id)));
		const putOut = new Set(events.map(({ storageBoxId }) => String(storageBoxId)));
		// What is not saved would be forgotten at a restart, and the next time that it is full would not be news.
		const isEmptied = found.some(({ before: was, after }) => was?.full === true && after?.full === false);
		return { known: { ...next(putOut), threshold }, events, hasBegun: isOther || (isEmptied && changes.includes('full')) };
	},

	async sample({ requests, choice: { changes, threshold } }) {
		const change = changes[0] as string;
		const newestFirst = (await boxesOf(requests, true, 0)).sort((a, b) => Number(b.id) - Number(a.id));
		const box = newestFirst.find((listed) => isAsIfJust(change, listed, threshold)) ?? exampleBox(threshold.level);
		const difference = sampled(change, box, threshold);
		return eventOf(change, difference, difference.after && box);
	},
};

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
function fieldsById(listed: JsonRecord[], known: Known | undefined, threshold: Threshold): Record<string, Fields> {
	const entries = listed.map((box): [string, Fields | undefined] => {
		const before = known?.of[String(box.id)]?.[1];
		return [String(box.id), isWhole(box) ? fieldsOf(box, threshold, before?.full === true) : before];
	});
	return Object.fromEntries(entries.filter((entry): entry is [string, Fields] => entry[1] !== undefined));
}

const typeOf = ({ storage_box_type: type }: JsonRecord) => (isRecord(type) ? type.name : undefined);
const isWhole = (box: JsonRecord) => isSaid(box.status) && isSaid(typeOf(box));

const fieldsOf = (box: JsonRecord, threshold: Threshold, wasFull: boolean): Fields => ({
	status: String(box.status ?? ''),
	type: String(typeOf(box) ?? ''),
	full: isFull(percentOf(box), threshold, wasFull),
});

const boxOf = (listed: JsonRecord[], id: string) => listed.find((box) => String(box.id) === id);

const isOther = (name: string) => (before: Fields | undefined, after: Fields | undefined) => before !== undefined && after !== undefined && before[name] !== after[name];

/** What can happen to a box. One that is nearly full when it is first seen has become so, whenever the polls were. */
const CHANGES: Record<string, (before: Fields | undefined, after: Fields | undefined) => boolean> = {
	new: (before) => before === undefined,
	gone: (_before, after) => after === undefined,
	status: isOther('status'),
	type: isOther('type'),
	full: (before, after) => before?.full !== true && after?.full === true,
};

/** How a box would have been before each change, and after it. */
const SAMPLES: Record<string, (now: Fields) => Pick<Difference, 'before' | 'after'>> = {
	new: (now) => ({ after: now }),
	gone: (now) => ({ before: now }),
	status: (now) => ({ before: { ...now, status: 'initializing' }, after: now }),
	type: (now) => ({ before: { ...now, type: 'old-type' }, after: now }),
	full: (now) => ({ before: { ...now, full: false }, after: { ...now, full: true } }),
};

const sampled = (change: string, box: JsonRecord, threshold: Threshold): Difference => ({
	id: String(box.id),
	occurrence: 'sample',
	...SAMPLES[change]?.(fieldsOf(box, threshold, false)),
});

/** Whether a box is as the change would have left it. */
function isAsIfJust(change: string, box: JsonRecord, threshold: Threshold): boolean {
	const { before, after } = sampled(change, box, threshold);
	return CHANGES[change]?.(before, after) === true && JSON.stringify(after) === JSON.stringify(fieldsOf(box, threshold, false));
}

const eventsOf = (changes: string[], difference: Difference, box: JsonRecord | undefined): TriggerEvent[] =>
	Object.entries(CHANGES)
		.filter(([change, has]) => changes.includes(change) && has(difference.before, difference.after))
		.map(([change]) => eventOf(change, difference, box));

function eventOf(change: string, { id, before, after, occurrence }: Difference, box: JsonRecord | undefined): TriggerEvent {
	const isCompared = change === 'status' || change === 'type';
	const percent = box && percentOf(box);
	return {
		event: 'storageBoxChanged',
		eventId: ['storageBox', id, change, occurrence, ...(isCompared ? [String(after?.[change])] : [])].join(':'),
		change,
		storageBoxId: Number(id),
		from: isCompared ? (before?.[change] ?? null) : null,
		to: isCompared ? (after?.[change] ?? null) : null,
		usedPercent: percent === undefined ? null : Math.round(percent * 10) / 10,
		storageBox: (box as IDataObject | undefined) ?? null,
	};
}
