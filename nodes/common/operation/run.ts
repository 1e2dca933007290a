import type { IDataObject } from 'n8n-workflow';
import type { ApiClient } from '../http/client';
import type { Endpoint } from '../http/endpoint';
import type { JsonRecord } from '../http/json';
import type { LateInputs } from '../http/request';
import type { ItemAttempts } from './attempts';
import { isLookup, type Lookup, type PathPart, type Run, type SendDetails, type Value } from './operation';
import { optionOf } from './given';
import type { Plan } from './plan';

/** What a job works with on one item. */
export function runOf(client: ApiClient, { call, parameter, path, values, timezone, lock, maximumWait }: Plan, attempts: ItemAttempts): Run {
	return {
		client,
		parameter,
		option: (name) => optionOf(parameter, name),
		path,
		values,
		settled: async () => ({ path: await lookedUp(client, attempts, path), values: await lookedUp(client, attempts, values) }),
		remembered: async (name, findOut) => await attempts.settled(name, findOut),
		timezone,
		lock,
		maximumWait,
		memory: attempts.memory,
		itemMemory: attempts.own,
		call: async (endpoint, pathParts, requestValues, options) => await recordsOf(client, attempts, endpoint, pathParts, requestValues, options),
		send: async (details) => await recordsOf(client, attempts, call.endpoint, path, values, details),
		readAgain: async (endpoint, pauseSeconds) => {
			await client.pause(pauseSeconds * 1000);
			return await recordsOf(client, attempts, endpoint, path, {}, { fresh: true });
		},
	};
}

/**
 * Makes a request, and makes records out of the reply: at least one, unless it is an empty list. A change without a
 * body is done, unless the reply holds what is needed: then nobody knows what became of it.
 */
async function recordsOf(
	client: ApiClient,
	attempts: ItemAttempts,
	endpoint: Endpoint,
	path: Record<string, PathPart>,
	values: Record<string, Value> = {},
	{ complete, purchase, beside, thing, fresh }: SendDetails & { fresh?: boolean } = {},
): Promise<IDataObject[]> {
	const { method, path: template, effect } = endpoint;
	const { objects, emptyCode, done = { success: true } } = endpoint.reply;
	const send = async () => {
		const received = await client.objects(endpoint, lateInputs(client, attempts, path, values, complete), { fresh });
		if (!isWhole(endpoint, received)) throw client.dialect.undocumented(endpoint);
		return beside ? received.map((object) => ({ ...object, ...beside })) : received;
	};
	const received = effect === 'read' ? await send() : await attempts.once([method, template, ...(thing === undefined ? [] : [thing])].join(' '), purchase, send);
	if (received.length === 0 && emptyCode === undefined) return [done];
	return objects ? client.documented(endpoint, () => received.flatMap(objects)) : received;
}

/** Whether a reply holds what is needed of it. */
function isWhole({ effect, reply: { emptyCode, needed = [] } }: Endpoint, received: JsonRecord[]): boolean {
	if (received.length === 0) return emptyCode !== undefined || (effect !== 'read' && needed.length === 0);
	return received.every((object) => needed.every((keys) => [keys].flat().some((key) => holds(object[key]))));
}

/** Whether a value is worth something: a number, a text, a list with entries or an object with keys. */
function holds(value: unknown): boolean {
	if (typeof value === 'number') return true;
	if (typeof value === 'string') return value.trim() !== '';
	return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

/** What was asked before a pause of so many seconds may have changed since. */
const OLD_SECONDS = 5;

/** @param paused how many seconds the client had paused when it was asked */
export const isOldSince = (paused: number, client: ApiClient): boolean => client.secondsPaused - paused >= OLD_SECONDS;

/** The inputs of a request, asked for and completed without a long pause in between. */
export const lateInputs =
	(client: ApiClient, attempts: ItemAttempts, path: Record<string, PathPart>, values: Record<string, Value>, complete?: SendDetails['complete']): LateInputs =>
	async () => {
		for (;;) {
			const paused = client.secondsPaused;
			const settled = { path: await lookedUp(client, attempts, path), values: await lookedUp(client, attempts, values) };
			const { isOld = false, ...completion } = (await complete?.(settled)) ?? {};
			if (!isOld && !isOldSince(paused, client)) return { ...settled, ...completion, values: { ...settled.values, ...completion.values } };
		}
	};

/** Asks what must be asked before a request. An item that has changed something means the same thing to its end. */
async function lookedUp<T>(client: ApiClient, attempts: ItemAttempts, values: Record<string, T | Lookup<T>>): Promise<Record<string, T>> {
	const entries = Object.entries(values).map(
		async ([name, value]) => [name, isLookup(value) ? await attempts.settled(name, async () => await value.lookUp(client)) : value] as const,
	);
	return Object.fromEntries(await Promise.all(entries));
}
