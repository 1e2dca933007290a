/** Why a request has no reply. */
export interface NetworkFault {
	/** The network error's code: `ECONNRESET`, or `UNKNOWN`. */
	code: string;
	/** It failed before anything of the request could be sent: no connection, no such host, no TLS. */
	notSent: boolean;
}

/** An error, the error in which it is wrapped, or one of several that it stands for. */
interface Link {
	code?: unknown;
	/** What the system was asked to do: `connect`, `read`, `getaddrinfo`. */
	syscall?: unknown;
	message?: unknown;
	cause?: unknown;
	/** One error for each address of a host that was tried. */
	errors?: unknown;
}

/** How deep an error may be wrapped. */
const MAXIMUM_DEPTH = 5;

/** Codes that come before a connection is there, whatever else the error says: no such host, and no valid certificate. */
const BEFORE_SENDING = /^(ENOTFOUND|EAI_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_)/;

/** What opens a connection. The same codes come on `read` as well, when the network fails a connection that was there. */
const OPENING = ['connect', 'getaddrinfo'];

/** Node's words for a connection that ends in the TLS handshake; its code is that of every cut connection. */
const HANDSHAKE_CUT = /before secure TLS connection was established$/;

/** Reads a network error, which may be wrapped. What does not say that nothing was sent may have been sent. */
export function networkFault(error: unknown): NetworkFault {
	const chain = chainOf(error);
	const code = chain.map(({ code: given }) => given).find(isCode) ?? 'UNKNOWN';
	return { code, notSent: BEFORE_SENDING.test(code) || chain.some(isFailedOpening) };
}

function chainOf(error: unknown): Link[] {
	const chain: Link[] = [];
	for (let link = error; isLink(link) && chain.length < MAXIMUM_DEPTH; link = link.cause) chain.push(link);
	return chain;
}

const isLink = (value: unknown): value is Link => typeof value === 'object' && value !== null;

const isCode = (value: unknown): value is string => typeof value === 'string' && /^[A-Z][A-Z0-9_]+$/.test(value);

function isFailedOpening({ syscall, message, errors }: Link): boolean {
	if (typeof syscall === 'string') return OPENING.includes(syscall);
	if (Array.isArray(errors) && errors.length > 0) return errors.every((entry) => isLink(entry) && isFailedOpening(entry));
	return typeof message === 'string' && HANDSHAKE_CUT.test(message);
}
