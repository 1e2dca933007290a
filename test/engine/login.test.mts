import { describe, expect, it } from '@jest/globals';
import { by } from '../contract/case.mts';
import { runNode, search, testCredential, type Credential } from '../support/engine.mts';
import { paused, pass } from '../support/clock.mts';
import { itemsOf, shown, simulatedRobot } from '../support/simulatedRobot.mts';

const robot = simulatedRobot();
const wrong = (): Credential => ({ ...robot.credential, password: 'wrong' });

const getAll = { resource: 'server', operation: 'getAll' };

describe('a wrong password', () => {
	it('reaches Robot once from the node, and the second run sends nothing and says why', async () => {
		const credential = wrong();

		const first = await runNode({ credential, parameters: getAll });
		expect(first.error?.message).toBe('Robot refused the user name or the password');
		expect(first.error?.description).toContain('web service user');
		expect(first.error?.httpCode).toBe('401');
		expect(robot.simulator.requests()).toMatchObject([{ method: 'GET', path: '/server', authorization: 'wrong', status: 401 }]);

		const second = await runNode({ credential, parameters: getAll });
		expect(second.error?.message).toBe('Nothing was sent: Robot has just refused this user name and password');
		expect(second.error?.description).toContain('or wait 10 minutes');
		expect(robot.simulator.requests()).toHaveLength(1);
	});

	it('reaches Robot once from the credential test, and the second test sends nothing and says why', async () => {
		const credential = wrong();

		expect(await testCredential(credential)).toEqual({ status: 'Error', message: expect.stringContaining('Robot refused the user name or the password') });
		expect(robot.simulator.requests()).toMatchObject([{ method: 'GET', path: '/key', authorization: 'wrong', status: 401 }]);

		expect(await testCredential(credential)).toEqual({ status: 'Error', message: expect.stringContaining('Nothing was sent') });
		expect(robot.simulator.requests()).toHaveLength(1);
	});

	it('is shared between node, lists and credential test', async () => {
		const credential = wrong();

		await testCredential(credential);
		const run = await runNode({ credential, parameters: getAll });
		expect(run.error?.message).toContain('Nothing was sent');
		await expect(search(credential, 'searchServers')).rejects.toThrow('Nothing was sent');
		expect(robot.simulator.requests()).toHaveLength(1);
	});

	it('reaches Robot once when several lists ask at the same time', async () => {
		const credential = wrong();

		const asked = await Promise.allSettled(['searchServers', 'searchFailoverIps', 'searchFailoverDestinations'].map((method) => search(credential, method)));
		expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
		expect(robot.simulator.requests()).toHaveLength(1);
	});

	it('reaches Robot once for many items that continue on errors', async () => {
		const run = await runNode({ credential: wrong(), parameters: getAll, items: [{ json: {} }, { json: {} }, { json: {} }], onError: 'continueRegularOutput' });

		expect(run.json).toMatchObject([
			{ error: 'Robot refused the user name or the password [UNAUTHORIZED]' },
			{ error: 'Robot refused the user name or the password [UNAUTHORIZED]' },
			{ error: 'Robot refused the user name or the password [UNAUTHORIZED]' },
		]);
		expect(robot.simulator.requests()).toHaveLength(1);
	});

	it('reaches Robot once for many different items that continue on errors', async () => {
		const parameters = { resource: 'server', operation: 'get', serverNumber: '={{ $json.n }}' };
		const items = [321, 322, 345].map((n) => ({ json: { n } }));
		const run = await runNode({ credential: wrong(), parameters, items, onError: 'continueRegularOutput' });

		expect(run.json).toMatchObject([
			{ error: 'Robot refused the user name or the password [UNAUTHORIZED]' },
			{ error: 'Nothing was sent: Robot has just refused this user name and password [LOGIN_HELD_BACK]' },
			{ error: 'Nothing was sent: Robot has just refused this user name and password [LOGIN_HELD_BACK]' },
		]);
		expect(robot.simulator.requests()).toHaveLength(1);
	});

	it('does not hold back a corrected password', async () => {
		await runNode({ credential: wrong(), parameters: getAll });

		const corrected = await robot.run(getAll);
		expect(corrected.error).toBeUndefined();
		expect(corrected.json).toHaveLength(16);
	});
});

