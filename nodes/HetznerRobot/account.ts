import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { InputError } from './robot/errors';
import type { Account } from './robot/loginGuard';

const COMPLETE = 'Complete the Hetzner Robot credential.';

/**
 * Reads the fields of the credential.
 *
 * @throws InputError for an incomplete credential and for a base URL that would send the password in the clear
 */
export function accountOf({ baseUrl, username, password }: ICredentialDataDecryptedObject): Account {
	if (typeof username !== 'string' || username === '') throw new InputError('Username', 'is empty', COMPLETE);
	if (typeof password !== 'string' || password === '') throw new InputError('Password', 'is empty', COMPLETE);
	return { baseUrl: checkedBaseUrl(baseUrl), username, password };
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

function checkedBaseUrl(value: unknown): string {
	const text = typeof value === 'string' ? value.trim().replace(/\/+$/, '') : '';
	if (!URL.canParse(text)) throw new InputError('Base URL', 'is not an address', 'The address of Robot is https://robot-ws.your-server.de');
	const url = new URL(text);
	if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
		throw new InputError('Base URL', 'holds more than an address', 'Leave out user name, password, "?" and "#".');
	}
	if (url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname))) return text;
	throw new InputError('Base URL', 'must start with https://', 'Without it the password would be sent in the clear. Plain http:// is for this computer only.');
}
