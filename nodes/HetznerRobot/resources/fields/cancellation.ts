import { field, type Field } from '../../operation';
import { toCancellationDate } from '../../values';

/** When a cancellation takes effect. `what` is the thing that is cancelled, as in "the server". */
export const cancellationDate = (what: string): Field =>
	field('cancellation_date', {
		displayName: 'Cancellation Date',
		type: 'dateTime',
		typeOptions: { dateOnly: true },
		default: '',
		required: true,
		description: `The last day of the ${what}. The expression "now" cancels it immediately.`,
		encode: (value) => toCancellationDate('cancellationDate', value),
	});