describe('a login that Robot refuses for Storage Boxes', () => {
	const boxes = { resource: 'storageBox', operation: 'getAll' };
	const refuse = () => robot.simulator.inject({ kind: 'reply', status: 401, path: '/storagebox*', times: Infinity });

	it('goes on for everything else', async () => {
		refuse();
		const first = await robot.run(boxes);
		expect(first.error?.message).toBe('Robot refused the user name or the password for Storage Boxes');
		expect(first.error?.description).toContain('use the node Hetzner Storage Box');

		expect((await robot.run(getAll)).json).toHaveLength(16);
		const again = await robot.run(boxes);
		expect(again.error?.message).toBe('Nothing was sent: Robot has just refused this user name and password for Storage Boxes');
		expect(robot.simulator.requests()).toMatchObject([{ path: '/storagebox' }, { path: '/server' }]);
	});

	it('and that is wrong reaches Robot once more elsewhere, and then nothing is sent', async () => {
		const credential = wrong();
		for (const parameters of [boxes, boxes, getAll, getAll, boxes]) await runNode({ credential, parameters });
		expect(robot.simulator.requests()).toMatchObject([
			{ path: '/storagebox', authorization: 'wrong' },
			{ path: '/server', authorization: 'wrong' },
		]);
	});
});

describe('the credential test', () => {
	it('sends one request when the login is right', async () => {
		expect(await testCredential(robot.credential)).toEqual({ status: 'OK', message: 'Robot accepted the user name and password' });
		expect(robot.simulator.requests()).toMatchObject([{ method: 'GET', path: '/key', authorization: 'ok' }]);
	});

	it('succeeds for an account that owns nothing', async () => {
		robot.simulator.inject({ kind: 'error', status: 404, code: 'NOT_FOUND', message: 'No keys found' });
		expect(await testCredential(robot.credential)).toEqual({ status: 'OK', message: 'Robot accepted the user name and password' });
	});

	it('tells a rate limit from a wrong password', async () => {
		robot.simulator.inject({ kind: 'error', status: 403, code: 'RATE_LIMIT_EXCEEDED', message: 'rate limit exceeded', extra: { max_request: 500, interval: 3600 } });
		const { status, message } = await testCredential(robot.credential);
		expect(status).toBe('Error');
		expect(message).toContain("Robot's request limit is used up: 500 requests per hour");
	});

	it('names maintenance', async () => {
		robot.simulator.inject({ kind: 'reply', status: 503, contentType: 'text/html', body: '<h1>Maintenance</h1>' });
		expect((await testCredential(robot.credential)).message).toBe('Robot is unavailable because of maintenance, or a proxy in between failed (HTTP 503). Try again later.');
	});

	it('names a host that refuses the connection, and one that does not exist', async () => {
		expect((await testCredential({ ...robot.credential, baseUrl: 'http://127.0.0.1:1' })).message).toBe(
			'127.0.0.1:1, or the proxy that n8n uses, refused the connection. Check the Base URL of the credential, and the proxy that n8n uses (HTTPS_PROXY). Nothing was sent.',
		);
		expect((await testCredential({ ...robot.credential, baseUrl: 'https://robot.invalid' })).message).toContain('robot.invalid, or the proxy that n8n uses, cannot be found');
	});

	it('refuses to send a password in the clear to another host', async () => {
		expect((await testCredential({ ...robot.credential, baseUrl: 'http://robot.example.com' })).message).toContain('Base URL must start with https://');
	});

	it('asks for what is missing', async () => {
		expect((await testCredential({ ...robot.credential, username: '' })).message).toContain('Username is empty');
		expect(robot.simulator.requests()).toHaveLength(0);
	});
});

const getServer = { resource: 'server', operation: 'get', serverNumber: '={{ $json.n }}' };
const twenty = itemsOf(...Array.from({ length: 20 }, (_, index) => index + 1));
const statuses = () => robot.simulator.requests().map(({ status }) => status);
const UNKNOWN = 'It is unknown whether Robot carried the request out: look before you repeat it.';

