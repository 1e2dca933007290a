import { timeOfDay } from './clockTime';
import type { Dialect } from './dialect';
import { inMinutes, limitInWords, type Endpoint } from './endpoint';
import { ApiError } from './errors';
import type { Purpose, Usage } from './ledger';

/** For how many whole seconds the API refuses such requests because a limit is used up; `undefined` for any other error. */
export const limitedForSeconds = ({ details: { cause, outcome, retryAfterSeconds } }: ApiError): number | undefined =>
	cause === 'rate-limited' && outcome === 'refused' && retryAfterSeconds !== undefined ? Math.max(1, Math.ceil(retryAfterSeconds)) : undefined;

/** Whose reply says how long to wait. */
const SAYS_WHEN = [429, 503];

/** Adds to a refusal how long the reply asks to wait, where its body has not said it. */
export function withRetryAfter(error: ApiError, seconds: number | undefined): ApiError {
	const { message, details } = error;
	if (seconds === undefined || details.retryAfterSeconds !== undefined || !SAYS_WHEN.includes(details.status ?? 0)) return error;
	return new ApiError(message, { ...details, advice: `The reply asks to wait ${inMinutes(seconds)}. ${details.advice ?? ''}`.trim(), retryAfterSeconds: seconds });
}

/** What whoever is told of a limit can do. */
const AFTER_A_LIMIT: Record<Exclude<Purpose, 'execution'>, string> = {
	polling: 'The next poll after that asks again.',
	editor: 'Try again then.',
};

/**
 * The error that stands for a request which is not sent because it would overrun a documented limit.
 *
 * @param timezone of the times in it
 */
export function limitReachedError(
	{ service, afterLimit }: Pick<Dialect, 'service' | 'afterLimit'>,
	{ limit }: Endpoint,
	{ used, wait, said }: Usage,
	purpose: Purpose,
	timezone?: string,
): ApiError {
	const reason = said
		? `${service} said at ${timeOfDay(said.at, timezone)} that its limit${said.limit ? ` of ${limitInWords(said.limit)}` : ''} is used up (other programs count, too)`
		: `${service} allows ${limitInWords(limit)} for this, and ${used} ${used === 1 ? 'was' : 'were'} used by this n8n process`;
	return new ApiError(`Nothing was sent: ${reason}`, {
		code: 'LIMIT_REACHED',
		reason,
		advice: `It can go on in ${inMinutes(wait)}. ${purpose === 'execution' ? afterLimit : AFTER_A_LIMIT[purpose]}`,
		outcome: 'not-sent',
		cause: 'rate-limited',
		retryAfterSeconds: wait,
	});
}
