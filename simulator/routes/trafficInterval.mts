/** The three query types of the Traffic section: hours of a day, days of a month, months of a year. */
export type TrafficType = 'day' | 'month' | 'year';

/** One hour, day or month, in milliseconds since the epoch. */
export interface Interval {
	/** Two digits: the hour, the day, the month. */
	key: string;
	start: number;
	/** The first moment after it. */
	end: number;
}

const MONTH = '(0[1-9]|1[0-2])';
const DAY = '(0[1-9]|[12]\\d|3[01])';

/** `from` and `to`: `2024-01-31T00`, `2024-01-31`, `2024-01`. The documentation's own example asks up to 2010-09-31. */
const SYNTAX: Record<TrafficType, RegExp> = {
	day: new RegExp(`^\\d{4}-${MONTH}-${DAY}T([01]\\d|2[0-3])$`),
	month: new RegExp(`^\\d{4}-${MONTH}-${DAY}$`),
	year: new RegExp(`^\\d{4}-${MONTH}$`),
};

/** The part of an ISO time that `from` and `to` hold. */
const LENGTH: Record<TrafficType, number> = { day: 13, month: 10, year: 7 };

export function isTrafficType(text: string): text is TrafficType {
	return Object.hasOwn(SYNTAX, text);
}

export function isTimeOf(type: TrafficType, time: string): boolean {
	return SYNTAX[type].test(time);
}

/** Every hour, day or month from `from` to `to`, both included, that is over by `now`: there is no data before that. */
export function intervals(type: TrafficType, from: string, to: string, now: Date): Interval[] {
	const found: Interval[] = [];
	const [year, month, day = 1, hour = 0] = from.split(/[-T]/).map(Number) as [number, number, number?, number?];
	for (let step = 0; ; step++) {
		const at = (offset: number) =>
			type === 'year' ? Date.UTC(year, month - 1 + offset) : Date.UTC(year, month - 1, type === 'month' ? day + offset : day, type === 'day' ? hour + offset : 0);
		const start = at(step);
		const end = at(step + 1);
		const time = new Date(start).toISOString().slice(0, LENGTH[type]);
		if (time > to || end > now.getTime()) return found;
		found.push({ key: time.slice(-2), start, end });
	}
}
