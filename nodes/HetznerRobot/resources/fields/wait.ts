import { parameter, type Field } from '../../../common/operation/operation';

/** Robot carries some changes out over minutes: whether the node waits for the end, and how long at most. */
export const waitFields = (defaultSeconds: number): Field[] => [
	parameter('waitForCompletion', {
		displayName: 'Wait for Completion',
		type: 'boolean',
		default: false,
		description: 'Whether to wait until Robot has carried the change out, and to put out the result',
	}),
	parameter('maximumWait', {
		displayName: 'Maximum Wait',
		type: 'number',
		typeOptions: { minValue: 10 },
		default: defaultSeconds,
		description: 'How many seconds to wait at most',
		showIf: { waitForCompletion: [true] },
	}),
];
