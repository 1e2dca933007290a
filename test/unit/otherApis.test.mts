import { describe, expect, it } from '@jest/globals';
import { accountKey, loginKey, secretsOf } from '../../nodes/common/http/account.ts';
import type { Dialect } from '../../nodes/common/http/dialect.ts';
import { asTold, limitInWords } from '../../nodes/common/http/endpoint.ts';
import { ApiError } from '../../nodes/common/http/errors.ts';
import { RequestLedger } from '../../nodes/common/http/ledger.ts';
import { LoginGuard, type LoginRules, type LoginVerdict } from '../../nodes/common/http/loginGuard.ts';
import { robotDialect } from '../../nodes/HetznerRobot/robot/dialect.ts';
import { get, post } from '../support/madeUp.mts';
import { clientOn, nothing, ok } from '../support/wire.mts';

/** What the client does for an API that is not Robot: tokens, limits that replies tell, refusals that hold only now. */

const read = get('/things', asTold);
const change = post('/things', asTold);

describe('an account with a token', () => {
	const first = { baseUrl: 'https://api.example.com', token: 'first-token' };

	it('is known by its token, which is in none of its keys', () => {
		const other = { ...first, token: 'other-token' };
		expect(accountKey(first)).toBe(accountKey({ ...first }));
		expect(accountKey(first)).not.toBe(accountKey(other));
		expect(loginKey(first)).not.toBe(loginKey(other));
		expect(accountKey(first) + loginKey(first)).not.toContain('first-token');
	});

	it('has the token as its secret', () => {
		expect(secretsOf(first)).toEqual(['first-token']);
	});
});

describe('a refusal for now', () => {
	const refused = new ApiError('busy', { code: 'locked', status: 423, outcome: 'refused', isForNow: true });
	const dialect: Dialect = {
		...robotDialect,
		read: (_endpoint, { status }) => {
			if (status !== 200) throw refused;
			return {};
		},
	};
	const busyFor = (times: number) => clientOn((_request, count) => (count <= times ? { ...ok(), status: 423 } : ok()), { dialect });

	it.each([read, change])('is sent again twice at least: $method', async (endpoint) => {
		const { client, sent, pauses } = busyFor(2);
		await client.request(endpoint, nothing);
		expect(sent).toHaveLength(3);
		expect(pauses[0]).toBeGreaterThanOrEqual(1000);
		expect(pauses[1]).toBeGreaterThan(pauses[0]!);
	});

	it('is an error after that', async () => {
		const { client, sent } = busyFor(Infinity);
		await expect(client.request(change, nothing)).rejects.toBe(refused);
		expect(sent).toHaveLength(3);
	});

	it('is sent again for as long as the item may take, and no longer', async () => {
		const { client, sent, pauses } = busyFor(Infinity);
		await expect(client.withPatience(0, 60).request(change, nothing)).rejects.toBe(refused);
		const total = pauses.reduce((sum, pause) => sum + pause, 0);
		expect(total).toBeLessThanOrEqual(60_000);
		expect(total).toBeGreaterThan(60_000 - 15_000);
		expect(sent).toHaveLength(pauses.length + 1);
	});

	it('is not sent again where it may have been carried out', async () => {
		const unclear = new ApiError('busy', { code: 'locked', status: 423, outcome: 'unknown', isForNow: true });
		const { client, sent } = clientOn(ok, {
			dialect: {
				...dialect,
				read: () => {
					throw unclear;
				},
			},
		});
		await expect(client.withPatience(0, 60).request(change, nothing)).rejects.toBe(unclear);
		expect(sent).toHaveLength(1);
	});

	it('is shown at once where nobody waits for an execution', async () => {
		const { client, sent } = clientOn(() => ({ ...ok(), status: 423 }), { dialect, purpose: 'editor' });
		await expect(client.request(read, nothing)).rejects.toBe(refused);
		expect(sent).toHaveLength(1);
	});
});

