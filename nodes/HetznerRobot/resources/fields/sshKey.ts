import { field, type Field } from '../../operation';

/** SSH keys stored in Robot, by fingerprint. */
export const authorizedKey = (description: string): Field =>
	field('authorized_key', {
		displayName: 'SSH Key Names or IDs',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getSshKeys' },
		default: [],
		description: `${description}. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.`,
	});
