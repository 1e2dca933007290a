import { describe, expect, it } from '@jest/globals';
import { CredentialTestContext } from 'n8n-core';
import { action, box, pages } from '../../contract/console/objects.mts';
import { additionalData, type AnyCredential } from '../../support/n8n.mts';
import { shown } from '../../support/simulatedRobot.mts';
import { node, refusal, stubConsole, TOKEN, type StubReply } from '../../support/stubConsole.mts';
import { ways } from '../../support/ways.mts';

/** The credential: what is no token, what a refused one holds back, and that it is shown nowhere. */

const console = stubConsole();

const get = { resource: 'storageBox', operation: 'get', storageBoxId: '42' };
const byId = { ...get, storageBoxId: { __rl: true, mode: 'id', value: '42' } };
const rename = { ...byId, operation: 'update', updateFields: { name: 'new' } };
const theBox: StubReply = { body: { storage_box: box } };
const ANOTHER = 'another-token'.padEnd(64, 'y');

const press = async (data: AnyCredential) =>
	await node.methods.credentialTest.hetznerConsoleApiTest.call(new CredentialTestContext(additionalData(data)), { id: '1', name: 'Console', type: 'hetznerConsoleApi', data });

describe('the test button', () => {
	it('makes one request for a small reply', async () => {
		console.answer({ body: { storage_boxes: [box], meta: pages(1, 1, 1) } });
		expect(await press(console.credential)).toEqual({ status: 'OK', message: 'Hetzner Console accepted the API token' });
		expect(console.sent()).toEqual(['GET /storage_boxes?page=1&per_page=1']);
		expect(console.requests()[0]!.headers.authorization).toBe(`Bearer ${TOKEN}`);
	});

	it("tells a proxy's own answer from Hetzner Console's", async () => {
		const way = await ways.proxy407();
		const pressed = await press({ apiToken: TOKEN, baseUrl: `${way.baseUrl}/v1` }).finally(way.close);
		expect(pressed).toEqual({
			status: 'Error',
			message:
				`The proxy that n8n uses does not let it reach ${new URL(way.baseUrl).host} (HTTP 407). ` +
				'The proxy wants a login: put its user name and password into its address (HTTPS_PROXY), or let n8n reach this host without it (NO_PROXY). Nothing was sent.',
		});
	});

	it('sends a refused token once', async () => {
		console.answer(refusal(401, 'unauthorized', `unknown token ${TOKEN}`));
		expect(await press(console.credential)).toEqual({ status: 'Error', message: expect.stringContaining('Hetzner Console refused the API token. Check the credential') });
		expect(await press(console.credential)).toEqual({ status: 'Error', message: expect.stringContaining('Nothing was sent: Hetzner Console has just refused this API token') });
		expect(console.sent()).toHaveLength(1);
	});
});

describe('before anything is sent', () => {
	const credential = { apiToken: TOKEN, baseUrl: 'https://api.hetzner.com/v1' };

	it.each<[string, AnyCredential, string]>([
		['no token', { ...credential, apiToken: '' }, 'API Token is empty'],
		['no text', { ...credential, apiToken: 5 as unknown as string }, 'API Token is empty'],
		['63 characters', { ...credential, apiToken: TOKEN.slice(1) }, 'API Token has 63 characters, and a token of Hetzner Console has 64'],
		['a character', { ...credential, apiToken: 'x' }, 'API Token has 1 character, and a token of Hetzner Console has 64'],
		['blanks alone', { ...credential, apiToken: ' \n' }, 'API Token is empty'],
		['a line end inside', { ...credential, apiToken: `${TOKEN.slice(32)}\n${TOKEN.slice(32)}` }, 'API Token holds a blank, a line end or another character that no token has'],
		['the other host', { ...credential, baseUrl: 'https://api.hetzner.cloud/v1' }, 'Base URL leads to the Cloud API, which has no Storage Boxes'],
		['no version', { ...credential, baseUrl: 'https://api.hetzner.com' }, 'Base URL leads to no version of the API'],
		['no encryption', { ...credential, baseUrl: 'http://api.hetzner.com/v1' }, 'Base URL must start with https://'],
	])('%s is named', async (_what, wrong, message) => {
		expect(shown(await console.run(byId, { credential: wrong })).message).toBe(message);
		expect((await press(wrong)).message).toContain(message);
	});
});

it('a token that was pasted with blanks and a line end around it is sent without them, by the node and the test button', async () => {
	console.answer({ body: { storage_box: { id: 42 }, storage_boxes: [] } });
	const pasted = { ...console.credential, apiToken: ` ${TOKEN}\r\n` };
	expect((await console.run(byId, { credential: pasted })).error).toBeUndefined();
	expect((await press(pasted)).status).toBe('OK');
	expect(console.requests().map(({ headers }) => headers.authorization)).toEqual([`Bearer ${TOKEN}`, `Bearer ${TOKEN}`]);
});

