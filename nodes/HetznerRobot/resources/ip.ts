import { many, one, operation, resource } from '../operation';
import { del, get, perHour, post, put } from '../robot/endpoint';
import { toAddress } from '../values';
import { cancellationDate } from './fields/cancellation';
import { pathLocator } from './fields/locator';
import { serverIpFilter } from './fields/serverIp';
import { trafficWarnings } from './fields/trafficWarnings';

const ip = pathLocator(
	'ip',
	{
		displayName: 'IP Address',
		description: 'A single IP address of the account',
		list: { method: 'searchIps', placeholder: 'Select an IP address...' },
		by: [{ displayName: 'By IP Address', name: 'ip', placeholder: 'e.g. 203.0.113.10' }],
	},
	toAddress,
);

const READS = perHour(5000);

/** Documentation: "IP". */
export const ipResource = resource('ip', 'IP Address', [
	operation('cancel', {
		name: 'Cancel',
		action: 'Cancel an IP address',
		description: 'Cancel an additional IP address: it is lost at the given date',
		fields: [ip, ...cancellationDate('IP address')],
		request: { endpoint: post('/ip/{ip}/cancellation', perHour(200), { effect: 'destroy' }), output: one('cancellation') },
	}),
	operation('deleteMac', {
		name: 'Delete MAC Address',
		action: 'Delete the separate MAC address of an IP address',
		description: 'Delete the separate MAC address: it is lost, and traffic to it ends. Robot allows 10 requests per hour.',
		fields: [ip],
		request: { endpoint: del('/ip/{ip}/mac', perHour(10), { effect: 'destroy' }), output: one('mac') },
		alreadyDone: [{ code: 'MAC_NOT_FOUND' }],
	}),
	operation('generateMac', {
		name: 'Generate MAC Address',
		action: 'Generate a separate MAC address for an IP address',
		description: 'Generate a separate MAC address, as virtual machines need it. Robot allows 10 requests per hour.',
		fields: [ip],
		request: { endpoint: put('/ip/{ip}/mac', perHour(10)), output: one('mac') },
		alreadyDone: [{ code: 'MAC_ALREADY_SET' }],
	}),
	operation('get', {
		name: 'Get',
		action: 'Get an IP address',
		description: 'Get gateway, mask, server and traffic warnings of an IP address',
		fields: [ip],
		request: { endpoint: get('/ip/{ip}', READS), output: one('ip') },
	}),
	operation('getCancellation', {
		name: 'Get Cancellation',
		action: 'Get the cancellation of an IP address',
		description: 'Get whether an IP address is cancelled and the earliest possible date',
		fields: [ip],
		request: { endpoint: get('/ip/{ip}/cancellation', perHour(200)), output: one('cancellation') },
	}),
	operation('getMac', {
		name: 'Get MAC Address',
		action: 'Get the separate MAC address of an IP address',
		description: 'Get the separate MAC address, where one is set',
		fields: [ip],
		request: { endpoint: get('/ip/{ip}/mac', READS), output: one('mac') },
	}),
	operation('getAll', {
		name: 'Get Many',
		action: 'Get many IP addresses',
		description: 'Get many single IP addresses of the account or of a server',
		fields: [serverIpFilter],
		request: { endpoint: get('/ip', READS), output: many('ip') },
	}),
	operation('updateTrafficWarnings', {
		name: 'Update Traffic Warnings',
		action: 'Update traffic warnings of an IP address',
		description: 'Change when Hetzner warns of much traffic',
		fields: [ip, trafficWarnings],
		request: { endpoint: post('/ip/{ip}', READS), output: one('ip') },
	}),
	operation('withdrawCancellation', {
		name: 'Withdraw Cancellation',
		action: 'Withdraw the cancellation of an IP address',
		description: 'Keep an IP address that was cancelled',
		fields: [ip],
		request: { endpoint: del('/ip/{ip}/cancellation', perHour(200)), output: one('cancellation') },
	}),
]);
