import { loadedOne } from '../../../common/operation/loaded';
import type { Field } from '../../../common/operation/operation';
import { RESET_CHOICES, RESET_TYPES, resetTypeInWords, toResetType } from '../../robot/resetTypes';

const OFFERED = 'hw, sw, power, power_long or man. Only sw and power let it shut down first.';

const choiceOfType = (sends: string, displayName: string, method: string, description: string): Field => ({
	...loadedOne(sends, { displayName, method, description, placeholder: 'e.g. hw', first: ['hw', resetTypeInWords('hw')] }),
	needed: true,
});

/** How to reset the server, or that the node is to choose. */
export const resetType: Field = {
	...choiceOfType(
		'type',
		'Type',
		'searchResets',
		`How to reset the server: auto for the gentlest type that it offers (software, then power button, then hardware, never manual), or, out of what it offers, ${OFFERED}`,
	),
	encode: (given) => toResetType('type', given, RESET_CHOICES),
};

/** How to reset the server right after something else: it has to start again by that. */
export const resetNowType: Field = {
	...choiceOfType('reset_type', 'Reset Type', 'searchResetTypes', `How to reset the server, out of what it offers: ${OFFERED}`),
	encode: (given) => toResetType('resetType', given, RESET_TYPES),
	sends: undefined,
	showIf: { resetNow: [true] },
};
