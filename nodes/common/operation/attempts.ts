import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import { createHash } from 'crypto';
import { afterChange, ApiError, InputError, NOTHING } from '../http/errors';
import { isRecord, type JsonRecord } from '../http/json';
import { Memory, processMemory, type Slot } from '../http/memory';
import { isTool } from '../n8n/agents';
import { withoutSecrets } from '../n8n/secrets';

/** What became of a change that an earlier try of the same item has sent. */
type Sent = { objects: JsonRecord[] } | { unknown: ApiError };

/** What a node keeps in an execution's own data, where the user's Retry of that execution finds it again. */
interface Kept extends IDataObject {
	/** What was bought, by run, item and request: what that was, and what was put out. */
	bought?: Record<string, { what: string; objects: IDataObject[] }>;
}

/** Where the execution's own data say what a request has bought. */
interface Purchases {
	get: () => { what: string; objects: JsonRecord[] } | undefined;
	set: (what: string, objects: JsonRecord[]) => void;
}

/**
 * What the tries of one item have done. n8n's Retry On Fail runs a node again with all its items: what was carried out
 * is not sent again, and what is unknown is not repeated.
 */
export class ItemAttempts {
	/** What the item puts out, once it is done. */
	finished: IDataObject[] | undefined;
	/** What all items of the run remember. */
	readonly memory: Memory;
	/** What this item alone remembers. */
	readonly own = new Memory();
	private readonly sent = new Map<string, Sent>();
	private readonly count = new Map<string, number>();
	private readonly found = new Map<string, unknown>();
	private readonly bought: (request: string) => Purchases;

	constructor(memory: Memory, bought: ItemAttempts['bought']) {
		this.memory = memory;
		this.bought = bought;
	}

	/** Begins a try: the requests are counted anew. */
	begin(): this {
		this.count.clear();
		return this;
	}

	/** Whether a change of this item was sent: nothing may deny it. */
	get hasSent(): boolean {
		return this.sent.size > 0;
	}

	/** The errors of the changes of which nobody knows what became. */
	get unknown(): ApiError[] {
		return [...this.sent.values()].flatMap((sent) => ('unknown' in sent ? [sent.unknown] : []));
	}

	/** What a name stands for; once the item has sent a change, what it stood for then. */
	async settled<T>(name: string, lookUp: () => Promise<T>): Promise<T> {
		if (!this.hasSent || !this.found.has(name)) this.found.set(name, await lookUp());
		return this.found.get(name) as T;
	}

	/**
	 * Sends a change, unless an earlier try has carried it out: then its reply is given back.
	 *
	 * @param request the endpoint, and the thing where an item changes several: which change of an item it is, not what it holds, says that it is the same again, because
	 * expressions are evaluated anew in every try
	 * @param what is bought: that is not bought again by the user's Retry of a failed execution either; nothing for what is no purchase
	 * @throws ApiError without sending when an earlier try has sent it with an unknown outcome, or has bought something else
	 */
	async once(request: string, what: string | undefined, send: () => Promise<JsonRecord[]>): Promise<JsonRecord[]> {
		const number = (this.count.get(request) ?? 0) + 1;
		this.count.set(request, number);
		const key = `${number} ${request}`;
		const known = this.sent.get(key);
		if (known && 'unknown' in known) throw heldBackError(known.unknown);
		if (known) return known.objects;
		const purchase = what === undefined ? undefined : this.bought(key);
		const earlier = purchase?.get();
		if (earlier && earlier.what !== digestOf(what)) throw otherPurchaseError(earlier.objects);
		const objects = earlier?.objects ?? (await send().catch((error: unknown) => this.note(key, error)));
		this.sent.set(key, { objects });
		purchase?.set(digestOf(what), objects);
		return objects;
	}

	private note(key: string, error: unknown): never {
		if (error instanceof ApiError && error.details.outcome === 'unknown') this.sent.set(key, { unknown: error });
		throw error;
	}
}

/** The code of an error for a change that is not sent again. */
export const HELD_BACK = 'RETRY_HELD_BACK';

