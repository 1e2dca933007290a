import { field, type Field } from '../../../common/operation/operation';
import { toWords } from '../../console/texts';
import { alphabetically } from '../../../common/operation/alphabet';

const ORDERS = [
	{ name: 'Ascending', value: 'asc' },
	{ name: 'Descending', value: 'desc' },
];

/** @param keys what the API sorts this list by, with the words of the editor */
export const sortBy = (keys: Record<string, string>): Field =>
	field('sort', {
		displayName: 'Sort',
		type: 'multiOptions',
		default: [],
		description: 'What it is sorted by: the first counts most',
		options: Object.entries(keys)
			.flatMap(([key, words]) => ORDERS.map((order) => ({ name: `${words} ${order.name}`, value: `${key}:${order.value}` })))
			.sort((a, b) => alphabetically(a.name, b.name)),
		encode: (value) =>
			toWords(
				'sort',
				value,
				Object.keys(keys).flatMap((key) => [key, ...ORDERS.map((order) => `${key}:${order.value}`)]),
			),
	});

export const labelSelector = field('label_selector', {
	displayName: 'Label Selector',
	type: 'string',
	default: '',
	placeholder: 'e.g. environment=prod,!temporary',
	description: 'Only those with these labels: k=v, k!=v, k, !k, k in (a,b), k notin (a,b), with commas',
});

/** The API matches it exactly. */
export const named = field('name', { displayName: 'Name', type: 'string', default: '', description: 'Only the one with exactly this name' });

const STATUSES = ['error', 'running', 'success'];

/** What a list of actions is narrowed down to, and sorted by. */
export const actionFilters: Field[] = [
	sortBy({ id: 'ID', command: 'Command', status: 'Status', started: 'Started', finished: 'Finished' }),
	field('status', {
		displayName: 'Status',
		type: 'multiOptions',
		default: [],
		description: 'Only actions with one of these statuses',
		options: [
			{ name: 'Error', value: 'error' },
			{ name: 'Running', value: 'running' },
			{ name: 'Success', value: 'success' },
		],
		encode: (value) => toWords('status', value, STATUSES),
	}),
];
