import { createHash } from 'crypto';
import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { allServers, listServers } from './accountServers';
import { toNodeError } from './nodeError';
import type { Field } from './operation';
import type { RobotClient, Wrapping } from './robot/client';
import type { Endpoint } from './robot/endpoint';
import { InputError } from './robot/errors';
import type { JsonRecord } from './robot/reply';
import { robotClient } from './transport';
import { toLocator } from './values';

/** The editor asks again at every letter that is typed into a search. */
const FRESH_MS = 15 * 1000;

const recent = new Map<string, { at: number; objects: Promise<JsonRecord[]> }>();

/** What a list of the editor is made from: the objects of one endpoint, asked at most every 15 seconds for a login. */
export async function listOf(client: RobotClient, endpoint: Endpoint, wrapping: Wrapping, path: Record<string, string> = {}): Promise<JsonRecord[]> {
	const id = createHash('sha256').update(JSON.stringify([client.account, endpoint.path, path])).digest('hex');
	const known = recent.get(id);
	if (known && Date.now() - known.at < FRESH_MS) return await known.objects;
	for (const [old, { at }] of recent) if (Date.now() - at >= FRESH_MS) recent.delete(old);
	const objects = client.objects(endpoint, { path, values: {} }, wrapping);
	recent.set(id, { at: Date.now(), objects });
	objects.catch(() => recent.delete(id));
	return await objects;
}

/** Runs a list method of the editor, whose errors are shown in the list. */
export function editorList<A extends unknown[], R>(method: (context: ILoadOptionsFunctions, client: RobotClient, ...args: A) => Promise<R>) {
	return async function (this: ILoadOptionsFunctions, ...args: A): Promise<R> {
		return await robotClient(this, { attempts: 1 })
			.then(async (client) => await method(this, client, ...args))
			.catch((error: unknown) => Promise.reject(toNodeError(this.getNode(), error)));
	};
}

/** The servers of the account. */
export const servers = async (client: RobotClient) =>
	await listOf(client, listServers, allServers);

/**
 * The value of a path parameter that is chosen above a list.
 *
 * @throws InputError when nothing is chosen yet
 */
export async function valueOf(context: ILoadOptionsFunctions, client: RobotClient, { property, encode }: Field): Promise<string> {
	const parameter = (name: string) => context.getCurrentNodeParameter(name) as unknown;
	const { value } = toLocator(property.name, parameter(property.name));
	if (value === '') throw new InputError(property.displayName, 'is empty', 'Choose it first: this list depends on it.');
	const encoded = async () => encode?.(parameter(property.name), parameter);
	const answer = encoded().then(async (asked) => (typeof asked === 'function' ? await asked(client) : asked));
	return text(await answer.catch((error: unknown) => Promise.reject(asShown(error, property.displayName))));
}

/** Errors name a parameter as the code does, people know it as the editor does. */
const asShown = (error: unknown, displayName: string) =>
	error instanceof InputError ? new InputError(displayName, error.problem, error.advice) : error;

/** A text or a number as text, everything else as nothing. */
export const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