const heldBackError = ({ message, details }: ApiError): ApiError =>
	new ApiError(`Not sent again: an earlier try was sent, and it is unknown what became of it (${message})`, {
		...details,
		code: HELD_BACK,
		// They would be told as the API's own words for this.
		words: undefined,
		missing: undefined,
		invalid: undefined,
		advice: 'Retry On Fail was held back. Look whether the change was carried out before you run it again.',
		cause: undefined,
	});

function otherPurchaseError(bought: JsonRecord[]): ApiError {
	// An id stands in what was bought, or in the thing that it is.
	const [id] = bought
		.flatMap((reply) => [reply, ...Object.values(reply)])
		.flatMap((value) => (isRecord(value) && ['string', 'number'].includes(typeof value.id) ? [String(value.id)] : []));
	return new ApiError(`Nothing was ordered: before this Retry the item has ordered something else${id === undefined ? '' : ` (${id})`}`, {
		code: 'ORDERED_BEFORE',
		advice: 'Run the workflow anew, instead of a Retry, to order this as well.',
		outcome: 'not-sent',
	});
}

/** No error of an item that has sent a change may say that nothing was sent. */
export function trueWords({ hasSent, unknown }: ItemAttempts, error: unknown): unknown {
	if (!hasSent) return error;
	const before = unknown.length > 0 ? 'A change was sent for this item before, and it is unknown what became of it.' : 'A change was sent for this item before.';
	if (error instanceof ApiError) {
		const saysItself = error.details.isAfterChange || error.details.code === HELD_BACK || unknown.some(({ details }) => details === error.details);
		return saysItself ? error : afterChange(error, unknown.length > 0);
	}
	if (error instanceof InputError)
		return new InputError(error.parameter, error.problem, `${before} Look before you repeat it. ${error.advice ?? ''}`.replaceAll(NOTHING, '').trim());
	if (error instanceof NodeOperationError) error.description = `${before} Look before you repeat it. ${error.description ?? ''}`.replaceAll(NOTHING, '').trim();
	return error;
}

/** The tries of all items, by run. */
const runs: Slot<WeakMap<object, KnownRun>> = { begin: () => new WeakMap() };

interface KnownRun {
	items: Map<number, ItemAttempts>;
	memory: Memory;
}

/** The tries of one run of a node. */
export interface RunAttempts {
	/** Begins a try of an item. */
	begin: (item: number) => ItemAttempts;
	/** By item, what those that earlier tries have sent a change for have put out; nothing where a try stopped half-way. */
	changed: Map<number, IDataObject[] | undefined>;
}

/** What the tries of this run have done, by item. */
export function attemptsOf(context: IExecuteFunctions): RunAttempts {
	const run = runOf(context);
	const known = processMemory.of(runs);
	const { items, memory } = (run && known.get(run)) ?? { items: new Map<number, ItemAttempts>(), memory: new Memory() };
	if (run) known.set(run, { items, memory });
	const begin = (item: number) => {
		const attempts = items.get(item) ?? new ItemAttempts(memory, (request) => boughtIn(context, item, request));
		items.set(item, attempts);
		return attempts.begin();
	};
	const changed = [...items].filter(([, { hasSent }]) => hasSent).map(([item, { finished }]) => [item, finished] as const);
	return { begin, changed: new Map(changed) };
}

/**
 * What is the same object in all tries of one run, and another one in every other run: the execution data of the node;
 * for a tool of an agent, whose every try is a run of its own, what the model has filled in.
 */
function runOf(context: IExecuteFunctions): object | undefined {
	return isTool(context.getNode()) ? context.getInputData()[0]?.json : (context.getExecuteData() as object | undefined);
}

function boughtIn(context: IExecuteFunctions, item: number, request: string): Purchases {
	const kept = attempt(() => context.getContext('node') as Kept) ?? {};
	const run = attempt(() => String(context.evaluateExpression('{{ $runIndex }}', item))) ?? '';
	const key = digestOf([run, item, request]);
	return {
		get: () => kept.bought?.[key] as ReturnType<Purchases['get']>,
		set: (what, objects) => void (kept.bought = { ...kept.bought, [key]: { what, objects: objects.map(withoutSecrets) } }),
	};
}

/** What was asked for is not stored with the execution, only whether it is the same. */
const digestOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');

/** n8n's Agents module has neither context nor runs. */
function attempt<T>(ask: () => T): T | undefined {
	try {
		return ask();
	} catch {
		return undefined;
	}
}
