import { operation, resource } from '../../common/operation/operation';
import { getWakeOnLan, sendWakeOnLan } from '../endpoints/wakeOnLan';
import { server } from './fields/server';

/** Documentation: "Wake on LAN". */
export const wakeOnLanResource = resource('wakeOnLan', 'Wake on LAN', [
	operation('get', {
		name: 'Get',
		action: 'Get whether a server supports wake on LAN',
		description: 'Get the server, where it supports Wake on LAN',
		fields: [server],
		endpoint: getWakeOnLan,
	}),
	operation('send', {
		name: 'Send',
		action: 'Send a wake on LAN packet to a server',
		description: 'Start a server that is switched off. Robot allows 10 requests per hour.',
		fields: [server],
		endpoint: sendWakeOnLan,
	}),
]);
