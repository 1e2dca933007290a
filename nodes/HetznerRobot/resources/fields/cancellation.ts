import { field, parameter, type Field } from '../../operation';
import { isOn, toCancellationDate } from '../../values';

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
