/** Why a request has no reply. */
export interface NetworkFault {
	/** The network error's code, e.g. `ECONNRESET`; one of ours: `PROXY_CUT`, `PROXY_407` (its status), `REFUSED_BY_N8N`; or `UNKNOWN`. */
	code: string;
	/** It failed before anything of the request could be sent: no connection, no such host, no TLS. */
	notSent: boolean;
	/** n8n's own words, where it refused to send the request: what, and how to mend it. */
	words?: { message: string; description: string };
}

/** An error, the error in which it is wrapped, or one of several that it stands for. */
interface Link {
	name?: unknown;
	code?: unknown;
	/** n8n 1.102 to 2.33 loses the `cause` of the error that it throws: then the code stands here only. */
	httpCode?: unknown;
	/** What the system was asked to do: `connect`, `read`, `getaddrinfo`. */
	syscall?: unknown;
	message?: unknown;
	/** The messages that n8n has replaced by its own. */
	messages?: unknown;
	/** All of n8n's errors have a level, few have a description. */
	level?: unknown;
	description?: unknown;
	cause?: unknown;
	/** One error for each address of a host that was tried. */
	errors?: unknown;
	/** Node's request, in an error of the HTTP client. */
	request?: unknown;
}

/** How deep an error may be wrapped. */
const MAXIMUM_DEPTH = 5;

/** What Node says of a certificate that it does not take. */
const CERTIFICATE = /^(CERT_|CRL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_|INVALID_CA$|INVALID_PURPOSE$|PATH_LENGTH_EXCEEDED$|HOSTNAME_MISMATCH$)/;

/** Codes that come before a connection is there, whatever else the error says: no such host, no TLS, a request or a proxy that cannot be. */
const BEFORE_SENDING = /^(ENOTFOUND|EAI_|EPROTO$|ERR_INVALID_|ERR_UNESCAPED_|PROXY_)/;

/** What opens a connection. The same codes come on `read` as well, when the network fails a connection that was there. */
const OPENING = ['connect', 'getaddrinfo'];

/** Node's words for that, and for a connection that ends in the TLS handshake, whose code is that of every cut connection. */
const OPENING_FAILED = /^(connect|getaddrinfo) E[A-Z]|before secure TLS connection was established$/;

/** The words of n8n's agent for a proxy that does not answer the request to connect; they come without a code. */
const PROXY_CUT = /\bproxy\b.* CONNECT response/i;

/** n8n's words for a host that the credential does not allow, in the versions that say no more. */
const NOT_ALLOWED = /^Domain not allowed/;

export const isOfCertificate = (code: string): boolean => CERTIFICATE.test(code);

/** The error for a proxy's own answer, where Robot's was expected. */
export const proxyAnswered = (status: number): Error => Object.assign(new Error(`The proxy answered HTTP ${status}`), { code: `PROXY_${status}` });

/** Reads a network error, which may be wrapped. What does not say that nothing was sent may have been sent. */
export function networkFault(error: unknown): NetworkFault {
	const chain = chainOf(error);
	const code = [...chain.map((link) => link.code), ...chain.map((link) => link.httpCode)].find(isCode);
	if (code !== undefined) return { code, notSent: CERTIFICATE.test(code) || BEFORE_SENDING.test(code) || chain.some(isUnsent) };
	if (chain.some((link) => textsOf(link).some((text) => PROXY_CUT.test(text)))) return { code: 'PROXY_CUT', notSent: true };
	const refusal = chain.find(isRefusal);
	if (refusal) return { code: 'REFUSED_BY_N8N', notSent: true, words: { message: textsOf(refusal)[0] ?? '', description: textOf(refusal.description) } };
	return { code: 'UNKNOWN', notSent: chain.some(isUnsent) };
}

function chainOf(error: unknown): Link[] {
	const chain: Link[] = [];
	for (let link = error; isLink(link) && chain.length < MAXIMUM_DEPTH; link = link.cause) chain.push(link);
	return chain;
}

const isLink = (value: unknown): value is Link => typeof value === 'object' && value !== null;

const isCode = (value: unknown): value is string => typeof value === 'string' && /^[A-Z][A-Z0-9_]+$/.test(value);

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const textsOf = ({ message, messages }: Link): string[] => [message, ...(Array.isArray(messages) ? messages : [])].map(textOf).filter(Boolean);

const isUnsent = (link: Link): boolean => isFailedOpening(link) || hasNoConnection(link);

function isFailedOpening(link: Link): boolean {
	const { syscall, errors } = link;
	if (typeof syscall === 'string') return OPENING.includes(syscall);
	if (Array.isArray(errors) && errors.length > 0) return errors.every((entry) => isLink(entry) && isFailedOpening(entry));
	return textsOf(link).some((text) => OPENING_FAILED.test(text));
}

/** Whether Node's request has got no connection, or one whose TLS handshake is not over: then nothing of it has left. */
function hasNoConnection({ request }: Link): boolean {
	if (!isLink(request) || !('socket' in request)) return false;
	const { socket } = request;
	return !isLink(socket) || ('secureConnecting' in socket && socket.secureConnecting === true);
}

/** n8n's own errors say what it refused, and it refuses before it sends; the one around all others says nothing of its own. */
const isRefusal = (link: Link): boolean =>
	typeof link.level === 'string' && (link.name !== 'NodeApiError' || textOf(link.description) !== '' || textsOf(link).some((text) => NOT_ALLOWED.test(text)));
