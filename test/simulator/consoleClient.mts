import { afterEach, beforeEach, expect } from '@jest/globals';
import { request } from 'undici';
import { startSimulator, type Simulator, type SimulatorOptions } from '../../simulator/index.mts';
import { pass } from '../support/clock.mts';
import type { Answer } from './client.mts';

/** The simulator of the test that runs. */
export let simulator: Simulator;

/** Gives each test of a file a simulator of its own. */
export function freshConsole(options?: SimulatorOptions): void {
	beforeEach(async () => {
		simulator = await startSimulator(options);
	});
	afterEach(() => simulator.close());
}

interface Options {
	/** null sends no Authorization header. */
	token?: string | null;
	headers?: Record<string, string>;
}

/** A plain HTTP client; a body that is text goes out as it is. */
export async function call(method: string, path: string, body?: unknown, options: Options = {}): Promise<Answer> {
	const { token = simulator.console.token } = options;
	const headers: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
	if (token !== null) headers.authorization = `Bearer ${token}`;
	const response = await request(simulator.console.url + path, {
		method: method as 'GET',
		headers: { ...headers, ...options.headers },
		body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
	});
	const text = await response.body.text();
	return { status: response.statusCode, body: text === '' ? null : JSON.parse(text), headers: response.headers };
}

export const get = (path: string, options?: Options) => call('GET', path, undefined, options);
export const post = (path: string, body?: unknown, options?: Options) => call('POST', path, body, options);
export const put = (path: string, body?: unknown, options?: Options) => call('PUT', path, body, options);
export const del = (path: string, options?: Options) => call('DELETE', path, undefined, options);

/** The documented error reply. */
export const error = (status: number, code: string, message: unknown = expect.any(String), details: unknown = null) =>
	expect.objectContaining({ status, body: { error: { code, message, details } } });

/** The documented reply to wrong inputs, with what is said about each. */
export const invalid = (problems: Record<string, unknown>) =>
	error(422, 'invalid_input', expect.any(String), { fields: Object.entries(problems).map(([name, messages]) => ({ name, messages })) });

/** A 201 that holds an action which runs, beside whatever else. */
export const begun = (command: string, ...also: object[]) => ({
	status: 201,
	body: {
		action: {
			command,
			status: 'running',
			progress: 0,
			finished: null,
			error: null,
			resources: [{ id: expect.any(Number), type: 'storage_box' }, ...also],
		},
	},
});

/** Lets everything that runs come to its end. */
export const finish = () => pass(60);

/** What became of the action in a reply. */
export async function outcome({ body }: Answer): Promise<any> {
	return (await get(`/storage_boxes/actions/${body.action.id}`)).body.action;
}

/** The seeded boxes: u12345, protected and with everything; u12346 and u12347, with nothing in them. */
export const BACKUP = '/storage_boxes/530101';
export const ARCHIVE = '/storage_boxes/530102';
export const OLD = '/storage_boxes/530103';

export const PASSWORD = 'Correct-Horse-9';
export const ISO = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
