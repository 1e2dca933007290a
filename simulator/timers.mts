import type { Clock } from './clock.mts';
import { dissolveInTime } from './routes/vSwitchState.mts';
import type { World } from './sections.mts';
import { schedulePlan } from './state/storageBoxContents.mts';

/** What a fresh account has under way: the snapshot plans of its Storage Boxes, and vSwitches that are cancelled to a date. */
export function startTimers(world: World, clock: Clock): void {
	for (const box of world.storageBoxes) schedulePlan(box, clock);
	for (const vSwitch of world.vSwitches) if (vSwitch.cancellation_date !== null) dissolveInTime(vSwitch, world, clock);
}
