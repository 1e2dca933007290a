import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { inspect } from 'node:util';
import type { Fault } from '../../simulator/index.mts';
import { by } from '../contract/case.mts';
import { paused } from '../support/clock.mts';
import { runNode, search, testCredential } from '../support/engine.mts';
import { startReplay, type Replay } from '../support/replay.mts';
import { shown, simulatedRobot } from '../support/simulatedRobot.mts';

const UNKNOWN = 'It is unknown whether Robot carried the request out: look before you repeat it.';

const robot = simulatedRobot();
const read = { resource: 'server', operation: 'get', serverNumber: by('id', '321') };
const change = { resource: 'server', operation: 'rename', serverNumber: by('id', '321'), serverName: 'renamed' };

const reply = (status: number, body = '', contentType = 'application/json'): Fault => ({ kind: 'reply', status, body, contentType });
const HTML = '<html><body><h1>Bad Gateway</h1></body></html>';

describe('a redirect', () => {
	let other: Replay;
	beforeAll(async () => {
		other = await startReplay();
	});
	afterAll(() => other.close());
	beforeEach(() => other.answer({ body: { server: { server_number: 666 } } }));

	const to = (status: number, location: string): Fault => ({ kind: 'reply', status, headers: { location } });

	it.each([301, 302, 303, 307, 308])('%i to another host is not followed, so that the password stays with Robot', async (status) => {
		robot.simulator.inject({ ...to(status, `${other.url}/server/321`), times: Infinity });

		const advice = 'Redirects are not followed, so that the password stays with Robot. Check the Base URL of the credential.';
		for (const [parameters, description] of [[read, advice] as const, [change, `${advice} ${UNKNOWN}`] as const]) {
			expect(shown(await robot.run(parameters))).toEqual({
				message: `Robot redirected the request (HTTP ${status})`,
				description,
				httpCode: String(status),
				item: 0,
			});
		}
		await expect(search(robot.credential, 'searchServers')).rejects.toThrow('Robot redirected the request');
		expect((await testCredential(robot.credential)).message).toContain('Robot redirected the request');
		expect(other.received).toEqual([]);
		expect(robot.sent()).toEqual(['GET /server/321', 'POST /server/321 server_name=renamed', 'GET /server', 'GET /key']);
	});

	it.each([408, 499])('HTTP %i of a proxy that gave up waiting leaves the outcome of a change unknown', async (status) => {
		robot.simulator.inject({ ...reply(status, HTML, 'text/html'), times: Infinity });

		expect((await robot.run(change)).error?.description).toContain(UNKNOWN);
		expect(robot.sent()).toHaveLength(1);
	});

	it('to the same host is not followed either', async () => {
		robot.simulator.inject(to(307, '/server/322'));

		expect((await robot.run(change)).error?.message).toBe('Robot redirected the request (HTTP 307)');
		expect(robot.sent()).toHaveLength(1);
		expect(robot.server(322).server_name).toBe('web2');
	});
});

