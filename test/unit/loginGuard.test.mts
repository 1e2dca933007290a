import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Account } from '../../nodes/common/http/account.ts';
import { LoginGuard, type LoginRules } from '../../nodes/common/http/loginGuard.ts';
import type { Reply } from '../../nodes/common/http/request.ts';
import { listServers } from '../../nodes/HetznerRobot/endpoints/server.ts';
import { listStorageBoxes } from '../../nodes/HetznerRobot/endpoints/storageBox.ts';
import { robotDialect } from '../../nodes/HetznerRobot/robot/dialect.ts';

const account: Account = { baseUrl: 'https://robot-ws.your-server.de', username: '#ws+a', password: 'first' };
const MINUTE = 60 * 1000;

const rules: LoginRules = { ...robotDialect.login, heldBack: (held) => robotDialect.login.heldBack(held, 'America/New_York') };

let now: number;
let guard: LoginGuard;
let sent: Sent[];

/** A request that was let through and waits for its reply. */
interface Sent {
	answer: (status: number) => void;
	fail: () => void;
}

beforeEach(() => {
	now = Date.UTC(2030, 0, 1);
	guard = new LoginGuard(() => now);
	sent = [];
});

/** Asks the guard to send; the request then waits in `sent`. */
function ask(who: Account = account, endpoint = listServers): Promise<Reply> {
	return guard.run(
		who,
		rules,
		endpoint,
		() =>
			new Promise((resolve, reject) => {
				sent.push({ answer: (status) => resolve({ status, headers: {}, text: '' }), fail: () => reject(new Error('ECONNRESET')) });
			}),
	);
}

