import { operation, resource } from '../../common/operation/operation';
import {
	cancelSubnet,
	getSubnet,
	getSubnetCancellation,
	getSubnetMac,
	listSubnets,
	resetSubnetMac,
	setSubnetMac,
	updateSubnet,
	withdrawSubnetCancellation,
} from '../endpoints/subnet';
import { toAddress } from '../robot/pathValues';
import { cancellationDate } from './fields/cancellation';
import { loadedOne } from '../../common/operation/loaded';
import { pathLocator } from '../../common/operation/locator';
import { asText } from '../../common/operation/tells';
import { serverIpFilter } from './fields/serverIp';
import { trafficWarnings } from './fields/trafficWarnings';
import { interruptsService, warning } from '../../common/operation/warning';

export const netIp = pathLocator(
	'netIp',
	{
		displayName: 'Subnet',
		description: 'A subnet of the account, named by its net address',
		list: { method: 'searchSubnets', placeholder: 'Select a subnet...' },
		by: [{ displayName: 'IP', name: 'ip', placeholder: 'e.g. 2001:db8:0:321::', hint: 'The net address' }],
		tells: { ip: asText },
	},
	toAddress,
);

const mac = loadedOne('mac', {
	displayName: 'MAC Address',
	method: 'searchPossibleMacs',
	placeholder: 'e.g. 00:21:85:62:3e:9c',
	description: 'The target MAC address, out of those that the server has',
	required: true,
});

/** Documentation: "Subnet". */
export const subnetResource = resource('subnet', 'Subnet', [
	operation('cancel', {
		name: 'Cancel',
		action: 'Cancel subnet (its addresses are lost)',
		description: 'Cancel a subnet: it is lost at the given date',
		warnings: [warning('Ends contract', 'the subnet goes back to Hetzner at the date, with all its addresses')],
		fields: [netIp, ...cancellationDate],
		endpoint: cancelSubnet,
	}),
	operation('get', {
		name: 'Get',
		action: 'Get subnet',
		description: 'Get gateway, mask, server and traffic warnings of a subnet',
		fields: [netIp],
		endpoint: getSubnet,
	}),
	operation('getCancellation', {
		name: 'Get Cancellation',
		action: 'Get cancellation of subnet',
		description: 'Get whether a subnet is cancelled and the earliest possible date',
		fields: [netIp],
		endpoint: getSubnetCancellation,
	}),
	operation('getMac', {
		name: 'Get MAC Address',
		action: 'Get MAC address of subnet',
		description: 'Get the MAC address that a subnet is routed to, and the possible ones',
		fields: [netIp],
		endpoint: getSubnetMac,
	}),
	operation('getAll', {
		name: 'Get Many',
		action: 'Get many subnets',
		description: 'Get many subnets of the account or of a server',
		fields: [serverIpFilter],
		endpoint: listSubnets,
	}),
	operation('resetMac', {
		name: 'Reset MAC Address',
		action: 'Reset MAC address of subnet',
		description: "Route a subnet to the MAC address of the server's main IP address again. Robot allows 10 requests per hour.",
		warnings: [interruptsService('traffic to the subnet goes to another MAC address at once')],
		fields: [netIp],
		endpoint: resetSubnetMac,
	}),
	operation('setMac', {
		name: 'Set MAC Address',
		action: 'Set MAC address of subnet',
		description: 'Route a subnet to another MAC address. Robot allows 10 requests per hour.',
		warnings: [interruptsService('traffic to the subnet goes to another MAC address at once')],
		fields: [netIp, mac],
		endpoint: setSubnetMac,
	}),
	operation('updateTrafficWarnings', {
		name: 'Update Traffic Warnings',
		action: 'Update traffic warnings of subnet',
		description: 'Change when Hetzner warns of much traffic',
		fields: [netIp, trafficWarnings],
		endpoint: updateSubnet,
	}),
	operation('withdrawCancellation', {
		name: 'Withdraw Cancellation',
		action: 'Withdraw cancellation of subnet',
		description: 'Keep a subnet that was cancelled',
		fields: [netIp],
		endpoint: withdrawSubnetCancellation,
	}),
]);
