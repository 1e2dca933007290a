import type { ApiClient } from '../../common/http/client';
import type { Endpoint } from '../../common/http/endpoint';
import type { JsonRecord } from '../../common/http/json';
import type { Slot } from '../../common/http/memory';

/** A list that an execution asks for once, whatever it changes, until it is forgotten: after a change of names. */
export function listOnce(endpoint: Endpoint) {
	const slot: Slot<{ asked?: Promise<JsonRecord[]> }> = { begin: () => ({}) };
	return {
		entries: async (client: ApiClient): Promise<JsonRecord[]> => {
			const list = client.executionMemory.of(slot);
			list.asked ??= client.objects(endpoint, { path: {}, values: {} });
			return await list.asked;
		},
		forget: (client: ApiClient): void => void delete client.executionMemory.of(slot).asked,
	};
}