describe('a password that was changed at Robot', () => {
	it.each([1, 5, 40])('after %i good reads is refused twice at most by twenty reads side by side', async (reads) => {
		const { credential } = robot;
		await runNode({ credential, parameters: getServer, items: itemsOf(...Array.from({ length: reads }, (_, index) => index + 1)), onError: 'continueRegularOutput' });
		robot.simulator.clearRequests();
		robot.simulator.password = 'changed';

		const run = await runNode({ credential, parameters: getServer, items: twenty, onError: 'continueRegularOutput' });
		expect(run.json).toHaveLength(20);
		expect(statuses().length).toBeLessThanOrEqual(2);
		expect(run.json[0]).toMatchObject({
			error: 'Robot refused the user name or the password [UNAUTHORIZED]',
			message: expect.stringMatching(/^Robot accepted them \d+ seconds? ago: the password was changed at Robot, or Robot blocks this address because of other failed logins\./),
		});
	});
});

describe('three refused logins', () => {
	const typo = async (password: string) => await testCredential({ ...robot.credential, password });

	it('at the test button hold the fourth back, and the node with the right password: nothing is sent, and they say until when', async () => {
		const third = [await typo('a'), await typo('b'), await typo('c')][2]!;
		expect(third.message).toMatch(
			/^Robot refused the user name or the password\. Robot has refused 3 logins from here since \d\d:\d\d and blocks this address, right passwords included, until \d\d:\d\d \(time of America\/New_York\)\./,
		);

		const blocked = /^Nothing was sent: Robot has refused 3 logins from here since \d\d:\d\d and blocks this address, right passwords included, until \d\d:\d\d/;
		expect((await typo('d')).message).toMatch(blocked);
		expect((await testCredential(robot.credential)).message).toMatch(blocked);
		const run = await runNode({ credential: robot.credential, parameters: getAll, timezone: 'Asia/Tokyo' });
		expect(run.error?.message).toMatch(blocked);
		expect(run.error?.description).toContain('Wait until then (time of Asia/Tokyo)');
		await expect(search(robot.credential, 'searchServers')).rejects.toThrow(blocked);
		expect(statuses()).toEqual([401, 401, 401]);

		pass(600);
		expect((await robot.run(getAll)).json).toHaveLength(16);
	});

	it('of which two were made by other processes make no good login wrong: the error says both', async () => {
		await typo('a');
		robot.simulator.inject({ kind: 'error', status: 401, code: 'UNAUTHORIZED', message: 'Unauthorized' });
		const run = await robot.run(getAll);
		expect(run.error?.description).toMatch(/^Robot has refused 2 logins from here since \d\d:\d\d .*: where it blocks this address by now, it refuses right passwords as well\./);
	});
});

describe('a 403 without a reason', () => {
	const page = { kind: 'reply', status: 403, contentType: 'text/html', body: '<h1>Forbidden</h1>' } as const;
	const limit = { kind: 'error', status: 403, code: 'RATE_LIMIT_EXCEEDED', message: 'rate limit exceeded', extra: { interval: 2, max_request: 1 } } as const;
	const rename = { resource: 'server', operation: 'rename', serverNumber: by('id', '321'), serverName: 'web' };

	it('to a login that nobody knows is sent once for ten items that continue on errors', async () => {
		robot.simulator.inject({ ...page, times: Infinity });
		const run = await robot.run(getServer, { items: twenty.slice(0, 10), onError: 'continueRegularOutput' });
		expect(run.json).toHaveLength(10);
		expect(statuses()).toEqual([403]);
	});

	it('a second after an accepted login does not call that wrong, and holds nothing back', async () => {
		await robot.run(getAll);
		robot.simulator.inject(page);
		expect(shown(await robot.run({ ...getServer, serverNumber: by('id', '321') }))).toEqual({
			message: 'Access was refused (HTTP 403) without a reason, by Robot or a proxy in between',
			description: expect.stringMatching(
				/^The user name and password are good, Robot accepted them \d+ seconds? ago\. Either a request limit is used up, or this user may not do that\.$/,
			),
			httpCode: '403',
			item: 0,
		});
		expect((await robot.run(getAll)).error).toBeUndefined();
	});

	it('right after a limit is waited for like the limit, also where the login is not known', async () => {
		robot.simulator.inject(limit);
		robot.simulator.inject(page);
		expect((await robot.run(getAll)).json).toHaveLength(16);
		expect(statuses()).toEqual([403, 403, 200]);
		expect(paused()).toEqual([2, 2]);
	});

	it('right after a limit leaves the outcome of a change unknown, and repeats it not', async () => {
		robot.simulator.inject(limit);
		robot.simulator.inject(page);
		const run = await robot.run(rename);
		expect(run.error?.description).toBe(`It is probably Robot's request limit, which was used up just before: try again within 2 seconds. ${UNKNOWN}`);
		expect(statuses()).toEqual([403, 403]);
	});

	it('of a proxy is no proof that a login is good, nor are its 407, its page and its redirect', async () => {
		for (const status of [407, 302, 404]) {
			robot.simulator.inject({ ...page, status });
			await robot.run(getAll);
		}
		robot.simulator.inject(page);
		expect((await robot.run(getAll)).error?.description).toContain('Either the user name and password are wrong');
	});
});

