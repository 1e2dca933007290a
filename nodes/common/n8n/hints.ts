import type { NodeExecutionHint } from 'n8n-workflow';
import type { ApiClient } from '../http/client';
import { limitInWords, limitKey } from '../http/endpoint';
import { isOrAre } from '../http/counted';

/** Below this share of a limit the node warns. */
const LITTLE = 0.2;

/** A limit of one request in a few seconds is kept by waiting and says nothing. */
const SMALLEST_LIMIT = 5;

/** Warns of documented limits that are nearly used up by what was just asked. */
export function limitHints({ accountMemory: { ledger }, used }: ApiClient): NodeExecutionHint[] {
	// Endpoints that share a limit are told once.
	const byLimit = new Map([...used].map((endpoint) => [limitKey(endpoint), endpoint]));
	const nearlyUsedUp = [...byLimit.values()].filter((endpoint) => {
		const { used: count, max } = ledger.usage(endpoint);
		return max >= SMALLEST_LIMIT && max - count < max * LITTLE;
	});
	const messages = nearlyUsedUp.map((endpoint) => {
		const { used: count, max, seconds } = ledger.usage(endpoint);
		const left = Math.max(0, max - count);
		return `${endpoint.method} ${endpoint.path}: ${left} of ${limitInWords({ max, seconds })} ${isOrAre(left)} left`;
	});
	return [...new Set(messages)].map((message) => ({ message, type: 'warning', location: 'outputPane' }));
}
