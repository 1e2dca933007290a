import type { ApiClient } from '../http/client';
import { counted } from '../http/counted';
import type { Endpoint } from '../http/endpoint';
import { ApiError } from '../http/errors';

/** Pauses in seconds: they double, and stay short enough that people notice the end and long enough that no limit is used up. */
const FIRST_PAUSE = 5;
const LONGEST_PAUSE = 60;

/**
 * Does the work of an item, and again while the API refuses its request because it is busy with an earlier change: that
 * is certainly not carried out. What the work reads, it reads anew, because the earlier change may have changed it.
 *
 * @param patience how many seconds to wait in all
 * @throws ApiError the API's own refusal, with how long was waited
 */
export async function whileBusy<T>(client: ApiClient, endpoint: Endpoint, patience: number, work: () => Promise<T>): Promise<T> {
	let waited = 0;
	for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
		const outcome = await work().then(
			(value) => ({ value }),
			(error: unknown) => ({ error }),
		);
		if ('value' in outcome) return outcome.value;
		const { error } = outcome;
		if (!isBusy(endpoint, error)) throw error;
		if (waited >= patience) throw stillBusy(error, waited);
		const seconds = Math.min(pause, patience - waited);
		await client.pause(seconds * 1000);
		waited += seconds;
	}
}

const isBusy = ({ busyCode }: Endpoint, error: unknown): error is ApiError =>
	error instanceof ApiError && busyCode !== undefined && error.details.code === busyCode && error.details.outcome === 'refused';

function stillBusy({ message, details }: ApiError, waited: number): ApiError {
	const said = waited === 0 ? 'The option Wait While Busy lets the node wait for that.' : `Wait While Busy has waited ${counted(waited, 'second')} for that.`;
	return new ApiError(message, { ...details, advice: `${details.advice ?? ''} ${said}`.trim() });
}
