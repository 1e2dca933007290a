import { InputError } from '../../common/http/errors';
import type { Run } from '../../common/operation/operation';
import { chosenIn, isEmpty, toFilledList, wordOf } from '../../common/operation/values';
import { unknownKeys } from '../lookups/sshKeys';
import { fingerprintIn, isPublicKey } from '../robot/fingerprint';

/** A public key that Robot does not know yet, as it is sent. */
export interface NewKey {
	name: string;
	data: string;
}

const NAME = 'authorizedKey';
const NOTHING = 'Nothing was changed.';

/**
 * The chosen keys that are to be stored first, because Robot does not know them under any name.
 *
 * @param fingerprints of all chosen keys
 * @throws InputError for an unknown key of which nobody has the public key, and where it has no name to be stored under
 */
export async function missingKeys(run: Run, fingerprints: string[]): Promise<NewKey[]> {
	const missing = fingerprints.length === 0 ? [] : await unknownKeys(run.client, fingerprints);
	if (missing.length === 0) return [];
	const texts = toFilledList(NAME, chosenIn(run.parameter(NAME)));
	return missing.map((fingerprint, index) => {
		const data = texts.find((text) => isPublicKey(text) && fingerprintIn(NAME, text) === fingerprint);
		if (data === undefined)
			throw new InputError(NAME, `: Robot has no SSH key with the fingerprint ${fingerprint}`, `Give the public key instead, which can be stored. ${NOTHING}`);
		return { name: nameFor(run, fingerprint, index), data };
	});
}

/** The keys after the first are counted. */
function nameFor(run: Run, fingerprint: string, index: number): string {
	const given = run.parameter('newKeyName');
	if (isEmpty(given)) throw new InputError(NAME, `: Robot does not know the public key with the fingerprint ${fingerprint} yet`, `Enter New Key Name to store it. ${NOTHING}`);
	const name = wordOf(given).trim();
	return index === 0 ? name : `${name} ${index + 1}`;
}
