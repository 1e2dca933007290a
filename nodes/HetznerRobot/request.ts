import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Call, Field, Operation, Parameter, Run, Value } from './operation';
import type { RobotClient } from './robot/client';
import { pathParameters } from './robot/endpoint';
import { InputError, RobotError, undocumentedError } from './robot/errors';
import type { FormValue } from './robot/form';
import { take } from './robot/reply';
import { encodeByType, isEmpty, isOn, wordOf } from './values';

/** What one item asks for: read and checked, but not yet sent. */
export interface Plan extends Pick<Run, 'parameter' | 'path' | 'values' | 'timezone'> {
	operation: Operation;
	call: Call;
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
	const values = { ...call.constants } as Plan['values'];
	const plan: Plan = { operation, call, parameter, path: {}, values, timezone: context.getTimezone() };
	for (const field of [...operation.fields, ...(call.fields ?? [])].filter((entry) => isShown(entry, parameter))) {
		const given = parameter(field.property.name);
		for (const [entry, value] of field.fields ? chosenFields(field, field.fields, given) : [[field, given] as const]) {
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
	const chosen = wordOf(parameter(name));
	if (Object.hasOwn(request.calls, chosen)) return request.calls[chosen] as Call;
	throw new InputError(name, `is none of ${Object.keys(request.calls).join(', ')}`);
}

/** Switches may be texts, as expressions and AI agents give them. */
const isShown = ({ showIf = {} }: Field, parameter: Parameter): boolean =>
	Object.entries(showIf).every(([name, values]) => values.some((value) => String(value) === wordOf(parameter(name))));

/** The fields of a collection that the user added and filled in, with their values. */
function chosenFields({ property, needsOne }: Field, fields: Field[], given: unknown): Array<readonly [Field, unknown]> {
	const values = typeof given === 'object' && given !== null ? (given as IDataObject) : {};
	const chosen = fields.filter(({ property: { name, required } }) => Object.hasOwn(values, name) && (required || !isEmpty(values[name])));
	if (needsOne && chosen.length === 0) throw new InputError(property.name, 'is empty', 'Add at least one field to change.');
	return chosen.map((field) => [field, values[field.property.name]]);
}

function encode({ property, needed, whenEmpty, encode: own }: Field, value: unknown, parameter: Parameter): Value | undefined {
	if (isEmpty(value)) {
		if (property.required || needed) throw new InputError(property.name, 'is empty');
		return whenEmpty;
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
	const { parameter, path, values, timezone } = plan;
	const call: Run['call'] = async (made, pathValues, formValues) => await make(client, made, pathValues, formValues);
	const run: Run = {
		client,
		parameter,
		option: (name) => optionOf(parameter, name),
		path,
		values,
		timezone,
		call,
		send: async () => await call(plan.call, path, values),
		lookAgain: async (look, pauseSeconds) => {
			await client.pause(pauseSeconds * 1000);
			return await make(client, look, path, {}, { fresh: true });
		},
	};
	const work = async () => await (plan.operation.job?.(run) ?? run.send());
	return isOn('alreadyDone', run.option('alreadyDone')) ? await sayingWhetherChanged(plan.operation, work) : await work();
}

/** With the option, a refusal that means "it is so already" becomes a success. */
async function sayingWhetherChanged({ alreadyDone = [] }: Operation, work: () => Promise<IDataObject[]>): Promise<IDataObject[]> {
	return await work().then(
		(objects) => objects.map((object) => ({ ...object, changed: true })),
		(error: unknown) => {
			const { message, details } = error instanceof RobotError ? error : { message: '', details: undefined };
			const isDone = alreadyDone.some((done) => done.code === details?.code && (done.message?.test(message) ?? true));
			if (!isDone) throw error;
			return [{ changed: false, message }];
		},
	);
}

/** The value of an option that the user added, `undefined` for one that was not. */
export function optionOf(parameter: Parameter, name: string): unknown {
	const options = parameter('options');
	return typeof options === 'object' && options !== null && Object.hasOwn(options, name) ? (options as IDataObject)[name] : undefined;
}

async function make(
	client: RobotClient,
	{ endpoint, output }: Call,
	path: Record<string, Value>,
	values: Record<string, Value> = {},
	options?: { fresh: boolean },
): Promise<IDataObject[]> {
	const inputs = { path: (await answered(client, path)) as Record<string, string>, values: await answered(client, values) };
	const objects = (await client.objects(endpoint, inputs, output, options)) as IDataObject[];
	const { shape, none, empty = { success: true } } = output;
	if (objects.length === 0 && none === undefined) {
		if (endpoint.effect === 'read') throw undocumentedError(endpoint, 200);
		return [empty];
	}
	return shape ? take(endpoint, () => objects.flatMap(shape)) : objects;
}

/** Asks what must be asked before a request: see Value. */
async function answered(client: RobotClient, values: Record<string, Value>): Promise<Record<string, FormValue>> {
	const entries = Object.entries(values).map(async ([name, value]) => [name, typeof value === 'function' ? await value(client) : value] as const);
	return Object.fromEntries(await Promise.all(entries));
}
