import type { Fault } from '../../simulator/index.mts';
import type { ways } from '../support/ways.mts';

/**
 * What can go wrong on the way to Robot, and what the node makes of it. All of it is written by hand: the matrix holds
 * every operation of the node against it, and docs/reliability.md shows it.
 */

/** What a person notices of one run of the node. */
export interface Seen {
	/** How often the operation's own request was sent, or tried where no connection came about. */
	requests: number;
	/** What the error says; `null` for a success. */
	message: string | null;
	/** How to mend it. */
	advice?: string;
}

/** One column of the matrix. */
export interface Trouble {
	name: string;
	/** What the simulated Robot does, in order; `success` is the documented reply. */
	faults?: (success: string) => Fault[];
	/** The login was accepted just before. */
	proven?: boolean;
	/** What stands between n8n and Robot, which is not reached at all. */
	way?: keyof typeof ways;
	/** Added to the parameters of the operation. */
	options?: Record<string, number>;
	/** What only reads. */
	read: Seen;
	/** Whatever changes, interrupts, destroys or buys something. */
	other: Seen;
	/** Changes whose reply holds what is needed, see `neededKeys`. */
	needed?: Seen;
	/** Where Robot's paths of the Storage Boxes are asked: it has announced to give them up. */
	storageBox?: { read: Seen; other: Seen; needed?: Seen; again?: Seen };
	/** The same node, run again at once. */
	again?: Seen;
}

const seen = (requests: number, message: string | null, advice?: string): Seen => ({ requests, message, ...(advice !== undefined && { advice }) });
const success = (requests: number) => seen(requests, null);

export const HTML = '<html><body><h1>Bad Gateway</h1></body></html>';
const JSON_TYPE = 'application/json';

const reply = (status: number, body = '', contentType = 'text/html'): Fault => ({ kind: 'reply', status, body, contentType });
const always = (fault: Fault) => () => [{ ...fault, times: Infinity }];
/** First the trouble, then the documented reply. */
const passing =
	(fault: Fault, times = 1) =>
	(documented: string): Fault[] => [
		{ ...fault, times },
		{ ...reply(200, documented, JSON_TYPE), times: Infinity },
	];
const json = (status: number, error: object) => reply(status, JSON.stringify({ error }), JSON_TYPE);
const asking = (status: number, retryAfter: string): Fault => ({ kind: 'reply', status, headers: { 'retry-after': retryAfter } });
const error = (status: number, code: string, message: string, extra: Record<string, unknown> = {}): Fault => ({ kind: 'error', status, code, message, extra });
const limit = (interval: number, name = 'max_request') => error(403, 'RATE_LIMIT_EXCEEDED', 'rate limit exceeded', { interval, [name]: 7 });

const UNKNOWN = 'It is unknown whether Robot carried the request out: look before you repeat it.';
const LATER = 'Try again later.';
const LOGIN =
	'Robot needs the web service user (Robot > Settings > Web service and app settings), not the Robot login. ' +
	'After 3 failed logins Robot blocks your IP address for 10 minutes.';
const MOVED = 'Robot has not served Storage Boxes since July 2025: use the node Hetzner Storage Box, with a token of Hetzner Console.';
const REDIRECT = 'Redirects are not followed, so that the password stays with Robot. Check the Base URL of the credential.';
const UNREADABLE = "Robot's reply could not be read";
const NOT_JSON = 'It is not the documented JSON: it was cut off, or a proxy in between answered.';
const FORBIDDEN = 'Access was refused (HTTP 403) without a reason, by Robot or a proxy in between';
const TOO_MANY = 'Robot, or a proxy in between, refused the request because there were too many (HTTP 429)';
const MAINTENANCE = 'Robot is unavailable because of maintenance, or a proxy in between failed (HTTP 503)';
const BASE_URL = 'Check the Base URL of the credential.';

/** The same for whatever is asked. */
const whatever = (entry: Seen) => ({ read: entry, other: entry });

/** What a proxy may have said after Robot had received the request. */
const unclear = (message: string, advice: string) => ({ read: seen(1, message, advice || undefined), other: seen(1, message, `${advice} ${UNKNOWN}`.trim()) });

/** A fault that passes: a read is sent again up to three times, anything else once and with an unknown outcome. */
const doubtful = (message: string, advice: string) => ({ read: seen(3, message, advice), other: seen(1, message, `${advice} ${UNKNOWN}`) });

