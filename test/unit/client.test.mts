import { describe, expect, it } from '@jest/globals';
import { oncePer, perDay, perHour } from '../../nodes/common/http/endpoint.ts';
import { ApiError } from '../../nodes/common/http/errors.ts';
import { pathValue } from '../../nodes/common/http/path.ts';
import type { Reply } from '../../nodes/common/http/request.ts';
import { get, post } from '../support/madeUp.mts';
import { broken, clientOn, nothing, ok } from '../support/wire.mts';

const refused = broken('ECONNREFUSED', 'connect');

/** A client whose execution is cancelled while its first request is under way. */
function cancelledDuring(answer: () => Reply | Error) {
	let cancelled = false;
	const reply = () => {
		cancelled = true;
		return answer();
	};
	return clientOn(reply, { isCancelled: () => cancelled });
}

describe('a cancelled execution', () => {
	it('sends nothing', async () => {
		const { client, sent } = clientOn(ok, { isCancelled: () => true });
		await expect(client.request(get('/server', perHour(200)), nothing)).rejects.toMatchObject({ details: { code: 'CANCELLED' } });
		expect(sent).toEqual([]);
	});

	it('sends nothing more after the pause in which it was cancelled', async () => {
		const { client, sent } = cancelledDuring(() => ({ status: 502, headers: {}, text: '' }));
		await expect(client.request(get('/server', perHour(200)), nothing)).rejects.toMatchObject({ details: { code: 'CANCELLED' } });
		expect(sent).toHaveLength(1);
	});

	it('sends nothing after it has waited for the login to be tried', async () => {
		const { client, sent } = cancelledDuring(ok);
		const asked = [get('/server', perHour(200)), get('/key', perHour(200))].map((endpoint) => client.request(endpoint, nothing));
		await expect(asked[1]).rejects.toMatchObject({ details: { code: 'CANCELLED' } });
		await expect(asked[0]).resolves.toEqual({});
		expect(sent).toHaveLength(1);
	});

	// Node names the end of a cancelled request in several ways.
	it.each(['ECONNRESET', 'ERR_CANCELED', 'ABORT_ERR'])('does not know what became of a change whose connection was cut (%s)', async (code) => {
		const { client, sent } = cancelledDuring(broken(code));

		await expect(client.request(post('/order/server/transaction', perDay(20), { effect: 'buy' }), nothing)).rejects.toMatchObject({
			message: `The connection to robot.example.com failed (${code})`,
			details: { outcome: 'unknown', advice: expect.stringContaining('It is unknown whether Robot carried the request out') },
		});
		expect(sent).toHaveLength(1);
	});

	it('ends at once, with nothing to look at, where a read was cut', async () => {
		const { client, pauses } = cancelledDuring(broken('ECONNRESET'));
		await expect(client.request(get('/server', perHour(200)), nothing)).rejects.toMatchObject({ details: { code: 'CANCELLED', outcome: 'not-sent' } });
		expect(pauses).toEqual([]);
	});
});

describe('a request that was certainly not sent', () => {
	it('is sent again, also where it changes something', async () => {
		const { client, sent } = clientOn((_request, count) => (count < 3 ? refused() : ok()));
		await client.request(post('/reset/{serverNumber}', perHour(50)), { path: { serverNumber: pathValue('serverNumber', '321') }, values: { type: 'hw' } });
		expect(sent).toHaveLength(3);
	});

	it('is given up after three attempts', async () => {
		const { client, sent } = clientOn(refused);
		await expect(client.request(post('/vswitch', perHour(100)), nothing)).rejects.toMatchObject({ details: { outcome: 'not-sent' } });
		expect(sent).toHaveLength(3);
	});
});

