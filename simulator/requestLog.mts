import type { Pair } from './input.mts';
import type { Authorization } from './login.mts';

/** One request in Robot's namespace, as it arrived. Never holds the Authorization header. */
export interface RecordedRequest {
	method: string;
	/** Decoded, without the query. */
	path: string;
	/** As it stood in the request line. */
	rawUrl: string;
	query: Pair[];
	/** The decoded form body, in order; empty when the body was not form-encoded. */
	form: Pair[];
	contentType: string | null;
	authorization: Authorization;
	/** null when the client got no reply. */
	status: number | null;
	/** ISO time of the simulator's clock. */
	at: string;
}

export class RequestLog {
	#requests: RecordedRequest[] = [];

	add(request: RecordedRequest): RecordedRequest {
		this.#requests.push(request);
		return request;
	}

	list(): RecordedRequest[] {
		return structuredClone(this.#requests);
	}

	clear(): void {
		this.#requests = [];
	}
}