const unreadable = doubtful(UNREADABLE, NOT_JSON);
const CUT = 'The connection to {host} failed (ECONNRESET)';

/** On a path of the Storage Boxes: somebody answered, who may be no longer there for them. */
const moved = ({ advice = '', ...entry }: Seen): Seen =>
	entry.message === null ? entry : { ...entry, advice: [advice.replace(UNKNOWN, '').trim(), MOVED, advice.includes(UNKNOWN) ? UNKNOWN : ''].filter(Boolean).join(' ') };
const answered = (trouble: Trouble): Trouble => ({
	storageBox: { read: moved(trouble.read), other: moved(trouble.other), ...(trouble.needed && { needed: moved(trouble.needed) }) },
	...trouble,
});

const BASE_URL_AND_PROXY = 'Check the Base URL of the credential, and the proxy that n8n uses (HTTPS_PROXY).';
const nobodyThere = whatever(seen(3, '{host}, or the proxy that n8n uses, refused the connection', `${BASE_URL_AND_PROXY} Nothing was sent.`));
const unknownHost = whatever(
	seen(
		3,
		'{host}, or the proxy that n8n uses, cannot be found',
		'Check the Base URL of the credential, the proxy that n8n uses (HTTPS_PROXY), and the name resolution of this n8n. Nothing was sent.',
	),
);
const noConnection = whatever(seen(3, CUT, 'No connection came about. Nothing was sent.'));
const PROXY_LOGIN = seen(
	1,
	'The proxy that n8n uses does not let it reach {host} (HTTP 407)',
	'The proxy wants a login: put its user name and password into its address (HTTPS_PROXY), or let n8n reach this host without it (NO_PROXY). Nothing was sent.',
);
const PROXY_CUT = seen(
	3,
	'The proxy that n8n uses cut the connection before it led to {host}',
	'Check the proxy that n8n uses (HTTPS_PROXY), or let n8n reach this host without it (NO_PROXY). Nothing was sent.',
);
const CERTIFICATE =
	'A proxy may inspect TLS with a certificate of its own, or the host has one of an own authority: n8n trusts it when NODE_EXTRA_CA_CERTS names the file of that authority. ' +
	'If you expect neither, somebody may be listening in. Nothing was sent.';
const heldBack = seen(
	0,
	'Nothing was sent: Robot has just refused this user name and password',
	`${LOGIN} Correct the credential, which is then tried at once, or wait 10 minutes.`,
);
/** A 403 without Robot's words may be a refused login, unless one was just accepted. */
const forbidden = seen(
	0,
	'Nothing was sent: access with this user name and password was refused a moment ago (HTTP 403)',
	`${LOGIN} Correct the credential, which is then tried at once, or wait 10 minutes.`,
);
const wrongLogin = {
	...whatever(seen(1, 'Robot refused the user name or the password', LOGIN)),
	again: heldBack,
	storageBox: {
		...whatever(seen(1, 'Robot refused the user name or the password for Storage Boxes', `${LOGIN} ${MOVED}`)),
		again: { ...heldBack, message: 'Nothing was sent: Robot has just refused this user name and password for Storage Boxes' },
	},
};

