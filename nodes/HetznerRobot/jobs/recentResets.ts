import type { Slot } from '../../common/http/memory';
import { Queue } from '../../common/http/queue';
import type { Run } from '../../common/operation/operation';

/** What executions of one process know of each other's resets of one server. */
interface Resets {
	/** Two must not both look before either has changed anything. */
	underWay: Queue;
	/** When the last one was sent, in milliseconds since 1970. */
	last: number;
}

const byServer: Slot<Map<string, Resets>> = { begin: () => new Map() };

/** What is known of the resets of the server that an item is about. */
export async function recentResets(run: Run): Promise<Resets> {
	const known = run.client.accountMemory.of(byServer);
	const number = JSON.stringify((await run.settled()).path);
	const resets = known.get(number) ?? { underWay: new Queue(), last: -Infinity };
	known.set(number, resets);
	return resets;
}
