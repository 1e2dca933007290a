import { describe, expect, it, jest } from '@jest/globals';
import { ApiClient } from '../../nodes/common/http/client.ts';
import { oncePer, perHour } from '../../nodes/common/http/endpoint.ts';
import type { ApiError } from '../../nodes/common/http/errors.ts';
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

describe('what has to be answered by a time', () => {
	const limited = once(5);

	it.each([
		[5, [5000]],
		[4.9, []],
	])('within %d seconds waits for nothing that takes longer', async (seconds, waited) => {
		const { client, sent, pauses } = clientOn(ok);
		await client.request(limited, nothing);
		const second = client.within(seconds).request(limited, nothing);
		if (waited.length > 0) await second;
		else await expect(second).rejects.toMatchObject(heldBack(5));
		expect(pauses).toEqual(waited);
		expect(sent).toHaveLength(1 + waited.length);
	});

	it('gives each request what is left of it, a second at least, and never more than the client has itself', () => {
		const { client, pass } = clientOn(ok, { secondsLeft: () => 8 });
		const [wide, narrow] = [client.within(20), client.within(6)];
		const left = () => [wide, narrow].map((each) => each.outgoing(list, nothing).timeoutSeconds);
		expect(left()).toEqual([8, 6]);
		pass(2.5);
		expect(left()).toEqual([8, 4]);
		pass(30);
		expect(left()).toEqual([1, 1]);
	});
});