describe('a reply that is not as documented', () => {
	it.each<[string, Fault, string, string, string]>([
		['the HTML of a proxy', reply(502, HTML, 'text/html'), 'Robot, or a proxy in front of it, failed (HTTP 502)', 'Try again later.', '502'],
		['an empty 500', reply(500), 'Robot, or a proxy in front of it, failed (HTTP 500)', 'Try again later.', '500'],
		[
			'maintenance',
			reply(503, '<h1>Maintenance</h1>', 'text/html'),
			'Robot is unavailable because of maintenance, or a proxy in between failed (HTTP 503)',
			'Try again later.',
			'503',
		],
		[
			'JSON that was cut off',
			reply(200, '{"server":{"server_number":32'),
			"Robot's reply could not be read",
			'It is not the documented JSON: it was cut off, or a proxy in between answered.',
			'200',
		],
		['HTML under 200', reply(200, HTML, 'text/html'), "Robot's reply could not be read", 'It is not the documented JSON: it was cut off, or a proxy in between answered.', '200'],
	])('%s is explained, and for a change it says that the outcome is unknown', async (_what, fault, message, advice, httpCode) => {
		robot.simulator.inject({ ...fault, times: Infinity });

		expect(shown(await robot.run(read))).toEqual({ message, description: advice, httpCode, item: 0 });
		robot.simulator.clearRequests();
		expect(shown(await robot.run(change))).toEqual({ message, description: `${advice} ${UNKNOWN}`, httpCode, item: 0 });
		expect(robot.sent()).toHaveLength(1);
	});

	it.each([502, 503, 504])('HTTP %i tells n8n that it may try again later', async (status) => {
		robot.simulator.inject({ ...reply(status, HTML, 'text/html'), times: Infinity });
		expect((await robot.run(read)).error?.failure).toMatchObject({ cause: 'temporarily-unavailable' });
	});

	it('of 429 tells n8n that it was asked too often', async () => {
		robot.simulator.inject(reply(429, '<h1>Too Many Requests</h1>', 'text/html'));
		expect((await robot.run(change)).error?.failure).toMatchObject({ cause: 'rate-limited' });
	});

	it('of 403 without JSON says everything that it can mean', async () => {
		robot.simulator.inject(reply(403, '<h1>Forbidden</h1>', 'text/html'));

		expect(shown(await robot.run(change))).toEqual({
			message: 'Access was refused (HTTP 403) without a reason, by Robot or a proxy in between',
			description:
				'Either the user name and password are wrong, or this user may not do that, or a request limit is used up. Robot needs the web service ' +
				'user (Robot > Settings > Web service and app settings), not the Robot login. After 3 failed logins Robot blocks your IP address for 10 ' +
				'minutes. It is unknown whether Robot carried the request out: look before you repeat it.',
			httpCode: '403',
			item: 0,
		});
	});

	it('of 404 without JSON points at the Base URL', async () => {
		robot.simulator.inject(reply(404, '<h1>Not Found</h1>', 'text/html'));
		expect(shown(await robot.run(read))).toMatchObject({
			message: 'Robot answered HTTP 404 without a reason',
			description: 'Check the Base URL of the credential.',
		});
	});

	it('with an error under 200 is an error', async () => {
		robot.simulator.inject(reply(200, '{"error":{"status":404,"code":"SERVER_NOT_FOUND","message":"Server not found"}}'));
		expect(shown(await robot.run(read))).toEqual({
			message: 'Server 321: Server not found [SERVER_NOT_FOUND]',
			description: 'Check the server number: the server may belong to another account or be cancelled.',
			httpCode: '404',
			item: 0,
		});
	});

	it.each([
		['"missing" as one text', { missing: 'server_name', invalid: null }, 'invalid input (missing: Server Name (e.g. web1)) [INVALID_INPUT]'],
		['both as lists', { missing: ['a', 'b'], invalid: ['c'] }, 'invalid input (missing: a, b; invalid: c) [INVALID_INPUT]'],
		['neither', {}, 'invalid input [INVALID_INPUT]'],
	])('names refused inputs given with %s', async (_how, extra, message) => {
		robot.simulator.inject({ kind: 'error', status: 400, code: 'INVALID_INPUT', message: 'invalid input', extra });
		expect((await robot.run(change)).error?.message).toBe(message);
	});

	it.each(['max_request', 'max_requests'])('names a request limit other than the documented one, given as %s', async (name) => {
		robot.simulator.inject({ kind: 'error', status: 403, code: 'RATE_LIMIT_EXCEEDED', message: 'rate limit exceeded', extra: { [name]: 150, interval: 3600 } });
		expect(shown(await robot.run(change))).toMatchObject({
			message: "Robot's request limit is used up: 150 requests per hour",
			description: 'Nothing was carried out. The limit counts every program that uses this account; try again within 60 minutes.',
		});
	});
});

describe('a success without a body', () => {
	it.each([200, 201, 202, 204])('of HTTP %i is a success', async (status) => {
		robot.simulator.inject({ kind: 'reply', status });
		const run = await robot.run(change);

		expect(run.error).toBeUndefined();
		expect(run.json).toEqual([{ server_number: 321, success: true }]);
		expect(robot.sent()).toHaveLength(1);
	});
});

