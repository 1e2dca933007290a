import type { Endpoint } from './endpoint';
import type { ApiError } from './errors';

/** How often a request is sent at most. */
export const MAXIMUM_ATTEMPTS = 3;

const FIRST_PAUSE_MS = 1000;

/** The pause before an attempt: it grows, and differs by chance, so that many executions do not come back at once. */
export const pauseBefore = (attempt: number): number => FIRST_PAUSE_MS * 3 ** (attempt - 2) * (1 + Math.random() / 2);

/**
 * Whether sending a request again may help and cannot do harm. A read may be repeated after every passing fault: no
 * reply, a reply that is not the API's, a proxy's 502, 503 and 504. Anything else only when nothing was sent at all.
 */
export function isWorthRetrying({ effect }: Endpoint, { details: { cause, outcome } }: ApiError): boolean {
	return cause === 'temporarily-unavailable' && (effect === 'read' || outcome === 'not-sent');
}
