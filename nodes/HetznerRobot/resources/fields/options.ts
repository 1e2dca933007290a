import { effectOf, optionsOf, parameter, type Field, type Operation, type Resource } from '../../../common/operation/operation';

/** How the node goes about an operation. None of it is sent. */
export const optionFields = {
	/** Seconds. */
	waitForLimit: parameter('waitForLimit', {
		displayName: 'Wait for Request Limit',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 600,
		description: 'How many seconds the node may wait in all for a used up request limit of Robot, instead of stopping with an error',
	}),
	alreadyDone: parameter('alreadyDone', {
		displayName: 'Already Done Is a Success',
		type: 'boolean',
		default: true,
		description: 'Whether a change that is already in place counts as a success: the item holds what is there, and says with "changed" whether anything changed',
	}),
	/** Minutes. */
	duplicateWindow: parameter('duplicateWindow', {
		displayName: 'Duplicate Protection',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 60,
		description: 'For how many minutes the same product is not ordered again, 10 unless you add this. 0 switches the protection off.',
	}),
	/** Euros. */
	maximumPrice: parameter('maximumPrice', {
		displayName: 'Maximum Monthly Price',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		default: 0,
		description: 'The order is not placed when product and addons cost more per month, in euros with VAT',
	}),
	maximumSetupPrice: parameter('maximumSetupPrice', {
		displayName: 'Maximum Setup Price',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		default: 0,
		description: 'The order is not placed when product and addons cost more once, in euros with VAT',
	}),
} satisfies Record<string, Field>;

const standard = optionsOf(optionFields.waitForLimit);
const change = optionsOf(optionFields.alreadyDone, optionFields.waitForLimit);
const order = optionsOf(optionFields.duplicateWindow, optionFields.maximumPrice, optionFields.maximumSetupPrice, optionFields.waitForLimit);

/** Adds to every operation of a resource the options that make sense for it. */
export const withOptions = (resource: Resource): Resource => ({
	...resource,
	operations: resource.operations.map((operation) => ({ ...operation, fields: [...operation.fields, optionsFor(operation)] })),
});

function optionsFor(operation: Operation): Field {
	if (effectOf(operation) === 'buy') return order;
	return operation.alreadyDone ? change : standard;
}
