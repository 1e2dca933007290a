import { InputError } from '../../../common/http/errors';
import { isRecord } from '../../../common/http/json';
import { field, parameter, type Field, type Parameter } from '../../../common/operation/operation';
import { toLabels, toLabelsOfJson } from '../../console/labels';
import { toPassword } from '../../console/password';
import { toDescription, toHomeDirectory, toSnapshotDescription, toSubaccountName } from '../../console/texts';

/** Whether the collection that an operation has holds a field as well. */
const isBeside = (parameters: Parameter, name: string): boolean =>
	['additionalFields', 'updateFields'].some((collection) => {
		const fields = parameters(collection);
		return typeof fields === 'object' && fields !== null && Object.hasOwn(fields, name);
	});

/**
 * Rows or JSON.
 *
 * @param isNew what is new has no labels that would be replaced
 */
const labelFields = (isNew: boolean): Field[] => [
	field('labels', {
		displayName: 'Labels',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Label',
		default: {},
		description: isNew ? 'The labels that it gets, to find it by' : 'All its labels: those it has now are replaced',
		options: [
			{
				displayName: 'Label',
				name: 'label',
				values: [
					{ displayName: 'Key', name: 'key', type: 'string', default: '', placeholder: 'e.g. environment' },
					{ displayName: 'Value', name: 'value', type: 'string', default: '', placeholder: 'e.g. prod' },
				],
			},
		],
		encode: (given, parameters) => {
			if (!isBeside(parameters, 'labelsJson')) return toLabels('labels', given);
			throw new InputError('labels', 'are given beside Labels (JSON)', 'Nothing was sent. Remove one of the two.');
		},
	}),
	{
		...parameter('labelsJson', {
			displayName: 'Labels (JSON)',
			type: 'json',
			default: '',
			placeholder: 'e.g. {"environment": "prod"}',
			description: isNew ? 'The labels that it gets, as a JSON object' : 'All its labels as a JSON object: those it has now are replaced, {} removes all',
			encode: (given) => toLabelsOfJson('labelsJson', given),
		}),
		sends: 'labels',
	},
];

export const labels = labelFields(false);
export const newLabels = labelFields(true);

/** Labels that say which snapshots go as well: none would be all that were made by hand. */
export const rotatedLabels = newLabels.map((label) => ({
	...label,
	encode: (...given: Parameters<NonNullable<Field['encode']>>) => {
		const encoded = label.encode?.(...given);
		if (isRecord(encoded) && Object.keys(encoded).length > 0) return encoded;
		throw new InputError(label.property.name, 'holds no label', 'Nothing was sent. All snapshots made by hand would count: give a label, or remove the field where that is meant.');
	},
}));

/** How a Storage Box or a sub-account can be reached. */
const SWITCHES = {
	reachableExternally: ['Reachable Externally', 'Whether it is reachable from outside the Hetzner network'],
	readonly: ['Read Only', 'Whether the sub-account may only read'],
	sambaEnabled: ['Samba', 'Whether Samba is switched on'],
	sshEnabled: ['SSH', 'Whether SSH is switched on'],
	webdavEnabled: ['WebDAV', 'Whether WebDAV is switched on'],
	zfsEnabled: ['ZFS', 'Whether the directory with the snapshots is visible'],
} as const;

/** The API's names: `sshEnabled` is `ssh_enabled`, within `access_settings` on creation. */
const accessSwitch = (name: keyof typeof SWITCHES, within: string): Field => ({
	...parameter(name, { displayName: SWITCHES[name][0], type: 'boolean', default: true, description: SWITCHES[name][1] }),
	sends: `${within}${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`,
});

/** What is off on a new sub-account, and is seen only where it is added. */
export const accessNotice = parameter('accessNotice', {
	displayName: 'All access is off unless you add it below: SSH, Samba, WebDAV, and whether it is reachable externally.',
	type: 'notice',
	default: '',
});

const switches = (names: Array<keyof typeof SWITCHES>, within: string) => names.map((name) => accessSwitch(name, within));

const OF_BOX: Array<keyof typeof SWITCHES> = ['reachableExternally', 'sambaEnabled', 'sshEnabled', 'webdavEnabled', 'zfsEnabled'];
const OF_SUBACCOUNT: Array<keyof typeof SWITCHES> = ['reachableExternally', 'readonly', 'sambaEnabled', 'sshEnabled', 'webdavEnabled'];

export const boxAccess = switches(OF_BOX, '');
export const newBoxAccess = switches(OF_BOX, 'access_settings.');
export const subaccountAccess = switches(OF_SUBACCOUNT, '');
export const newSubaccountAccess = switches(OF_SUBACCOUNT, 'access_settings.');

/** Given in the workflow, or made by the node: the API makes none, and never gives one back. */
export const password: Field[] = [
	parameter('generatePassword', {
		displayName: 'Generate Password',
		type: 'boolean',
		default: false,
		needed: true,
		description: 'Whether the node makes the password, sends it and puts it out, this once',
	}),
	field('password', {
		displayName: 'Password',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		needed: true,
		description: 'The new password: 12 to 128 characters, with upper and lower case letters, digits and special characters',
		hint: 'Required, unless you switch Generate Password on',
		encode: (value) => toPassword('password', value),
		showIf: { generatePassword: [false] },
	}),
];

export const homeDirectory = field('home_directory', {
	displayName: 'Home Directory',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. backups/web1',
	description: 'The directory of the Storage Box that the sub-account sees. It is made where it is missing.',
	encode: (value) => toHomeDirectory('homeDirectory', value),
});

/** An empty description clears it. */
const descriptionField = (encode: (value: unknown) => string): Field =>
	field('description', { displayName: 'Description', type: 'string', default: '', description: 'What it is for; empty for none', encode, whenEmpty: '' });

export const snapshotDescription = descriptionField((value) => toSnapshotDescription('description', value));
export const subaccountDescription = descriptionField((value) => toDescription('description', value));

export const boxName = field('name', { displayName: 'Name', type: 'string', default: '', required: true, placeholder: 'e.g. backups', description: 'The name of the Storage Box' });

export const subaccountName = field('name', {
	displayName: 'Name',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. web1',
	description: 'The name of the sub-account, up to 50 characters',
	encode: (value) => toSubaccountName('name', value),
});
