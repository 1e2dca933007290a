import type { ApiClient } from '../../common/http/client';
import { InputError } from '../../common/http/errors';
import type { JsonRecord } from '../../common/http/json';
import { pathValue, type PathValue } from '../../common/http/path';
import { wordOf } from '../../common/operation/values';
import { listKeys } from '../endpoints/sshKey';
import { fingerprintIn } from '../robot/fingerprint';
import { listOnce } from './listOnce';
import { entryByName, type Listed } from '../../common/operation/names';

/** A key keeps its fingerprint, but not its name. */
const { entries: allKeys, known: knownKeys, forget: forgetKeys } = listOnce(listKeys);

export { forgetKeys };

/** The key with this fingerprint, where the list was asked for already. */
export const knownKey = async (client: ApiClient, fingerprint: string): Promise<JsonRecord | undefined> =>
	(await knownKeys(client)).find((key) => wordOf(key.fingerprint ?? '').toLowerCase() === fingerprint);

/** Those of the fingerprints that no key in Robot has. */
export async function unknownKeys(client: ApiClient, fingerprints: string[]): Promise<string[]> {
	const known = (await allKeys(client)).map(({ fingerprint }) => wordOf(fingerprint ?? '').toLowerCase());
	return fingerprints.filter((fingerprint) => !known.includes(fingerprint));
}

const KEYS: Listed = {
	thing: 'SSH key',
	name: 'name',
	id: 'fingerprint',
	advice: 'Choose the key from the list, or give its MD5 fingerprint or the public key.',
};

/**
 * The fingerprint of the key with this name, in another spelling where none has it exactly.
 *
 * @throws InputError when there is none or more than one
 */
export async function fingerprintByName(client: ApiClient, parameter: string, name: string): Promise<PathValue> {
	const key = entryByName(KEYS, parameter, await allKeys(client), name);
	const fingerprint = fingerprintIn(parameter, wordOf(key.fingerprint ?? ''));
	if (fingerprint !== undefined) return pathValue(parameter, fingerprint);
	throw new InputError(parameter, ': Robot lists this SSH key without its fingerprint', 'Nothing was done with it. Look the key up in Robot.');
}