describe('a connection', () => {
	it.each(['cut-before', 'cut-after', 'cut-during'] as const)('that is cut (%s) leaves the outcome of a change unknown, and nothing is sent again', async (kind) => {
		robot.simulator.inject({ kind });
		const run = await robot.run(change);

		expect(run.error?.message).toMatch(/^The connection to 127\.0\.0\.1:\d+ failed \([A-Z_]+\)$/);
		expect(run.error?.description).toBe(`No reply arrived. ${UNKNOWN}`);
		expect(run.error?.failure).toMatchObject({ cause: 'temporarily-unavailable' });
		expect(robot.sent()).toEqual(['POST /server/321 server_name=renamed']);
		expect(robot.server(321).server_name).toBe(kind === 'cut-before' ? 'web1' : 'renamed');
	});

	it.each(['cut-before', 'cut-after', 'cut-during'] as const)('that is cut (%s) while reading has no outcome to look at', async (kind) => {
		robot.simulator.inject({ kind, times: Infinity });
		const run = await robot.run(read);

		expect(run.error?.message).toMatch(/^The connection to 127\.0\.0\.1:\d+ failed \([A-Z_]+\)$/);
		expect(run.error?.description).toBe('No reply arrived.');
		expect(robot.sent()).toEqual(['GET /server/321', 'GET /server/321', 'GET /server/321']);
	});

	it('that is refused says that nothing was sent', async () => {
		const run = await runNode({ credential: { ...robot.credential, baseUrl: 'http://127.0.0.1:1' }, parameters: change });

		expect(shown(run)).toEqual({
			message: '127.0.0.1:1, or the proxy that n8n uses, refused the connection',
			description: 'Check the Base URL of the credential, and the proxy that n8n uses (HTTPS_PROXY). Nothing was sent.',
			httpCode: null,
			item: 0,
		});
	});

	it('to a host that does not exist says so', async () => {
		const run = await runNode({ credential: { ...robot.credential, baseUrl: 'https://robot.invalid' }, parameters: change });

		expect(run.error?.message).toBe('robot.invalid, or the proxy that n8n uses, cannot be found');
		expect(run.error?.description).toContain('Nothing was sent.');
	});

	it.each(['robot.example.com', 'localhost.evil.example', '127.0.0.1.evil.example', 'evil-localhost', '128.0.0.1', '[::2]'])(
		'to another host (%s) without https is not opened',
		async (host) => {
			const run = await runNode({ credential: { ...robot.credential, baseUrl: `http://${host}` }, parameters: change });

			expect(run.error?.message).toBe('Base URL must start with https://');
			expect(run.error?.description).toContain('the password would be sent in the clear');
		},
	);
});

describe('a request', () => {
	it('says what it wants and what it carries', async () => {
		const server = await startReplay();
		server.answer({ body: { server: {} } });
		await runNode({ credential: { username: '#ws+a', password: 'pass:wörd', baseUrl: `${server.url}/` }, parameters: change });
		await server.close();

		expect(server.received).toEqual([
			{
				method: 'POST',
				path: '/server/321',
				query: [],
				form: [['server_name', 'renamed']],
				contentType: 'application/x-www-form-urlencoded',
				// "#ws+a:pass:wörd" in UTF-8
				authorization: 'Basic I3dzK2E6cGFzczp3w7ZyZA==',
			},
		]);
	});

	it.each<[string, Fault]>([
		['429', reply(429)],
		['408', reply(408)],
		['401', reply(401)],
		['403', reply(403)],
	])('is sent once when it meets %s, also where it only reads', async (_what, fault) => {
		robot.simulator.inject({ ...fault, times: Infinity });
		const run = await robot.run(read);

		expect(run.error).toBeDefined();
		expect(robot.sent()).toEqual(['GET /server/321']);
	});

	const passing: Array<[string, Fault]> = [
		['500', reply(500)],
		['500 INTERNAL_ERROR', { kind: 'error', status: 500, code: 'INTERNAL_ERROR', message: 'Internal error' }],
		['502', reply(502, HTML, 'text/html')],
		['503', reply(503)],
		['504', reply(504)],
		['a reply that was cut off', reply(200, '{"server":')],
		['a cut connection', { kind: 'cut-before' }],
		['a reply cut in the middle', { kind: 'cut-during' }],
	];

	it.each(passing)('that only reads is sent again after %s, with growing pauses', async (_what, fault) => {
		robot.simulator.inject({ ...fault, times: 2 });
		const run = await robot.run(read);

		expect(run.json).toMatchObject([{ server_number: 321 }]);
		expect(robot.sent()).toEqual(['GET /server/321', 'GET /server/321', 'GET /server/321']);
		const [first, second] = paused() as [number, number];
		expect(paused()).toHaveLength(2);
		expect(first).toBeGreaterThanOrEqual(1);
		expect(first).toBeLessThanOrEqual(1.5);
		expect(second).toBeGreaterThanOrEqual(3);
		expect(second).toBeLessThanOrEqual(4.5);
	});

	it.each(passing)('that changes something is not sent again after %s', async (_what, fault) => {
		robot.simulator.inject({ ...fault, times: Infinity });
		const run = await robot.run(change);

		expect(run.error).toBeDefined();
		expect(robot.sent()).toEqual(['POST /server/321 server_name=renamed']);
	});
});

