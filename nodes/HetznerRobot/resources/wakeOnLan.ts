import { operation, resource } from '../../common/operation/operation';
import { getWakeOnLan, sendWakeOnLan } from '../endpoints/wakeOnLan';
import { server } from './fields/server';

/** Documentation: "Wake on LAN". */
export const wakeOnLanResource = resource('wakeOnLan', 'Wake on LAN', [
	operation('send', {
		name: 'Power On',
		action: 'Power on server with wake on LAN',
		description: 'Start a server that is switched off. Robot allows 10 requests per hour.',
		fields: [server],
		endpoint: sendWakeOnLan,
	}),
	operation('get', {
		name: 'Get',
		action: 'Get wake on LAN support of server',
		description: 'Get the server, where it supports Wake on LAN',
		fields: [server],
		endpoint: getWakeOnLan,
	}),
]);
