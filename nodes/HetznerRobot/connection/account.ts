import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { Account } from '../../common/http/account';
import { checkedBaseUrl } from '../../common/http/baseUrl';
import { InputError } from '../../common/http/errors';

const COMPLETE = 'Complete the Hetzner Robot credential.';

/**
 * Reads the fields of the credential.
 *
 * @throws InputError for an incomplete credential and for a base URL that would send the password in the clear
 */
export function accountOf({ baseUrl, username, password }: ICredentialDataDecryptedObject): Account {
	if (typeof username !== 'string' || username === '') throw new InputError('Username', 'is empty', COMPLETE);
	if (typeof password !== 'string' || password === '') throw new InputError('Password', 'is empty', COMPLETE);
	return { baseUrl: checkedBaseUrl(baseUrl, 'The address of Robot is https://robot-ws.your-server.de'), username, password };
}
