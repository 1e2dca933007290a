import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { TokenAccount } from '../../common/http/account';
import { checkedBaseUrl } from '../../common/http/baseUrl';
import { InputError } from '../../common/http/errors';
import { counted } from '../../common/http/counted';

const ADDRESS = 'https://api.hetzner.com/v1';

const THE_ADDRESS = `The address of the API is ${ADDRESS}`;

const TOKEN_LENGTH = 64;

/**
 * Reads the fields of the credential.
 *
 * @throws InputError for an incomplete credential, for what cannot be a token, and for an address that would send the
 * token in the clear or where there are no Storage Boxes
 */
export const accountOf = ({ apiToken, baseUrl }: ICredentialDataDecryptedObject): TokenAccount => ({ baseUrl: checkedAddress(baseUrl), token: checkedToken(apiToken) });

/** The token as it is sent: without the blanks and line ends around it that were pasted with it. */
export const sentToken = (token: unknown): string => (typeof token === 'string' ? token.trim() : '');

function checkedToken(entered: unknown): string {
	const token = sentToken(entered);
	if (token === '') throw new InputError('API Token', 'is empty', 'Complete the Hetzner Console credential.');
	const advice = 'Nothing was sent. Copy the whole token; Hetzner Console shows it once, when it is made (project > Security > API tokens).';
	if (/[^\x21-\x7e]/.test(token)) throw new InputError('API Token', 'holds a blank, a line end or another character that no token has', advice);
	if (token.length !== TOKEN_LENGTH) throw new InputError('API Token', `has ${counted(token.length, 'character')}, and a token of Hetzner Console has ${TOKEN_LENGTH}`, advice);
	return token;
}

function checkedAddress(baseUrl: unknown): string {
	const address = checkedBaseUrl(baseUrl, THE_ADDRESS);
	const { hostname, origin } = new URL(address);
	if (hostname === 'api.hetzner.cloud')
		throw new InputError('Base URL', 'leads to the Cloud API, which has no Storage Boxes', `Nothing was sent. ${THE_ADDRESS}, for the same token.`);
	if (origin === new URL(ADDRESS).origin && address !== ADDRESS) throw new InputError('Base URL', 'leads to no version of the API', `Nothing was sent. ${THE_ADDRESS}`);
	return address;
}
