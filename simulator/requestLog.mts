import type { Pair } from './url.mts';
import type { TokenAuthorization } from './console/token.mts';
import type { Authorization } from './login.mts';

/** One request to Robot or Console, as it arrived. Never holds the Authorization header. */
export interface RecordedRequest {
	method: string;
	/** Decoded, without the query. */
	path: string;
	/** As it stood in the request line. */
	rawUrl: string;
	query: Pair[];
	/** The decoded form body, in order; empty when the body was not form-encoded. */
	form: Pair[];
	/** The parsed JSON body of a request to Console; undefined when there was none, or something else. */
	json?: unknown;
	contentType: string | null;
	authorization: Authorization | TokenAuthorization;
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