/** Everything that can go on without a reply has gone on. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

async function asked(status: number, who: Account = account, endpoint = listServers): Promise<void> {
	const reply = ask(who, endpoint);
	await settled();
	sent.at(-1)!.answer(status);
	await reply;
}

describe('a refused login', () => {
	it('is not tried again for 10 minutes, and then it is', async () => {
		await asked(401);

		now += 10 * MINUTE - 1;
		await expect(ask()).rejects.toMatchObject({
			message: 'Nothing was sent: Robot has just refused this user name and password',
			details: { code: 'LOGIN_HELD_BACK', outcome: 'not-sent', cause: 'credential-invalid', retryAfterSeconds: 1 },
		});
		expect(sent).toHaveLength(1);

		now += 1;
		await asked(200);
		expect(sent).toHaveLength(2);
	});

	it('is not tried by requests that came at the same time', async () => {
		const asking = Promise.allSettled([ask(), ask(), ask()]);
		await settled();
		expect(sent).toHaveLength(1);

		sent[0]!.answer(401);
		expect((await asking).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
		expect(sent).toHaveLength(1);
	});

	it.each([
		['password', { ...account, password: 'second' }],
		['user name', { ...account, username: '#ws+b' }],
		['address', { ...account, baseUrl: 'https://other.example.com' }],
	])('does not hold back another %s', async (_what, other) => {
		await asked(401);
		await asked(200, other);

		expect(sent).toHaveLength(2);
		await expect(ask()).rejects.toThrow('Nothing was sent');
	});

	it('is held back although it was good a moment ago', async () => {
		await asked(200);
		await asked(401);
		await expect(ask()).rejects.toThrow('Nothing was sent');
	});
});

describe('a good login', () => {
	it('lets two requests run side by side for a minute', async () => {
		await asked(200);
		now += MINUTE - 1;

		const asking = [ask(), ask(), ask()];
		await settled();
		expect(sent).toHaveLength(3);
		sent[1]!.answer(200);
		await settled();
		for (const request of sent) request.answer(200);
		await Promise.all(asking);
	});

	it('lets those go on that waited for it', async () => {
		const asking = Promise.all([ask(), ask(), ask()]);
		await settled();
		sent[0]!.answer(200);
		await settled();
		expect(sent).toHaveLength(3);
		for (const request of sent) request.answer(200);
		expect(await asking).toHaveLength(3);
	});

	it('is tried by one request alone after a minute', async () => {
		await asked(200);
		now += MINUTE;

		const asking = Promise.allSettled([ask(), ask()]);
		await settled();
		expect(sent).toHaveLength(2);
		sent[1]!.answer(401);
		expect((await asking).map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
		expect(sent).toHaveLength(2);
	});
});

describe('a login that is not known yet', () => {
	it.each([407, 500, 503])('is not known after %i either: the next request tries it alone', async (status) => {
		await asked(status);

		const asking = Promise.allSettled([ask(), ask()]);
		await settled();
		expect(sent).toHaveLength(2);
		sent[1]!.answer(401);
		expect((await asking).map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected']);
	});

	it('is tried by the next request when the connection broke', async () => {
		const asking = Promise.allSettled([ask(), ask(), ask()]);
		await settled();
		sent[0]!.fail();
		await settled();
		expect(sent).toHaveLength(2);

		sent[1]!.answer(401);
		const outcomes = await asking;
		expect(outcomes[0]).toMatchObject({ status: 'rejected', reason: { message: 'ECONNRESET' } });
		expect(outcomes[1]).toMatchObject({ status: 'fulfilled', value: { status: 401 } });
		expect(outcomes[2]).toMatchObject({ status: 'rejected', reason: { details: { code: 'LOGIN_HELD_BACK' } } });
		expect(sent).toHaveLength(2);
	});
});

describe('a burst of requests', () => {
	it('widens with every accepted reply, up to twenty', async () => {
		const asking = Promise.all(Array.from({ length: 60 }, () => ask()));
		const wide: number[] = [];
		for (let answered = 0; answered < 60; answered++) {
			await settled();
			wide.push(sent.length - answered);
			sent[answered]!.answer(200);
		}
		await asking;
		expect(wide.slice(0, 24)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 20, 20, 20, 20]);
	});

	it('of 200, whose replies come together, is through after 14 of them, as with ten from the start after 20', async () => {
		const asking = Promise.all(Array.from({ length: 200 }, () => ask()));
		const together: number[] = [];
		for (let answered = 0; answered < 200; answered += together.at(-1)!) {
			await settled();
			together.push(sent.length - answered);
			for (const request of sent.slice(answered)) request.answer(200);
		}
		await asking;
		expect(together).toEqual([1, 2, 4, 8, 16, 20, 20, 20, 20, 20, 20, 20, 20, 9]);
	});

	it('is over when nobody waits and nothing is under way: the next begins with two', async () => {
		await burst(40);
		await begins(2);
	});

	it('is over when all that is under way is older than what was accepted', async () => {
		void ask();
		await settled();
		sent[0]!.answer(200);
		await settled();
		void ask();
		await burst(40);
		expect(sent).toHaveLength(42);
		await begins(2);
	});

	it('is over when no reply was accepted for two seconds', async () => {
		const asking = Array.from({ length: 30 }, () => ask());
		for (let answered = 0; answered < 20; answered++) {
			await settled();
			sent[answered]!.answer(200);
		}
		await Promise.all(asking.slice(0, 20));
		await settled();
		expect(sent).toHaveLength(30);
		for (const request of sent.slice(20, 29)) request.fail();
		await Promise.allSettled(asking.slice(20, 29));
		now += 2000;
		// One of the burst is still under way, and may be refused.
		await begins(1);
	});

	it('does not widen with what says nothing of the login', async () => {
		await asked(200);
		const asking = Array.from({ length: 20 }, () => ask());
		for (let answered = 1; answered < 15; answered++) {
			await settled();
			expect(sent.length - answered).toBe(2);
			sent[answered]!.answer(502);
		}
		void Promise.allSettled(asking);
	});

	/** Asks so many times at once, and accepts everything. */
	async function burst(count: number): Promise<void> {
		const first = sent.length;
		const asking = Promise.all(Array.from({ length: count }, () => ask()));
		for (let answered = 0; answered < count; answered++) {
			await settled();
			sent[first + answered]!.answer(200);
		}
		await asking;
	}

	/** Asks twenty times at once: so many are sent. */
	async function begins(count: number): Promise<void> {
		const before = sent.length;
		for (let request = 0; request < 20; request++) ask().catch(() => {});
		await settled();
		expect(sent.length - before).toBe(count);
	}
});

