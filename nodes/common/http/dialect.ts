import type { Account } from './account';
import type { Endpoint } from './endpoint';
import type { ApiError } from './errors';
import type { Json, JsonRecord } from './json';
import type { ToldLimit } from './ledger';
import type { LoginHistory, LoginRules } from './loginGuard';
import type { Reply, RequestValues } from './request';

/** What is known when a reply comes, for the words of a refusal. */
export interface Known {
	account?: Account;
	login?: LoginHistory;
	/** The API has refused such requests because of a limit for so many seconds, and not much longer ago. */
	limitedForSeconds?: number;
	/** In which times are told; UTC unless told. */
	timezone?: string;
}

/** What one API does in its own way, Robot in `HetznerRobot/robot/dialect.ts`. The client knows everything else. */
export interface Dialect {
	/** The API's name, as messages have it: "Robot". */
	service: string;
	login: LoginRules;
	/** What lets an execution go on after a limit. */
	afterLimit: string;
	/** The values as a query, without its question mark; empty where there are none. */
	query: (values: RequestValues) => string;
	/** The values as a body; `text` is empty where none is sent. */
	body: (values: RequestValues, endpoint: Endpoint) => { text: string; contentType: string };
	/**
	 * Reads a reply.
	 *
	 * @param sent the values of the request, whose secrets no error may repeat
	 * @param login what belongs to the login, which no error may repeat either
	 * @param known what the words of a refusal may tell
	 * @returns the parsed body, `null` where there is none
	 * @throws ApiError for a refusal, and for a reply that is not this API's
	 */
	read: (endpoint: Endpoint, reply: Reply, sent: RequestValues, login?: string[], known?: Known) => Json;
	/** The objects in a body, out of the key around each. May throw anything for a body that is not as documented. */
	objects: (endpoint: Endpoint, body: Json) => JsonRecord[];
	/** The request limit that a reply tells, for an API whose limits its replies tell. */
	limit?: (reply: Reply) => ToldLimit | undefined;
	/** The error for a successful reply that is not as documented. */
	undocumented: (endpoint: Endpoint) => ApiError;
}