describe('a login that was pasted', () => {
	it.each([' \n', '\r\n', '\t'])('with %j around the user name is sent without, by node, list and test button', async (around) => {
		const credential = { ...robot.credential, username: `${around}${robot.credential.username}${around}` };
		expect((await runNode({ credential, parameters: getAll })).json).toHaveLength(16);
		expect((await search(credential, 'searchServers')).results).toHaveLength(16);
		expect((await testCredential(credential)).status).toBe('OK');
		expect(new Set(robot.simulator.requests().map(({ authorization }) => authorization))).toEqual(new Set(['ok']));
	});

	it.each([
		['Password', { password: 'pw\n' }],
		['Password', { password: 'p\u0000w' }],
		['Username', { username: '#ws+a\u0007b' }],
	])('%s with a line end or another control character is not sent', async (field, changed) => {
		const credential = { ...robot.credential, ...changed };
		expect((await runNode({ credential, parameters: getAll })).error?.message).toBe(`${field} holds a line end or another control character`);
		expect((await testCredential(credential)).message).toContain('It may have been pasted with it. Enter it anew');
		await expect(search(credential, 'searchServers')).rejects.toThrow('control character');
		expect(robot.sent()).toEqual([]);
	});

	it('user name with a colon is not sent: Robot would read the rest as the password', async () => {
		expect((await testCredential({ ...robot.credential, username: '#ws+a:b' })).message).toContain('Username holds a colon');
		expect(robot.sent()).toEqual([]);
	});

	it('password that ends in a blank is sent as it is, and its refusal says so', async () => {
		const credential = { ...robot.credential, password: `${robot.credential.password} ` };
		expect((await testCredential(credential)).message).toContain('The password begins or ends with a blank, which was sent: it may not belong there.');
		robot.simulator.password = credential.password;
		pass(600);
		expect((await testCredential(credential)).status).toBe('OK');
	});

	it('user name that does not begin with #ws+ may be the Robot login, which its refusal says', async () => {
		const said = 'The user name does not begin with "#ws+", as those of web service users do: it may be the Robot login.';
		expect((await testCredential({ ...robot.credential, username: 'K0123456789' })).message).toContain(said);
		expect((await testCredential({ ...robot.credential, username: '#ws+typo' })).message).not.toContain(said);
	});
});

describe('one account', () => {
	it('that is spelled in several ways is one: a refused login is not sent again', async () => {
		const { port } = new URL(robot.simulator.url);
		const spellings = ['http://127.0.0.1', 'http://127.1', 'HTTP://127.000.000.001', 'http://0x7f.1', 'http://2130706433', 'http://127.0.0.1.'];
		for (const spelling of spellings) {
			await runNode({ credential: { ...wrong(), username: ' #ws+demo', baseUrl: `${spelling}:${port}/` }, parameters: getAll });
		}
		expect(robot.simulator.requests()).toHaveLength(1);
	});

	it('shares its limits however it is spelled', async () => {
		const { port } = new URL(robot.simulator.url);
		robot.simulator.inject({ kind: 'error', status: 403, code: 'RATE_LIMIT_EXCEEDED', message: 'x', extra: { interval: 3600, max_request: 1 } });
		await robot.run(getAll);
		expect((await runNode({ credential: { ...robot.credential, baseUrl: `http://127.1:${port}` }, parameters: getAll })).error?.message).toContain('Nothing was sent');
		expect(robot.simulator.requests()).toHaveLength(1);
	});

	it('with a path in its Base URL is told to leave that out', async () => {
		expect((await testCredential({ ...robot.credential, baseUrl: `${robot.simulator.url}/server` })).message).toBe(
			`Base URL holds the path "/server". Leave it out: ${robot.simulator.url} is the address. Nothing was sent.`,
		);
		expect(robot.sent()).toEqual([]);
	});
});
