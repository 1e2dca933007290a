import type { IDataObject } from 'n8n-workflow';
import { additionalFields, field, operation, parameter, resource, whatIsAt, type Run, type Sort } from '../../common/operation/operation';
import { cancelServer, getServer, getServerCancellation, listServers, renameServer, withdrawServerCancellation } from '../endpoints/server';
import { checkParts, inventory, PARTS } from '../jobs/inventory';
import { filteredServers } from '../jobs/serverFilters';
import { forgetServers } from '../lookups/servers';
import { cancellationDate } from './fields/cancellation';
import { loadedOne } from '../../common/operation/loaded';
import { server } from './fields/server';
import { serverFilters } from './fields/serverFilters';
import { deletesAllData } from '../../common/operation/warning';

/** A cancellation to another day or without the reservation is not the one that was wanted; one at once has ended the server already. */
const isCancelledSo = ({ cancelled, cancellation_date: day, reserved }: IDataObject, { cancellation_date: wanted, reserve_location: reserve }: Run['values']): boolean =>
	cancelled === true && (wanted === 'now' ? String(day) <= new Date().toISOString() : day === wanted) && (reserve === undefined || reserved === reserve);

const byName: Sort[] = [{ name: 'Name', value: 'name', of: ({ server_name }) => (typeof server_name === 'string' && server_name !== '' ? server_name : undefined) }];

/** Documentation: "Server". */
export const serverResource = resource('server', 'Server', [
	operation('cancel', {
		name: 'Cancel',
		action: 'Cancel server contract (deletes all data)',
		description: 'Cancel a server: it is switched off and its data are deleted at the given date',
		warnings: [deletesAllData('the contract ends at the date, and the server goes back to Hetzner. Until then the cancellation can be withdrawn')],
		fields: [
			server,
			...cancellationDate,
			additionalFields(
				loadedOne('cancellation_reason', {
					displayName: 'Cancellation Reason',
					method: 'searchCancellationReasons',
					placeholder: 'e.g. Upgrade to a new server',
					description: 'Why the server is cancelled',
				}),
				field('reserve_location', {
					displayName: 'Reserve Location',
					type: 'boolean',
					default: false,
					description: 'Whether to reserve the location of the server for a new one. Robot wants an answer where a reservation is possible.',
				}),
			),
		],
		endpoint: cancelServer,
		alreadyDone: [{ code: 'CONFLICT', message: /already cancelled/i, shows: whatIsAt(getServerCancellation, isCancelledSo) }],
	}),
	operation('get', {
		name: 'Get',
		action: 'Get server',
		description: 'Get the data of a server, with the features it offers',
		fields: [server],
		endpoint: getServer,
	}),
	operation('getCancellation', {
		name: 'Get Cancellation',
		action: 'Get cancellation of server',
		description: 'Get whether a server is cancelled, the earliest possible date and the possible reasons',
		fields: [server],
		endpoint: getServerCancellation,
	}),
	operation('getInventory', {
		name: 'Get Inventory',
		action: 'Get inventory of servers',
		description: 'Get many servers with addresses, subnets, reverse DNS, failover IPs and reset types, in one request for each part',
		fields: [
			parameter('parts', {
				displayName: 'Parts',
				type: 'multiOptions',
				options: Object.entries(PARTS).map(([value, name]) => ({
					name,
					value,
					...(value === 'cancellations' && { description: 'One more request for each server that is cancelled' }),
				})),
				default: ['addresses', 'failover', 'resetTypes', 'reverseDns', 'subnets'],
				required: true,
				description: 'What is put out with each server',
				encode: checkParts,
			}),
			serverFilters,
		],
		endpoint: listServers,
		sorts: byName,
		job: inventory,
	}),
	operation('getAll', {
		name: 'Get Many',
		action: 'Get many servers',
		description: 'Get many servers of the account',
		fields: [serverFilters],
		endpoint: listServers,
		sorts: byName,
		job: filteredServers,
	}),
	operation('rename', {
		name: 'Rename',
		action: 'Rename server',
		description: 'Change the name of a server in Robot',
		fields: [
			server,
			field('server_name', {
				displayName: 'Server Name',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. web1',
				description: 'The new name of the server',
			}),
		],
		endpoint: renameServer,
		job: async (run) => await run.send().finally(() => forgetServers(run.client)),
	}),
	operation('withdrawCancellation', {
		name: 'Withdraw Cancellation',
		action: 'Withdraw cancellation of server',
		description: 'Keep a server that was cancelled',
		fields: [server],
		endpoint: withdrawServerCancellation,
	}),
]);
