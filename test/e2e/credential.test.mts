import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Credential } from '../../demo/client.mts';
import { START_TIMEOUT, startEnvironment, type Environment } from './environment.mts';

let environment: Environment;

beforeAll(async () => {
	environment = await startEnvironment();
}, START_TIMEOUT);

afterAll(async () => {
	await environment?.close();
}, 60_000);

beforeEach(() => environment.simulator.reset());

async function credentialWith(name: string, password: string): Promise<Credential> {
	const { url, username } = environment.simulator;
	const credential = { name, type: 'robotApi', data: { username, password, baseUrl: url } };
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
