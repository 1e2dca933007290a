import type { IDataObject, INodeExecutionData, NodeApiError, NodeOperationError } from 'n8n-workflow';
import { ApiError, NOTHING } from '../http/errors';
import { holdsSecret, withoutSecrets } from '../n8n/secrets';

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
	const { item, items } = stop;
	const isLimit = error instanceof ApiError && error.details.code === 'LIMIT_REACHED' && !error.details.isAfterChange;
	if (isLimit && items > 1) limited(shown, error, stop);
	else if (isHalfDone(stop)) shown.description = sentences([doneWords(stop), lostWords(outputsOf(stop)), `For item ${item}: ${shown.description ?? 'it failed.'}`, GO_ON]);
	if (isHalfDone(stop)) shown.context.data = dataOf(shown, outputsOf(stop));
	return shown;
}

/** What one item has put out. */
interface Finished {
	item: number;
	output: IDataObject[];
}

const outputsOf = ({ item, finished }: Stop): Finished[] => finished.slice(0, item).map((output, index) => ({ item: index, output: output.map(({ json }) => json) }));

/** Changes before the one that failed were carried out. */
const isHalfDone = ({ isRead, item }: Stop): boolean => !isRead && item > 0;

/**
 * Completes an error that stops the node before its first item. With Retry On Fail an earlier try may have carried items
 * out, which must not be denied.
 *
 * @param changed by item, what those that an earlier try has sent a change for have put out; nothing where it stopped half-way
 */
export function stoppedBefore<E extends NodeApiError | NodeOperationError>(shown: E, changed: Map<number, IDataObject[] | undefined>): E {
	if (changed.size === 0) return shown;
	const finished = [...changed].flatMap(([item, output]) => (output ? [{ item, output }] : []));
	const begun = [...changed.keys()].filter((item) => !changed.get(item));
	const words = [
		finished.length > 0 && `has carried out ${things(finished.map(({ item }) => item))}${namesOf(finished.flatMap(({ output }) => output))}`,
		begun.length > 0 && `has sent a change for ${things(begun)}`,
	];
	shown.description = sentences([
		`An earlier try ${words.filter(Boolean).join(' and ')}.`,
		lostWords(finished),
		`This try has not begun: ${(shown.description ?? '').replaceAll(NOTHING, '')}`.trim(),
		GO_ON,
	]);
	shown.context.data = dataOf(shown, finished);
	return shown;
}

const things = (items: number[]) => (items.length === 1 ? `item ${items[0]}` : `items ${items.join(', ')}`);

/** What n8n shows as the error's data. */
const dataOf = ({ context }: NodeApiError | NodeOperationError, finished: Finished[]): IDataObject => ({
	...(context.data as IDataObject | undefined),
	finished: finished.map(({ item, output }) => ({ item, output: output.map(withoutSecrets) })),
});

/** A password is put out once: masked as it is in the data of the error, nobody will see it. */
function lostWords(finished: Finished[]): string {
	const lost = finished.filter(({ output }) => output.some(holdsSecret)).map(({ item }) => item);
	return lost.length === 0 ? '' : `The passwords that ${things(lost)} would have put out are lost with this error: set new ones, e.g. with Reset Password.`;
}

/** A limit in the middle of the items leads with what was done. */
function limited(shown: NodeApiError | NodeOperationError, { details: { reason = '' } }: ApiError, stop: Stop): void {
	const { item, items } = stop;
	if (item > 0) shown.message = `Stopped after ${item} of ${items} items: ${reason}`;
	const rest = item === items - 1 ? `Item ${item} was not carried out.` : `Items ${item} to ${items - 1} were not carried out.`;
	shown.description = sentences([isHalfDone(stop) && doneWords(stop), isHalfDone(stop) && lostWords(outputsOf(stop)), rest, shown.description, isHalfDone(stop) && GO_ON]);
}

function doneWords({ item, finished }: Stop): string {
	const said = item === 1 ? 'Item 0 was carried out' : `Items 0 to ${item - 1} were carried out`;
	return `${said}${namesOf(finished.slice(0, item).flatMap((output) => output.map(({ json }) => json)))}.`;
}

/** ` (web1, web2)`: what people know the outputs by; empty where they have no names. */
function namesOf(outputs: IDataObject[]): string {
	const names = [...new Set(outputs.flatMap((json) => nameOf(json) ?? []))];
	if (names.length === 0) return '';
	return names.length > MOST_NAMES ? ` (${names.slice(0, MOST_NAMES).join(', ')} and ${names.length - MOST_NAMES} more)` : ` (${names.join(', ')})`;
}

/** As many as a person reads. */
const MOST_NAMES = 10;

/** What people know a thing by, under the names that Hetzner's APIs have for it. */
const NAMES = ['id', 'name', 'username', 'server_name', 'server_number', 'server_ip', 'ip', 'fingerprint'];

function nameOf(json: IDataObject): string | undefined {
	const name = NAMES.map((key) => json[key]).find((value) => typeof value === 'string' || typeof value === 'number');
	return name === undefined ? undefined : String(name);
}

const sentences = (parts: Array<string | false | null | undefined>) => parts.filter(Boolean).join(' ');
