import type { IDataObject, INodeExecutionData, NodeApiError, NodeOperationError } from 'n8n-workflow';
import { ApiError } from '../http/errors';
import { withoutSecrets } from '../n8n/secrets';

/** Where a node stopped, which keeps no outputs: so the error has to say what was done before. */
export interface Stop {
	/** The item that failed. */
	item: number;
	/** How many items there are. */
	items: number;
	isRead: boolean;
	/** What the items before have put out. */
	finished: INodeExecutionData[][];
}

const GO_ON = 'With On Error set to Continue, the node puts out what was carried out.';

/**
 * Completes the error that stops the node: what the items before it have done, and which are left. What was put out
 * stands in the error's data as well, which n8n shows and hands to the error workflow; secrets are masked.
 */
export function stopped<E extends NodeApiError | NodeOperationError>(shown: E, error: unknown, stop: Stop): E {
	const { item, items, isRead, finished } = stop;
	const isLimit = error instanceof ApiError && error.details.code === 'LIMIT_REACHED' && !error.details.isAfterChange;
	if (isLimit && items > 1) limited(shown, error, stop);
	else if (!isRead && item > 0) shown.description = sentences([doneWords(stop), `For ${thing(item)}: ${shown.description ?? 'it failed.'}`, GO_ON]);
	if (!isRead && item > 0)
		shown.context.data = { finished: finished.slice(0, item).map((output, index) => ({ item: index, output: output.map(({ json }) => withoutSecrets(json)) })) };
	return shown;
}

/** A limit in the middle of the items leads with what was done. */
function limited(shown: NodeApiError | NodeOperationError, { details: { reason = '' } }: ApiError, stop: Stop): void {
	const { item, items, isRead } = stop;
	if (item > 0) shown.message = `Stopped after ${item} of ${items} items: ${reason}`;
	const rest = item === items - 1 ? `Item ${item} was not carried out.` : `Items ${item} to ${items - 1} were not carried out.`;
	const isHalfDone = !isRead && item > 0;
	shown.description = sentences([isHalfDone && doneWords(stop), rest, shown.description, isHalfDone && GO_ON]);
}

const thing = (item: number) => `item ${item}`;

function doneWords({ item, finished }: Stop): string {
	const names = [...new Set(finished.slice(0, item).flatMap((output) => output.flatMap(({ json }) => nameOf(json) ?? [])))];
	const which = names.length > MOST_NAMES ? `${names.slice(0, MOST_NAMES).join(', ')} and ${names.length - MOST_NAMES} more` : names.join(', ');
	const said = item === 1 ? 'Item 0 was carried out' : `Items 0 to ${item - 1} were carried out`;
	return which === '' ? `${said}.` : `${said} (${which}).`;
}

/** As many as a person reads. */
const MOST_NAMES = 10;

/** What people know a thing by, under the names that Hetzner's APIs have for it. */
const NAMES = ['id', 'name', 'username', 'server_number', 'server_ip', 'ip', 'fingerprint'];

function nameOf(json: IDataObject): string | undefined {
	const name = NAMES.map((key) => json[key]).find((value) => typeof value === 'string' || typeof value === 'number');
	return name === undefined ? undefined : String(name);
}

const sentences = (parts: Array<string | false | null | undefined>) => parts.filter(Boolean).join(' ');