export const troubles: Trouble[] = [
	{ name: '401 with JSON', faults: always(error(401, 'UNAUTHORIZED', 'Unauthorized')), ...wrongLogin },
	{ name: '401 with HTML', faults: always(reply(401, HTML)), ...wrongLogin },
	{ name: '401 inside a 200', faults: always(json(200, { status: 401, code: 'UNAUTHORIZED', message: 'Unauthorized' })), ...wrongLogin },
	{
		name: 'limit of an hour used up',
		faults: passing(limit(3600)),
		...whatever(
			seen(
				1,
				"Robot's request limit is used up: 7 requests per hour",
				'Nothing was carried out. The limit counts every program that uses this account; try again within 60 minutes.',
			),
		),
		again: seen(
			0,
			'Nothing was sent: Robot said at {time} that its limit of 7 requests per hour is used up (other programs count, too)',
			'It can go on in 60 minutes. The option Wait for Request Limit lets the node wait that long.',
		),
	},
	{
		name: 'limit of an hour used up, said as max_requests',
		faults: passing(limit(3600, 'max_requests')),
		...whatever(
			seen(
				1,
				"Robot's request limit is used up: 7 requests per hour",
				'Nothing was carried out. The limit counts every program that uses this account; try again within 60 minutes.',
			),
		),
	},
	{ name: 'limit of an hour used up, with the option to wait for it', faults: passing(limit(3600)), options: { waitForLimit: 4000 }, ...whatever(success(2)) },
	{ name: 'limit of 30 seconds used up, once', faults: passing(limit(30)), ...whatever(success(2)) },
	{ name: 'limit used up for 2, 1, 1 and 1 seconds', faults: (documented) => [limit(2), limit(1), limit(1), ...passing(limit(1))(documented)], ...whatever(success(5)) },
	{
		name: 'limit of 30 seconds used up, without end',
		faults: always(limit(30)),
		...whatever(
			seen(
				3,
				"Robot's request limit is used up: 7 requests per 30 seconds",
				'Nothing was carried out. The limit counts every program that uses this account; try again within 30 seconds.',
			),
		),
	},
	{
		name: '403 with HTML',
		faults: always(reply(403, HTML)),
		...unclear(FORBIDDEN, `Either the user name and password are wrong, or this user may not do that, or a request limit is used up. ${LOGIN}`),
		again: forbidden,
		storageBox: { ...unclear(FORBIDDEN, MOVED), again: { ...forbidden, message: `${forbidden.message} for Storage Boxes` } },
	},
	{
		name: '403 with an error of somebody else',
		faults: always(json(403, { message: 'Blocked by policy' })),
		...unclear(FORBIDDEN, `Either the user name and password are wrong, or this user may not do that, or a request limit is used up. ${LOGIN}`),
		storageBox: unclear(FORBIDDEN, MOVED),
	},
	{
		name: '403 with HTML, after an accepted login',
		proven: true,
		faults: always(reply(403, HTML)),
		...unclear(FORBIDDEN, 'The user name and password are good, Robot accepted them {ago} ago. Either a request limit is used up, or this user may not do that.'),
		storageBox: unclear(FORBIDDEN, MOVED),
	},
	{
		name: '403 with HTML, after a limit of 30 seconds',
		faults: (success) => [
			{ ...limit(30), times: 1 },
			{ ...reply(403, HTML), times: 1 },
			{ ...reply(200, success, JSON_TYPE), times: Infinity },
		],
		read: success(3),
		other: seen(2, FORBIDDEN, `It is probably Robot's request limit, which was used up just before: try again within 30 seconds. ${UNKNOWN}`),
		storageBox: {
			read: success(3),
			other: seen(2, FORBIDDEN, `It is probably Robot's request limit, which was used up just before: try again within 30 seconds. ${MOVED} ${UNKNOWN}`),
		},
	},
	{
		name: '403 with a limit as it is documented, without a code',
		faults: passing(json(403, { status: 403, max_request: 7, interval: 30, message: 'rate limit exceeded' })),
		...whatever(success(2)),
	},
	answered({
		name: '400 with missing and invalid as lists',
		faults: always(error(400, 'INVALID_INPUT', 'invalid input', { missing: ['a', 'b'], invalid: ['c'] })),
		...whatever(seen(1, 'invalid input (missing: a, b; invalid: c) [INVALID_INPUT]', 'Correct the inputs named above.')),
	}),
	answered({
		name: '400 with missing and invalid as null',
		faults: always(error(400, 'INVALID_INPUT', 'invalid input', { missing: null, invalid: null })),
		...whatever(seen(1, 'invalid input [INVALID_INPUT]', 'Correct the inputs named above.')),
	}),
	answered({
		name: '400 with missing as one text',
		faults: always(error(400, 'INVALID_INPUT', 'invalid input', { missing: 'a' })),
		...whatever(seen(1, 'invalid input (missing: a) [INVALID_INPUT]', 'Correct the inputs named above.')),
	}),
	{
		name: '404 with HTML',
		faults: always(reply(404, HTML)),
		...unclear('Robot answered HTTP 404 without a reason', BASE_URL),
		storageBox: unclear('Robot answered HTTP 404 without a reason', MOVED),
	},
	answered({ name: '408', faults: always(reply(408)), ...unclear('Robot answered HTTP 408 without a reason', BASE_URL) }),
	answered({
		name: '409 with a code that is not documented',
		faults: always(error(409, 'SOMETHING_NEW', 'Something new happened')),
		...whatever(seen(1, 'Something new happened [SOMETHING_NEW]')),
	}),
	{
		name: '410 with HTML',
		faults: always(reply(410, HTML)),
		...unclear('Robot answered HTTP 410 without a reason', BASE_URL),
		storageBox: unclear('Robot answered HTTP 410 without a reason', MOVED),
	},
	...[400, 405, 406, 409].map((status) =>
		answered({ name: `${status} with HTML`, faults: always(reply(status, HTML)), ...unclear(`Robot answered HTTP ${status} without a reason`, BASE_URL) }),
	),
	...[411, 413, 414, 431].map((status) =>
		answered({ name: `${status} with HTML`, faults: always(reply(status, HTML)), ...whatever(seen(1, `Robot answered HTTP ${status} without a reason`, BASE_URL)) }),
	),
	answered({
		name: '404 with an error of somebody else',
		faults: always(json(404, { code: 404, message: 'no route' })),
		...unclear('no route [HTTP_404]', ''),
	}),
	{
		name: '407',
		faults: always(reply(407, HTML)),
		...whatever(
			seen(
				1,
				'The proxy of this n8n refused the request (HTTP 407)',
				'It wants a user name and a password of its own: they belong into the address of the proxy. Nothing was sent.',
			),
		),
	},
	answered({ name: '429', faults: always(reply(429)), ...unclear(TOO_MANY, LATER) }),
	answered({ name: '429, after an accepted login', proven: true, faults: always(reply(429)), ...unclear(TOO_MANY, LATER) }),
	{
		name: '429 with Retry-After, once',
		faults: passing(asking(429, '20')),
		read: success(2),
		other: seen(1, TOO_MANY, `The reply asks to wait 20 seconds. ${LATER} ${UNKNOWN}`),
		storageBox: { read: success(2), other: seen(1, TOO_MANY, `The reply asks to wait 20 seconds. ${LATER} ${MOVED} ${UNKNOWN}`) },
	},
	answered({ name: '429 with a Retry-After of ten minutes', faults: always(asking(429, '600')), ...unclear(TOO_MANY, `The reply asks to wait 10 minutes. ${LATER}`) }),
	answered({
		name: '500 without a body',
		faults: always(reply(500)),
		...doubtful('Robot, or a proxy in front of it, failed (HTTP 500)', LATER),
	}),
	answered({
		name: '500 with a code that is not documented',
		faults: always(error(500, 'SOMETHING_FAILED', 'Something failed')),
		...doubtful('Something failed [SOMETHING_FAILED]', LATER),
	}),
	answered({
		name: '500 with INTERNAL_ERROR',
		faults: always(error(500, 'INTERNAL_ERROR', 'Internal error')),
		read: seen(3, 'Internal error [INTERNAL_ERROR]', 'An internal error at Hetzner. Try again later.'),
		other: seen(1, 'Internal error [INTERNAL_ERROR]', 'An internal error at Hetzner. Look whether the change was made before you repeat it.'),
	}),
	answered({ name: '502 with HTML', faults: always(reply(502, HTML)), ...doubtful('Robot, or a proxy in front of it, failed (HTTP 502)', LATER) }),
	answered({
		name: '502 once, then the reply',
		faults: passing(reply(502, HTML)),
		read: success(2),
		other: seen(1, 'Robot, or a proxy in front of it, failed (HTTP 502)', `${LATER} ${UNKNOWN}`),
	}),
	answered({
		name: '503 with HTML',
		faults: always(reply(503, HTML)),
		...doubtful(MAINTENANCE, LATER),
	}),
	answered({
		name: '503 with JSON',
		faults: always(error(503, 'MAINTENANCE', 'Maintenance')),
		...doubtful('Maintenance [MAINTENANCE]', 'Robot is unavailable because of maintenance. Try again later.'),
	}),
	answered({
		name: '503 with Retry-After, once',
		faults: passing(asking(503, '20')),
		read: success(2),
		other: seen(1, 'Robot is unavailable because of maintenance, or a proxy in between failed (HTTP 503)', `The reply asks to wait 20 seconds. ${LATER} ${UNKNOWN}`),
	}),
	answered({
		name: '503 twice, then the reply',
		faults: passing(reply(503, HTML), 2),
		read: success(3),
		other: seen(1, MAINTENANCE, `${LATER} ${UNKNOWN}`),
	}),
	answered({ name: '504 without a body', faults: always(reply(504)), ...doubtful('Robot, or a proxy in front of it, failed (HTTP 504)', LATER) }),
	answered({
		name: '200 with an error inside',
		faults: always(json(200, { status: 409, code: 'CONFLICT', message: 'Conflict' })),
		...whatever(seen(1, 'Conflict [CONFLICT]', 'Robot gives the reason above; nothing was changed.')),
	}),
	answered({ name: '200 with JSON that was cut off', faults: always(reply(200, '{"server":{"server_number":32', JSON_TYPE)), ...unreadable }),
	answered({ name: '200 with HTML', faults: always(reply(200, HTML)), ...unreadable }),
	answered({
		name: '200 with bytes that are no UTF-8',
		faults: always({ kind: 'reply', status: 200, body: Buffer.from('{"name":"\xff\xfe"}', 'latin1').toString('base64'), encoding: 'base64', contentType: JSON_TYPE }),
		...unreadable,
	}),
	{
		name: '200 packed as gzip, and broken',
		faults: always({ kind: 'reply', status: 200, body: 'not gzip', headers: { 'content-encoding': 'gzip' } }),
		...doubtful('The connection to {host} failed (Z_DATA_ERROR)', 'No reply arrived.'),
	},
	answered({ name: '200 without a body', faults: always(reply(200)), read: unreadable.read, other: success(1), needed: unreadable.other }),
	answered({ name: '204', faults: always({ kind: 'reply', status: 204 }), read: seen(3, UNREADABLE, NOT_JSON), other: success(1), needed: unreadable.other }),
	answered({ name: '200 with a text as JSON', faults: always(reply(200, '"OK"', JSON_TYPE)), ...unreadable }),
	...[301, 302, 303, 307, 308].map((status) =>
		answered({
			name: `${status} to another host`,
			faults: always({ kind: 'reply', status, headers: { location: 'http://127.0.0.1:9/elsewhere' } }),
			...unclear(`Robot redirected the request (HTTP ${status})`, REDIRECT),
		}),
	),
	{ name: 'connection cut before Robot reads the request', faults: always({ kind: 'cut-before' }), ...doubtful(CUT, 'No reply arrived.') },
	{ name: 'connection cut after Robot carried the request out', faults: always({ kind: 'cut-after' }), ...doubtful(CUT, 'No reply arrived.') },
	{ name: 'connection cut in the middle of the reply', faults: always({ kind: 'cut-during' }), ...doubtful(CUT, 'No reply arrived.') },
	{
		name: 'connection cut once, then the reply',
		faults: passing({ kind: 'cut-before' }),
		read: success(2),
		other: seen(1, CUT, `No reply arrived. ${UNKNOWN}`),
	},
	{ name: 'connection refused', way: 'refused', ...nobodyThere },
];

