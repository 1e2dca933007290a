import { field, filters, operation, resource } from '../../common/operation/operation';
import { toIds } from '../console/texts';
import { getAction, listActions } from '../endpoints/action';
import { list } from '../jobs/list';
import { actionFilters } from './fields/lists';
import { actionId } from './fields/things';

const id = field('id', {
	displayName: 'ID',
	type: 'string',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add ID' },
	default: [],
	description: 'Only the actions with these IDs',
	encode: (value) => toIds('id', value),
});

/** Reference: "Storage Box Actions". n8n puts "Actions" behind the name where it lists what a node can do. */
export const actionResource = resource('action', 'Activity', [
	operation('get', {
		name: 'Get',
		action: 'Get status of one action',
		description: 'Get what became of an action: whether it runs, has ended or has failed',
		fields: [actionId],
		endpoint: getAction,
	}),
	operation('getAll', {
		name: 'Get Many',
		action: 'Get many actions of all Storage Boxes',
		description: 'Get many actions, of many Storage Boxes',
		fields: [filters(id, ...actionFilters)],
		endpoint: listActions,
		job: list(listActions),
	}),
]);
