import { accountKey, type Account } from './account';
import type { Endpoint } from './endpoint';
import { RequestLedger } from './ledger';
import { LoginGuard } from './loginGuard';

/** One thing that a room remembers, and how it begins. */
export interface Slot<T, Owner = unknown> {
	begin: (owner: Owner) => T;
}

/** Holds what several rooms remember, each under a slot of its own. */
export class Memory {
	protected readonly kept = new Map<unknown, unknown>();

	/** What is remembered under a slot; it begins when it is first asked for. */
	of<T>(slot: Slot<T, this>): T {
		if (!this.kept.has(slot)) this.kept.set(slot, slot.begin(this));
		return this.kept.get(slot) as T;
	}
}

/** What this process remembers of one account beyond an execution. */
export class AccountMemory extends Memory {
	readonly ledger: RequestLedger;

	constructor(now?: () => number) {
		super();
		this.ledger = new RequestLedger(now);
	}
}

/**
 * Everything that outlives an execution: the node, the trigger, the lists and the credential test learn together, as
 * far as they run in one process. The only place for such state.
 */
export class ProcessMemory extends Memory {
	/** How long to wait for the reply of an endpoint, in seconds. Tests shorten it. */
	timeoutOf: (endpoint: Endpoint) => number = ({ timeoutSeconds }) => timeoutSeconds;

	guard: LoginGuard;

	private readonly accounts = new Map<string, AccountMemory>();

	/** Milliseconds since 1970. */
	readonly now: () => number;

	constructor(now: () => number = () => Date.now()) {
		super();
		this.now = now;
		this.guard = new LoginGuard(now);
	}

	account(account: Account): AccountMemory {
		const key = accountKey(account);
		const memory = this.accounts.get(key) ?? new AccountMemory(this.now);
		this.accounts.set(key, memory);
		return memory;
	}

	/** As after a restart of n8n. */
	forget(): void {
		this.kept.clear();
		this.accounts.clear();
		this.guard = new LoginGuard(this.now);
	}
}

export const processMemory = new ProcessMemory();