describe('a refused token', () => {
	it.each<[string, StubReply]>([
		['unauthorized', refusal(401, 'unauthorized')],
		['without a reason', { status: 401, body: '<h1>Unauthorized</h1>' }],
	])('(%s) is sent once, by a read', async (_what, reply) => {
		console.answer(reply);
		expect(shown(await console.run(byId)).message).toBe('Hetzner Console refused the API token');
		expect(shown(await console.run(byId)).message).toBe('Nothing was sent: Hetzner Console has just refused this API token');
		expect(shown(await console.run(rename)).message).toBe('Nothing was sent: Hetzner Console has just refused this API token');
		expect(console.sent()).toHaveLength(1);
	});

	it('is sent once by a change, and by no read after it', async () => {
		console.answer(refusal(401, 'unauthorized'));
		expect(shown(await console.run(rename)).message).toBe('Hetzner Console refused the API token');
		expect(shown(await console.run(byId)).message).toBe('Nothing was sent: Hetzner Console has just refused this API token');
		expect(console.sent()).toHaveLength(1);
	});

	it('does not hold another one back', async () => {
		console.answer(refusal(401, 'unauthorized'), theBox);
		await console.run(byId);
		expect((await console.run(byId, { credential: { ...console.credential, apiToken: ANOTHER } })).json).toEqual([box]);
	});

	it('blocks nobody: after any number of them another one goes', async () => {
		console.answer(({ headers }) => (headers.authorization?.includes(ANOTHER) ? theBox : refusal(401, 'unauthorized')));
		for (const letter of 'abcde') await console.run(byId, { credential: { ...console.credential, apiToken: letter.repeat(64) } });
		expect((await console.run(byId, { credential: { ...console.credential, apiToken: ANOTHER } })).json).toEqual([box]);
		expect(console.sent()).toHaveLength(6);
	});

	it('is sent once by Retry On Fail', async () => {
		console.answer(refusal(401, 'unauthorized'));
		await console.run(byId, { tries: 5 });
		expect(console.sent()).toHaveLength(1);
	});
});

describe('a token that may only read', () => {
	it('holds changes back, and reads go on', async () => {
		console.answer(refusal(401, 'token_readonly', 'token is read-only'), theBox);
		expect(shown(await console.run(rename))).toMatchObject({ message: 'The API token may only read', description: expect.stringContaining('Make a token with Read & Write') });
		expect(shown(await console.run(rename)).message).toBe('Nothing was sent: Hetzner Console has just said that this API token may only read');
		expect((await console.run(byId)).json).toEqual([box]);
		expect(console.sent()).toEqual(['PUT /storage_boxes/42 {"name":"new"}', 'GET /storage_boxes/42']);
	});
});

describe('secrets', () => {
	const PASSWORD = 'Correct-Horse-7';
	const reset = { ...byId, operation: 'resetPassword', generatePassword: false, password: PASSWORD };

	it('stand in no error, also where the API repeats them', async () => {
		const echo = `no: ${PASSWORD} with ${TOKEN}`;
		console.answer(refusal(422, 'invalid_input', echo, { fields: [{ name: 'password', messages: [echo] }] }));
		const { error } = await console.run(reset);
		expect(error?.message).toBe('no: *** with *** (invalid: Password) [invalid_input]');
		expect(error?.description).toContain('password: no: *** with ***.');
		expect(JSON.stringify(error)).not.toContain(PASSWORD);
		expect(JSON.stringify(error) + String(error?.stack)).not.toContain(TOKEN);
	});

	it('stand in no error of an action', async () => {
		const failed = action('reset_password', 'error', { error: { code: 'action_failed', message: `bad ${PASSWORD} of ${TOKEN}` } });
		console.answer({ status: 201, body: { action: failed } });
		const { error } = await console.run(reset);
		expect(error?.message).toContain('bad *** of ***');
		expect(JSON.stringify(error) + String(error?.message)).not.toContain(PASSWORD);
		expect(JSON.stringify(error) + String(error?.message)).not.toContain(TOKEN);
	});

	it.each<[string, StubReply]>([
		['of the API', refusal(422, 'invalid_input')],
		['of a proxy', { status: 502, body: '' }],
	])('stand in no correlation ID %s', async (_what, reply) => {
		console.answer({ ...reply, headers: { 'x-correlation-id': TOKEN } });
		const { error } = await console.run(reset);
		expect(error?.description).toMatch(/./);
		expect(JSON.stringify(error) + String(error?.description)).not.toContain(TOKEN);
	});
});
