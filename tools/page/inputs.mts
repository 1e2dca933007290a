import type { Field, Operation, Resource } from '../../nodes/common/operation/operation.ts';
import { code } from './markdown.mts';

/** A parameter as a workflow's JSON has it: `updateFields.name` for one in a collection. */
interface Input {
	field: Field;
	name: string;
	isRequired: boolean;
	/** The value of the operation's choice to which it belongs, where it belongs to one only. */
	choice?: string;
}

/** The inputs of one operation. `inPath` says which documented placeholder a parameter stands for. */
export function inputsOf(operation: Operation, inPath: Map<string, string>, common: Field[]): string[] {
	return listed(operation)
		.filter(({ field }) => !common.includes(field))
		.map(({ field, name, isRequired, choice }) => {
			const robots = inPath.get(name) ?? field.sends;
			const own = name.split('.').at(-1);
			const marked = robots === undefined ? `*${code(name)}*` : code(name);
			const text = isRequired ? `**${marked}**` : marked;
			return `${text}${robots === undefined || robots === own ? '' : ` → ${code(robots)}`}${choice === undefined ? '' : ` (${choice})`}`;
		});
}

/** The fields that every operation has: they stand on the page once. */
export function commonFields(resources: Resource[]): Field[] {
	const [first = [], ...others] = resources.flatMap(({ operations }) => operations.map((operation) => listed(operation).map(({ field }) => field)));
	return first.filter((field) => others.every((fields) => fields.includes(field)));
}

/** The inputs that every operation has, with what they are for. */
export function commonInputs([first]: Resource[], common: Field[]): string[] {
	const inputs = first?.operations[0] ? listed(first.operations[0]).filter(({ field }) => common.includes(field)) : [];
	return inputs.map(({ name, field }) => `${code(name)}: ${field.property.description}.`);
}

function listed({ fields, choice, calls }: Operation): Input[] {
	const chosen = choice ? inputs(choice).map((input) => ({ ...input, isRequired: true })) : [];
	const only = calls.flatMap((call) => call.fields.flatMap((field) => inputs(field, call.chosenBy)));
	return [...chosen, ...fields.flatMap((field) => inputs(field)), ...only];
}

function inputs(field: Field, choice?: string): Input[] {
	const { property, fields } = field;
	if (property.type === 'notice') return [];
	if (fields) return fields.map((inner) => ({ field: inner, name: `${property.name}.${inner.property.name}`, isRequired: false, choice }));
	return [{ field, name: property.name, isRequired: property.required === true || field.needed === true, choice }];
}
