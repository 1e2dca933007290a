/** Dates as Robot writes them. The simulator keeps all of them in UTC. */

const DAY = 24 * 60 * 60 * 1000;

/** `2024-01-31` */
export function day(date: Date): string {
	return date.toISOString().slice(0, 10);
}

/** `2024-01-31 23:59:59` */
export function dayAndTime(date: Date): string {
	return date.toISOString().slice(0, 19).replace('T', ' ');
}

export function daysAfter(date: Date, days: number): Date {
	return new Date(date.getTime() + days * DAY);
}

/** True for a date of the calendar written as `yyyy-MM-dd`; false for `24-01-31`, `2024-02-31` and everything else. */
export function isDay(text: string): boolean {
	const date = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && day(date) === text;
}
