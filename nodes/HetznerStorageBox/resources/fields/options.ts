import { optionsOf, parameter, type Field } from '../../../common/operation/operation';
import { toAmount } from '../../../common/operation/values';
import { toSeconds } from '../../console/texts';

/** How long an action may take, in seconds, unless the option says otherwise: sub-accounts and snapshots take seconds, Storage Boxes some twenty. */
export const MAXIMUM_WAIT = 120;

const price = (name: string, displayName: string, description: string): Field =>
	parameter(name, { displayName, type: 'number', typeOptions: { minValue: 0, numberPrecision: 2 }, default: 0, description, encode: (value) => toAmount(name, value) });

const maximumPrice = price(
	'maximumPrice',
	'Maximum Monthly Price (Project Currency)',
	'Nothing is ordered when the type costs more per month in this location, with VAT, in the currency of the project',
);

const maximumSetupPrice = price(
	'maximumSetupPrice',
	'Maximum Setup Price (Project Currency)',
	'Nothing is ordered when the type costs more once in this location, with VAT, in the currency of the project',
);

const maximumWait = parameter('maximumWait', {
	displayName: 'Maximum Wait (Seconds)',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: MAXIMUM_WAIT,
	description: `How many seconds to wait at most, ${MAXIMUM_WAIT} unless you add this: for the end of the action, and while another action is in the way`,
	encode: (value) => toSeconds('maximumWait', value),
});

const waitForCompletion = parameter('waitForCompletion', {
	displayName: 'Wait for Completion',
	type: 'boolean',
	default: true,
	description: 'Whether to wait until Hetzner Console has carried the change out, and to put out the result; else the running action is put out',
});

/** For a change that runs as an action. */
export const actionOptions = optionsOf(maximumWait, waitForCompletion);

/** For what is waited for in any case. */
export const waitOptions = optionsOf(maximumWait);

export const creationOptions = optionsOf(maximumPrice, maximumSetupPrice, maximumWait, waitForCompletion);

export const typeChangeOptions = optionsOf(maximumPrice, maximumWait, waitForCompletion);
