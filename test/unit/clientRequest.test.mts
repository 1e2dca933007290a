import { describe, expect, it } from '@jest/globals';
import { perHour } from '../../nodes/common/http/endpoint.ts';
import type { Reply, RequestValues } from '../../nodes/common/http/request.ts';
import { listServers, renameServer } from '../../nodes/HetznerRobot/endpoints/server.ts';
import { robotDialect } from '../../nodes/HetznerRobot/robot/dialect.ts';
import { get, post } from '../support/madeUp.mts';
import { clientOn, nothing, ok } from '../support/wire.mts';

/** What a client puts on the wire, and what it takes out of a reply. */

const LIMIT = perHour(200);
const ask = get('/traffic', LIMIT, { timeoutSeconds: 30 });
const change = post('/vswitch', LIMIT, { timeoutSeconds: 30 });

async function outgoing(endpoint: typeof ask, values: RequestValues, options: Parameters<typeof clientOn>[1] = {}) {
	const { client, requests } = clientOn(ok, options);
	await client.request(endpoint, { path: {}, values });
	return requests[0]!;
}

describe('what is sent', () => {
	it('has the values of a question in its address, and no body', async () => {
		expect(await outgoing(ask, { type: 'day', ip: ['192.0.2.1'] })).toEqual({
			method: 'GET',
			url: 'https://robot.example.com/traffic?type=day&ip%5B%5D=192.0.2.1',
			headers: { Accept: 'application/json' },
			timeoutSeconds: 30,
		});
	});

	it('has the values of a change in its body', async () => {
		expect(await outgoing(change, { name: 'a b', vlan: 4000 })).toEqual({
			method: 'POST',
			url: 'https://robot.example.com/vswitch',
			headers: { Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded' },
			body: 'name=a+b&vlan=4000',
			timeoutSeconds: 30,
		});
	});

	it('has neither a question mark nor a body without values', async () => {
		const bare = { headers: { Accept: 'application/json' }, timeoutSeconds: 30 };
		expect(await outgoing(ask, {})).toEqual({ method: 'GET', url: 'https://robot.example.com/traffic', ...bare });
		expect(await outgoing(change, {})).toEqual({ method: 'POST', url: 'https://robot.example.com/vswitch', ...bare });
	});

	it("is written in the API's own way", async () => {
		const dialect = { ...robotDialect, query: () => 'question', body: () => ({ text: '{"a":1}', contentType: 'application/json' }) };
		expect(await outgoing(ask, {}, { dialect })).toMatchObject({ url: 'https://robot.example.com/traffic?question' });
		expect(await outgoing(change, {}, { dialect })).toMatchObject({ body: '{"a":1}', headers: { 'Content-Type': 'application/json' } });
	});

	it('may be 1 MB long and no byte longer', async () => {
		// With the two bytes of "a=".
		const longest = 'x'.repeat(1024 * 1024 - 2);
		expect((await outgoing(change, { a: longest })).body).toBe(`a=${longest}`);

		const { client, sent } = clientOn(ok);
		await expect(client.request(change, { path: {}, values: { a: `${longest}x` } })).rejects.toMatchObject({
			name: 'InputError',
			message: 'The input is longer than 1 MB',
			advice: 'Nothing was sent: no input of Robot is that long.',
		});
		expect(sent).toEqual([]);
	});

	it.each([
		[100, 30],
		[30, 30],
		[12.3, 13],
		[0.2, 1],
		[-5, 1],
	])('where %p seconds are left is waited for %i seconds', async (secondsLeft, timeoutSeconds) => {
		expect((await outgoing(ask, {}, { secondsLeft: () => secondsLeft })).timeoutSeconds).toBe(timeoutSeconds);
	});

	it('is noted by its endpoint; what was not sent is not', async () => {
		let cancelled = false;
		const { client } = clientOn(ok, { isCancelled: () => cancelled });
		await client.request(ask, nothing);
		cancelled = true;
		await expect(client.request(change, nothing)).rejects.toThrow();
		expect([...client.used]).toEqual([ask]);
	});
});

describe('what a reply holds', () => {
	const objects = (reply: Reply, endpoint = listServers) => clientOn(() => reply).client.objects(endpoint, nothing);
	const refusal = (status: number, code: string): Reply => ({ status, headers: {}, text: JSON.stringify({ error: { status, code, message: 'Not there' } }) });

	it('are the objects out of their wrapping', async () => {
		expect(await objects({ status: 200, headers: {}, text: '[{"server":{"server_number":321}},{"server":{"server_number":322}}]' })).toEqual([
			{ server_number: 321 },
			{ server_number: 322 },
		]);
	});

	it('is nothing where Robot has no entry for a list', async () => {
		expect(await objects(refusal(404, 'SERVER_NOT_FOUND'))).toEqual([]);
	});

	it.each([
		[404, 'NOT_FOUND'],
		[403, 'SERVER_NOT_FOUND'],
		[400, 'INVALID_INPUT'],
	])('is an error for %i %s, not an empty list', async (status, code) => {
		await expect(objects(refusal(status, code))).rejects.toMatchObject({ details: { status, code } });
	});

	it('is an error of its own where nothing was sent', async () => {
		const { client } = clientOn(ok);
		const values = { a: 'x'.repeat(2 * 1024 * 1024) };
		await expect(client.objects(listServers, { path: {}, values })).rejects.toMatchObject({ name: 'InputError' });
	});

	it('that is not as documented is said so', async () => {
		const { client } = clientOn(ok);
		const broken = () => (undefined as unknown as { name: string }).name;
		expect(() => client.documented(listServers, broken)).toThrow(expect.objectContaining({ name: 'ApiError', message: "Robot's reply could not be read" }));
		expect(() => client.documented(renameServer, broken)).toThrow(expect.objectContaining({ details: expect.objectContaining({ outcome: 'unknown' }) }));
		expect(client.documented(listServers, () => 'web1')).toBe('web1');
		// It is there, and says nothing.
		expect(client.documented(listServers, () => undefined)).toBeUndefined();

		const dialect = { ...robotDialect, objects: broken as never };
		await expect(clientOn(ok, { dialect }).client.objects(listServers, nothing)).rejects.toThrow("Robot's reply could not be read");
	});

	it('is never a fault of the node itself', async () => {
		const fault = new TypeError('x is not a function');
		const dialect = {
			...robotDialect,
			read: () => {
				throw fault;
			},
		};
		const { client, sent } = clientOn(ok, { dialect });
		await expect(client.request(listServers, nothing)).rejects.toBe(fault);
		expect(sent).toHaveLength(1);
	});
});

it('a pause in which the execution was cancelled ends in an error, so that nothing goes on after it', async () => {
	let cancelled = false;
	const { client, pauses } = clientOn(ok, { isCancelled: () => cancelled });
	await client.pause(5000);
	cancelled = true;
	await expect(client.pause(5000)).rejects.toMatchObject({ details: { code: 'CANCELLED' } });
	expect(pauses).toEqual([5000, 5000]);
});