describe('a password that changes at Robot', () => {
	/** Always the same numbers. */
	function random(seed: number): () => number {
		let state = seed;
		return () => {
			state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
			return state / 0x7fffffff;
		};
	}

	/** What Robot answers is decided when a request arrives; the replies come in any order. */
	async function play(next: () => number, count: number, isGood: (arrived: number) => boolean): Promise<{ refused: number; widest: number }> {
		const first = sent.length;
		const asking = Promise.allSettled(Array.from({ length: count }, () => ask()));
		const open: number[] = [];
		let arrived = first;
		let refused = 0;
		let widest = 0;
		for (;;) {
			await settled();
			for (; arrived < sent.length; arrived++) open.push(arrived);
			widest = Math.max(widest, open.length);
			if (open.length === 0) break;
			const [answered] = open.splice(Math.floor(next() * open.length), 1) as [number];
			const good = isGood(answered);
			if (!good) refused += 1;
			sent[answered]!.answer(good ? 200 : 401);
		}
		await asking;
		return { refused, widest };
	}

	it('is refused twice at most, whatever was accepted before, in every order of replies', async () => {
		for (let seed = 1; seed <= 60; seed++) {
			guard = new LoginGuard(() => now);
			sent = [];
			const next = random(seed);
			for (let bursts = 1 + Math.floor(next() * 3); bursts > 0; bursts--) await play(next, Math.floor(next() * 40), () => true);
			now += Math.floor(next() * 2) * 30_000;
			expect((await play(next, 20, () => false)).refused).toBeLessThanOrEqual(2);
		}
	});

	it('in the middle of a burst is refused by those under way, twenty at most', async () => {
		let most = 0;
		for (let seed = 1; seed <= 60; seed++) {
			guard = new LoginGuard(() => now);
			sent = [];
			const next = random(seed);
			const lastGood = Math.floor(next() * 60);
			const { refused } = await play(next, 80, (arrived) => arrived <= lastGood);
			expect(refused).toBeLessThanOrEqual(Math.min(20, lastGood + 2));
			most = Math.max(most, refused);
		}
		expect(most).toBe(20);
	});

	it('keeps nothing from twenty wide requests where it does not change, in any order of replies', async () => {
		for (let seed = 1; seed <= 20; seed++) {
			guard = new LoginGuard(() => now);
			sent = [];
			expect(await play(random(seed), 60, () => true)).toMatchObject({ refused: 0, widest: expect.any(Number) });
			expect(sent).toHaveLength(60);
		}
		guard = new LoginGuard(() => now);
		sent = [];
		expect(
			(
				await play(
					() => 0,
					60,
					() => true,
				)
			).widest,
		).toBe(20);
	});
});

