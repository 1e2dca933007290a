import { InputError } from './errors';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * The address of an API without a slash at the end, in one spelling: what is counted for an account is counted once.
 *
 * @param advice says which address it should be
 * @throws InputError for what is no address, holds more than one, or would send the login in the clear
 */
export function checkedBaseUrl(value: unknown, advice: string): string {
	const text = typeof value === 'string' ? value.trim().replace(/\/+$/, '') : '';
	if (!URL.canParse(text)) throw new InputError('Base URL', 'is not an address', advice);
	// An empty query is one, too: every path would stand behind its question mark.
	if (/[@?#]/.test(text)) throw new InputError('Base URL', 'holds more than an address', 'Leave out user name, password, "?" and "#".');
	const url = new URL(text);
	url.hostname = url.hostname.replace(/\.$/, '');
	if (url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname))) return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
	throw new InputError(
		'Base URL',
		'must start with https://',
		'Without it the password would be sent in the clear. Plain http:// is taken for addresses of this computer only; where n8n uses a proxy (HTTP_PROXY), they must be in NO_PROXY.',
	);
}
