import { InputError } from '../../../common/http/errors';
import { pathValue } from '../../../common/http/path';
import type { Field, PathPart } from '../../../common/operation/operation';
import { toFilledList, toLocator, toText } from '../../../common/operation/values';
import { fingerprintByName } from '../../lookups/sshKeys';
import { checkNotPrivate, fingerprintIn } from '../../robot/fingerprint';
import { loadedMany } from '../../../common/operation/loaded';
import { checkNoWebAddress } from '../../../common/operation/webPage';
import { eachOnce } from './several';

/** SSH keys stored in Robot. */
export const authorizedKey = (description: string): Field =>
	loadedMany('authorized_key', {
		displayName: 'SSH Keys',
		method: 'searchSshKeys',
		placeholder: 'e.g. alice@laptop, deploy',
		hint: 'Names, fingerprints or public keys, with commas between them',
		description,
		encode: (value) => eachOnce(toFilledList('authorizedKey', value).map((key) => toFingerprint('authorizedKey', key))),
	});

/** The keys of root on what is about to be booted. */
export const rootKeys = authorizedKey('The keys that may log in as root. Without a key Robot generates a password.');

/**
 * The fingerprint of the key that was picked or typed, in whichever way.
 *
 * @throws InputError for what cannot be a key of Robot's
 */
export function toFingerprint(name: string, locatorOrBare: unknown): PathPart {
	const { mode, value, given } = toLocator(name, locatorOrBare);
	if (value === '') throw new InputError(name, 'is empty');
	checkNotPrivate(name, value);
	checkNoWebAddress(name, value);
	const fingerprint = mode === 'name' ? undefined : fingerprintIn(name, value);
	if (fingerprint !== undefined) return pathValue(name, fingerprint);
	if (mode === 'name' || mode === '') return { lookUp: async (client) => await fingerprintByName(client, name, toText(name, given)) };
	throw new InputError(
		name,
		`is no fingerprint: ${value.slice(0, 60)}`,
		'Give the MD5 fingerprint, e.g. 15:28:b0:03:95:f0:77:b3:10:56:15:6b:77:22:a5:bb, or the public key. Nothing was sent.',
	);
}
