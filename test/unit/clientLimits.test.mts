import { describe, expect, it } from '@jest/globals';
import { oncePer, perHour } from '../../nodes/common/http/endpoint.ts';
import type { Purpose } from '../../nodes/common/http/ledger.ts';
import type { Reply } from '../../nodes/common/http/request.ts';
import { get, post } from '../support/madeUp.mts';
import { clientOn, nothing, ok } from '../support/wire.mts';

/** How long a client waits for a limit, and where it stops instead. */

const once = (seconds: number, path = '/reset/1') => post(path, oncePer(seconds));

/** Robot says, the first time, that a limit is used up for so long. */
const limitedOnce = (interval: number) => (_request: unknown, count: number) =>
	count > 1
		? ok()
		: { status: 403, headers: {}, text: JSON.stringify({ error: { status: 403, code: 'RATE_LIMIT_EXCEEDED', message: 'rate limit exceeded', max_request: 200, interval } }) };

const list = get('/server', perHour(200));
const heldBack = (seconds: number) => ({ details: { code: 'LIMIT_REACHED', outcome: 'not-sent', retryAfterSeconds: seconds } });

describe('a limit of a minute', () => {
	it('is waited for without being asked to', async () => {
		const { client, sent, pauses } = clientOn(ok);
		await client.request(once(60), nothing);
		await client.request(once(60), nothing);
		expect(sent).toHaveLength(2);
		expect(pauses).toEqual([60_000]);
	});

	it('takes nothing of the time for long ones', async () => {
		const { client, sent, pauses } = clientOn(ok);
		const patient = client.withPatience(100);
		for (const endpoint of [once(60), once(60), once(100, '/order'), once(100, '/order')]) await patient.request(endpoint, nothing);
		expect(sent).toHaveLength(4);
		expect(pauses).toEqual([60_000, 100_000]);
	});
});

describe('a longer limit', () => {
	it('stops the request, and says when it can go on', async () => {
		const { client, sent, pauses } = clientOn(ok);
		await client.request(once(61), nothing);
		await expect(client.request(once(61), nothing)).rejects.toMatchObject({
			message: 'Nothing was sent: Robot allows 1 request per 61 seconds for this, and 1 were used by this n8n',
			...heldBack(61),
		});
		expect(sent).toHaveLength(1);
		expect(pauses).toEqual([]);
	});

	it('is waited for as long as the item allows, and not a second longer', async () => {
		const { client, sent, pauses } = clientOn(ok);
		await client.request(once(100), nothing);
		await expect(client.withPatience(99).request(once(100), nothing)).rejects.toMatchObject(heldBack(100));
		await client.withPatience(100).request(once(100), nothing);
		expect(sent).toHaveLength(2);
		expect(pauses).toEqual([100_000]);
	});

	it('is waited for before a change is made ready, anew for every sending', async () => {
		const { client, requests, pauses } = clientOn(limitedOnce(100));
		let asked = 0;
		const late = async () => ({ path: {}, values: { asked: ++asked } });
		await client.withPatience(100).request(once(1), late);
		expect(requests.map(({ body }) => body)).toEqual(['asked=1', 'asked=2']);
		expect(pauses).toEqual([100_000]);
	});

	it('may be waited for before something is asked that must not be old, which counts and sends nothing', async () => {
		const { client, sent, pauses } = clientOn(ok);
		const patient = client.withPatience(100);
		await patient.untilAllowed(once(100));
		await patient.request(once(100), nothing);
		await expect(client.untilAllowed(once(100))).rejects.toMatchObject(heldBack(100));
		await patient.untilAllowed(once(100));
		expect(pauses).toEqual([100_000]);
		await patient.request(once(100), nothing);
		expect(sent).toHaveLength(2);
		expect(pauses).toEqual([100_000]);
	});

	it('is waited for by the items of an execution together, not by each of them', async () => {
		const { client, sent, pauses } = clientOn(ok);
		await client.withPatience(150).request(once(100), nothing);
		await client.withPatience(150).request(once(100), nothing);
		await expect(client.withPatience(150).request(once(100), nothing)).rejects.toMatchObject(heldBack(100));
		expect(sent).toHaveLength(2);
		expect(pauses).toEqual([100_000]);
	});
});

describe('a limit that Robot says is used up', () => {
	it('is waited for once where the item allows it', async () => {
		const { client, sent, pauses } = clientOn(limitedOnce(3600));
		expect(await client.withPatience(3600).request(list, nothing)).toEqual({});
		expect(sent).toHaveLength(2);
		expect(pauses).toEqual([3_600_000]);
	});

	it.each<[Purpose, number]>([
		['execution', 1],
		['polling', 1],
		// Who looks at a list in the editor may ask again at once.
		['editor', 2],
	])('is found by the purpose %s with %i requests', async (purpose, times) => {
		const { client, sent } = clientOn(limitedOnce(600), { purpose });
		await expect(client.request(list, nothing)).rejects.toMatchObject({ details: { code: 'RATE_LIMIT_EXCEEDED', retryAfterSeconds: 600 } });
		const again = client.request(list, nothing, { fresh: true });
		await (times === 1 ? expect(again).rejects.toMatchObject(heldBack(600)) : again);
		expect(sent).toHaveLength(times);
	});

	it('is not closed by any other trouble', async () => {
		const { client, ledger } = clientOn((_request, count): Reply => (count > 1 ? ok() : { status: 502, headers: {}, text: '' }));
		await client.request(list, nothing);
		expect(ledger.usage(list)).toEqual({ used: 2, max: 200, seconds: 3600, wait: 0 });
	});
});

it('a login that was just refused is told at once, without a wait for a limit', async () => {
	const { client, sent, pauses } = clientOn(() => ({ status: 401, headers: {}, text: '' }));
	await expect(client.request(once(5), nothing)).rejects.toMatchObject({ details: { status: 401 } });
	await expect(client.request(once(5), nothing)).rejects.toMatchObject({ details: { code: 'LOGIN_HELD_BACK' } });
	expect(sent).toHaveLength(1);
	expect(pauses).toEqual([]);
});
