import { describe, expect, it } from '@jest/globals';
import { runNode, search, testCredential, type Credential } from '../support/engine.mts';
import { simulatedRobot } from '../support/simulatedRobot.mts';

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
			{ error: 'Robot refused the user name or the password' },
			{ error: 'Robot refused the user name or the password' },
			{ error: 'Robot refused the user name or the password' },
		]);
		expect(robot.simulator.requests()).toHaveLength(1);
	});

	it('reaches Robot once for many different items that continue on errors', async () => {
		const parameters = { resource: 'server', operation: 'get', serverNumber: '={{ $json.n }}' };
		const items = [321, 322, 345].map((n) => ({ json: { n } }));
		const run = await runNode({ credential: wrong(), parameters, items, onError: 'continueRegularOutput' });

		expect(run.json).toMatchObject([
			{ error: 'Robot refused the user name or the password' },
			{ error: 'Nothing was sent: Robot has just refused this user name and password' },
			{ error: 'Nothing was sent: Robot has just refused this user name and password' },
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
		expect(first.error?.description).toContain('Storage Boxes may have moved to Hetzner Console');

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
		expect((await testCredential(robot.credential)).message).toBe('Robot is unavailable because of maintenance (HTTP 503). Try again later.');
	});

	it('names a host that refuses the connection, and one that does not exist', async () => {
		expect((await testCredential({ ...robot.credential, baseUrl: 'http://127.0.0.1:1' })).message).toBe(
			'127.0.0.1:1 refused the connection. Check the Base URL of the credential. Nothing was sent.',
		);
		expect((await testCredential({ ...robot.credential, baseUrl: 'https://robot.invalid' })).message).toContain('robot.invalid cannot be found');
	});

	it('refuses to send a password in the clear to another host', async () => {
		expect((await testCredential({ ...robot.credential, baseUrl: 'http://robot.example.com' })).message).toContain('Base URL must start with https://');
	});

	it('asks for what is missing', async () => {
		expect((await testCredential({ ...robot.credential, username: '' })).message).toContain('Username is empty');
		expect(robot.simulator.requests()).toHaveLength(0);
	});
});
