import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';

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
	/** The list method, and what the closed list says, e.g. "Select a server...". */
	list: { method: string; placeholder: string };
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
				placeholder: list.placeholder,
				typeOptions: { searchListMethod: list.method, searchable: true },
			},
			...by.map((mode): INodePropertyMode => ({ ...mode, type: 'string' })),
		],
	};
}
