import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../http/errors';
import { parameter, type Field, type Operation, type Parameter, type Resource, type Sort } from './operation';
import { isOn, toInteger, wordOf } from './values';
import { alphabetically, byName } from './alphabet';

/** How much of a list is put out, and in which order. */

const howMany: Field[] = [
	parameter('returnAll', {
		displayName: 'Return All',
		type: 'boolean',
		default: false,
		needed: true,
		description: 'Whether to return all results or only up to a given limit',
	}),
	parameter('limit', {
		displayName: 'Limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		needed: true,
		description: 'Max number of results to return',
		encode: (value) => toInteger('limit', value, 1),
		showIf: { returnAll: [false] },
	}),
];

/** How many results an item wants at most. */
export const limitOf = (given: Parameter): number => (isOn('returnAll', given('returnAll')) ? Infinity : toInteger('limit', given('limit'), 1));

/** The order in which the API lists them. */
const AS_LISTED = 'none';

/** The first is how people read the list. */
const sortField = (sorts: Sort[]): Field =>
	parameter('sort', {
		displayName: 'Sort',
		type: 'options',
		options: [{ name: 'As Listed', value: AS_LISTED }, ...sorts.map(({ name, value }) => ({ name, value }))].sort((a, b) => alphabetically(a.name, b.name)),
		default: sorts[0]?.value ?? AS_LISTED,
		needed: true,
		description: 'What the results are sorted by, before the limit counts',
		encode: (value) => {
			sortOf(sorts, value);
			return undefined;
		},
	});

function sortOf(sorts: Sort[], given: unknown): Sort | undefined {
	const chosen = wordOf(given);
	const sort = sorts.find(({ value }) => value === chosen);
	if (sort || chosen === AS_LISTED) return sort;
	throw new InputError('sort', `is none of ${[AS_LISTED, ...sorts.map(({ value }) => value)].join(', ')}`, 'Nothing was sent.');
}

/** Whether an operation gives a list, whichever of its requests is made. */
export const givesList = ({ calls }: Operation): boolean => calls.every(({ endpoint }) => endpoint.reply.emptyCode !== undefined);

/** Lets every operation of a resource that gives a list say how much of it is put out. */
export const withLists = (resource: Resource): Resource => ({ ...resource, operations: resource.operations.map(withList) });

function withList(operation: Operation): Operation {
	if (!givesList(operation)) return operation;
	const sort = operation.sorts ? [sortField(operation.sorts)] : [];
	return { ...operation, fields: [...operation.fields, ...howMany, ...sort] };
}

/** As many of the results as the item wants, in the order in which it wants them; all of what is no list. */
export function listed(operation: Operation, given: Parameter, results: IDataObject[]): IDataObject[] {
	if (!givesList(operation)) return results;
	const sort = operation.sorts && sortOf(operation.sorts, given('sort'));
	return (sort ? sorted(sort, results) : results).slice(0, limitOf(given));
}

function sorted({ of, descending }: Sort, results: IDataObject[]): IDataObject[] {
	const keyed = results.map((result) => ({ result, key: of(result) }));
	const known = keyed.filter(({ key }) => key !== undefined).sort((a, b) => compare(a.key, b.key) * (descending ? -1 : 1));
	return [...known, ...keyed.filter(({ key }) => key === undefined)].map(({ result }) => result);
}

const compare = (a: unknown, b: unknown): number => (typeof a === 'number' && typeof b === 'number' ? a - b : byName(String(a), String(b)));
