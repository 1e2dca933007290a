import type { ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult, INodePropertyOptions } from 'n8n-workflow';
import { loginKey } from '../http/account';
import type { ApiClient, ClientOptions } from '../http/client';
import type { Endpoint } from '../http/endpoint';
import { ApiError, InputError } from '../http/errors';
import type { JsonRecord } from '../http/json';
import type { Slot } from '../http/memory';
import { pathValue, type PathValue } from '../http/path';
import { toNodeError } from '../n8n/nodeError';
import { found, type Field } from './operation';
import { toLocator } from './values';
import { byName } from './alphabet';

/** What the lists and choices of the editor are made with. */

/** The editor asks again at every letter that is typed into a search. */
const FRESH_MS = 15 * 1000;

/** The lists of the last seconds, by login and request: a wrong password must not see what the right one was shown. */
const recentLists: Slot<Map<string, { at: number; objects: Promise<JsonRecord[]> }>> = { begin: () => new Map() };

type Ask = () => Promise<JsonRecord[]>;

/**
 * What a list of the editor is made from: the objects of one endpoint, asked at most every 15 seconds for a login.
 *
 * @param ask asks for them, where one request is not all
 */
export async function listOf(client: ApiClient, endpoint: Endpoint, path: Record<string, PathValue> = {}, ask?: Ask): Promise<JsonRecord[]> {
	const recent = client.accountMemory.of(recentLists);
	const id = JSON.stringify([loginKey(client.account), endpoint.path, path]);
	const known = recent.get(id);
	if (known && Date.now() - known.at < FRESH_MS) return await known.objects;
	for (const [old, { at }] of recent) if (Date.now() - at >= FRESH_MS) recent.delete(old);
	const objects = ask ? ask() : client.objects(endpoint, { path, values: {} });
	recent.set(id, { at: Date.now(), objects });
	objects.catch(() => recent.delete(id));
	return await objects;
}

type ListMethod<A extends unknown[], R> = (context: ILoadOptionsFunctions, client: ApiClient, ...args: A) => Promise<R>;

/** The makers of the methods that the editor calls, for the client of one of the APIs. Their errors are shown in the list. */
export function editorLists(clientOf: (context: ILoadOptionsFunctions, options: ClientOptions) => Promise<ApiClient>) {
	function editorList<A extends unknown[], R>(method: ListMethod<A, R>) {
		return async function (this: ILoadOptionsFunctions, ...args: A): Promise<R> {
			return await clientOf(this, { purpose: 'editor' })
				.then(async (client) => await method(this, client, ...args))
				.catch((error: unknown) => Promise.reject(toNodeError(this.getNode(), error)));
		};
	}
	/**
	 * A list of what something chosen above it offers.
	 *
	 * @param otherMode how to give a value that the list cannot know
	 */
	const dependentList = (method: ListMethod<[filter?: string], INodeListSearchResult>, otherMode = 'By Value') =>
		editorList(async (context, client, filter?: string) => await method(context, client, filter).catch((error: unknown) => saidInTheList(error, otherMode)));
	/** Fills a choice of the editor. */
	const choices = (method: ListMethod<[], INodePropertyOptions[]>) => editorList(async (context, client) => withValue(await method(context, client)));
	return { editorList, dependentList, choices };
}

/** The one entry of a list that has nothing to choose: choosing it chooses nothing. */
const saying = (name: string): INodeListSearchResult => ({ results: [{ name, value: '' }] });

/** Whether an error says that what a list depends on is not known: it is not chosen yet, or nothing is called so. */
export const isUnknown = (error: unknown): boolean => error instanceof InputError || (isMissing(error) && /NOT_FOUND$/i.test(error.details.code));

const isMissing = (error: unknown): error is ApiError => error instanceof ApiError && error.details.status === 404 && error.details.words !== undefined;

/**
 * A list is empty as long as the editor does not know what it depends on, as with an expression or a value of an agent's
 * model, and where that does not offer such things: neither is an error.
 */
function saidInTheList(error: unknown, otherMode: string): INodeListSearchResult {
	if (isUnknown(error)) return saying(`Known when the workflow runs: use ${otherMode}`);
	if (isMissing(error)) return saying(error.details.words as string);
	throw error;
}

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

/** What an entry shows, first what it is called. */
export type Parts = Array<JsonRecord[string] | undefined>;

/** What stands for a thing, its name, and everything else that a search should find: the name is in front where there is one. */
export const entryOf = ([value, name, ...details]: Parts): INodeListSearchItems => ({
	name: labelled(text(name) === '' ? [value, ...details] : [name, value, ...details]),
	value: text(value),
});

/** "first (second, third)", without what is empty. */
export function labelled([first, ...details]: Parts): string {
	const shown = details.map(text).filter(Boolean).join(', ');
	return shown === '' ? text(first) : `${text(first)} (${shown})`;
}

/** The entries that hold every word of the filter, in natural order. */
export function matching<T>(objects: T[], entry: (object: T) => INodeListSearchItems, filter = ''): INodeListSearchResult {
	const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
	const results = withValue(objects.map(entry)).filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)));
	return { results: results.sort((a, b) => byName(a.name, b.name)) };
}
