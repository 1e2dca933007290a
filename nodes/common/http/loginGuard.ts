import { loginKey, refusalsKey, type Account } from './account';
import type { Endpoint } from './endpoint';
import { Lane } from './lane';
import { Refusals, type Block } from './refusals';
import type { Reply } from './request';

/** How long an accepted login counts as good: so long two requests may find out at once that it is not any more. */
const TRUST_MS = 60 * 1000;

/** How long after a login was accepted a refusal without a reason has another reason than the login. */
const PROVEN_MS = 10 * 60 * 1000;

/** How long a login is not tried that was maybe refused. */
const DOUBT_MS = 10 * 60 * 1000;

/**
 * What a reply says of the login: `refused` in the part of the API that was asked, `invalid` in all of them, `doubtful`
 * where it may be refused, unless it was accepted within the last 10 minutes, `unclear` where somebody else than the API
 * may have spoken.
 */
export type LoginVerdict = 'accepted' | 'refused' | 'invalid' | 'doubtful' | 'unclear';

/** Why a login is not tried. */
export interface HeldBack {
	/** How long, in seconds. */
	seconds: number;
	/** The part of the API for which it was refused, `''` for all of it. */
	part: string;
	/** The reply did not say that it was the login. */
	isDoubtful?: boolean;
	/** The API takes no login from here. */
	block?: Block;
}

/** What an API knows of logins. */
export interface LoginRules {
	verdict: (reply: Reply) => LoginVerdict;
	/** The part of the API that may refuse a login which is good elsewhere, `''` for the rest of it, where a refusal counts for all parts. */
	part: (endpoint: Endpoint) => string;
	/** The error for a login that is not tried. Times are told in the time zone, UTC unless told. */
	heldBack: (held: HeldBack, timezone?: string) => Error;
}

/** What this process knows of a login and of the host that it is for. */
export interface LoginHistory {
	/** For how many seconds it has been good, as far as replies have said; `undefined` where none has. */
	acceptedSecondsAgo?: number;
	/** How many logins the host has refused in the last 10 minutes, whosever, and when the first of them. */
	refusals: number;
	refusedSince?: number;
	block?: Block;
}

interface Part {
	acceptedAt?: number;
	held?: { at: number; forMs: number; isDoubtful: boolean };
}

interface Login {
	key: string;
	parts: Map<string, Part>;
	lane: Lane;
	/** One request finds out whether it is good. */
	isTried: boolean;
}

/** A login at its host. */
interface Place {
	host: Host;
	login: Login;
}

interface Host {
	logins: Map<string, Login>;
	refusals: Refusals;
	/** How many logins are being tried. */
	trials: number;
	/** Something is known that was not known before. */
	change: { promise: Promise<void>; tell: () => void };
}

/**
 * Sees to it that a refused login is not sent again, and that few requests can be refused before that is known: one at a
 * time finds out whether a login is good, two may find out that it is not any more, and more are under way only in
 * between accepted replies, see `Lane`. An address that is blocked sends nothing. Another user name or password is
 * another login and is tried at once. A part of the API that refuses on its own is known on its own. Holds hashes only.
 */
export class LoginGuard {
	private readonly hosts = new Map<string, Host>();

	/** Where each account belongs: hashing it for every request would take longer than all else here. */
	private readonly places = new WeakMap<Account, Place>();

	private readonly now: () => number;

	constructor(now: () => number = () => Date.now()) {
		this.now = now;
	}

	/**
	 * Sends a request when the login may be tried.
	 *
	 * @throws the rules' error without sending where that is not for the next minutes
	 */
	async run(account: Account, rules: LoginRules, endpoint: Endpoint, send: () => Promise<Reply>): Promise<Reply> {
		const { host, login } = this.placeOf(account);
		const part = rules.part(endpoint);
		for (;;) {
			this.check(account, rules, endpoint);
			if (this.mayGo(host, login, part)) break;
			await login.lane.wait(host.change.promise);
		}
		return await this.go(host, login, part, rules, send);
	}

	/** @throws the rules' error when the login was refused less than 10 minutes ago, or the address is blocked */
	check(account: Account, { part, heldBack }: LoginRules, endpoint: Endpoint): void {
		const { host, login } = this.placeOf(account);
		const now = this.now();
		const block = host.refusals.blockAt(now);
		if (block) throw heldBack({ seconds: secondsUntil(block.until, now), part: '', block });
		for (const where of ['', part(endpoint)]) {
			const held = heldAt(partOf(login, where), now);
			if (held) throw heldBack({ ...held, part: where });
		}
		const again = host.refusals.triedAgainAt(login.key, now);
		if (again > now) throw heldBack({ seconds: secondsUntil(again, now), part: '' });
	}

