import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { errorItem, toNodeError } from './nodeError';
import type { Operation } from './operation';
import { perform, planItem, type Plan } from './request';
import { resources } from './resources';
import { robotClient } from './transport';

/**
 * Carries the input items through the chosen operation, one after another. The parameters of all items are read and
 * checked before the first request is sent. With Continue On Fail an error becomes an item, else it stops the node.
 */
export async function runOperation(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const operation = chosenOperation(context);
	const output: INodeExecutionData[] = [];
	const plans = context.getInputData().map((_item, index) => planOrError(context, operation, index));
	const client = await robotClient(context).catch((error: unknown) => Promise.reject(toNodeError(context.getNode(), error)));
	for (const [item, plan] of plans.entries()) {
		try {
			if (plan instanceof Error) throw plan;
			const records = await perform(client, plan);
			output.push(...records.map((json) => ({ json, pairedItem: { item } })));
		} catch (error) {
			output.push(failed(context, operation, error, item));
		}
	}
	return output;
}

function chosenOperation(context: IExecuteFunctions): Operation {
	const resource = context.getNodeParameter('resource', 0);
	const name = context.getNodeParameter('operation', 0);
	const operation = resources.find(({ value }) => value === resource)?.operations.find(({ value }) => value === name);
	if (operation) return operation;
	throw new NodeOperationError(context.getNode(), `There is no operation "${String(name)}" of "${String(resource)}"`, {
		description: 'Choose the resource and the operation from the lists.',
	});
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

function failed(context: IExecuteFunctions, operation: Operation, error: unknown, item: number): INodeExecutionData {
	const shown = toNodeError(context.getNode(), error, item, displayNameOf(operation, error));
	if (!context.continueOnFail()) throw shown;
	return { json: errorItem(shown), pairedItem: { item } };
}

/** How the editor calls the parameter that an error is about. */
function displayNameOf({ fields, request }: Operation, error: unknown): string | undefined {
	const name = (error as { parameter?: unknown }).parameter;
	const calls = 'calls' in request ? [request.field, ...Object.values(request.calls).flatMap((call) => call.fields ?? [])] : (request.fields ?? []);
	const all = [...fields, ...calls].flatMap((field) => [field, ...(field.fields ?? [])]);
	return all.find(({ property }) => property.name === name)?.property.displayName;
}
