import type { Period } from './trafficDays';

/** Days and months of the calendar, as texts: `2026-11-26`, `2026-11`. No time zone plays a part here. */

const DAY_MS = 24 * 3600 * 1000;

const dayAt = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10);

export const monthOf = (day: string): string => day.slice(0, 7);

export const firstDayOf = (month: string): string => `${month}-01`;

export const dayBefore = (day: string): string => dayAt(Date.parse(day) - DAY_MS);

export const monthBefore = (month: string): string => monthOf(dayBefore(firstDayOf(month)));

/** The last day of a month. */
export function lastDayOf(month: string): string {
	const [year, number] = month.split('-').map(Number) as [number, number];
	return dayAt(Date.UTC(year, number, 0));
}

/** How many days a month has. */
export const daysIn = (month: string): number => Number(lastDayOf(month).slice(8));

/** How many days there are from one day to another; negative for one that is over. */
export const daysUntil = (day: string, today: string): number => Math.round((Date.parse(day) - Date.parse(today)) / DAY_MS);

/** The days of a month that are over; `undefined` where none is. */
export function overIn(month: string, today: string): Period | undefined {
	const [from, last, yesterday] = [firstDayOf(month), lastDayOf(month), dayBefore(today)];
	return yesterday < from ? undefined : { from, to: yesterday < last ? yesterday : last };
}