describe('a longer limit', () => {
	it('stops the request, and says when it can go on', async () => {
		const { client, sent, pauses } = clientOn(ok);
		await client.request(once(61), nothing);
		await expect(client.request(once(61), nothing)).rejects.toMatchObject({
			message: 'Nothing was sent: Robot allows 1 request per 61 seconds for this, and 1 was used by this n8n process',
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

	it('is waited for once by reads that wait side by side', async () => {
		const { client, sent, ledger, pass } = clientOn(ok);
		const patient = client.withPatience(600);
		jest.spyOn(ApiClient.prototype, 'pause').mockImplementation(async (milliseconds) => {
			await new Promise((resolve) => setImmediate(resolve));
			pass(milliseconds / 1000);
		});
		ledger.close(list, 500);
		await Promise.all(['1', '2', '3'].map(async (number) => await patient.request(list, { path: {}, values: { number } })));
		expect(sent).toHaveLength(3);
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

/** Robot refuses with these intervals, in seconds, one after another, and then answers. */
const limitedFor =
	(...intervals: number[]) =>
	(_request: unknown, count: number): Reply =>
		count > intervals.length ? ok() : limited(intervals[count - 1]!);
const limited = (interval: number): Reply => ({
	status: 403,
	headers: {},
	text: JSON.stringify({ error: { status: 403, code: 'RATE_LIMIT_EXCEEDED', message: 'rate limit exceeded', max_request: 200, interval } }),
});
const change = post('/reset/1', perHour(50));

describe('the time for limits', () => {
	it.each([
		['a read', list],
		['a change', change],
	])('is the only bound for %s: refused for 2, 1, 1 and 1 second it is sent a fifth time', async (_what, endpoint) => {
		const { client, sent, pauses } = clientOn(limitedFor(2, 1, 1, 1));
		expect(await client.withPatience(60).request(endpoint, nothing)).toEqual({});
		expect(sent).toHaveLength(5);
		expect(pauses).toEqual([2000, 1000, 1000, 1000]);
	});

	it('is a minute in all without the option', async () => {
		const { client, sent, pauses } = clientOn(limitedFor(40, 20, 1));
		await expect(client.request(change, nothing)).rejects.toMatchObject({ details: { code: 'RATE_LIMIT_EXCEEDED' } });
		expect(sent).toHaveLength(3);
		expect(pauses).toEqual([40_000, 20_000]);
	});

	it('is what the option allows, of which the minute is a part', async () => {
		const { client, sent, pauses } = clientOn(limitedFor(40, 20, 30, 30, 30));
		await expect(client.withPatience(60).request(change, nothing)).rejects.toMatchObject({ details: { code: 'RATE_LIMIT_EXCEEDED' } });
		expect(sent).toHaveLength(3);
		expect(pauses).toEqual([40_000, 20_000]);
	});

	it('is what the option allows where that is more than a minute', async () => {
		const { client, pauses } = clientOn(limitedFor(45, 45, 10, 1));
		await expect(client.withPatience(100).request(change, nothing)).rejects.toMatchObject({ details: { code: 'RATE_LIMIT_EXCEEDED' } });
		expect(pauses).toEqual([45_000, 45_000, 10_000]);
	});

	it('ends where Robot refuses without end, however short it says that the limit is', async () => {
		const { client, sent } = clientOn(() => limited(0.001));
		await expect(client.request(list, nothing)).rejects.toMatchObject({ details: { code: 'RATE_LIMIT_EXCEEDED' } });
		expect(sent).toHaveLength(61);
	});

	it('uses no more requests than the documented limit has', async () => {
		const { client, sent } = clientOn(() => limited(1));
		await expect(client.withPatience(600).request(change, nothing)).rejects.toMatchObject({ details: { code: 'LIMIT_REACHED' } });
		expect(sent).toHaveLength(50);
	});

	it('is not begun by a list of the editor or a poll', async () => {
		for (const purpose of ['editor', 'polling'] as const) {
			const { client, sent } = clientOn(limitedFor(1), { purpose });
			await expect(client.request(list, nothing)).rejects.toMatchObject({ details: { code: 'RATE_LIMIT_EXCEEDED' } });
			expect(sent).toHaveLength(1);
		}
	});
});

it('a bare 403 of a change right behind a limit holds the next one back', async () => {
	const { client, sent } = clientOn((_request, count) => (count === 1 ? limited(30) : { status: 403, headers: {}, text: '' }));
	await expect(client.request(change, nothing)).rejects.toMatchObject({ details: { status: 403, outcome: 'unknown' } });
	expect(sent).toHaveLength(2);
	await expect(client.request(post('/reset/1', oncePer(1)), nothing)).rejects.toMatchObject({ details: { outcome: 'unknown' } });
	expect(sent).toHaveLength(3);
});

describe('HTTP 429', () => {
	const tooMany = (retryAfter?: string): Reply => ({ status: 429, headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter }, text: '' });
	const once = (reply: Reply) => (_request: unknown, count: number) => (count > 1 ? ok() : reply);

	it('is waited for by Retry-After where something is read', async () => {
		const { client, sent, pauses } = clientOn(once(tooMany('7')));
		await client.request(list, nothing);
		expect(sent).toHaveLength(2);
		expect(pauses).toEqual([7000]);
	});

	it('leaves the outcome of a change unknown, which is not sent again: somebody else may have said it', async () => {
		const { client, sent } = clientOn(once(tooMany('7')));
		await expect(client.request(change, nothing)).rejects.toMatchObject({ details: { cause: 'rate-limited', outcome: 'unknown', retryAfterSeconds: 7 } });
		expect(sent).toHaveLength(1);
	});

	it('holds the next change back for as long as it asks, although nobody knows what became of the first', async () => {
		const { client, sent } = clientOn(once(tooMany('90')));
		await expect(client.request(change, nothing)).rejects.toMatchObject({ details: { outcome: 'unknown' } });
		await expect(client.request(change, nothing)).rejects.toMatchObject(heldBack(90));
		expect(sent).toHaveLength(1);
	});

	it('that asks for more than a minute stops, and holds the next request back', async () => {
		const { client, sent } = clientOn(once(tooMany('90')));
		await expect(client.request(list, nothing)).rejects.toMatchObject({
			message: 'Robot, or a proxy in between, refused the request because there were too many (HTTP 429)',
			details: { cause: 'rate-limited', outcome: 'refused', retryAfterSeconds: 90, advice: 'The reply asks to wait 2 minutes. Try again later.' },
		});
		await expect(client.request(list, nothing, { fresh: true })).rejects.toMatchObject({
			message: 'Nothing was sent: Robot said at 01:46 UTC that its limit is used up (other programs count, too)',
		});
		await client.withPatience(90).request(list, nothing, { fresh: true });
		expect(sent).toHaveLength(2);
	});

	it('without Retry-After stops at once, and closes nothing', async () => {
		const { client, sent, pauses } = clientOn(once(tooMany()));
		await expect(client.request(list, nothing)).rejects.toMatchObject({ details: { cause: 'rate-limited', outcome: 'refused' } });
		await client.request(list, nothing, { fresh: true });
		expect(sent).toHaveLength(2);
		expect(pauses).toEqual([]);
	});
});

describe('HTTP 503', () => {
	const maintenance = (retryAfter: string): Reply => ({ status: 503, headers: { 'retry-after': retryAfter }, text: '' });

	it('is asked again when it says, where that is within a minute', async () => {
		const { client, sent, pauses } = clientOn((_request, count) => (count > 2 ? ok() : maintenance(count === 1 ? '20' : '60')));
		await client.request(list, nothing);
		expect(sent).toHaveLength(3);
		expect(pauses).toEqual([20_000, 60_000]);
	});

	it('that asks for longer is not asked again, and the error says how long', async () => {
		const { client, sent } = clientOn(() => maintenance('600'));
		await expect(client.request(list, nothing)).rejects.toMatchObject({
			details: { retryAfterSeconds: 600, cause: 'temporarily-unavailable', advice: expect.stringContaining('The reply asks to wait 10 minutes.') },
		});
		expect(sent).toHaveLength(1);
	});

	it('leaves the outcome of a change unknown, whatever it asks, and closes no limit', async () => {
		const { client, sent } = clientOn((_request, count) => (count > 1 ? ok() : maintenance('1')));
		await expect(client.request(change, nothing)).rejects.toMatchObject({ details: { outcome: 'unknown', retryAfterSeconds: 1 } });
		expect(sent).toHaveLength(1);
		await client.request(change, nothing);
	});

	it('is the only other status whose Retry-After counts', async () => {
		const { client } = clientOn(() => ({ status: 502, headers: { 'retry-after': '600' }, text: '' }));
		const { details } = (await client.request(change, nothing).catch((error: unknown) => error)) as ApiError;
		expect(details.status).toBe(502);
		expect(details.retryAfterSeconds).toBeUndefined();
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
