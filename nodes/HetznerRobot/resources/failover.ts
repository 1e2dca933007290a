import type { IDataObject } from 'n8n-workflow';
import { later } from '../../common/operation/later';
import { field, found, operation, resource, type Run, type Value } from '../../common/operation/operation';
import { toLocator, wordOf } from '../../common/operation/values';
import { deleteFailoverRouting, getFailover, listFailovers, switchFailover } from '../endpoints/failover';
import { knownByAddress } from '../lookups/servers';
import { addressOf, isIPv6 } from '../robot/addresses';
import { toAddress } from '../robot/pathValues';
import { locator, pathLocator } from '../../common/operation/locator';
import { toMainAddress, type MainAddress } from './fields/mainAddress';
import { serverModes } from './fields/server';
import { waitFields } from './fields/wait';
import { asText, fromList } from '../../common/operation/tells';
import { interruptsService } from '../../common/operation/warning';

const switchAndWait = later(async () => (await import('../jobs/failover')).switchAndWait);

const failoverIp = pathLocator(
	'failoverIp',
	{
		displayName: 'Failover IP',
		description: 'The failover IP address or net',
		list: { method: 'searchFailoverIps', placeholder: 'Select a failover IP...' },
		by: [{ displayName: 'IP', name: 'ip', placeholder: 'e.g. 203.0.113.200' }],
		tells: { ip: asText },
	},
	toAddress,
);

const activeServerIp = field('active_server_ip', {
	...locator({
		displayName: 'Destination Server',
		description: 'The server that gets the traffic, at its main IPv4 address, for an IPv6 failover net at its main IPv6 net',
		list: { method: 'searchFailoverDestinations', placeholder: 'Select a server...' },
		by: serverModes,
	}),
	encode: (given, parameters) => toMainAddress('activeServerIp', given, destinationKey(toLocator('failoverIp', parameters('failoverIp')).value)),
	noun: 'another server',
	tells: { active_server_number: fromList('server_number', 321, knownByAddress), active_server_name: fromList('server_name', 'web1', knownByAddress) },
});

/** Which address of a server a failover IP leads to. */
export const destinationKey = (failover: string): MainAddress => (isIPv6(addressOf(failover) ?? '') ? 'server_ipv6_net' : 'server_ip');

/** Where a failover IP leads, if it is where it was to be switched to: a proxy, or Robot in a race, may speak of another server. */
async function routedAsWanted({ call, client, path, values }: Run): Promise<IDataObject | undefined> {
	const [failover] = await call(getFailover, path);
	const wanted = await found(values.active_server_ip as Value, client);
	return failover && addressOf(wordOf(failover.active_server_ip ?? '')) === addressOf(wordOf(wanted)) ? failover : undefined;
}

/** Documentation: "Failover". */
export const failoverResource = resource('failover', 'Failover IP', [
	operation('switch', {
		name: 'Switch',
		action: 'Switch failover IP to another server',
		description: 'Route a failover IP to another server',
		warnings: [interruptsService('connections to the failover IP end, and new ones lead to the other server')],
		fields: [failoverIp, activeServerIp, ...waitFields(5 * 60)],
		endpoint: switchFailover,
		alreadyDone: [{ code: 'FAILOVER_ALREADY_ROUTED', shows: routedAsWanted }],
		job: switchAndWait,
	}),
	operation('get', {
		name: 'Get',
		action: 'Get failover IP',
		description: 'Get where a failover IP leads',
		fields: [failoverIp],
		endpoint: getFailover,
	}),
	operation('getAll', {
		name: 'Get Many',
		action: 'Get many failover IP addresses',
		description: 'Get many failover IPs of the account and where they lead',
		endpoint: listFailovers,
	}),
	operation('deleteRouting', {
		name: 'Delete Routing',
		action: 'Delete routing of failover IP (makes it unreachable)',
		description: 'Stop routing a failover IP to any server: the address is unreachable until it is switched again',
		warnings: [interruptsService('the failover IP is unreachable until it is switched to a server again')],
		fields: [failoverIp],
		endpoint: deleteFailoverRouting,
	}),
]);
