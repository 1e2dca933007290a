import { masker } from '../../common/http/masker';
import { isRecord, type Json } from '../../common/http/json';
import type { Reply, RequestValues } from '../../common/http/request';
import type { ErrorBody } from './errors';

/** The headers of a reply without those that repeat a password or the token. */
export function withoutSecretHeaders(headers: Reply['headers'], { password }: RequestValues, login: string[]): Reply['headers'] {
	const mask = masker([password], login);
	return Object.fromEntries(Object.entries(headers).filter(([, value]) => typeof value !== 'string' || mask(value) === value));
}

/** The API's words about a request, with the password masked that the request held, and the token. */
export function withoutSecrets(error: ErrorBody, { password }: RequestValues, login: string[]): ErrorBody {
	const mask = masker([password], login);
	const masked = (value: Json): Json => {
		if (typeof value === 'string') return mask(value);
		if (Array.isArray(value)) return value.map(masked);
		return isRecord(value) ? Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, key === 'name' && entry === 'password' ? entry : masked(entry)])) : value;
	};
	return { code: mask(error.code), message: mask(error.message), details: masked(error.details) as ErrorBody['details'] };
}
