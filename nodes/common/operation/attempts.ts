import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import { createHash } from 'crypto';
import { afterChange, ApiError, InputError, NOTHING } from '../http/errors';
import type { JsonRecord } from '../http/json';
import { processMemory, type Slot } from '../http/memory';
import { withoutSecrets } from '../n8n/secrets';

/** What became of a change that an earlier try of the same item has sent. */
type Sent = { objects: JsonRecord[] } | { unknown: ApiError };

/** What a node keeps in an execution's own data, where the user's Retry of that execution finds it again. */
interface Kept extends IDataObject {
	/** What was bought, by run, item and request. */
	bought?: Record<string, IDataObject[]>;
}

/**
 * What the tries of one item have done. n8n's Retry On Fail runs a node again with all its items: what was carried out
 * is not sent again, and what is unknown is not repeated.
 */
export class ItemAttempts {
	/** What the item puts out, once it is done. */
	finished: IDataObject[] | undefined;
	private readonly sent = new Map<string, Sent>();
	private readonly count = new Map<string, number>();
	private readonly bought: (request: string) => { get: () => JsonRecord[] | undefined; set: (objects: JsonRecord[]) => void };

	constructor(bought: ItemAttempts['bought']) {
		this.bought = bought;
	}

	/** Begins a try: the requests are counted anew. */
	begin(): this {
		this.count.clear();
		return this;
	}

	/** Whether a change of this item was carried out. */
	get hasChanged(): boolean {
		return [...this.sent.values()].some((sent) => 'objects' in sent);
	}

	/**
	 * Sends a change, unless an earlier try has carried it out: then its reply is given back.
	 *
	 * @param request the endpoint: which change of an item it is, not what it holds, says that it is the same again, because
	 * expressions are evaluated anew in every try
	 * @param isPurchase what was bought is not bought again by the user's Retry of a failed execution either
	 * @throws ApiError without sending when an earlier try has sent it with an unknown outcome
	 */
	async once(request: string, isPurchase: boolean, send: () => Promise<JsonRecord[]>): Promise<JsonRecord[]> {
		const number = (this.count.get(request) ?? 0) + 1;
		this.count.set(request, number);
		const key = `${number} ${request}`;
		const known = this.sent.get(key);
		if (known && 'unknown' in known) throw heldBackError(known.unknown);
		if (known) return known.objects;
		const purchase = isPurchase ? this.bought(key) : undefined;
		const objects = purchase?.get() ?? (await send().catch((error: unknown) => this.note(key, error)));
		this.sent.set(key, { objects });
		purchase?.set(objects);
		return objects;
	}

	private note(key: string, error: unknown): never {
		if (error instanceof ApiError && error.details.outcome === 'unknown') this.sent.set(key, { unknown: error });
		throw error;
	}
}

const heldBackError = ({ message, details }: ApiError): ApiError =>
	new ApiError(`Not sent again: an earlier try was sent, and it is unknown what became of it (${message})`, {
		...details,
		code: 'RETRY_HELD_BACK',
		advice: 'Retry On Fail was held back. Look whether the change was carried out before you run it again.',
		cause: undefined,
	});

/** No error of an item that has changed something may say that nothing was sent. */
export function trueWords({ hasChanged }: ItemAttempts, error: unknown): unknown {
	if (!hasChanged) return error;
	if (error instanceof ApiError) return error.details.isAfterChange ? error : afterChange(error);
	if (error instanceof InputError) return new InputError(error.parameter, error.problem, `${AFTER_CHANGE} ${error.advice ?? ''}`.replaceAll(NOTHING, '').trim());
	if (error instanceof NodeOperationError) error.description = `${AFTER_CHANGE} ${error.description ?? ''}`.trim();
	return error;
}

const AFTER_CHANGE = 'A change was sent for this item before: look what became of it.';

/** The tries of all items, by run. */
const runs: Slot<WeakMap<object, Map<number, ItemAttempts>>> = { begin: () => new WeakMap() };

/** The tries of one run of a node. */
export interface RunAttempts {
	/** Begins a try of an item. */
	begin: (item: number) => ItemAttempts;
	/** By item, what those that earlier tries have changed something for have put out; nothing where a try stopped half-way. */
	changed: Map<number, IDataObject[] | undefined>;
}

/** What the tries of this run have done, by item. */
export function attemptsOf(context: IExecuteFunctions): RunAttempts {
	const run = runOf(context);
	const known = processMemory.of(runs);
	const items = (run && known.get(run)) ?? new Map<number, ItemAttempts>();
	if (run) known.set(run, items);
	const begin = (item: number) => {
		const attempts = items.get(item) ?? new ItemAttempts((request) => boughtIn(context, item, request));
		items.set(item, attempts);
		return attempts.begin();
	};
	const changed = [...items].filter(([, { hasChanged }]) => hasChanged).map(([item, { finished }]) => [item, finished] as const);
	return { begin, changed: new Map(changed) };
}

/**
 * What is the same object in all tries of one run, and another one in every other run: the execution data of the node;
 * for a tool of an agent, whose every try is a run of its own, what the model has filled in.
 */
function runOf(context: IExecuteFunctions): object | undefined {
	return context.getNode().type.endsWith('Tool') ? context.getInputData()[0]?.json : (context.getExecuteData() as object | undefined);
}

function boughtIn(context: IExecuteFunctions, item: number, request: string) {
	const kept = attempt(() => context.getContext('node') as Kept) ?? {};
	const run = attempt(() => String(context.evaluateExpression('{{ $runIndex }}', item))) ?? '';
	const key = createHash('sha256')
		.update(JSON.stringify([run, item, request]))
		.digest('hex');
	return {
		get: () => kept.bought?.[key] as JsonRecord[] | undefined,
		set: (objects: JsonRecord[]) => void (kept.bought = { ...kept.bought, [key]: objects.map(withoutSecrets) }),
	};
}

/** n8n's Agents module has neither context nor runs. */
function attempt<T>(ask: () => T): T | undefined {
	try {
		return ask();
	} catch {
		return undefined;
	}
}
