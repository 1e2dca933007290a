import { InputError } from '../../../common/http/errors';
import { localTime } from '../../../common/operation/dates';
import { field, parameter, type Field } from '../../../common/operation/operation';
import { isOn } from '../../../common/operation/values';

/** When a cancellation takes effect: at a date, or at once, which Robot calls "now". */
export const cancellationDate: Field[] = [
	{
		...parameter('immediately', {
			displayName: 'Cancel Immediately',
			type: 'boolean',
			default: false,
			description: 'Whether it ends at once instead of at a date',
			encode: (value) => (isOn('immediately', value) ? 'now' : undefined),
		}),
		sends: 'cancellation_date',
	},
	field('cancellation_date', {
		displayName: 'Cancellation Date',
		type: 'dateTime',
		typeOptions: { dateOnly: true },
		default: '',
		needed: true,
		description: 'The last day, in the time zone of the workflow',
		encode: (value, _parameter, timezone) => toCancellationDate('cancellationDate', value, timezone),
		showIf: { immediately: [false] },
	}),
];

/** `yyyy-MM-dd` or `now`, from a picked date (`2026-03-31T00:00:00`), a text, or an instant, whose day is that of the workflow's time zone. */
export function toCancellationDate(name: string, value: unknown, timezone: string): string {
	if (typeof value === 'string' && value.trim() === 'now') return 'now';
	const time = localTime(name, value, timezone);
	if (time) return time.day;
	throw new InputError(name, 'is not a date', 'Give a date as yyyy-MM-dd, or switch Cancel Immediately on.');
}
