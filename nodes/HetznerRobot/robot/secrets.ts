import { masker } from '../../common/http/masker';
import type { RequestValues } from '../../common/http/request';
import type { ErrorBody } from './errors';

/** Robot's names of the inputs that no error may repeat. */
export const SECRET_INPUTS = ['password'];

/** Robot's words about a request, with the passwords masked that the request held, and what belongs to the login. */
export function maskedError(error: ErrorBody, sent: RequestValues, login: string[]): ErrorBody {
	const maskText = masker(
		SECRET_INPUTS.map((name) => sent[name]),
		login,
	);
	const mask = (value: unknown): unknown => (typeof value === 'string' ? maskText(value) : value);
	// The name of an input is no secret, also where somebody has chosen it for a password.
	const maskName = (value: unknown): unknown => (typeof value === 'string' && Object.hasOwn(sent, value) ? value : mask(value));
	const maskNames = (value: unknown): unknown => (Array.isArray(value) ? value.map(maskName) : maskName(value));
	return { ...error, code: mask(error.code), message: mask(error.message), missing: maskNames(error.missing), invalid: maskNames(error.invalid) };
}
