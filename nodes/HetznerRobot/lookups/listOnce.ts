import type { ApiClient } from '../../common/http/client';
import type { Endpoint } from '../../common/http/endpoint';
import type { JsonRecord } from '../../common/http/json';
import type { Slot } from '../../common/http/memory';

interface List {
	asked?: Promise<JsonRecord[]>;
	/** How long the execution had waited by then. */
	waited?: number;
}

/**
 * A list that an execution asks for once, whatever it changes, until it is forgotten: after a change of names, and after
 * it has waited for a long limit, when somebody else may have changed them.
 */
export function listOnce(endpoint: Endpoint) {
	const slot: Slot<List> = { begin: () => ({}) };
	return {
		entries: async (client: ApiClient): Promise<JsonRecord[]> => {
			const list = client.executionMemory.of(slot);
			if (list.waited !== client.secondsWaited) list.asked = undefined;
			list.waited = client.secondsWaited;
			list.asked ??= client.objects(endpoint, { path: {}, values: {} });
			return await list.asked;
		},
		forget: (client: ApiClient): void => void delete client.executionMemory.of(slot).asked,
	};
}
