import type { IDataObject } from 'n8n-workflow';
import type { Endpoint } from '../../common/http/endpoint';
import { ApiError } from '../../common/http/errors';
import type { Run, SendDetails } from '../../common/operation/operation';
import { isEmpty, isOn, toNumber, wordOf } from '../../common/operation/values';
import { counted } from '../../common/http/counted';
import { isAboutAnother } from '../robot/sameThing';

/** What a look at a running change shows. */
export interface Progress {
	state: 'pending' | 'ready' | 'failed';
	/** What Robot said, e.g. "in process". */
	seen: string;
}

type ProgressOf = (object: IDataObject) => Progress | Promise<Progress>;

/** How a wait ends without the change being carried out: nobody knows what becomes of it. */
export const failure = (message: string, advice: string) => new ApiError(message, { code: 'NOT_COMPLETED', advice, outcome: 'unknown', isAfterChange: true });

/** Pauses in seconds: short at first, then long enough that no wait uses up a documented limit of 500 requests per hour. */
export const PAUSES = [5, 5, 10, 10, 15];

/** The pause before a look, counted from 0. */
export const pauseBeforeLook = (turn: number, pauses: number[] = PAUSES): number => pauses[Math.min(turn, pauses.length - 1)] as number;

const DEFAULT_MAXIMUM_SECONDS = 300;

export const maximumWaitOf = (run: Run): number => toNumber('maximumWait', run.parameter('maximumWait') ?? DEFAULT_MAXIMUM_SECONDS);

export const waitsForCompletion = (run: Run): boolean => isOn('waitForCompletion', run.parameter('waitForCompletion'));

/** Makes the operation's own request and, with Wait for Completion, looks until it is carried out. Maximum Wait is checked where it is entered. */
export async function sendAndWait(run: Run, look: Endpoint, progressOf: ProgressOf, details?: SendDetails, pauses: number[] = PAUSES): Promise<IDataObject[]> {
	if (!waitsForCompletion(run)) return await run.send(details);
	const maximum = maximumWaitOf(run);
	await run.send(details);
	return [await lookUntil(run, look, progressOf, maximum, pauses)];
}

const OF_ANOTHER: Progress = { state: 'pending', seen: "Robot's reply is about another one" };

/** Looks until what was sent is carried out, for so many seconds at most, and gives back what is there then. */
export async function lookUntil(run: Run, look: Endpoint, progressOf: ProgressOf, maximum: number, pauses: number[] = PAUSES): Promise<IDataObject> {
	let seen = 'nothing';
	const { path } = await run.settled();
	for (let waited = 0, turn = 0; waited < maximum; turn++) {
		const pause = Math.min(pauseBeforeLook(turn, pauses), maximum - waited);
		waited += pause;
		const [object = {}] = await run.readAgain(look, pause);
		const progress = isAboutAnother(path, object) ? OF_ANOTHER : await progressOf(object);
		seen = progress.seen;
		if (progress.state === 'ready') return object;
		if (progress.state === 'failed') throw failure(`Robot could not carry the change out (${seen})`, 'Look at it in Robot, or ask Hetzner support.');
	}
	throw failure(`Robot has not carried the change out within ${counted(maximum, 'second')} (${seen})`, 'It is still under way: look again later, or allow a longer Maximum Wait.');
}

/** "status in process", for an error. */
export const statusInWords = (status: unknown): string => (isEmpty(status) ? 'no status said' : `status ${wordOf(status)}`);

/** Pending is whatever is neither finished nor failed: Robot's words for it differ. */
export function stateOf(statuses: unknown[], finished: string[]): Progress['state'] {
	if (statuses.includes('failed')) return 'failed';
	return statuses.every((status) => finished.includes(String(status))) ? 'ready' : 'pending';
}
