import type { IDataObject } from 'n8n-workflow';
import type { ApiClient } from '../http/client';
import type { Endpoint } from '../http/endpoint';
import { ApiError } from '../http/errors';
import { isLookup, type Lookup, type Operation, type Parameter, type PathPart, type Run, type Value } from './operation';
import type { Plan } from './plan';
import { isOn } from './values';

/**
 * Carries a plan out.
 *
 * @returns one record for each item to put out
 * @throws ApiError, InputError
 */
export async function perform(client: ApiClient, { operation, call, parameter, path, values, timezone }: Plan): Promise<IDataObject[]> {
	const run: Run = {
		client,
		parameter,
		option: (name) => optionOf(parameter, name),
		path,
		values,
		timezone,
		call: async (endpoint, pathParts, requestValues) => await recordsOf(client, endpoint, pathParts, requestValues),
		send: async () => await recordsOf(client, call.endpoint, path, values),
		readAgain: async (endpoint, pauseSeconds) => {
			await client.pause(pauseSeconds * 1000);
			return await recordsOf(client, endpoint, path, {}, { fresh: true });
		},
	};
	const work = async () => await (operation.job?.(run) ?? run.send());
	return isOn('alreadyDone', run.option('alreadyDone')) ? await sayingWhetherChanged(operation, work) : await work();
}

/** With the option, a refusal that means "it is so already" becomes a success. */
async function sayingWhetherChanged({ alreadyDone = [] }: Operation, work: () => Promise<IDataObject[]>): Promise<IDataObject[]> {
	return await work().then(
		(objects) => objects.map((object) => ({ ...object, changed: true })),
		(error: unknown) => {
			const { message, details } = error instanceof ApiError ? error : { message: '', details: undefined };
			const isDone = alreadyDone.some((done) => done.code === details?.code && (done.message?.test(message) ?? true));
			if (!isDone) throw error;
			return [{ changed: false, message }];
		},
	);
}

/** The value of an option that the user added, `undefined` for one that was not. */
export function optionOf(parameter: Parameter, name: string): unknown {
	const options = parameter('options');
	return typeof options === 'object' && options !== null && Object.hasOwn(options, name) ? (options as IDataObject)[name] : undefined;
}

/**
 * Makes a request, and makes records out of the reply: at least one, unless it is an empty list. A change without a
 * body is done, unless the reply holds what is needed: then nobody knows what became of it.
 */
async function recordsOf(
	client: ApiClient,
	endpoint: Endpoint,
	path: Record<string, PathPart>,
	values: Record<string, Value> = {},
	options?: { fresh: boolean },
): Promise<IDataObject[]> {
	const { objects, emptyCode, needed = [], done = { success: true } } = endpoint.reply;
	const received = await client.objects(endpoint, { path: await lookedUp(client, path), values: await lookedUp(client, values) }, options);
	const isWhole = received.every((object) => needed.every((keys) => [keys].flat().some((key) => holds(object[key]))));
	const isMissing = received.length === 0 && emptyCode === undefined;
	if (!isWhole || (isMissing && (endpoint.effect === 'read' || needed.length > 0))) throw client.dialect.undocumented(endpoint);
	if (isMissing) return [done];
	return objects ? client.documented(endpoint, () => received.flatMap(objects)) : received;
}

/** Whether a value is worth something: a number, a text or a list with entries. */
const holds = (value: unknown): boolean => typeof value === 'number' || (typeof value === 'string' ? value.trim() !== '' : Array.isArray(value) && value.length > 0);

/** Asks what must be asked before a request. */
async function lookedUp<T>(client: ApiClient, values: Record<string, T | Lookup<T>>): Promise<Record<string, T>> {
	const entries = Object.entries(values).map(async ([name, value]) => [name, isLookup(value) ? await value.lookUp(client) : value] as const);
	return Object.fromEntries(await Promise.all(entries));
}
