import type { IDataObject } from 'n8n-workflow';
import { counted } from '../../common/http/counted';
import { elapsed } from '../../common/http/endpoint';
import { ApiError, InputError } from '../../common/http/errors';
import type { Memory, Slot } from '../../common/http/memory';
import type { PathValue } from '../../common/http/path';
import { Queue } from '../../common/http/queue';
import type { Run } from '../../common/operation/operation';
import { toPositive, wordOf } from '../../common/operation/values';
import { executeReset } from '../endpoints/reset';
import { isId, isSameId, otherThan } from '../robot/ids';
import { resetTypeWithCode } from '../robot/resetTypes';

/** Nothing was sent, and that is no error: the item says why. */
export class NotPerformed extends Error {
	/** The types that the server offers, where they are known. */
	readonly offered?: string[];

	constructor(reason: string, offered?: string[]) {
		super(reason);
		this.name = 'NotPerformed';
		this.offered = offered;
	}
}

interface Reset {
	/** When it was sent, or is about to be, in milliseconds since 1970. */
	at: number;
	/** A dry run has planned it, or Robot has confirmed it; else it is under way, or nobody knows what became of it. */
	became: 'confirmed' | 'planned' | 'unknown';
}

/** What this process knows of the resets of one server, in whichever node, workflow or execution. */
export interface ServerResets {
	/** Those that may be the last one. */
	sent: Set<Reset>;
	/** When the last one was sent that boots what was activated, and of which no start is known yet; else -Infinity. */
	toBoot: number;
	/** Two must not both look before either has changed anything. */
	underWay: Queue;
}

/** By the number of the server. */
const allResets: Slot<Map<string, ServerResets>> = { begin: () => new Map() };

function resetsIn(memory: Memory, serverNumber: PathValue): ServerResets {
	const all = memory.of(allResets);
	const resets = all.get(serverNumber) ?? { sent: new Set(), toBoot: -Infinity, underWay: new Queue() };
	all.set(serverNumber, resets);
	return resets;
}

/** What is known of the resets of the server that an item is about. */
export const resetsOf = async (run: Run): Promise<ServerResets> => resetsIn(run.client.accountMemory, await serverOf(run));

/** The number of the server that an item is about. */
export const serverOf = async (run: Run): Promise<PathValue> => (await run.settled()).path.serverNumber as PathValue;

/** Sends the reset that boots what was activated. Not Again Within of others counts it: what installs must not be reset. */
export async function resetToBoot(run: Run, type: string): Promise<IDataObject[]> {
	const own = new OwnReset(run);
	own.note(await serverOf(run));
	const sent = own.follow(run.call(executeReset, run.path, { type }).then(async (replies) => aboutReset(replies, await serverOf(run), type)));
	return await sent.finally(() => own.boots());
}

/**
 * The replies to a reset, unless they are about another one.
 *
 * @throws ApiError then: nobody knows what was reset
 */
export function aboutReset(replies: IDataObject[], serverNumber: PathValue, type: string): IDataObject[] {
	for (const reply of replies) {
		const server = otherThan(serverNumber, reply.server_number);
		const isOtherType = isId(reply.type) && !isSameId(reply.type, type);
		if (server === undefined && !isOtherType) continue;
		throw new ApiError(`Robot's reply is about ${server === undefined ? `a ${resetTypeWithCode(wordOf(reply.type))}` : `server ${server}`}, which was not asked for`, {
			code: 'OTHER_RESET',
			advice: `A ${resetTypeWithCode(type)} of server ${serverNumber} was sent: look at the server before you repeat it.`,
			outcome: 'unknown',
			isAfterChange: true,
		});
	}
	return replies;
}

/** The reset of one item, beside all that this process has sent to the same server. */
export class OwnReset {
	private readonly run: Run;
	private readonly own: Reset;
	/** Where it is remembered: what a dry run plans counts for its own items only. */
	private readonly memory: Memory;
	private beside?: ServerResets;

	constructor(run: Run) {
		this.run = run;
		this.own = { at: 0, became: run.foretell ? 'planned' : 'unknown' };
		this.memory = run.foretell ? run.memory : run.client.accountMemory;
	}

	/** @throws NotPerformed where the server was reset inside the time of Not Again Within */
	check(serverNumber: PathValue): void {
		const given = this.run.option('notAgainWithin');
		if (given === undefined) return;
		const minutes = toPositive('notAgainWithin', given);
		const others = [this.memory, this.run.client.accountMemory].flatMap((memory) => [...resetsIn(memory, serverNumber).sent]).filter((reset) => reset !== this.own);
		const last = others.sort((one, other) => other.at - one.at)[0];
		if (last && Date.now() - last.at < minutes * 60_000) throw new NotPerformed(`${inWords(last)}: none is sent again within ${counted(minutes, 'minute')}.`);
	}

	/** From here on it holds others back: what is about to be sent counts already. */
	note(serverNumber: PathValue): void {
		this.beside = resetsIn(this.memory, serverNumber);
		this.beside.sent.add(this.own);
		this.own.at = Date.now();
	}

	/** A start is to come that boots what was activated, unless nothing was sent. */
	boots(): void {
		if (this.beside?.sent.has(this.own)) this.beside.toBoot = Date.now();
	}

	/** Waits for what becomes of it. Only what was certainly not carried out does not count. */
	async follow<T>(sending: Promise<T>): Promise<T> {
		const reply = await sending.catch((error: unknown) => {
			if (wasNotCarriedOut(error)) this.beside?.sent.delete(this.own);
			throw error;
		});
		this.own.became = 'confirmed';
		for (const reset of this.beside?.sent ?? []) if (reset.at < this.own.at) this.beside?.sent.delete(reset);
		return reply;
	}
}

const wasNotCarriedOut = (error: unknown): boolean =>
	error instanceof NotPerformed || error instanceof InputError || (error instanceof ApiError && error.details.outcome !== 'unknown');

function inWords({ at, became }: Reset): string {
	if (became === 'planned') return 'A reset of this server would be sent for another item';
	const sent = `A reset of this server was sent ${elapsed((Date.now() - at) / 1000)} ago`;
	return became === 'unknown' ? `${sent}, and it is not known what became of it` : sent;
}
