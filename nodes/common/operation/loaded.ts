import type { INodeProperties } from 'n8n-workflow';
import { locator } from './locator';
import { field, type Field } from './operation';
import { chosenIn, toFilledList, toTrimmed } from './values';

/** A choice from a list that the editor loads, from the account or from what is chosen in another parameter. */
export interface Choice {
	displayName: string;
	description: string;
	/** The method in `listSearch`. */
	method: string;
	/** A value as it is typed: "e.g. Debian 13 minimal". */
	placeholder: string;
	/** What stands below a value that is typed. */
	hint?: string;
	/** What is chosen from the beginning, and what the list shows for it where that is something else. */
	first?: [value: string, shown?: string];
	required?: boolean;
}

/** What the editor shows of a choice: a list, and a value for what is known when the workflow runs only. */
export const choice = ({ displayName, description, method, placeholder, hint, first = [''], required }: Choice): Omit<INodeProperties, 'name'> => ({
	...locator({
		displayName,
		description,
		list: { method },
		by: [{ displayName: 'By Value', name: 'value', placeholder, ...(hint && { hint }) }],
	}),
	required,
	default: { mode: 'list', value: first[0], ...(first[1] && { cachedResultName: first[1] }) },
});

interface LoadedChoice extends Choice, Pick<Field, 'needed' | 'showIf'> {
	/** Gets what was chosen or typed, without the locator around it. */
	encode?: Field['encode'];
}

/** One of the loaded choices; a bare text is taken as well, as expressions give it. */
export const loadedOne = (sends: string, details: LoadedChoice): Field => loaded(sends, details, toTrimmed);

/** Any number of the loaded choices: the list gives one, a value may hold several. */
export const loadedMany = (sends: string, details: LoadedChoice): Field => loaded(sends, details, toFilledList);

function loaded(sends: string, details: LoadedChoice, byDefault: (name: string, value: unknown) => string | string[]): Field {
	const made = field(sends, choice(details));
	const { encode = (value: unknown) => byDefault(made.property.name, value), needed, showIf } = details;
	return { ...made, needed, showIf, encode: (given, ...context) => encode(chosenIn(given), ...context) };
}
