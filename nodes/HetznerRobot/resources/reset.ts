import { later } from '../../common/operation/later';
import { operation, resource } from '../../common/operation/operation';
import { executeReset, getReset, listResets } from '../endpoints/reset';
import { resetType } from './fields/resetType';
import { server } from './fields/server';
import { interruptsService } from '../../common/operation/warning';

const resetServer = later(async () => (await import('../jobs/reset')).resetServer);

/** Documentation: "Reset". */
export const resetResource = resource('reset', 'Reset', [
	operation('execute', {
		name: 'Reset Server',
		action: 'Reset server (hard reboot)',
		description:
			'Reset, power on or off, or reboot a server, with a type of your choice or the gentlest one that it offers (auto); only a software reset and a press of the power button let it shut down first',
		warnings: [
			interruptsService(
				'the server goes down. Only a software reset and a press of the power button let it shut down first, and the press leaves it off; with the other types it is cut off at once, and what is not saved is lost',
			),
		],
		fields: [server, resetType],
		endpoint: executeReset,
		job: resetServer,
	}),
	operation('get', {
		name: 'Get',
		action: 'Get reset options of server',
		description: 'Get the reset types that a server offers, and its operating status',
		fields: [server],
		endpoint: getReset,
	}),
	operation('getAll', {
		name: 'Get Many',
		action: 'Get reset options of many servers',
		description: 'Get the reset types of many servers, as far as they offer any',
		endpoint: listResets,
	}),
]);
