import { describe, expect, it, jest } from '@jest/globals';
import { perHour, type Endpoint } from '../../nodes/common/http/endpoint.ts';
import type { Purpose } from '../../nodes/common/http/ledger.ts';
import type { Reply } from '../../nodes/common/http/request.ts';
import { del, get, post, put } from '../support/madeUp.mts';
import { broken, clientOn, nothing, ok } from '../support/wire.mts';

/** When a request is sent again, how often, and after how long. */

const LIMIT = perHour(500);
const status =
	(code: number, text = '') =>
	(): Reply => ({ status: code, headers: {}, text });
const rateLimited = (interval: number) => status(403, JSON.stringify({ error: { status: 403, code: 'RATE_LIMIT_EXCEEDED', message: 'rate limit exceeded', interval } }));

/** Sends one request that always gets the same answer, and counts. */
async function timesSent(endpoint: Endpoint, answer: () => Reply | Error, purpose: Purpose = 'execution'): Promise<number> {
	const { client, sent } = clientOn(answer, { purpose });
	await expect(client.request(endpoint, nothing)).rejects.toThrow();
	return sent.length;
}

const reads: Endpoint[] = [get('/server', LIMIT), post('/traffic', LIMIT, { effect: 'read' })];
const others: Endpoint[] = [
	post('/server/1', LIMIT),
	put('/rdns/1', LIMIT),
	del('/boot/1/rescue', LIMIT),
	post('/reset/1', LIMIT, { effect: 'interrupt' }),
	del('/key/1', LIMIT, { effect: 'destroy' }),
	post('/order/server/transaction', LIMIT, { effect: 'buy' }),
];
const named = (endpoints: Endpoint[]) => endpoints.map((endpoint) => ({ endpoint, name: `${endpoint.method} ${endpoint.path} (${endpoint.effect})` }));

/** Troubles that pass, but with a request of which nobody knows what became. */
const passing: Array<[string, () => Reply | Error]> = [
	['500', () => error(500, 'INTERNAL_ERROR')()],
	['500 without a reason', status(500)],
	['502', status(502, '<h1>Bad Gateway</h1>')],
	['503', status(503)],
	['504', status(504)],
	['a reply that is not JSON', status(200, '<h1>Please log in</h1>')],
	['a cut connection', broken('ECONNRESET')],
	['a refusal on an open connection', broken('ECONNREFUSED', 'read')],
	['no answer in time', broken('ETIMEDOUT')],
	['a reply that is too long', broken('ETOOLARGE')],
	['an unnamed network error', () => new Error('socket hang up')],
];

/** Troubles in which no request left this computer. */
const notSent: Array<[string, () => Reply | Error]> = [
	['a refused connection', broken('ECONNREFUSED', 'connect')],
	['an unknown host', broken('ENOTFOUND')],
	['a name server that is busy', broken('EAI_AGAIN')],
	['a host out of reach', broken('EHOSTUNREACH', 'connect')],
	['a network out of reach', broken('ENETUNREACH', 'connect')],
	['a server that does not speak TLS', broken('EPROTO')],
];

const error = (code: number, name: string) => status(code, JSON.stringify({ error: { status: code, code: name, message: name } }));

/** Answers that would be the same the next time, or that cost a login. */
const final: Array<[string, () => Reply | Error]> = [
	['a redirect', status(302)],
	['400', error(400, 'INVALID_INPUT')],
	['401', error(401, 'UNAUTHORIZED')],
	['403 without a reason', status(403)],
	['404', error(404, 'NOT_FOUND')],
	['409', error(409, 'CONFLICT')],
	['429', status(429)],
	['an outdated certificate', broken('CERT_HAS_EXPIRED')],
	["a proxy's wish for a login", broken('PROXY_407')],
	['a refusal by n8n', () => Object.assign(new Error('The request was blocked'), { level: 'info', description: 'The target is not allowed.' })],
];

