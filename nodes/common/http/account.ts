import { createHash } from 'crypto';

interface Place {
	/** Address of the API without a slash at the end. */
	baseUrl: string;
}

/** An account that is logged in to with a user name and a password. */
export interface PasswordAccount extends Place {
	username: string;
	password: string;
}

/** An account that a token stands for. */
export interface TokenAccount extends Place {
	token: string;
}

/** Who logs in where. */
export type Account = PasswordAccount | TokenAccount;

/** What a proxy or an API may repeat of a login. */
export const secretsOf = (account: Account): string[] =>
	'token' in account ? [account.token] : [Buffer.from(`${account.username}:${account.password}`).toString('base64'), account.password];

/** Whose refused logins count together: those of a host, which may block an address after some. A token is on its own. */
export const refusalsKey = (account: Account): string => ('token' in account ? loginKey(account) : new URL(account.baseUrl).origin);

/** Tells accounts apart. Whatever is counted or remembered for an account is kept under this, without its token. */
export const accountKey = (account: Account): string => JSON.stringify([account.baseUrl, 'token' in account ? hashOf([account.token]) : account.username]);

/** Tells logins apart, without holding the password or the token: another password is another login to the same account. */
export const loginKey = (account: Account): string => hashOf([account.baseUrl, ...('token' in account ? [account.token] : [account.username, account.password])]);

const hashOf = (texts: string[]): string => createHash('sha256').update(JSON.stringify(texts)).digest('hex');
