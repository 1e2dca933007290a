import type { IDataObject } from 'n8n-workflow';
import type { Json, JsonRecord } from '../http/json';
import { parameter, type Call, type Field, type Operation, type Output, type Parameter, type Resource } from './operation';
import { isEmpty, toChoices, wordOf } from './values';
import { alphabetically } from './alphabet';

/** What comes out of an operation: as the API says it, simplified, or some of the fields. */

const SELECTED = 'selectedFields';

const output = parameter('output', {
	displayName: 'Output',
	type: 'options',
	options: [
		{ name: 'Simplified', value: 'simplified', description: 'The fields that matter most, without nesting' },
		{ name: 'Raw', value: 'raw', description: 'All fields, as the API gives them' },
		{ name: 'Selected Fields', value: SELECTED },
	],
	default: 'simplified',
	needed: true,
	description: 'What each item holds',
});

/** Every field that can be put out: the simplified ones, and the API's own. */
export const fieldsOf = ({ simplified, raw }: Output): string[] => [...new Set([...Object.keys(simplified), ...raw])].sort();

const fields = (of: Output, showIf: Field['showIf']): Field =>
	parameter('fields', {
		displayName: 'Fields',
		type: 'multiOptions',
		options: fieldsOf(of)
			.map((value) => ({ name: titleOf(value), value }))
			.sort((a, b) => alphabetically(a.name, b.name)),
		default: [],
		needed: true,
		description: 'Which fields each item holds',
		encode: (value) => void chosenFrom(of, value),
		showIf: { ...showIf, output: [SELECTED] },
	});

const ABBREVIATION = /^(cpu|dc|dns|hdd|id|ip|mac|os|ptr|ssh|vat|vlan|vnc|wol|zfs)$/;

/** `server_ipv6_net` as "Server IPv6 Net". */
const titleOf = (field: string): string => field.split('_').map(wordInTitle).join(' ');

const wordInTitle = (word: string): string => (word === 'ipv6' ? 'IPv6' : ABBREVIATION.test(word) ? word.toUpperCase() : `${word.charAt(0).toUpperCase()}${word.slice(1)}`);

const chosenFrom = (of: Output, value: unknown): string[] => toChoices('fields', 'field', value, fieldsOf(of));

/**
 * Lets the operations of a resource say what they put out.
 *
 * @param outputs by the name of the operation, `server/get`, with the choice of the request where there is one, `boot/get/all`
 */
export const withOutputs = (resource: Resource, outputs: Record<string, Output>): Resource => ({
	...resource,
	operations: resource.operations.map((operation) => withOutput(resource, operation, outputs)),
});

function withOutput({ value }: Resource, operation: Operation, outputs: Record<string, Output>): Operation {
	const { choice } = operation;
	const calls = operation.calls.map((call) => ({ ...call, output: outputs[[value, operation.value, ...(call.chosenBy === undefined ? [] : [call.chosenBy])].join('/')] }));
	const chosenFor = (wanted: (of: Output | undefined) => boolean): Field['showIf'] =>
		choice && { [choice.property.name]: calls.flatMap(({ output: of, chosenBy }) => (wanted(of) && chosenBy !== undefined ? [chosenBy] : [])) };
	const own = [...new Set(calls.flatMap(({ output: of }) => of ?? []))].map((of) =>
		fields(
			of,
			chosenFor((other) => other === of),
		),
	);
	if (own.length === 0) return operation;
	const isAll = calls.every(({ output: of }) => of);
	return { ...operation, calls, fields: [...operation.fields, isAll ? output : { ...output, showIf: chosenFor((of) => of !== undefined) }, ...own] };
}

/** What the node says of how it went. */
const NOTES = ['changed', 'message', 'password', 'price'];

/** What stands for the object where there is none: it is gone, the reply was empty, or an action runs. */
const INSTEAD = ['success', 'deleted', 'action'];

/** How the objects that a request leads to are put out. */
export type Shape = (objects: IDataObject[]) => IDataObject[];

/** Reads how an item is put out, so that nothing can go wrong with that once it is carried out. */
export function shapeOf(operation: Operation, call: Call, given: Parameter): Shape {
	const { oneTimeSecrets = [] } = call.endpoint;
	const chosen = chosenShape(operation, call, given);
	return (objects) => chosen(objects).map((object) => withOneTimeSecrets(object, oneTimeSecrets));
}

function chosenShape({ fields: known }: Operation, { output: of, fields: own }: Call, given: Parameter): Shape {
	const chosen = of && wordOf(given('output'));
	if (!of || chosen === 'raw') return (objects) => objects;
	const names = chosen === SELECTED ? chosenFrom(of, given('fields')) : Object.keys(of.simplified);
	const told = [...known, ...own].flatMap(({ tells = {} }) => Object.keys(tells));
	return (objects) => objects.map((object) => (isOf(of, object) ? shaped(of, names, told, object as JsonRecord) : object));
}

/** Says of an item which of its fields hold a secret to be kept, as far as there is something in them. */
function withOneTimeSecrets(object: IDataObject, names: string[]): IDataObject {
	const shown = names.filter((name) => !isEmpty(object[name]));
	return shown.length > 0 ? { ...object, oneTimeSecrets: shown } : object;
}

/** Whether it is the object itself, of which fields can be told. */
export const isOf = ({ raw }: Output, object: object): boolean =>
	raw.some((name) => Object.hasOwn(object, name)) && !INSTEAD.some((name) => Object.hasOwn(object, name) && !raw.includes(name));

/** What the node adds to the API's fields is always there. */
function shaped(of: Output, names: string[], told: string[], object: JsonRecord): IDataObject {
	const beside = (added: string[]) => added.filter((name) => Object.hasOwn(object, name) && !of.raw.includes(name) && !names.includes(name)).map((name) => [name, object[name]]);
	return Object.fromEntries([...beside(told), ...names.map((name) => [name, valueOf(of, name, object)]), ...beside(NOTES)]) as IDataObject;
}

const valueOf = ({ simplified }: Output, name: string, object: JsonRecord): Json => simplified[name]?.read(object, name) ?? (simplified[name] ? null : (object[name] ?? null));
