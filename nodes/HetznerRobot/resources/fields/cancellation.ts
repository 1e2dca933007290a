import { InputError } from '../../../common/http/errors';
import { dateText, isDay } from '../../../common/operation/dates';
import { field, parameter, type Field } from '../../../common/operation/operation';
import { isOn } from '../../../common/operation/values';

/** When the cancellation of a thing ("server") takes effect: at a date, or at once, which Robot calls "now". */
export const cancellationDate = (thing: string): Field[] => [
	{
		...parameter('immediately', {
			displayName: 'Cancel Immediately',
			type: 'boolean',
			default: false,
			description: `Whether the ${thing} ends at once instead of at a date`,
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
		description: `The last day of the ${thing}; "now" cancels it immediately`,
		encode: (value) => toCancellationDate('cancellationDate', value),
		showIf: { immediately: [false] },
	}),
];

/** `yyyy-MM-dd` or `now`, from a picked date (`2026-03-31T00:00:00`), a Luxon date or a text. */
export function toCancellationDate(name: string, value: unknown): string {
	const text = dateText(value);
	if (text === 'now') return text;
	const day = /^(\d{4}-\d{2}-\d{2})(?:[T ].*)?$/.exec(text)?.[1];
	if (day !== undefined && isDay(day)) return day;
	throw new InputError(name, 'is not a date', 'Give a date as yyyy-MM-dd, or "now" to cancel immediately.');
}
