import { operation, resource, whatIsAt } from '../../common/operation/operation';
import { cancelIp, deleteIpMac, generateIpMac, getIp, getIpCancellation, getIpMac, listIps, updateIp, withdrawIpCancellation } from '../endpoints/ip';
import { toAddress } from '../robot/pathValues';
import { cancellationDate } from './fields/cancellation';
import { pathLocator } from '../../common/operation/locator';
import { asText } from '../../common/operation/tells';
import { serverIpFilter } from './fields/serverIp';
import { trafficWarnings } from './fields/trafficWarnings';
import { interruptsService, warning } from '../../common/operation/warning';

const ip = pathLocator(
	'ip',
	{
		displayName: 'IP Address',
		description: 'A single IP address of the account',
		list: { method: 'searchIps', placeholder: 'Select an IP address...' },
		by: [{ displayName: 'IP', name: 'ip', placeholder: 'e.g. 203.0.113.10' }],
		tells: { ip: asText },
	},
	toAddress,
);

/** Documentation: "IP". */
export const ipResource = resource('ip', 'IP Address', [
	operation('cancel', {
		name: 'Cancel',
		action: 'Cancel IP address (address is lost)',
		description: 'Cancel an additional IP address: it is lost at the given date',
		warnings: [warning('Ends contract', 'the IP address goes back to Hetzner at the date')],
		fields: [ip, ...cancellationDate],
		endpoint: cancelIp,
	}),
	operation('deleteMac', {
		name: 'Delete MAC Address',
		action: 'Delete separate MAC address of IP address',
		description: 'Delete the separate MAC address: it is lost, and traffic to it ends. Robot allows 10 requests per hour.',
		warnings: [warning('Deletes MAC address', 'a virtual machine that uses it loses its connection')],
		fields: [ip],
		endpoint: deleteIpMac,
		alreadyDone: [{ code: 'MAC_NOT_FOUND' }],
	}),
	operation('generateMac', {
		name: 'Generate MAC Address',
		action: 'Generate separate MAC address for IP address',
		description: 'Generate a separate MAC address, as virtual machines need it. Robot allows 10 requests per hour.',
		warnings: [interruptsService('what does not use the new MAC address gets no traffic any more')],
		fields: [ip],
		endpoint: generateIpMac,
		alreadyDone: [{ code: 'MAC_ALREADY_SET', shows: whatIsAt(getIpMac) }],
	}),
	operation('get', {
		name: 'Get',
		action: 'Get IP address',
		description: 'Get gateway, mask, server and traffic warnings of an IP address',
		fields: [ip],
		endpoint: getIp,
	}),
	operation('getCancellation', {
		name: 'Get Cancellation',
		action: 'Get cancellation of IP address',
		description: 'Get whether an IP address is cancelled and the earliest possible date',
		fields: [ip],
		endpoint: getIpCancellation,
	}),
	operation('getMac', {
		name: 'Get MAC Address',
		action: 'Get separate MAC address of IP address',
		description: 'Get the separate MAC address, where one is set',
		fields: [ip],
		endpoint: getIpMac,
	}),
	operation('getAll', {
		name: 'Get Many',
		action: 'Get many IP addresses',
		description: 'Get many single IP addresses of the account or of a server',
		fields: [serverIpFilter],
		endpoint: listIps,
	}),
	operation('updateTrafficWarnings', {
		name: 'Update Traffic Warnings',
		action: 'Update traffic warnings of IP address',
		description: 'Change when Hetzner warns of much traffic',
		fields: [ip, trafficWarnings],
		endpoint: updateIp,
	}),
	operation('withdrawCancellation', {
		name: 'Withdraw Cancellation',
		action: 'Withdraw cancellation of IP address',
		description: 'Keep an IP address that was cancelled',
		fields: [ip],
		endpoint: withdrawIpCancellation,
	}),
]);
