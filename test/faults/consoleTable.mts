import { refusal, type StubReply } from '../support/stubConsole.mts';

/** What the node does when Hetzner Console, or something on the way to it, fails. Written by hand. */

export interface ConsoleSeen {
	/** How often the operation's own request was sent. */
	requests: number;
	/** `null` for success. */
	message: string | null;
	/** A part of the advice. */
	advice?: string;
}

export interface ConsoleTrouble {
	name: string;
	/** What the operation's own request gets, as often as it is sent. */
	reply: StubReply;
	/** How often it gets that, before it gets what it ought to; always unless told. */
	times?: number;
	read: ConsoleSeen;
	change: ConsoleSeen;
	/** What happens when the node runs again after that. */
	again?: ConsoleSeen;
}

const WORDS = "the API's words";
const UNKNOWN = 'It is unknown whether Hetzner Console carried the request out: look before you repeat it.';
const HTML = '<!doctype html><h1>Sorry</h1>';

const html = (status: number): StubReply => ({ status, body: HTML });
const seen = (requests: number, message: string | null, advice?: string): ConsoleSeen => ({ requests, message, advice });

/** Refused once and for all, in the API's words. */
const refused = (status: number, code: string, advice: string): ConsoleTrouble => ({
	name: `${status} ${code}`,
	reply: refusal(status, code),
	read: seen(1, `${WORDS} [${code}]`, advice),
	change: seen(1, `${WORDS} [${code}]`, advice),
});

/** It passes: a read is sent again up to three times, anything else once and with an unknown outcome. */
const doubtful = (name: string, reply: StubReply, message: string): ConsoleTrouble => ({ name, reply, read: seen(3, message), change: seen(1, message, UNKNOWN) });

/** Sending it again would bring the same; a proxy may have said it, after the API had received the request. */
const unclear = (name: string, reply: StubReply, message: string): ConsoleTrouble => ({ name, reply, read: seen(1, message), change: seen(1, message, UNKNOWN) });

/** The API carried nothing out, and takes it again: with a Maximum Wait of a second that is twice. */
const forNow = (status: number, code: string): ConsoleTrouble[] => [
	{ name: `${status} ${code}, which passes`, reply: refusal(status, code), times: 2, read: seen(3, null), change: seen(3, null) },
	{ name: `${status} ${code}`, reply: refusal(status, code), read: seen(3, `${WORDS} [${code}]`), change: seen(3, `${WORDS} [${code}]`) },
];

const TOKEN = 'Hetzner Console refused the API token';
const heldBack = seen(0, 'Nothing was sent: Hetzner Console has just refused this API token', 'Another token is tried at once');
const UNREADABLE = "Hetzner Console's reply could not be read";

export const consoleTroubles: ConsoleTrouble[] = [
	{ name: '401 unauthorized', reply: refusal(401, 'unauthorized'), read: seen(1, TOKEN, 'Check the credential'), change: seen(1, TOKEN, 'Check the credential'), again: heldBack },
	{ name: '401 with HTML', reply: html(401), read: seen(1, TOKEN), change: seen(1, TOKEN), again: heldBack },
	...forNow(409, 'conflict'),
	...forNow(423, 'locked'),
	...forNow(429, 'rate_limit_exceeded'),
	...forNow(503, 'robot_unavailable'),
	refused(400, 'json_error', 'please report it'),
	refused(403, 'forbidden', 'this token may not do that'),
	{ ...refused(403, 'maintenance', 'under maintenance'), read: seen(3, `${WORDS} [maintenance]`, 'under maintenance') },
	refused(403, 'resource_limit_exceeded', 'a limit of the project'),
	refused(404, 'not_found', 'Check the ID'),
	refused(405, 'method_not_allowed', 'Base URL'),
	refused(409, 'uniqueness_error', 'the name is taken'),
	refused(410, 'deprecated_api_endpoint', 'newer version of this node'),
	refused(412, 'resource_unavailable', 'not available now'),
	refused(422, 'invalid_input', 'correct the inputs'),
	refused(422, 'service_error', 'Nothing was changed.'),
	refused(422, 'unsupported_error', 'does not support this'),
	refused(423, 'protected', 'Change Protection lifts the protection'),
	refused(423, 'resource_locked', 'Ask Hetzner support'),
	refused(422, 'something_new', ''),
	doubtful('500 server_error', refusal(500, 'server_error'), `${WORDS} [server_error]`),
	doubtful('502 bad_gateway', refusal(502, 'bad_gateway'), `${WORDS} [bad_gateway]`),
	doubtful('503 unavailable', refusal(503, 'unavailable'), `${WORDS} [unavailable]`),
	doubtful('408 timeout', refusal(408, 'timeout'), `${WORDS} [timeout]`),
	doubtful('504 timeout', refusal(504, 'timeout'), `${WORDS} [timeout]`),
	doubtful('500 with HTML', html(500), 'Hetzner Console, or a proxy in front of it, failed (HTTP 500)'),
	doubtful('502 with HTML', html(502), 'Hetzner Console, or a proxy in front of it, failed (HTTP 502)'),
	doubtful('503 with HTML', html(503), 'Hetzner Console, or a proxy in front of it, failed (HTTP 503)'),
	doubtful('504 with HTML', html(504), 'Hetzner Console, or a proxy in front of it, failed (HTTP 504)'),
	doubtful('200 with HTML', html(200), UNREADABLE),
	doubtful('half a reply', { body: '{"action": {"id": 1' }, UNREADABLE),
	doubtful('an empty reply', { body: '' }, UNREADABLE),
	unclear('an empty object', { body: {} }, UNREADABLE),
	doubtful('a list instead of an object', { body: [] }, UNREADABLE),
	unclear('nothing under the key', { body: { storage_box: null, storage_boxes: null, action: null, snapshot: [], folders: {} } }, UNREADABLE),
	doubtful('204', { status: 204, body: '' }, UNREADABLE),
	doubtful('a cut connection', { cut: true }, 'The connection to {host} failed (ECONNRESET)'),
	unclear('a redirect', { status: 302, body: '', headers: { location: 'https://example.com/' } }, 'Hetzner Console redirected the request (HTTP 302)'),
	unclear('408 with HTML', html(408), 'Hetzner Console answered HTTP 408 without a reason'),
	doubtful('a refusal under 200', refusal(200, 'not_found'), `${WORDS} [not_found]`),
	unclear('403 with HTML', html(403), 'Hetzner Console answered HTTP 403 without a reason'),
	unclear('404 with HTML', html(404), 'Hetzner Console answered HTTP 404 without a reason'),
	unclear('429 with HTML', html(429), 'Hetzner Console answered HTTP 429 without a reason'),
	unclear('an error of somebody else', { status: 403, body: { error: 'blocked' } }, 'Hetzner Console answered HTTP 403 without a reason'),
	{
		name: '413 with HTML',
		reply: html(413),
		read: seen(1, 'Hetzner Console answered HTTP 413 without a reason'),
		change: seen(1, 'Hetzner Console answered HTTP 413 without a reason', 'Check the Base URL'),
	},
];

/** Met by what changes something only. */
export const readOnlyToken: ConsoleTrouble = {
	name: '401 token_readonly',
	reply: refusal(401, 'token_readonly'),
	read: seen(1, null),
	change: seen(1, 'The API token may only read', 'Make a token with Read & Write'),
	again: seen(0, 'Nothing was sent: Hetzner Console has just said that this API token may only read'),
};