describe('three refused logins', () => {
	const typo = (password: string): Account => ({ ...account, password });

	async function refuseThree(): Promise<void> {
		for (const password of ['a', 'b', 'c']) await asked(401, typo(password));
	}

	it('hold every further login back at this host, whosever, until 10 minutes after the third', async () => {
		await asked(401, typo('a'));
		now += 2 * MINUTE;
		await asked(401, typo('b'));
		now += MINUTE;
		await asked(401, { ...account, username: '#ws+c' });

		const block = { refusals: 3, since: now - 3 * MINUTE, until: now + 10 * MINUTE };
		expect(guard.known(account)).toMatchObject({ refusals: 3, block });
		now += 10 * MINUTE - 1000;
		await expect(ask()).rejects.toMatchObject({
			message: 'Nothing was sent: Robot has refused 3 logins from here since 19:00 and blocks this address, right passwords included, until 19:13',
			details: { outcome: 'not-sent', cause: 'rate-limited', retryAfterSeconds: 1 },
		});
		expect(sent).toHaveLength(3);
		now += 1000;
		await asked(200);
	});

	it('are counted within 10 minutes only', async () => {
		await asked(401, typo('a'));
		now += 5 * MINUTE;
		await asked(401, typo('b'));
		now += 5 * MINUTE;
		await asked(401, typo('c'));
		await asked(200);
		expect(sent).toHaveLength(4);
	});

	it('hold nothing back at another host', async () => {
		await refuseThree();
		await asked(200, { ...account, baseUrl: 'https://other.example.com' });
		expect(sent).toHaveLength(4);
	});

	it('are never four, however many logins come at once', async () => {
		const asking = Promise.allSettled(['a', 'b', 'c', 'd', 'e', 'f'].map((password) => ask(typo(password))));
		for (let answered = 0; answered < 3; answered++) {
			await settled();
			// Two logins may be tried at once; after the first refusal one.
			expect(sent).toHaveLength(answered === 0 ? 2 : answered + 1);
			sent[answered]!.answer(401);
		}
		const outcomes = await asking;
		expect(sent).toHaveLength(3);
		expect(outcomes.slice(3).map((outcome) => String((outcome as PromiseRejectedResult).reason))).toEqual(Array(3).fill(expect.stringContaining('blocks this address')));
	});

	it('do not condemn a login that was good before and is refused because of them', async () => {
		await asked(200);
		await asked(401, typo('a'));
		const good = ask();
		await settled();
		await asked(401, typo('b'));
		await asked(401, typo('c'));
		now += MINUTE;
		sent[2]!.answer(401);
		await good;

		now += 9 * MINUTE;
		await asked(200);
		expect(sent).toHaveLength(6);
	});

	it('are kept apart by all logins of a host: no more than two of them are at risk', async () => {
		const [one, two] = [
			{ ...account, username: 'one' },
			{ ...account, username: 'two' },
		];
		await asked(200, one);
		await asked(200, two);
		const before = sent.length;
		void Promise.allSettled([ask(one), ask(one), ask(two), ask(two)]);
		await settled();
		expect(sent).toHaveLength(before + 2);
	});

	it('are counted for 10 minutes on a clock that was set back, and no longer', async () => {
		await asked(401, typo('a'));
		now -= 24 * 60 * MINUTE;
		expect(guard.known(account)).toMatchObject({ refusals: 1, refusedSince: now });
		now += 10 * MINUTE;
		expect(guard.known(account)).toMatchObject({ refusals: 0, refusedSince: undefined });
	});

	it('end on a clock that was set back after 10 minutes', async () => {
		await refuseThree();
		now -= 25 * 60 * MINUTE;
		await expect(ask()).rejects.toMatchObject({ details: { retryAfterSeconds: 600 } });
		now += 10 * MINUTE;
		await asked(200);
	});
});

describe('a login that is refused after another one', () => {
	it('is tried again when a block by them must be over, since other processes may have refused a third', async () => {
		await asked(401, { ...account, password: 'old' });
		now += 8 * MINUTE;
		await asked(401);
		await expect(ask()).rejects.toMatchObject({ details: { retryAfterSeconds: 180 } });
		now += 3 * MINUTE;
		await asked(200);
	});

	it('is not the third one to be refused within 10 minutes', async () => {
		const other = { ...account, password: 'other' };
		await asked(401, other);
		now += 5 * MINUTE;
		await asked(401);
		now += 5 * MINUTE;
		await asked(401, other);
		now += MINUTE;
		// Refused 1 and 6 minutes ago: the older refusal counts for 4 minutes more.
		await expect(ask()).rejects.toMatchObject({ details: { retryAfterSeconds: 240 } });
		now += 4 * MINUTE;
		await asked(200);
	});

	it('and again is held back for 10 minutes: there was no such block', async () => {
		await asked(401, { ...account, password: 'old' });
		now += 8 * MINUTE;
		await asked(401);
		now += 3 * MINUTE;
		await asked(401);
		await expect(ask()).rejects.toMatchObject({ details: { retryAfterSeconds: 600 } });
	});
});

it('three processes that each send one wrong password try the right one again as soon as the block must be over', async () => {
	const processes = [0, 1, 2].map(() => new LoginGuard(() => now));
	for (guard of processes) await asked(401, { ...account, password: 'wrong' });
	const blockedUntil = now + 10 * MINUTE;
	// Right after it was corrected in the credential, the password meets the block in every process.
	now += 9 * MINUTE;
	for (guard of processes) await asked(401);
	for (guard of processes) await expect(ask()).rejects.toMatchObject({ details: { code: 'LOGIN_HELD_BACK', retryAfterSeconds: 120 } });

	now = blockedUntil + MINUTE;
	for (guard of processes) await asked(200);
	expect(sent).toHaveLength(9);
});

