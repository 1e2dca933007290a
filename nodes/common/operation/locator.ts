import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';
import { InputError } from '../http/errors';
import { parameter, type Field, type PathPart } from './operation';
import { toLocator } from './values';
import { checkNoWebAddress } from './webPage';

/** A way to give a value by typing it. */
export interface TypedMode {
	displayName: string;
	name: string;
	placeholder: string;
	hint?: string;
}

export interface LocatorDetails {
	displayName: string;
	description: string;
	/** The list method, and what the closed list says, e.g. "Select a server..."; n8n has "Choose..." by itself. */
	list: { method: string; placeholder?: string };
	by: TypedMode[];
}

/** A thing that is picked from a searchable list, or given by typing. */
export function locator({ list, by, ...details }: LocatorDetails): Omit<INodeProperties, 'name'> {
	return {
		...details,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				...(list.placeholder && { placeholder: list.placeholder }),
				typeOptions: { searchListMethod: list.method, searchable: true },
			},
			...by.map((mode): INodePropertyMode => ({ ...mode, type: 'string' })),
		],
	};
}

/** A thing that the path names: `check` makes sure that the value can be one. */
export const pathLocator = (name: string, { tells, noun, ...details }: LocatorDetails & Pick<Field, 'tells' | 'noun'>, check: (name: string, value: string) => PathPart): Field =>
	parameter(name, { ...locator(details), tells, noun, toPath: (given) => check(name, locatorValue(name, given)) });

/**
 * The value of a locator, in whichever way it was given.
 *
 * @throws InputError when there is none, and for a web address
 */
export function locatorValue(name: string, given: unknown): string {
	const { value } = toLocator(name, given);
	if (value === '') throw new InputError(name, 'is empty');
	checkNoWebAddress(name, value);
	return value;
}
