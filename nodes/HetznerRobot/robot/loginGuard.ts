import { createHash } from 'crypto';
import { loginHeldBackError } from './errors';
import { isLoginRefused, type Reply } from './reply';

/** Robot blocks the caller's address for 10 minutes after the third failed login (documentation: "Authentication error"). */
const HOLD_BACK_MS = 10 * 60 * 1000;

/** How long an accepted login counts as good, so that requests may run side by side. */
const TRUST_MS = 60 * 1000;

/** Who logs in where: the fields of the credential. */
export interface Account {
	/** Address of the webservice without a slash at the end. */
	baseUrl: string;
	username: string;
	password: string;
}

interface Login {
	refusedAt?: number;
	acceptedAt?: number;
	/** The request under way that finds out whether the login is good; never rejects. */
	trial?: Promise<void>;
}

/**
 * Sees to it that no login is refused twice within 10 minutes: a login that is not known to be good is tried by one
 * request at a time, and one that was refused is not tried at all. Another user name or password is another login and
 * is tried at once. Holds hashes only.
 */
export class LoginGuard {
	private readonly logins = new Map<string, Login>();

	private readonly now: () => number;

	constructor(now: () => number = () => Date.now()) {
		this.now = now;
	}

	/**
	 * Sends a request when the login may be tried.
	 *
	 * @throws RobotError without sending when the login was refused less than 10 minutes ago
	 */
	async run(account: Account, send: () => Promise<Reply>): Promise<Reply> {
		const login = this.loginOf(account);
		while (login.trial) await login.trial;
		this.check(account);
		if (this.isTrusted(login)) return await this.learn(login, send());
		const attempt = this.learn(login, send());
		const settled = () => void (login.trial = undefined);
		login.trial = attempt.then(settled, settled);
		return await attempt;
	}

	/** @throws RobotError when the login was refused less than 10 minutes ago */
	check(account: Account): void {
		const seconds = this.secondsToWait(this.loginOf(account));
		if (seconds > 0) throw loginHeldBackError(seconds);
	}

	private async learn(login: Login, reply: Promise<Reply>): Promise<Reply> {
		const answer = await reply;
		if (isLoginRefused(answer)) login.refusedAt = this.now();
		else if (answer.status < 500 && answer.status !== 403) login.acceptedAt = this.now();
		return answer;
	}

	private isTrusted({ acceptedAt, refusedAt }: Login): boolean {
		return acceptedAt !== undefined && acceptedAt >= (refusedAt ?? 0) && this.now() - acceptedAt < TRUST_MS;
	}

	private secondsToWait({ refusedAt }: Login): number {
		return refusedAt === undefined ? 0 : Math.max(0, Math.ceil((refusedAt + HOLD_BACK_MS - this.now()) / 1000));
	}

	private loginOf({ baseUrl, username, password }: Account): Login {
		const key = createHash('sha256').update(JSON.stringify([baseUrl, username, password])).digest('hex');
		const login = this.logins.get(key) ?? {};
		this.logins.set(key, login);
		return login;
	}
}