describe('a 403 without a reason', () => {
	it('holds a login back of which nobody knows whether it is good', async () => {
		const asking = Promise.allSettled([ask(), ask(), ask()]);
		await settled();
		sent[0]!.answer(403);
		expect((await asking).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
		await expect(ask()).rejects.toMatchObject({
			message: 'Nothing was sent: access with this user name and password was refused a moment ago (HTTP 403)',
			details: { code: 'ACCESS_HELD_BACK', retryAfterSeconds: 600 },
		});
		expect(sent).toHaveLength(1);
		expect(guard.known(account)).toMatchObject({ refusals: 0 });
		now += 10 * MINUTE;
		await asked(200);
	});

	it('says nothing of one that was accepted within the last 10 minutes', async () => {
		await asked(200);
		now += 10 * MINUTE - 1;
		await asked(403);
		await asked(200);
		now += 10 * MINUTE;
		await asked(403);
		await expect(ask()).rejects.toThrow('Nothing was sent');
	});
});

describe('a login that is refused for Storage Boxes', () => {
	it('is held back there only, also when it was good elsewhere', async () => {
		await asked(200);
		await asked(401, account, listStorageBoxes);
		await asked(200);

		await expect(ask(account, listStorageBoxes)).rejects.toMatchObject({
			message: 'Nothing was sent: Robot has just refused this user name and password for Storage Boxes',
			details: { retryAfterSeconds: 600 },
		});
		expect(sent).toHaveLength(3);
		now += 10 * MINUTE;
		await asked(200, account, listStorageBoxes);
	});

	it('and elsewhere as well is held back everywhere', async () => {
		await asked(401, account, listStorageBoxes);
		now += MINUTE;
		await asked(401);

		await expect(ask()).rejects.toMatchObject({ message: 'Nothing was sent: Robot has just refused this user name and password' });
		await expect(ask(account, listStorageBoxes)).rejects.toMatchObject({
			message: 'Nothing was sent: Robot has just refused this user name and password',
			details: { retryAfterSeconds: 600 },
		});
		expect(sent).toHaveLength(2);
	});

	it('is tried there by one request at a time, and not while it is tried elsewhere', async () => {
		const asking = Promise.allSettled([ask(), ask(account, listStorageBoxes), ask(account, listStorageBoxes)]);
		await settled();
		expect(sent).toHaveLength(1);

		sent[0]!.answer(200);
		await settled();
		expect(sent).toHaveLength(2);

		sent[1]!.answer(401);
		expect((await asking).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
	});

	it('is not tried there once it is refused elsewhere', async () => {
		await asked(401);
		await expect(ask(account, listStorageBoxes)).rejects.toThrow('Nothing was sent');
		expect(sent).toHaveLength(1);
	});
});

it("a guard without a clock of its own goes by the computer's", async () => {
	const clock = jest.spyOn(Date, 'now').mockReturnValue(now);
	guard = new LoginGuard();
	await asked(401);
	clock.mockReturnValue(now + 9 * MINUTE);
	await expect(ask()).rejects.toMatchObject({ details: { retryAfterSeconds: 60 } });
	clock.mockReturnValue(now + 10 * MINUTE);
	await asked(200);
});

describe('a clock that was set back', () => {
	it('holds a refused login back for 10 minutes from then, and no longer', async () => {
		const first = ask();
		await settled();
		sent[0]!.answer(401);
		await first;
		now -= 24 * 60 * MINUTE;
		await expect(ask()).rejects.toMatchObject({ details: { retryAfterSeconds: 600 } });
		now += 10 * MINUTE;
		void ask();
		await settled();
		expect(sent).toHaveLength(2);
	});

	it('ends the trust in an accepted login: one request finds out anew', async () => {
		const first = ask();
		await settled();
		sent[0]!.answer(200);
		await first;
		now -= 23 * 60 * MINUTE;
		for (let request = 0; request < 3; request++) void ask();
		await settled();
		expect(sent).toHaveLength(2);
	});
});
