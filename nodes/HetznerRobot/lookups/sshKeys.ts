import type { ApiClient } from '../../common/http/client';
import { InputError } from '../../common/http/errors';
import type { JsonRecord } from '../../common/http/json';
import type { Slot } from '../../common/http/memory';
import { pathValue, type PathValue } from '../../common/http/path';
import { wordOf } from '../../common/operation/values';
import { listKeys } from '../endpoints/sshKey';
import { fingerprintIn } from '../robot/fingerprint';
import { entryByName, type Listed } from './names';

/** All SSH keys, asked for once in an execution: a key keeps its fingerprint. */
const keyList: Slot<{ asked?: Promise<JsonRecord[]> }> = { begin: () => ({}) };

const KEYS: Listed = {
	thing: 'SSH key',
	name: 'name',
	id: 'fingerprint',
	advice: 'Choose the key from the list, or give its MD5 fingerprint or the public key.',
};

/** After a change of names. */
export const forgetKeys = (client: ApiClient): void => void delete client.executionMemory.of(keyList).asked;

/**
 * The fingerprint of the key with this name, in another spelling where none has it exactly.
 *
 * @throws InputError when there is none or more than one
 */
export async function fingerprintByName(client: ApiClient, parameter: string, name: string): Promise<PathValue> {
	const list = client.executionMemory.of(keyList);
	list.asked ??= client.objects(listKeys, { path: {}, values: {} });
	const key = entryByName(KEYS, parameter, await list.asked, name);
	const fingerprint = fingerprintIn(parameter, wordOf(key.fingerprint ?? ''));
	if (fingerprint !== undefined) return pathValue(parameter, fingerprint);
	throw new InputError(parameter, ': Robot lists this SSH key without its fingerprint', 'Nothing was done with it. Look the key up in Robot.');
}
