/** Robot blocks an address for 10 minutes after the third failed login (documentation: "Authentication error"). */
const MOST = 3;
const BLOCK_MS = 10 * 60 * 1000;

/** Other processes may have made the refusal that led to a block, a little later than this one made its own. */
const MARGIN_MS = 60 * 1000;

/** A time in which an API takes no login from this address, as far as this process knows. Milliseconds since 1970. */
export interface Block {
	/** How many logins were refused. */
	refusals: number;
	/** When the first of them was. */
	since: number;
	until: number;
}

/**
 * The refused logins of the last 10 minutes at one host, whosever they were: an API that counts them blocks the address
 * they come from, for right passwords as well. A clock that was set back makes nothing longer than 10 minutes.
 */
export class Refusals {
	private refused: Array<{ login: string; at: number }> = [];

	private blocked?: Block;

	/**
	 * Notes that a login was refused.
	 *
	 * @returns for how many milliseconds it is not to be tried again: 10 minutes, and shorter where it may be good and was
	 * refused because of the refusals before: not much longer than a block by them lasts. 0 where the address was blocked
	 * before: that says nothing of the login
	 */
	note(login: string, now: number): number {
		if (this.blockAt(now)) return 0;
		const others = this.recent(now).filter((entry) => entry.login !== login);
		this.refused.push({ login, at: now });
		const first = this.refused[0] as { at: number };
		if (this.refused.length >= MOST) this.blocked = { refusals: this.refused.length, since: first.at, until: now + BLOCK_MS };
		const latest = others.at(-1);
		return latest === undefined ? BLOCK_MS : Math.min(BLOCK_MS, latest.at + BLOCK_MS + MARGIN_MS - now);
	}

	/** From when on a login that was refused may be tried again, as its refusal would not be the one that leads to a block. */
	triedAgainAt(login: string, now: number): number {
		const recent = this.recent(now);
		const decisive = recent[recent.length - (MOST - 1)];
		return decisive !== undefined && recent.some((entry) => entry.login === login) ? decisive.at + BLOCK_MS : now;
	}

	/** How many there were. */
	count(now: number): number {
		return this.recent(now).length;
	}

	/** When the first of them was; `undefined` where there were none. */
	since(now: number): number | undefined {
		return this.recent(now)[0]?.at;
	}

	blockAt(now: number): Block | undefined {
		if (this.blocked === undefined) return undefined;
		this.blocked.until = Math.min(this.blocked.until, now + BLOCK_MS);
		return this.blocked.until > now ? this.blocked : undefined;
	}

	private recent(now: number): Array<{ login: string; at: number }> {
		this.refused = this.refused.map(({ login, at }) => ({ login, at: Math.min(at, now) })).filter(({ at }) => at > now - BLOCK_MS);
		return this.refused;
	}
}
