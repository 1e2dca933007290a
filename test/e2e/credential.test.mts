import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Credential } from '../../demo/client.mts';
import { startSimulator, type Simulator } from '../../simulator/index.mts';
import { outputOf, START_TIMEOUT, startEnvironment, type Environment } from './environment.mts';
import { createRow, node, robot, START } from './workflow.mts';

let environment: Environment;
/** Any other host that somebody may send the password to. */
let elsewhere: Simulator;

beforeAll(async () => {
	environment = await startEnvironment();
	elsewhere = await startSimulator();
}, START_TIMEOUT);

afterAll(async () => {
	await environment?.close();
	await elsewhere?.close();
}, 60_000);

beforeEach(() => {
	environment.simulator.reset();
	elsewhere.reset();
});

async function credentialWith(name: string, password: string, more: Record<string, string> = {}): Promise<Credential> {
	const { url, username } = environment.simulator;
	const credential = { name, type: 'robotApi', data: { username, password, baseUrl: url, ...more } };
	const { id } = await environment.client.createCredential(credential);
	return { ...credential, id };
}

const statuses = () => environment.simulator.requests().map(({ status }) => status);

test('the right password is accepted with one request', async () => {
	const credential = await credentialWith('Right', environment.simulator.password);

	expect(await environment.client.testCredential(credential)).toMatchObject({ status: 'OK' });
	expect(statuses()).toEqual([200]);
}, 60_000);

test('a wrong password is refused with one request, and not sent again within ten minutes', async () => {
	const credential = await credentialWith('Wrong', 'not-the-password');

	expect(await environment.client.testCredential(credential)).toMatchObject({ status: 'Error' });
	expect(statuses()).toEqual([401]);

	const again = await environment.client.testCredential(credential);
	expect(again).toMatchObject({ status: 'Error', message: expect.stringMatching(/^Nothing was sent: .*wait \d+ minutes/) });
	expect(statuses()).toEqual([401]);
}, 60_000);

test('after a wrong password the corrected one is tried at once', async () => {
	const wrong = await credentialWith('Corrected', 'another-wrong-password');
	await environment.client.testCredential(wrong);
	const corrected = { ...wrong, data: { ...wrong.data, password: environment.simulator.password } };

	expect(await environment.client.testCredential(corrected)).toMatchObject({ status: 'OK' });
	expect(statuses()).toEqual([401, 200]);
}, 60_000);

test('a line end that was pasted with the user name is sent by nobody: not by the test button, and not by the node', async () => {
	const { client, simulator } = environment;
	const credential = await credentialWith('Pasted', simulator.password, { username: ` ${simulator.username}\n` });
	expect(await client.testCredential(credential)).toMatchObject({ status: 'OK' });
	const { id } = await createRow(client, 'Pasted', START, await robot(client, 'Pasted', 'Currency', { resource: 'order', operation: 'getCurrency' }));

	expect(outputOf(await environment.execute(id, 'Start'), 'Currency')).toHaveLength(1);
	expect(simulator.requests().map(({ authorization }) => authorization)).toEqual(['ok', 'ok']);
}, 60_000);

test('nor is what was pasted around a token: not by the HTTP Request node either', async () => {
	const { client, simulator } = environment;
	const { url, token } = simulator.console;
	const data = { apiToken: ` ${token}\n`, baseUrl: url, allowedHttpRequestDomains: 'all' };
	const input = { name: 'Pasted token', type: 'hetznerConsoleApi', data };
	const { id } = await client.createCredential(input);
	expect(await client.testCredential({ ...input, id })).toMatchObject({ status: 'OK' });
	const credentials = { hetznerConsoleApi: { id, name: input.name } };
	const request = { url: `${url}/storage_boxes`, authentication: 'predefinedCredentialType', nodeCredentialType: 'hetznerConsoleApi' };
	const workflow = await createRow(
		client,
		'Pasted token',
		START,
		node('Boxes', 'n8n-nodes-hetzner-robot.hetznerStorageBox', 1, { resource: 'storageBox', operation: 'getAll' }, { credentials, executeOnce: true }),
		node('Request', 'n8n-nodes-base.httpRequest', 4.2, request, { credentials, executeOnce: true }),
	);

	expect(await environment.run(workflow.id, 'Start', 'Request')).toHaveLength(1);
	expect(simulator.requests().map(({ authorization }) => authorization)).toEqual(['ok', 'ok', 'ok']);
}, 60_000);

test('the HTTP Request node sends the password nowhere, unless the credential allows it', async () => {
	const { client, simulator } = environment;
	const open = async (name: string, allowed: Record<string, string>, url: string) => {
		const { id } = await credentialWith(name, simulator.password, allowed);
		const parameters = { url, authentication: 'predefinedCredentialType', nodeCredentialType: 'robotApi' };
		const request = node('Request', 'n8n-nodes-base.httpRequest', 4.2, parameters, { credentials: { robotApi: { id, name } } });
		const workflow = await createRow(client, name, START, request);
		return await environment.execute(workflow.id, 'Start');
	};

	// As it was stored before there was such a field, and as a new one is.
	const { status, data } = await open('Not allowed', {}, `${elsewhere.url}/server`);
	expect(status).toBe('error');
	expect(data.resultData.error?.message).toBe('This credential is configured to prevent use within an HTTP Request or GraphQL node');
	expect((await open('Only Robot', { allowedHttpRequestDomains: 'domains' }, `${elsewhere.url}/server`)).data.resultData.error?.message).toContain('robot-ws.your-server.de');
	expect(elsewhere.requests()).toEqual([]);

	// The test would see it.
	await open('Everywhere', { allowedHttpRequestDomains: 'all' }, `${elsewhere.url}/server`);
	expect(elsewhere.requests()).toMatchObject([{ path: '/server', authorization: 'ok' }]);
}, 120_000);

test('after three wrong passwords nothing is sent any more, the right one included, and n8n says until when', async () => {
	const { client, simulator } = environment;
	// The tests above have made two.
	await client.testCredential(await credentialWith('Third', 'the-third-wrong-password'));
	const right = await credentialWith('Right again', simulator.password);

	expect(await client.testCredential(right)).toMatchObject({
		status: 'Error',
		message: expect.stringMatching(/^Nothing was sent: Robot has refused 3 logins from here since \d\d:\d\d and blocks this address, right passwords included, until \d\d:\d\d/),
	});
	expect(statuses()).toEqual([401]);
}, 60_000);