describe.each(named(reads))('$name', ({ endpoint }) => {
	it.each([...passing, ...notSent])('is sent three times in all after %s', async (_what, answer) => {
		expect(await timesSent(endpoint, answer)).toBe(3);
	});

	it.each(final)('is sent once after %s', async (_what, answer) => {
		expect(await timesSent(endpoint, answer)).toBe(1);
	});
});

describe.each(named(others))('$name', ({ endpoint }) => {
	it.each(notSent)('is sent three times in all after %s', async (_what, answer) => {
		expect(await timesSent(endpoint, answer)).toBe(3);
	});

	it.each([...passing, ...final])('is sent once after %s', async (_what, answer) => {
		expect(await timesSent(endpoint, answer)).toBe(1);
	});
});

describe('the number of attempts', () => {
	it.each([
		['execution', 3],
		['polling', 1],
		['editor', 1],
	] as const)('for the purpose %s is %i', async (purpose, times) => {
		expect(await timesSent(get('/server', LIMIT), status(502), purpose)).toBe(times);
	});

	it('counts different troubles together', async () => {
		const answers = [status(502), broken('ECONNRESET'), status(503), ok];
		const { client, sent } = clientOn((_request, count) => answers[count - 1]!());

		await expect(client.request(get('/server', LIMIT), nothing)).rejects.toMatchObject({ details: { status: 503 } });
		expect(sent).toHaveLength(3);
	});

	it('ends with the first answer that is final', async () => {
		const answers = [status(502), error(404, 'NOT_FOUND'), ok];
		const { client, sent } = clientOn((_request, count) => answers[count - 1]!());

		await expect(client.request(get('/server', LIMIT), nothing)).rejects.toMatchObject({ details: { status: 404 } });
		expect(sent).toHaveLength(2);
	});

	it('begins anew for the next request', async () => {
		const answers = [status(502), status(502), ok, status(502), status(502), ok];
		const { client, sent } = clientOn((_request, count) => answers[count - 1]!());
		await client.request(get('/server', LIMIT), nothing);
		await client.request(get('/ip', LIMIT), nothing);
		expect(sent).toEqual([...Array(3).fill('GET https://robot.example.com/server'), ...Array(3).fill('GET https://robot.example.com/ip')]);
	});

	it('is not bounded by limits, whose waits are: a service that always refuses is waited for a minute and not asked for ever', async () => {
		const { client, sent, pauses } = clientOn(rateLimited(5));

		await expect(client.request(get('/server', LIMIT), nothing)).rejects.toMatchObject({ details: { code: 'RATE_LIMIT_EXCEEDED' } });
		expect(sent).toHaveLength(13);
		// The limit's own time each, and no pause of the other kind on top.
		expect(pauses).toEqual(Array(12).fill(5000));
	});
});

describe('the pauses between attempts', () => {
	async function pausesWhere(chance: number, purpose: Purpose = 'execution'): Promise<number[]> {
		jest.spyOn(Math, 'random').mockReturnValue(chance);
		const { client, pauses } = clientOn(status(502), { purpose });
		await expect(client.request(get('/server', LIMIT), nothing)).rejects.toThrow();
		return pauses;
	}

	it.each([
		['are 1 and 3 seconds at least', 0, [1000, 3000]],
		['are a quarter longer in the middle', 0.5, [1250, 3750]],
		['are never half as long again', 0.999, [1499.5, 4498.5]],
	])('%s', async (_what, chance, expected) => {
		const pauses = await pausesWhere(chance);
		expect(pauses).toHaveLength(2);
		pauses.forEach((pause, index) => expect(pause).toBeCloseTo(expected[index]!, 6));
	});

	it('differ by chance, so that many executions do not come back at once', async () => {
		const first = new Set<number>();
		for (let execution = 0; execution < 20; execution++) {
			const { client, pauses } = clientOn(status(502));
			await expect(client.request(get('/server', LIMIT), nothing)).rejects.toThrow();
			first.add(pauses[0]!);
		}
		expect(first.size).toBeGreaterThan(15);
	});

	it('are none after the last attempt', async () => {
		expect(await pausesWhere(0, 'polling')).toEqual([]);
	});
});
