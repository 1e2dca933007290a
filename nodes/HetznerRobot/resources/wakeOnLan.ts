import { one, operation, resource } from '../operation';
import { get, perHour, post } from '../robot/endpoint';
import { server } from './fields/server';

/** Documentation: "Wake on LAN". */
export const wakeOnLanResource = resource('wakeOnLan', 'Wake on LAN', [
	operation('get', {
		name: 'Get',
		action: 'Get whether a server supports wake on LAN',
		description: 'Get the server, where it supports Wake on LAN',
		fields: [server],
		request: { endpoint: get('/wol/{serverNumber}', perHour(500)), output: one('wol') },
	}),
	operation('send', {
		name: 'Send',
		action: 'Send a wake on LAN packet to a server',
		description: 'Start a server that is switched off. Robot allows 10 requests per hour.',
		fields: [server],
		request: { endpoint: post('/wol/{serverNumber}', perHour(10)), output: one('wol') },
	}),
]);