	/** What is known of a login by now. */
	known(account: Account): LoginHistory {
		const { host, login } = this.placeOf(account);
		const now = this.now();
		const age = this.age(login);
		const acceptedSecondsAgo = age < Infinity ? Math.max(1, Math.ceil(age / 1000)) : undefined;
		return { acceptedSecondsAgo, refusals: host.refusals.count(now), refusedSince: host.refusals.since(now), block: host.refusals.blockAt(now) };
	}

	private mayGo(host: Host, login: Login, part: string): boolean {
		// After the first refusal at a host the next would be the last but one.
		const most = host.refusals.count(this.now()) === 0 ? 2 : 1;
		const atRisk = login.lane.atRisk();
		if (this.age(login) >= TRUST_MS) return !login.isTried && atRisk < most && host.trials < most;
		if (this.age(login, part) >= TRUST_MS && login.lane.isAsking(part)) return false;
		// Refusals count for the address, whosever they are.
		const atRiskHere = [...host.logins.values()].reduce((sum, { lane }) => sum + lane.atRisk(), 0);
		const earned = login.lane.width(this.now());
		return atRiskHere < most || (earned > 1 && atRisk < earned);
	}

	private async go(host: Host, login: Login, part: string, rules: LoginRules, send: () => Promise<Reply>): Promise<Reply> {
		const isTrial = this.age(login) >= TRUST_MS;
		const number = login.lane.enter(part);
		if (isTrial) host.trials += 1;
		login.isTried ||= isTrial;
		let said: LoginVerdict = 'unclear';
		try {
			const reply = await send();
			said = rules.verdict(reply);
			this.learn(host, login, part, said);
			return reply;
		} finally {
			if (isTrial) host.trials -= 1;
			if (isTrial) login.isTried = false;
			login.lane.leave(number, said === 'accepted', this.now());
			const { tell } = host.change;
			host.change = newChange();
			tell();
		}
	}

	private learn(host: Host, login: Login, where: string, said: LoginVerdict): void {
		const part = partOf(login, said === 'invalid' ? '' : where);
		const at = this.now();
		if (said === 'accepted') part.acceptedAt = at;
		if (said === 'doubtful' && this.age(login) >= PROVEN_MS) part.held = { at, forMs: DOUBT_MS, isDoubtful: true };
		if (said === 'refused' || said === 'invalid') part.held = { at, forMs: host.refusals.note(login.key, at), isDoubtful: false };
	}

	/** How long ago the login was accepted, in a part or, without one, in any. What was accepted on a clock that was set back since proves nothing. */
	private age({ parts }: Login, part?: string): number {
		const known = part === undefined ? [...parts.values()] : [parts.get(part)];
		const ages = known.map((entry) => this.now() - (entry?.acceptedAt ?? -Infinity)).filter((age) => age >= 0);
		return Math.min(Infinity, ...ages);
	}

	private placeOf(account: Account): Place {
		const known = this.places.get(account);
		if (known) return known;
		const host = this.hostOf(account);
		const place = { host, login: loginOf(host, account) };
		this.places.set(account, place);
		return place;
	}

	private hostOf(account: Account): Host {
		const key = refusalsKey(account);
		const host = this.hosts.get(key) ?? { logins: new Map<string, Login>(), refusals: new Refusals(), trials: 0, change: newChange() };
		this.hosts.set(key, host);
		return host;
	}
}

function loginOf({ logins }: Host, account: Account): Login {
	const key = loginKey(account);
	const login = logins.get(key) ?? { key, parts: new Map<string, Part>(), lane: new Lane(), isTried: false };
	logins.set(key, login);
	return login;
}

function partOf({ parts }: Login, name: string): Part {
	const part = parts.get(name) ?? {};
	parts.set(name, part);
	return part;
}

/** How long a login is still held back. A clock that was set back makes it no longer than at first. */
function heldAt({ held }: Part, now: number): Pick<HeldBack, 'seconds' | 'isDoubtful'> | undefined {
	if (held === undefined) return undefined;
	held.at = Math.min(held.at, now);
	const seconds = secondsUntil(held.at + held.forMs, now);
	return seconds > 0 ? { seconds, isDoubtful: held.isDoubtful } : undefined;
}

const secondsUntil = (until: number, now: number) => Math.max(0, Math.ceil((until - now) / 1000));

function newChange(): Host['change'] {
	let tell = () => {};
	const promise = new Promise<void>((resolve) => {
		tell = resolve;
	});
	return { promise, tell };
}
