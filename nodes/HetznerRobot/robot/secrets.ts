import type { RequestValues } from '../../common/http/request';
import type { ErrorBody } from './errors';

/** Robot's names of the inputs that no error may repeat. */
export const SECRET_INPUTS = ['password'];

const MASK = '***';

/** Shorter ones are parts of ordinary words, which would be masked with them. */
const SHORTEST_LOGIN = 8;

/**
 * Robot's words about a request, with the passwords masked that the request held, and what belongs to the login:
 * Robot, or a proxy, may repeat what it refuses.
 */
export function withoutSecrets(error: ErrorBody, sent: RequestValues, login: string[]): ErrorBody {
	const ofLogin = login.filter((secret) => secret.length >= SHORTEST_LOGIN);
	const secrets = [...SECRET_INPUTS.map((name) => sent[name]), ...ofLogin].flatMap(spellings);
	if (secrets.length === 0) return error;
	const mask = (value: unknown): unknown => (typeof value === 'string' ? secrets.reduce((text, secret) => text.replaceAll(secret, MASK), value) : value);
	// The name of an input is no secret, also where somebody has chosen it for a password.
	const maskName = (value: unknown): unknown => (typeof value === 'string' && Object.hasOwn(sent, value) ? value : mask(value));
	const maskNames = (value: unknown): unknown => (Array.isArray(value) ? value.map(maskName) : maskName(value));
	return { ...error, code: mask(error.code), message: mask(error.message), missing: maskNames(error.missing), invalid: maskNames(error.invalid) };
}

/** A secret as it was given, and as an address and a form have it; the longest first, so that no part of one is left. */
function spellings(secret: unknown): string[] {
	if (typeof secret !== 'string' || secret.trim() === '') return [];
	const form = new URLSearchParams([['', secret]]).toString().slice(1);
	return [...new Set([encodeURIComponent(secret), form, secret, secret.trim()])].sort((a, b) => b.length - a.length);
}
