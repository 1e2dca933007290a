import type { Clock } from './clock.mts';
import { RobotError } from './errors.mts';

const ATTEMPTS = 3;
const BLOCK_SECONDS = 600;

/** What the Authorization header of a request was worth. */
export type Authorization = 'ok' | 'wrong' | 'missing';

/** Reads HTTP Basic credentials (documentation: the curl calls, "Authentication error"). */
export function authorizationOf(header: string | undefined, username: string, password: string): Authorization {
	if (header === undefined || header === '') return 'missing';
	const encoded = /^Basic\s+(.+)$/i.exec(header)?.[1];
	if (encoded === undefined) return 'wrong';
	return Buffer.from(encoded, 'base64').toString('utf8') === `${username}:${password}` ? 'ok' : 'wrong';
}

/**
 * Documentation: "Authentication error". After three failed logins the client's IP address is blocked for ten
 * minutes. The documentation does not say what a blocked client sees. Here it is the same 401, whatever the
 * credentials: that is the one status documented for failed logins, and a client must not be able to lean on
 * more. A request without credentials counts as a failed login, a successful one starts the count anew.
 */
export class LoginGuard {
	readonly #clock: Clock;
	readonly #failures = new Map<string, number>();
	readonly #blockedUntil = new Map<string, number>();

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	/** Throws 401 unless this address may pass with this authorization. */
	admit(address: string, authorization: Authorization): void {
		if ((this.#blockedUntil.get(address) ?? 0) > this.#clock.milliseconds()) throw unauthorized();
		if (authorization === 'ok') {
			this.#failures.delete(address);
			return;
		}
		this.#countFailure(address);
		throw unauthorized();
	}

	clear(): void {
		this.#failures.clear();
		this.#blockedUntil.clear();
	}

	#countFailure(address: string): void {
		const failures = (this.#failures.get(address) ?? 0) + 1;
		this.#failures.set(address, failures);
		if (failures < ATTEMPTS) return;
		this.#failures.delete(address);
		this.#blockedUntil.set(address, this.#clock.milliseconds() + BLOCK_SECONDS * 1000);
	}
}

function unauthorized(): RobotError {
	return new RobotError(401, 'UNAUTHORIZED', 'Unauthorized');
}