describe('a limit that the replies tell', () => {
	const start = 1_000_000_000_000;

	function ledgerAt() {
		let now = start;
		return { ledger: new RequestLedger(() => now), pass: (seconds: number) => (now += seconds * 1000) };
	}

	it('lets everything through until one has told it', () => {
		const { ledger } = ledgerAt();
		for (let count = 0; count < 500; count++) expect(ledger.reserve(read)).toBe(0);
		expect(limitInWords(asTold)).toBe('told by the replies');
	});

	it('counts for all endpoints, and becomes more steadily', () => {
		const { ledger, pass } = ledgerAt();
		ledger.told(read, { max: 3600, left: 1 });
		expect(ledger.usage(change)).toEqual({ used: 3599, max: 3600, seconds: 3600, wait: 0 });
		pass(0.1);
		expect(ledger.reserve(change)).toBe(0);
		expect(ledger.reserve(read)).toBe(1);
		pass(1);
		expect(ledger.reserve(read)).toBe(0);
	});

	it('is never more than its most, and what was sent since is taken from it', () => {
		const { ledger, pass } = ledgerAt();
		ledger.told(read, { max: 10, left: 9 });
		pass(7200);
		expect(ledger.usage(read)).toEqual({ used: 0, max: 10, seconds: 3600, wait: 0 });
		for (let count = 0; count < 10; count++) expect(ledger.reserve(read)).toBe(0);
		expect(ledger.usage(read)).toEqual({ used: 10, max: 10, seconds: 3600, wait: 360 });
	});

	it('does not count what was sent before it was told', () => {
		const { ledger, pass } = ledgerAt();
		ledger.reserve(read);
		ledger.told(read, { max: 10, left: 5 });
		expect(ledger.usage(read)).toEqual({ used: 5, max: 10, seconds: 3600, wait: 0 });
		pass(1);
		ledger.told(read, undefined);
		ledger.reserve(read);
		expect(ledger.usage(read)).toMatchObject({ used: 6, max: 10 });
	});

	it('becomes no less on a clock that is set back', () => {
		const { ledger, pass } = ledgerAt();
		ledger.told(read, { max: 10, left: 1 });
		pass(-7200);
		expect(ledger.usage(read)).toEqual({ used: 9, max: 10, seconds: 3600, wait: 0 });
		ledger.told(read, { max: 10, left: 0 });
		pass(-7200);
		expect(ledger.usage(read)).toEqual({ used: 10, max: 10, seconds: 3600, wait: 360 });
	});

	it('waits for a refusal as well', () => {
		const { ledger, pass } = ledgerAt();
		ledger.told(read, { max: 10, left: 0 });
		ledger.close(read, 1000);
		expect(ledger.reserve(read)).toBe(1000);
		ledger.close(read, 60);
		expect(ledger.reserve(read)).toBe(360);
		pass(360);
		expect(ledger.reserve(read)).toBe(0);
	});

	it('is taken from the reply of each request', async () => {
		const dialect: Dialect = { ...robotDialect, read: () => ({}), limit: ({ headers }) => ({ max: 10, left: Number(headers.left) }) };
		const { client, ledger, pauses } = clientOn((_request, count) => ({ ...ok(), headers: { left: String(1 - count) } }), { dialect, purpose: 'editor' });
		await client.request(change, nothing);
		expect(ledger.usage(read)).toEqual({ used: 10, max: 10, seconds: 3600, wait: 360 });
		await expect(client.request(change, nothing)).rejects.toThrow('Nothing was sent: Robot allows 10 requests per hour for this, and 10 were used by this n8n');
		expect(pauses).toEqual([]);
	});
});

describe('a login', () => {
	const account = { baseUrl: 'https://api.example.com', token: 'token' };
	const rules = (said: LoginVerdict): LoginRules => ({
		verdict: () => said,
		part: ({ effect }) => (effect === 'read' ? '' : 'changes'),
		heldBack: ({ seconds, part }) => new Error(`held back ${seconds} ${part}`),
	});
	const send = async () => ok();

	it('that is refused in one part is held back there', async () => {
		const guard = new LoginGuard(() => 0);
		await guard.run(account, rules('refused'), change, send);
		await expect(guard.run(account, rules('accepted'), change, send)).rejects.toThrow('held back 600 changes');
		await expect(guard.run(account, rules('accepted'), read, send)).resolves.toEqual(ok());
	});

	it('that is invalid is held back everywhere, and another one is not', async () => {
		const guard = new LoginGuard(() => 0);
		await guard.run(account, rules('invalid'), change, send);
		await expect(guard.run(account, rules('accepted'), read, send)).rejects.toThrow('held back 600 ');
		await expect(guard.run({ ...account, token: 'other' }, rules('accepted'), change, send)).resolves.toEqual(ok());
	});
});
