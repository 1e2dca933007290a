import type { INodeParameters } from 'n8n-workflow';
import { pathParameters } from '../http/endpoint';
import type { Field, Operation, Resource } from './operation';

/**
 * What the canvas shows below a node's name, as n8n's expression: the action with the thing that was chosen, "Reset web1".
 * What only the run knows is called what the action calls it: "Reset server". Two braces would be the end of an expression.
 */
export const subtitleOf = (resources: Resource[]): string => `={{ (${inOneLine(lineFor)})(${JSON.stringify(linesOf(resources)).replaceAll('}}', '} }')}, $parameter.toJSON()) }}`;

/** By resource and operation: the action, in which `<serverNumber|server>` stands for a chosen thing, and `<ip>` for one that it does not name. */
const linesOf = (resources: Resource[]): Lines =>
	Object.fromEntries(resources.map(({ value, operations }) => [value, Object.fromEntries(operations.map((operation) => [operation.value, lineOf(operation)]))]));

type Lines = Record<string, Record<string, string>>;

/** The source of a function without comments, whose indentation n8n would send to the editor as well. */
const inOneLine = (code: (...given: never[]) => unknown): string => String(code).replace(/\s*\n\s*/g, ' ');

function lineOf({ action, fields, calls }: Operation): string {
	const inPath = calls.flatMap(({ endpoint }) => pathParameters(endpoint.path));
	const isThing = ({ property: { type, name }, noun, showIf }: Field) => type === 'resourceLocator' && !showIf && (noun !== undefined || inPath.includes(name));
	// The longest first: the type of a Storage Box is not the box.
	const things = fields.filter(isThing).sort((a, b) => nounOf(b).length - nounOf(a).length);
	return things.reduce(withPlace, action.replace(/ \(.*\)$/, ''));
}

function withPlace(line: string, field: Field): string {
	const { name } = field.property;
	const noun = new RegExp(`\\b${nounOf(field)}\\b(?![^<]*>)`, 'i');
	return noun.test(line) ? line.replace(noun, (words) => `<${name}|${words}>`) : `${line}<${name}>`;
}

const nounOf = ({ noun, property }: Field): string => noun ?? property.displayName;

/** Is evaluated in the editor, which knows nothing of this file. */
function lineFor(lines: Lines, parameters: INodeParameters): string {
	const chosen = (name: string): string => {
		const given = parameters[name] as { mode?: unknown; value?: unknown; cachedResultName?: unknown } | null | undefined;
		const isLocator = typeof given === 'object' && given !== null;
		const value: unknown = isLocator ? given.value : given;
		if (typeof value === 'number') return String(value);
		if (typeof value !== 'string' || value.trim() === '' || value.startsWith('=')) return '';
		const listed = isLocator && given.mode === 'list' && typeof given.cachedResultName === 'string' ? (given.cachedResultName.split(' (')[0] as string) : '';
		return (listed === '' || listed === 'No name' ? value : listed).trim().slice(0, 40);
	};
	const line = lines[String(parameters.resource)]?.[String(parameters.operation)] ?? '';
	return line.replace(/<(\w+)(?:\|([^>]*))?>/g, (_place: string, name: string, noun: string | undefined) => {
		const value = chosen(name);
		if (noun === undefined) return value === '' ? '' : ` \u00b7 ${value}`;
		if (value === '') return noun;
		return /^\d+$/.test(value) ? `${noun} ${value}` : value;
	});
}
