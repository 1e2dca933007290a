import { isRecord, type JsonRecord } from '../../../common/http/json';

/** When a box counts as nearly full, in percent of its size. */
export interface Threshold {
	level: number;
	/** How far below the level it has to fall before it counts as not full any more. */
	gap: number;
}

/** Unless something else is chosen. */
export const THRESHOLD: Threshold = { level: 80, gap: 5 };

/** How full a box is, in percent, snapshots included; `undefined` where the API does not say it. A box that is being made has zeros. */
export function percentOf({ stats, storage_box_type: type }: JsonRecord): number | undefined {
	const used = isRecord(stats) ? stats.size : undefined;
	const size = isRecord(type) ? type.size : undefined;
	return typeof used === 'number' && used >= 0 && typeof size === 'number' && size > 0 ? (used / size) * 100 : undefined;
}

/** Whether a box is nearly full, which it stays within the gap, and as long as nobody knows. */
export function isFull(percent: number | undefined, { level, gap }: Threshold, wasFull: boolean): boolean {
	if (percent === undefined) return wasFull;
	return percent >= level || (wasFull && percent > level - gap);
}
