import type { ApiClient } from '../../common/http/client';
import type { Endpoint } from '../../common/http/endpoint';
import type { JsonRecord } from '../../common/http/json';
import type { Slot } from '../../common/http/memory';

interface List {
	asked?: Promise<JsonRecord[]>;
	/** How many seconds the execution had paused by then. */
	paused: number;
}

/** After pauses of so many seconds in all somebody else may have changed the list. */
const OLD_SECONDS = 60;

/**
 * A list that an execution asks for once, whatever it changes, until it is forgotten: after a change of names, and after
 * a minute of pauses.
 */
export function listOnce(endpoint: Endpoint) {
	const slot: Slot<List> = { begin: () => ({ paused: 0 }) };
	/** What fails is not kept: the next item asks again. */
	const askedFor = async (client: ApiClient, list: List): Promise<JsonRecord[]> => {
		list.paused = client.secondsPaused;
		return await client.objects(endpoint, { path: {}, values: {} }, { fresh: true }).catch((error: unknown) => {
			list.asked = undefined;
			throw error;
		});
	};
	return {
		entries: async (client: ApiClient): Promise<JsonRecord[]> => {
			const list = client.executionMemory.of(slot);
			if (client.secondsPaused - list.paused > OLD_SECONDS) list.asked = undefined;
			list.asked ??= askedFor(client, list);
			return await list.asked;
		},
		/** What was asked for already, and is not old by now. */
		known: async (client: ApiClient): Promise<JsonRecord[]> => (await client.executionMemory.of(slot).asked) ?? [],
		forget: (client: ApiClient): void => void delete client.executionMemory.of(slot).asked,
	};
}
