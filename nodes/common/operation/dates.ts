import { InputError } from '../http/errors';

/** What a calendar and a clock show. */
export interface LocalTime {
	/** `2026-03-31` */
	day: string;
	/** `07`; absent where only a day is given. */
	hour?: string;
}

/** A day, maybe a time, and then maybe a zone: `2026-03-31`, `2026-03-31T07:30:00`, `2026-03-31T05:30:00.000Z`, `2026-03-31 07:30+0200`. */
const DATE = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2})(?::(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?(?: ?(Z|[+-]\d{2}(?::?\d{2})?)(?:\[[\w/+-]+\])?)?)?$/i;

/**
 * Reads a date. An instant (a date of JavaScript or Luxon, a text with a zone) becomes what the clocks in the
 * workflow's time zone show then. A text without a zone, as n8n gives it for a picked date, stays as it is.
 *
 * @param name the parameter
 * @returns `undefined` for what is no date, and for a day that is not in the calendar
 * @throws InputError where an instant meets a time zone that is none
 */
export function localTime(name: string, value: unknown, timezone: string): LocalTime | undefined {
	// A time zone that is none makes dates of Luxon invalid as well: it is what has to be mended.
	if (isDateObject(value)) onClocks(name, 0, timezone);
	const [, day, hour, minute = '00', second = '00', zone] = DATE.exec(isDateObject(value) ? isoOf(value) : textOf(value)) ?? [];
	if (day === undefined || !isDay(day)) return undefined;
	if (hour === undefined) return { day };
	const instant = Date.parse(`${day}T${hour}:${minute}:${second}${offsetOf(zone)}`);
	if (Number.isNaN(instant) || hour === '24') return undefined;
	return zone === undefined ? { day, hour } : onClocks(name, instant, timezone);
}

/**
 * What the clocks in a time zone show at an instant.
 *
 * @param name the parameter that needs the time zone
 * @param instant milliseconds since 1970
 * @throws InputError for a time zone that is none
 */
export function onClocks(name: string, instant: number, timezone: string): Required<LocalTime> {
	const format = formatOf(timezone);
	if (!format) {
		throw new InputError(
			name,
			`needs the time zone of the workflow, and "${timezone}" is none`,
			'Choose one like Europe/Berlin in the settings of the workflow, or in GENERIC_TIMEZONE of this n8n. A date given as text without a time zone, e.g. 2027-03-31, needs none.',
		);
	}
	const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
	return { day: `${(parts.year ?? '').padStart(4, '0')}-${parts.month}-${parts.day}`, hour: parts.hour ?? '' };
}

function formatOf(timeZone: string): Intl.DateTimeFormat | undefined {
	try {
		return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', hourCycle: 'h23' });
	} catch {
		return undefined;
	}
}

type DateObject = Date | { toISO: () => string | null };

/** Dates of expressions may come from another realm, where they are no instances of this one's. */
const isDate = (value: object): value is Date => Object.prototype.toString.call(value) === '[object Date]';

const isDateObject = (value: unknown): value is DateObject =>
	typeof value === 'object' && value !== null && (isDate(value) || ('toISO' in value && typeof value.toISO === 'function'));

function isoOf(date: DateObject): string {
	if (!isDate(date)) return date.toISO() ?? '';
	return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** An offset as JavaScript reads it: `+02` and `+0200` are `+02:00`. */
function offsetOf(zone: string | undefined): string {
	if (zone === undefined || zone.toUpperCase() === 'Z') return 'Z';
	const digits = zone.replace(':', '');
	return `${digits.slice(0, 3)}:${digits.slice(3) || '00'}`;
}

/** False for days like 2026-02-30. */
function isDay(day: string): boolean {
	const date = new Date(`${day}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}
