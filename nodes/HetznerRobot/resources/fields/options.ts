import type { INodeProperties } from 'n8n-workflow';
import { effectOf } from '../../../common/operation/effects';
import { optionsOf, parameter, type Field, type Operation, type Resource } from '../../../common/operation/operation';
import { toAmount, toPositive } from '../../../common/operation/values';
import { setFirewall } from '../../endpoints/firewall';
import { executeReset } from '../../endpoints/reset';
import { neverBlock } from './blockedIp';
import { cutOff } from './firewall';

/** A time or a price: no number below 0 is one. */
const amount = (name: string, { displayName, typeOptions = { minValue: 0 }, ...details }: AmountDetails): Field =>
	parameter(name, { displayName, type: 'number', typeOptions, ...details, encode: (value) => toAmount(name, value) });

type AmountDetails = Pick<INodeProperties, 'displayName' | 'default' | 'description' | 'typeOptions'>;

/** How the node goes about an operation. None of it is sent. */
export const optionFields = {
	waitForLimit: amount('waitForLimit', {
		displayName: 'Wait for Request Limit (Seconds)',
		default: 600,
		description: 'How many seconds the node may wait in all for a used up request limit of Robot, instead of stopping with an error',
	}),
	waitWhileBusy: amount('waitWhileBusy', {
		displayName: 'Wait While Busy (Seconds)',
		default: 600,
		description: 'How many seconds the node may wait for each item while Robot is busy with an earlier change, instead of stopping with an error',
	}),
	alreadyDone: parameter('alreadyDone', {
		displayName: 'Already Done Is a Success',
		type: 'boolean',
		default: true,
		description: 'Whether a change that is already in place counts as a success: the item holds what is there, and says with "changed" whether anything changed',
	}),
	neverBlock,
	notAgainWithin: parameter('notAgainWithin', {
		displayName: 'Not Again Within (Minutes)',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 10,
		description:
			'How many minutes must have passed since the last reset of the server. Until then nothing is sent: the item has "performed": false, and says why in "reason". What any workflow in this n8n process has sent counts; a restart forgets it, and other workers do not know it. A server that is off gets no reset that would do nothing to it.',
		encode: (value) => toPositive('notAgainWithin', value),
	}),
	duplicateWindow: amount('duplicateWindow', {
		displayName: 'Duplicate Protection (Minutes)',
		default: 60,
		description: 'For how many minutes the same product is not ordered again, 10 unless you add this. 0 switches the protection off.',
	}),
	maximumPrice: amount('maximumPrice', {
		displayName: 'Maximum Monthly Price (EUR)',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		default: 0,
		description:
			'The order is not placed when product and addons cost more per month, in euros with VAT, at the dearest location where none is chosen. A test is not held against it.',
	}),
	maximumSetupPrice: amount('maximumSetupPrice', {
		displayName: 'Maximum Setup Price (EUR)',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		default: 0,
		description: 'The order is not placed when product and addons cost more once, in euros with VAT, at the dearest location where none is chosen. A test is not held against it.',
	}),
} satisfies Record<string, Field>;

/** Adds to every operation of a resource the options that make sense for it. */
export const withOptions = (resource: Resource): Resource => ({
	...resource,
	operations: resource.operations.map((operation) => ({ ...operation, fields: [...operation.fields, optionsOf(...optionsFor(operation))] })),
});

function optionsFor(operation: Operation): Field[] {
	const { alreadyDone, duplicateWindow, maximumPrice, maximumSetupPrice, neverBlock, notAgainWithin, waitForLimit, waitWhileBusy } = optionFields;
	if (effectOf(operation) === 'buy') return [duplicateWindow, maximumPrice, maximumSetupPrice, waitForLimit];
	const hasRules = operation.fields.some(({ property }) => property.name === 'rules') || operation.calls.some(({ endpoint }) => endpoint === setFirewall);
	const resets = operation.calls.some(({ endpoint }) => endpoint === executeReset);
	const mayBeBusy = operation.calls.some(({ endpoint }) => endpoint.busyCode !== undefined);
	return [
		...(hasRules ? [cutOff] : []),
		...(operation.alreadyDone && !hasRules ? [alreadyDone] : []),
		...(operation.value === 'blockIp' ? [neverBlock] : []),
		...(resets ? [notAgainWithin] : []),
		waitForLimit,
		...(mayBeBusy ? [waitWhileBusy] : []),
	];
}
