import { loadedOne } from '../../../common/operation/loaded';
import type { Field } from '../../../common/operation/operation';
import { resetTypeInWords, toResetType } from '../../robot/resetTypes';

/** How to reset the server, under Robot's name of the input. */
export const resetType = (sends: string, displayName: string, parameter: string): Field => ({
	...loadedOne(sends, {
		displayName,
		method: 'searchResetTypes',
		description: 'How to reset the server, out of what it offers: hw, sw, power, power_long or man. All but the software reset interrupt it without shutting it down.',
		placeholder: 'e.g. hw',
		first: ['hw', resetTypeInWords('hw')],
	}),
	encode: (given) => toResetType(parameter, given),
	needed: true,
});
