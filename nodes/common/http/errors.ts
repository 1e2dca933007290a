import type { Endpoint, Limit } from './endpoint';

/** What is known about a failed request: the API refused it, nothing was sent, or nobody can tell. */
export type Outcome = 'refused' | 'not-sent' | 'unknown';

/** The kinds of failure that n8n distinguishes when it decides whether and when to poll again. */
export type Cause = 'credential-invalid' | 'rate-limited' | 'temporarily-unavailable' | 'configuration-invalid';

export interface ApiErrorDetails {
	/** HTTP status, absent when there was no reply. */
	status?: number;
	/** The API's error code, e.g. `SERVER_NOT_FOUND`, or one of ours for what it has no code for. */
	code: string;
	/** What happened, for messages that say themselves what was sent and what was not; the message unless told. */
	reason?: string;
	/** It says itself that a change was sent before: whatever failed came after it. */
	isAfterChange?: true;
	/** How the user can mend it. */
	advice?: string;
	/** The API's own words for a refusal, without the inputs that it names. */
	words?: string;
	/** The API's names of missing and invalid inputs (Robot's `INVALID_INPUT`). */
	missing?: string[];
	invalid?: string[];
	outcome: Outcome;
	cause?: Cause;
	/** The API has refused it for now, carried nothing out, and takes the same after a pause, whatever it is. */
	isForNow?: true;
	/** How long to wait before the next attempt, in seconds. */
	retryAfterSeconds?: number;
	/** The used up limit, as the API named it. */
	limit?: Limit;
}

/** A request that did not succeed. The message and the details never hold credentials. */
export class ApiError extends Error {
	readonly details: ApiErrorDetails;

	constructor(message: string, details: ApiErrorDetails) {
		super(message);
		this.name = 'ApiError';
		this.details = details;
	}
}

/** A value that cannot be sent. `parameter` is the parameter's name, `problem` goes on with "is empty". */
export class InputError extends Error {
	readonly parameter: string;
	readonly problem: string;
	readonly advice?: string;

	constructor(parameter: string, problem: string, advice?: string) {
		super(`${parameter} ${problem}`);
		this.name = 'InputError';
		this.parameter = parameter;
		this.problem = problem;
		this.advice = advice;
	}
}

/** "invalid input (missing: name; invalid: vlan) [INVALID_INPUT]": a refusal with the inputs that it names. */
export function refusalInWords(reason: string, code: string, missing: string[], invalid: string[]): string {
	const inputs = [missing.length > 0 && `missing: ${missing.join(', ')}`, invalid.length > 0 && `invalid: ${invalid.join(', ')}`];
	const words = inputs.filter(Boolean).join('; ');
	return `${words === '' ? reason : `${reason} (${words})`} [${code}]`;
}

/** Adds to an advice what may have become of the request. */
export function withOutcome(service: string, effect: Endpoint['effect'], outcome: Outcome, advice: string): string {
	if (outcome === 'not-sent') return `${advice} Nothing was sent.`;
	if (outcome === 'refused' || effect === 'read') return advice;
	return `${advice} It is unknown whether ${service} carried the request out: look before you repeat it.`;
}

/** The error that stands for a request which is not sent because the execution was cancelled. */
export const cancelledError = (): ApiError =>
	new ApiError('Nothing more was sent: the execution was cancelled', { code: 'CANCELLED', reason: 'the execution was cancelled', outcome: 'not-sent' });

/** True of the later request only. */
export const NOTHING = /Nothing (more )?was [a-z ]+\. ?/g;

/** The error of a request that came after a change which was sent: it must not say that nothing happened. */
export function afterChange({ message, details }: ApiError, isUnknown = false): ApiError {
	const { reason = message, advice = '' } = details;
	const before = isUnknown ? 'The change was sent, nobody knows what became of it, and what came after it failed' : 'The change was sent, but what came after it failed';
	return new ApiError(`${before}: ${reason}`, {
		...details,
		reason: undefined,
		words: undefined,
		isAfterChange: true,
		advice: `Look what became of the change before you repeat it. ${advice.replaceAll(NOTHING, '')}`.trim(),
		outcome: 'unknown',
	});
}
