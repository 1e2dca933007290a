import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { toNodeError } from './nodeError';
import type { RobotClient, Wrapping } from './robot/client';
import type { Endpoint } from './robot/endpoint';
import type { JsonRecord } from './robot/reply';
import { robotClient } from './transport';

/** The editor asks again at every letter that is typed into a search. */
const FRESH_MS = 15 * 1000;

const recent = new Map<string, { at: number; objects: Promise<JsonRecord[]> }>();

/** What a list of the editor is made from: the objects of one endpoint, asked at most every 15 seconds for an account. */
export async function listOf(client: RobotClient, endpoint: Endpoint, wrapping: Wrapping, path: Record<string, string> = {}): Promise<JsonRecord[]> {
	const { baseUrl, username } = client.account;
	const id = JSON.stringify([baseUrl, username, endpoint.path, path]);
	const known = recent.get(id);
	if (known && Date.now() - known.at < FRESH_MS) return await known.objects;
	const objects = client.objects(endpoint, { path, values: {} }, wrapping);
	recent.set(id, { at: Date.now(), objects });
	objects.catch(() => recent.delete(id));
	return await objects;
}

/** Runs a list method of the editor, whose errors are shown in the list. */
export function editorList<A extends unknown[], R>(method: (context: ILoadOptionsFunctions, client: RobotClient, ...args: A) => Promise<R>) {
	return async function (this: ILoadOptionsFunctions, ...args: A): Promise<R> {
		return await robotClient(this)
			.then(async (client) => await method(this, client, ...args))
			.catch((error: unknown) => Promise.reject(toNodeError(this.getNode(), error)));
	};
}
