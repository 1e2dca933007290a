import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { PasswordAccount } from '../../common/http/account';
import { checkedBaseUrl } from '../../common/http/baseUrl';
import { InputError } from '../../common/http/errors';

const COMPLETE = 'Complete the Hetzner Robot credential.';
const ADDRESS = 'The address of Robot is https://robot-ws.your-server.de';

/** Line ends, tabs and the like: nobody sees them, and no user name or password of Robot's has them. */
const CONTROL = /[\p{Cc}\u2028\u2029]/u;
const PASTED = 'It may have been pasted with it. Enter it anew in the Hetzner Robot credential. Nothing was sent.';

/**
 * Reads the fields of the credential.
 *
 * @throws InputError for an incomplete credential, for a login that cannot be right, and for a base URL that would send
 * the password in the clear or is not Robot's alone
 */
export function accountOf({ baseUrl, username: entered, password }: ICredentialDataDecryptedObject): PasswordAccount {
	const username = sentUsername(entered);
	if (username === '') throw new InputError('Username', 'is empty', COMPLETE);
	if (typeof password !== 'string' || password === '') throw new InputError('Password', 'is empty', COMPLETE);
	for (const [field, value] of [
		['Username', username],
		['Password', password],
	] as const) {
		if (CONTROL.test(value)) throw new InputError(field, 'holds a line end or another control character', PASTED);
	}
	if (username.includes(':')) throw new InputError('Username', 'holds a colon', 'What follows it would be sent as the password. Nothing was sent.');
	return { baseUrl: robotUrl(baseUrl), username, password };
}

/** The user name as it is sent: without the blanks and line ends around it that were pasted with it. */
export const sentUsername = (username: unknown): string => (typeof username === 'string' ? username.trim() : '');

function robotUrl(value: unknown): string {
	const url = checkedBaseUrl(value, ADDRESS);
	const { origin, pathname } = new URL(url);
	if (pathname === '/') return url;
	throw new InputError('Base URL', `holds the path "${pathname}"`, `Leave it out: ${origin} is the address. Nothing was sent.`);
}
