import { field, type Field } from '../../../common/operation/operation';
import { toText } from '../../../common/operation/values';
import { toNumericId } from '../../robot/pathValues';
import { pathLocator } from '../../../common/operation/locator';

export const storageBoxId: Field = pathLocator(
	'storageBoxId',
	{
		displayName: 'Storage Box',
		description: 'A Storage Box of the account',
		list: { method: 'searchStorageBoxes', placeholder: 'Select a Storage Box...' },
		by: [{ displayName: 'By ID', name: 'id', placeholder: 'e.g. 12345' }],
	},
	toNumericId,
);

const flag = (sends: string, displayName: string, description: string): Field => field(sends, { displayName, type: 'boolean', default: true, description });

/** How a Storage Box or a sub-account can be reached. */
export const access = {
	externalReachability: flag('external_reachability', 'External Reachability', 'Whether it is reachable from outside the Hetzner network'),
	samba: flag('samba', 'Samba', 'Whether Samba is switched on'),
	ssh: flag('ssh', 'SSH', 'Whether SSH is switched on'),
	webdav: flag('webdav', 'WebDAV', 'Whether WebDAV is switched on'),
};

/** Given in the workflow, or empty: then Robot generates one, which the reply holds. */
export const password: Field = field('password', {
	displayName: 'Password',
	type: 'string',
	typeOptions: { password: true },
	default: '',
	description: 'The new password. Leave it empty, and Robot generates one.',
	encode: (value) => toText('password', value),
});
