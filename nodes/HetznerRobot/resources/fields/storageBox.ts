import { field, parameter, resource, type Field, type Operation, type Resource } from '../../../common/operation/operation';
import { toText } from '../../../common/operation/values';
import { toNumericId } from '../../robot/pathValues';
import { pathLocator } from '../../../common/operation/locator';

/** Where the Storage Boxes are now. */
const moved = parameter('movedNotice', {
	displayName: 'Robot has not served Storage Boxes since July 2025: use the node <b>Hetzner Storage Box</b>, with a token of Hetzner Console.',
	type: 'notice',
	default: '',
});

/** A resource that Robot does not serve any more: it stays for saved workflows, and says where it has moved to. */
export const oldResource = (value: string, name: string, operations: Operation[]): Resource =>
	resource(
		value,
		`${name} (Robot, Until July 2025)`,
		operations.map((operation) => ({ ...operation, action: discontinued(operation.action), fields: [moved, ...operation.fields] })),
	);

/** The lists of actions show no resource beside them, and those of Hetzner Storage Box are called the same. */
const discontinued = (action: string): string => (action.endsWith(')') ? action.replace('(', '(discontinued in Robot, ') : `${action} (discontinued in Robot)`);

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

/** Settings of what is in use: a change may lock out who uses it, or let others in. */
export const ofWhatIsInUse = (...fields: Field[]): Field[] => fields.map((setting) => ({ ...setting, brings: { effect: 'interrupt' } }));

/** Given in the workflow, or empty: then Robot generates one, which the reply holds. */
export const password: Field = field('password', {
	displayName: 'Password',
	type: 'string',
	typeOptions: { password: true },
	default: '',
	description: 'The new password. Leave it empty, and Robot generates one.',
	encode: (value) => toText('password', value),
});
