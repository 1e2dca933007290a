/** Documentation: "Storage Box", snapshot plan. The reply is the documented array with one element. */
import { InputCheck } from '../errors.mts';
import type { Input } from '../input.mts';
import { ok, type Reply } from '../reply.mts';
import type { Context } from '../route.mts';
import type { SnapshotPlan } from '../state/storageBox.mts';
import { schedulePlan } from '../state/storageBoxContents.mts';
import { boxOf } from './storageBoxParts.mts';
import { SNAPSHOTS_PER_BOX } from './storageBoxSnapshot.mts';

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
