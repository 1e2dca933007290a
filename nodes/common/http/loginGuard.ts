import { loginKey, type Account } from './account';
import type { Endpoint } from './endpoint';
import type { Reply } from './request';

/** Robot blocks the caller's address for 10 minutes after the third failed login (documentation: "Authentication error"). */
const HOLD_BACK_MS = 10 * 60 * 1000;

/** How long an accepted login counts as good, so that requests may run side by side. */
const TRUST_MS = 60 * 1000;

/** What a reply says of the login: `unclear` where somebody else than the API may have spoken. */
export type LoginVerdict = 'accepted' | 'refused' | 'unclear';

/** What an API knows of logins. */
export interface LoginRules {
	verdict: (reply: Reply) => LoginVerdict;
	/** The part of the API that may refuse a login which is good elsewhere, `''` for the rest of it, where a refusal counts for all parts. */
	part: (endpoint: Endpoint) => string;
	/** The error for a login that is not tried because it was refused less than 10 minutes ago, in a part or, with `''`, at all. */
	heldBack: (seconds: number, part: string) => Error;
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
 * is tried at once. A part of the API that refuses on its own is known on its own. Holds hashes only.
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
	 * @throws the rules' error without sending when the login was refused less than 10 minutes ago
	 */
	async run(account: Account, rules: LoginRules, endpoint: Endpoint, send: () => Promise<Reply>): Promise<Reply> {
		const login = this.loginOf(account, rules.part(endpoint));
		const trial = () => this.loginOf(account, '').trial ?? login.trial;
		while (trial()) await trial();
		this.check(account, rules, endpoint);
		if (this.isTrusted(login)) return await this.learn(login, rules, send());
		const attempt = this.learn(login, rules, send());
		const settled = () => void (login.trial = undefined);
		login.trial = attempt.then(settled, settled);
		return await attempt;
	}

	/** @throws the rules' error when the login was refused less than 10 minutes ago */
	check(account: Account, { part, heldBack }: LoginRules, endpoint: Endpoint): void {
		for (const where of ['', part(endpoint)]) {
			const seconds = this.secondsToWait(this.loginOf(account, where));
			if (seconds > 0) throw heldBack(seconds, where);
		}
	}

	private async learn(login: Login, { verdict }: LoginRules, reply: Promise<Reply>): Promise<Reply> {
		const answer = await reply;
		const said = verdict(answer);
		if (said === 'refused') login.refusedAt = this.now();
		if (said === 'accepted') login.acceptedAt = this.now();
		return answer;
	}

	/** What was accepted on a clock that was set back since proves nothing. */
	private isTrusted({ acceptedAt = -Infinity }: Login): boolean {
		const age = this.now() - acceptedAt;
		return age >= 0 && age < TRUST_MS;
	}

	/** A clock that was set back makes it 10 minutes from now, and no longer. */
	private secondsToWait(login: Login): number {
		if (login.refusedAt === undefined) return 0;
		login.refusedAt = Math.min(login.refusedAt, this.now());
		return Math.max(0, Math.ceil((login.refusedAt + HOLD_BACK_MS - this.now()) / 1000));
	}

	private loginOf(account: Account, part: string): Login {
		const key = JSON.stringify([loginKey(account), part]);
		const login = this.logins.get(key) ?? {};
		this.logins.set(key, login);
		return login;
	}
}
