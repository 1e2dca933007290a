import { describe, expect, it } from '@jest/globals';
import { ApiClient } from '../../nodes/common/http/client.ts';
import { get, one, oncePer, perHour, post } from '../../nodes/common/http/endpoint.ts';
import { ProcessMemory } from '../../nodes/common/http/memory.ts';
import { pathValue } from '../../nodes/common/http/path.ts';
import type { OutgoingRequest, Reply } from '../../nodes/common/http/request.ts';
import { robotDialect } from '../../nodes/HetznerRobot/robot/dialect.ts';

const account = { baseUrl: 'https://robot.example.com', username: 'user', password: 'password' };
const nothing = { path: {}, values: {} };

/** A client on a wire of its own, whose pauses move its clock. */
function clientOn(reply: (request: OutgoingRequest, count: number) => Reply | Error, isCancelled = () => false) {
	const sent: string[] = [];
	const pauses: number[] = [];
	let now = 1_000_000_000_000;
	const memory = new ProcessMemory(() => now);
	const wire = {
		send: async (request: OutgoingRequest) => {
			sent.push(`${request.method} ${request.url}`);
			const answer = reply(request, sent.length);
			if (answer instanceof Error) throw answer;
			return answer;
		},
		pause: async (milliseconds: number) => {
			pauses.push(milliseconds);
			now += milliseconds;
		},
		isCancelled,
	};
	const client = new ApiClient(robotDialect, account, wire, { memory });
	return { client, sent, pauses, ledger: client.accountMemory.ledger, pass: (seconds: number) => (now += seconds * 1000) };
}

const ok = (): Reply => ({ status: 200, text: '{}' });
const refused = () => Object.assign(new Error('refused'), { code: 'ECONNREFUSED', syscall: 'connect' });

describe('a cancelled execution', () => {
	it('sends nothing', async () => {
		const { client, sent } = clientOn(ok, () => true);
		await expect(client.request(get('/server', perHour(200), one(null)), nothing)).rejects.toMatchObject({ details: { code: 'CANCELLED' } });
		expect(sent).toEqual([]);
	});

	it('sends nothing more after the pause in which it was cancelled', async () => {
		let cancelled = false;
		const { client, sent } = clientOn(() => {
			cancelled = true;
			return { status: 502, text: '' };
		}, () => cancelled);
		await expect(client.request(get('/server', perHour(200), one(null)), nothing)).rejects.toMatchObject({ details: { code: 'CANCELLED' } });
		expect(sent).toHaveLength(1);
	});
});

describe('a request that was certainly not sent', () => {
	it('is sent again, also where it changes something', async () => {
		const { client, sent } = clientOn((_request, count) => (count < 3 ? refused() : ok()));
		await client.request(post('/reset/{serverNumber}', perHour(50), one(null)), { path: { serverNumber: pathValue('serverNumber', '321') }, values: { type: 'hw' } });
		expect(sent).toHaveLength(3);
	});

	it('is given up after three attempts', async () => {
		const { client, sent } = clientOn(refused);
		await expect(client.request(post('/vswitch', perHour(100), one(null)), nothing)).rejects.toMatchObject({ details: { outcome: 'not-sent' } });
		expect(sent).toHaveLength(3);
	});
});

describe('what was read', () => {
	it('is read again after a change, and where a fresh answer is wanted', async () => {
		const { client, sent } = clientOn(ok);
		const list = get('/server', perHour(200), one(null));
		await client.request(list, nothing);
		await client.request(list, nothing);
		expect(sent).toHaveLength(1);
		await client.request(list, nothing, { fresh: true });
		expect(sent).toHaveLength(2);
		await client.request(post('/vswitch', perHour(100), one(null)), nothing);
		await client.request(list, nothing);
		expect(sent).toHaveLength(4);
	});
});

describe('the ledger', () => {
	it('lets the next request through when the oldest one leaves the window', async () => {
		const { client, ledger, pass } = clientOn(ok);
		const read = get('/failover', { max: 2, seconds: 3600 }, one(null));
		await client.request(read, nothing, { fresh: true });
		pass(1800);
		await client.request(read, nothing, { fresh: true });
		expect(ledger.usage(read)).toEqual({ used: 2, max: 2, seconds: 3600, wait: 1800 });
		pass(1799);
		expect(ledger.usage(read).wait).toBe(1);
		pass(1);
		expect(ledger.usage(read)).toEqual({ used: 1, max: 2, seconds: 3600, wait: 0 });
	});

	it('counts endpoints of one bucket together', async () => {
		const { client, pauses } = clientOn(ok);
		await client.request(post('/storagebox/1', oncePer(5, 'write'), one(null)), nothing);
		await client.request(post('/storagebox/1/password', oncePer(5, 'write'), one(null)), nothing);
		await client.request(post('/storagebox/2', oncePer(5), one(null)), nothing);
		expect(pauses).toEqual([5000]);
	});

	it('forgets what a clock that was set back calls the future', async () => {
		const { client, ledger, pass } = clientOn(ok);
		const read = get('/failover', { max: 1, seconds: 3600 }, one(null));
		await client.request(read, nothing);
		pass(-7200);
		expect(ledger.usage(read).wait).toBe(0);
	});
});