describe('what fails while the inputs are looked up', () => {
	const failing = (error: Error) => async () => await Promise.reject(error);

	it('has sent nothing of the change itself', async () => {
		const { client, sent } = clientOn(ok);
		const error = new ApiError('The list failed', { code: 'HTTP_502', outcome: 'unknown' });
		await expect(client.request(post('/vswitch', perHour(100)), failing(error))).rejects.toMatchObject({
			message: 'The list failed',
			details: { code: 'HTTP_502', outcome: 'not-sent' },
		});
		expect(sent).toEqual([]);
	});

	it('stays what it is where it is no reply of Robot', async () => {
		const error = new TypeError('odd');
		await expect(clientOn(ok).client.request(post('/vswitch', perHour(100)), failing(error))).rejects.toBe(error);
	});
});

it('a pause is told before it begins, and counts as time in which things may have changed', async () => {
	const { client, pauses } = clientOn(ok);
	const told: unknown[] = [];
	await client.pausing(async (milliseconds) => void told.push(milliseconds, pauses.length)).pause(1500);
	await client.pause(500);
	expect(told).toEqual([1500, 0]);
	expect([pauses, client.secondsPaused]).toEqual([[1500, 500], 2]);
});

describe('what was read', () => {
	it('is read again after a change, and where a fresh answer is wanted', async () => {
		const { client, sent } = clientOn(ok);
		const list = get('/server', perHour(200));
		await client.request(list, nothing);
		await client.request(list, nothing);
		expect(sent).toHaveLength(1);
		await client.request(list, nothing, { fresh: true });
		expect(sent).toHaveLength(2);
		await client.request(post('/vswitch', perHour(100)), nothing);
		await client.request(list, nothing);
		expect(sent).toHaveLength(4);
	});
});

describe('the ledger', () => {
	it('lets the next request through when the oldest one leaves the window', async () => {
		const { client, ledger, pass } = clientOn(ok);
		const read = get('/failover', { max: 2, seconds: 3600 });
		await client.request(read, nothing, { fresh: true });
		pass(1800);
		await client.request(read, nothing, { fresh: true });
		expect(ledger.usage(read)).toEqual({ used: 2, max: 2, seconds: 3600, wait: 1800 });
		pass(1799);
		expect(ledger.usage(read).wait).toBe(1);
		pass(1);
		expect(ledger.usage(read)).toEqual({ used: 1, max: 2, seconds: 3600, wait: 0 });
	});

	it('counts a request from when its reply came, when Robot has counted it at the latest', async () => {
		const limited = get('/server', oncePer(60));
		const made: ReturnType<typeof clientOn> = clientOn(() => {
			made.pass(40);
			return ok();
		});
		await made.client.request(limited, nothing);
		expect(made.ledger.usage(limited)).toMatchObject({ used: 1, wait: 60 });
	});

	it('is asked again where others used a limit up while the inputs were looked up, which lets go of them first', async () => {
		const limited = post('/reset/1', oncePer(5));
		const { client, sent, ledger, pauses } = clientOn(ok);
		const said: string[] = [];
		const inputs = async () => {
			said.push('looked up');
			if (said.length === 1) ledger.reserve(limited);
			return await Promise.resolve({ ...nothing, over: async () => void said.push('let go') });
		};
		await client.request(limited, inputs);
		expect(said).toEqual(['looked up', 'let go', 'looked up', 'let go']);
		expect([sent.length, pauses]).toEqual([1, [5000]]);
	});

	it('counts endpoints of one bucket together', async () => {
		const { client, pauses } = clientOn(ok);
		await client.request(post('/storagebox/1', oncePer(5, 'write')), nothing);
		await client.request(post('/storagebox/1/password', oncePer(5, 'write')), nothing);
		await client.request(post('/storagebox/2', oncePer(5)), nothing);
		expect(pauses).toEqual([5000]);
	});

	it('forgets what a clock that was set back calls the future', async () => {
		const { client, ledger, pass } = clientOn(ok);
		const read = get('/failover', { max: 1, seconds: 3600 });
		await client.request(read, nothing);
		pass(-7200);
		expect(ledger.usage(read).wait).toBe(0);
	});
});
