import { createHash } from 'crypto';

/** Who logs in where. */
export interface Account {
	/** Address of the API without a slash at the end. */
	baseUrl: string;
	username: string;
	password: string;
}

/** What a proxy or an API may repeat of a login. */
export const secretsOf = ({ username, password }: Account): string[] => [Buffer.from(`${username}:${password}`).toString('base64'), password];

/** The host that an account is on. */
export const hostOf = ({ baseUrl }: Account): string => new URL(baseUrl).origin;

/** Tells accounts apart. Whatever is counted or remembered for an account is kept under this. */
export const accountKey = ({ baseUrl, username }: Account): string => JSON.stringify([baseUrl, username]);

/** Tells logins apart, without holding the password: another password is another login to the same account. */
export const loginKey = ({ baseUrl, username, password }: Account): string =>
	createHash('sha256')
		.update(JSON.stringify([baseUrl, username, password]))
		.digest('hex');
