import { allServers, listServers, SERVER_READS } from '../accountServers';
import { additionalFields, done, field, one, operation, resource } from '../operation';
import { del, get, perHour, post } from '../robot/endpoint';
import { cancellationDate } from './fields/cancellation';
import { loadedOne } from './fields/loaded';
import { server } from './fields/server';

/** Documentation: "Server". */
export const serverResource = resource('server', 'Server', [
	operation('cancel', {
		name: 'Cancel',
		action: 'Cancel a server',
		description: 'Cancel a server: it is switched off and its data are deleted at the given date',
		fields: [
			server,
			...cancellationDate('server'),
			additionalFields(
				loadedOne('cancellation_reason', {
					displayName: 'Cancellation Reason',
					method: 'getCancellationReasons',
					dependsOn: 'serverNumber',
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
		request: { endpoint: post('/server/{serverNumber}/cancellation', perHour(200), { effect: 'destroy' }), output: one('cancellation') },
		alreadyDone: [{ code: 'CONFLICT', message: /already cancelled/i }],
	}),
	operation('get', {
		name: 'Get',
		action: 'Get a server',
		description: 'Get the data of a server, with the features it offers',
		fields: [server],
		request: { endpoint: get('/server/{serverNumber}', SERVER_READS), output: one('server') },
	}),
	operation('getCancellation', {
		name: 'Get Cancellation',
		action: 'Get the cancellation of a server',
		description: 'Get whether a server is cancelled, the earliest possible date and the possible reasons',
		fields: [server],
		request: { endpoint: get('/server/{serverNumber}/cancellation', perHour(200)), output: one('cancellation') },
	}),
	operation('getAll', {
		name: 'Get Many',
		action: 'Get many servers',
		description: 'Get many servers of the account',
		request: { endpoint: listServers, output: allServers },
	}),
	operation('rename', {
		name: 'Rename',
		action: 'Rename a server',
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
		request: { endpoint: post('/server/{serverNumber}', perHour(200)), output: one('server') },
	}),
	operation('withdrawCancellation', {
		name: 'Withdraw Cancellation',
		action: 'Withdraw the cancellation of a server',
		description: 'Keep a server that was cancelled',
		fields: [server],
		request: { endpoint: del('/server/{serverNumber}/cancellation', perHour(200)), output: done() },
	}),
]);
