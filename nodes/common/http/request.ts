import type { Method } from './endpoint';
import type { PathValue } from './path';

/** A value that a request can hold beside its path; `null` where an API tells nothing from what is left out. */
export type RequestValue = string | number | boolean | null | RequestValue[] | { [name: string]: RequestValue | undefined };

/** The named values of a query or a body; `undefined` is not sent. */
export type RequestValues = Record<string, RequestValue | undefined>;

/** The values of one request: `path` by parameter name, `values` by the API's names (a query for GET, else a body). */
export interface Inputs {
	path: Record<string, PathValue>;
	values: RequestValues;
}

/** Inputs that were asked for right before they are sent. */
export interface SettledInputs extends Inputs {
	/** Is asked at the very last moment, and may throw whatever says that it is not to be sent after all. */
	confirm?: () => Promise<void>;
	/** Is told when the request is over, or has to wait and asks for its inputs anew. Must not fail. */
	over?: () => void | Promise<void>;
}

/** Inputs that must be asked for before they can be sent. May throw whatever says that nothing is to be sent. */
export type LateInputs = () => Promise<SettledInputs>;

/** A request ready to be sent: everything but the credentials. */
export interface OutgoingRequest {
	method: Method;
	url: string;
	headers: Record<string, string>;
	/** The encoded body, absent where there is none. */
	body?: string;
	timeoutSeconds: number;
}

/** A reply as it came over the wire. */
export interface Reply {
	status: number;
	/** By name in lower case. */
	headers: Record<string, unknown>;
	/** The body; empty where there was none. */
	text: string;
}

/** What sending needs of n8n. */
export interface Wire {
	/**
	 * Sends a request with the account's credentials, exactly once, without following redirects, and gives back the
	 * reply of any status. Rejects only when there is no reply; the reason's `code` (or its `cause`'s) names the error.
	 */
	send: (request: OutgoingRequest) => Promise<Reply>;
	/** Waits, and ends at once when the execution is cancelled. */
	pause: (milliseconds: number) => Promise<void>;
	isCancelled: () => boolean;
}
