import { isRecord, type JsonRecord } from '../../../common/http/json';
import { idIn, isId } from '../../../HetznerStorageBox/console/ids';
import { listSubaccounts } from '../../../HetznerStorageBox/endpoints/subaccount';
import type { Poll } from '../watch';
import { isFull, type Threshold } from './fill';

/** How many of the sub-accounts that its type allows a Storage Box has. */

/** In percent of what the type allows. */
export const CROWDED: Threshold = { level: 90, gap: 5 };

/** When the second box cannot be asked for, it is not the box: the next poll goes on. */
const FAILURES = 2;

export interface Counts {
	/** By the id of the box, those that were asked for. */
	of: Map<string, number>;
	troubles: unknown[];
}

/**
 * Asks for as many boxes as the limit allows, another one first in each poll, so that each has its turn.
 *
 * @param isFirst whether this is the starting point, which is to be whole
 */
export async function countsOf({ requests, number }: Pick<Poll<unknown>, 'requests' | 'number'>, boxes: JsonRecord[], isFirst: boolean): Promise<Counts> {
	const counts: Counts = { of: new Map(), troubles: [] };
	const limited = boxes.filter((box) => limitOf(box) !== undefined);
	const first = limited.length === 0 ? 0 : number % limited.length;
	for (const box of [...limited.slice(first), ...limited.slice(0, first)]) {
		if (counts.troubles.length >= FAILURES || requests.isOutOfTime() || requests.allowed(listSubaccounts, isFirst) < 1) break;
		const path = { storageBoxId: idIn('Storage Boxes', 'Storage Box', box) };
		await requests.askUnlessGone(listSubaccounts, path, 'not_found').then(
			(listed) => counts.of.set(String(box.id), new Set(listed.map(({ id }) => String(id)).filter(isId)).size),
			(error: unknown) => counts.troubles.push(error),
		);
	}
	return counts;
}

/** Whether a box is near its limit, which it stays within the gap and as long as nobody knows: a list that has become empty is none. */
export function isCrowded(box: JsonRecord, count: number | undefined, wasCrowded: boolean | undefined): boolean | undefined {
	const limit = limitOf(box);
	if (limit === undefined || count === undefined || (wasCrowded && count === 0)) return wasCrowded;
	return isFull((count / limit) * 100, CROWDED, wasCrowded === true);
}

function limitOf({ storage_box_type: type }: JsonRecord): number | undefined {
	const limit = isRecord(type) ? type.subaccounts_limit : undefined;
	return typeof limit === 'number' && limit > 0 ? limit : undefined;
}
