import { ConsoleError } from './errors.mts';

/** The simulated project's tokens: for everything, and for reading only. */
export const CONSOLE_TOKEN = 'demo'.repeat(16);
export const CONSOLE_READ_ONLY_TOKEN = 'readonly'.repeat(8);

/** What the Authorization header of a request was worth. */
export type TokenAuthorization = 'ok' | 'readonly' | 'wrong' | 'missing';

export function tokenAuthorizationOf(header: string | undefined): TokenAuthorization {
	if (header === undefined || header === '') return 'missing';
	const token = /^Bearer (\S+)$/i.exec(header)?.[1];
	if (token === CONSOLE_TOKEN) return 'ok';
	return token === CONSOLE_READ_ONLY_TOKEN ? 'readonly' : 'wrong';
}

/** Any number of wrong tokens may be tried: no block is known. */
export function requireToken(authorization: TokenAuthorization): void {
	if (authorization === 'wrong' || authorization === 'missing') throw new ConsoleError(401, 'unauthorized', 'unable to authenticate');
}

/** 401, not 403. The token stays good for reading. */
export function requireWriting(authorization: TokenAuthorization, method: string): void {
	if (authorization === 'readonly' && method !== 'GET') throw new ConsoleError(401, 'token_readonly', 'token is only allowed to perform GET requests');
}
