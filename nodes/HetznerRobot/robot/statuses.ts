import type { Known } from '../../common/http/dialect';
import type { Endpoint } from '../../common/http/endpoint';
import type { Cause, Outcome } from '../../common/http/errors';
import { isOfStorageBox } from './advice';
import { accessAdvice } from './logins';

/** What a status says without Robot's own words: a proxy in between may have said it, and nobody knows when. */

/**
 * The statuses that mean, whoever says them, that the request was not passed on: a login of their own (401), a proxy's
 * (407), and requests that are too long or without a length (411, 413, 414, 431). With any other somebody may hide what
 * Robot has answered, as firewalls do that look at replies.
 */
const NOT_CARRIED_OUT = [401, 411, 413, 414, 431];

/** What may have become of a request that was answered so. */
export function outcomeOfStatus({ effect }: Endpoint, status: number): Outcome {
	if (status === 407) return 'not-sent';
	if (NOT_CARRIED_OUT.includes(status)) return 'refused';
	// A question is carried out or not, nothing follows from it.
	return effect === 'read' && status >= 400 && status < 500 ? 'refused' : 'unknown';
}

/** A reply that cannot be read was cut off or came from a proxy: it passes, as internal and gateway errors and maintenance do. */
export function causeOfStatus(status: number): Cause | undefined {
	if (status === 429) return 'rate-limited';
	if (status === 407) return 'configuration-invalid';
	return status < 300 || [500, 502, 503, 504].includes(status) ? 'temporarily-unavailable' : undefined;
}

const LATER = 'Try again later.';

/** What happened and how to mend it, for a reply without a documented error. */
export function wordsForStatus(endpoint: Endpoint, status: number, known: Known): [message: string, advice: string] {
	if (status < 300) return ["Robot's reply could not be read", 'It is not the documented JSON: it was cut off, or a proxy in between answered.'];
	if (status < 400) {
		return [`Robot redirected the request (HTTP ${status})`, 'Redirects are not followed, so that the password stays with Robot. Check the Base URL of the credential.'];
	}
	if (isOfStorageBox(endpoint) && [404, 410].includes(status)) return [`Robot answered HTTP ${status} without a reason`, ''];
	switch (status) {
		case 403:
			return [
				'Access was refused (HTTP 403) without a reason, by Robot or a proxy in between',
				isOfStorageBox(endpoint) && known.limitedForSeconds === undefined ? '' : accessAdvice(known),
			];
		case 407:
			return ['The proxy of this n8n refused the request (HTTP 407)', 'It wants a user name and a password of its own: they belong into the address of the proxy.'];
		case 429:
			return ['Robot, or a proxy in between, refused the request because there were too many (HTTP 429)', LATER];
		case 503:
			return ['Robot is unavailable because of maintenance, or a proxy in between failed (HTTP 503)', LATER];
	}
	if (status >= 500) return [`Robot, or a proxy in front of it, failed (HTTP ${status})`, LATER];
	return [`Robot answered HTTP ${status} without a reason`, 'Check the Base URL of the credential.'];
}
