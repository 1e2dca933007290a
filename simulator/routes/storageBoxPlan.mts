/** Documentation: "Storage Box", snapshot plan. The reply is the documented array with one element. */
import type { Clock } from '../clock.mts';
import { InputCheck } from '../errors.mts';
import type { Input } from '../input.mts';
import { ok, type Reply } from '../reply.mts';
import type { Context } from '../route.mts';
import type { SnapshotPlan, StorageBox } from '../state/storageBox.mts';
import { boxOf } from './storageBoxParts.mts';
import { SNAPSHOTS_PER_BOX, takeSnapshot } from './storageBoxSnapshot.mts';

const DAY = 24 * 60 * 60 * 1000;
/** The calendar repeats after that many days, so a plan that is not due within them never is. */
const DAYS_OF_28_YEARS = 10_227;

export function showSnapshotPlan(context: Context): Reply {
	return ok([{ snapshotplan: boxOf(context).snapshotplan }]);
}

export function setSnapshotPlan(context: Context): Reply {
	const box = boxOf(context);
	const check = new InputCheck();
	const plan = planFrom(context.input, check, box.snapshotplan.max_snapshots);
	check.done();
	box.snapshotplan = plan;
	schedulePlan(box, context.clock);
	return ok([{ snapshotplan: plan }]);
}

/** `minute` and `hour` must be there even when the plan is to be disabled, which then forgets them. */
function planFrom(input: Input, check: InputCheck, maximum: number): SnapshotPlan {
	const status = input.text('status');
	check.require('status', status, (text) => text === 'enabled' || text === 'disabled');
	for (const name of ['minute', 'hour']) check.require(name, input.text(name));
	const number = (name: string, from: number, to: number) => {
		const text = input.text(name);
		if (!text) return null;
		if (!/^\d{1,2}$/.test(text) || Number(text) < from || Number(text) > to) check.invalid(name);
		return Number(text);
	};
	const times = {
		minute: number('minute', 0, 59),
		hour: number('hour', 0, 23),
		day_of_week: number('day_of_week', 1, 7),
		day_of_month: number('day_of_month', 1, 31),
		month: number('month', 1, 12),
	};
	const max_snapshots = number('max_snapshots', 1, SNAPSHOTS_PER_BOX) ?? maximum;
	if (status === 'enabled') return { status, ...times, max_snapshots };
	return { status: 'disabled', minute: null, hour: null, day_of_week: null, day_of_month: null, month: null, max_snapshots };
}

/** Sees to it that the plan of a box is carried out from now on, for as long as the box has this plan. */
export function schedulePlan(box: StorageBox, clock: Clock, after = clock.milliseconds()): void {
	const plan = box.snapshotplan;
	const due = nextDue(plan, after);
	if (due === undefined) return;
	clock.after((due - clock.milliseconds()) / 1000, () => {
		if (box.snapshotplan !== plan) return;
		takeSnapshot(box, new Date(due), true);
		const automatic = box.snapshots.filter((snapshot) => snapshot.automatic);
		const surplus = automatic.slice(0, Math.max(0, automatic.length - plan.max_snapshots));
		box.snapshots = box.snapshots.filter((snapshot) => !surplus.includes(snapshot));
		schedulePlan(box, clock, due);
	});
}

/** The first time after `after` that matches everything that is set; undefined when there is none. */
function nextDue({ minute, hour, day_of_week, day_of_month, month }: SnapshotPlan, after: number): number | undefined {
	if (minute === null || hour === null) return undefined;
	const midnight = after - (after % DAY);
	for (let days = 0; days <= DAYS_OF_28_YEARS; days++) {
		const due = midnight + days * DAY + (hour * 60 + minute) * 60_000;
		const date = new Date(due);
		const matches =
			(day_of_week ?? (date.getUTCDay() || 7)) === (date.getUTCDay() || 7) &&
			(day_of_month ?? date.getUTCDate()) === date.getUTCDate() &&
			(month ?? date.getUTCMonth() + 1) === date.getUTCMonth() + 1;
		if (due > after && matches) return due;
	}
	return undefined;
}
