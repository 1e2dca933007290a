import { filters, parameter, type Field } from '../../../common/operation/operation';
import { checkFilter, STATUSES } from '../../jobs/serverFilters';

const text = (name: string, displayName: string, placeholder: string, description: string): Field =>
	parameter(name, { displayName, type: 'string', default: '', placeholder, description, encode: checkFilter(name) });

/** Narrows the list of servers down. */
export const serverFilters: Field = filters(
	parameter('cancelled', {
		displayName: 'Cancelled',
		type: 'boolean',
		default: true,
		description: 'Whether to get those that are cancelled, or only those that are not',
		encode: checkFilter('cancelled'),
	}),
	text('dataCenter', 'Data Center', 'e.g. FSN1 or FSN1-DC14', 'Only those in this data center, or in all of a location'),
	text('namePattern', 'Name Pattern', 'e.g. web-*', 'Only those whose whole name is like this: * stands for anything, ? for one character'),
	text('product', 'Product', 'e.g. AX42', 'Only those with this in the name of their product'),
	parameter('status', {
		displayName: 'Status',
		type: 'multiOptions',
		options: Object.entries(STATUSES).map(([value, name]) => ({ name, value })),
		default: ['ready'],
		description: 'Only those with this status',
		encode: checkFilter('status'),
	}),
);
