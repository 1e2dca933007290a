/** Documentation: "Subnet". */
import { sameAddress } from '../addresses.mts';
import { InputCheck, notFound } from '../errors.mts';
import { perHour } from '../limits.mts';
import { ok, type Reply } from '../reply.mts';
import type { Context, Route } from '../route.mts';
import type { Subnet } from '../state/network.mts';
import type { World } from '../sections.mts';
import { cancel, cancellationKeys, requireCancellable, revoke } from './addressCancellation.mts';
import { listOrNotFound, ofServer, serverByNumber } from './lookup.mts';
import { updateWarnings, warningKeys } from './trafficWarnings.mts';

export const subnetRoutes: Route[] = [
	{ method: 'GET', path: '/subnet', limit: perHour(5000), handle: listSubnets },
	{ method: 'GET', path: '/subnet/{net-ip}', limit: perHour(5000), handle: showSubnet },
	{ method: 'POST', path: '/subnet/{net-ip}', limit: perHour(5000), handle: updateSubnet },
	{ method: 'GET', path: '/subnet/{net-ip}/mac', limit: perHour(5000), handle: showMac },
	{ method: 'PUT', path: '/subnet/{net-ip}/mac', limit: perHour(10), handle: setMac },
	{ method: 'DELETE', path: '/subnet/{net-ip}/mac', limit: perHour(10), handle: resetMac },
	{ method: 'GET', path: '/subnet/{net-ip}/cancellation', limit: perHour(200), handle: showCancellation },
	{ method: 'POST', path: '/subnet/{net-ip}/cancellation', limit: perHour(200), handle: cancelSubnet },
	{ method: 'DELETE', path: '/subnet/{ip}/cancellation', limit: perHour(200), handle: revokeCancellation },
];

function listSubnets({ world, input }: Context): Reply {
	const list = listOrNotFound(ofServer(world.subnets, input.text('server_ip'), world), 'No subnets found');
	return ok(list.map((subnet) => details(subnet, world)));
}

function showSubnet(context: Context): Reply {
	return ok(details(subnetOf(context), context.world));
}

function updateSubnet(context: Context): Reply {
	const subnet = subnetOf(context);
	updateWarnings(subnet, context.input);
	return ok(details(subnet, context.world));
}

function details(subnet: Subnet, world: World) {
	const { ip, mask, gateway, server_number, failover, locked } = subnet;
	const { server_ip } = serverByNumber(world, server_number)!;
	return { subnet: { ip, mask, gateway, server_ip, server_number, failover, locked, ...warningKeys(subnet) } };
}

function showMac(context: Context): Reply {
	return ok(macReply(subnetWithMac(context), context.world));
}

/** Routes the subnet to one of the server's MAC addresses: its main one, or a separate one of a single IP address. */
function setMac(context: Context): Reply {
	const subnet = subnetWithMac(context);
	const { world, input } = context;
	const mac = input.text('mac')?.toLowerCase();
	const check = new InputCheck();
	check.require('mac', mac, (wanted) => Object.values(possibleMacs(subnet, world)).includes(wanted));
	check.done();
	subnet.mac = mac!;
	return ok(macReply(subnet, world));
}

/** Back to the MAC address of the server's main IP address. */
function resetMac(context: Context): Reply {
	const subnet = subnetWithMac(context);
	subnet.mac = context.world.macs[subnet.server_number]!;
	return ok(macReply(subnet, context.world));
}

/** The mask is a string here. */
function macReply(subnet: Subnet, world: World) {
	return { mac: { ip: subnet.ip, mask: String(subnet.mask), mac: subnet.mac, possible_mac: possibleMacs(subnet, world) } };
}

function possibleMacs({ server_number }: Subnet, world: World): Record<string, string> {
	const { server_ip, server_ipv6_net } = serverByNumber(world, server_number)!;
	const separate = world.ips.filter((ip) => ip.server_number === server_number && ip.separate_mac !== null);
	return {
		[server_ip ?? server_ipv6_net]: world.macs[server_number]!,
		...Object.fromEntries(separate.map(({ ip, separate_mac }) => [ip, separate_mac!])),
	};
}

function showCancellation(context: Context): Reply {
	const subnet = subnetOf(context, 'IP_NOT_FOUND');
	requireCancellable(subnet.cancellation, 'subnet');
	return ok(cancellationReply(subnet));
}

function cancelSubnet(context: Context): Reply {
	const subnet = subnetOf(context, 'IP_NOT_FOUND');
	cancel(subnet.cancellation, 'subnet', context);
	return ok(cancellationReply(subnet));
}

function revokeCancellation(context: Context): Reply {
	const subnet = subnetOf(context, 'IP_NOT_FOUND');
	revoke(subnet.cancellation, 'subnet');
	return ok(cancellationReply(subnet));
}

function cancellationReply({ ip, mask, server_number, cancellation }: Subnet) {
	return { cancellation: { ip, mask: String(mask), server_number, ...cancellationKeys(cancellation) } };
}

function subnetWithMac(context: Context): Subnet {
	const subnet = subnetOf(context);
	if (subnet.mac === null) {
		throw notFound('MAC_NOT_AVAILABLE', 'For this IP address it is not possible to set a separate MAC address');
	}
	return subnet;
}

/** The cancellation endpoints call an unknown subnet IP_NOT_FOUND, and one of them its parameter {ip}. */
function subnetOf({ params, world }: Context, code = 'SUBNET_NOT_FOUND'): Subnet {
	const wanted = params['net-ip'] ?? params.ip!;
	const subnet = world.subnets.find(({ ip }) => sameAddress(ip, wanted));
	if (subnet === undefined) throw notFound(code, 'Subnet not found');
	return subnet;
}
