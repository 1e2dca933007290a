import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Account } from '../../nodes/common/http/account.ts';
import { LoginGuard } from '../../nodes/common/http/loginGuard.ts';
import type { Reply } from '../../nodes/common/http/request.ts';
import { listServers } from '../../nodes/HetznerRobot/endpoints/server.ts';
import { listStorageBoxes } from '../../nodes/HetznerRobot/endpoints/storageBox.ts';
import { robotDialect } from '../../nodes/HetznerRobot/robot/dialect.ts';

const account: Account = { baseUrl: 'https://robot-ws.your-server.de', username: '#ws+a', password: 'first' };
const MINUTE = 60 * 1000;

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
		robotDialect.login,
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
	it('lets requests run side by side for a minute', async () => {
		await asked(200);
		now += MINUTE - 1;

		const asking = [ask(), ask(), ask()];
		await settled();
		expect(sent).toHaveLength(4);
		for (const request of sent) request.answer(200);
		await Promise.all(asking);
	});

	it('lets those go on that waited for it', async () => {
		const asking = Promise.all([ask(), ask(), ask()]);
		await settled();
		sent[0]!.answer(404);
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
	it.each([403, 500, 503])('is not known after %i either: the next request tries it alone', async (status) => {
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
