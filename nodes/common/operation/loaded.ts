import { field, type Field } from './operation';

/** A choice that the editor loads from the account, or from what is chosen in another parameter. */
export interface LoadedChoice {
	/** What is chosen, in the singular: "Distribution". */
	displayName: string;
	/** The method in `loadOptions`. */
	method: string;
	/** The parameter that the choices depend on. */
	dependsOn?: string;
	/** A sentence without its full stop. */
	description: string;
	/** For one choice. */
	default?: string;
	required?: boolean;
	encode?: Field['encode'];
}

const EXPRESSION = '<a href="https://docs.n8n.io/code/expressions/">expression</a>';

/** One of the loaded choices. */
export const loadedOne = (sends: string, { displayName, method, dependsOn, description, ...details }: LoadedChoice): Field =>
	field(sends, {
		displayName: `${displayName} Name or ID`,
		type: 'options',
		typeOptions: typeOptions(method, dependsOn),
		default: '',
		...details,
		description: `${description}. Choose from the list, or specify an ID using an ${EXPRESSION}.`,
	});

/** Any number of the loaded choices. */
export const loadedMany = (sends: string, { displayName, method, dependsOn, description, ...details }: Omit<LoadedChoice, 'default'>): Field =>
	field(sends, {
		displayName: `${displayName} Names or IDs`,
		type: 'multiOptions',
		typeOptions: typeOptions(method, dependsOn),
		default: [],
		...details,
		description: `${description}. Choose from the list, or specify IDs using an ${EXPRESSION}.`,
	});

const typeOptions = (loadOptionsMethod: string, dependsOn?: string) => ({
	loadOptionsMethod,
	...(dependsOn && { loadOptionsDependsOn: [`${dependsOn}.value`] }),
});
