import { sleep, type IExecuteFunctions, type ICheckProcessedOptions } from 'n8n-workflow';
import { NO_LOCK, RowLock, type Clock, type Lock, type Store } from './lock';

/** Never to be changed: n8n refuses a row of another mode. */
const OPTIONS: ICheckProcessedOptions = { mode: 'entries' };

/** What the editor and its tools call a workflow that has no id yet. */
const NOT_SAVED = ['', '__EMPTY__'];

/**
 * The lock of this node in all processes of n8n: the row of its deduplication store, which no other node of the workflow
 * uses. There is none in an n8n without that store, and for a workflow without an id, as n8n's agents make it.
 */
export function lockOf(context: IExecuteFunctions): Lock {
	const { helpers } = context as { helpers: Partial<IExecuteFunctions['helpers']> };
	const { checkProcessedAndRecord, clearAllProcessedItems, getProcessedDataCount } = helpers;
	const isSaved = !NOT_SAVED.includes(context.getWorkflow().id ?? '');
	if (!isSaved || !checkProcessedAndRecord || !clearAllProcessedItems || !getProcessedDataCount) return NO_LOCK;
	const store: Store = {
		count: async () => await getProcessedDataCount('node', OPTIONS),
		add: async (values) => (await checkProcessedAndRecord(values, 'node', OPTIONS)).processed.map(String),
		clear: async () => await clearAllProcessedItems('node', OPTIONS),
	};
	return new RowLock(store, clockOf(context));
}

function clockOf(context: IExecuteFunctions): Clock {
	const signal = 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	return { now: () => Date.now(), pause: sleep, isCancelled: () => signal?.aborted ?? false };
}
