import type { Endpoint } from './endpoint';
import type { ApiError } from './errors';

/** How often a request is sent at most, unless it is refused for now and may take its time. */
export const MAXIMUM_ATTEMPTS = 3;

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 10_000;

/** The pause before an attempt: it grows, and differs by chance, so that many executions do not come back at once. */
export const pauseBefore = (attempt: number): number => Math.min(FIRST_PAUSE_MS * 3 ** (attempt - 2), LONGEST_PAUSE_MS) * (1 + Math.random() / 2);

/**
 * Whether sending a request again may help and cannot do harm. A read may be repeated after every passing fault: no
 * reply, a reply that is not the API's, a proxy's 502, 503 and 504. Anything else only when nothing was sent at all, or
 * when the API says that it refuses it only now.
 */
export function isWorthRetrying({ effect }: Endpoint, { details: { cause, outcome, isForNow } }: ApiError): boolean {
	if (isForNow) return outcome === 'refused';
	return cause === 'temporarily-unavailable' && (effect === 'read' || outcome === 'not-sent');
}
