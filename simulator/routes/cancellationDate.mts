import { day, isDay } from '../dates.mts';
import type { InputCheck } from '../errors.mts';

/** Notes a `cancellation_date` that is missing, or neither `now` nor a yyyy-MM-dd date from `earliest` on. */
export function checkCancellationDate(check: InputCheck, date: string | undefined, earliest: string): void {
	check.require('cancellation_date', date, (text) => text === 'now' || (isDay(text) && text >= earliest));
}

/** The day that a checked `cancellation_date` means. */
export function cancellationDay(date: string, now: Date): string {
	return date === 'now' ? day(now) : date;
}
