import type { Queue } from '../http/queue';
import type { Completion, Run } from './operation';

/** A purchase that is looked at and sent while no other is. */
export interface Alone {
	/** For what is looked at meanwhile. */
	looking: Run;
	/** Comes when no other purchase is under way. */
	take: () => Promise<void>;
	leave: () => Promise<void>;
	/** What becomes of it around the sending. */
	around: Completion;
}

/** A longer wait lets others go first; what was looked at is looked at anew after it. */
const LONGEST_PAUSE_MS = 60_000;

/**
 * One purchase after another, from the look at earlier ones to the reply: those of the account in this process by a queue,
 * those of the same node in all processes by n8n's database.
 */
export function alone(run: Run, queue: Queue): Alone {
	const turn = queue.turn();
	const lock = run.lock();
	const leave = async () => {
		await lock.leave();
		turn.leave();
	};
	const take = async () => {
		await leave();
		await turn.take();
		await lock.take();
	};
	const client = run.client.pausing(async (milliseconds) => (milliseconds > LONGEST_PAUSE_MS ? await leave() : undefined));
	return { looking: { ...run, client }, take, leave, around: { over: leave, confirm: async () => await lock.confirm() } };
}