/** Troubles that take time: with shorter timeouts than Robot is given, see the tests. */
export const slowTroubles: Trouble[] = [
	{
		name: 'no reply within the timeout',
		faults: always({ kind: 'hang' }),
		...doubtful('{host} did not answer within {timeout} seconds', 'Robot may be busy or unreachable.'),
	},
	{
		name: 'a reply that trickles in, beyond the timeout',
		faults: always({ kind: 'drip', bytesPerSecond: 5 }),
		...doubtful('{host} did not answer within {timeout} seconds', 'Robot may be busy or unreachable.'),
	},
];

/** Troubles that take memory or the name service: met by one operation of each effect. */
export const heavyTroubles: Trouble[] = [
	{
		name: 'a reply of 40 MB',
		faults: always({ kind: 'oversized', bytes: 40 * 1024 * 1024 }),
		...doubtful('{host} sent a reply of more than 32 MB', `That is no reply of Robot. ${BASE_URL}`),
	},
	{
		name: 'a name that cannot be resolved',
		way: 'unknownHost',
		...unknownHost,
	},
	{ name: 'a proxy that answers 407', way: 'proxy407', ...whatever(PROXY_LOGIN) },
	{
		name: 'a proxy that answers 403',
		way: 'proxy403',
		...unclear(FORBIDDEN, `Either the user name and password are wrong, or this user may not do that, or a request limit is used up. ${LOGIN}`),
	},
	{ name: 'a proxy that answers 502', way: 'proxy502', ...doubtful('Robot, or a proxy in front of it, failed (HTTP 502)', LATER) },
	{ name: 'a proxy that answers 503', way: 'proxy503', ...doubtful('Robot is unavailable because of maintenance, or a proxy in between failed (HTTP 503)', LATER) },
	{ name: 'a proxy that cuts the connection', way: 'proxyCuts', ...whatever(PROXY_CUT) },
	{ name: 'a proxy that answers half a line', way: 'proxyAnswersHalf', ...whatever(PROXY_CUT) },
	{ name: 'a proxy that leads nowhere', way: 'proxyLeadsNowhere', ...noConnection },
	{ name: 'a proxy that resets the connection', way: 'proxyResets', ...noConnection },
	{ name: 'a proxy that is down', way: 'proxyIsDown', ...nobodyThere },
	{ name: 'a proxy whose name cannot be resolved', way: 'proxyIsUnknown', ...unknownHost },
	{
		name: 'a proxy without an address',
		way: 'proxyWithoutAddress',
		...whatever(seen(1, 'The address of the proxy that n8n uses for {host} is no address', 'Correct the proxy that n8n uses (HTTPS_PROXY). Nothing was sent.')),
	},
	...Object.entries({
		certificateOfItself: ['a certificate that signs itself', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
		certificateOfOwnAuthority: ['a certificate of an own authority', 'SELF_SIGNED_CERT_IN_CHAIN'],
		certificateWithoutAuthority: ['a certificate without its authority', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
		certificateOutdated: ['a certificate that is out of date', 'CERT_HAS_EXPIRED'],
		certificateForAnother: ['a certificate for another host', 'ERR_TLS_CERT_ALTNAME_INVALID'],
	} as const).map(([way, [name, code]]) => ({
		name,
		way: way as keyof typeof ways,
		...whatever(seen(1, `The certificate of {host} is not trusted by this n8n (${code})`, CERTIFICATE)),
	})),
	{
		name: 'a server that does not speak TLS',
		way: 'noTls',
		...whatever(seen(3, '{host}, or a proxy in between, does not speak TLS as this n8n does (EPROTO)', `${BASE_URL_AND_PROXY} Nothing was sent.`)),
	},
	{ name: 'a connection that is cut in the TLS handshake', way: 'handshakeCut', ...noConnection },
	{ name: 'a connection that is reset in the TLS handshake', way: 'handshakeReset', ...noConnection },
	{
		name: "n8n's egress filter",
		way: 'egressFilter',
		...whatever(
			seen(
				1,
				'n8n refused to send to {host}: The request was blocked because it resolves to a restricted IP address',
				'The target 127.0.0.1 is not allowed. This is a security measure to prevent Server-Side Request Forgery (SSRF). ' +
					'If you need to access internal resources, ask your n8n administrator to allowlist the hostname or IP range in the environment configuration. Nothing was sent.',
			),
		),
	},
];

/**
 * Changes that are worth nothing, or cannot be found again, without their reply: orders, passwords, keys, and what is
 * created under a name of Robot's. Of each list of keys one must be there. Boot systems are entered with keys instead of
 * a password; of an order that is a test nobody needs the id.
 */
export const neededKeys: Record<string, string[][]> = {
	'PUT /ip/{ip}/mac': [['mac']],
	'POST /boot/{server-number}/rescue': [['password', 'authorized_key']],
	'POST /boot/{server-number}/linux': [['password', 'authorized_key']],
	'POST /boot/{server-number}/vnc': [['password']],
	'POST /boot/{server-number}/windows': [['password']],
	'POST /boot/{server-number}/plesk': [['password']],
	'POST /boot/{server-number}/cpanel': [['password']],
	'POST /key': [['fingerprint']],
	'POST /order/server/transaction': [['id']],
	'POST /order/server_market/transaction': [['id']],
	'POST /order/server_addon/transaction': [['id']],
	'POST /storagebox/{storagebox-id}/password': [['password']],
	'POST /storagebox/{storagebox-id}/snapshot': [['name']],
	'POST /storagebox/{storagebox-id}/subaccount': [['username'], ['password']],
	'POST /storagebox/{storagebox-id}/subaccount/{sub-account-username}/password': [['password']],
	'POST /firewall/template': [['id']],
	'POST /vswitch': [['id']],
};
