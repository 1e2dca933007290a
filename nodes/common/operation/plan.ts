import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { pathParameters } from '../http/endpoint';
import { InputError } from '../http/errors';
import type { Call, Field, Operation, Parameter, Run, Value } from './operation';
import { encodeByType, isEmpty, wordOf } from './values';

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
	const plan: Plan = { operation, call, parameter, path: {}, values: { ...call.constants }, timezone: context.getTimezone() };
	for (const field of [...operation.fields, ...call.fields].filter((entry) => isShown(entry, parameter))) {
		const given = parameter(field.property.name);
		for (const [entry, value] of field.fields ? chosenFields(field, field.fields, given) : [[field, given] as const]) {
			if (inPath.has(entry.property.name)) putIntoPath(plan, entry, value);
			else putIntoValues(plan, entry, value);
		}
	}
	return plan;
}

function chosenCall({ choice, calls }: Operation, parameter: Parameter): Call {
	if (!choice) return calls[0] as Call;
	const { name } = choice.property;
	const chosen = wordOf(parameter(name));
	const call = calls.find(({ chosenBy }) => chosenBy === chosen);
	if (call) return call;
	throw new InputError(name, `is none of ${calls.map(({ chosenBy }) => chosenBy).join(', ')}`);
}

/** Switches may be texts, as expressions and AI agents give them. */
export const isShown = ({ showIf = {} }: Field, parameter: Parameter): boolean =>
	Object.entries(showIf).every(([name, values]) => values.some((value) => String(value) === wordOf(parameter(name))));

/** The fields of a collection that the user added and filled in, with their values. */
function chosenFields({ property, needsOne }: Field, fields: Field[], given: unknown): Array<readonly [Field, unknown]> {
	const values = typeof given === 'object' && given !== null ? (given as IDataObject) : {};
	const chosen = fields.filter(({ property: { name, required } }) => Object.hasOwn(values, name) && (required || !isEmpty(values[name])));
	if (needsOne && chosen.length === 0) throw new InputError(property.name, 'is empty', 'Add at least one field to change.');
	return chosen.map((field) => [field, values[field.property.name]]);
}

function putIntoPath({ path, parameter }: Plan, { property: { name }, toPath }: Field, value: unknown): void {
	if (isEmpty(value)) throw new InputError(name, 'is empty');
	if (!toPath) throw new InputError(name, 'is not checked to be a part of an address');
	path[name] = toPath(value, parameter);
}

function putIntoValues({ values, parameter, timezone }: Plan, field: Field, value: unknown): void {
	const encoded = encode(field, value, parameter, timezone);
	if (encoded !== undefined && field.sends) values[field.sends] = encoded;
}

function encode({ property, needed, whenEmpty, readBy, ...own }: Field, value: unknown, parameter: Parameter, timezone: string): Value | undefined {
	if (isEmpty(value)) {
		if (property.required || needed) throw new InputError(property.name, 'is empty');
		return whenEmpty;
	}
	if (readBy !== undefined) return undefined;
	const toValue = own.encode ?? own.toPath;
	return toValue ? toValue(value, parameter, timezone) : encodeByType(property.type, property.name, value);
}
