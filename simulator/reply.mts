/** What a route answers: a status, and a value to be printed as JSON. Without `body` the reply is empty. */
export interface Reply {
	status: number;
	body?: unknown;
	headers?: Record<string, string>;
}

/** A reply as it goes over the wire. */
export interface WireReply {
	status: number;
	headers: Record<string, string>;
	payload: Buffer;
}

export const ok = (body: unknown): Reply => ({ status: 200, body });

/** 201: documented for new keys, reverse DNS entries and orders. */
export const created = (body?: unknown): Reply => ({ status: 201, body });

/** 202: what the service answers to a firewall change that it has only begun. */
export const accepted = (body?: unknown): Reply => ({ status: 202, body });

/** For the endpoints that are documented as having no output; the documentation names no status for them. */
export const empty = (status = 200): Reply => ({ status });

export function wire(reply: Reply): WireReply {
	if (reply.body === undefined) return { status: reply.status, headers: { ...reply.headers }, payload: Buffer.alloc(0) };
	return {
		status: reply.status,
		headers: { 'content-type': 'application/json', ...reply.headers },
		payload: Buffer.from(robotJson(reply.body)),
	};
}

/** JSON as in the documentation's examples: slashes and everything beyond ASCII are escaped. */
function robotJson(value: unknown): string {
	return JSON.stringify(value)
		.replaceAll('/', '\\/')
		.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
