import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import type { ApiClient, ClientOptions } from '../http/client';
import { ApiError, InputError } from '../http/errors';
import { limitHints } from '../n8n/hints';
import { errorItem, toNodeError } from '../n8n/nodeError';
import { effectOf, type Operation, type Resource } from './operation';
import { optionOf, perform } from './perform';
import { planItem, type Plan } from './plan';
import { toNumber } from './values';

/** One of Hetzner's APIs, as a node offers it. */
export interface Api {
	resources: Resource[];
	/** A client for the node's credential. */
	client: (context: IExecuteFunctions, options: ClientOptions) => Promise<ApiClient>;
}

/** How many reads run side by side; everything else runs one after another, in the order of the items. */
const PARALLEL_READS = 10;

/**
 * Carries the input items through the chosen operation. The parameters of all items are read and checked before the
 * first request is sent. With Continue On Fail an error becomes an item, else the first one stops the node.
 */
export async function runOperation(context: IExecuteFunctions, api: Api): Promise<INodeExecutionData[]> {
	const operation = chosenOperation(context, api);
	const plans = context.getInputData().map((_item, index) => planOrError(context, operation, index));
	const client = await clientFor(context, api);
	const width = effectOf(operation) === 'read' ? PARALLEL_READS : 1;
	const outputs = await inOrder(plans, width, async (plan, item) => await runItem(context, client, operation, plan, item));
	const hints = limitHints(client);
	if (hints.length > 0 && 'addExecutionHints' in context) context.addExecutionHints(...hints);
	return outputs.flat();
}

function chosenOperation(context: IExecuteFunctions, { resources }: Api): Operation {
	const resource = context.getNodeParameter('resource', 0);
	const name = context.getNodeParameter('operation', 0);
	const operation = resources.find(({ value }) => value === resource)?.operations.find(({ value }) => value === name);
	if (operation) return operation;
	throw new NodeOperationError(context.getNode(), `There is no operation "${String(name)}" of "${String(resource)}"`, {
		description: 'Choose the resource and the operation from the lists.',
	});
}

async function clientFor(context: IExecuteFunctions, api: Api): Promise<ApiClient> {
	try {
		const parameter = (name: string) => context.getNodeParameter(name, 0, null) as unknown;
		return await api.client(context, { patience: toNumber('Wait for Request Limit', optionOf(parameter, 'waitForLimit') ?? 0) });
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

/** An error in one item's parameters stops all items, unless the workflow continues on errors. */
function planOrError(context: IExecuteFunctions, operation: Operation, item: number): Plan | Error {
	try {
		return planItem(context, operation, item);
	} catch (error) {
		if (context.continueOnFail()) return error as Error;
		throw toNodeError(context.getNode(), error, item, displayNameOf(operation, error));
	}
}

async function runItem(
	context: IExecuteFunctions,
	client: ApiClient,
	operation: Operation,
	plan: Plan | Error,
	item: number,
): Promise<INodeExecutionData[]> {
	try {
		if (plan instanceof Error) throw plan;
		const records = await perform(client, plan);
		return records.map((json) => ({ json, pairedItem: { item } }));
	} catch (error) {
		const shown = toNodeError(context.getNode(), error, item, displayNameOf(operation, error));
		if (!context.continueOnFail()) throw withRest(shown, error, item, context.getInputData().length);
		return [{ json: errorItem(shown), pairedItem: { item } }];
	}
}

/** Says which items are left when a request limit stops the node. */
function withRest<E extends { description?: string | null }>(shown: E, error: unknown, item: number, items: number): E {
	if (error instanceof ApiError && error.details.code === 'LIMIT_REACHED' && items > 1) {
		shown.description = `Items ${item} to ${items - 1} were not carried out. ${shown.description ?? ''}`;
	}
	return shown;
}

/**
 * Works on all entries, up to `width` at a time, and gives back the results in the order of the entries. After a
 * failure nothing new is begun, and the failure of the first entry that failed is thrown.
 */
async function inOrder<T, R>(entries: T[], width: number, work: (entry: T, index: number) => Promise<R>): Promise<R[]> {
	const results: R[] = [];
	const failures: Array<{ index: number; error: unknown }> = [];
	let next = 0;
	const worker = async () => {
		while (next < entries.length && failures.length === 0) {
			const index = next++;
			await work(entries[index] as T, index).then(
				(result) => void (results[index] = result),
				(error: unknown) => failures.push({ index, error }),
			);
		}
	};
	await Promise.all(Array.from({ length: Math.min(width, entries.length) }, worker));
	const [first] = failures.sort((a, b) => a.index - b.index);
	if (first) throw first.error;
	return results;
}

/** How the editor calls the parameter that an error is about. */
function displayNameOf({ choice, calls, fields }: Operation, error: unknown): string | undefined {
	if (!(error instanceof InputError)) return undefined;
	const all = [...fields, ...(choice ? [choice] : []), ...calls.flatMap((call) => call.fields)].flatMap((field) => [field, ...(field.fields ?? [])]);
	return all.find(({ property }) => property.name === error.parameter)?.property.displayName;
}
