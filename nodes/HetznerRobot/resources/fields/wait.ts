import { InputError } from '../../../common/http/errors';
import { parameter, type Field } from '../../../common/operation/operation';
import { toNumber } from '../../../common/operation/values';

/** Robot carries some changes out over minutes: whether the node waits for the end, and how long at most. */
export const waitFields = (defaultSeconds: number, isUsual = false): Field[] => [
	parameter('waitForCompletion', {
		displayName: 'Wait for Completion',
		type: 'boolean',
		default: isUsual,
		description: 'Whether to wait until Robot has carried the change out, and to put out the result',
	}),
	{ ...maximumWait(defaultSeconds, 'How many seconds to wait at most'), showIf: { waitForCompletion: [true] } },
];

/** How long to wait at most. */
export const maximumWait = (defaultSeconds: number, description: string): Field =>
	parameter('maximumWait', {
		displayName: 'Maximum Wait (Seconds)',
		type: 'number',
		typeOptions: { minValue: 10 },
		default: defaultSeconds,
		description,
		encode: toSeconds,
	});

function toSeconds(value: unknown): number {
	const seconds = toNumber('maximumWait', value);
	if (seconds >= 1) return seconds;
	throw new InputError('maximumWait', 'is less than a second', 'Nothing was sent. Give the seconds to wait at most.');
}
