import { NodeOperationError, type NodeApiError, type IDataObject, type IExecuteFunctions, type INodeExecutionData, type INodeParameters } from 'n8n-workflow';
import { ApiClient } from '../http/client';
import { InputError } from '../http/errors';
import { WIDEST } from '../http/lane';
import { limitHints } from '../n8n/hints';
import { asTold, blamed, errorItem, toNodeError } from '../n8n/nodeError';
import { attemptsOf, trueWords, type ItemAttempts } from './attempts';
import { effectOf } from './effects';
import { givenBy } from './given';
import type { Operation, Parameter, Resource } from './operation';
import { perform } from './perform';
import { planItem, type Plan } from './plan';
import { stopped, stoppedBefore, type Stop } from './stopped';
import { wordOf } from './values';

/** One of Hetzner's APIs, as a node offers it. */
export interface Api {
	resources: Resource[];
	/** A client for the node's credential. */
	client: (context: IExecuteFunctions) => Promise<ApiClient>;
}

/** What one item asks for, or why it cannot be asked. */
type Planned = Plan | Error;

/**
 * Carries the input items through the chosen operation. The parameters of all items are read and checked before the
 * first request is sent, and whether all that each of them does is allowed. Reads run side by side; everything else runs one after
 * another, in the order of the items. With Continue On Fail every error becomes an item, else the first one stops the node.
 */
export async function runOperation(context: IExecuteFunctions, api: Api): Promise<INodeExecutionData[]> {
	const { parameters } = context.getNode();
	const attempts = attemptsOf(context);
	const orThrow = (error: NodeOperationError | NodeApiError) => {
		if (context.continueOnFail()) return error;
		throw asTold(context.getNode(), stoppedBefore(error, attempts.changed));
	};
	const given = givenBy(context, parameters);
	const wanted = context.getInputData().map((_item, index) => planOrError(context, api, given(index), parameters, index, orThrow));
	const client = await api.client(context).catch((error: unknown) => orThrow(toNodeError(context.getNode(), error)));
	const plans = wanted.map((planned, item) => allowedOrError(context, client, planned, item, orThrow));
	const finished: INodeExecutionData[][] = [];
	const stop = (item: number) => ({ item, items: plans.length, isRead: isRead(plans[item] as Planned), finished });
	const outputs = await inOrder(plans, plans.every(isRead) ? WIDEST : 1, async (planned, item) => {
		const itemAttempts = attempts.begin(item);
		finished[item] = await recordsFor(client, planned, itemAttempts).then(
			(all) => all.map((json) => ({ json, pairedItem: { item } })),
			(error: unknown) => failed(context, planned, trueWords(itemAttempts, error), stop(item)),
		);
		return finished[item];
	});
	const hints = client instanceof ApiClient ? limitHints(client) : [];
	if (hints.length > 0 && 'addExecutionHints' in context) context.addExecutionHints(...hints);
	return outputs.flat();
}

const isRead = (planned: Planned): boolean => planned instanceof Error || planned.isDryRun || effectOf(planned.operation) === 'read';

/** An error in one item's parameters stops all items, unless the workflow continues on errors. */
function planOrError(
	context: IExecuteFunctions,
	api: Api,
	given: Parameter,
	entered: INodeParameters,
	item: number,
	orThrow: (error: NodeOperationError | NodeApiError) => Error,
): Planned {
	let operation: Operation | undefined;
	try {
		operation = chosenOperation(context, api, given, item);
		return planItem(context, given, entered, operation);
	} catch (error) {
		return orThrow(toNodeError(context.getNode(), error, item, operation && displayNameOf(operation, error)));
	}
}

/** Before the first item sends anything: what one item does in all may be more than its first request. */
function allowedOrError(
	context: IExecuteFunctions,
	client: ApiClient | Error,
	planned: Planned,
	item: number,
	orThrow: (error: NodeOperationError | NodeApiError) => Error,
): Planned {
	if (planned instanceof Error || client instanceof Error) return planned;
	try {
		if (!planned.isDryRun) client.check(planned.effect, planned.operation.action);
		return planned;
	} catch (error) {
		return orThrow(toNodeError(context.getNode(), error, item));
	}
}

function chosenOperation(context: IExecuteFunctions, { resources }: Api, given: Parameter, item: number): Operation {
	const resource = given('resource') ?? '';
	const name = given('operation') ?? '';
	const operation = resources.find(({ value }) => value === resource)?.operations.find(({ value }) => value === name);
	if (operation) return operation;
	throw new NodeOperationError(blamed(context.getNode()), `There is no operation "${wordOf(name)}" of "${wordOf(resource)}"`, {
		itemIndex: item,
		description: 'Choose the resource and the operation from the lists.',
	});
}

async function recordsFor(client: ApiClient | Error, planned: Planned, attempts: ItemAttempts): Promise<IDataObject[]> {
	// What an earlier try has finished is done, whatever has become of its parameters or the credential.
	if (attempts.finished) return attempts.finished;
	if (planned instanceof Error) throw planned;
	if (client instanceof Error) throw client;
	return await perform(client.withPatience(planned.patience, planned.maximumWait), planned, attempts);
}

function failed(context: IExecuteFunctions, planned: Planned, error: unknown, stop: Stop): INodeExecutionData[] {
	const { item } = stop;
	const shown = toNodeError(context.getNode(), error, item, planned instanceof Error ? undefined : displayNameOf(planned.operation, error));
	if (!context.continueOnFail()) throw asTold(context.getNode(), stopped(shown, error, stop));
	return [{ json: errorItem(shown), pairedItem: { item } }];
}

/**
 * Works on all entries, and gives back the results in the order of the entries: on two at first, and each that is done
 * lets one more be begun, up to `width` at a time. After a failure nothing new is begun, and the failure of the first
 * entry that failed is thrown: so little is asked for nothing where the first fails.
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
			begin();
		}
	};
	const workers: Array<Promise<void>> = [];
	const begin = () => {
		if (workers.length < width) workers.push(worker());
	};
	for (let first = 0; first < 2; first++) begin();
	// There are more by the time that one is done.
	for (const begun of workers) await begun;
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
