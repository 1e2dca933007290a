import { expect } from '@jest/globals';
import { request } from 'undici';
import type { Simulator } from '../../simulator/index.mts';

/** A reply as a client sees it. `body` is the parsed JSON, null for an empty reply. */
export interface Answer {
	status: number;
	body: any;
	headers: Record<string, string | string[] | undefined>;
}

export type Form = [name: string, value: string][];

interface Options {
	/** 'user:password'; null sends no Authorization header. */
	login?: string | null;
	headers?: Record<string, string>;
}

/** A plain HTTP client, logged in unless told otherwise; `form` goes out form-encoded. */
export function clientOf(simulator: Simulator) {
	const call = async (method: string, path: string, form?: Form, options: Options = {}): Promise<Answer> => {
		const { login = `${simulator.username}:${simulator.password}` } = options;
		const headers: Record<string, string> = { ...options.headers };
		if (login !== null) headers.authorization = `Basic ${Buffer.from(login).toString('base64')}`;
		if (form !== undefined) headers['content-type'] = 'application/x-www-form-urlencoded';
		const response = await request(simulator.url + path, {
			method: method as 'GET',
			headers,
			body: form === undefined ? undefined : new URLSearchParams(form).toString(),
		});
		const text = await response.body.text();
		return { status: response.statusCode, body: text === '' ? null : JSON.parse(text), headers: response.headers };
	};
	return {
		call,
		get: (path: string, options?: Options) => call('GET', path, undefined, options),
		post: (path: string, form: Form = [], options?: Options) => call('POST', path, form, options),
		put: (path: string, form?: Form) => call('PUT', path, form),
		del: (path: string, form?: Form) => call('DELETE', path, form),
	};
}

/** The documented error reply. */
export const error = (status: number, code: string, message: string, extra: object = {}) =>
	expect.objectContaining({ status, body: { error: { status, code, message, ...extra } } });

export const invalid = (missing: string[] | null, wrong: string[] | null) => error(400, 'INVALID_INPUT', 'invalid input', { missing, invalid: wrong });
