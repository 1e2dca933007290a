import { InputError } from '../../../common/http/errors';
import { parameter, type Field } from '../../../common/operation/operation';
import { toNumericId } from '../../robot/pathValues';
import { locatorValue } from '../../../common/operation/locator';

/** What the editor shows: "Rack Number", "The rack to rename". */
interface Details {
	displayName: string;
	description: string;
}

/**
 * A number of Robot's that the path names and that is typed in, where there is no list to pick it from. Robot counts from
 * 1: anything but 1, 2, 3, … is refused before a request is sent. The 0 of a parameter that nobody filled in is nothing.
 */
export const pathNumber = (name: string, details: Details): Field =>
	parameter(name, {
		...details,
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 0,
		required: true,
		toPath: (given) => {
			const value = locatorValue(name, given);
			if (value === '0') throw new InputError(name, 'is empty');
			return toNumericId(name, value);
		},
	});