describe('the password', () => {
	const PASSWORD = 'S3cret/P@ss+word';
	const USERNAME = '#ws+secret';
	/** "#ws+secret:S3cret/P@ss+word", as the Authorization header carries it. */
	const HEADER = 'I3dzK3NlY3JldDpTM2NyZXQvUEBzcyt3b3Jk';
	const secret = simulatedRobot({ username: USERNAME, password: PASSWORD });

	/** Everything that an error holds, in every way in which n8n or a log could print it. */
	const everything = (error: unknown) => {
		const { message, stack } = error as Error;
		return [message, stack, JSON.stringify(error), inspect(error, { depth: 20, showHidden: true })].join('\n');
	};
	const expectNoSecret = (text: string) => {
		expect(text).not.toContain(PASSWORD);
		expect(text).not.toContain(encodeURIComponent(PASSWORD));
		expect(text).not.toContain(HEADER);
	};

	it('is what the webservice is asked with', async () => {
		expect((await secret.run(read)).error).toBeUndefined();
	});

	it.each<[string, Fault]>([
		['a documented error', { kind: 'error', status: 409, code: 'CONFLICT', message: 'Conflict' }],
		['a refused login', { kind: 'error', status: 401, code: 'UNAUTHORIZED', message: 'Unauthorized' }],
		['a 403', reply(403)],
		['a redirect', { kind: 'reply', status: 302, headers: { location: 'http://127.0.0.1:1/' } }],
		['the HTML of a proxy', reply(502, HTML, 'text/html')],
		['JSON that was cut off', reply(200, '{"server":')],
		['a cut connection', { kind: 'cut-before' }],
		['a reply cut in the middle', { kind: 'cut-during' }],
	])('is in no part of the error that %s makes', async (_what, fault) => {
		secret.simulator.inject({ ...fault, times: Infinity });

		const run = await secret.run(change);
		expect(run.error).toBeDefined();
		expectNoSecret(everything(run.error));

		const item = await secret.run(read, { onError: 'continueRegularOutput' });
		expect(item.json).toEqual([{ error: expect.any(String), message: expect.any(String) }]);
		expectNoSecret(JSON.stringify(item.outputs));

		const list = await search(secret.credential, 'searchServers').catch((error: unknown) => error);
		expect(list).toBeInstanceOf(Error);
		expectNoSecret(everything(list));

		expectNoSecret((await testCredential(secret.credential)).message);
	});

	it('is in no part of the error that a refused connection makes', async () => {
		const run = await runNode({ credential: { ...secret.credential, baseUrl: 'http://127.0.0.1:1' }, parameters: change });
		expect(run.error).toBeDefined();
		expectNoSecret(everything(run.error));
	});

	it.each([`https://user:${encodeURIComponent(PASSWORD)}@robot.example.com`, `https://robot.example.com/?password=${encodeURIComponent(PASSWORD)}`])(
		'written into the Base URL is refused without repeating it',
		async (baseUrl) => {
			const run = await runNode({ credential: { ...secret.credential, baseUrl }, parameters: change });
			expect(run.error?.message).toBe('Base URL holds more than an address');
			expectNoSecret(everything(run.error));
		},
	);
});
