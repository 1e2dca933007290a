import type { ApiClient } from './client';
import type { Endpoint, Method } from './endpoint';
import type { Inputs, RequestValues } from './request';
import { fillPath } from './path';

/** A change that would be sent: everything that comes before it was done. */
export class Rehearsed extends Error {
	readonly endpoint: Endpoint;
	readonly inputs: Inputs;

	constructor(endpoint: Endpoint, inputs: Inputs) {
		super(`${endpoint.method} ${endpoint.path} would be sent`);
		this.name = 'Rehearsed';
		this.endpoint = endpoint;
		this.inputs = inputs;
	}

	get request(): { method: Method; path: string; values: RequestValues } {
		const { method, path } = this.endpoint;
		return { method, path: fillPath(path, this.inputs.path), values: this.inputs.values };
	}
}

/**
 * A client that reads as ever, and throws `Rehearsed` instead of sending a change: after all that is asked and checked
 * before it. It waits for no limit of a change.
 */
export function rehearsal(client: ApiClient): ApiClient {
	const request: ApiClient['request'] = async (endpoint, inputs, options) => {
		if (endpoint.effect === 'read') return await client.request(endpoint, inputs, options);
		const { over, ...settled } = typeof inputs === 'function' ? await inputs() : { ...inputs, over: undefined };
		await over?.();
		client.outgoing(endpoint, settled);
		throw new Rehearsed(endpoint, settled);
	};
	const untilAllowed: ApiClient['untilAllowed'] = async (endpoint, refused) => {
		if (endpoint.effect === 'read') await client.untilAllowed(endpoint, refused);
	};
	return Object.assign(Object.create(client) as ApiClient, { request, untilAllowed });
}
