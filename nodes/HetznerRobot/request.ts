import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Call, Field, Operation, Parameter, Run, Value } from './operation';
import type { RobotClient } from './robot/client';
import { pathParameters } from './robot/endpoint';
import { InputError } from './robot/errors';
import type { FormValue } from './robot/form';
import { encodeByType, isEmpty } from './values';

/** What one item asks for: read and checked, but not yet sent. */
export interface Plan {
	operation: Operation;
	call: Call;
	parameter: Parameter;
	path: Record<string, Value>;
	values: Record<string, Value>;
}

/**
 * Reads the parameters of one item. Sends nothing.
 *
 * @throws InputError for a value that is missing or cannot be sent
 */
export function planItem(context: IExecuteFunctions, operation: Operation, itemIndex: number): Plan {
	// n8n throws for a parameter that is not shown, unless there is a value to fall back to.
	const parameter: Parameter = (name) => (context.getNodeParameter(name, itemIndex, null) as unknown) ?? undefined;
	const call = chosenCall(operation, parameter);
	const inPath = new Set(pathParameters(call.endpoint.path));
	const plan: Plan = { operation, call, parameter, path: {}, values: {} };
	for (const field of [...operation.fields, ...(call.fields ?? [])]) {
		const given = parameter(field.property.name);
		for (const [entry, value] of field.fields ? chosenFields(field.fields, given) : [[field, given] as const]) {
			const { name } = entry.property;
			const encoded = encode(entry, value, parameter);
			if (encoded === undefined) continue;
			if (inPath.has(name)) plan.path[name] = encoded;
			else if (entry.sends) plan.values[entry.sends] = encoded;
		}
	}
	return plan;
}

function chosenCall({ request }: Operation, parameter: Parameter): Call {
	if (!('calls' in request)) return request;
	const { name } = request.field.property;
	const chosen = String(parameter(name));
	if (Object.hasOwn(request.calls, chosen)) return request.calls[chosen] as Call;
	throw new InputError(name, `is none of ${Object.keys(request.calls).join(', ')}`);
}

/** The fields of a collection that the user added, with their values. */
function chosenFields(fields: Field[], given: unknown): Array<readonly [Field, unknown]> {
	const values = typeof given === 'object' && given !== null ? (given as IDataObject) : {};
	return fields.filter(({ property }) => Object.hasOwn(values, property.name)).map((field) => [field, values[field.property.name]]);
}

function encode({ property, encode: own }: Field, value: unknown, parameter: Parameter): Value | undefined {
	if (isEmpty(value)) {
		if (property.required) throw new InputError(property.name, 'is empty');
		return undefined;
	}
	return own ? own(value, parameter) : encodeByType(property.type, property.name, value);
}

/**
 * Carries a plan out.
 *
 * @returns one record for each item to put out
 * @throws RobotError, InputError
 */
export async function perform(client: RobotClient, plan: Plan): Promise<IDataObject[]> {
	const call: Run['call'] = async ({ endpoint, output }, path, values = {}) => {
		const inputs = { path: (await answered(client, path)) as Record<string, string>, values: await answered(client, values) };
		const objects = (await client.objects(endpoint, inputs, output)) as IDataObject[];
		return objects.length > 0 || output.none !== undefined ? objects : [output.empty ?? { success: true }];
	};
	const run: Run = { parameter: plan.parameter, path: plan.path, call, send: async () => await call(plan.call, plan.path, plan.values) };
	return await (plan.operation.job?.(run) ?? run.send());
}

/** Asks what must be asked before a request: see Value. */
async function answered(client: RobotClient, values: Record<string, Value>): Promise<Record<string, FormValue>> {
	const entries = Object.entries(values).map(async ([name, value]) => [name, typeof value === 'function' ? await value(client) : value] as const);
	return Object.fromEntries(await Promise.all(entries));
}
