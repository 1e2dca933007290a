import type { Endpoint, Method } from './endpoint';
import { networkError, RobotError } from './errors';
import { encodeForm, type Form } from './form';
import { LoginGuard, type Account } from './loginGuard';
import { fillPath } from './path';
import { readReply, unwrap, type Json, type JsonRecord, type Reply } from './reply';

/** A request ready to be sent: everything but the credentials. */
export interface OutgoingRequest {
	method: Method;
	url: string;
	/** The encoded form, absent where there is none. */
	body?: string;
	timeoutSeconds: number;
}

/**
 * Sends a request with the account's credentials, exactly once, without following redirects, and gives back the
 * reply of any status. Rejects only when there is no reply; the reason's `code` (or its `cause`'s) names the network error.
 */
export type Send = (request: OutgoingRequest) => Promise<Reply>;

/** The values of one request: `path` by parameter name, `values` by Robot's names (a query for GET, else a form). */
export interface Inputs {
	path: Record<string, string>;
	values: Form;
}

/** How a reply holds its objects. */
export interface Wrapping {
	/** The key around each object, `null` where Robot sends it bare. */
	key: string | null;
	/** For lists: the code of the 404 that means an empty one. */
	none?: string;
}

/** One for the whole process: the node, the lists and the credential test share what they learn. */
const loginGuard = new LoginGuard();

/** A client of Robot's webservice for one account. The only place that sends requests. */
export class RobotClient {
	constructor(
		readonly account: Account,
		private readonly send: Send,
		private readonly guard = loginGuard,
	) {}

	/**
	 * Sends one request and reads its reply.
	 *
	 * @returns the parsed body, `null` where there is none
	 * @throws RobotError when Robot refuses it, when there is no readable reply, and without sending when this
	 * login was refused less than 10 minutes ago
	 * @throws InputError for a value that cannot be part of an address
	 */
	async request(endpoint: Endpoint, { path, values }: Inputs): Promise<Json> {
		const outgoing = this.outgoing(endpoint, path, values);
		const reply = await this.guard.run(this.account, async () => await this.attempt(endpoint, outgoing));
		return readReply(endpoint, reply);
	}

	/** Like `request`, and takes the objects out of the reply: none for an empty list or a reply without a body. */
	async objects(endpoint: Endpoint, inputs: Inputs, { key, none }: Wrapping): Promise<JsonRecord[]> {
		return await this.request(endpoint, inputs).then(
			(body) => unwrap(body, key),
			(error: unknown) => {
				if (none !== undefined && error instanceof RobotError && error.details.status === 404 && error.details.code === none) return [];
				throw error;
			},
		);
	}

	private outgoing({ method, path, timeoutSeconds }: Endpoint, pathValues: Record<string, string>, values: Form): OutgoingRequest {
		const url = `${this.account.baseUrl}${fillPath(path, pathValues)}`;
		const encoded = encodeForm(values);
		if (encoded === '') return { method, url, timeoutSeconds };
		return method === 'GET' ? { method, url: `${url}?${encoded}`, timeoutSeconds } : { method, url, body: encoded, timeoutSeconds };
	}

	private async attempt(endpoint: Endpoint, request: OutgoingRequest): Promise<Reply> {
		const outcome = await this.send(request).catch((error: unknown) => networkError(endpoint, new URL(request.url).host, codeOf(error)));
		if (outcome instanceof RobotError) throw outcome;
		return outcome;
	}
}

/** The code of a network error, which may be wrapped: `ECONNRESET`, or `UNKNOWN`. */
function codeOf(error: unknown): string {
	for (let current = error, depth = 0; depth < 5 && typeof current === 'object' && current !== null; depth++) {
		const { code, cause } = current as { code?: unknown; cause?: unknown };
		if (typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code)) return code;
		current = cause;
	}
	return 'UNKNOWN';
}
