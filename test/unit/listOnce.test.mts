import { describe, expect, it } from '@jest/globals';
import { many, oncePer, perHour } from '../../nodes/common/http/endpoint.ts';
import { listOnce } from '../../nodes/HetznerRobot/lookups/listOnce.ts';
import { get, post } from '../support/madeUp.mts';
import { clientOn, nothing } from '../support/wire.mts';

/** A list of names that an execution asks for, whose entries somebody else may rename. */

const reset = post('/reset/1', oncePer(100));
const { entries, forget } = listOnce({ ...get('/server', perHour(200)), reply: many(null, null) });

const started = () => {
	const { client, sent } = clientOn(({ method }) => ({ status: 200, headers: {}, text: method === 'GET' ? '[]' : '{}' }));
	return { client: client.withPatience(1000), lists: () => sent.filter((line) => line.startsWith('GET')).length };
};

describe('a list of names', () => {
	it('is asked for once, whatever is changed meanwhile', async () => {
		const { client, lists } = started();
		await entries(client);
		await client.request(reset, nothing);
		await entries(client);
		expect(lists()).toBe(1);
	});

	it('is asked for again after a wait for a long limit', async () => {
		const { client, lists } = started();
		await client.request(reset, nothing);
		await entries(client);
		await client.request(reset, nothing);
		await Promise.all([entries(client), entries(client)]);
		expect(lists()).toBe(2);
	});

	it('is asked for again where it was forgotten', async () => {
		const { client, lists } = started();
		await entries(client);
		await client.request(post('/server/1', perHour(200)), nothing);
		forget(client);
		await entries(client);
		expect(lists()).toBe(2);
	});
});
