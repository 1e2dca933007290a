import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { loginKey } from '../../common/http/account';
import type { ApiClient } from '../../common/http/client';
import type { Endpoint } from '../../common/http/endpoint';
import { InputError } from '../../common/http/errors';
import type { JsonRecord } from '../../common/http/json';
import type { Slot } from '../../common/http/memory';
import { pathValue, type PathValue } from '../../common/http/path';
import { toNodeError } from '../../common/n8n/nodeError';
import { found, type Field } from '../../common/operation/operation';
import { toLocator } from '../../common/operation/values';
import { robotClient } from '../connection/client';
import { listServers } from '../endpoints/server';

/** The editor asks again at every letter that is typed into a search. */
const FRESH_MS = 15 * 1000;

/** The lists of the last seconds, by login and request: a wrong password must not see what the right one was shown. */
const recentLists: Slot<Map<string, { at: number; objects: Promise<JsonRecord[]> }>> = { begin: () => new Map() };

/** What a list of the editor is made from: the objects of one endpoint, asked at most every 15 seconds for a login. */
export async function listOf(client: ApiClient, endpoint: Endpoint, path: Record<string, PathValue> = {}): Promise<JsonRecord[]> {
	const recent = client.accountMemory.of(recentLists);
	const id = JSON.stringify([loginKey(client.account), endpoint.path, path]);
	const known = recent.get(id);
	if (known && Date.now() - known.at < FRESH_MS) return await known.objects;
	for (const [old, { at }] of recent) if (Date.now() - at >= FRESH_MS) recent.delete(old);
	const objects = client.objects(endpoint, { path, values: {} });
	recent.set(id, { at: Date.now(), objects });
	objects.catch(() => recent.delete(id));
	return await objects;
}

/** Runs a list method of the editor, whose errors are shown in the list. */
export function editorList<A extends unknown[], R>(method: (context: ILoadOptionsFunctions, client: ApiClient, ...args: A) => Promise<R>) {
	return async function (this: ILoadOptionsFunctions, ...args: A): Promise<R> {
		return await robotClient(this, { purpose: 'editor' })
			.then(async (client) => await method(this, client, ...args))
			.catch((error: unknown) => Promise.reject(toNodeError(this.getNode(), error)));
	};
}

/** Fills a choice of the editor. */
export const choices = (method: (context: ILoadOptionsFunctions, client: ApiClient) => Promise<INodePropertyOptions[]>) =>
	editorList(async (context, client) => withValue(await method(context, client)));

/** The servers of the account. */
export const servers = async (client: ApiClient) => await listOf(client, listServers);

/**
 * The value of a path parameter that is chosen above a list.
 *
 * @throws InputError when nothing is chosen yet
 */
export async function valueOf(context: ILoadOptionsFunctions, client: ApiClient, { property, toPath }: Field): Promise<PathValue> {
	const parameter = (name: string) => context.getCurrentNodeParameter(name) as unknown;
	const { value } = toLocator(property.name, parameter(property.name));
	if (value === '') throw new InputError(property.displayName, 'is empty', 'Choose it first: this list depends on it.');
	const chosen = async () => toPath?.(parameter(property.name), parameter) ?? pathValue(property.name, value);
	const answer = chosen().then(async (part) => await found(part, client));
	return await answer.catch((error: unknown) => Promise.reject(asShown(error, property.displayName)));
}

/** Errors name a parameter as the code does, people know it as the editor does. */
const asShown = (error: unknown, displayName: string) => (error instanceof InputError ? new InputError(displayName, error.problem, error.advice) : error);

/** A text or a number as text, everything else as nothing. */
export const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

/** What is listed without a number, name or address cannot be chosen. */
export const withValue = <T extends { value: unknown }>(entries: T[]): T[] => entries.filter(({ value }) => value !== '');
