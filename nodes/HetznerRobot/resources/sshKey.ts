import type { IDataObject } from 'n8n-workflow';
import { pathValue } from '../../common/http/path';
import { field, operation, parameter, resource, type Run } from '../../common/operation/operation';
import { toTrimmed } from '../../common/operation/values';
import { createKey, deleteKey, getKey, listKeys, renameKey } from '../endpoints/sshKey';
import { forgetKeys, knownKey } from '../lookups/sshKeys';
import { checkNotPrivate, fingerprintIn } from '../robot/fingerprint';
import { locator } from '../../common/operation/locator';
import { asText, fromList } from '../../common/operation/tells';
import { toFingerprint } from './fields/sshKey';
import { warning } from '../../common/operation/warning';

const fingerprint = parameter('fingerprint', {
	...locator({
		displayName: 'SSH Key',
		description: 'An SSH key stored in Robot',
		list: { method: 'searchSshKeys', placeholder: 'Select an SSH key...' },
		by: [
			{
				// "Fingerprint" does not fit into the editor's choice of modes.
				displayName: 'Key',
				name: 'key',
				placeholder: 'e.g. 15:28:b0:03:95:f0:77:b3:10:56:15:6b:77:22:a5:bb',
				hint: 'The MD5 fingerprint, or the public key, of which it is made',
			},
			{ displayName: 'Name', name: 'name', placeholder: 'e.g. alice@laptop', hint: 'The name, which is looked up in the list of keys' },
		],
	}),
	toPath: (given) => toFingerprint('fingerprint', given),
	tells: { fingerprint: asText, name: fromList('name', 'alice@laptop', knownKey) },
});

const name = field('name', { displayName: 'Name', type: 'string', default: '', required: true, placeholder: 'e.g. alice@laptop', description: 'The name of the key in Robot' });

/** Robot checks what it is; only what is secret must not get there. */
function toPublicKey(value: unknown): string {
	const key = toTrimmed('data', value);
	checkNotPrivate('data', key);
	return key;
}

/** The key that Robot has already, maybe under another name. */
async function storedKey({ call, parameter: given }: Run): Promise<IDataObject | undefined> {
	const fingerprint = fingerprintIn('data', toPublicKey(given('data'))) ?? '';
	const [key] = await call(getKey, { fingerprint: pathValue('fingerprint', fingerprint) });
	return key;
}

/** Names lead to other keys afterwards. */
const changingKeys = async (run: Run) => await run.send().finally(() => forgetKeys(run.client));

/** Documentation: "SSH keys". */
export const sshKeyResource = resource('sshKey', 'SSH Key', [
	operation('create', {
		name: 'Create',
		action: 'Create SSH key',
		description: 'Store a public SSH key in Robot, for rescue systems, installations and orders',
		fields: [
			name,
			field('data', {
				displayName: 'Public Key',
				type: 'string',
				typeOptions: { rows: 4 },
				default: '',
				required: true,
				placeholder: 'e.g. ssh-ed25519 AAAAC3NzaC1lZDI1NTE5...',
				description: 'The public key in OpenSSH or SSH2 format',
				encode: toPublicKey,
			}),
		],
		endpoint: createKey,
		job: changingKeys,
		alreadyDone: [{ code: 'KEY_ALREADY_EXISTS', shows: storedKey }],
	}),
	operation('delete', {
		name: 'Delete',
		action: 'Delete SSH key',
		description: 'Delete an SSH key from Robot: it is lost there, servers that have it keep it',
		warnings: [warning('Deletes key', 'it can no longer be chosen for rescue systems, installations and orders; servers that have it keep it')],
		fields: [fingerprint],
		endpoint: deleteKey,
		job: changingKeys,
		alreadyDone: [{ code: 'NOT_FOUND' }],
	}),
	operation('get', {
		name: 'Get',
		action: 'Get SSH key',
		description: 'Get name, type, size and public part of an SSH key',
		fields: [fingerprint],
		endpoint: getKey,
	}),
	operation('getAll', {
		name: 'Get Many',
		action: 'Get many SSH keys',
		description: 'Get many SSH keys stored in Robot',
		endpoint: listKeys,
	}),
	operation('rename', {
		name: 'Rename',
		action: 'Rename SSH key',
		description: 'Change the name of an SSH key in Robot',
		fields: [fingerprint, name],
		endpoint: renameKey,
		job: changingKeys,
	}),
]);
